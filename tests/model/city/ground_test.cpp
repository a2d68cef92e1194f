#include "model/city/ground.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "model/random/purposes.hpp"

namespace salus::model {
namespace {

const CityParameters parameters = central_city_parameters();

TEST(Ground, TripsGoToDistrictsByWhatIsRecordedThere) {
  const std::vector<CityDistrict> districts{{"A", 0.5, 1.5}, {"B", 0.2, 0.4}, {"C", 0.3, 1.0}};
  const Ground ground(900, parameters, {1, 2}, districts);
  const Ground plain(900, parameters, {1, 2});
  std::array<double, 3> neighbourhoods{};
  std::array<double, 3> pull{};
  for (const Neighbourhood n : Positions<Neighbourhood>(900)) {
    neighbourhoods[ground.district(n)] += 1.0;
    EXPECT_EQ(plain.district(n), 0u);
  }
  for (const Cell cell : Positions<Cell>(ground.cells()))
    pull[ground.district(neighbourhood_of_cell(cell))] += ground.attraction(Attraction::robbery, cell);
  for (std::size_t d = 0; d < 3; ++d)
    EXPECT_NEAR(pull[d] / neighbourhoods[d] / (pull[2] / neighbourhoods[2]), districts[d].violence, 1e-3);
}

TEST(Ground, FewerAreStoppedWhereDisadvantageIs) {
  const Ground ground(100, parameters, {1, 2});
  for (const Neighbourhood n : Positions<Neighbourhood>(100)) {
    EXPECT_GT(ground.guard(n), 0.5);
    EXPECT_LE(ground.guard(n), 1.0);
    for (const Neighbourhood m : Positions<Neighbourhood>(n)) {
      if (ground.disadvantage(n) < ground.disadvantage(m)) {
        EXPECT_LE(ground.guard(n), ground.guard(m));
      }
    }
  }
}

TEST(Ground, ShareOfDarkCellsOfBarsAndOfDwellings) {
  const Ground ground(400, parameters, {1, 2});
  double dark = 0.0;
  double bars = 0.0;
  double dwellings = 0.0;
  double expected_bars = 0.0;
  for (const Cell cell : Positions<Cell>(ground.cells())) {
    dark += ground.dark(cell);
    bars += ground.bar(cell);
    dwellings += ground.residents(cell);
    expected_bars +=
        1.0 - std::exp(-parameters[CityParameter::bars_per_cell] * ground.attraction(Attraction::street, cell));
  }
  const double cells = ground.cells();
  // Binomial: five standard deviations, a false alarm of 6e-7 each.
  EXPECT_NEAR(bars, expected_bars, 5.0 * std::sqrt(0.25 * cells));
  EXPECT_NEAR(dwellings / cells, 1.0, 5.0 * 0.25 / std::sqrt(cells));
  EXPECT_GT(dark / cells, 0.5 * parameters[CityParameter::dark_share]);
  EXPECT_LT(dark / cells, 2.0 * parameters[CityParameter::dark_share]);
}

TEST(Ground, TripsHaveTheirProbabilities) {
  const Ground ground(49, parameters, {3, 4});
  const Neighbourhood home(24);
  double sum = 0.0;
  for (const Neighbourhood n : Positions<Neighbourhood>(49)) sum += ground.near_probability(home, n);
  EXPECT_NEAR(sum, 1.0, 1e-12);
  // Chi-square of 200,000 local trips over 49 neighbourhoods, from the middle and from a corner; bound at a false alarm
  // of 1e-6 each (48 degrees of freedom).
  for (const Neighbourhood from : {home, Neighbourhood(0)}) {
    constexpr int trips = 200000;
    std::vector<double> count(49);
    for (std::uint32_t i = 0; i < trips; ++i) {
      const auto w = philox({5, 6}, {i, 0, purpose::city_event, 0});
      count[ground.near(from, w[0], w[1])] += 1.0;
    }
    double chi = 0.0;
    double planted = 0.0;
    int kinds = 0;
    for (const Neighbourhood n : Positions<Neighbourhood>(49)) {
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
  EXPECT_EQ(one.attraction(Attraction::street, Cell(100)), again.attraction(Attraction::street, Cell(100)));
  EXPECT_NE(one.attraction(Attraction::street, Cell(100)), other.attraction(Attraction::street, Cell(100)));
}

}  // namespace
}  // namespace salus::model
