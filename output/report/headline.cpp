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
using words::Message;
using words::Text;
namespace say_headline = words::headline;

std::optional<Message> caution(const Results& r) {
  if (r.identity.start.believed()) return std::nullopt;
  return say_headline::Caution{.start = words::start_in_words(r.identity.start)};
}

std::size_t shown_scenario(const Results& r) {
  const std::size_t note = scenario_named(r, "concept-note").value_or(0);
  if (note > 0) return note;
  return r.scenarios.size() > 1 ? 1 : 0;
}

namespace {

using words::in_runs;
using words::paragraph;

Message chance(const Results& r, double p) { return in_runs(p, r.identity.draws); }

words::Verbatim title(const Results& r, std::size_t s) { return words::Verbatim(r.scenarios[s].title); }

std::vector<double> violent_averted(const Results& r, std::size_t s) {
  return averted_draws(r, total_aggregate(r), violent_headlines(), model::ScenarioIndex(static_cast<std::uint32_t>(s)),
                       over_budget);
}

Message range_of(const Interval& violent) {
  const auto [low, middle, high] = violent;
  if (high < 0.0) return say_headline::RangeHarm{.least = -high, .most = -low};
  if (low > 0.0) return say_headline::RangeGain{.least = low, .most = high};
  if (low < 0.0) return say_headline::RangeBoth{.harm = -low, .gain = high};
  return say_headline::RangeFromNone{.gain = high};
}

Message outcome_of(const Results& r, std::size_t s, const Interval& violent) {
  if (std::isnan(violent[1])) return say_headline::nothing_known;
  if (violent[0] == 0.0 && violent[2] == 0.0) return say_headline::nothing_averted;
  const double homicides = quantile_of(averted_draws(r, total_aggregate(r), {homicide},
                                                     model::ScenarioIndex(static_cast<std::uint32_t>(s)), over_budget),
                                       0.5);
  return say_headline::Outcome{.range = range_of(violent), .middle = violent[1], .homicides = homicides};
}

Message what_it_does(const Results& r, std::size_t s) {
  const Interval violent = interval_of(violent_averted(r, s));
  const auto [low, middle, high] = violent;
  std::vector<Text> all{say_headline::Effect{.title = title(r, s),
                                             .from = r.years.front(),
                                             .to = r.years[model::budget_years - 1],
                                             .first = title(r, 0),
                                             .outcome = outcome_of(r, s, violent)}};
  if (std::isnan(middle) || (low == 0.0 && high == 0.0)) return paragraph(all);
  const double incidents = mean_of(first_draws(r, total_aggregate(r), violent_headlines(), over_budget));
  if (std::abs(middle) >= 0.5)
    all.push_back(say_headline::OneIn{.times = incidents / std::abs(middle), .all = incidents});
  if (low <= 0.0 && high >= 0.0) all.push_back(say_headline::none_within);
  return paragraph(all);
}

std::size_t position_of_most(const std::vector<double>& chances) {
  return static_cast<std::size_t>(std::max_element(chances.begin(), chances.end()) - chances.begin());
}

/// The middles of all portfolios: up to four by name, in the order given.
Message middles_of(const Results& r, const std::vector<double>& middles) {
  if (middles.size() > 4) {
    const auto [low, high] = std::minmax_element(middles.begin(), middles.end());
    return say_headline::MiddlesOfMany{.portfolios = middles.size(), .low = *low, .high = *high};
  }
  std::vector<Text> portfolios;
  for (std::size_t s = 1; s < r.scenarios.size(); ++s)
    portfolios.push_back(say_headline::MiddleOf{.title = title(r, s), .middle = middles[s - 1]});
  return say_headline::MiddlesByName{.portfolios = portfolios};
}

/// All portfolios in one sentence, however many there are, and which averts most life years.
Message side_by_side(const Results& r) {
  std::vector<std::vector<double>> averted;
  std::vector<double> middles;
  for (std::size_t s = 0; s < r.scenarios.size(); ++s) {
    averted.push_back(violent_averted(r, s));
    if (s > 0) middles.push_back(quantile_of(averted.back(), 0.5));
  }
  const auto best = chance_of_most(averted);
  const std::size_t most = position_of_most(best);
  std::vector<Text> all{say_headline::AvertsMost{.middles = middles_of(r, middles),
                                                 .title = title(r, most),
                                                 .chance = chance(r, best[most]),
                                                 .settled = best[most] >= 0.9}};
  const auto dalys = chance_of_most_dalys(r);
  if (!dalys.empty() && !std::isnan(dalys.front())) {
    const std::size_t most_dalys = position_of_most(dalys);
    all.push_back(say_headline::MostLifeYears{
        .same = most_dalys == most, .title = title(r, most_dalys), .chance = chance(r, dalys[most_dalys])});
  }
  return paragraph(all);
}

Message base_rate(const Results& r, std::size_t s) {
  const auto& halving = r.halving.back().rate_probability;
  std::vector<Text> cases{say_headline::BaseRateUnder{.chance = chance(r, halving[0]), .title = title(r, 0)}};
  if (s > 0) cases.push_back(say_headline::BaseRateUnder{.chance = chance(r, halving[s]), .title = title(r, s)});
  double halved = 0.0;
  double countries = 0.0;
  for (std::size_t l = 0; l < r.locations.size(); ++l)
    if (r.locations[l].kind == model::Location::Kind::country && !std::isnan(r.halving[l].rate_probability[0])) {
      halved += r.halving[l].rate_probability[0];
      countries += 1.0;
    }
  return paragraph({say_headline::BaseRate{.countries = r.countries.size(), .cases = cases},
                    say_headline::BaseRateOfCountries{.halved = halved, .countries = countries, .first = title(r, 0)}});
}

/// What the first scenario is in a sentence: no programme, or one that has a name.
Text otherwise(const Results& r) {
  if (against_nothing(r)) return say_headline::without_programme;
  return say_headline::Under{.title = title(r, 0)};
}

/// Means over draws, so that the numbers of the sentence fit together.
Message four_numbers(const Results& r, std::size_t s) {
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

Message targets(const Results& r, std::size_t s) {
  const auto reaching = [&](model::Indicator which, double goal) {
    return chance(r, share_at_least(indicator_draws(r, which, s), goal));
  };
  const int deadline = r.identity.start_year + static_cast<int>(model::budget_years);
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
  if (std::isinf(each[1])) return say_headline::cost_for_nothing;
  const auto dollars = [](double v) {
    return std::isinf(v) ? Text(say_headline::no_bound) : Text(words::Figure{v, words::Style::count});
  };
  return say_headline::Cost{.middle = each[1], .low = dollars(each[0]), .high = dollars(each[2])};
}

Message money(const Results& r, std::size_t s) {
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
Message who_joins(const Results& r, std::size_t s) {
  if (r.scenarios[s].enrolment == model::Enrolment::named) return say_headline::who_is_named;
  return say_headline::who_joins;
}

/// The multiplier of the global half, the one needed, and in how many runs it is defined.
Message global_half(const BreakEven& even) {
  return say_headline::GlobalHalf{.middle = even.reached[1],
                                  .low = even.reached[0],
                                  .high = even.reached[2],
                                  .runs = even.draws * (1.0 - even.left_out),
                                  .needed = even.needed[1],
                                  .chance = words::in_share_of_runs(even.probability)};
}

}  // namespace

std::vector<Message> headline_sentences(const Results& r) {
  const std::size_t s = shown_scenario(r);
  std::vector<Message> sentences;
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
