#include "calibration/patterns/spill_over.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

#include "tests/model/coupling/city_after_a_year.hpp"

namespace salus::calibration {
namespace {

class SpillOverTest : public testing::Test, protected tests::CityAfterAYear {};

TEST_F(SpillOverTest, HotSpotsAreTheHottestAndLieApart) {
  const auto spots = hot_spots_apart(memory.all, city.ground());
  ASSERT_GT(spots.size(), 5u);
  EXPECT_LE(spots.size(), evaluated_spots);
  EXPECT_EQ(memory.all[spots[0]], *std::max_element(memory.all.begin(), memory.all.end()));
  const auto place = [&](std::uint32_t cell) { return city.ground().grid().place_of_cell(model::Cell(cell)); };
  for (std::size_t i = 0; i < spots.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) {
      EXPECT_GE(memory.all[spots[j]], memory.all[spots[i]]);
      EXPECT_GE(std::max(std::abs(place(spots[i]).column - place(spots[j]).column),
                         std::abs(place(spots[i]).row - place(spots[j]).row)),
                spots_apart);
    }
}

TEST_F(SpillOverTest, TiesGoByCellAndACellWithoutCrimeIsNoHotSpot) {
  std::vector<std::uint32_t> counts(city.ground().cells());
  counts[200] = 2;
  counts[100] = 2;
  EXPECT_EQ(hot_spots_apart(counts, city.ground()), (std::vector<std::uint32_t>{100, 200}));
}

TEST_F(SpillOverTest, ATreatmentWithoutEffectMovesNothing) {
  const SpillOver s = spill_over(plan, *executor, city.state(), memory.all, city.ground(), 1.0);
  EXPECT_GT(s.evaluations, 5u);
  EXPECT_EQ(s.moved, 0.0);
  // One standard error either way: about a sixth of the evaluations see something by chance.
  EXPECT_LT(s.displacement_seen + s.diffusion_seen, 0.7);
}

TEST_F(SpillOverTest, WhatIsStoppedMovesInPartAtMost) {
  const SpillOver s = spill_over(plan, *executor, city.state(), memory.all, city.ground(), 0.0);
  EXPECT_NE(s.moved, 0.0);
  EXPECT_LT(std::abs(s.moved), 1.0);
}

}  // namespace
}  // namespace salus::calibration
