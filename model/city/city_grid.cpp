#include "model/city/city_grid.hpp"

#include <algorithm>
#include <cmath>

namespace salus::model {
namespace {

constexpr int side = cells_per_side;

std::uint32_t width_of(double neighbourhoods) {
  return static_cast<std::uint32_t>(std::ceil(std::sqrt(neighbourhoods)));
}

constexpr double mean_taken = 46.0 / 64.0;  ///< share of places that are taken when the city is fullest

}  // namespace

std::uint32_t neighbourhoods_for(double persons) {
  return std::max(1u, static_cast<std::uint32_t>(std::ceil(persons / (mean_taken * slots_per_neighbourhood))));
}

CityGrid::CityGrid(std::uint32_t neighbourhoods)
    : neighbourhoods_(neighbourhoods),
      width_(width_of(neighbourhoods)),
      height_((neighbourhoods + width_ - 1) / width_),
      columns_(static_cast<int>(width_)) {}

GridPlace CityGrid::place_of_cell(Cell cell) const {
  const GridPlace outer = place_of_neighbourhood(neighbourhood_of_cell(cell));
  const int inner = static_cast<int>(cell % cells_per_neighbourhood);
  return {outer.column * side + inner % side, outer.row * side + inner / side};
}

Cell CityGrid::cell_at(GridPlace place) const {
  if (place.column < 0 || place.row < 0) return no_cell;
  const Neighbourhood neighbourhood = neighbourhood_at({place.column / side, place.row / side});
  if (neighbourhood == no_neighbourhood) return no_cell;
  return cells_of(neighbourhood).first + static_cast<std::uint32_t>(place.row % side * side + place.column % side);
}

std::vector<Cell> CityGrid::around(Cell cell, int reach) const {
  std::vector<Cell> cells;
  const GridPlace middle = place_of_cell(cell);
  for (int row = middle.row - reach; row <= middle.row + reach; ++row)
    for (int column = middle.column - reach; column <= middle.column + reach; ++column) {
      const Cell other = cell_at({column, row});
      if (other != no_cell && other != cell) cells.push_back(other);
    }
  return cells;
}

}  // namespace salus::model
