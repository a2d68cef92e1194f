#pragma once
/// The figures of patterns as rows of a long table.
#include <string>
#include <vector>

#include "calibration/patterns/point_pattern.hpp"

namespace salus::calibration {

/// One figure, as a row of patterns.csv. Not a number: empty there.
struct PatternRow {
  std::string statistic;

  /// low, high: 95 % interval of the value
  double value;
  double low;
  double high;

  double null;  ///< what chance would give
  double p;
  std::string note;  ///< how to read it, or why there is no value
};
/// Every figure, and a row with the reason for each that could not be computed.
std::vector<PatternRow> pattern_rows(const PointPattern& pattern);

/// patterns.csv: city,crime_type,statistic,value,low,high,null,p,note. Shares from 0 to 1, but cells in % of cells as
/// in facts.csv.
std::string patterns_csv(const std::vector<PointPattern>& patterns);

}  // namespace salus::calibration
