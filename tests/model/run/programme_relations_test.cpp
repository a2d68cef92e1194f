/// Relations of the programme layer that must hold whatever the numbers are; each names the defect that it would catch.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <tuple>

#include "model/observation/proof.hpp"
#include "model/run/collect.hpp"
#include "tests/model/run/run_sample.hpp"

namespace salus::model {
namespace {

using namespace tests;

double mean(const std::vector<double>& values) {
  double sum = 0.0;
  double n = 0.0;
  for (const double v : values)
    if (!std::isnan(v)) {
      sum += v;
      n += 1.0;
    }
  return sum / n;
}

/// Mean and its standard error.
std::pair<double, double> estimate(const std::vector<double>& values) {
  const double m = mean(values);
  double square = 0.0;
  for (const double v : values) square += (v - m) * (v - m);
  const auto n = static_cast<double>(values.size());
  return {m, std::sqrt(square / (n - 1.0) / n)};
}

/// Relative reduction of violent incidents in the whole, by draw.
std::vector<double> relative_reductions(const Results& r, std::size_t scenario) {
  std::vector<double> values;
  for (const auto d : r.aggregate_first.along<DrawIndex>()) {
    double averted = 0.0;
    double all = 0.0;
    for (const auto k : every<CrimeType>)
      for (const auto y : every<YearIndex>)
        if (is_violent[k]) {
          averted += averted_in_all(r, k, scenario, y, d);
          all += incidents_in_all(r, k, y, d);
        }
    values.push_back(averted / all);
  }
  return values;
}

/// Helpful rows without chance in their effect.
void sure_effects(RunPlan& plan) {
  for (auto& row : plan.evidence.interventions)
    for (auto& cell : row.effect) cell.cell_sd = 0.0;
}

RunPlan with(RunPlan plan, const std::vector<Override>& overrides) {
  for (std::size_t s = 1; s < plan.scenarios.size(); ++s) plan.scenarios[s].overrides = overrides;
  return plan;
}

/// Measures take off what they take off, and nothing follows from it: loops are off, and no type moves with exposure,
/// which remembers street violence without any loop.
RunPlan without_follow_on(RunPlan plan) {
  plan.without.fill(true);
  for (auto& s : plan.scenarios)
    for (const auto loading :
         {Parameter::exposure_loading_partner, Parameter::exposure_loading_sexual, Parameter::exposure_loading_child})
      s.overrides.push_back({loading, 0.0});
  return plan;
}

/// Life years lost to crime in the region of country BBB, times the largest fall of its serious assaults in a year,
/// with `more` against `less`; an upper bound of what can follow from that fall.
double most_that_follows(const Results& more, const Results& less, std::size_t draw) {
  const DrawIndex d(static_cast<std::uint32_t>(draw));
  constexpr ScenarioIndex funded(1u);
  AggregateIndex there;
  while (more.locations[more.countries.size() + there].id != region_names[Region::latin_america_caribbean])
    there = there + 1u;
  double fall = 0.0;
  double lost = 0.0;
  for (const auto y : years_of_budget) {
    const auto h = headline_of(CrimeType::serious_assault);
    const double before = more.aggregate_first(there, h, y, d) - less.aggregate_averted(there, h, funded, y, d);
    const double further =
        more.aggregate_averted(there, h, funded, y, d) - less.aggregate_averted(there, h, funded, y, d);
    fall = std::max(fall, further / before);
    for (const auto k : every<CrimeType>)
      lost += more.aggregate_first(there, headline_of(k), y, d) * more.indicators(dalys_of_one(k), funded, d);
  }
  return fall * lost;
}

TEST(ProgrammeRelations, AnotherCodeAgreesWithinMonteCarloError) {  // an effect of the number that keys the draws
  auto plan = sample_plan(400);
  const auto a = estimate(relative_reductions(run_sample(plan), 1));
  plan.countries[1].code.m49 = 484;
  const auto b = estimate(relative_reductions(run_sample(plan), 1));
  EXPECT_NE(a.first, b.first);
  EXPECT_NEAR(a.first, b.first, 4.5 * std::hypot(a.second, b.second));  // false alarm 7e-6
}

TEST(ProgrammeRelations, DoublingPeopleMoneyAndFixedCostsLeavesRates) {  // a limit or cost that does not scale
  auto plan = with(sample_plan(200), {{Parameter::city_fixed_cost, 3000.0}});
  const auto a = estimate(relative_reductions(run_sample(plan), 1));
  for (auto& c : plan.countries) {
    for (auto* path : {&c.population, &c.births, &c.deaths, &c.net_migration, &c.entering_risk_age})
      for (double& x : *path) x *= 2.0;
    for (double* x : {&c.risk_age_population, &c.prison_population, &c.base_population}) *x *= 2.0;
    for (auto& city : c.cities)
      for (double& x : city.population) x *= 2.0;
  }
  for (auto& line : plan.scenarios[1].budget.lines)
    for (auto& cents : line.gross) cents = Cents(2 * cents.value());
  auto twice = with(plan, {{Parameter::city_fixed_cost, 6000.0}, {Parameter::global_half_stock, 2.0e7}});
  auto once = with(sample_plan(200), {{Parameter::city_fixed_cost, 3000.0}, {Parameter::global_half_stock, 1.0e7}});
  const auto one = relative_reductions(run_sample(once), 1);
  const auto two = relative_reductions(run_sample(twice), 1);
  for (std::size_t d = 0; d < one.size(); ++d) EXPECT_NEAR(one[d], two[d], 1e-5 * std::abs(one[d]) + 1e-9) << d;
  const auto unscaled = estimate(relative_reductions(
      run_sample(with(plan, {{Parameter::city_fixed_cost, 60000.0}, {Parameter::global_half_stock, 2.0e7}})), 1));
  EXPECT_LT(unscaled.first, a.first);  // the defect would be seen
}

TEST(ProgrammeRelations,
     GlobalFunctionsAvertNothingAtTheSpikeAndElseWhatMoreMoneyWouldAndWhoJoins) {  // a difference of other draws, or of
                                                                                   // money alone
  auto plan = sample_plan(64);
  sure_effects(plan);
  // Years alike, so that a year's money weighs as a year's incidents do.
  plan.posterior.series = {{Parameter::jump_rate, {0.0f}}};
  for (auto& country : plan.countries) country.annual_log_sd = 0.0;
  for (auto& line : plan.scenarios[1].budget.lines)
    if (line.half == Half::local_delivery) line.places = {"BBB"};  // else who joins first weighs too
  const auto spike = run_sample(with(plan, {{Parameter::joint_effect, 0.0}}));
  for (const double averted : by_draw(spike, Indicator::global_dalys_averted, 1)) EXPECT_EQ(averted, 0.0);
  // Knowledge that halves unit costs, coverage far from its ceiling and without a lag: the same countries, so what a
  // dollar does is the whole. (Nothing else acts: no own money, no adoption by knowledge or network.)
  const std::vector<Override> economy{{Parameter::joint_effect, 1.0},          {Parameter::knowledge_on_cost, 1.0},
                                      {Parameter::knowledge_on_adoption, 0.0}, {Parameter::network_on_adoption, 0.0},
                                      {Parameter::tools_on_scale_up, 0.0},     {Parameter::joint_cap, 4.0},
                                      {Parameter::city_fixed_cost, 0.0},       {Parameter::absorption_limit, 50.0},
                                      {Parameter::political_change, 0.05}};
  for (auto& row : plan.evidence.interventions) {
    row.eligible_per_person = {Prior::Family::fixed, 5.0, 0.0, 5.0, 5.0, 0.0};
    row.ramp_months = row.decay_months = 0.1;
  }
  const auto far = run_sample(without_follow_on(with(plan, economy)));
  const auto far_with_all = run_sample(with(plan, economy));
  auto nothing = economy;
  nothing[0].value = 0.0;
  const auto local_only = run_sample(without_follow_on(with(plan, nothing)));
  const auto local_only_with_all = run_sample(with(plan, nothing));
  for (auto& row : plan.evidence.interventions)
    row.eligible_per_person = {Prior::Family::fixed, 1e-7, 0.0, 1e-7, 1e-7, 0.0};
  const auto full = run_sample(without_follow_on(with(plan, economy)));
  const auto beyond = [](const Results& more, const Results& less, std::size_t d) {
    return by_draw(more, Indicator::dalys_averted, 1)[d] - by_draw(less, Indicator::dalys_averted, 1)[d];
  };
  for (std::size_t d = 0; d < 64; ++d) {
    const double dollar = by_draw(far, Indicator::dollar_multiplier, 1)[d];
    EXPECT_GT(dollar, 1.05);
    const double more =
        by_draw(far, Indicator::violent_averted, 1)[d] - by_draw(local_only, Indicator::violent_averted, 1)[d];
    const double direct = by_draw(far, Indicator::global_dalys_averted, 1)[d];
    EXPECT_GT(direct, 0.0) << d;
    EXPECT_NEAR(beyond(far, local_only, d), direct, 1e-5 * direct) << d;  // single precision
    // With all loops and loadings more follows, never less: whoever is not hurt hurts less. It is bounded by how far
    // street violence falls in a year at most: memory follows it, all stocks follow memory, no type answers more than
    // in proportion, and that of all life years lost to crime there.
    const double at_once = by_draw(far_with_all, Indicator::global_dalys_averted, 1)[d];
    const double follows = beyond(far_with_all, local_only_with_all, d) - at_once;
    EXPECT_GT(follows, 0.0) << d;
    EXPECT_LT(follows, most_that_follows(far_with_all, local_only_with_all, d)) << d;
    EXPECT_NEAR(more / by_draw(local_only, Indicator::violent_averted, 1)[d], dollar - 1.0, 0.05 * (dollar - 1.0))
        << d;  // weights: a year's money against a year's incidents
    EXPECT_NEAR(by_draw(full, Indicator::global_dalys_averted, 1)[d], 0.0,
                1e-3 * by_draw(full, Indicator::dalys_averted, 1)[d])
        << d;  // saturated: cheaper units reach nobody more
    EXPECT_EQ(by_draw(full, Indicator::dollar_multiplier, 1)[d], dollar);
  }
  // Adoption alone: the dollar multiplier is 1, what is averted is more or less.
  const auto joining = run_sample(with(sample_plan(64), {{Parameter::joint_effect, 1.0},
                                                         {Parameter::knowledge_on_cost, 0.0},
                                                         {Parameter::knowledge_on_adoption, 2.0},
                                                         {Parameter::network_on_adoption, 3.0},
                                                         {Parameter::tools_on_scale_up, 0.0},
                                                         {Parameter::advocacy_on_leverage, 0.0},
                                                         {Parameter::adoption_hazard, 0.2},
                                                         {Parameter::first_review_countries, 1.0}}));
  for (const double m : by_draw(joining, Indicator::dollar_multiplier, 1)) EXPECT_TRUE(std::isnan(m) || m == 1.0);
  const auto averted = by_draw(joining, Indicator::global_dalys_averted, 1);
  EXPECT_GT(std::count_if(averted.begin(), averted.end(), [](double a) { return a != 0.0; }),
            10);  // the same money over more cities
  // No draw is left out because nothing is averted without them.
  EXPECT_EQ(std::count_if(averted.begin(), averted.end(), [](double a) { return std::isnan(a); }), 0);
}

TEST(ProgrammeRelations, WhatIsHandedOnIsNoCostToSociety) {  // cash counted as lost, or taken off twice
  auto plan = sample_plan(32);
  std::erase_if(plan.scenarios[1].budget.lines, [](const auto& line) {
    return line.half == Half::global_functions;
  });  // so that all that is paid goes to cities
  const auto without = run_sample(plan);
  for (auto& row : plan.evidence.interventions) row.transfer_share = row.process_only ? 0.0 : 0.4;
  const auto with_cash = run_sample(plan);
  for (const Indicator same :
       {Indicator::received_usd, Indicator::paid_usd, Indicator::violent_averted, Indicator::own_usd})
    EXPECT_EQ(by_draw(without, same, 1), by_draw(with_cash, same, 1));
  const auto cash = by_draw(with_cash, Indicator::transfers_usd, 1);
  const auto before = by_draw(without, Indicator::social_cost_0_usd, 1);
  const auto after = by_draw(with_cash, Indicator::social_cost_0_usd, 1);
  const auto paid = by_draw(with_cash, Indicator::paid_usd, 1);
  const auto own = by_draw(with_cash, Indicator::own_usd, 1);
  for (std::size_t d = 0; d < 32; ++d) {
    EXPECT_EQ(by_draw(without, Indicator::transfers_usd, 1)[d], 0.0);
    EXPECT_GT(cash[d], 0.0);
    // Of the local money that is neither fixed cost nor beyond what cities use.
    const double local = paid[d] + own[d] - by_draw(with_cash, Indicator::fixed_usd, 1)[d] -
                         by_draw(with_cash, Indicator::unabsorbed_usd, 1)[d];
    EXPECT_NEAR(cash[d], 0.4 * local, 1e-4 * local);
    EXPECT_NEAR(before[d] - after[d], cash[d], 1e-6 * before[d]);
  }
}

/// Every pledge is paid, the same each year, and worth what it says: the closed form of a constant flow.
TEST(ProgrammeRelations, MoneyIsDiscountedToTheStart) {
  auto plan = with(sample_plan(16), {{Parameter::funding_share, 1.0},
                                     {Parameter::cost_of_funds, 1.25},
                                     {Parameter::cash_share, 0.8},
                                     {Parameter::health_price, 0.5}});
  plan.scenarios[1].discount = 0.04;
  plan.scenarios[1].enrolment = Enrolment::named;  // nothing waits but odd cents
  const auto r = run_sample(plan);
  const auto flow = [](double rate) {
    const double v = 1.0 / (1.0 + rate);
    return std::sqrt(v) * (1.0 - std::pow(v, 10)) / (1.0 - v);
  };
  const double a_year = 5000000.02;  // 1,000,000 + 1,500,000 + 1,000,000.02 + 1,500,000
  for (std::size_t d = 0; d < 16; ++d) {
    const auto at = [&](Indicator which) { return by_draw(r, which, 1)[d]; };
    EXPECT_NEAR(at(Indicator::funds_0_usd), 10.0 * a_year, 4.0);
    EXPECT_NEAR(at(Indicator::funds_usd), flow(0.04) * a_year, 4.0);
    EXPECT_NEAR(at(Indicator::funds_3_usd), flow(0.03) * a_year, 4.0);
    EXPECT_NEAR(at(Indicator::funds_5_usd), flow(0.05) * a_year, 4.0);
    EXPECT_EQ(Single(at(Indicator::discount_rate)), Single(0.04));
    // No cash is handed on here, so the cost to society is what donors and countries give.
    EXPECT_NEAR(at(Indicator::public_funds_usd), 1.25 * at(Indicator::social_cost_usd), 8.0);
    EXPECT_NEAR(at(Indicator::cash_instead_usd), 0.8 * at(Indicator::funds_usd), 4.0);
    // Half of 4,000 dollars, the market income of the two poorer countries, buys a DALY.
    EXPECT_NEAR(at(Indicator::health_instead_dalys), at(Indicator::funds_usd) / 2000.0, 0.01);
    // Later is worth less, and nothing else differs: benefits lie between the first and the last year's factor.
    for (const auto of : {Indicator::benefit_common_usd, Indicator::benefit_scaled_usd, Indicator::dalys_discounted}) {
      const double none = at(at_rate(of, DiscountCase::none));
      const double five = at(at_rate(of, DiscountCase::five));
      EXPECT_NE(none, 0.0);
      EXPECT_LT(std::abs(five), std::abs(none));
    }
  }
}

/// India: 2,050.164 dollars a head at market exchange rates in 2019, the United States 65,548.07 (World Bank).
TEST(ProgrammeRelations, AValueFollowsMarketIncomeByHand) {
  const UsdPerPerson india(2050.164);
  const UsdPerPerson home(65548.07);
  // A homicide of 9,874,512.6 dollars of 2019 there is 9,874,512.6 x 0.0312773 = 308,848 here, and with 1.4
  // x exp(1.4 log 0.0312773) = 0.00782204: 77,239.
  EXPECT_NEAR(9874512.6 * value_over_home(india, home, 1.0), 308848.0, 1.0);
  EXPECT_NEAR(9874512.6 * value_over_home(india, home, 1.4), 77239.0, 1.0);
  EXPECT_EQ(value_over_home(home, home, 1.3), 1.0);
}

TEST(ProgrammeRelations,
     CitiesAreMeasuredAgainstTheYearsBeforeTheStartAndTheHalvingAgainst2017To19) {  // one base for both, right only in
                                                                                    // 2020
  auto plan = sample_plan(16);
  for (auto& s : plan.scenarios) {
    s.start_year = 2024;
    s.view = View::now;
  }
  for (auto& c : plan.countries) {
    c.base_homicide_rate = RatePerPerson(1e-4);
    for (int year = 2015; year <= 2023; ++year)
      c.history.push_back({year, RatePer100000(10.0), "made up", Basis::observed, false});
  }
  const auto one = run_sample(plan);
  for (auto& c : plan.countries)
    for (auto& o : c.history)
      if (o.year >= 2021) o.rate = RatePer100000(20.0);
  const auto two = run_sample(plan);
  for (std::size_t u = 0; u < one.cities.size(); ++u)
    for (const auto q : every<IntervalLevel>)
      EXPECT_NEAR(two.cities[u].rate_base[q], 2.0 * one.cities[u].rate_base[q], 1e-4 * two.cities[u].rate_base[q]);
  for (std::size_t l = 0; l < one.locations.size(); ++l)
    EXPECT_EQ(one.halving[l].rate_probability, two.halving[l].rate_probability);
  EXPECT_TRUE(same_bits(one.quantiles, two.quantiles));  // what a base is compared with does not move
  // 2015 counts in proportion where the base is the draw's own.
  for (auto& c : plan.countries) c.base_homicide_rate.reset();
  const auto own = run_sample(plan);
  for (std::size_t l = 0; l < own.locations.size(); ++l)
    EXPECT_EQ(own.halving[l].rate_2015_probability,
              own.halving[l].rate_probability);  // 2015 is published as 2017-19 is
}

TEST(ProgrammeRelations,
     AnUnfundedInterventionInTheCatalogueChangesNoBit) {  // draws keyed by position in the catalogue
  auto plan = sample_plan(16);
  const auto a = run_sample(plan);
  plan.evidence.interventions.insert(plan.evidence.interventions.begin(), sample_intervention("I00", -0.5, 0.5));
  const auto b = run_sample(plan);
  EXPECT_TRUE(same_bits(a.quantiles, b.quantiles));
  EXPECT_TRUE(same_bits(a.aggregate_averted, b.aggregate_averted));
}

TEST(ProgrammeRelations, AProcessLineChangesNoViolence) {                  // an invented effect of a meeting
  auto plan = with(sample_plan(16), {{Parameter::city_fixed_cost, 0.0}});  // which all lines of a city share
  const auto a = run_sample(plan);
  plan.scenarios[1].budget.lines.push_back(
      sample_line(Half::local_delivery, std::string(survey_item), {"AAA", "BBB"}, 200000000));
  const auto b = run_sample(plan);
  EXPECT_TRUE(same_bits(a.quantiles, b.quantiles));
  EXPECT_GT(mean(by_draw(b, Indicator::cities_surveyed, 1)), 0.0);
}

TEST(ProgrammeRelations, AnotherCityElsewhereChangesNoBaseline) {  // one ledger for all countries
  auto plan = sample_plan(16);
  const auto a = run_sample(plan);
  add_cities(plan.countries[2], 390, 1);
  for (auto& city : plan.countries[2].cities)
    for (double& x : city.population) x *= 0.4;
  const auto b = run_sample(plan);
  const auto listed = [](Target t) { return t == Target::urban_homicides || t == Target::urban_violent; };
  for (const auto l : positions_in<LocationIndex>(a.locations))
    for (const auto t : every<Target>)
      for (const auto y : every<YearIndex>) {
        if (listed(t)) continue;  // what is in the cities of the panel, of which there is one more
        const auto one = a.quantiles.row(l, t, ScenarioIndex(0u), y);
        const auto two = b.quantiles.row(l, t, ScenarioIndex(0u), y);
        EXPECT_EQ(std::memcmp(one.data(), two.data(), one.size_bytes()), 0);
      }
}

TEST(ProgrammeRelations,
     OrderOfEverythingInTheEvidenceAndTheBudgetChangesNoBit) {  // sums or draws in the order of the input
  auto plan = sample_plan(16);
  plan.scenarios[1].budget.drawn_split = {{true, true}};
  const auto a = run_sample(plan);
  std::reverse(plan.evidence.interventions.begin(), plan.evidence.interventions.end());
  std::reverse(plan.evidence.functions.begin(), plan.evidence.functions.end());
  std::reverse(plan.scenarios[1].budget.lines.begin(), plan.scenarios[1].budget.lines.end());
  const auto b = run_sample(plan);
  EXPECT_TRUE(same_bits(a.quantiles, b.quantiles));
  EXPECT_TRUE(same_bits(a.indicators, b.indicators));
}

TEST(ProgrammeRelations, LessFundingNeverAvertsMore) {  // money that does not arrive and works all the same
  auto plan = sample_plan(64);
  sure_effects(plan);
  const auto full = relative_reductions(run_sample(with(plan, {{Parameter::funding_share, 1.0}})), 1);
  const auto half = relative_reductions(
      run_sample(with(plan, {{Parameter::funding_share, 0.5}, {Parameter::funding_volatility, 0.0}})), 1);
  for (std::size_t d = 0; d < full.size(); ++d) EXPECT_LE(half[d], full[d] + 1e-12);
  EXPECT_LT(mean(half), mean(full));
}

TEST(ProgrammeRelations, ABetterScaleUpFactorNeverAvertsLess) {
  auto plan = sample_plan(64);
  sure_effects(plan);
  const auto low = relative_reductions(run_sample(with(plan, {{Parameter::scale_up, 0.3}})), 1);
  const auto high = relative_reductions(run_sample(with(plan, {{Parameter::scale_up, 0.9}})), 1);
  for (std::size_t d = 0; d < low.size(); ++d) EXPECT_LE(low[d], high[d] + 1e-12);
  // Far from saturation the effect is in proportion.
  EXPECT_NEAR(mean(high) / mean(low), 3.0, 0.35);
}

TEST(ProgrammeRelations, LeavingEndsWhatMoneyKept) {  // coverage that outlives the programme for ever
  auto plan = sample_plan(64);
  sure_effects(plan);
  for (auto& row : plan.evidence.interventions) row.political = true;
  const auto stays = relative_reductions(run_sample(with(plan, {{Parameter::exit_at_change, 0.02}})), 1);
  const auto leaves = relative_reductions(
      run_sample(with(plan, {{Parameter::exit_at_change, 0.9}, {Parameter::political_change, 0.6}})), 1);
  EXPECT_LT(mean(leaves), 0.7 * mean(stays));
}

TEST(ProgrammeRelations, AHarmfulRowRaisesViolence) {  // a factor clipped at one
  auto plan = sample_plan(32);
  for (auto& row : plan.evidence.interventions)
    for (auto& cell : row.effect) {
      cell.log_rr = 0.4;
      cell.cell_sd = 0.0;
    }
  for (const double reduction : relative_reductions(run_sample(plan), 1)) EXPECT_LE(reduction, 0.0);
}

TEST(ProgrammeRelations, CitiesChosenAtAPeakFallByThemselves) {  // a baseline that does not know how cities were chosen
  auto plan = sample_plan(300);
  plan.countries[1].cities.clear();
  add_cities(plan.countries[1], 200, 40);
  sure_effects(plan);
  for (auto& row : plan.evidence.interventions)
    for (auto& cell : row.effect) cell.log_rr = 0.0;  // the programme does nothing
  const auto fell = [&](double peak) {
    const auto r = run_sample(
        with(plan,
             {{Parameter::peak_selection, peak}, {Parameter::need_selection, 0.0}, {Parameter::reached_cities, 10.0}}));
    double fallen = 0.0;
    double reached = 0.0;
    for (const double n : by_draw(r, Indicator::cities_fell, 1)) fallen += n;
    for (const double n : by_draw(r, Indicator::cities_reached, 1)) reached += n;
    for (const double n : by_draw(r, Indicator::cities_attributable, 1)) EXPECT_EQ(n, 0.0);
    return fallen / reached;
  };
  EXPECT_GT(fell(5.0), fell(0.0) + 0.05);  // paired draws of 18 cities: a standard error of 0.01
}

/// Mean share of false ones among the proven of a draw, 0 where none is; its standard error, and how many are proven.
struct FalseShare {
  double share = 0.0;
  double error = 0.0;
  double proven = 0.0;
};
FalseShare false_share(const Results& r, Indicator proven, Indicator wrong) {
  const auto all = by_draw(r, proven, 1);
  const auto bad = by_draw(r, wrong, 1);
  FalseShare out;
  std::vector<double> shares;
  for (std::size_t d = 0; d < all.size(); ++d) {
    shares.push_back(all[d] > 0.0 ? bad[d] / all[d] : 0.0);
    out.proven += all[d];
  }
  std::tie(out.share, out.error) = estimate(shares);
  return out;
}

TEST(ProgrammeRelations, FalselyShownStaysAtItsRateWithoutAProgrammeAndWithOneOfNoEffect) {
  // 1,000 draws; the share of false ones among the proven has a mean of at most the stated 10 %; 4 standard errors
  // above (false alarm below 3e-5). Of falls beyond the control cities' many are true, since cities part and are chosen
  // at a peak, so that the share is far below; where none is it is tested in observation/records_test.cpp. Of credits
  // all are false where nothing has an effect: the bound is met by few, and a proof that takes the one for the other
  // misses it.
  auto plan = sample_plan(1000);
  plan.countries[1].cities.clear();
  add_cities(plan.countries[1], 200, 60);
  sure_effects(plan);
  for (auto& row : plan.evidence.interventions)
    for (auto& cell : row.effect) cell.log_rr = 0.0;  // the programme does nothing
  plan = with(plan, {{Parameter::reached_cities, 20.0}});
  const auto r = run_sample(plan, 2);
  for (const auto& [proven, wrong] :
       {std::pair{Indicator::cities_shown, Indicator::cities_falsely_shown},
        std::pair{Indicator::cities_shown_without, Indicator::cities_falsely_shown_without}}) {
    const FalseShare shown = false_share(r, proven, wrong);
    EXPECT_GT(shown.proven, 1000.0);  // there is something to be wrong about
    EXPECT_LT(shown.share, false_discovery_rate + 4.0 * shown.error);
  }
  const FalseShare credited = false_share(r, Indicator::cities_credited, Indicator::cities_falsely_credited);
  EXPECT_LT(credited.share, false_discovery_rate + 4.0 * credited.error);
  EXPECT_EQ(by_draw(r, Indicator::cities_credited, 1), by_draw(r, Indicator::cities_falsely_credited, 1));
  EXPECT_GT(false_share(r, Indicator::cities_shown, Indicator::cities_shown).share, 0.3);  // were they credits
  RecordProperty("share", std::to_string(credited.share));
}

TEST(ProgrammeRelations, CitiesAreJudgedWhereTheirCountryJoinedInTime) {  // late ones counted as not fallen
  auto plan = sample_plan(100);
  for (auto& s : plan.scenarios) {
    s.start_year = 2026;  // judged by 2028-30
    s.view = View::now;
  }
  plan = with(plan, {{Parameter::first_review_countries, 1.0}, {Parameter::adoption_hazard, 0.4}});
  const auto late = run_sample(plan);
  for (const auto& [all, part] : {std::pair{Indicator::cities_reached, Indicator::cities_judged},
                                  std::pair{Indicator::cities_judged, Indicator::cities_compared},
                                  std::pair{Indicator::cities_judged, Indicator::cities_fell},
                                  std::pair{Indicator::cities_compared, Indicator::cities_shown}}) {
    const auto whole = by_draw(late, all, 1);
    const auto some = by_draw(late, part, 1);
    for (std::size_t d = 0; d < whole.size(); ++d) EXPECT_LE(some[d], whole[d]);
  }
  EXPECT_LT(mean(by_draw(late, Indicator::cities_judged, 1)), 0.9 * mean(by_draw(late, Indicator::cities_reached, 1)));
  for (const auto& cut : {std::pair{Indicator::cities_judged_lower, vulnerability_count},
                          std::pair{Indicator::cities_judged_small, city_size_count}}) {
    double parts = 0.0;
    for (std::size_t i = 0; i < cut.second; ++i) parts += mean(by_draw(late, enumerator_after(cut.first, i), 1));
    EXPECT_NEAR(parts, mean(by_draw(late, Indicator::cities_judged, 1)), 1e-4);
  }
  for (const auto& city : late.cities) {
    EXPECT_LE(double{city.judged[1]}, double{city.reached[1]});
    EXPECT_EQ(std::isnan(double{city.fell[1]}), double{city.judged[1]} == 0.0);
  }
}

TEST(ProgrammeRelations,
     LinesAddUpToWhatReachedCitiesAverted) {  // a line that takes another's effect, or feedback counted as a line's
  auto plan = sample_plan(200);
  plan.without.fill(true);
  const auto r = run_sample(plan);
  const auto& lines = r.scenarios[1].lines;
  double sum = 0.0;
  double total = 0.0;
  for (const auto& line : lines) sum += line.averted[LineFigure::violent];
  for (const double averted : by_draw(r, Indicator::violent_averted, 1)) total += averted / 200.0;
  EXPECT_NEAR(sum / total, 1.0, 0.10);  // exposure, on which household violence loads, still falls with street violence
}

TEST(ProgrammeRelations, MoneyFlowsAddUpInEveryDraw) {  // money in two books
  const auto r = run_sample(sample_plan(64));
  for (std::size_t d = 0; d < 64; ++d) {
    const auto usd = [&](Indicator which) { return by_draw(r, which, 1)[d]; };
    EXPECT_NEAR(usd(Indicator::paid_usd) + usd(Indicator::support_usd), usd(Indicator::received_usd),
                4.0);  // single precision of millions
    EXPECT_LE(usd(Indicator::received_usd) + usd(Indicator::lapsed_usd), usd(Indicator::planned_usd) + 2.0);
  }
}

TEST(ProgrammeRelations, WhatAPlaceThatNeverJoinsIsMeantToGetCostsNobodyAnything) {  // money received for nobody
  auto plan = sample_plan(32);
  auto& lines = plan.scenarios[1].budget.lines;
  std::erase_if(lines, [](const auto& line) { return line.half == Half::global_functions; });
  for (auto& line : lines) line.places = {"BBB"};
  const auto r =
      run_sample(with(plan, {{Parameter::adoption_hazard, 0.001}, {Parameter::first_review_countries, 1.0}}));
  int never_joined = 0;
  for (std::size_t d = 0; d < 32; ++d) {
    const auto of = [&](Indicator which) { return by_draw(r, which, 1)[d]; };
    if (of(Indicator::paid_usd) > 0.0) continue;
    ++never_joined;
    for (const Indicator cost : {Indicator::received_usd, Indicator::support_usd, Indicator::social_cost_usd})
      EXPECT_NEAR(of(cost), 0.0, 1.0);  // a cent a year and account, of rounding
    EXPECT_GT(of(Indicator::lapsed_usd), 0.0);
    EXPECT_EQ(of(Indicator::violent_averted), 0.0);
  }
  EXPECT_GT(never_joined, 10);
}

/// Only homicide costs life years: a group loses its share of them, the same in every year, whatever else happens to
/// it.
TEST(ProgrammeRelations, GroupsLoseLifeYearsAndNotIncidents) {  // murders and robberies added up
  auto plan = sample_plan(16);
  for (const auto k : every<CrimeType>)
    if (k != CrimeType::homicide) plan.evidence.values[k].dalys = {Prior::Family::fixed, 0.0, 0.0, 0.0, 0.0, 0.0};
  const auto r = run_sample(plan);
  const AggregateIndex there(0u);  // a region of one country
  for (const auto d : r.aggregate_first.along<DrawIndex>())
    for (const auto g : every<TargetGroup>) {
      const double each = r.indicators(dalys_of_one(CrimeType::homicide), ScenarioIndex(0u), d);
      const auto share = [&](YearIndex y) {
        return r.aggregate_first(there, headline_of(g), y, d) /
               (each * r.aggregate_first(there, headline_of(CrimeType::homicide), y, d));
      };
      EXPECT_GT(share(YearIndex(0u)), 0.0);
      EXPECT_LT(share(YearIndex(0u)), 1.0);
      EXPECT_NEAR(share(last_budget_year), share(YearIndex(0u)), 1e-5);
    }
}

TEST(ProgrammeRelations, SpreadSharesAreShares) {
  const auto r = run_sample(sample_plan(200));
  EXPECT_TRUE(std::isnan(r.scenarios[0].spread.data));
  const auto& s = r.scenarios[1].spread;
  EXPECT_NEAR(s.data + s.analogy + s.assumption + s.joint, 1.0, 1e-9);
  EXPECT_GT(s.assumption, 0.1);
}

}  // namespace
}  // namespace salus::model
