#pragma once
#include <string>
#include <vector>

#include "calibration/patterns/point_pattern.hpp"
#include "output/page/parts.hpp"

namespace salus::apps {

/// A section a city and type: figures beside chance, curve of concentration, near repeats by band, days and hours.
/// @param made how
std::string patterns_page(const std::vector<calibration::PointPattern>& patterns,
                          const std::vector<output::page::MadeRow>& made);

}  // namespace salus::apps
