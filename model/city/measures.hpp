#pragma once
/// Interventions as the city layer sees them: a target (named cells or persons) and a lever (the chance that an impulse
/// or an encounter goes on, or ends in death). Displacement and diffusion are not parts of a measure; they come out of
/// what offenders and victims then do.
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/city/people.hpp"
#include "model/city/targets.hpp"

namespace salus::model {

inline constexpr std::size_t measure_limit = 32;  ///< measures at work at the same time in one city

/// Factors of what changes no process.
inline constexpr EnumArray<double, Process> unchanged = [] {
  EnumArray<double, Process> factor;
  factor.fill(1.0);
  return factor;
}();

/// One measure at work. Factors are chances, relative to no measure, that an event of a process that touches the target
/// goes on.
struct Measure {
  std::string id;
  MeasureTarget target{};
  EnumArray<double, Process> factor{unchanged};  ///< fully at work; above 1 does harm
  double lethality = 1.0;  ///< factor on death of an assault by, or at, the target that still happens
  bool night_only = false;
  Month first_month;
  /// [month since the first] part of the full effect that is at work, 0..1; none after the last
  std::vector<double> strength;

  double strength_in(Month month) const {
    return month >= first_month && month - first_month < strength.size() ? strength[month - first_month] : 0.0;
  }
};

/// Time constants of a measure, months; 0: at once, or never.
struct MeasureTimes {
  double ramp = 0.0;
  double decay = 0.0;
  double fatigue = 0.0;
};

/// How long a measure is looked at.
struct MeasureMonths {
  std::uint32_t paid = 0;  ///< from the first
  std::uint32_t all = 0;
};

/// Strength of a measure in each of its months: builds with the ramp, wears with fatigue, fades with the decay once
/// money stops.
std::vector<double> strength_over(const MeasureTimes& times, const MeasureMonths& months);

class Measures {
 public:
  explicit Measures(std::size_t cells = 0) : cells_(cells) {}

  /// @param targets cells or slots, by the measure's target; who lives there later is treated too: money buys places in
  /// a measure.
  /// @throws std::invalid_argument beyond `measure_limit`.
  void add(const Measure& measure, const std::vector<std::uint32_t>& targets, std::size_t slots);
  void set_month(Month month);
  const std::vector<Measure>& list() const { return measures_; }

  double on_person(Slot slot, Process process) const {
    return treated_.empty() || treated_[slot] == 0 ? 1.0 : product(treated_[slot], process, true);
  }
  double in_cell(Cell cell, Process process, bool night) const {
    return measures_.empty() || cells_[cell] == 0 ? 1.0 : product(cells_[cell], process, night);
  }
  double at_home(Cell cell, Process process) const { return in_cell(cell, process, true); }
  /// Factor on death, given that an event of the offender happens in the cell.
  double lethality(Slot offender, Cell cell, bool night) const;
  /// Highest factor of a process on any person, or in any cell, over all months: impulses are made as many times as
  /// frequent, and thinned by what acts on each.
  double highest_on_person(Process process) const { return highest_on_person_[process]; }
  double highest_in_cell(Process process) const { return highest_in_cell_[process]; }
  double highest(Process process) const { return highest_on_person(process) * highest_in_cell(process); }

 private:
  double product(std::uint32_t bits, Process process, bool night) const;
  std::vector<Measure> measures_;
  std::vector<EnumArray<double, Process>> now_;
  std::vector<double> lethality_now_;
  EnumArray<double, Process> highest_on_person_{unchanged};
  EnumArray<double, Process> highest_in_cell_{unchanged};
  std::vector<std::uint32_t> cells_;    ///< [cell] one bit a measure
  std::vector<std::uint32_t> treated_;  ///< [slot] the same; empty where no measure is aimed at persons
};

}  // namespace salus::model
