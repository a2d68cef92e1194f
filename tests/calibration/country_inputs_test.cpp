#include "calibration/country_inputs.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "bundled_tables.hpp"
#include "model/core/number.hpp"

namespace salus::calibration {
namespace {

using model::View;

const Tables& tables() {
  static const Tables bundled = read_tables(bundled_texts());
  return bundled;
}

const model::CountryInput& find(const std::vector<model::CountryInput>& inputs, std::string_view iso3) {
  for (const auto& c : inputs)
    if (c.code.name() == iso3) return c;
  throw std::out_of_range(std::string(iso3));
}

double rate(const model::CountryInput& c) { return 1e5 * std::exp(c.level[0].log_rate); }

class BothViews : public testing::TestWithParam<std::pair<View, int>> {};

TEST_P(BothViews, AllCountriesAreCompleteFiniteAndAlphabetical) {
  const auto inputs = make_country_inputs(tables(), GetParam().first, GetParam().second);
  ASSERT_EQ(inputs.size(), 48u);
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    const auto& c = inputs[i];
    SCOPED_TRACE(c.name);
    if (i > 0) {
      EXPECT_LT(inputs[i - 1].name, c.name);
    }
    EXPECT_GT(c.code.m49, 0);
    ASSERT_EQ(c.population.size(), model::horizon_months + 1);
    for (const auto* path : {&c.births, &c.deaths, &c.net_migration, &c.entering_risk_age}) ASSERT_EQ(path->size(), model::horizon_months);
    for (const auto& path : c.driver_change) {
      ASSERT_EQ(path.size(), model::horizon_months);
      EXPECT_EQ(path.front(), 0.0);
      for (const double v : path) ASSERT_LT(std::abs(v), 3.0);
    }
    for (std::size_t m = 0; m < model::horizon_months; ++m) {
      ASSERT_NEAR((c.population[m] + c.births[m] - c.deaths[m] + c.net_migration[m]) / c.population[m + 1], 1.0, 1e-12);
      ASSERT_GT(c.births[m], 0.0);
      ASSERT_GT(c.deaths[m], 0.0);
      ASSERT_LT(std::abs(c.net_migration[m]), 0.004 * c.population[m]);
    }
    EXPECT_GT(c.risk_age_population, 0.1 * c.population[0]);
    EXPECT_LT(c.risk_age_population, 0.35 * c.population[0]);
    EXPECT_GT(c.prison_population, 1e-4 * c.population[0]);
    EXPECT_LT(c.prison_population, 0.02 * c.population[0]);
    EXPECT_GT(c.urban_share, 0.1);
    EXPECT_LT(c.urban_share, 1.0);
    for (const auto& level : c.level) {
      EXPECT_GT(level.log_sd, 0.0);
      EXPECT_LT(level.log_sd, 2.5);
      EXPECT_LT(level.log_rate, std::log(0.3));
    }
    EXPECT_GT(rate(c), 0.3);
    EXPECT_LT(rate(c), 60.0);
    EXPECT_GE(c.annual_log_sd, 0.03);
    EXPECT_LT(c.annual_log_sd, 0.6);
    EXPECT_LT(std::abs(c.reversion_gap), 2.0);
    EXPECT_GT(c.base_population, 0.0);
    for (const auto& group : c.victim_share)
      for (const auto& share : group) {
        EXPECT_GT(share.share, 0.0);
        EXPECT_LT(share.share, 1.0);
        EXPECT_GT(share.logit_sd, 0.0);
      }
    EXPECT_FALSE(c.history.empty());
    EXPECT_FALSE(c.source_ids.empty());
    EXPECT_TRUE(std::is_sorted(c.source_ids.begin(), c.source_ids.end()));
  }
}

INSTANTIATE_TEST_SUITE_P(Views, BothViews, testing::Values(std::pair(View::as_of_note, 2020), std::pair(View::now, 2025), std::pair(View::as_of_note, 2025)));

TEST(CountryInputs, KnownCountriesAndTheTotalAreWhereTheyShouldBe) {
  const auto inputs = make_country_inputs(tables(), View::as_of_note, 2020);
  if (std::getenv("SALUS_PRINT") != nullptr)
    for (const auto view : {View::as_of_note, View::now})
      for (const auto& c : make_country_inputs(tables(), view, view == View::now ? 2025 : 2020)) {
        std::printf("%s pop %.2f->%.2fM prison %.0f urban %.2f sd %.3f gap %+.2f base %.2f |", std::string(c.code.name()).c_str(), c.population[0] / 1e6, c.population.back() / 1e6, c.prison_population, c.urban_share, c.annual_log_sd,
                    c.reversion_gap, 1e5 * c.base_homicide_rate.value_or(0));
        for (const auto& l : c.level) std::printf(" %.4g(%.2f%c)", 1e5 * std::exp(l.log_rate), l.log_sd, model::basis_names[model::index(l.basis)][0]);
        std::printf(" | b %.1f d %.1f m %+.1f /1000 | driver end", 12e3 * c.births[0] / c.population[0], 12e3 * c.deaths[0] / c.population[0], 12e3 * c.net_migration[0] / c.population[0]);
        for (const auto& d : c.driver_change) std::printf(" %+.2f", d.back());
        std::printf(" | homicide shares");
        for (const auto& g : c.victim_share) std::printf(" %.2f(%.2f)", g[0].share, g[0].logit_sd);
        std::printf("\n");
      }
  EXPECT_NEAR(rate(find(inputs, "ZAF")), 35.8, 2.0);
  EXPECT_NEAR(rate(find(inputs, "BRA")), 22.5, 2.5);
  EXPECT_NEAR(rate(find(inputs, "DEU")), 0.80, 0.1);
  EXPECT_NEAR(rate(find(inputs, "MEX")), 29.0, 2.0);
  EXPECT_NEAR(rate(find(inputs, "USA")), 5.0, 0.4);
  double homicides = 0.0;
  for (const auto& c : inputs) homicides += std::exp(c.level[0].log_rate) * c.population[0];
  if (std::getenv("SALUS_PRINT") != nullptr) std::printf("homicides a year: %.0f\n", homicides);
  EXPECT_GT(homicides, 250e3);
  EXPECT_LT(homicides, 310e3);
}

}  // namespace
}  // namespace salus::calibration
