/// The first screen, the results framework, and what would have to be true.
#include <cmath>

#include "model/core/number.hpp"
#include "output/report/headline.hpp"
#include "output/report/html_parts.hpp"

namespace salus::output::html {

std::string headline_section(const PageData& data, const model::Results& r) {
  std::string out;
  for (const auto& sentence : data.headline) out += "<p class=lead>" + escaped(sentence) + "</p>";
  if (!data.framework.empty()) {
    Table table("Targets of para 18 under '" + data.scenarios[data.shown].title + "': probability with the programme, without it, and what would have to be true for the target",
                {"Target", "With", "Without", "What would have to be true"}, 4, true);
    for (const auto& row : data.framework)
      if (row.first_screen && !(std::isnan(row.probability) && row.to_be_true.empty()))
        table.row({escaped(row.indicator) + ": " + escaped(row.target) + " <span class=\"soft n\">(" + escaped(row.paragraph) + ")</span>", chance(row.probability),
                   chance(row.probability_without), row.to_be_true.empty() ? "" : escaped(row.to_be_true)});
    out += table.text() +
           "<p class=soft>All indicators stand in the <a href=#framework>results framework</a>, the arithmetic under <a href=#requirements>what would have to be true</a>.</p>";
  }
  if (!data.has_indicators)
    out += soft("This result has no figures on cities, money received and initiatives: it was made in an earlier format, and the sections that rest on them are left out.");
  return section("headline", "What follows",
                 out + "<p class=soft>The question: what follows from a way to spend the programme's money, and how sure is that? The answer rests on " +
                     std::to_string(r.identity.draws) +
                     " draws of everything that is not known: levels and volatility of violence in each country (estimated from published series), effects of interventions "
                     "(published trials, with their "
                     "conflicts), and effects of global functions (by analogy only, with a chance of being exactly none). All scenarios share the same random numbers, so their "
                     "difference is the "
                     "programme and not the noise.</p>");
}

std::string framework_section(const PageData& data) {
  if (data.framework.empty()) return "";
  Table table("Middle, and 90 % interval below. Probability: share of draws in which the target is reached, with the programme and without it.",
              {"Indicator", "Baseline", "Target", "Means of verification", "Assumption", "Model: with, and without", "Probability with", "Without, and difference"}, 8, true);
  std::string group;
  for (const auto& row : data.framework) {
    if (row.group != group) table.group(group = row.group);
    table.row({escaped(row.indicator) + " <span class=\"soft n\">(" + escaped(row.paragraph) + ")</span>", escaped(row.baseline), escaped(row.target), escaped(row.verification),
               escaped(row.assumption), interval(row.with, row.unit) + (std::isnan(row.without[1]) ? "" : "<br>without " + interval(row.without, row.unit)),
               chance(row.probability),
               std::isnan(row.probability_without) ? "&ndash;"
                                                   : chance(row.probability_without) + "<br><span class=soft>" + points(row.probability, row.probability_without) + "</span>"});
  }
  return section("framework", "Results framework: '" + data.scenarios[data.shown].title + "'",
                 soft("A dash stands where the model says nothing. 'Without' is the first scenario, '" + data.scenarios[0].title + "'.") + table.text());
}

std::string requirements_section(const PageData& data) {
  const Requirements& q = data.requirements;
  if (!q.known) return "";
  Table table("For '" + data.scenarios[data.shown].title + "'; each line by itself, all else as in the draws", {"Target", "What would have to be true", "How it is worked out"}, 3,
              true);
  table.row({"Homicides halved by 2030 (18 e)",
             "The effect in 2030 would have to be " + ranged(q.count_times) + " times as large. Nothing is needed " + escaped(in_draws(q.count_halved_anyway)) + ".",
             "Homicides of 2030 in the first scenario beyond half the number of 2017-19 (rates as published, else the middle level), over homicides averted in 2030, draw by draw. "
             "Averted none or harm: no bound (" +
                 escaped(in_draws(q.nothing_averted)) + ")."});
  table.row({"Homicide rate halved by 2030 (18 e)",
             "The effect in 2030 would have to be " + ranged(q.rate_times) + " times as large. Nothing is needed " + escaped(in_draws(q.rate_halved_anyway)) + ".",
             "The same with half the rate of 2017-19 times the people of 2030."});
  const auto hazard = [](double v) { return model::format_fixed(v, 3); };
  if (data.has_indicators) {
    table.row({"100 cities (18 g)", ranged(q.cities_missing) + " more cities that fall because of the programme; 100 is " + amount(q.cities_times) + " times the middle.",
               "100 less the cities that fell by more than 10 % and would not have in the first scenario."});
    table.row({"100 million people (18 h)", "100 million is " + amount(q.people_times) + " times the middle.", "Inhabitants of cities that take part in the last budget year."});
    if (!std::isnan(q.countries_by_formula))
      table.row({"25 countries (18 h)",
                 (std::isnan(q.adoption_for_25) ? "No hazard of joining up to 5 a year is enough while countries leave as seen (" + hazard(q.leaving_seen) + " a year)."
                                                : "Countries would have to join with a hazard of " + hazard(q.adoption_for_25) + " a year (seen: " + hazard(q.adoption_seen) +
                                                      ") while they leave as seen (" + hazard(q.leaving_seen) + ").") +
                     (std::isnan(q.leaving_for_25) ? " While they join as seen, 25 are not reached even if no country leaves."
                                                   : " While they join as seen, they might leave with at most " + hazard(q.leaving_for_25) + " a year.") +
                     " Each that takes part would also have to improve; of those that joined, " + amount(q.improved_share, "share") + " do.",
                 "Expected to take part after t = " + amount(q.years) + " years: F exp(-x t) + (N - F) h (exp(-x t) - exp(-h t)) / (h - x), with F = " + amount(q.first_review) +
                     " countries in the first review, N = " + amount(q.listed) +
                     " listed, h the hazard of joining, x of leaving, none returning. As seen: " + amount(q.countries_by_formula) + "."});
  }
  table.row({"Effects last (18 e)",
             "Of what is averted in the last budget year, " + ranged(q.persistence, "share") +
                 " is still averted in the year after. A target for 2030 needs effects that outlast the money.",
             "Violent incidents averted in the year after the budget over those of its last year, draws in which the latter is above none."});
  std::string out = table.text();
  if (data.even.known)
    out += "<h3>What the global half would have to do</h3><p>Global functions multiply what a local dollar does by " + amount(data.even.reached[1], "ratio") +
           " in the middle (90 %: " + amount(data.even.reached[0], "ratio") + " to " + amount(data.even.reached[2], "ratio") +
           "). To avert as many violent incidents as the portfolio that spends everything locally, they would have to multiply it by " + amount(data.even.needed[1], "ratio") +
           " (" + amount(data.even.needed[0], "ratio") + " to " + amount(data.even.needed[2], "ratio") + "), which they do " + escaped(in_draws(data.even.probability)) +
           ".</p><p class=soft>Needed = averted by 'all-local' / (averted by 'concept-note' / its multiplier), draw by draw; draws in which either averts nothing are left out (" +
           amount(data.even.left_out, "share") + ").</p>";
  return section("requirements", "What would have to be true", out);
}

}  // namespace salus::output::html
