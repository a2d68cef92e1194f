#pragma once
/// The stock equations in the step of the agents: what a city of many persons, all alike, does in a month on average.
///
/// The map of expectations of one month of `CityRun` under `uniform_city_parameters()`: events from the people at the
/// start of the month, void once somebody in them is killed or imprisoned; then at most one change of life a person,
/// which happens with probability 1 - exp(-sum of its rates); then exposure, trust and capacity. As the step shrinks
/// (`in_steps`) the map goes over into the country layer's equations. Doubles and standard functions.
#include "model/city/city_run.hpp"

namespace salus::model::reference {

/// Expected persons and what the city remembers.
struct MeanCity {
  EnumArray<double, Career> persons{};
  double empty = 0.0;  ///< places
  double exposure = 1.0;
  double trust = 0.5;
  double capacity = 0.5;
  double total() const;
  double share(Career career) const { return persons[career] / total(); }
};

/// Expected events of a month.
struct MeanEvents {
  EnumArray<double, Process> events{};  ///< in public, the deadly ones included
  double killed = 0.0;
  double killed_active = 0.0;
  double imprisoned = 0.0;
};

class MeanField {
 public:
  /// @param plan everybody alike; no forcing, no measures.
  explicit MeanField(const CityPlan& plan);
  const MeanCity& state() const { return state_; }
  MeanEvents step();

 private:
  struct Hazards;  ///< of events, and of what they end in
  Hazards hazards() const;
  /// What the events of a month do, and the shares of active and of other persons whom they leave free.
  struct Removals {
    MeanEvents events;
    double active_left = 1.0;
    double others_left = 1.0;
  };
  /// Persons after a month's changes of life, and those who died in it other than by crime.
  struct Lives {
    EnumArray<double, Career> persons{};
    double died = 0.0;
  };
  Removals removals(const Hazards& hazards) const;
  Lives live(const Removals& removed) const;
  void arrive(const Lives& lives, const MeanEvents& events);
  void feed_back(double assaults);

  CityPlan plan_;
  std::size_t month_ = 0;
  EnumArray<double, Process> situational_{};
  EnumArray<double, Process> active_{};
  EnumArray<double, Career> newcomers_{};  ///< shares by career of those who come from elsewhere
  MeanCity state_;
};

/// The same city in steps of 1 / `parts` months.
CityPlan in_steps(const CityPlan& plan, int parts);

}  // namespace salus::model::reference
