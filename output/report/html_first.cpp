/// The first screen, the results framework, and what would have to be true.
#include <cctype>
#include <cmath>

#include "model/core/number.hpp"
#include "output/report/headline.hpp"
#include "output/report/html_parts.hpp"

namespace salus::output::html {

std::string headline_section(const PageData& data, const model::Results& r) {
  std::string out;
  if (const std::string warning = caution(r); !warning.empty())
    out += "<p class=lead><strong>" + escaped(warning) + "</strong></p>";
  for (const auto& text : data.headline) out += "<p class=lead>" + escaped(text) + "</p>";
  out += soft(
      "Violent incidents: homicide, serious assault, robbery, partner violence (counted as women who meet it in a "
      "year, woman-years) and sexual violence. Child maltreatment and "
      "property crime are outside this number, and inside the DALYs and the values. Nine of ten runs lie in a 90 % "
      "interval; half lie above the middle.");
  if (!data.framework.empty()) {
    Table table("Targets of para 18 under '" + data.scenarios[data.shown].title +
                    "': probability with the programme, without it, and what would have to be true for the target",
                {"Target", "With", "Without", "What would have to be true"}, 4, true);
    for (const auto& row : data.framework)
      if (row.first_screen && !(std::isnan(row.probability) && row.to_be_true.empty()))
        table.row({escaped(row.indicator) + ": " + escaped(row.target) + " <span class=\"soft n\">(" +
                       escaped(row.paragraph) + ")</span>",
                   "<span class=n>" + chance(row.probability) + "</span>",
                   "<span class=n>" + chance(row.probability_without) + "</span>",
                   row.to_be_true.empty() ? "" : escaped(row.to_be_true)});
    out += table.text() +
           "<p class=soft>All indicators stand in the <a href=#framework>results framework</a>, the arithmetic under "
           "<a href=#requirements>what would have to be true</a>.</p>";
  }
  if (!data.has_indicators)
    out += soft(
        "This result has no figures on cities, money received and initiatives: it was made in an earlier format, and "
        "the sections that rest on them are left out.");
  return section("headline", "What follows",
                 out +
                     "<p class=soft>The question: what follows from a way to spend the programme's money, and how sure "
                     "is that? The answer rests on " +
                     model::format_fixed(r.identity.draws, 0, true) +
                     " runs, each a draw of everything that is not known: levels and volatility of violence in each "
                     "country (estimated from published series), effects of interventions "
                     "(published trials, with their "
                     "conflicts), and effects of global functions (by analogy only, with a chance of being exactly "
                     "none). All scenarios share the same random numbers, so their "
                     "difference is the "
                     "programme and not the noise.</p>");
}

std::string framework_section(const PageData& data) {
  if (data.framework.empty()) return "";
  Table table(
      "Middle, and 90 % interval below. Probability: share of runs in which the target is reached, with the programme "
      "and without it.",
      {"Indicator", "Baseline", "Target", "Means of verification", "Assumption", "Model: with, and without",
       "Probability with", "Without, and difference"},
      8, true);
  std::string group;
  for (const auto& row : data.framework) {
    if (row.group != group) table.group(group = row.group);
    table.row({escaped(row.indicator) + " <span class=\"soft n\">(" + escaped(row.paragraph) + ")</span>",
               escaped(row.baseline), escaped(row.target), escaped(row.verification), escaped(row.assumption),
               interval(row.with, row.unit) +
                   (std::isnan(row.without[1]) ? "" : "<br> without " + interval(row.without, row.unit)),
               chance(row.probability),
               std::isnan(row.probability_without) ? "&ndash;"
                                                   : chance(row.probability_without) + "<br><span class=soft>" +
                                                         points(row.probability, row.probability_without) + "</span>"});
  }
  return section("framework", "Results framework: '" + data.scenarios[data.shown].title + "'",
                 soft("A dash stands where the model says nothing. 'Without' is the first scenario, '" +
                      data.scenarios[0].title + "'.") +
                     table.text());
}

namespace {

std::string sentence(std::string text) {
  if (text.empty()) return text;
  text.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(text.front())));
  return escaped(text) + ".";
}

std::string few(double v) { return v > 0.0 && v < 9.95 ? model::format_fixed(v, 1) : amount(v); }

std::string countries(const Requirements& q) {
  return sentence(countries_needs(q)) + " With an exit hazard of 0, " + amount(q.no_exit) +
         " take part in the last budget year.";
}

}  // namespace

std::string requirements_section(const PageData& data) {
  const Requirements& q = data.requirements;
  if (!q.known) return "";
  Table table("For '" + data.scenarios[data.shown].title + "'; each line by itself, all else as in the runs",
              {"Target", "What would have to be true", "How it is worked out"}, 3, true);
  const auto halving = [&](const Interval& times, double needed, double anyway) {
    return (times[1] > 0.0 && times[1] <= 100.0
                ? "The effect in 2030 would have to be " + ranged(times) + " times as large."
                : sentence(halving_needs(times, needed, q.averted_2030))) +
           (anyway == 0.0 ? std::string(" In no run is it met by itself.")
                          : " Nothing is needed " + escaped(in_draws(anyway)) + ".");
  };
  const bool money_ends_first = data.years_after_budget > 0;  // else persistence after the money is no matter of 2030
  const std::string lasting = !money_ends_first
                                  ? ""
                                  : " Full persistence would not change that: the last budget year averts " +
                                        few(q.averted_last) + " homicides in the middle.";
  table.row(
      {"Homicides halved by 2030 (18 e)",
       halving(q.count_times, q.count_needed, q.count_halved_anyway) + (q.averted_last < q.count_needed ? lasting : ""),
       "Homicides of 2030 in the first scenario beyond half the number of 2017-19 (rates as published, else the middle "
       "level), over homicides averted in 2030, run by run. "
       "Averted none or harm: no bound (" +
           escaped(in_draws(q.nothing_averted)) + ")."});
  table.row(
      {"Homicide rate halved by 2030 (18 e)",
       halving(q.rate_times, q.rate_needed, q.rate_halved_anyway) + (q.averted_last < q.rate_needed ? lasting : ""),
       "The same with half the rate of 2017-19 times the people of 2030."});
  const auto hazard = [](double v) { return model::format_fixed(v, 3); };
  if (data.has_indicators) {
    table.row({"100 cities (18 g)",
               (q.cities_any == 0.0 ? std::string("No run has a single city that falls because of the programme.")
                : std::isinf(q.cities_times) || q.cities_times > 100
                    ? "Of the runs, " + chance(q.cities_any) +
                          " have one or more cities that fall because of the programme; the mean is " +
                          mean_in_words(q.cities_mean) + "."
                    : ranged(q.cities_missing) + " more cities that fall because of the programme; 100 is " +
                          amount(q.cities_times) + " times the middle.") +
                   (money_ends_first ? " Full persistence would change little: the fall is taken over three years at "
                                       "the end, of which at most one lies after the budget."
                                     : ""),
               "100 less the cities that fell by more than 10 % and would not have in the first scenario."});
    table.row({"100 million people (18 h)",
               std::isinf(q.people_times)
                   ? std::string("Nobody is reached in the middle run.")
                   : "100 million is " + amount(q.people_times, "two digits") + " times the middle." +
                         (q.people_times <= 1.0
                              ? " It is met as it is; full persistence (no country leaves) would not change that."
                          : q.no_exit > 0.0
                              ? " If no country left, about " +
                                    amount(1e8 / q.people_times * q.no_exit / q.countries_by_formula) + " people."
                              : ""),
               "Inhabitants of cities that take part in the last budget year."});
    if (!std::isnan(q.countries_by_formula))
      table.row({"25 countries that improve (18 h)", countries(q),
                 "Taking part t years after the others may join: P(V, N, t) = V exp(-x t) + (N - V) h (exp(-x t) - "
                 "exp(-h t)) / (h - x), with V = " +
                     amount(q.volunteers) + " countries from the first year, N = " + amount(q.listed) +
                     " listed, h the mean hazard of joining (seen: " + hazard(q.adoption_seen) +
                     " a year), x that of leaving (seen: " + hazard(q.leaving_seen) +
                     "). Reviewed: P(V, N, 2) at the first review and P(0, (N - V) exp(-2 h), 4) more at the second: " +
                     amount(q.reviewed_by_formula) + "; times the share of reviewed that improve (middle " +
                     amount(q.improved_share, "share") + "): " + amount(q.improved_by_formula) +
                     ". Taking part in the last budget year, t = " + amount(q.years) + ": " +
                     amount(q.countries_by_formula) + "."});
  }
  table.row({"Effects last (18 e)",
             "Of what is averted in the last budget year, " + ranged(q.persistence, "share") +
                 " is still averted in the year after." +
                 (money_ends_first ? " A target for 2030 needs effects that outlast the money." : ""),
             "Violent incidents averted in the year after the budget over those of its last year, runs in which the "
             "latter is above none."});
  std::string out = table.text();
  if (data.even.known)
    out +=
        "<h3>What the global half would have to do</h3><p>Global functions multiply the violent incidents averted by " +
        amount(data.even.reached[1], "ratio") + " in the middle (90 %: " + amount(data.even.reached[0], "ratio") +
        " to " + amount(data.even.reached[2], "ratio") +
        "). To avert as many violent incidents as the portfolio that spends everything locally, they would have to "
        "multiply it by " +
        amount(data.even.needed[1], "ratio") + " (" + amount(data.even.needed[0], "ratio") + " to " +
        amount(data.even.needed[2], "ratio") + "), which they do " + escaped(in_draws(data.even.probability)) +
        " that are not left out" +
        ".</p><p class=soft>The multiplier is in full: who joins and stays, scale-up, unit cost, own money, "
        "saturation, on the same random numbers with every global effect at none. Needed = averted by 'all-local' / "
        "(averted by 'concept-note' / its multiplier), run by run over the first " +
        amount(data.even.draws) +
        " runs; those in which either averts nothing, or the local half alone does, are left out (" +
        amount(data.even.left_out, "share") +
        ").</p><p class=soft>For the halving of homicides alone (18 e), the multiplier would have to be larger by "
        "needed averted over averted: " +
        amount(q.count_needed) + " over " + few(q.averted_2030) + " in the middle. No multiplier does it " +
        escaped(in_draws(q.nothing_averted)) + ", where the programme averts none.</p>";
  return section("requirements", "What would have to be true", out);
}

}  // namespace salus::output::html
