#include "output/words/estimate.hpp"

#include <algorithm>
#include <cmath>

namespace salus::output {

bool Estimate::about_nothing() const {
  return value != 0.0 && std::isfinite(error) && error > 0.0 && std::abs(value) <= error;
}

std::optional<int> Estimate::last_place() const {
  if (!(error > 0.0) || !std::isfinite(error)) return std::nullopt;
  return static_cast<int>(std::floor(std::log10(2.0 * error)));
}

double Estimate::rounded() const {
  if (value == 0.0 || about_nothing()) return 0.0;  // without a sign
  const auto place = last_place();
  if (!place || !std::isfinite(value)) return value;
  const double unit = std::pow(10.0, std::abs(*place));  // a whole number, so that tenths come out as they are written
  return *place < 0 ? std::round(value * unit) / unit : std::round(value / unit) * unit;
}

Estimate share_of_draws(double share, double draws) {
  return {share, std::sqrt(std::max(0.0, share * (1.0 - share)) / draws)};
}

Estimate difference_of_shares(const Estimate& one, const Estimate& other) {
  return {one.value - other.value, std::hypot(one.error, other.error)};
}

IntervalEstimate IntervalEstimate::above_nothing() const {
  IntervalEstimate all = *this;
  for (Estimate* one : {&all.low, &all.middle, &all.high}) one->above_nothing = true;
  return all;
}

IntervalEstimate IntervalEstimate::in_order() const {
  IntervalEstimate all = *this;
  for (Estimate* end : {&all.low, &all.high})
    if (middle.value == 0.0 && end->about_nothing()) *end = {};
  if (all.low.rounded() > middle.rounded()) all.low.error = middle.error;
  if (all.high.rounded() < middle.rounded()) all.high.error = middle.error;
  return all;
}

model::Interval IntervalEstimate::rounded() const {
  const IntervalEstimate all = in_order();
  return {all.low.rounded(), all.middle.rounded(), all.high.rounded()};
}

}  // namespace salus::output
