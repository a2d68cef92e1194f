#include "calibration/patterns/rhythm.hpp"

#include <algorithm>
#include <cmath>

namespace salus::calibration {

ShareEstimate wilson_interval(double part, double n) {
  constexpr double z = 1.959963984540054;  // 97.5 % of the standard normal
  const double p = part / n;
  const double middle = (p + z * z / (2.0 * n)) / (1.0 + z * z / n);
  const double half = z / (1.0 + z * z / n) * std::sqrt(p * (1.0 - p) / n + z * z / (4.0 * n * n));
  return {p, std::max(0.0, middle - half), std::min(1.0, middle + half)};
}

EventRhythm rhythm(const PointEvents& events) {
  EventRhythm result;
  const auto all = static_cast<double>(events.size());
  const TimeResolution resolution = events.resolutions.front();
  for (const double day : events.day) {
    const auto date = whole_day(day);
    ++result.by_month[calendar_month(day) - 1];
    if (resolution == TimeResolution::month) continue;
    ++result.by_weekday[weekday_of(day) - 1];
    // A time of day is a whole number of seconds, of which the day's fraction may be off by rounding.
    if (resolution == TimeResolution::minute)
      ++result.by_hour[static_cast<std::uint32_t>(std::round((day - date) * 86400.0)) / 3600 % 24];
  }
  if (resolution != TimeResolution::month)
    result.weekend = wilson_interval(result.by_weekday[5] + result.by_weekday[6], all);
  if (resolution == TimeResolution::minute) {
    double night = 0.0;
    for (std::size_t hour = 0; hour < 6; ++hour) night += result.by_hour[hour];
    result.night = wilson_interval(night, all);
  }
  return result;
}

}  // namespace salus::calibration
