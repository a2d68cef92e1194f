#include "model/city/disadvantage.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

namespace salus::model {
namespace {

const CityParameters central = central_city_parameters();
const CityGrid grid(900);
const std::vector<CityDistrict> districts{{"A", 0.5, 1.5}, {"B", 0.2, 0.4}, {"C", 0.3, 1.0}};

double mean_square(const std::vector<double>& field) {
  double mean = 0.0;
  double square = 0.0;
  for (const double x : field) mean += x / 900;
  for (const double x : field) square += (x - mean) * (x - mean) / 900;
  return square;
}

TEST(Disadvantage, IsStandardAndAlikeAmongNeighbours) {
  const auto field = disadvantage_field(grid, central, {1, 2});
  ASSERT_EQ(field.size(), 900u);
  double mean = 0.0;
  double beside = 0.0;
  double below = 0.0;
  for (const double x : field) mean += x / 900;
  for (std::uint32_t n = 0; n + 1 < 900; ++n)
    if (n % 30 != 29) beside += field[n] * field[n + 1] / 870;
  for (std::uint32_t n = 0; n + 30 < 900; ++n) below += field[n] * field[n + 30] / 870;
  EXPECT_NEAR(mean, 0.0, 1e-9);
  EXPECT_NEAR(mean_square(field), 1.0, 1e-9);
  // A Gaussian window of 2.5 neighbourhoods: exp(-1 / (4 x 2.5^2)) = 0.96 between neighbours, along rows and columns.
  EXPECT_GT(beside, 0.8);
  EXPECT_GT(below, 0.8);
}

TEST(Disadvantage, ReachesAsFarAsItsParameterSays) {
  CityParameters sharp = central;
  sharp[CityParameter::disadvantage_range] = 0.5;
  const auto field = disadvantage_field(grid, sharp, {1, 2});
  double two_apart = 0.0;
  for (std::uint32_t n = 0; n + 2 < 900; ++n)
    if (n % 30 < 28) two_apart += field[n] * field[n + 2] / 840;
  EXPECT_LT(two_apart, 0.2);  // exp(-4 / (4 x 0.5^2)) = 0.02
}

TEST(Disadvantage, DistrictsHaveTheirSizesAndAreOnePieceEach) {
  const auto district = lay_out_districts(grid, districts);
  std::array<double, 3> n{};
  std::uint32_t borders = 0;
  for (std::uint32_t i = 0; i < 900; ++i) {
    n[district[i]] += 1.0;
    if (i % 30 != 29) borders += district[i] != district[i + 1];
  }
  for (std::size_t d = 0; d < 3; ++d) EXPECT_NEAR(n[d], 900 * districts[d].share, 1.0);
  EXPECT_LT(borders, 100u);  // dealt at random there would be some 540
  for (const std::uint32_t d : lay_out_districts(grid, {})) EXPECT_EQ(d, 0u);
}

TEST(Disadvantage, DistrictsTakeTheirLevelsFromWhatIsRecorded) {
  auto field = disadvantage_field(grid, central, {1, 2});
  const auto district = lay_out_districts(grid, districts);
  fit_to_districts(field, district, districts);
  std::array<double, 3> n{};
  std::array<double, 3> mean{};
  for (std::uint32_t i = 0; i < 900; ++i) {
    n[district[i]] += 1.0;
    mean[district[i]] += field[i];
  }
  for (std::size_t d = 0; d < 3; ++d) mean[d] /= n[d];
  EXPECT_NEAR(mean[0] - mean[2], std::log(1.5) / 0.72, 1e-9);
  EXPECT_NEAR(mean[1] - mean[2], std::log(0.4) / 0.72, 1e-9);
  EXPECT_NEAR(mean_square(field), 1.0, 0.02);
}

}  // namespace
}  // namespace salus::model
