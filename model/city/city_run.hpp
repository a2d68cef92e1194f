#pragma once
/// One city month by month, one agent a person.
///
/// A month has two phases. First every block of neighbourhoods finds its candidates and draws their encounters and what
/// these lead to within the month, from the people as they are at the start of the month; nothing is changed, so blocks
/// run at the same time. Then killings and imprisonments are settled in the order in which they happen, what they make
/// impossible is struck out, events are handed to the observer, and people change. So the result depends on no thread,
/// and an event in the month happens only where those in it are alive and free at that minute.
#include <memory>

#include "model/city/city_plan.hpp"
#include "model/city/city_state.hpp"
#include "model/city/encounter.hpp"
#include "model/core/executor.hpp"

namespace salus::model {

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

  const CityPlan& plan() const;
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

}  // namespace salus::model
