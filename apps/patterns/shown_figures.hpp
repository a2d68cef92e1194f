#pragma once
/// The figures that the terminal and the page show.
#include <optional>
#include <string>
#include <vector>

#include "calibration/patterns/point_pattern.hpp"
#include "output/words/message.hpp"

namespace salus::apps {

struct ShownFigure {
  output::words::Plain label;
  std::optional<output::words::Text> value;     ///< none where there is nothing to say
  std::optional<output::words::Text> interval;  ///< 95 %, of the value
  std::optional<output::words::Text> chance;
  std::optional<output::words::Text> p;
  std::optional<output::words::Text> missing;  ///< why there is no value
};
std::vector<ShownFigure> shown_figures(const calibration::PointPattern& pattern);

/// Number of events, period, resolution and area, in a sentence; rows that repeat others and times at midnight.
output::words::Message heading_of(const calibration::PointPattern& pattern);

}  // namespace salus::apps
