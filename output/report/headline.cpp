#include "output/report/headline.hpp"

#include <algorithm>
#include <cmath>

#include "model/core/number.hpp"
#include "output/agents.hpp"
#include "output/figures.hpp"
#include "output/report/portfolio.hpp"
#include "output/report/requirements.hpp"

namespace salus::output {

using model::Results;

std::string in_words(double value) {
  if (std::isnan(value)) return "not known";
  if (std::isinf(value)) return value > 0.0 ? "without bound" : "minus without bound";
  const double size = std::abs(value);
  if (size < 0.5) return "0";
  const double unit = std::pow(10.0, std::max(0.0, std::floor(std::log10(size)) - 1.0));
  const double rounded = std::round(value / unit) * unit;
  if (std::abs(rounded) >= 1e6)
    return model::format_fixed(rounded / 1e6, std::abs(rounded) < 1e7 ? 1 : 0, true) + " million";
  return model::format_fixed(rounded, 0, true);
}

std::string percent(double p) {
  if (std::isnan(p)) return "not known";
  if (p < 0.01) return p == 0.0 ? "no run" : "under 1 %";
  if (p > 0.99) return p == 1.0 ? "every run" : "over 99 %";
  return model::format_fixed(100.0 * p, 0) + " %";
}

std::string in_draws(double p) {
  const std::string share = percent(p);
  return share.back() == '%' ? "in " + share + " of runs"
         : std::isnan(p)     ? "in a share of runs that is not known"
                             : "in " + share;
}

std::string caution(const model::Results& r) {
  const std::string& start = r.identity.calibration;
  if (start.find("first estimates") == start.npos && start.find("FIRST ESTIMATES") == start.npos &&
      start.find("CHECK FAILED") == start.npos)
    return "";
  return "Caution, how these projections start: " + start +
         ". Their intervals cannot be relied on as those of a calibration that passed its check.";
}

std::size_t shown_scenario(const Results& r) {
  return scenario_named(r, "concept-note").value_or(0) > 0 ? *scenario_named(r, "concept-note")
         : r.scenarios.size() > 1                          ? 1
                                                           : 0;
}

namespace {

/// A probability as a number of runs: in 28 of 1,000 runs; few runs in per cent.
std::string in_runs(const Results& r, double p) {
  if (std::isnan(p) || p == 0.0 || p == 1.0 || r.identity.draws < 100) return in_draws(p);
  const double n = std::round(p * r.identity.draws);
  const double all = r.identity.draws;
  return "in " + model::format_fixed(std::clamp(n, 1.0, all - 1.0), 0, true) + " of " +
         model::format_fixed(all, 0, true) + " runs";
}

std::string quoted(const Results& r, std::size_t s) { return "'" + r.scenarios[s].title + "'"; }

std::vector<double> violent_averted(const Results& r, std::size_t s) {
  return averted_draws(r, total_aggregate(r), violent_headlines(), s, 0, model::budget_years);
}

std::string what_it_does(const Results& r, std::size_t s) {
  const Interval violent = interval_of(violent_averted(r, s));
  const double low = violent[0];
  const double middle = violent[1];
  const double high = violent[2];
  const double deaths = quantile_of(averted_draws(r, total_aggregate(r), {0}, s, 0, model::budget_years), 0.5);
  const double all = mean_of(first_draws(r, total_aggregate(r), violent_headlines(), 0, model::budget_years));
  std::string text = r.scenarios[s].title + ": over " + std::to_string(r.years.front()) + "-" +
                     std::to_string(r.years[model::budget_years - 1]) + ", against " + quoted(r, 0) + ", ";
  if (std::isnan(middle)) return text + "nothing is known: every run failed.";
  if (low == 0.0 && high == 0.0) return text + "no violent incident is averted in nine of ten runs.";
  text += high < 0.0
              ? "in nine of ten runs between " + in_words(-high) + " and " + in_words(-low) + " more violent incidents"
          : low <= 0.0
              ? "in nine of ten runs anywhere from " + std::string(low < 0.0 ? in_words(-low) + " more" : "none") +
                    " to " + in_words(high) + " fewer violent incidents"
              : "in nine of ten runs between " + in_words(low) + " and " + in_words(high) + " fewer violent incidents";
  text += " (middle " + in_words(middle) + "; homicides, middle " + in_words(deaths) + ").";
  if (std::abs(middle) >= 0.5)
    text += " The middle is one in " + in_words(all / std::abs(middle)) + " of the " + in_words(all) +
            " violent incidents of these years.";
  if (low <= 0.0 && high >= 0.0) text += " No effect at all is within the interval.";
  return text;
}

/// Which portfolio averts most life years, where that is another one.
std::string by_dalys(const Results& r, std::size_t most_incidents) {
  const auto best = chance_of_most_dalys(r);
  if (best.empty() || std::isnan(best.front())) return "";
  const auto most = static_cast<std::size_t>(std::max_element(best.begin(), best.end()) - best.begin());
  return std::string(" Of life years (DALYs), which count how grave a harm is and child maltreatment too, ") +
         (most == most_incidents ? "the same" : quoted(r, most)) + " averts most " + in_runs(r, best[most]) + ".";
}

/// All portfolios in one sentence, however many there are: up to four by name, in the order given.
std::string side_by_side(const Results& r) {
  std::vector<std::vector<double>> averted;
  std::vector<double> middles;
  for (std::size_t s = 0; s < r.scenarios.size(); ++s) {
    averted.push_back(violent_averted(r, s));
    if (s > 0) middles.push_back(quantile_of(averted.back(), 0.5));
  }
  const auto best = chance_of_most(averted);
  const auto most = static_cast<std::size_t>(std::max_element(best.begin(), best.end()) - best.begin());
  std::string text;
  if (middles.size() <= 4) {
    for (std::size_t s = 1; s < r.scenarios.size(); ++s)
      text += (s == 1 ? "Violent incidents averted, middles: " : ", ") + quoted(r, s) + " " + in_words(middles[s - 1]);
  } else {
    const auto [low, high] = std::minmax_element(middles.begin(), middles.end());
    text = "The middles of the " + std::to_string(middles.size()) + " portfolios lie between " + in_words(*low) +
           " and " + in_words(*high) + " violent incidents averted";
  }
  return text + "; on the same random numbers " + quoted(r, most) + " averts most " + in_runs(r, best[most]) +
         (best[most] < 0.9 ? ", so which averts most is not settled." : ".") + by_dalys(r, most);
}

std::string base_rate(const Results& r, std::size_t s) {
  const auto& halving = r.halving.back().rate_probability;
  std::string text = "Homicide rate of all " + std::to_string(r.countries.size()) +
                     " countries halved by 2030 against 2017-19: " + in_runs(r, halving[0]) + " under " + quoted(r, 0);
  if (s > 0) text += ", " + in_runs(r, halving[s]) + " under " + quoted(r, s);
  text += ".";
  double halved = 0.0;
  double countries = 0.0;
  for (std::size_t l = 0; l < r.locations.size(); ++l)
    if (r.locations[l].kind == model::Location::Kind::country && !std::isnan(r.halving[l].rate_probability[0])) {
      halved += r.halving[l].rate_probability[0];
      countries += 1.0;
    }
  return text + " Of single countries, about " + model::format_fixed(halved, 1) + " of " +
         model::format_fixed(countries, 0) + " halve their rate under " + quoted(r, 0) +
         ": falls happen anyway, and a fall proves nothing by itself.";
}

/// What the first scenario is in a sentence: no programme, or one that has a name.
std::string without(const Results& r) { return against_nothing(r) ? "without the programme" : "under " + quoted(r, 0); }

/// Means over draws, so that the numbers of the sentence fit together.
std::string four_numbers(const Results& r, std::size_t s) {
  const auto mean = [&](const char* name) { return mean_of(indicator_draws(r, name, s)); };
  const auto count = [](double v) { return v > 0.0 && v < 9.95 ? model::format_fixed(v, 1) : in_words(v); };
  if (!(mean("cities_reached") > 0.0)) return "No city is reached.";
  const double caused = mean("cities_attributable");
  const double fell = mean("cities_fell");
  const double shown = mean("cities_shown");
  const std::string said = model::format_fixed(caused, 1);
  return "Of about " + count(mean("cities_reached")) + " cities that the programme reached, " + count(fell) +
         " fell by more than 10 % (the three years to " + std::to_string(cities_end_year(r)) +
         " against the three before a city joined), and " +
         (caused < 0.05 ? std::string("all of them") : "all but " + count(caused)) +
         (against_nothing(r) ? " would have fallen anyway; " : " would have fallen " + without(r) + "; ") +
         count(shown) + " can be proven to have fallen, the programme caused " +
         (caused < 0.05 ? "none" : "at most " + count(std::min(caused, shown))) + " of these (mean " + said +
         "), and " + count(mean("cities_falsely_shown")) + " of the proofs are false (means over runs).";
}

std::string targets(const Results& r, std::size_t s) {
  const auto chance = [&](const char* name, double goal) {
    return in_runs(r, share_at_least(indicator_draws(r, name, s), goal));
  };
  const std::string cities = std::to_string(cities_end_year(r));
  const std::string deadline = std::to_string(r.identity.start_year + static_cast<int>(model::budget_years));
  return "By " + cities + ", 100 cities prove a fall " + chance("cities_shown", 100.0) + " (the same cities " +
         without(r) + ": " + chance("cities_shown_without", 100.0) + "), " +
         (cities == deadline ? "" : "by " + deadline + ", ") + "25 countries improve their capacity " +
         chance("countries_improved", 25.0) + ", and 100 million people live in reached cities " +
         chance("people_reached", 1e8) + ".";
}

std::string money(const Results& r, std::size_t s) {
  const auto received = indicator_draws(r, "received_usd", s);
  const auto cost = indicator_draws(r, "social_cost_usd", s);
  std::string text = "Donors give " + in_words(quantile_of(received, 0.5)) + " of " +
                     in_words(quantile_of(indicator_draws(r, "planned_usd", s), 0.5)) + " dollars in the middle run";
  if (!against_nothing(r))
    return text +
           "; what an incident averted costs, and whether it is worth it, can be said against no programme only: put "
           "'no-programme' first.";
  const Interval each = interval_of(paired(received, violent_averted(r, s), [](double c, double a) {
    return a > 0.0 ? c / a : std::numeric_limits<double>::infinity();
  }));
  const auto dollars = [](double v) {
    return std::isinf(v) ? std::string("no bound where nothing is averted") : in_words(v);
  };
  text += std::isinf(each[1])
              ? "; in the middle run no violent incident is averted for it"
              : "; a violent incident averted costs UN-Habitat " + in_words(each[1]) +
                    " dollars in the middle (nine of ten runs: " + dollars(each[0]) + " to " + dollars(each[2]) + ")";
  const auto worth = [&](const char* name) {
    return in_runs(r, share_where(paired(indicator_draws(r, name, s), cost, [](double b, double c) { return b - c; }),
                                  [](double v) { return v > 0.0; }));
  };
  return text + "; the harm averted is worth more than it costs society " + worth("benefit_common_usd") +
         " with one value for all countries, " + worth("benefit_scaled_usd") +
         " with values scaled to income; both values are transferred from studies elsewhere.";
}

/// Numbers of who takes part are put in, not found.
std::string who_joins(const Results& r, std::size_t s) {
  if (r.scenarios[s].enrolment == model::Enrolment::named)
    return "Who takes part is named by the scenario: numbers of countries, cities and people follow from that, "
           "whatever is done there.";
  return "Numbers of countries, cities and people follow from assumptions on who joins (10 to 15 in the first review; "
         "about 100 cities when 25 of 48 countries take part), nearly "
         "the same for every portfolio with local money.";
}

/// The multiplier of the global half, the one needed, and in how many runs it is defined.
std::string global_half(const BreakEven& even) {
  const auto times = [](double v) { return std::isinf(v) ? std::string("no bound") : model::format_fixed(v, 2); };
  return "The global half multiplies the violent incidents averted by " + times(even.reached[1]) +
         " in the middle (90 %: " + times(even.reached[0]) + " to " + times(even.reached[2]) + "; " +
         in_words(even.draws * (1.0 - even.left_out)) +
         " runs; in half of all runs it has no effect, by assumption); to avert as much as spending everything locally "
         "it would have to be " +
         times(even.needed[1]) + " in the middle, which it is " + in_draws(even.probability) + ".";
}

}  // namespace

std::vector<std::string> headline_sentences(const Results& r) {
  const std::size_t s = shown_scenario(r);
  std::vector<std::string> sentences;
  if (s > 0) sentences.push_back(what_it_does(r, s));
  for (const auto& agents : agent_summaries(r))
    if (agents.scenario == s) sentences.push_back(agent_sentence(agents, r));
  if (r.scenarios.size() > 2) sentences.push_back(side_by_side(r));
  sentences.push_back(base_rate(r, s));
  if (s == 0 || r.indicators.empty()) return sentences;
  sentences.push_back(four_numbers(r, s));
  sentences.push_back(targets(r, s));
  sentences.push_back(who_joins(r, s));
  sentences.push_back(money(r, s));
  if (const BreakEven even = break_even(r); even.known) sentences.push_back(global_half(even));
  return sentences;
}

}  // namespace salus::output
