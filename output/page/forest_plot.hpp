#pragma once
/// Relative risks under one another on a log axis: studies and what is made of them, or predictions and what came.
#include <cmath>
#include <limits>
#include <optional>
#include <vector>

#include "output/page/html.hpp"

namespace salus::output::page {

struct ForestRow {
  Text label;
  double middle = std::numeric_limits<double>::quiet_NaN();  ///< relative risk; not a number: a direction alone
  double low = std::numeric_limits<double>::quiet_NaN();     ///< not a number: no interval
  double high = std::numeric_limits<double>::quiet_NaN();
  std::optional<double> mark{};  ///< a second figure, hollow: what came
  bool pooled = false;
};

/// Beyond a tenth and ten lines are cut at the frame. Rows stand in their order.
Html forest_plot(const Html& title, const Html& description, const std::vector<ForestRow>& rows);

}  // namespace salus::output::page
