#pragma once
/// Where neighbourhoods and cells lie: neighbourhoods row by row on a square grid, whose last row need not be full, and
/// in each its 8 x 8 cells row by row.
#include <cstdint>
#include <vector>

#include "model/city/city_ids.hpp"

namespace salus::model {

/// Number of neighbourhoods that a city of this many persons (the most it ever has) needs.
std::uint32_t neighbourhoods_for(double persons);

/// Column and row, of neighbourhoods or of cells.
struct GridPlace {
  int column = 0;
  int row = 0;
  friend bool operator==(const GridPlace&, const GridPlace&) = default;
};

class CityGrid {
 public:
  /// @param neighbourhoods at least 1.
  explicit CityGrid(std::uint32_t neighbourhoods);

  std::uint32_t neighbourhoods() const { return neighbourhoods_; }
  std::uint32_t width() const { return width_; }
  std::uint32_t height() const { return height_; }

  GridPlace place_of_neighbourhood(Neighbourhood neighbourhood) const {
    return {static_cast<int>(neighbourhood % width_), static_cast<int>(neighbourhood / width_)};
  }
  /// `no_neighbourhood` outside the city.
  Neighbourhood neighbourhood_at(GridPlace place) const {
    if (place.column < 0 || place.row < 0 || place.column >= columns_) return no_neighbourhood;
    const Neighbourhood at(static_cast<std::uint32_t>(place.row * columns_ + place.column));
    return at < neighbourhoods_ ? at : no_neighbourhood;
  }
  GridPlace place_of_cell(Cell cell) const;
  /// `no_cell` outside the city.
  Cell cell_at(GridPlace place) const;
  /// Cells at most `reach` columns and rows from one, without it, row by row.
  std::vector<Cell> around(Cell cell, int reach) const;

 private:
  std::uint32_t neighbourhoods_;
  std::uint32_t width_;
  std::uint32_t height_;
  int columns_;  ///< width_, to be compared with places outside
};

}  // namespace salus::model
