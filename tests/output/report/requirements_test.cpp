/// What would have to be true: the arithmetic, by hand.
#include "output/report/requirements.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "model/programme/course.hpp"
#include "output/report/framework.hpp"
#include "output/words/words.hpp"
#include "tests/output/sample_results.hpp"

namespace salus::tests {
namespace {

using model::Countries;
using model::JoiningHazard;
using model::LeavingHazard;
using model::Years;

/// What the halving needs, as it is said.
std::string halving(const output::Interval& times, double needed, double averted) {
  return output::words::english().text(
      output::halving_needs({.times = {{times.low}, {times.middle}, {times.high}}, .homicides = {needed}}, {averted})
          .value());
}

/// The formulas in plain numbers: first and listed countries, years, hazards of joining and leaving.
double taking_part(double first, double listed, double years, double adoption, double leaving) {
  return output::countries_taking_part({Countries(first), Countries(listed)}, Years(years), JoiningHazard(adoption),
                                       LeavingHazard(leaving))
      .value();
}
double reviewed_by_formula(double first, double listed, double adoption, double leaving) {
  return output::countries_reviewed({Countries(first), Countries(listed)}, Years(2.0), JoiningHazard(adoption),
                                    LeavingHazard(leaving))
      .value();
}
double adoption_needed(double goal, double first, double listed, double years, double leaving) {
  return output::adoption_needed(Countries(goal), {Countries(first), Countries(listed)}, Years(years),
                                 LeavingHazard(leaving))
      .value();
}
double leaving_allowed(double goal, double first, double listed, double years, double adoption) {
  return output::leaving_allowed(Countries(goal), {Countries(first), Countries(listed)}, Years(years),
                                 JoiningHazard(adoption))
      .value();
}
double adoption_for_reviewed(double goal, double first, double listed, double leaving) {
  return output::adoption_for_reviewed(Countries(goal), {Countries(first), Countries(listed)}, Years(2.0),
                                       LeavingHazard(leaving))
      .value();
}

const double inf = std::numeric_limits<double>::infinity();

TEST(Figures, QuantilesLeaveOutFailedDrawsAndKeepInfinities) {
  const double nan = std::nan("");
  EXPECT_EQ(output::quantile_of({3, nan, 1, 2}, 0.5), 2.0);
  EXPECT_EQ(output::quantile_of({1, 2}, 0.25), 1.25);
  EXPECT_EQ(output::quantile_of({1, 2, inf, inf}, 0.5), inf);
  EXPECT_EQ(output::quantile_of({1, 2, 3, inf}, 0.5), 2.5);
  EXPECT_TRUE(std::isnan(output::quantile_of({nan, nan}, 0.5)));
  EXPECT_TRUE(std::isnan(output::quantile_of({}, 0.5)));
  EXPECT_EQ(output::mean_of({1, nan, 3}), 2.0);
  EXPECT_EQ(output::share_at_least({99, 100, nan, 101}, 100), 2.0 / 3.0);
  EXPECT_TRUE(std::isnan(output::share_at_least({nan}, 1)));
}

TEST(Requirements, TimesLarger) {
  EXPECT_EQ(output::times_larger({50, 2}), 25.0);
  EXPECT_EQ(output::times_larger({-1, 2}), 0.0);  // halves anyway
  EXPECT_EQ(output::times_larger({0, -2}), 0.0);
  EXPECT_EQ(output::times_larger({50, 0}), inf);
  EXPECT_EQ(output::times_larger({50, -3}), inf);  // more of a harm does not help
  EXPECT_TRUE(std::isnan(output::times_larger({std::nan(""), 1})));
}

/// 12 of 48 start. Nobody leaves, hazard ln 2 a year: half of the 36 others join within a year, three quarters within
/// two.
TEST(Requirements, CountriesTakingPart) {
  EXPECT_EQ(taking_part(12, 48, 7, 0, 0), 12.0);
  EXPECT_NEAR(taking_part(12, 48, 1, std::log(2.0), 0), 12 + 18, 1e-12);
  EXPECT_NEAR(taking_part(12, 48, 2, std::log(2.0), 0), 12 + 27, 1e-12);
  // Nobody joins, half leave within a year.
  EXPECT_NEAR(taking_part(12, 48, 1, 0, std::log(2.0)), 6, 1e-12);
  // Equal hazards of one a year, one year: 12 / e stay, and 36 / e have joined and not left.
  EXPECT_NEAR(taking_part(12, 48, 1, 1, 1), 48 / std::exp(1.0), 1e-9);
  EXPECT_NEAR(taking_part(12, 48, 1, 1 + 1e-6, 1), taking_part(12, 48, 1, 1, 1), 1e-4);
}

/// Against the same process followed in small steps.
TEST(Requirements, CountriesTakingPartIsTheSolutionOfItsProcess) {
  double in = 13;
  double outside = 35;
  const double h = 0.06;
  const double x = 0.04;
  const double step = 1e-4;
  for (int i = 0; i < 70000; ++i) {
    const double join = h * outside * step;
    const double leave = x * in * step;
    outside -= join;
    in += join - leave;
  }
  EXPECT_NEAR(taking_part(13, 48, 7, h, x), in, 1e-3);
}

TEST(Requirements, HazardsThatAreNeeded) {
  // Nobody leaves: 12 + 36 (1 - exp(-7 h)) = 25, so h = -ln(1 - 13 / 36) / 7.
  EXPECT_NEAR(adoption_needed(25, 12, 48, 7, 0), -std::log(1 - 13.0 / 36) / 7, 1e-9);
  const double h = adoption_needed(25, 12, 48, 7, 0.05);
  EXPECT_NEAR(taking_part(12, 48, 7, h, 0.05), 25, 1e-9);
  EXPECT_EQ(adoption_needed(10, 12, 48, 7, 0), 0.0);
  EXPECT_TRUE(std::isnan(adoption_needed(25, 12, 20, 7, 0)));    // too few are listed
  EXPECT_TRUE(std::isnan(adoption_needed(25, 12, 48, 7, 2.0)));  // all leave at once
  // Nobody joins: 30 exp(-7 x) = 25.
  EXPECT_NEAR(leaving_allowed(25, 30, 48, 7, 0), std::log(30.0 / 25) / 7, 1e-9);
  EXPECT_TRUE(std::isnan(leaving_allowed(25, 12, 48, 7, 0)));
}

/// Improvement counts countries that a review found in, at year three or seven; others join from year two on.
TEST(Requirements, CountriesThatImprove) {
  // Nobody leaves: all that joined in six years. 12 of 48 start, hazard ln 2 a year: 12 + 36 (1 - 1/64).
  EXPECT_NEAR(reviewed_by_formula(12, 48, std::log(2.0), 0.0), 12.0 + 36.0 * 63.0 / 64.0, 1e-9);
  // Against the same process in small steps: who is in at the first review, and who joins after it and is in at the
  // second.
  const double h = 0.06;
  const double x = 0.04;
  const double step = 1e-4;
  double in = 13;
  double outside = 35;
  double reviewed = 0.0;
  for (int i = 0; i < 60000; ++i) {
    if (i == 20000) {
      reviewed = in;
      in = 0.0;
    }  // counted; what becomes of them does not matter
    const double join = h * outside * step;
    const double leave = x * in * step;
    outside -= join;
    in += join - leave;
  }
  EXPECT_NEAR(reviewed_by_formula(13, 48, h, x), reviewed + in, 1e-3);
  // At half that improve, 25 need 50 of 48: not even all are enough; at three quarters 33.3 have to be reviewed.
  EXPECT_TRUE(std::isnan(adoption_for_reviewed(25 / 0.5, 12, 48, 0.05)));
  const double needed = adoption_for_reviewed(25 / 0.75, 12, 48, 0.05);
  EXPECT_NEAR(0.75 * reviewed_by_formula(12, 48, needed, 0.05), 25.0, 1e-9);
  EXPECT_EQ(adoption_for_reviewed(10, 12, 48, 0.05), 0.0);
  EXPECT_TRUE(std::isnan(adoption_for_reviewed(std::nan(""), 12, 48, 0.05)));
}

/// The formulas against the engine itself, where countries are alike: twelve of sixty in the first year, mean over
/// draws.
TEST(Requirements, FormulasAgreeWithTheEngine) {
  std::vector<model::CountryInput> countries;
  std::vector<std::string> places;
  for (std::uint16_t i = 0; i < 60; ++i) {
    const char iso3[] = {static_cast<char>('A' + i / 26), static_cast<char>('A' + i % 26), 'X', 0};
    countries.push_back(sample_country(iso3, static_cast<std::uint16_t>(i + 4), model::Region::sub_saharan_africa,
                                       model::Income::low, 1e7, 5e-5));
    add_cities(countries.back(), 1000u + 10u * i, 2);
    places.emplace_back(iso3);
  }
  const auto evidence = sample_plan().evidence;
  const auto scenario = sample_scenario("s", {sample_line(model::Half::global_functions, "peer_review", {}, 100000000),
                                              sample_line(model::Half::local_delivery, "I09", places, 100000000)});
  const model::Portfolio portfolio(scenario, evidence, countries);
  auto p = model::central_parameters();
  p[model::Parameter::joint_effect] = 0.0;
  p[model::Parameter::analysis_selection] = 0.0;
  p[model::Parameter::first_review_countries] = 12.0;
  p[model::Parameter::adoption_hazard] = 0.08;
  p[model::Parameter::political_change] = 0.3;
  p[model::Parameter::exit_at_change] = 0.25;
  double reviewed = 0.0;
  double members = 0.0;
  double leaving = 0.0;
  const int draws = 400;
  const auto reviews = model::review_years(scenario.start_year);
  for (int d = 0; d < draws; ++d) {
    const auto course =
        model::run_course(portfolio, evidence, countries, p, model::random_key(17, static_cast<std::uint64_t>(d), 0));
    leaving = course.exit_hazard.value();
    for (const auto& c : course.countries) {
      reviewed += c.takes_part(reviews[0]) || c.takes_part(reviews[1]);
      members += c.takes_part(model::last_budget_year);
    }
  }
  // Standard errors of about 0.16 countries; years against continuous time cost a tenth of a country more.
  EXPECT_NEAR(reviewed / draws, reviewed_by_formula(12, 60, 0.08, leaving), 0.9);
  EXPECT_NEAR(members / draws, taking_part(12, 60, 8, 0.08, leaving), 0.9);
}

TEST(Requirements, AFactorAboveAHundredComesWithWhatItIsMadeOf) {
  EXPECT_EQ(halving({1, 5, 20}, 100, 20), "an effect 5.0 times as large in 2030");
  const std::string large = halving({1e4, 8.4e5, inf}, 168000, 0.2);
  EXPECT_EQ(large,
            "170,000 fewer homicides in 2030 would be needed, the programme averts about 0.2 that year (middles): "
            "about 840,000 times as much");
  EXPECT_NE(halving({inf, inf, inf}, 168000, 0).find("the programme averts none that year"), std::string::npos);
  EXPECT_NE(halving({inf, inf, inf}, 168000, -3).find("with the programme there are 3.0 more that year"),
            std::string::npos);
  EXPECT_NE(halving({1e4, 8.4e5, inf}, 168000, 0.02).find("the programme averts below 0.1 that year"),
            std::string::npos);
  EXPECT_NE(halving({0, 0, 2}, 0, 1).find("halves anyway"), std::string::npos);
  const auto hardly =
      output::halving_needs({.times = {{inf}, {inf}, {inf}}, .homicides = {168000.0, 900.0}}, {-3.0, 4.0});
  EXPECT_NE(output::words::english().text(hardly.value()).find("averts about none that year"), std::string::npos);
}

TEST(Requirements, AMultipleWithinItsErrorIsNotTold) {
  const auto said = [](double times, double error, bool against_nothing, const output::Estimate& averted) {
    output::HalvingNeed need{.times = {{1.0}, {times, error}, {inf}}, .homicides = {900.0}};
    need.times = need.times.above_nothing();
    need.against_nothing = against_nothing;
    return output::words::english().text(output::halving_needs(need, averted).value());
  };
  EXPECT_NE(said(7e5, 3e5, true, {4.0}).find("about 700,000 times as much"), std::string::npos);
  const std::string many = said(7e5, 8e5, true, {4.0});
  EXPECT_NE(many.find("how many times as much, these runs do not tell"), std::string::npos);
  EXPECT_EQ(many.find("about 0"), std::string::npos);
  // What is averted is within its error of none: no multiple of it is told, however well the ratios agree.
  EXPECT_NE(said(7e5, 3e5, true, {3.0, 4.0}).find("how many times as much, these runs do not tell"), std::string::npos);
  EXPECT_NE(said(7.0, 8.0, true, {4.0}).find("how many times as large the effect of 2030 would have to be, these runs"),
            std::string::npos);
  EXPECT_NE(said(inf, 0.0, false, {-40.0, 5.0}).find("it averts 40 fewer than the other plan that year"),
            std::string::npos);
}

/// The note's halves against the same money in local lines, draw by draw: 30 life years behind, 10 ahead, and one draw
/// that failed. Where that money averts none locally, less harm or more effect makes up for nothing.
TEST(GlobalHalf, IsBehindTheSameMoneySpentLocally) {
  auto r = sample_results(3);
  constexpr model::ScenarioIndex note(1u);
  constexpr model::ScenarioIndex local(2u);
  const double nan = std::nan("");
  const auto set = [&](model::ScenarioIndex s, const std::vector<double>& dalys) {
    for (const auto d : model::Positions<model::DrawIndex>(3u))
      r.indicators(model::Indicator::dalys_averted, s, d) = dalys[d];
  };
  set(note, {100, 50, nan});
  set(local, {130, 40, nan});
  const auto money = [](model::Half half, std::int64_t cents) {
    model::Account account{.half = half, .item = half == model::Half::local_delivery ? "I09" : "network", .places = {}};
    account.gross.front() = model::Cents(cents);
    return account;
  };
  r.scenarios[note].money = {money(model::Half::global_functions, 100), money(model::Half::local_delivery, 300)};
  r.scenarios[local].money = {money(model::Half::local_delivery, 400)};
  for (const auto d : model::Positions<model::DrawIndex>(3u))
    r.indicators(model::Indicator::global_dalys_averted, note, d) = std::vector<double>{12.0, nan, nan}[d];
  const auto half = output::global_half(r, note);
  ASSERT_TRUE(half.has_value());
  ASSERT_TRUE(half->beside.has_value());
  EXPECT_EQ(half->beside->local, local);
  EXPECT_EQ(half->beside->behind.middle.value, 10.0);
  EXPECT_EQ(half->beside->made_up.value, 0.5);
  EXPECT_EQ(half->beside->none_locally.value, 0.0);
  EXPECT_EQ(half->averted.middle.value, 12.0);  // what it does by itself, in the one draw in which that is known
  EXPECT_EQ(half->draws, 1u);
  set(local, {-130, 0, nan});
  set(note, {-65, 0, nan});
  EXPECT_EQ(output::global_half(r, note)->beside->made_up.value, 0.0);
  EXPECT_EQ(output::global_half(r, note)->beside->none_locally.value, 1.0);
  EXPECT_FALSE(output::global_half(r, local).has_value());  // no global half to make up for
  r.scenarios[local].money = {money(model::Half::local_delivery, 401)};
  ASSERT_TRUE(output::global_half(r, note).has_value());
  EXPECT_FALSE(output::global_half(r, note)->beside.has_value());  // other money
  r.indicators(model::Indicator::global_dalys_averted, note, model::DrawIndex(0u)) = nan;
  EXPECT_FALSE(output::global_half(r, note).has_value());  // nothing is known of it
}

/// Incidents averted of some crimes in the last year of the budget and in the next, a draw an entry; nothing of others.
class Persistence : public testing::Test {
 protected:
  explicit Persistence(std::uint32_t draws = 8) : r(sample_results(draws)) { r.aggregate_averted.fill(0.0); }

  void averted(model::CrimeType k, const std::vector<double>& last, const std::vector<double>& after) {
    const model::AggregateIndex total = output::total_aggregate(r);
    for (const auto d : model::positions_in<model::DrawIndex>(last)) {
      r.aggregate_averted(total, model::headline_of(k), note, model::last_budget_year, d) = last[d];
      r.aggregate_averted(total, model::headline_of(k), note, model::last_budget_year + 1u, d) = after[d];
    }
  }
  output::Requirements requirements() const { return output::requirements_of(r, note); }

  static constexpr model::ScenarioIndex note{1u};
  static constexpr auto robbery = model::CrimeType::robbery;
  model::Results r;
};
class PersistenceOfOneDraw : public Persistence {
 protected:
  PersistenceOfOneDraw() : Persistence(1) {}
};

/// Ten robberies of 0.1 life years and one homicide of 40 in the last year of the budget, nine and none in the next:
/// 0.9 of 41 life years last, though 9 of 11 incidents do.
TEST_F(PersistenceOfOneDraw, WeighsCrimesByTheirLifeYears) {
  for (const auto s : r.indicators.along<model::ScenarioIndex>()) {
    r.indicators(model::dalys_of_one(robbery), s, model::DrawIndex(0u)) = 0.1;
    r.indicators(model::dalys_of_one(model::CrimeType::homicide), s, model::DrawIndex(0u)) = 40.0;
  }
  averted(robbery, {10.0}, {9.0});
  averted(model::CrimeType::homicide, {1.0}, {0.0});
  const auto q = requirements();
  EXPECT_NEAR(q.persistence.share.value, 0.9 / 41.0, 1e-6);
  EXPECT_NEAR(q.persistence.of_draws.middle.value, 0.9 / 41.0, 1e-6);
  EXPECT_NEAR(q.persistence_of[robbery].share.value, 0.9, 1e-6);
  EXPECT_EQ(q.persistence_of[model::CrimeType::homicide].share.value, 0.0);
  EXPECT_TRUE(std::isnan(q.persistence_of[model::CrimeType::property].share.value));
}

/// In the last year of the budget 40 in each of six draws, none, and 4 more; in the next 36, 3 more and 6 more. All
/// draws: 207 of 236 last. The six that avert any would say 0.9.
TEST_F(Persistence, LeavesNoDrawOut) {
  averted(robbery, {40, 40, 40, 0, 40, -4, 40, 40}, {36, 36, 36, -3, 36, -6, 36, 36});
  const auto lasting = requirements().persistence_of[robbery];
  EXPECT_NEAR(lasting.share.value, 207.0 / 236.0, 1e-6);
  EXPECT_GT(lasting.share.error, 0.0);
  EXPECT_NEAR(lasting.of_draws.middle.value, 0.9, 1e-6);
  EXPECT_EQ(lasting.draws.value, 0.75);
}

/// Means of 2 in the last year, with an error of 3.4, and 4 in the next: 200 % of what may be nothing.
TEST_F(Persistence, IsNoShareOfWhatMayBeNothing) {
  averted(robbery, {10, -8, 12, -6, 10, -8, 12, -6}, {4, 4, 4, 4, 4, 4, 4, 4});
  const auto lasting = requirements().persistence_of[robbery];
  EXPECT_TRUE(std::isnan(lasting.share.value));
  EXPECT_NEAR(lasting.last.value, 2.0, 1e-6);
  averted(robbery, {10, 8, 12, 6, 10, 8, 12, 6}, {4, 4, 4, 4, 4, 4, 4, 4});
  EXPECT_NEAR(requirements().persistence_of[robbery].share.value, 4.0 / 9.0, 1e-6);
}

/// Half of the partner violence goes and nothing else; women suffer all of it. By incidents the group would gain as
/// much as the life years of what is averted are worth.
TEST(AddedBenefit, IsInLifeYears) {
  auto r = sample_results(1);
  constexpr model::ScenarioIndex note(1u);
  constexpr model::DrawIndex only(0u);
  const model::AggregateIndex total = output::total_aggregate(r);
  r.aggregate_first.fill(0.0);
  r.aggregate_averted.fill(0.0);
  for (const auto k : model::every<model::CrimeType>)
    for (const auto s : r.indicators.along<model::ScenarioIndex>())
      r.indicators(model::dalys_of_one(k), s, only) = k == model::CrimeType::homicide ? 40.0 : 0.1;
  const auto h = [](model::CrimeType k) { return model::headline_of(k); };
  constexpr model::YearIndex year(0u);
  r.aggregate_first(total, h(model::CrimeType::homicide), year, only) = 1.0;            // 40 life years
  r.aggregate_first(total, h(model::CrimeType::partner_violence), year, only) = 100.0;  // 10
  r.aggregate_averted(total, h(model::CrimeType::partner_violence), note, year, only) = 50.0;
  r.aggregate_first(total, model::headline_of(model::TargetGroup::women), year, only) = 10.0 + 4.0;
  r.aggregate_averted(total, model::headline_of(model::TargetGroup::women), note, year, only) = 5.0;
  EXPECT_NEAR(output::general_reduction_draws(r, note)[0], 5.0 / 50.0, 1e-6);
  EXPECT_NEAR(output::added_benefit_draws(r, model::TargetGroup::women, note)[0], 5.0 / 14.0 - 5.0 / 50.0, 1e-6);
}

/// One draw's worth of results, so that every quantile is that draw.
TEST(Requirements, OfResultsWithOneDraw) {
  auto r = sample_results(1);
  constexpr model::ScenarioIndex note(1u);
  const auto q = output::requirements_of(r, note);
  ASSERT_TRUE(q.known);
  EXPECT_EQ(q.first_review, 2023);
  // homicides are the first headline
  const model::AggregateIndex total = output::total_aggregate(r);
  const output::YearSpan in_2030 = output::one_year(model::YearIndex(10u));
  const double without = output::first_draws(r, total, {output::homicide}, in_2030)[0];
  const double averted = output::averted_draws(r, total, {output::homicide}, note, in_2030)[0];
  double base = 0.0;
  double people = 0.0;
  for (const auto& c : r.countries) {
    base += std::exp(c.level[model::CrimeType::homicide].log_rate) * c.base_population;
    people += c.base_population;
  }
  EXPECT_NEAR(q.count.times.middle.value, std::max(0.0, without - base / 2) / averted,
              1e-6 * q.count.times.middle.value);
  EXPECT_NEAR(q.rate.times.middle.value,
              std::max(0.0, without - base / people / 2 *
                                          r.population(r.population.along<model::LocationIndex>().last(),
                                                       model::YearIndex(10u))) /
                  averted,
              1e-6 * q.rate.times.middle.value);
  EXPECT_EQ(q.years, Years(8.0));  // joining from 2022 on, last budget year 2029
  EXPECT_EQ(q.volunteers.value(), output::indicator_draws(r, model::Indicator::countries_volunteering, note)[0]);
  EXPECT_FALSE(output::requirements_of(r, output::first_scenario).known);
  for (int& year : r.years) year += 8;
  r.identity.start_year += 8;
  EXPECT_EQ(output::requirements_of(r, note).first_review, 2031);  // the first that falls in the programme
}

}  // namespace
}  // namespace salus::tests
