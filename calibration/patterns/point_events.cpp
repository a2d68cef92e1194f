#include "calibration/patterns/point_events.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <map>
#include <optional>
#include <tuple>

#include "calibration/statistics.hpp"
#include "calibration/users_table.hpp"
#include "model/core/csv.hpp"
#include "model/core/number.hpp"

namespace salus::calibration {
namespace {

enum class EventColumn : std::uint8_t { city, crime_type, datetime, lon, lat };
using EventTable = model::NamedTable<EventColumn>;

constexpr double earth_radius_m = 6371008.8;  // mean radius R1, IUGG
constexpr double radians = 3.14159265358979323846 / 180.0;
constexpr double longest_span_m = 200000.0;
constexpr double farthest_city_lat = 72.0;  // no city of 1,000 people lies nearer to a pole but Longyearbyen

std::chrono::sys_days midnight_before(double day) { return std::chrono::sys_days(std::chrono::days(whole_day(day))); }
std::chrono::year_month_day date_of(double day) { return midnight_before(day); }
int year_of(double day) { return static_cast<int>(date_of(day).year()); }

struct Time {
  double day = 0.0;
  TimeResolution resolution = TimeResolution::month;
};

/// `length` digits at `at`; nothing where there are none.
std::optional<unsigned> digits(std::string_view text, std::size_t at, std::size_t length) {
  if (at + length > text.size()) return std::nullopt;
  unsigned value = 0;
  const char* begin = text.data() + at;
  const auto [stop, fault] = std::from_chars(begin, begin + length, value);
  if (fault != std::errc{} || stop != begin + length) return std::nullopt;
  return value;
}

/// Seconds since midnight of `HH:MM` or `HH:MM:SS`.
std::optional<unsigned> time_of_day(std::string_view text) {
  if (text.size() != 5 && text.size() != 8) return std::nullopt;
  const auto hour = digits(text, 0, 2);
  const auto minute = digits(text, 3, 2);
  const auto second = text.size() == 8 ? digits(text, 6, 2) : 0u;
  if (!hour || !minute || !second || text[2] != ':' || (text.size() == 8 && text[5] != ':')) return std::nullopt;
  if (*hour > 23 || *minute > 59 || *second > 59) return std::nullopt;
  return (*hour * 60 + *minute) * 60 + *second;
}

std::optional<Time> parse_time(std::string_view text) {
  const auto year = digits(text, 0, 4);
  const auto month = digits(text, 5, 2);
  if (!year || !month || *year < 1900 || *year > 2100 || text[4] != '-') return std::nullopt;
  const bool only_month = text.size() == 7;
  const auto day = only_month ? 1u : digits(text, 8, 2);
  if (!day || (!only_month && text[7] != '-')) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(*year)), std::chrono::month(*month),
                                         std::chrono::day(*day)};
  if (!date.ok()) return std::nullopt;
  const double since = days_since_1970(date);
  if (only_month) return Time{since, TimeResolution::month};
  if (text.size() == 10) return Time{since, TimeResolution::day};
  const auto seconds = text[10] == ' ' || text[10] == 'T' ? time_of_day(text.substr(11)) : std::nullopt;
  if (!seconds) return std::nullopt;
  return Time{since + *seconds / 86400.0, TimeResolution::minute};
}

struct Degrees {
  double lon = 0.0;
  double lat = 0.0;
};

/// A row whose fields are good.
struct Row {
  std::size_t row = 0;
  Degrees at;
  Time time;
};

/// Refuses coordinates that cannot be those of a crime. @pre both are numbers
void check_place(const EventTable& table, std::size_t r, const Degrees& at, model::Diagnostics& findings) {
  const auto [lon, lat] = at;
  const auto refuse = [&](EventColumn column, const char* what, const char* expected, const char* fix) {
    findings.push_back(table.at(r, column, what, expected, fix));
  };
  const bool swapped =
      std::abs(lat) > farthest_city_lat && std::abs(lon) <= farthest_city_lat && std::abs(lat) <= 180.0;
  if (swapped)
    refuse(EventColumn::lat, "no city lies there: longitude and latitude look swapped", "a latitude from -72 to 72",
           "swap the two columns, or the two values of the row");
  else if (!(std::abs(lat) <= 90.0))
    refuse(EventColumn::lat, "the latitude is out of range", "degrees from -90 to 90",
           "write decimal degrees (WGS 84), not metres of a national grid");
  if (!(std::abs(lon) <= 180.0))
    refuse(EventColumn::lon, "the longitude is out of range", "degrees from -180 to 180",
           "write decimal degrees (WGS 84), not metres of a national grid");
  if (lon == 0.0 && lat == 0.0)
    refuse(EventColumn::lon, "the place is 0, 0, which files write where it is not known", "the place of the event",
           "leave the row out");
}

/// Reads a row and reports its faults; nothing where it has any.
std::optional<Row> read_row(const EventTable& table, std::size_t r, model::Diagnostics& findings) {
  const std::size_t before = findings.size();
  const auto time = parse_time(table.text(r, EventColumn::datetime));
  if (!time && !table.empty_field(r, EventColumn::datetime))
    findings.push_back(
        table.at(r, EventColumn::datetime, "this is no date and time",
                 "2019-04-23 12:30, 2019-04-23 or 2019-04, from 1900 to 2100",
                 "write the year first and two digits for month, day, hour and minute; leave out rows without a date"));
  const auto lon = model::parse_number(table.text(r, EventColumn::lon));
  const auto lat = model::parse_number(table.text(r, EventColumn::lat));
  if (!lon || !lat) return std::nullopt;
  const Degrees at{.lon = *lon, .lat = *lat};
  check_place(table, r, at, findings);
  if (findings.size() > before || !time) return std::nullopt;
  return Row{r, at, *time};
}

/// Metres east and north of a centre, to the millimetre.
struct Place {
  double x = 0.0;
  double y = 0.0;
};
/// Equirectangular projection about a centre.
struct Projection {
  Degrees centre;
  Place place(const Degrees& at) const {
    const double east = std::remainder(at.lon - centre.lon, 360.0) * radians * std::cos(centre.lat * radians);
    const auto metres = [](double angle) { return std::round(angle * earth_radius_m * 1000.0) / 1000.0; };
    return {metres(east), metres((at.lat - centre.lat) * radians)};
  }
};

/// Refuses a city of an implausible extent: reports the most distant place, and whether its longitude and latitude look
/// swapped.
void check_span(const EventTable& table, const std::vector<Row>& rows, const std::vector<Place>& places,
                const Projection& projection, model::Diagnostics& findings) {
  double west = 0.0;
  double east = 0.0;
  double south = 0.0;
  double north = 0.0;
  double farthest = -1.0;
  std::size_t at = 0;
  for (std::size_t i = 0; i < places.size(); ++i) {
    const auto [x, y] = places[i];
    west = std::min(west, x);
    east = std::max(east, x);
    south = std::min(south, y);
    north = std::max(north, y);
    if (const double d = std::hypot(x, y); d > farthest) {
      farthest = d;
      at = i;
    }
  }
  const double span = std::max(east - west, north - south);
  if (span <= longest_span_m) return;
  const auto& row = rows[at];
  const Place other = projection.place({.lon = row.at.lat, .lat = row.at.lon});
  const bool swapped = std::hypot(other.x, other.y) < 0.5 * longest_span_m;
  const std::string far = "the events of '" + table.text(row.row, EventColumn::city) + "' span " +
                          model::format_fixed(span / 1000.0, 0) + " km; this one lies farthest out" +
                          (swapped ? ", and its longitude and latitude look swapped" : "");
  findings.push_back(table.at(
      row.row, EventColumn::lon, far, "at most 200 km",
      swapped ? "swap the two values" : "check longitude and latitude, or give the places names of their own"));
}

/// Whether an event equals the one before it.
bool repeats_last(const PointEvents& events, std::size_t i) {
  return events.day[i] == events.day[i - 1] && events.x_m[i] == events.x_m[i - 1] &&
         events.y_m[i] == events.y_m[i - 1] && events.type[i] == events.type[i - 1];
}

/// Resolution once placeholder times are discounted.
TimeResolution told_by(const PointEvents& events) {
  double months = 0.0;
  for (const double day : events.day) months += day == std::floor(day) && date_of(day).day() == std::chrono::day(1);
  if (months >= filled_in * static_cast<double>(events.size())) return TimeResolution::month;
  return share_at_midnight(events) >= filled_in ? TimeResolution::day : TimeResolution::minute;
}

PointEvents city_events(const EventTable& table, const std::string& name, const std::vector<Row>& rows,
                        model::Diagnostics& findings) {
  std::vector<double> lons;
  std::vector<double> lats;
  for (const auto& row : rows) {
    lons.push_back(row.at.lon);
    lats.push_back(row.at.lat);
  }
  const Projection projection{{.lon = median(std::move(lons)), .lat = median(std::move(lats))}};
  std::vector<Place> places;
  std::map<std::string, std::uint32_t> types;
  for (const auto& row : rows) {
    places.push_back(projection.place(row.at));
    types.emplace(table.text(row.row, EventColumn::crime_type), 0);
  }
  check_span(table, rows, places, projection, findings);
  PointEvents events;
  events.city = name;
  for (std::uint32_t next = 0; auto& [type, index] : types) {
    index = next++;
    events.types.push_back(type);
  }
  events.resolutions.assign(events.types.size(), TimeResolution::minute);
  std::vector<std::tuple<double, double, double, std::uint32_t>> sorted;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto type = types.at(table.text(rows[i].row, EventColumn::crime_type));
    sorted.emplace_back(rows[i].time.day, places[i].x, places[i].y, type);
    events.resolutions[type] = std::max(events.resolutions[type], rows[i].time.resolution);
  }
  std::sort(sorted.begin(), sorted.end());
  for (const auto& [day, x, y, type] : sorted) {
    events.day.push_back(day);
    events.x_m.push_back(x);
    events.y_m.push_back(y);
    events.type.push_back(type);
  }
  for (std::size_t t = 0; t < events.types.size(); ++t)
    events.resolutions[t] = std::max(events.resolutions[t], told_by(of_type(events, t)));
  return events;
}

}  // namespace

PointEvents of_type(const PointEvents& events, std::size_t type) {
  PointEvents own;
  own.city = events.city;
  own.types = {events.types[type]};
  own.resolutions = {events.resolutions[type]};
  for (std::size_t i = 0; i < events.size(); ++i)
    if (events.type[i] == type) {
      own.day.push_back(events.day[i]);
      own.x_m.push_back(events.x_m[i]);
      own.y_m.push_back(events.y_m[i]);
      own.type.push_back(0);
    }
  return own;
}

double share_at_midnight(const PointEvents& events) {
  double at = 0.0;
  for (const double day : events.day) at += day == std::floor(day);
  return at / static_cast<double>(events.size());
}

std::uint32_t repeated_rows(const PointEvents& events) {
  std::uint32_t repeated = 0;
  for (std::size_t i = 1; i < events.size(); ++i) repeated += repeats_last(events, i) ? 1u : 0u;
  return repeated;
}

PointEvents incidents(const PointEvents& events) {
  PointEvents own;
  own.city = events.city;
  own.types = events.types;
  own.resolutions = events.resolutions;
  for (std::size_t i = 0; i < events.size(); ++i)
    if (i == 0 || !repeats_last(events, i)) {
      own.day.push_back(events.day[i]);
      own.x_m.push_back(events.x_m[i]);
      own.y_m.push_back(events.y_m[i]);
      own.type.push_back(events.type[i]);
    }
  return own;
}

std::int32_t month_of(double day) { return 12 * (year_of(day) - 1970) + static_cast<int>(calendar_month(day)) - 1; }

unsigned calendar_month(double day) { return static_cast<unsigned>(date_of(day).month()); }

unsigned weekday_of(double day) { return std::chrono::weekday(midnight_before(day)).iso_encoding(); }

std::string date_text(double day) {
  const auto date = date_of(day);
  const auto two = [](unsigned value) { return (value < 10 ? "0" : "") + std::to_string(value); };
  return std::to_string(year_of(day)) + "-" + two(calendar_month(day)) + "-" + two(static_cast<unsigned>(date.day()));
}

std::vector<YearOfEvents> covered_years(const PointEvents& events) {
  std::vector<YearOfEvents> years;
  if (events.size() == 0) return years;
  const auto first = month_of(events.day.front());
  const auto last = month_of(events.day.back());
  std::uint32_t at = 0;
  for (int year = year_of(events.day.front()); year <= year_of(events.day.back()); ++year) {
    EventSpan own{.from = at, .to = at};
    while (own.to < events.size() && year_of(events.day[own.to]) == year) ++own.to;
    at = own.to;
    if (const int january = 12 * (year - 1970); first <= january && last >= january + 11) years.push_back({year, own});
  }
  return years;
}

PointFile read_point_events(std::string_view text, const std::string& file, model::Diagnostics& findings) {
  using model::Column;
  const std::size_t before = findings.size();
  if (!accept_users_table(text, file, findings)) return {};
  const Column degrees{{}, Column::Kind::number};
  EventTable table({{EventColumn::city, {}},
                    {EventColumn::crime_type, {}},
                    {EventColumn::datetime, {}},
                    {EventColumn::lon, degrees},
                    {EventColumn::lat, degrees}});
  PointFile result;
  table.parse(text, file, findings, &result.not_read);
  std::map<std::string, std::vector<Row>> rows;
  for (std::size_t r = 0; r < table.rows(); ++r)
    if (const auto row = read_row(table, r, findings)) rows[table.text(r, EventColumn::city)].push_back(*row);
  for (const auto& [city, own] : rows) result.cities.push_back(city_events(table, city, own, findings));
  if (findings.size() > before) {
    model::sort_by_place(findings);
    return {};
  }
  return result;
}

}  // namespace salus::calibration
