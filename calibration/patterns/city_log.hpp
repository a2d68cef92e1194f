#pragma once
/// Record of the events in a simulated city, for the pattern statistics.
#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "calibration/patterns/point_events.hpp"
#include "model/city/city_run.hpp"

namespace salus::calibration {

/// A person: slot and generation. Unlike a slot it is never taken by somebody else.
using PersonId = std::uint64_t;
inline PersonId person_id(model::Slot slot, std::uint8_t generation) {
  return static_cast<PersonId>(slot) << 8 | generation;
}
inline constexpr PersonId no_person = ~PersonId{0};

inline constexpr std::uint32_t oldest_age = 100;  ///< in whole years; and over
using ByAge = std::array<double, oldest_age + 1>;
constexpr std::uint32_t age_in_years(std::uint32_t months) { return std::min(months / 12, oldest_age); }

/// An event with its offenders and its victim.
struct LoggedEvent {
  model::EventNumber number = 0;
  model::EventNumber before = 0;
  PersonId offender = no_person;
  PersonId victim = no_person;
  PersonId companion = no_person;
  model::Minute minute = 0;
  model::Cell cell;

  /// ages
  std::uint32_t offender_months = 0;
  std::uint32_t victim_months = 0;

  model::CrimeType type{};
  model::Cause cause{};
  model::EventFlags flags;
  bool offender_woman = false;
  bool victim_woman = false;
  bool offender_in_group = false;
  bool victim_in_group = false;

  bool has(model::EventFlag flag) const { return flags.has(flag); }
  /// Homicide, or an assault with a weapon.
  bool shooting() const {
    return type == model::CrimeType::homicide ||
           (type == model::CrimeType::serious_assault && has(model::EventFlag::armed));
  }
};

/// Records the events from month `first` on, in the order of time, and the denominators of rates.
class CityLog final : public model::CityObserver {
 public:
  /// @param first month that is recorded; the months before it are a burn-in, in which cascades build up.
  explicit CityLog(model::Month first) : first_(first) {}
  void events(const model::CityState& state, std::span<const model::CityEvent> events) override;
  void released(const model::CityState& state, std::span<const model::Slot> slots) override;
  void month(const model::CityState& state, const model::CityMonth& month) override;

  struct Release {
    PersonId person;
    model::Month month;
  };
  const std::vector<LoggedEvent>& log() const { return log_; }
  const std::vector<Release>& releases() const { return releases_; }
  const std::vector<model::CityMonth>& months() const { return months_; }
  /// Person-years by age in whole years: the people at the end of each twelfth month, at the ages that they were of in
  /// the months before it.
  ByAge person_years() const;
  model::Month first_month() const { return first_; }
  /// Time of the first event; 0 where there is none.
  model::Minute begin() const { return log_.empty() ? 0 : log_.front().minute; }
  /// Whole years that were kept.
  std::uint32_t years() const { return static_cast<std::uint32_t>(months_.size()) / 12; }

 private:
  model::Month first_;
  std::vector<LoggedEvent> log_;
  std::vector<Release> releases_;
  std::vector<model::CityMonth> months_;
  ByAge person_months_{};
  std::size_t sorted_ = 0;
};

/// Lengths of a day and, on average, of a year in minutes.
inline constexpr double minutes_per_day = model::minutes_per_day;
inline constexpr double minutes_per_year = 365.25 * minutes_per_day;

/// Calls f(year, event) for every event of a whole year, counted from the first event.
template <class F>
void each_by_year(const CityLog& log, F f) {
  for (const LoggedEvent& e : log.log())
    if (const auto year = static_cast<std::uint32_t>((e.minute - log.begin()) / minutes_per_year); year < log.years())
      f(year, e);
}

/// Events that `wanted` holds for, as points at the middle of their cells.
PointEvents points_of(const CityLog& log, const model::Ground& ground, const std::string& city, int start_year,
                      bool (*wanted)(const LoggedEvent&), const std::string& name);

}  // namespace salus::calibration
