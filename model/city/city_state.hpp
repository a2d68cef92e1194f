#pragma once
/// A city's state, what is counted over a month, and who may watch both.
#include <cstdint>
#include <span>
#include <stdexcept>
#include <vector>

#include "model/city/event.hpp"
#include "model/city/people.hpp"
#include "model/city/rates.hpp"

namespace salus::model {

/// Persons and events of one month.
struct CityMonth {
  Month month;
  std::uint32_t persons = 0;  ///< at the end

  /// `came` and `left`: from and to elsewhere; who moves counts in both
  std::uint32_t born = 0;
  std::uint32_t died = 0;
  std::uint32_t came = 0;
  std::uint32_t left = 0;
  std::uint32_t killed = 0;

  EnumArray<std::uint32_t, CrimeType> incidents{};
  EnumArray<std::uint32_t, Cause> causes{};
  EnumArray<std::uint32_t, Career> careers{};  ///< persons by career at the end
  std::uint32_t by_active = 0;
  std::uint32_t armed = 0;
  std::uint32_t recorded = 0;
  std::uint32_t imprisoned = 0;
  std::uint32_t armed_assaults = 0;
  std::uint32_t assaults = 0;
  std::uint32_t stopped = 0;
  std::uint32_t candidates = 0;  ///< persons looked at
  double exposure = 1.0;
  double trust = 0.0;
  double capacity = 0.0;

  /// Adds what is counted over a month; month, persons, careers and conditions stay as they are.
  void add(const CityMonth& counts);
};

/// What changes from month to month, and all of it: a checkpoint is this and nothing else.
struct CityState {
  Month month;
  People people;
  std::vector<std::vector<Consequence>> pending;  ///< [block], in the order made
  double exposure = 1.0;
  double trust = 0.5;
  double capacity = 0.5;
  RateScale rate_scale;
  MonthConditions highest;        ///< what the hazard codes allow for
  std::uint64_t events_hash = 0;  ///< of every event so far
};

/// Sees what happens, block by block in order, one at a time.
class CityObserver {
 public:
  virtual ~CityObserver() = default;
  /// Events of one block of a month that took place, in the order in which they were drawn (not of time). @param state
  /// before anybody changed.
  virtual void events(const CityState& state, std::span<const CityEvent> events) = 0;
  /// Slots whose occupant left prison at the end of the month. @param state after that.
  virtual void released(const CityState&, std::span<const Slot>) {}
  /// @param state at the end of the month.
  virtual void month(const CityState& state, const CityMonth& month) = 0;
};

/// A month whose persons do not add up.
class CityLeak : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Conservation: births, deaths and moves explain every change in the number of persons.
/// @param before persons at the start of the month. @throws CityLeak where they do not.
void check_conservation(const CityMonth& month, std::uint32_t before);

}  // namespace salus::model
