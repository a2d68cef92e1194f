#include "calibration/patterns/city_log.hpp"

#include <algorithm>
#include <chrono>

namespace salus::calibration {

void CityLog::events(const model::CityState& state, std::span<const model::CityEvent> events) {
  if (state.month < first_) return;
  const model::People& people = state.people;
  for (const model::CityEvent& e : events) {
    LoggedEvent l;
    const auto id = [&](model::Slot slot) {
      return slot == model::nobody ? no_person : person_id(slot, people.generation[slot]);
    };
    const auto months = [&](model::Slot slot) { return people.age_months(slot, state.month); };
    const auto in_group = [&](model::Slot slot) {
      return people.career(slot) == model::Career::active && people.group(slot) != 0;
    };
    l.number = e.number;
    l.before = e.before;
    l.minute = e.minute;
    l.cell = e.cell;
    l.type = e.type();
    l.cause = e.cause;
    l.flags = e.flags;
    l.offender = id(e.offender);
    l.victim = id(e.victim);
    l.companion = id(e.companion);
    l.offender_months = months(e.offender);
    l.victim_months = months(e.victim);
    l.offender_woman = people.sex(e.offender) == model::Sex::woman;
    l.victim_woman = people.sex(e.victim) == model::Sex::woman;
    l.offender_in_group = in_group(e.offender);
    l.victim_in_group = in_group(e.victim);
    log_.push_back(l);
  }
}

void CityLog::released(const model::CityState& state, std::span<const model::Slot> slots) {
  if (state.month < first_) return;
  for (const model::Slot slot : slots)
    releases_.push_back({person_id(slot, state.people.generation[slot]), state.month});
}

void CityLog::month(const model::CityState& state, const model::CityMonth& month) {
  if (state.month <= first_) return;  // `state.month` is already the next month
  const auto added = std::span(log_).subspan(sorted_);
  std::sort(added.begin(), added.end(), [](const LoggedEvent& a, const LoggedEvent& b) {
    return a.minute != b.minute ? a.minute < b.minute : a.number < b.number;
  });
  sorted_ = log_.size();
  months_.push_back(month);
  if (months_.size() % 12 != 0) return;
  const model::People& people = state.people;
  for (const model::Slot slot : people.slots()) {
    if (!people.here(slot)) continue;
    const std::uint32_t months = people.age_months(slot, state.month);
    const std::uint32_t since_birthday = months % 12;
    person_months_[age_in_years(months)] += since_birthday;
    if (months >= 12) person_months_[age_in_years(months - 12)] += 12.0 - since_birthday;
  }
}

ByAge CityLog::person_years() const {
  ByAge years = person_months_;
  for (double& y : years) y /= 12.0;
  return years;
}

PointEvents points_of(const CityLog& log, const model::Ground& ground, const std::string& city, int start_year,
                      bool (*wanted)(const LoggedEvent&), const std::string& name) {
  PointEvents points;
  points.city = city;
  points.types = {name};
  points.resolutions = {TimeResolution::minute};
  using Days = std::chrono::duration<double, std::chrono::days::period>;
  const std::chrono::sys_days first = std::chrono::year(start_year) / 1 / 1;
  const double begin = Days(first.time_since_epoch()).count();
  for (const LoggedEvent& e : log.log()) {
    if (!wanted(e)) continue;
    const model::GridPlace place = ground.grid().place_of_cell(e.cell);
    points.x_m.push_back(model::cell_pitch * place.column);
    points.y_m.push_back(model::cell_pitch * place.row);
    points.day.push_back(begin + e.minute / minutes_per_day);
    points.type.push_back(0);
  }
  return points;
}

}  // namespace salus::calibration
