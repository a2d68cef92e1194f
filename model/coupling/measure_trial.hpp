#pragma once
/// What a measure of the evidence table does to a city of agents: the same city with and without it, on the same random
/// numbers.
#include <array>
#include <vector>

#include "model/city/process_traits.hpp"
#include "model/city/targeting.hpp"
#include "model/programme/evidence.hpp"

namespace salus::model {

/// Months of a run, [first, last).
struct MonthSpan {
  Month first;
  Month last;
};

/// A row of evidence as a measure: the published relative risk of each crime type is the factor on the process that the
/// type comes from, homicide's over that of serious assault the factor on death at the hands of those treated. An area
/// trial's relative risk already holds what contagion and displacement made of a direct effect; taking it for the
/// direct effect is a first estimate. Where the effect is that of
/// an area the measure is on cells. @param paid months in which it is paid for.
Measure measure_of(const Intervention& row, const MonthSpan& paid);
/// A law as a measure: in force at once and in full.
Measure measure_of(const Law& law, const MonthSpan& in_force);

/// Whom a row is aimed at and what it does to those reached, given relative risks by crime type; when and how strongly
/// is left open.
Measure lever_of(const MeasureEvidence& row, const EnumArray<double, CrimeType>& relative_risk);

/// Targets that a unit of a row reaches in a city: those of the table; of couples, where it has whoever is there, only
/// as many as the grown persons whom it reaches live in.
double targets_a_unit(const Intervention& row, const CityRun& city);

/// The same of the targets that there are. @param eligible units, by the table. @param of_area what a unit is of all of
/// them, of all cells
double targets_a_unit_there(const Intervention& row, bool of_area, double eligible, const CityRun& city);

/// Part of a row's targets that there are in a city: 1, or fewer where those eligible by the table are more than there
/// are, so that a part of the eligible is that part of those there are. @param eligible targets, by the table
double part_there(const Intervention& row, double eligible, const CityRun& city);

/// Factor of the measures at the place of an event on the chance that it goes on.
inline double at_place(const Measures& measures, const CityEvent& e) {
  return in_public(e.process) ? measures.in_cell(e.cell, e.process, at_night(e.minute))
                              : measures.at_home(e.cell, e.process);
}

/// Events of a run by type, and those in public by cell.
class CellCounts final : public CityObserver {
 public:
  explicit CellCounts(std::uint32_t cells) : in_cell(cells) {}
  void events(const CityState& state, std::span<const CityEvent> events) override;
  void month(const CityState&, const CityMonth&) override {}
  EnumArray<double, CrimeType> by_type;
  std::vector<std::uint32_t> in_cell;
};

/// Runs a city from a state over some months, with a measure on some targets (none: without).
CellCounts run_with(const CityPlan& plan, const Executor& executor, const CityState& from, std::size_t months,
                    const Measure* measure, const std::vector<std::uint32_t>& targets);

/// How far from a treated cell things are looked for next door, cells.
inline constexpr int catchment_blocks = 2;

/// Difference of two runs.
struct TrialEffect {
  EnumArray<double, CrimeType> averted;
  double targets = 0.0;  ///< cells or slots

  /// events in public: fewer in the target cells; more in the catchment, cells within `catchment_blocks` of them. 0 for
  /// persons
  double gained = 0.0;
  double moved = 0.0;
};
TrialEffect effect_of(const CellCounts& without, const CellCounts& with, const Ground& ground, MeasureTarget target,
                      const std::vector<std::uint32_t>& targets);

}  // namespace salus::model
