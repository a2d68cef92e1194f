#pragma once
#include <string>
#include <utility>
#include <vector>

#include "calibration/patterns/point_pattern.hpp"

namespace salus::apps {

/// A section a city and type: figures beside chance, curve of concentration, near repeats by band, days and hours.
/// @param made how: a name and a text each
std::string patterns_page(const std::vector<calibration::PointPattern>& patterns,
                          const std::vector<std::pair<std::string, std::string>>& made);

}  // namespace salus::apps
