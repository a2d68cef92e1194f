#pragma once
/// Recorded crimes as points: where, when and of what type; and the strict reader of files of them.
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/core/diagnostic.hpp"

namespace salus::calibration {

/// Resolution of the times of a set of events, from fine to coarse.
enum class TimeResolution { minute, day, month };

/// Events of one city, sorted by day, x, y, type. All arrays have one element an event.
struct PointEvents {
  std::string city;
  std::vector<std::string> types;           ///< names, alphabetical
  std::vector<TimeResolution> resolutions;  ///< of each type, the coarsest of its events

  /// metres east and north of the centre, to the millimetre
  std::vector<double> x_m;
  std::vector<double> y_m;

  std::vector<double> day;  ///< since 1970-01-01, with the time of day as its fraction; months: the first of the month
  std::vector<std::uint32_t> type;  ///< index into `types`

  std::size_t size() const noexcept { return day.size(); }
};

/// The events of one type.
PointEvents of_type(const PointEvents& events, std::size_t type);

/// If at least this share of a type's events is dated 00:00 (or the first of a month, 00:00), these times are taken as
/// placeholders, and the resolution is a day (or a month).
inline constexpr double filled_in = 0.95;

/// Share of the events with a time of day of exactly 00:00. @pre not empty
double share_at_midnight(const PointEvents& events);
/// Events that equal another in place, time and type, beyond the first of each.
std::uint32_t repeated_rows(const PointEvents& events);
/// Events without repeated rows: incidents, if the rows of a file are victims.
PointEvents incidents(const PointEvents& events);

/// Whole days since 1970-01-01, rounded down.
inline std::int32_t whole_day(double day) noexcept {
  const auto truncated = static_cast<std::int32_t>(day);
  return truncated - (day < truncated ? 1 : 0);
}
/// Days since 1970-01-01 of a date.
inline double days_since_1970(std::chrono::sys_days date) {
  return std::chrono::duration<double, std::chrono::days::period>(date.time_since_epoch()).count();
}
/// Months since January 1970 of a day.
std::int32_t month_of(double day);
/// 1 January .. 12 December.
unsigned calendar_month(double day);
/// 1 Monday .. 7 Sunday.
unsigned weekday_of(double day);
/// `2019-04-23`.
std::string date_text(double day);

/// Events next to each other in the sorted arrays: [from, to).
struct EventSpan {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  std::uint32_t size() const noexcept { return to - from; }
};
/// The events of a calendar year.
struct YearOfEvents {
  int year = 0;
  EventSpan events;
};
/// The calendar years that the events cover: from the month of the first event to that of the last, whole years only.
std::vector<YearOfEvents> covered_years(const PointEvents& events);

/// What a file held.
struct PointFile {
  std::vector<PointEvents> cities;    ///< alphabetical by name, bytewise
  std::vector<std::string> not_read;  ///< columns left out
};

/// Reads a table `city,crime_type,datetime,lon,lat` (any order, other columns are left out). `datetime`: `YYYY-MM-DD
/// HH:MM[:SS]` (or with T), `YYYY-MM-DD`, `YYYY-MM`, local time. Degrees become metres by an equirectangular projection
/// about the city's median longitude and latitude, on a sphere of 6,371,009 m (an error below 0.2 % for a city of 100
/// km outside the polar circles). Doubled rows are kept: two victims of one event are two rows.
/// @return empty where anything is found.
/// @param findings gets every field that breaks its rule, places at (0, 0), places whose longitude and latitude look
/// swapped, cities that span more than 200 km.
PointFile read_point_events(std::string_view text, const std::string& file, model::Diagnostics& findings);

}  // namespace salus::calibration
