#pragma once
/// Everybody's hazard code (hazard.hpp), kept at or above what the person may do in a month.
#include "model/city/city_setting.hpp"
#include "model/city/city_state.hpp"
#include "model/city/hazard.hpp"
#include "model/city/rates.hpp"

namespace salus::model {

class HazardCodes {
 public:
  /// All three must outlive this. Sets the highest conditions of rates and state where these are outgrown.
  HazardCodes(const CitySetting& setting, Rates& rates, CityState& state);

  /// Code of a slot for the twelve months from one on.
  void set(Slot slot, Month month) const {
    state_.people.hazard[slot] = hazard_code(rates_.bound(state_.people, slot, month));
  }
  /// Codes of who is due this month (every neighbourhood once a year), or of everybody where conditions outgrew what
  /// codes allow for.
  void set_due(const MonthConditions& now);

 private:
  bool outgrown_by(const MonthConditions& now) const;
  void allow_for(const MonthConditions& now);

  const CitySetting& setting_;
  Rates& rates_;
  CityState& state_;
};

}  // namespace salus::model
