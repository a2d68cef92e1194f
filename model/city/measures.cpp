#include "model/city/measures.hpp"

#include <algorithm>
#include <stdexcept>

#include "model/core/elementary.hpp"

namespace salus::model {

std::vector<double> strength_over(const MeasureTimes& t, const MeasureMonths& months) {
  const auto part_left = [](double after, double time, double otherwise) {
    return time > 0.0 ? exponential(-after / time) : otherwise;
  };
  std::vector<double> strength;
  for (std::uint32_t m = 0; m < months.all; ++m) {
    const std::uint32_t paid_for = std::min(m, months.paid);
    const double effort = paid_for + 0.5;
    const double without = m - paid_for + 0.5;
    const double at_work = (1.0 - part_left(effort, t.ramp, 0.0)) * part_left(effort, t.fatigue, 1.0);
    strength.push_back(m < months.paid ? at_work : at_work * part_left(without, t.decay, 0.0));
  }
  return strength;
}

void Measures::add(const Measure& measure, const std::vector<std::uint32_t>& targets, std::size_t slots) {
  if (measures_.size() == measure_limit)
    throw std::invalid_argument("at most " + std::to_string(measure_limit) +
                                " measures can be at work in a city at the same time");
  const std::uint32_t bit = 1u << measures_.size();
  measures_.push_back(measure);
  now_.push_back(unchanged);
  lethality_now_.push_back(1.0);
  auto& highest = aims_at_cells(measure.target) ? highest_in_cell_ : highest_on_person_;
  for (const Process process : every<Process>) highest[process] *= std::max(1.0, measure.factor[process]);
  if (aims_at_cells(measure.target)) {
    for (const std::uint32_t cell : targets) cells_.at(cell) |= bit;
  } else {
    treated_.resize(slots);
    for (const std::uint32_t slot : targets) treated_.at(slot) |= bit;
  }
}

void Measures::set_month(Month month) {
  for (std::size_t i = 0; i < measures_.size(); ++i) {
    const double s = measures_[i].strength_in(month);
    for (const Process process : every<Process>) now_[i][process] = 1.0 - s * (1.0 - measures_[i].factor[process]);
    // So that homicide has its own factor in full at any strength.
    const double assault = measures_[i].factor[Process::assault];
    const double homicide = assault * measures_[i].lethality;
    lethality_now_[i] = (1.0 - s * (1.0 - homicide)) / (1.0 - s * (1.0 - assault));
  }
}

double Measures::product(std::uint32_t bits, Process process, bool night) const {
  double f = 1.0;
  for (std::size_t i = 0; i < measures_.size(); ++i)
    if ((bits >> i & 1) != 0 && (night || !measures_[i].night_only)) f *= now_[i][process];
  return f;
}

double Measures::lethality(Slot offender, Cell cell, bool night) const {
  if (measures_.empty()) return 1.0;
  const std::uint32_t bits = cells_[cell] | (treated_.empty() ? 0u : treated_[offender]);
  double f = 1.0;
  for (std::size_t i = 0; i < measures_.size(); ++i)
    if ((bits >> i & 1) != 0 && (night || !measures_[i].night_only)) f *= lethality_now_[i];
  return f;
}

}  // namespace salus::model
