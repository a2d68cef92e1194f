#pragma once
/// Small statistics that several rooms need, in a fixed order.
#include <vector>

namespace salus::model {

/// Linear between order statistics (Hyndman and Fan 1996, definition 7); next to an infinity the value itself or the
/// infinity. @pre sorted, not empty, no value that is not a number. @param level from 0 to 1
double quantile(const std::vector<double>& sorted, double level);

/// Sum in order over number. @pre not empty
double mean(const std::vector<double>& values);

}  // namespace salus::model
