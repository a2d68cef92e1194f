#pragma once
/// The first phase of a month: what would happen in a block, from the people as they are at its start. Nothing but the
/// block is changed, so all blocks may be proposed at the same time.
#include <vector>

#include "model/city/city_block.hpp"
#include "model/city/encounter.hpp"
#include "model/city/hazard.hpp"
#include "model/city/rates.hpp"

namespace salus::model {

class Proposals {
 public:
  /// Scene and conditions must outlive this. @param sweep of the instruction set.
  Proposals(const CityScene& scene, const MonthConditions& now, Month month, Sweep sweep);

  /// Fills a block with the events of its slots, what these lead to, and changes of lives.
  /// @param pending of the block; what is due this month is taken off.
  void propose(IdRange<Slot> slots, std::vector<Consequence>& pending, CityBlock& block) const;

 private:
  void take_due(std::vector<Consequence>& pending, CityBlock& block) const;
  void propose_neighbourhood(Neighbourhood neighbourhood, CityBlock& block) const;
  void candidate(Slot slot, CityBlock& block) const;
  bool draw_life(Slot slot, const PersonRates& rates, CityBlock& block) const;
  void follow(CityBlock& block) const;

  const CityScene& scene_;
  const MonthConditions& now_;
  Month month_;
  Minute month_end_;
  Sweep sweep_;
  Encounters encounters_;
};

}  // namespace salus::model
