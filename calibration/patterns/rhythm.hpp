#pragma once
/// When crimes happen: by weekday, hour and month.
#include <array>
#include <optional>

#include "calibration/patterns/point_events.hpp"

namespace salus::calibration {

/// A share with its 95 % interval. Source: Wilson 1927, doi:10.1080/01621459.1927.10502953.
struct ShareEstimate {
  double value = 0.0;
  double low = 0.0;
  double high = 0.0;
};
/// @pre 0 <= part <= whole, whole > 0
ShareEstimate wilson_interval(double part, double whole);

/// Share of the week that Saturday and Sunday are, and of the day that midnight to six is.
inline constexpr double weekend_time = 2.0 / 7.0;
inline constexpr double night_time = 0.25;

struct EventRhythm {
  std::array<std::uint32_t, 12> by_month{};   ///< January first
  std::array<std::uint32_t, 7> by_weekday{};  ///< Monday first; zeros for months
  std::array<std::uint32_t, 24> by_hour{};    ///< zeros but for minutes
  std::optional<ShareEstimate> weekend;       ///< Saturday and Sunday; not for months
  std::optional<ShareEstimate> night;         ///< 00:00 to 05:59; for minutes only
  double weekend_factor() const {
    return weekend ? weekend->value / weekend_time : 0.0;
  }  ///< risk of a weekend day against that of all days
};
/// @pre events of one type, not empty
EventRhythm rhythm(const PointEvents& events);

}  // namespace salus::calibration
