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

GridPlace CityGrid::place_of_cell(std::uint32_t cell) const {
  const GridPlace outer = place_of_neighbourhood(cell / cells_per_neighbourhood);
  const int inner = static_cast<int>(cell % cells_per_neighbourhood);
  return {outer.column * side + inner % side, outer.row * side + inner / side};
}

std::uint32_t CityGrid::cell_at(GridPlace place) const {
  if (place.column < 0 || place.row < 0) return nobody;
  const std::uint32_t neighbourhood = neighbourhood_at({place.column / side, place.row / side});
  if (neighbourhood == nobody) return nobody;
  return neighbourhood * cells_per_neighbourhood +
         static_cast<std::uint32_t>(place.row % side * side + place.column % side);
}

std::vector<std::uint32_t> CityGrid::around(std::uint32_t cell, int reach) const {
  std::vector<std::uint32_t> cells;
  const GridPlace middle = place_of_cell(cell);
  for (int row = middle.row - reach; row <= middle.row + reach; ++row)
    for (int column = middle.column - reach; column <= middle.column + reach; ++column) {
      const std::uint32_t other = cell_at({column, row});
      if (other != nobody && other != cell) cells.push_back(other);
    }
  return cells;
}

}  // namespace salus::model
