#include "model/coupling/measure_trial.hpp"

#include <algorithm>

#include "model/core/calendar.hpp"
#include "model/core/elementary.hpp"

namespace salus::model {

namespace {

EnumArray<double, CrimeType> medians_of(const MeasureEvidence& row) {
  EnumArray<double, CrimeType> relative_risk;
  for (const auto k : every<CrimeType>) relative_risk[k] = exponential(row.effect[k].log_rr);
  return relative_risk;
}

}  // namespace

Measure lever_of(const MeasureEvidence& row, const EnumArray<double, CrimeType>& relative_risk) {
  Measure m;
  m.id = row.id;
  m.target = row.city_target;
  for (const Process process : every<Process>) m.factor[process] = relative_risk[type_of_process[process]];
  m.lethality = relative_risk[CrimeType::homicide] / relative_risk[CrimeType::serious_assault];
  m.night_only = at_night_only(row.city_target);
  return m;
}

Measure measure_of(const Intervention& row, const MonthSpan& paid) {
  Measure m = lever_of(row, medians_of(row));
  if (row.effect_of == EffectOf::area) m.target = MeasureTarget::all_cells;
  m.first_month = paid.first + static_cast<std::uint32_t>(row.delay_months);
  const std::uint32_t months = std::max(paid.last, m.first_month) - m.first_month;
  m.strength = strength_over({.ramp = row.ramp_months, .decay = row.decay_months, .fatigue = row.fatigue_months},
                             {.paid = months, .all = months + horizon_months});
  return m;
}

Measure measure_of(const Law& law, const MonthSpan& in_force) {
  Measure m = lever_of(law, medians_of(law));
  m.first_month = in_force.first;
  const std::uint32_t months = in_force.last - in_force.first;
  m.strength = strength_over({}, {.paid = months, .all = months + horizon_months});
  return m;
}

double targets_a_unit(const Intervention& row, const CityRun& city) {
  const bool whoever = row.city_target == MeasureTarget::couples && row.city_targeting == Targeting::random;
  return row.city_targets_a_unit * (whoever ? share_in_couples(city) : 1.0);
}

double targets_a_unit_there(const Intervention& row, bool of_area, double eligible, const CityRun& city) {
  if (of_area) return static_cast<double>(targets_there(MeasureTarget::all_cells, city)) / eligible;
  const double of_table = targets_a_unit(row, city);
  return of_table * part_there(row, eligible * of_table, city);
}

double part_there(const Intervention& row, double eligible, const CityRun& city) {
  const auto there = static_cast<double>(targets_there(row.city_target, city));
  return eligible > there ? there / eligible : 1.0;
}

void CellCounts::events(const CityState&, std::span<const CityEvent> events) {
  for (const CityEvent& e : events) {
    by_type[e.type()] += 1.0;
    if (in_public(e.process)) ++in_cell[e.cell];
  }
}

CellCounts run_with(const CityPlan& plan, const Executor& executor, const CityState& from, std::size_t months,
                    const Measure* measure, const std::vector<std::uint32_t>& targets) {
  CityRun city(plan, executor, from);
  if (measure != nullptr) city.measures().add(*measure, targets, city.state().people.size());
  CellCounts counts(city.ground().cells());
  for (std::size_t m = 0; m < months; ++m) city.step(&counts);
  return counts;
}

TrialEffect effect_of(const CellCounts& without, const CellCounts& with, const Ground& ground, MeasureTarget target,
                      const std::vector<std::uint32_t>& targets) {
  TrialEffect e;
  e.targets = static_cast<double>(targets.size());
  for (const CrimeType type : every<CrimeType>) e.averted[type] = without.by_type[type] - with.by_type[type];
  if (!aims_at_cells(target)) return e;
  enum : std::uint8_t { outside, treated, beside };
  std::vector<std::uint8_t> where(ground.cells(), outside);
  for (const std::uint32_t cell : targets) where[cell] = treated;
  for (const std::uint32_t cell : targets)
    for (const Cell near : ground.grid().around(Cell(cell), catchment_blocks))
      if (where[near] == outside) where[near] = beside;
  for (std::uint32_t cell = 0; cell < ground.cells(); ++cell) {
    const double now = with.in_cell[cell];
    const double more = now - without.in_cell[cell];
    if (where[cell] == treated) e.gained -= more;
    if (where[cell] == beside) e.moved += more;
  }
  return e;
}

}  // namespace salus::model
