/// What would have to be true: the arithmetic, by hand.
#include <gtest/gtest.h>

#include <cmath>

#include "output/report/portfolio.hpp"
#include "output/report/requirements.hpp"
#include "tests/output/sample_results.hpp"

namespace salus::tests {
namespace {

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
  EXPECT_EQ(output::times_larger(50, 2), 25.0);
  EXPECT_EQ(output::times_larger(-1, 2), 0.0);  // halves anyway
  EXPECT_EQ(output::times_larger(0, -2), 0.0);
  EXPECT_EQ(output::times_larger(50, 0), inf);
  EXPECT_EQ(output::times_larger(50, -3), inf);  // more of a harm does not help
  EXPECT_TRUE(std::isnan(output::times_larger(std::nan(""), 1)));
}

/// 12 of 48 start. Nobody leaves, hazard ln 2 a year: half of the 36 others join within a year, three quarters within two.
TEST(Requirements, CountriesTakingPart) {
  EXPECT_EQ(output::countries_taking_part(12, 48, 7, 0, 0), 12.0);
  EXPECT_NEAR(output::countries_taking_part(12, 48, 1, std::log(2.0), 0), 12 + 18, 1e-12);
  EXPECT_NEAR(output::countries_taking_part(12, 48, 2, std::log(2.0), 0), 12 + 27, 1e-12);
  // Nobody joins, half leave within a year.
  EXPECT_NEAR(output::countries_taking_part(12, 48, 1, 0, std::log(2.0)), 6, 1e-12);
  // Equal hazards of one a year, one year: 12 / e stay, and 36 / e have joined and not left.
  EXPECT_NEAR(output::countries_taking_part(12, 48, 1, 1, 1), 48 / std::exp(1.0), 1e-9);
  EXPECT_NEAR(output::countries_taking_part(12, 48, 1, 1 + 1e-6, 1), output::countries_taking_part(12, 48, 1, 1, 1), 1e-4);
}

/// Against the same process followed in small steps.
TEST(Requirements, CountriesTakingPartIsTheSolutionOfItsProcess) {
  double in = 13, outside = 35;
  const double h = 0.06, x = 0.04, step = 1e-4;
  for (int i = 0; i < 70000; ++i) {
    const double join = h * outside * step, leave = x * in * step;
    outside -= join, in += join - leave;
  }
  EXPECT_NEAR(output::countries_taking_part(13, 48, 7, h, x), in, 1e-3);
}

TEST(Requirements, HazardsThatAreNeeded) {
  // Nobody leaves: 12 + 36 (1 - exp(-7 h)) = 25, so h = -ln(1 - 13 / 36) / 7.
  EXPECT_NEAR(output::adoption_needed(25, 12, 48, 7, 0), -std::log(1 - 13.0 / 36) / 7, 1e-9);
  const double h = output::adoption_needed(25, 12, 48, 7, 0.05);
  EXPECT_NEAR(output::countries_taking_part(12, 48, 7, h, 0.05), 25, 1e-9);
  EXPECT_EQ(output::adoption_needed(10, 12, 48, 7, 0), 0.0);
  EXPECT_TRUE(std::isnan(output::adoption_needed(25, 12, 20, 7, 0)));    // too few are listed
  EXPECT_TRUE(std::isnan(output::adoption_needed(25, 12, 48, 7, 2.0)));  // all leave at once
  // Nobody joins: 30 exp(-7 x) = 25.
  EXPECT_NEAR(output::leaving_allowed(25, 30, 48, 7, 0), std::log(30.0 / 25) / 7, 1e-9);
  EXPECT_TRUE(std::isnan(output::leaving_allowed(25, 12, 48, 7, 0)));
}

/// Improvement counts countries that ever joined. 12 of 48 start; hazard ln 2 a year, two years: 12 + 27. At half that improve, 25 need 50
/// of 48: not even all are enough; at three quarters 33.3 have to join.
TEST(Requirements, CountriesThatImprove) {
  EXPECT_NEAR(output::countries_ever(12, 48, 2, std::log(2.0)), 39.0, 1e-12);
  EXPECT_NEAR(output::countries_ever(12, 48, 2, 0.3), output::countries_taking_part(12, 48, 2, 0.3, 0.0), 1e-12);
  EXPECT_TRUE(std::isnan(output::adoption_for_ever(25 / 0.5, 12, 48, 7)));
  const double h = output::adoption_for_ever(25 / 0.75, 12, 48, 7);
  EXPECT_NEAR(0.75 * output::countries_ever(12, 48, 7, h), 25.0, 1e-9);
  EXPECT_EQ(output::adoption_for_ever(10, 12, 48, 7), 0.0);
  EXPECT_TRUE(std::isnan(output::adoption_for_ever(std::nan(""), 12, 48, 7)));
}

TEST(Requirements, NoFactorIsSaidAboveAHundred) {
  EXPECT_EQ(output::halving_needs({1, 5, 20}, 100, 20), "an effect 5.0 times as large in 2030");
  const std::string large = output::halving_needs({1e4, 8.4e5, inf}, 168000, 0.2);
  EXPECT_EQ(large, "170,000 fewer homicides in 2030 would be needed, the programme averts about 0.2 that year (middles): no multiple of this programme does it");
  EXPECT_NE(output::halving_needs({inf, inf, inf}, 168000, -3).find("averts none that year"), std::string::npos);
  EXPECT_NE(output::halving_needs({0, 0, 2}, 0, 1).find("halves anyway"), std::string::npos);
}

/// All-local averts 300. The mixed portfolio averts 180 with a multiplier of 1.2, so its local half alone 150: two is needed.
TEST(Requirements, BreakEvenMultiplier) {
  EXPECT_NEAR(output::break_even_multiplier(300, 180, 1.2), 2.0, 1e-12);
  EXPECT_TRUE(std::isnan(output::break_even_multiplier(300, 0, 1.2)));
  EXPECT_TRUE(std::isnan(output::break_even_multiplier(-1, 180, 1.2)));
}

TEST(Portfolio, ChanceOfMostSharesTiesAndLeavesFailedDrawsOut) {
  const double nan = std::nan("");
  const auto p = output::chance_of_most({{0, 0, 0, 0}, {1, 0, -1, 5}, {2, 0, -2, nan}});
  EXPECT_NEAR(p[0], (0 + 1.0 / 3 + 1) / 3, 1e-12);
  EXPECT_NEAR(p[1], (0 + 1.0 / 3 + 0) / 3, 1e-12);
  EXPECT_NEAR(p[2], (1 + 1.0 / 3 + 0) / 3, 1e-12);
}

/// One draw's worth of results, so that every quantile is that draw.
TEST(Requirements, OfResultsWithOneDraw) {
  const auto r = sample_results(1);
  const auto q = output::requirements_of(r, 1);
  ASSERT_TRUE(q.known);
  const std::size_t total = output::total_aggregate(r), S = r.scenarios.size(), Y = r.years.size(),
                    at = (total * model::headline_count * S) * Y;  // homicides are the first headline
  const double without = static_cast<double>(r.aggregate_draws[at + 10]), averted = static_cast<double>(r.aggregate_averted[at + Y + 10]);
  double base = 0.0, people = 0.0;
  for (const auto& c : r.countries) base += std::exp(c.level[0].log_rate) * c.base_population, people += c.base_population;
  EXPECT_NEAR(q.count_times[1], std::max(0.0, without - base / 2) / averted, 1e-6 * q.count_times[1]);
  EXPECT_NEAR(q.rate_times[1], std::max(0.0, without - base / people / 2 * static_cast<double>(r.population[(r.locations.size() - 1) * Y + 10])) / averted, 1e-6 * q.rate_times[1]);
  EXPECT_EQ(q.years, 8.0);            // joining from 2022 on, last budget year 2029
  EXPECT_EQ(q.years_to_review, 6.0);  // the last review reports in 2027
  EXPECT_EQ(q.volunteers, output::indicator_draws(r, "countries_volunteering", 1)[0]);
  EXPECT_EQ(output::break_even(r).draws, 1.0);
  const auto even = output::break_even(r);
  ASSERT_TRUE(even.known);
  const auto violent = [&](std::size_t s) { return output::averted_draws(r, total, output::violent_headlines(), s, 0, 10)[0]; };
  EXPECT_NEAR(even.needed[1], violent(2) / (violent(1) / output::indicator_draws(r, "total_multiplier", 1)[0]), 1e-9 * even.needed[1]);
  EXPECT_FALSE(output::requirements_of(r, 0).known);
}

}  // namespace
}  // namespace salus::tests
