/// Figures of different questionnaires say together what their sds imply, computed by hand.
#include "calibration/level_pool.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "bundled_tables.hpp"
#include "calibration/country_inputs.hpp"
#include "model/core/grid.hpp"

namespace salus::calibration {
namespace {

using F = QuestionnaireFamily;
using model::Region;

const std::vector<Region> two{Region::latin_america_caribbean, Region::asia_oceania};
const ReferenceFamily surveys{F::crime_survey, 0.5};

double covariance(const model::TypeLevel& one, const model::TypeLevel& other) {
  double sum = &one == &other ? one.own_sd * one.own_sd : 0.0;
  for (std::uint32_t u = 0; u < model::level_unknowns; ++u) sum += one.common[u] * other.common[u];
  return sum;
}

TEST(LevelPool, OneFigureByHand) {
  const double prior = 4.0 + region_sd * region_sd + country_sd * country_sd;  // mean of all: sd 2
  const double centre = std::log(0.01);
  const double figure = std::log(0.1);
  for (const auto& [family, family_variance] :
       {std::pair(F::street_survey, family_sd * family_sd), std::pair(F::crime_survey, surveys.sd * surveys.sd)}) {
    const auto levels = pool_levels(two, {{0, family, figure, 0.3}}, surveys);
    const double read = prior + family_variance + 0.09;
    EXPECT_NEAR(levels[0].log_rate, centre + prior / read * (figure - centre), 1e-12);
    EXPECT_NEAR(covariance(levels[0], levels[0]), prior - prior * prior / read, 1e-12);
    // The other country has the mean in common with it, nothing else.
    EXPECT_NEAR(levels[1].log_rate, centre + 4.0 / read * (figure - centre), 1e-12);
    EXPECT_NEAR(covariance(levels[0], levels[1]), 4.0 - 4.0 * prior / read, 1e-12);
    EXPECT_NEAR(covariance(levels[1], levels[1]), prior - 16.0 / read, 1e-12);
  }
}

TEST(LevelPool, WithoutFiguresCountriesShareTheMeanOnly) {
  const auto levels = pool_levels(two, {}, surveys);
  EXPECT_NEAR(covariance(levels[0], levels[1]), 4.0, 1e-12);
  EXPECT_NEAR(levels[0].own_sd, country_sd, 1e-12);
  EXPECT_DOUBLE_EQ(levels[0].log_rate, std::log(0.01));
}

/// Within a family figures compare: what is off is off for both. Between families they are drawn together.
TEST(LevelPool, CountriesCompareWithinAFamilyOnly) {
  const double high = std::log(0.08);
  const double low = std::log(0.004);
  const auto apart = [&](F one, F other) {
    const auto levels = pool_levels(two, {{0, one, high, 1e-4}, {1, other, low, 1e-4}}, surveys);
    const double variance =
        covariance(levels[0], levels[0]) + covariance(levels[1], levels[1]) - 2.0 * covariance(levels[0], levels[1]);
    return std::pair(levels[0].log_rate - levels[1].log_rate, std::sqrt(variance));
  };
  const auto [same, same_sd] = apart(F::street_survey, F::street_survey);
  EXPECT_NEAR(same, high - low, 1e-6);
  EXPECT_LT(same_sd, 1e-3);
  const auto [other, other_sd] = apart(F::street_survey, F::ncvs);
  // Two countries of two regions differ by a variance of 1.96, their families by 2.
  EXPECT_NEAR(other, (high - low) * 1.96 / 3.96, 1e-6);
  EXPECT_NEAR(other_sd, std::sqrt(1.96 - 1.96 * 1.96 / 3.96), 1e-6);
}

/// Robberies per 1,000: ENVIPE counts 100 victims per 1,000 adults in Mexico, police figures over what victims report
/// say 15. Brazil has police figures only, 11 on the same footing.
TEST(LevelPool, MexicoIsRobbedMoreThanBrazilButNotEightTimes) {
  const auto inputs = make_country_inputs(tables(), model::View::as_of_note, 2020);
  const auto rate = [&](std::string_view iso3, model::CrimeType type) {
    for (const auto& c : inputs)
      if (c.code.name() == iso3) return 1e3 * std::exp(c.level[type].log_rate);
    throw std::out_of_range(std::string(iso3));
  };
  const double mexico = rate("MEX", model::CrimeType::robbery);
  EXPECT_GT(mexico, 15.0);
  EXPECT_LT(mexico, 45.0);
  EXPECT_LT(mexico / rate("BRA", model::CrimeType::robbery), 3.0);
  // Sweden's survey has harassment in it and that of the United States next to nothing: 64 and 0.8 per 1,000 adults.
  EXPECT_LT(rate("SWE", model::CrimeType::sexual_violence) / rate("USA", model::CrimeType::sexual_violence), 12.0);
}

}  // namespace
}  // namespace salus::calibration
