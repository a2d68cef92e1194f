#include "model/city/hazard_codes.hpp"

#include <algorithm>

namespace salus::model {
namespace {

constexpr double allowance = 1.1;  ///< by which codes exceed the conditions of the month in which they are set

}  // namespace

HazardCodes::HazardCodes(const CitySetting& setting, Rates& rates, CityState& state)
    : setting_(setting), rates_(rates), state_(state) {}

bool HazardCodes::outgrown_by(const MonthConditions& now) const {
  const MonthConditions& highest = state_.highest;
  if (state_.month == 0 || now.initiation > highest.initiation || now.entry > highest.entry ||
      now.exposure > highest.exposure || now.fill > highest.fill)
    return true;
  for (const Process process : every<Process>)
    if (now.factor[process] > highest.factor[process]) return true;
  return false;
}

void HazardCodes::allow_for(const MonthConditions& now) {
  MonthConditions& highest = state_.highest;
  highest.initiation = now.initiation * allowance;
  highest.entry = now.entry * allowance;
  highest.exposure = std::max(1.0, now.exposure) * allowance;
  highest.fill = now.fill * allowance;
  const Rhythm& rhythm = setting_.rhythm;
  for (const Process process : every<Process>)
    highest.factor[process] =
        now.factor[process] / rhythm.season(process, state_.month % 12) * rhythm.highest_season(process) * allowance;
  rates_.set_highest(highest);
}

void HazardCodes::set_due(const MonthConditions& now) {
  const bool everybody = outgrown_by(now);
  if (everybody) allow_for(now);
  const Month month = state_.month;
  for_each(setting_.executor, setting_.ground.neighbourhoods(), 4, [&](std::uint32_t n) {
    if (!everybody && n % 12 != month % 12) return;
    for (const Slot slot : slots_of(Neighbourhood(n)))
      if (everybody || Rates::bound_moves(state_.people.age_months(slot, month))) set(slot, month);
  });
}

}  // namespace salus::model
