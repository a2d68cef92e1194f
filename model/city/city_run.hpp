#pragma once
/// One city month by month, one agent a person.
///
/// A month has two phases. First every block of neighbourhoods finds its candidates and draws their encounters and what
/// these lead to within the month, from the people as they are at the start of the month; nothing is changed, so blocks
/// run at the same time. Then killings and imprisonments are settled in the order in which they happen, what they make
/// impossible is struck out, events are handed to the observer, and people change. So the result depends on no thread,
/// and an event in the month happens only where those in it are alive and free at that minute.
#include <memory>
#include <span>
#include <string>

#include "model/city/city_input.hpp"
#include "model/city/encounter.hpp"
#include "model/city/event.hpp"
#include "model/core/executor.hpp"
#include "model/core/isa.hpp"

namespace salus::model {

/// Persons and events of one month.
struct CityMonth {
  std::uint32_t month = 0;
  std::uint64_t persons = 0;  ///< at the end

  /// `came` and `left`: from and to elsewhere; who moves counts in both
  std::uint64_t born = 0;
  std::uint64_t died = 0;
  std::uint64_t came = 0;
  std::uint64_t left = 0;
  std::uint64_t killed = 0;

  std::array<std::uint64_t, crime_type_count> incidents{};
  std::array<std::uint64_t, cause_count> causes{};
  std::array<std::uint64_t, career_count> careers{};  ///< persons by career at the end
  std::uint64_t by_active = 0;
  std::uint64_t armed = 0;
  std::uint64_t recorded = 0;
  std::uint64_t imprisoned = 0;
  std::uint64_t armed_assaults = 0;
  std::uint64_t assaults = 0;
  std::uint64_t stopped = 0;
  std::uint64_t candidates = 0;  ///< persons looked at
  double exposure = 1.0;
  double trust = 0.0;
  double capacity = 0.0;
};

/// What changes from month to month, and all of it: a checkpoint is this and nothing else.
struct CityState {
  std::uint32_t month = 0;
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
  virtual void released(const CityState&, std::span<const std::uint32_t>) {}
  /// @param state at the end of the month.
  virtual void month(const CityState& state, const CityMonth& month) = 0;
};

struct CityPlan {
  CityInput input;
  CityParameters parameters;
  CityScale scale;
  std::uint64_t seed = 1;
  std::uint64_t run = 0;
  Isa isa = Isa::scalar;
  std::vector<std::array<double, process_count>>
      forcing;                    ///< [month] factors from outside (the country's path); empty for none
  std::uint32_t banned = nobody;  ///< slot that is a tombstone from the start
  double planted_leak = 0.0;      ///< share of the dying who are not counted; 0 but in the test of the check
};

/// A month whose persons do not add up.
class CityLeak : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

class CityRun {
 public:
  /// Peoples the city. @throws std::invalid_argument where the input contradicts itself (message names the figure).
  CityRun(const CityPlan& plan, const Executor& executor);
  /// Goes on from a checkpoint of the same plan. @throws std::invalid_argument where the state is of a city of another
  /// size.
  CityRun(const CityPlan& plan, const Executor& executor, CityState state);
  ~CityRun();

  /// One month. @throws CityLeak where persons are not conserved.
  CityMonth step(CityObserver* observer = nullptr);

  /// `Encounters::expected_elsewhere` of an event of the month under way, while the observer has it.
  Encounters::Elsewhere expected_elsewhere(const CityEvent& event, const Measures& measures) const;

  const CityState& state() const;
  const Ground& ground() const;
  const Rates& rates() const;
  Measures& measures();
  const CityCalendar& calendar() const;
  /// Hash of the state and of every event so far.
  std::uint64_t content_hash() const;
  /// Bytes of the arrays a person of the city has, places and pending events included.
  std::size_t bytes() const;

 private:
  struct Inside;
  std::unique_ptr<Inside> in_;
};

/// Number of neighbourhoods that a city of this many persons (the most it ever has) needs.
std::uint32_t neighbourhoods_for(double persons);

}  // namespace salus::model
