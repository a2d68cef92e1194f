#pragma once
/// The second phase of a month: killings and imprisonments in the order of time, and what they make impossible.
#include <unordered_map>
#include <utility>
#include <vector>

#include "model/city/city_block.hpp"
#include "model/city/event.hpp"
#include "model/city/people.hpp"

namespace salus::model {

class Removals {
 public:
  /// @param people must outlive this.
  explicit Removals(People& people) : people_(people) {}

  /// Takes out who is killed or imprisoned in the month, block after block proposed, in the order in which it happens:
  /// who is gone by then kills nobody and is not taken out again. Marks them `person::gone`.
  void settle(const std::vector<CityBlock>& blocks);
  /// Strikes out what cannot happen in a block, counts and hashes the rest, puts it on record, and hands what it leads
  /// to in later months to `pending`. Blocks are independent, but for the records, which are counted atomically.
  void conclude(CityBlock& block, std::vector<Consequence>& pending) const;
  /// Takes the marks away at the end of the month.
  void clear_marks() const;

 private:
  /// When an event happens; events of one minute have an order too.
  using Moment = std::pair<Minute, EventNumber>;
  static Moment moment(const CityEvent& e) { return {e.minute, e.number}; }

  bool gone_by(Slot slot, const CityEvent& event) const;
  bool anybody_gone(const CityEvent& event) const {
    return gone_by(event.offender, event) || gone_by(event.victim, event);
  }
  bool happens(const CityBlock& block, const CityEvent& event) const;
  void count(const CityEvent& event, CityMonth& counts) const;
  void put_on_record(Slot slot) const;

  People& people_;
  std::unordered_map<std::uint32_t, Moment> gone_;  ///< killed or imprisoned this month, and by which event
};

}  // namespace salus::model
