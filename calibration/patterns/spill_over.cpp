#include "calibration/patterns/spill_over.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace salus::calibration {
namespace {

double sum(const std::vector<std::uint32_t>& counts, const std::vector<model::Cell>& cells) {
  double s = 0.0;
  for (const model::Cell cell : cells) s += counts[cell];
  return s;
}

}  // namespace

std::vector<std::uint32_t> hot_spots_apart(const std::vector<std::uint32_t>& counts, const model::Ground& ground) {
  std::vector<std::uint32_t> order(counts.size());
  std::iota(order.begin(), order.end(), 0u);
  std::sort(order.begin(), order.end(),
            [&](std::uint32_t a, std::uint32_t b) { return counts[a] != counts[b] ? counts[a] > counts[b] : a < b; });
  std::vector<std::uint8_t> taken(counts.size());
  std::vector<std::uint32_t> spots;
  for (const std::uint32_t cell : order) {
    if (spots.size() == evaluated_spots || counts[cell] == 0) break;
    if (taken[cell]) continue;
    spots.push_back(cell);
    taken[cell] = 1;
    for (const model::Cell other : ground.grid().around(model::Cell(cell), spots_apart - 1)) taken[other] = 1;
  }
  return spots;
}

SpillOver spill_over(const model::CityPlan& plan, const model::Executor& executor, const model::CityState& from,
                     const std::vector<std::uint32_t>& before, const model::Ground& ground, double factor) {
  model::Measure measure;
  measure.id = "evaluation";
  measure.target = model::MeasureTarget::hot_cells;
  measure.first_month = from.month;
  measure.strength.assign(12, 1.0);
  for (const auto process : model::every<model::Process>)
    measure.factor[process] = model::in_public(process) ? factor : 1.0;
  const auto spots = hot_spots_apart(before, ground);
  const auto without = model::run_with(plan, executor, from, 12, nullptr, {});
  const auto with = model::run_with(plan, executor, from, 12, &measure, spots);
  std::vector<std::uint8_t> near(before.size());
  for (const std::uint32_t spot : spots) {
    near[spot] = 1;
    for (const model::Cell cell : ground.grid().around(model::Cell(spot), model::catchment_blocks)) near[cell] = 1;
  }
  double control_before = 0.0;
  double control_after = 0.0;
  for (std::uint32_t cell = 0; cell < before.size(); ++cell)
    if (!near[cell]) {
      control_before += before[cell];
      control_after += with.in_cell[cell];
    }
  SpillOver s;
  for (const std::uint32_t spot : spots) {
    const auto catchment = ground.grid().around(model::Cell(spot), model::catchment_blocks);
    const double a = sum(with.in_cell, catchment);
    const double b = sum(before, catchment);
    if (a == 0.0 || b == 0.0) continue;
    const double z = (std::log(a / b) - std::log(control_after / control_before)) / std::sqrt(1.0 / a + 1.0 / b);
    ++s.evaluations;
    s.displacement_seen += z > 1.0;
    s.diffusion_seen += z < -1.0;
  }
  if (s.evaluations > 0) {
    s.displacement_seen /= s.evaluations;
    s.diffusion_seen /= s.evaluations;
  }
  const auto effect = model::effect_of(without, with, ground, measure.target, spots);
  s.moved = effect.gained > 0.0 ? effect.moved / effect.gained : 0.0;
  return s;
}

}  // namespace salus::calibration
