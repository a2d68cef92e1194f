#pragma once
/// The log of a city whose events are written down by hand, month by month.
#include <algorithm>
#include <vector>

#include "calibration/patterns/city_log.hpp"

namespace salus::tests {

class WrittenLog {
 public:
  /// Everybody is a man of 20 who lives there, unless a test says otherwise.
  explicit WrittenLog(std::uint32_t slots = 256, model::Month first_month = {}) : log(first_month) {
    state.people = model::People(slots);
    for (const model::Slot slot : state.people.slots()) {
      state.people.set(slot, model::person::present);
      state.people.set_age(slot, model::Month(0), 20 * 12);
    }
  }

  /// An event in public at a time in days, in the month it falls in; events are written in the order of their months.
  model::CityEvent& add(double day, model::Process process, std::uint32_t offender, std::uint32_t victim) {
    model::CityEvent e;
    e.number = ++number_;
    e.minute = static_cast<model::Minute>(day * model::minutes_per_day);
    e.process = process;
    e.offender = model::Slot(offender);
    e.victim = model::Slot(victim);
    month_.push_back(e);
    return month_.back();
  }
  /// Ends the month: what was added is logged as its events.
  void end_month(const std::vector<model::Slot>& released = {}) {
    log.events(state, month_);
    log.released(state, released);
    month_.clear();
    state.month = state.month + 1u;
    model::CityMonth counts;
    counts.persons = state.people.size();
    log.month(state, counts);
  }
  void end_months(std::uint32_t months) {
    for (std::uint32_t m = 0; m < months; ++m) end_month();
  }

  model::CityState state;
  calibration::CityLog log;

 private:
  std::vector<model::CityEvent> month_;
  model::EventNumber number_ = 0;
};

}  // namespace salus::tests
