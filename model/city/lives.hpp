#pragma once
/// Changes of people at the end of a month: deaths, births, moves, careers, and the lists of group members that follow.
#include "model/city/city_block.hpp"
#include "model/city/city_setting.hpp"
#include "model/city/city_state.hpp"
#include "model/city/hazard_codes.hpp"

namespace salus::model {

/// A change concerns one slot and the other of its dwelling, so blocks may be changed at the same time.
class Lives {
 public:
  /// All must outlive this.
  Lives(const CitySetting& setting, const HazardCodes& codes, CityState& state);

  /// Fills the lists of members from the people as they are.
  void list_members();
  const Members& members() const { return members_; }

  /// Changes of a block in the order in which they were drawn; sets the block's counts and who was released.
  void change(CityBlock& block);

  /// Refills the slot of a killed person with another, who takes no part in the month under way.
  void bury(Slot slot, CityMonth& counts);
  void imprison(Slot slot);

 private:
  void apply(const LifeChange& change, CityBlock& block);
  void die(Slot slot, CityMonth& counts);
  void move(Slot slot, CityMonth& counts);
  void set_career(Slot slot, Career career);
  void vacate(Slot slot);
  void occupy(Slot slot, CityMonth& counts);
  void enlist(Slot slot);
  void delist(Slot slot);
  double refilled() const;
  double born_share() const;

  const CitySetting& setting_;
  const HazardCodes& codes_;
  CityState& state_;
  Members members_;
};

}  // namespace salus::model
