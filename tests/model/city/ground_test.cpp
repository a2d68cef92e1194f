#include "model/city/ground.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "model/random/purposes.hpp"

namespace salus::model {
namespace {

const CityParameters parameters = central_city_parameters();

TEST(Ground, CellsHaveOnePlaceEach) {
  const Ground ground(23, parameters, {1, 2});
  for (std::uint32_t cell = 0; cell < ground.cells(); ++cell) {
    const auto [column, row] = ground.position(cell);
    EXPECT_EQ(ground.cell_at(column, row), cell);
  }
  EXPECT_EQ(ground.cell_at(-1, 0), nobody);
  EXPECT_EQ(ground.cell_at(0, 5 * cells_per_side), nobody);
  EXPECT_EQ(ground.cell_at(4 * cells_per_side, 4 * cells_per_side), nobody);  // the last row is not full
}

TEST(Ground, DisadvantageIsStandardAndAlikeAmongNeighbours) {
  const Ground ground(900, parameters, {1, 2});
  double mean = 0.0;
  double square = 0.0;
  double beside = 0.0;
  for (std::uint32_t n = 0; n < 900; ++n) {
    mean += ground.disadvantage(n) / 900;
    square += ground.disadvantage(n) * ground.disadvantage(n) / 900;
  }
  for (std::uint32_t n = 0; n + 1 < 900; ++n)
    if (n % 30 != 29) beside += ground.disadvantage(n) * ground.disadvantage(n + 1) / 870;
  EXPECT_NEAR(mean, 0.0, 1e-9);
  EXPECT_NEAR(square, 1.0, 1e-9);
  EXPECT_GT(beside, 0.8);  // a Gaussian window of 2.5 neighbourhoods: exp(-1 / (4 x 2.5^2)) = 0.96 between neighbours
}

TEST(Ground, DistrictsHaveTheirSizesAndTheirLevels) {
  const std::vector<CityDistrict> districts{{"A", 0.5, 1.5}, {"B", 0.2, 0.4}, {"C", 0.3, 1.0}};
  const Ground ground(900, parameters, {1, 2}, districts);
  const Ground plain(900, parameters, {1, 2});
  std::array<double, 3> n{};
  std::array<double, 3> mean{};
  double square = 0.0;
  double all = 0.0;
  for (std::uint32_t i = 0; i < 900; ++i) {
    n[ground.district(i)] += 1.0;
    mean[ground.district(i)] += ground.disadvantage(i);
    all += ground.disadvantage(i) / 900;
  }
  for (std::uint32_t i = 0; i < 900; ++i)
    square += (ground.disadvantage(i) - all) * (ground.disadvantage(i) - all) / 900;
  for (std::size_t d = 0; d < 3; ++d) EXPECT_NEAR(n[d], 900 * districts[d].share, 1.0);
  for (std::size_t d = 0; d < 3; ++d) mean[d] /= n[d];
  EXPECT_GT(mean[0], mean[2] + 0.1);
  EXPECT_GT(mean[2], mean[1] + 0.3);
  EXPECT_NEAR(square, 1.0, 0.25);
  // A district is one piece: each neighbourhood but a few has one of its own beside it.
  std::uint32_t alone = 0;
  for (std::uint32_t i = 0; i + 1 < 900; ++i)
    if (i % 30 != 29) alone += ground.district(i) != ground.district(i + 1);
  EXPECT_LT(alone, 100u);
  for (std::uint32_t i = 0; i < 900; ++i) EXPECT_EQ(plain.district(i), 0u);
  std::array<double, 3> pull{};
  for (std::uint32_t c = 0; c < ground.cells(); ++c)
    pull[ground.district(c / cells_per_neighbourhood)] += ground.attraction(Attraction::robbery, c);
  for (std::size_t d = 0; d < 3; ++d) EXPECT_NEAR(pull[d] / n[d] / (pull[2] / n[2]), districts[d].violence, 1e-3);
}

TEST(Ground, TripsHaveTheirProbabilities) {
  const Ground ground(49, parameters, {3, 4});
  const std::uint32_t home = 24;
  double sum = 0.0;
  for (std::uint32_t n = 0; n < 49; ++n) sum += ground.near_probability(home, n);
  EXPECT_NEAR(sum, 1.0, 1e-12);
  // Chi-square of 200,000 local trips over 49 neighbourhoods, from the middle and from a corner; bound at a false alarm
  // of 1e-6 each (48 degrees of freedom).
  for (const std::uint32_t from : {home, 0u}) {
    constexpr int trips = 200000;
    std::vector<double> count(49);
    for (std::uint32_t i = 0; i < trips; ++i) {
      const auto w = philox({5, 6}, {i, 0, purpose::city_event, 0});
      count[ground.near(from, w[0], w[1])] += 1.0;
    }
    double chi = 0.0;
    double planted = 0.0;
    int kinds = 0;
    for (std::uint32_t n = 0; n < 49; ++n) {
      const double expected = trips * ground.near_probability(from, n);
      if (expected < 5.0) continue;
      ++kinds;
      chi += (count[n] - expected) * (count[n] - expected) / expected;
      const double wrong = n == from ? 0.95 * expected : expected;
      planted += (count[n] - wrong) * (count[n] - wrong) / wrong;
    }
    EXPECT_LT(chi, kinds + 6.0 * std::sqrt(2.0 * kinds) + 12.0);
    EXPECT_GT(planted, kinds + 6.0 * std::sqrt(2.0 * kinds) + 12.0);  // home five in a hundred too rare: seen
  }
}

TEST(Ground, IsTheSameInEveryRunAndAnotherInAnotherCity) {
  const Ground one(16, parameters, random_key(1, 0, 77));
  const Ground again(16, parameters, random_key(1, 0, 77));
  const Ground other(16, parameters, random_key(1, 0, 78));
  EXPECT_EQ(one.attraction(Attraction::street, 100), again.attraction(Attraction::street, 100));
  EXPECT_NE(one.attraction(Attraction::street, 100), other.attraction(Attraction::street, 100));
}

}  // namespace
}  // namespace salus::model
