#include "output/report/headline.hpp"

#include <algorithm>
#include <cmath>

#include "output/agents.hpp"
#include "output/figures.hpp"
#include "output/monte_carlo.hpp"
#include "output/page/figures.hpp"
#include "output/report/portfolio.hpp"
#include "output/report/what_matters.hpp"
#include "output/rivals.hpp"
#include "output/words/chance.hpp"
#include "output/words/names.hpp"
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
  if (!start.believed())
    return say_headline::Caution{.start = words::start_in_words(start),
                                 .no_such_start = start.posterior_has_no_such_start};
  if (!start.other_data.empty()) return say_headline::OtherData{.files = words::verbatim(start.other_data)};
  return std::nullopt;
}

namespace {

using words::in_runs;
using words::paragraph;

Message chance(const Results& r, double p) { return in_runs(p, r.identity.draws); }
words::Verbatim title(const Results& r, ScenarioIndex s) { return words::title_of(r.scenarios[s]); }

std::vector<double> dalys_averted(const Results& r, ScenarioIndex s) { return harm_averted(r, life_years, s); }

/// An end no further from none than its error is "about none": not even whether it is harm is told.
Message range_of(const IntervalEstimate& estimate) {
  const auto [low, middle, high, told] = estimate.in_order();
  const bool low_is_none = low.rounded() == 0.0;
  const bool high_is_none = high.rounded() == 0.0;
  if (low_is_none && high_is_none) return say_headline::range_about_none;
  if (low_is_none) return say_headline::RangeFromNone{.about = low.value != 0.0, .gain = high};
  if (high_is_none) return say_headline::RangeToNone{.harm = low * -1.0, .about = high.value != 0.0};
  if (high.value < 0.0) return say_headline::RangeHarm{.least = high * -1.0, .most = low * -1.0};
  if (low.value > 0.0) return say_headline::RangeGain{.least = low, .most = high};
  return say_headline::RangeBoth{.harm = low * -1.0, .gain = high};
}

Message outcome_of(const Results& r, const IntervalEstimate& estimate) {
  const Estimate& middle = estimate.middle;
  if (r.indicators.empty()) return say_headline::no_life_years;
  if (std::isnan(middle.value)) return say_headline::nothing_known;
  if (std::isnan(estimate.low.value)) return say_headline::OutcomeOfFew{.middle = middle, .draws = r.identity.draws};
  if (estimate.low.value == 0.0 && estimate.high.value == 0.0) return say_headline::nothing_averted;
  return say_headline::Outcome{.range = range_of(estimate), .middle = middle};
}

/// Every crime type by itself: the middle of what is averted, with its interval where there are draws enough.
Message by_type(const Results& r, ScenarioIndex s) {
  std::vector<Text> types;
  bool open = false;
  for (const auto k : model::every<model::CrimeType>) {
    const IntervalEstimate averted = interval_estimate(harm_averted(r, k, s)).in_order();
    open = open || averted.low.about_nothing() || averted.high.about_nothing();
    if (std::isnan(averted.low.value))
      types.push_back(say_headline::TypeOfFew{.type = words::in_words(k), .middle = averted.middle});
    else
      types.push_back(say_headline::TypeAverted{.type = words::in_words(k),
                                                .middle = averted.middle,
                                                .ends = words::Range{averted.low, averted.high, words::Style::count}});
  }
  return say_headline::ByType{.few = too_few_draws(r), .types = types, .open = open};
}

/// Of the first scenario's incidents of one type, the part averted: the middle of the draws' own ratios.
Estimate part_averted(const Results& r, model::CrimeType type, ScenarioIndex s) {
  const std::vector<model::Headline> headline{model::headline_of(type)};
  const auto all = first_draws(r, total_aggregate(r), headline, over_budget);
  return quantile_estimate(
      paired(harm_averted(r, type, s), all, [](double a, double n) { return n > 0.0 ? a / n : unknown; }), 0.5);
}

/// How small that is beside what happens.
std::vector<Text> parts_averted(const Results& r, ScenarioIndex s) {
  std::vector<Text> parts;
  for (const auto k : {model::CrimeType::homicide, model::CrimeType::robbery, model::CrimeType::partner_violence})
    if (const Estimate part = part_averted(r, k, s); part.value > 0.0 && !may_be_nothing(part))
      parts.push_back(say_headline::OneIn{.times = inverse(part), .type = words::in_words(k)});
  return parts;
}

/// By how much another seed would move the figures; nothing where too few draws tell.
std::optional<Message> errors_of(const Results& r, const IntervalEstimate& dalys) {
  if (std::isnan(dalys.low.value + dalys.low.error + dalys.middle.error + dalys.high.error)) return std::nullopt;
  // Of a share of independent draws, at most; those taken here are spread more evenly.
  const double runs = 0.5 * std::sqrt(r.identity.draws);
  if (!dalys.ends_told)
    return say_headline::ErrorsButOfEnds{.middle = dalys.middle.error, .runs = runs, .draws = r.identity.draws};
  return say_headline::Errors{.middle = dalys.middle.error,
                              .low = dalys.low.error,
                              .high = dalys.high.error,
                              .runs = runs,
                              .draws = r.identity.draws};
}

Message what_it_does(const Results& r, ScenarioIndex s) {
  const IntervalEstimate estimate = interval_estimate(dalys_averted(r, s));
  const double low = estimate.low.value;
  const double high = estimate.high.value;
  std::vector<Text> all{say_headline::Effect{.title = title(r, s),
                                             .from = r.years.front(),
                                             .to = r.years[model::budget_years - 1],
                                             .first = title(r, first_scenario),
                                             .outcome = outcome_of(r, estimate)}};
  if (estimate.low.about_nothing() || estimate.high.about_nothing()) all.push_back(say_headline::none_at_end);
  else if (low <= 0.0 && high >= 0.0 && high > low) all.push_back(say_headline::none_within);
  if (!against_nothing(r)) all.push_back(say_headline::OfTwoPlans{.first = title(r, first_scenario)});
  if (std::isnan(quantile_of(harm_averted(r, model::CrimeType::homicide, s), 0.5))) return paragraph(all);
  all.push_back(by_type(r, s));
  if (const auto parts = parts_averted(r, s); !parts.empty()) all.push_back(say_headline::PartsAverted{.parts = parts});
  if (const auto errors = errors_of(r, estimate)) all.push_back(*errors);
  return paragraph(all);
}

using Scenarios = std::vector<ScenarioIndex>;

std::vector<Text> titles_of(const Results& r, const Scenarios& scenarios) {
  std::vector<Text> titles;
  for (const auto s : scenarios) titles.push_back(say_headline::Plan{.title = title(r, s)});
  return titles;
}

/// Names where they are few, else their number.
Message plans(const Results& r, const Scenarios& scenarios) {
  if (scenarios.size() > 4) return say_headline::PlansOfMany{.plans = scenarios.size()};
  return say_headline::PlansByName{.titles = titles_of(r, scenarios)};
}

Message plans_tied(const Results& r, const Scenarios& tied) {
  if (tied.size() > 4) return say_headline::PlansTied{.plans = tied.size()};
  return plans(r, tied);
}

/// The one that averts more life years than each of its rivals in more than half of all draws, where that may be told.
std::optional<ScenarioIndex> best_pair_by_pair(const Results& r, const RivalGroup& group) {
  std::vector<std::vector<double>> averted;
  for (const auto s : group.plans) averted.push_back(dalys_averted(r, s));
  auto own = averted.begin();
  for (const auto s : group.plans) {
    const auto ahead_of = [&](const std::vector<double>& other) {
      const PairChance pair = pair_chance(*own, other);
      return &other == &*own || (pair.chance > 0.5 && !pair.tied);
    };
    if (std::all_of(averted.begin(), averted.end(), ahead_of)) return s;
    ++own;
  }
  return std::nullopt;
}

/// What the expected loss leaves out: another plan, or one of those that tie, may be ahead in most draws all the same.
std::optional<Message> ahead_in_most(const Results& r, const RivalGroup& group) {
  const auto best = best_pair_by_pair(r, group);
  if (!best || (group.loss_of(*best)->least && !group.least_is_tied())) return std::nullopt;
  return say_headline::AheadInMost{.title = title(r, *best)};
}

Message least_loss(const Results& r, const RivalGroup& group) {
  Scenarios tied;
  ScenarioIndex least;
  for (const auto s : group.plans) {
    const ExpectedLoss& loss = *group.loss_of(s);
    if (loss.least) least = s;
    if (loss.tied) tied.push_back(s);
  }
  const ExpectedLoss& loss = *group.loss_of(least);
  const Estimate lost{loss.mean, loss.error};
  if (tied.empty())
    return say_headline::LeastLoss{
        .title = title(r, least), .loss = lost, .error = loss.error, .largest = loss.largest_share};
  tied.insert(tied.begin(), least);
  return say_headline::LeastLossTied{.plans = plans_tied(r, tied),
                                     .title = title(r, least),
                                     .loss = lost,
                                     .error = loss.error,
                                     .largest = loss.largest_share};
}

/// Against each rival: in how many draws more life years are averted.
Message pair_by_pair(const Results& r, ScenarioIndex s, const RivalGroup& group) {
  std::vector<Text> pairs;
  Scenarios alike;
  Estimate least{1.0};
  Estimate most{0.0};
  for (const auto other : group.plans) {
    if (other == s) continue;
    const PairChance pair = pair_chance(dalys_averted(r, s), dalys_averted(r, other));
    if (pair.alike) {
      alike.push_back(other);
      continue;
    }
    const Estimate chance{pair.chance, pair.error};
    if (chance.value <= least.value) least = chance;
    if (chance.value >= most.value) most = chance;
    pairs.push_back(say_headline::AgainstRival{.title = title(r, other), .chance = chance, .tied = pair.tied});
  }
  std::vector<Text> all;
  if (pairs.size() > 8)
    all.push_back(
        say_headline::PairByPairOfMany{.title = title(r, s), .rivals = pairs.size(), .least = least, .most = most});
  else if (!pairs.empty()) all.push_back(say_headline::PairByPair{.title = title(r, s), .pairs = pairs});
  if (!alike.empty()) all.push_back(say_headline::Alike{.title = title(r, s), .plans = plans(r, alike)});
  return paragraph(all);
}

/// The shown scenario among those of equal money; which of them is best is never said of unequal money, nor of a sum of
/// unlike harms.
Message side_by_side(const Results& r, ScenarioIndex s) {
  const auto groups = rival_groups(r);
  const RivalGroup& group = group_of(groups, s);
  const auto money = [](model::Cents half) { return half.dollars().value(); };
  Scenarios others;
  for (const auto other : model::positions_in<ScenarioIndex>(r.scenarios))
    if (other != first_scenario && !(planned_money(r.scenarios[other]) == group.money)) others.push_back(other);
  std::vector<Text> all;
  if (group.plans.size() < 2)
    all.push_back(say_headline::NoRivals{
        .title = title(r, s), .local = money(group.money.local), .global = money(group.money.global)});
  else {
    all.push_back(say_headline::Rivals{
        .plans = group.plans.size(), .local = money(group.money.local), .global = money(group.money.global)});
    if (too_few_draws(r)) all.push_back(say_headline::FewForRivals{.draws = r.identity.draws});
    else if (!group.losses.empty() && !std::isnan(group.losses.front().mean)) {
      all.push_back(least_loss(r, group));
      if (const auto ahead = ahead_in_most(r, group)) all.push_back(*ahead);
      all.push_back(pair_by_pair(r, s, group));
    }
  }
  if (!others.empty()) all.push_back(say_headline::OtherMoney{.plans = plans(r, others)});
  return paragraph(all);
}

Message base_rate(const Results& r, ScenarioIndex s) {
  const auto& halving = r.halving.back().rate_probability;
  std::vector<Text> cases{
      say_headline::BaseRateUnder{.chance = chance(r, halving[first_scenario]), .title = title(r, first_scenario)}};
  if (s != first_scenario)
    cases.push_back(say_headline::BaseRateUnder{.chance = chance(r, halving[s]), .title = title(r, s)});
  Estimate halved;  // its error is that of countries that halve in the same draws, at most
  double countries = 0.0;
  for (const auto l : model::positions_in<model::LocationIndex>(r.locations)) {
    const double first = r.halving[l].rate_probability[first_scenario];
    if (r.locations[l].kind != model::Location::Kind::country || std::isnan(first)) continue;
    halved.value += first;
    halved.error += share_of_draws(first, draws_kept(r)).error;
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

/// What is left of proofs that the programme lowered a rate.
say_headline::FourNumbers::Proofs proofs(double credited, double wrongly) {
  using Proofs = say_headline::FourNumbers::Proofs;
  if (credited == 0.0) return Proofs::no_proof;
  return wrongly == credited ? Proofs::all_wrong : wrongly > 0.9 * credited ? Proofs::nearly : Proofs::other;
}

/// Means over draws, and those that are parts of one another rounded by one unit, so that they fit together.
Message four_numbers(const Results& r, ScenarioIndex s) {
  using I = model::Indicator;
  const auto mean = [&](I which) { return mean_estimate(indicator_draws(r, which, s)); };
  const auto [reached, judged, fell, caused] = of_one_unit<4>(
      {mean(I::cities_reached), mean(I::cities_judged), mean(I::cities_fell), mean(I::cities_attributable)});
  if (!(reached.value > 0.0)) return say_headline::no_city;
  const auto [shown, falsely, otherwise_shown] =
      of_one_unit<3>({mean(I::cities_shown), mean(I::cities_falsely_shown), mean(I::cities_shown_without)});
  const auto [credited, wrongly] = of_one_unit<2>({mean(I::cities_credited), mean(I::cities_falsely_credited)});
  const auto kind = proofs(credited.value, wrongly.value);
  return say_headline::FourNumbers{.reached = reached,
                                   .judged = judged,
                                   .fell = fell,
                                   .year = cities_end_year(r),
                                   .all = caused.value < 0.05,
                                   .caused = caused,
                                   .otherwise = against_nothing(r) ? Text(say_headline::anyway) : otherwise(r),
                                   .shown = shown,
                                   .falsely = falsely,
                                   .shown_otherwise = otherwise_shown,
                                   .proofs = kind,
                                   .credited = credited,
                                   .wrongly = wrongly};
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

Message cost_of(const IntervalEstimate& each) {
  if (std::isinf(each.middle.value)) return say_headline::cost_for_nothing;
  const bool few = std::isnan(each.low.value);
  if (few && each.middle.not_told()) return say_headline::cost_of_few_not_told;
  if (few) return say_headline::CostOfFew{.middle = each.middle};
  const auto dollars = [](const Estimate& v) {
    return std::isinf(v.value) ? Text(say_headline::no_bound) : Text(words::Figure{v, words::Style::count});
  };
  if (each.middle.not_told()) return say_headline::CostNotTold{.low = dollars(each.low), .high = dollars(each.high)};
  return say_headline::Cost{.middle = each.middle, .low = dollars(each.low), .high = dollars(each.high)};
}

/// Whose dollars the budget is in.
Text dollars_of_budget(const Results& r, ScenarioIndex s) {
  if (const auto year = r.scenarios[s].price_year) return say_headline::OfYear{.year = *year};
  return say_headline::of_years;
}

Message money(const Results& r, ScenarioIndex s) {
  const auto received = indicator_draws(r, model::Indicator::received_usd, s);
  const Estimate middle = quantile_estimate(received, 0.5);
  const double planned = quantile_of(indicator_draws(r, model::Indicator::planned_usd, s), 0.5);
  if (!against_nothing(r))
    return say_headline::MoneyAlone{.received = middle, .planned = planned, .dollars = dollars_of_budget(r, s)};
  const auto each = paired(funds_draws(r, s), dalys_averted(r, s), [](double cost, double averted) {
    return averted > 0.0 ? cost / averted : std::numeric_limits<double>::infinity();
  });
  const auto society = indicator_draws(r, model::Indicator::social_cost_usd, s);
  const double rate = quantile_of(indicator_draws(r, model::Indicator::discount_rate, s), 0.5);
  const auto worth = [&](model::Indicator which) {
    const auto gain = paired(indicator_draws(r, which, s), society, [](double b, double c) { return b - c; });
    return chance(r, share_where(gain, [](double v) { return v > 0.0; }));
  };
  return say_headline::Money{.received = middle,
                             .planned = planned,
                             .dollars = dollars_of_budget(r, s),
                             .discounted = !std::isnan(rate),
                             .cost = cost_of(interval_estimate(each).above_nothing().in_order()),
                             .common = worth(model::Indicator::benefit_common_usd),
                             .scaled = worth(model::Indicator::benefit_scaled_usd),
                             .rate = rate};
}

/// Numbers of who takes part are put in, not found.
Message who_joins(const Results& r, ScenarioIndex s) {
  const bool named = r.scenarios[s].enrolment == model::Enrolment::named;
  return named ? say_headline::who_is_named : say_headline::who_joins;
}

}  // namespace

std::vector<Message> headline_sentences(const Results& r) {
  const ScenarioIndex s = shown_scenario(r);
  std::vector<Message> sentences;
  if (r.scenarios.size() < 2) {
    sentences.push_back(say_headline::NoBaseline{.title = title(r, s)});
    if (against_nothing(r)) sentences.push_back(base_rate(r, s));
    return sentences;
  }
  if (s != first_scenario) sentences.push_back(what_it_does(r, s));
  for (const auto& agents : agent_summaries(r))
    if (agents.scenario == s) sentences.push_back(agent_sentence(agents, r));
  if (r.scenarios.size() > 2) sentences.push_back(side_by_side(r, s));
  sentences.push_back(base_rate(r, s));
  if (s == first_scenario || r.indicators.empty()) return sentences;
  sentences.push_back(four_numbers(r, s));
  sentences.push_back(targets(r, s));
  sentences.push_back(who_joins(r, s));
  sentences.push_back(money(r, s));
  for (const auto& said : {what_global_functions_do(r, s), what_matters(r, s)})
    if (said) sentences.push_back(*said);
  return sentences;
}

}  // namespace salus::output
