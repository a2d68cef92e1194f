#pragma once
/// When things happen: calendar months in minutes, and the rhythm of hour, weekday and season.
#include <array>
#include <cstdint>
#include <vector>

#include "model/city/city_ids.hpp"
#include "model/city/city_parameters.hpp"

namespace salus::model {

/// Minutes since January 1st of the start year.
using Minute = std::uint32_t;
inline constexpr Minute minutes_per_day = 1440;

/// Months of the run in minutes and weekdays, by the Gregorian calendar.
class CityCalendar {
 public:
  CityCalendar(int start_year, std::uint32_t months);
  Minute begin(Month month) const { return begin_[month]; }  ///< month may be `months()`: the end
  std::size_t months() const { return begin_.size() - 1; }
  unsigned days(Month month) const { return (begin_[month + 1] - begin_[month]) / minutes_per_day; }
  /// 0 Monday .. 6 Sunday.
  unsigned weekday(Minute minute) const { return (first_weekday_ + minute / minutes_per_day) % 7; }

 private:
  std::vector<Minute> begin_;
  unsigned first_weekday_;
};

inline unsigned hour_of(Minute minute) { return minute % minutes_per_day / 60; }
inline bool at_night(Minute minute) { return hour_of(minute) < 6 || hour_of(minute) >= 20; }

/// Two uniform random numbers that choose a time: the day, and the hour of that day.
struct TimeDraw {
  double day = 0.0;
  double hour = 0.0;
};

class Rhythm {
 public:
  Rhythm(const CityParameters& parameters, bool southern);

  /// Rate of a process in a calendar month (0 January) over that of the year.
  double season(Process process, std::size_t month_of_year) const { return season_[process][month_of_year]; }
  double highest_season(Process process) const { return highest_[process]; }

  /// A time within a month, by the rhythm of weekdays and hours.
  Minute in_month(Process process, const CityCalendar& calendar, Month month, const TimeDraw& draw) const;
  /// A time about `lag` days after another: whole weeks by the lag, then a day of the following week by the rhythm of
  /// weekdays.
  Minute after(Process process, const CityCalendar& calendar, Minute from, double lag_days, const TimeDraw& draw) const;

 private:
  Minute hour(Process process, double u) const;
  EnumArray<std::array<double, 12>, Process> season_{};
  EnumArray<double, Process> highest_{};
  EnumArray<std::array<double, 7>, Process> weekday_{};  ///< relative
  EnumArray<double, Process> night_share_{};             ///< of events between midnight and six
};

}  // namespace salus::model
