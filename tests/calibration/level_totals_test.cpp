/// Totals of drawn levels have the spread that is stated and the median that their sources add up to.
#include "calibration/level_totals.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "bundled_tables.hpp"
#include "calibration/country_inputs.hpp"
#include "calibration/statistics.hpp"
#include "model/core/grid.hpp"
#include "model/country/block.hpp"

namespace salus::calibration {
namespace {

using model::CrimeType;
using model::every;

std::vector<TypeLevels> levels_of(const std::vector<model::CountryInput>& countries) {
  std::vector<TypeLevels> levels;
  for (const auto& country : countries) levels.push_back(country.level);
  return levels;
}

std::vector<double> people_of(const std::vector<model::CountryInput>& countries) {
  std::vector<double> people;
  for (const auto& country : countries) people.push_back(country.population.front());
  return people;
}

/// Logs of the totals over countries, by draw.
model::EnumArray<std::vector<double>, CrimeType> drawn_totals(const std::vector<model::CountryInput>& countries,
                                                              std::uint32_t draws) {
  model::EnumArray<std::vector<double>, CrimeType> totals;
  for (std::uint32_t d = 0; d < draws; ++d) {
    const auto key = model::random_key(1, d, 0);
    model::EnumArray<double, CrimeType> sum{};
    for (const auto& country : countries) {
      const auto log_rate = model::draw_levels(country, model::country_start(country, d), key);
      for (const auto k : every<CrimeType>) sum[k] += std::exp(log_rate[k]) * country.population.front();
    }
    for (const auto k : every<CrimeType>) totals[k].push_back(std::log(sum[k]));
  }
  return totals;
}

/// Types whose drawn totals are further from what the levels state than 10 % of the spread or 3 % of the sum.
int types_off(const std::vector<TypeLevels>& levels, const std::vector<model::CountryInput>& countries,
              std::uint32_t draws) {
  const auto people = people_of(countries);
  const auto totals = drawn_totals(countries, draws);
  int off = 0;
  for (const auto k : every<CrimeType>) {
    double sum = 0.0;
    for (std::size_t i = 0; i < countries.size(); ++i) sum += people[i] * std::exp(levels[i][k].log_rate);
    const double stated = std::sqrt(total_log_variance(levels, people, k));
    const double spread = standard_deviation(totals[k]) / stated - 1.0;
    const double middle = std::exp(median(totals[k])) / sum - 1.0;
    if (std::getenv("SALUS_PRINT") != nullptr)
      std::printf("%-20s stated %.3f drawn %+.3f median %+.4f total %.4g\n",
                  std::string(model::crime_type_names[k]).c_str(), stated, spread, middle, sum);
    off += std::abs(spread) > 0.1 || std::abs(middle) > 0.03;
  }
  return off;
}

/// With 12,000 draws the relative error of a spread is 0.7 %, that of the median of the widest type (0.8) 0.9 %; what
/// moments leave out is 1 %. A right law fails here in fewer than one of 300 seeds.
TEST(LevelTotals, HaveTheStatedSpreadAndTheSumOfTheirSourcesAsMedian) {
  const auto countries = make_country_inputs(tables(), model::View::as_of_note, 2020);
  EXPECT_EQ(types_off(levels_of(countries), countries, 12000), 0);
}

/// The law of before: what all countries share is drawn for each, around its figure as the median.
TEST(LevelTotals, RefuseWhatIsDrawnForEachCountryThoughAllShareIt) {
  auto countries = make_country_inputs(tables(), model::View::as_of_note, 2020);
  const auto stated = levels_of(countries);
  for (auto& country : countries)
    for (auto& level : country.level) {
      double variance = level.own_sd * level.own_sd;
      for (const double sd : level.common) variance += sd * sd;
      level.own_sd = std::sqrt(variance);
      level.common = {};
      level.log_median = level.log_rate;
      if (level.per_homicide) level.log_median -= country.level[CrimeType::homicide].log_rate;
    }
  EXPECT_GE(types_off(stated, countries, 2000), 3);
}

/// By hand: two countries of equal totals, each with variance s^2 of its own and c^2 in common.
TEST(LevelTotals, VarianceByMoments) {
  std::vector<TypeLevels> levels(2);
  for (auto& country : levels) {
    country[CrimeType::property] = {.log_rate = std::log(0.01), .common = {0.5}, .own_sd = 0.4};
    country[CrimeType::homicide] = {.log_rate = std::log(1e-4), .own_sd = 0.3};
    country[CrimeType::serious_assault] = {
        .log_rate = std::log(3e-3), .common = {0.5}, .own_sd = 0.4, .per_homicide = true};
  }
  const double with_itself = std::exp(0.25 + 0.16);
  const double with_other = std::exp(0.25);
  EXPECT_NEAR(total_log_variance(levels, {1e6, 1e6}, CrimeType::property), std::log(0.5 * (with_itself + with_other)),
              1e-12);
  EXPECT_NEAR(total_log_variance(levels, {1e6, 1e6}, CrimeType::serious_assault),
              std::log(0.5 * (with_itself * std::exp(0.09) + with_other)), 1e-12);
  set_medians(levels, {1e6, 1e6});
  const auto& theft = levels[0][CrimeType::property];
  EXPECT_NEAR(theft.log_median, theft.log_rate + 0.5 * (std::log(0.5 * (with_itself + with_other)) - 0.41), 1e-12);
  const auto& homicide = levels[0][CrimeType::homicide];
  EXPECT_NEAR(levels[0][CrimeType::serious_assault].log_median + homicide.log_median,
              std::log(3e-3) + 0.5 * (std::log(0.5 * (with_itself * std::exp(0.09) + with_other)) - 0.5), 1e-12);
}

}  // namespace
}  // namespace salus::calibration
