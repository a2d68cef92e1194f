#pragma once
/// Fixed squares of a side of choice, which points fall into.
#include <cmath>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace salus::calibration {

/// A square by its place in the grid, from the origin of the coordinates to the east and north.
struct Square {
  std::int32_t row = 0;
  std::int32_t column = 0;
  friend auto operator<=>(const Square&, const Square&) = default;
};

/// The square that holds a point. @pre it lies within 2^31 sides of the origin.
inline Square square_at(double x_m, double y_m, double side_m) {
  const auto step = [side_m](double v) { return static_cast<std::int32_t>(std::floor(v / side_m)); };
  return {step(y_m), step(x_m)};
}

struct SquareHash {
  std::size_t operator()(const Square& square) const noexcept {
    const std::hash<std::int32_t> hash;
    return hash(square.row) * 0x9E3779B97F4A7C15u + hash(square.column);
  }
};

}  // namespace salus::calibration
