#include "output/report/headline.hpp"

#include <algorithm>
#include <cmath>

#include "output/agents.hpp"
#include "output/figures.hpp"
#include "output/report/portfolio.hpp"
#include "output/report/requirements.hpp"
#include "output/words/chance.hpp"
#include "output/words/run.hpp"
#include "output/words/sentences/headline.hpp"
#include "output/words/words.hpp"

namespace salus::output {

using model::Results;
using model::ScenarioIndex;
using words::Message;
using words::Text;
namespace say_headline = words::headline;

std::optional<Message> caution(const Results& r) {
  const auto& start = r.identity.start;
  if (!start.believed()) return say_headline::Caution{.start = words::start_in_words(start)};
  if (!start.other_data.empty()) return say_headline::OtherData{.files = words::verbatim(start.other_data)};
  return std::nullopt;
}

ScenarioIndex shown_scenario(const Results& r) {
  const ScenarioIndex note = scenario_named(r, "concept-note").value_or(first_scenario);
  if (note != first_scenario || r.scenarios.size() < 2) return note;
  return first_scenario + 1u;
}

namespace {

using words::in_runs;
using words::paragraph;

Message chance(const Results& r, double p) { return in_runs(p, r.identity.draws); }

words::Verbatim title(const Results& r, ScenarioIndex s) { return words::Verbatim(r.scenarios[s].title); }

std::vector<double> violent_averted(const Results& r, ScenarioIndex s) {
  return averted_draws(r, total_aggregate(r), violent_headlines(), s, over_budget);
}

Message range_of(const Interval& violent) {
  const auto [low, middle, high] = violent;
  if (high < 0.0) return say_headline::RangeHarm{.least = -high, .most = -low};
  if (low > 0.0) return say_headline::RangeGain{.least = low, .most = high};
  if (low < 0.0) return say_headline::RangeBoth{.harm = -low, .gain = high};
  return say_headline::RangeFromNone{.gain = high};
}

Message outcome_of(const Results& r, ScenarioIndex s, const Interval& violent) {
  if (std::isnan(violent.middle)) return say_headline::nothing_known;
  if (violent.low == 0.0 && violent.high == 0.0) return say_headline::nothing_averted;
  const double homicides = quantile_of(averted_draws(r, total_aggregate(r), {homicide}, s, over_budget), 0.5);
  if (violent.high < 0.0)
    return say_headline::OutcomeHarm{.range = range_of(violent),
                                     .middle = -violent.middle,
                                     .homicides = std::abs(homicides),
                                     .fewer = homicides > 0.0};
  return say_headline::Outcome{.range = range_of(violent), .middle = violent.middle, .homicides = homicides};
}

Message what_it_does(const Results& r, ScenarioIndex s) {
  const Interval violent = interval_of(violent_averted(r, s));
  const auto [low, middle, high] = violent;
  std::vector<Text> all{say_headline::Effect{.title = title(r, s),
                                             .from = r.years.front(),
                                             .to = r.years[model::budget_years - 1],
                                             .first = title(r, first_scenario),
                                             .outcome = outcome_of(r, s, violent)}};
  if (std::isnan(middle) || (low == 0.0 && high == 0.0)) return paragraph(all);
  const double incidents = mean_of(first_draws(r, total_aggregate(r), violent_headlines(), over_budget));
  if (std::abs(middle) >= 0.5)
    all.push_back(say_headline::OneIn{.times = incidents / std::abs(middle), .all = incidents});
  if (low <= 0.0 && high >= 0.0) all.push_back(say_headline::none_within);
  return paragraph(all);
}

ScenarioIndex position_of_most(const std::vector<double>& chances) {
  ScenarioIndex most = first_scenario;
  for (const auto s : model::positions_in<ScenarioIndex>(chances))
    if (chances[s] > chances[most]) most = s;
  return most;
}

/// A portfolio, and the middle of what it averts.
struct Middle {
  ScenarioIndex scenario;
  double averted = 0.0;
};

/// The middles of all portfolios: up to four by name, in the order given.
Message middles_of(const Results& r, const std::vector<Middle>& middles) {
  if (middles.size() > 4) {
    const auto [low, high] = std::minmax_element(
        middles.begin(), middles.end(), [](const Middle& a, const Middle& b) { return a.averted < b.averted; });
    return say_headline::MiddlesOfMany{.portfolios = middles.size(), .low = low->averted, .high = high->averted};
  }
  std::vector<Text> portfolios;
  for (const auto& [s, averted] : middles)
    portfolios.push_back(say_headline::MiddleOf{.title = title(r, s), .middle = averted});
  return say_headline::MiddlesByName{.portfolios = portfolios};
}

/// All portfolios in one sentence, however many there are, and which averts most life years.
Message side_by_side(const Results& r) {
  std::vector<std::vector<double>> averted;
  std::vector<Middle> middles;
  for (const auto s : model::positions_in<ScenarioIndex>(r.scenarios)) {
    averted.push_back(violent_averted(r, s));
    if (s != first_scenario) middles.push_back({s, quantile_of(averted.back(), 0.5)});
  }
  const auto best = chance_of_most(averted);
  const ScenarioIndex most = position_of_most(best);
  std::vector<Text> all{say_headline::AvertsMost{.middles = middles_of(r, middles),
                                                 .title = title(r, most),
                                                 .chance = chance(r, best[most]),
                                                 .settled = best[most] >= 0.9}};
  const auto dalys = chance_of_most_dalys(r);
  if (!dalys.empty() && !std::isnan(dalys.front())) {
    const ScenarioIndex most_dalys = position_of_most(dalys);
    all.push_back(say_headline::MostLifeYears{
        .same = most_dalys == most, .title = title(r, most_dalys), .chance = chance(r, dalys[most_dalys])});
  }
  return paragraph(all);
}

Message base_rate(const Results& r, ScenarioIndex s) {
  const auto& halving = r.halving.back().rate_probability;
  std::vector<Text> cases{
      say_headline::BaseRateUnder{.chance = chance(r, halving[first_scenario]), .title = title(r, first_scenario)}};
  if (s != first_scenario)
    cases.push_back(say_headline::BaseRateUnder{.chance = chance(r, halving[s]), .title = title(r, s)});
  double halved = 0.0;
  double countries = 0.0;
  for (const auto l : model::positions_in<model::LocationIndex>(r.locations)) {
    const double first = r.halving[l].rate_probability[first_scenario];
    if (r.locations[l].kind != model::Location::Kind::country || std::isnan(first)) continue;
    halved += first;
    countries += 1.0;
  }
  return paragraph(
      {say_headline::BaseRate{.countries = r.countries.size(), .cases = cases},
       say_headline::BaseRateOfCountries{.halved = halved, .countries = countries, .first = title(r, first_scenario)}});
}

/// What the first scenario is in a sentence: no programme, or one that has a name.
Text otherwise(const Results& r) {
  if (against_nothing(r)) return say_headline::without_programme;
  return say_headline::Under{.title = title(r, first_scenario)};
}

/// Means over draws, so that the numbers of the sentence fit together.
Message four_numbers(const Results& r, ScenarioIndex s) {
  const auto mean = [&](model::Indicator which) { return mean_of(indicator_draws(r, which, s)); };
  if (!(mean(model::Indicator::cities_reached) > 0.0)) return say_headline::no_city;
  const double caused = mean(model::Indicator::cities_attributable);
  const double shown = mean(model::Indicator::cities_shown);
  return say_headline::FourNumbers{.reached = mean(model::Indicator::cities_reached),
                                   .fell = mean(model::Indicator::cities_fell),
                                   .year = cities_end_year(r),
                                   .all = caused < 0.05,
                                   .caused = caused,
                                   .otherwise = against_nothing(r) ? Text(say_headline::anyway) : otherwise(r),
                                   .shown = shown,
                                   .caused_of_shown = std::min(caused, shown),
                                   .falsely = mean(model::Indicator::cities_falsely_shown)};
}

Message targets(const Results& r, ScenarioIndex s) {
  const auto reaching = [&](model::Indicator which, double goal) {
    return chance(r, share_at_least(indicator_draws(r, which, s), goal));
  };
  const int deadline = r.years[model::last_budget_year] + 1;
  return say_headline::Targets{.year = cities_end_year(r),
                               .cities = reaching(model::Indicator::cities_shown, 100.0),
                               .otherwise = otherwise(r),
                               .cities_otherwise = reaching(model::Indicator::cities_shown_without, 100.0),
                               .later = deadline != cities_end_year(r),
                               .deadline = deadline,
                               .countries = reaching(model::Indicator::countries_improved, 25.0),
                               .people = reaching(model::Indicator::people_reached, 1e8)};
}

Message cost_of(const Interval& each) {
  if (std::isinf(each.middle)) return say_headline::cost_for_nothing;
  const auto dollars = [](double v) {
    return std::isinf(v) ? Text(say_headline::no_bound) : Text(words::Figure{v, words::Style::count});
  };
  return say_headline::Cost{.middle = each.middle, .low = dollars(each.low), .high = dollars(each.high)};
}

Message money(const Results& r, ScenarioIndex s) {
  const auto received = indicator_draws(r, model::Indicator::received_usd, s);
  const double middle = quantile_of(received, 0.5);
  const double planned = quantile_of(indicator_draws(r, model::Indicator::planned_usd, s), 0.5);
  if (!against_nothing(r)) return say_headline::MoneyAlone{.received = middle, .planned = planned};
  const auto each = paired(received, violent_averted(r, s), [](double cost, double averted) {
    return averted > 0.0 ? cost / averted : std::numeric_limits<double>::infinity();
  });
  const auto society = indicator_draws(r, model::Indicator::social_cost_usd, s);
  const auto worth = [&](model::Indicator which) {
    const auto gain = paired(indicator_draws(r, which, s), society, [](double b, double c) { return b - c; });
    return chance(r, share_where(gain, [](double v) { return v > 0.0; }));
  };
  return say_headline::Money{.received = middle,
                             .planned = planned,
                             .cost = cost_of(interval_of(each)),
                             .common = worth(model::Indicator::benefit_common_usd),
                             .scaled = worth(model::Indicator::benefit_scaled_usd)};
}

/// Numbers of who takes part are put in, not found.
Message who_joins(const Results& r, ScenarioIndex s) {
  if (r.scenarios[s].enrolment == model::Enrolment::named) return say_headline::who_is_named;
  return say_headline::who_joins;
}

/// The multiplier of the global half, the one needed, and in how many runs it is defined.
Message global_half(const BreakEven& even) {
  return say_headline::GlobalHalf{.middle = even.reached.middle,
                                  .low = even.reached.low,
                                  .high = even.reached.high,
                                  .runs = even.draws * (1.0 - even.left_out),
                                  .needed = even.needed.middle,
                                  .chance = words::in_share_of_runs(even.probability)};
}

}  // namespace

std::vector<Message> headline_sentences(const Results& r) {
  const ScenarioIndex s = shown_scenario(r);
  std::vector<Message> sentences;
  if (s != first_scenario) sentences.push_back(what_it_does(r, s));
  for (const auto& agents : agent_summaries(r))
    if (agents.scenario == s) sentences.push_back(agent_sentence(agents, r));
  if (r.scenarios.size() > 2) sentences.push_back(side_by_side(r));
  sentences.push_back(base_rate(r, s));
  if (s == first_scenario || r.indicators.empty()) return sentences;
  sentences.push_back(four_numbers(r, s));
  sentences.push_back(targets(r, s));
  sentences.push_back(who_joins(r, s));
  sentences.push_back(money(r, s));
  if (const BreakEven even = break_even(r); even.known) sentences.push_back(global_half(even));
  return sentences;
}

}  // namespace salus::output
