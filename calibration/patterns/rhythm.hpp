#pragma once
/// When crimes happen: by weekday, hour and month.
#include <array>
#include <optional>

#include "calibration/patterns/point_events.hpp"

namespace salus::calibration {

/// How many of all events have a property: successes in so many trials.
struct BinomialCount {
  std::uint32_t successes = 0;
  std::uint32_t trials = 0;
};
/// A share with its 95 % interval.
struct ShareEstimate {
  double value = 0.0;
  double low = 0.0;
  double high = 0.0;
};
/// Score interval of a proportion. @pre successes <= trials, trials > 0. Source: Wilson 1927,
/// doi:10.1080/01621459.1927.10502953.
ShareEstimate wilson_interval(const BinomialCount& count);

/// Saturday and Sunday as a share of the week, and midnight to six o'clock as a share of the day.
inline constexpr double weekend_time = 2.0 / 7.0;
inline constexpr double night_time = 0.25;

struct EventRhythm {
  std::array<std::uint32_t, 12> by_month{};   ///< from January
  std::array<std::uint32_t, 7> by_weekday{};  ///< from Monday; zeros if only months are known
  std::array<std::uint32_t, 24> by_hour{};    ///< zeros unless the time of day is known
  std::optional<ShareEstimate> weekend;       ///< Saturday and Sunday; none if only months are known
  std::optional<ShareEstimate> night;         ///< 00:00 to 05:59; only if the time of day is known
  /// Risk on a day of the weekend relative to the mean day of the week.
  double weekend_factor() const { return weekend ? weekend->value / weekend_time : 0.0; }
};
/// @pre events of one type, not empty
EventRhythm rhythm(const PointEvents& events);

}  // namespace salus::calibration
