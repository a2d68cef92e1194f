#pragma once
/// Square cells of a city, those without crime too.
#include <unordered_map>

#include "calibration/patterns/point_events.hpp"
#include "calibration/patterns/squares.hpp"

namespace salus::calibration {

/// The cells of fixed squares whose centre lies in the convex hull of all the city's events, and those that hold an
/// event. A file of events does not tell where a city ends: the hull leaves out fringes without crime and takes in
/// water and hills, so shares of cells hold for this area only. Cells are ordered from south to north, then from west
/// to east.
class StudyArea {
 public:
  /// @param pitch_m side of a cell, metres. @throws std::length_error above 20 million cells.
  StudyArea(const PointEvents& events, double pitch_m);
  std::uint32_t cells() const noexcept { return cells_; }
  double pitch_m() const noexcept { return pitch_m_; }
  double km2() const noexcept { return cells_ * pitch_m_ * pitch_m_ * 1e-6; }
  /// Number of events in each cell, of all or of some. @pre of the city that the area was made of
  std::vector<std::uint32_t> counts(const PointEvents& events) const;
  std::vector<std::uint32_t> counts(const PointEvents& events, const EventSpan& some) const;

 private:
  std::uint32_t cell_of(const PointEvents& events, std::size_t i) const;

  double pitch_m_;
  std::uint32_t cells_ = 0;
  std::unordered_map<Square, std::uint32_t, SquareHash> index_;  // of cells that hold an event
};

}  // namespace salus::calibration
