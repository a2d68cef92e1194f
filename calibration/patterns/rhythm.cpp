#include "calibration/patterns/rhythm.hpp"

#include <algorithm>
#include <cmath>

namespace salus::calibration {

ShareEstimate wilson_interval(std::size_t part, std::size_t whole) {
  constexpr double z = 1.959963984540054;  // 97.5 % of the standard normal
  const double n = static_cast<double>(whole);
  const double p = static_cast<double>(part) / n;
  const double middle = (p + z * z / (2.0 * n)) / (1.0 + z * z / n);
  const double half = z / (1.0 + z * z / n) * std::sqrt(p * (1.0 - p) / n + z * z / (4.0 * n * n));
  return {p, std::max(0.0, middle - half), std::min(1.0, middle + half)};
}

Rhythm rhythm(const PointEvents& events) {
  Rhythm result;
  const TimeResolution resolution = events.resolutions.front();
  for (const double day : events.day) {
    const auto date = whole_day(day);
    ++result.by_month[static_cast<std::size_t>(((month_of(day) % 12) + 12) % 12)];
    if (resolution == TimeResolution::month) continue;
    ++result.by_weekday[static_cast<std::size_t>(((date + 3) % 7 + 7) % 7)];  // 1970-01-01 was a Thursday
    // A time of day is a whole number of seconds, of which the day's fraction may be off by rounding.
    if (resolution == TimeResolution::minute)
      ++result.by_hour[static_cast<std::size_t>(std::lround((day - date) * 86400.0)) / 3600 % 24];
  }
  if (resolution != TimeResolution::month)
    result.weekend = wilson_interval(result.by_weekday[5] + result.by_weekday[6], events.size());
  if (resolution == TimeResolution::minute) {
    std::size_t night = 0;
    for (std::size_t hour = 0; hour < 6; ++hour) night += result.by_hour[hour];
    result.night = wilson_interval(night, events.size());
  }
  return result;
}

}  // namespace salus::calibration
