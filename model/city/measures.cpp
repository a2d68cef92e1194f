#include "model/city/measures.hpp"

#include <algorithm>
#include <stdexcept>

#include "model/core/elementary.hpp"

namespace salus::model {

double strength(const Measure& m, std::size_t month) {
  if (month < m.first_month) return 0.0;
  const auto grown_by = [&](double months) { return m.ramp_months > 0.0 ? 1.0 - exponential(-months / m.ramp_months) : 1.0; };
  const auto worn_by = [&](double months) { return m.fatigue_months > 0.0 ? exponential(-months / m.fatigue_months) : 1.0; };
  const double active = static_cast<double>(std::min(month, m.last_month) - m.first_month) + 0.5;
  const double at_work = grown_by(active) * worn_by(active);
  if (month < m.last_month) return at_work;
  return m.decay_months > 0.0 ? at_work * exponential(-(static_cast<double>(month - m.last_month) + 0.5) / m.decay_months) : 0.0;
}

void Measures::add(const Measure& measure, const std::vector<std::uint32_t>& targets, std::size_t slots) {
  if (measures_.size() == measure_limit) throw std::invalid_argument("at most " + std::to_string(measure_limit) + " measures can be at work in a city at the same time");
  const auto bit = static_cast<std::uint8_t>(1u << measures_.size());
  measures_.push_back(measure);
  now_.push_back({1, 1, 1, 1, 1, 1});
  lethality_now_.push_back(1.0);
  for (std::size_t k = 0; k < process_count; ++k) highest_[aims_at_cells(measure.target)][k] *= std::max(1.0, measure.factor[k]);
  if (aims_at_cells(measure.target)) {
    for (const std::uint32_t cell : targets) cells_.at(cell) = static_cast<std::uint8_t>(cells_.at(cell) | bit);
  } else {
    treated_.resize(slots);
    for (const std::uint32_t slot : targets) treated_.at(slot) = static_cast<std::uint8_t>(treated_.at(slot) | bit);
  }
}

void Measures::set_month(std::size_t month) {
  for (std::size_t i = 0; i < measures_.size(); ++i) {
    const double s = strength(measures_[i], month);
    for (std::size_t k = 0; k < process_count; ++k) now_[i][k] = 1.0 - s * (1.0 - measures_[i].factor[k]);
    lethality_now_[i] = 1.0 - s * (1.0 - measures_[i].lethality);
  }
}

double Measures::product(std::uint8_t bits, Process process, bool night) const {
  double f = 1.0;
  for (std::size_t i = 0; i < measures_.size(); ++i)
    if ((bits >> i & 1) != 0 && (night || !measures_[i].night_only)) f *= now_[i][index(process)];
  return f;
}

double Measures::lethality(std::uint32_t offender) const {
  if (treated_.empty() || treated_[offender] == 0) return 1.0;
  double f = 1.0;
  for (std::size_t i = 0; i < measures_.size(); ++i)
    if ((treated_[offender] >> i & 1) != 0) f *= lethality_now_[i];
  return f;
}

}  // namespace salus::model
