#include "model/city/city_grid.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace salus::model {
namespace {

constexpr int side = cells_per_side;

TEST(CityGrid, NeighbourhoodsAndCellsHaveOnePlaceEach) {
  const CityGrid grid(23);
  EXPECT_EQ(grid.width(), 5u);
  EXPECT_EQ(grid.height(), 5u);
  for (const Neighbourhood n : Positions<Neighbourhood>(23))
    EXPECT_EQ(grid.neighbourhood_at(grid.place_of_neighbourhood(n)), n);
  for (const Cell cell : Positions<Cell>(23 * cells_per_neighbourhood))
    ASSERT_EQ(grid.cell_at(grid.place_of_cell(cell)), cell);
  // The last cell of the second neighbourhood: row by row in it, and it in its row.
  EXPECT_EQ(grid.place_of_cell(Cell(2 * cells_per_neighbourhood - 1)), (GridPlace{2 * side - 1, side - 1}));
}

TEST(CityGrid, NobodyIsOutside) {
  const CityGrid grid(23);
  EXPECT_EQ(grid.cell_at({-1, 0}), no_cell);
  EXPECT_EQ(grid.cell_at({0, -1}), no_cell);
  EXPECT_EQ(grid.cell_at({5 * side, 0}), no_cell);
  EXPECT_EQ(grid.cell_at({0, 5 * side}), no_cell);
  EXPECT_EQ(grid.cell_at({4 * side, 4 * side}), no_cell);  // the last row is not full
  EXPECT_NE(grid.cell_at({2 * side, 4 * side}), no_cell);
  EXPECT_EQ(grid.neighbourhood_at({3, 4}), no_neighbourhood);
}

TEST(CityGrid, WhatIsAroundACellIsTheSquareWithoutItAsFarAsTheCityGoes) {
  const CityGrid grid(4);
  const Cell corner = grid.cell_at({0, 0});
  const Cell middle = grid.cell_at({side, side});
  EXPECT_EQ(grid.around(corner, 2).size(), 8u);
  const auto around = grid.around(middle, 2);
  EXPECT_EQ(around.size(), 24u);
  EXPECT_EQ(std::count(around.begin(), around.end(), middle), 0);
  for (const Cell cell : around) {
    const GridPlace place = grid.place_of_cell(cell);
    EXPECT_LE(std::max(std::abs(place.column - side), std::abs(place.row - side)), 2);
  }
}

TEST(CityGrid, ACityHasRoomForItsPeople) {
  EXPECT_EQ(neighbourhoods_for(1.0), 1u);
  for (const double persons : {2900.0, 2945.0, 300000.0, 9e6}) {
    const double places = neighbourhoods_for(persons) * 4096.0;
    EXPECT_LE(persons / places, 46.0 / 64.0);
    EXPECT_GT(persons / (places - 4096.0), 46.0 / 64.0) << persons;
  }
}

}  // namespace
}  // namespace salus::model
