#pragma once
/// patterns.csv.
#include "calibration/patterns/pattern_rows.hpp"
#include "output/words/message.hpp"

namespace salus::apps {

/// Rows `city,crime_type,statistic,value,low,high,null,p,note`. Shares from 0 to 1, but cells in % of cells as in
/// facts.csv.
std::string patterns_csv(const std::vector<calibration::PointPattern>& patterns);

/// How to read a figure, or why there is none.
output::words::Message note_of(const calibration::PatternRow& row, const calibration::PointPattern& pattern);
output::words::Message why_missing(calibration::WhyMissing why);

}  // namespace salus::apps
