#pragma once
/// The figures that the terminal and the page show, as texts.
#include <string>
#include <vector>

#include "calibration/patterns/point_pattern.hpp"

namespace salus::apps {

struct ShownFigure {
  /// empty where there is nothing to say; interval: 95 %, of the value
  std::string label;
  std::string value;
  std::string interval;
  std::string chance;
  std::string p;
  std::string note;
};
std::vector<ShownFigure> shown_figures(const calibration::PointPattern& pattern);

/// Number of events, period, resolution and area, in a sentence; rows that repeat others and times at midnight.
std::string heading_of(const calibration::PointPattern& pattern);

}  // namespace salus::apps
