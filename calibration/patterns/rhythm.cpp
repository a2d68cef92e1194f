#include "calibration/patterns/rhythm.hpp"

#include <algorithm>
#include <cmath>

namespace salus::calibration {

ShareEstimate wilson_interval(const BinomialCount& count) {
  constexpr double z = 1.959963984540054;  // 97.5 % quantile of the standard normal distribution
  const double n = count.trials;
  const double p = count.successes / n;
  const double middle = (p + z * z / (2.0 * n)) / (1.0 + z * z / n);
  const double half = z / (1.0 + z * z / n) * std::sqrt(p * (1.0 - p) / n + z * z / (4.0 * n * n));
  return {p, std::max(0.0, middle - half), std::min(1.0, middle + half)};
}

EventRhythm rhythm(const PointEvents& events) {
  EventRhythm result;
  const auto all = static_cast<std::uint32_t>(events.size());
  const TimeResolution resolution = events.resolutions.front();
  for (const double day : events.day) {
    const auto date = whole_day(day);
    ++result.by_month[calendar_month(day) - 1];
    if (resolution == TimeResolution::month) continue;
    ++result.by_weekday[weekday_of(day) - 1];
    // Times are whole seconds; the fraction of the day in which they are stored is rounded.
    if (resolution == TimeResolution::minute)
      ++result.by_hour[static_cast<std::uint32_t>(std::round((day - date) * 86400.0)) / 3600 % 24];
  }
  if (resolution != TimeResolution::month) {
    const auto [monday, tuesday, wednesday, thursday, friday, saturday, sunday] = result.by_weekday;
    result.weekend = wilson_interval({.successes = saturday + sunday, .trials = all});
  }
  if (resolution == TimeResolution::minute) {
    std::uint32_t night = 0;
    for (std::size_t hour = 0; hour < 6; ++hour) night += result.by_hour[hour];
    result.night = wilson_interval({.successes = night, .trials = all});
  }
  return result;
}

}  // namespace salus::calibration
