#include "calibration/synthesis/effects.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "calibration/statistics.hpp"
#include "calibration/synthesis/evidence_base.hpp"
#include "model/core/number.hpp"

namespace salus::calibration::synthesis {
namespace {

struct Cell {
  std::vector<double> draws;  ///< of the mean over places
  std::set<std::uint32_t> seen;
  std::uint32_t trials = 0;
  std::uint32_t outcomes = 0;
};
using Row = std::map<std::uint32_t, Cell>;  // by crime type

/// An outcome of a trial that adds no coefficient of its own.
Outcome reference_outcome(const Outcome& of) {
  Outcome target;
  target.row = of.row;
  target.kind = of.kind;
  target.crime_type = of.crime_type;
  target.implementer = Implementer::demonstration;
  target.source = OutcomeSource::administrative;
  target.reporter = Reporter::record;
  return target;
}

double variance_of(const std::vector<double>& values) {
  const double sd = standard_deviation(values);
  return sd * sd;
}

template <class Part, class Draws>
std::vector<double> mean_over(const std::map<std::uint32_t, Part>& parts, const Draws& draws_of) {
  std::vector<double> sum;
  double count = 0.0;
  for (const auto& [key, part] : parts) {
    const std::vector<double>& draws = draws_of(part);
    sum.resize(draws.size());
    for (std::size_t d = 0; d < draws.size(); ++d) sum[d] += draws[d];
    count += 1.0;
  }
  for (double& v : sum) v /= count;
  return sum;
}

/// Spread from place to place.
double between(const Synthesis& synthesis, const Outcome& target) {
  constexpr std::uint32_t each = 8;
  constexpr double width = 3.2897072539029444;  // of the central 90 % of a normal law
  auto places = predict(synthesis, target, Predicted::effect, 1, each);
  const auto means = predict(synthesis, target, Predicted::mean, 1, each);
  for (std::size_t i = 0; i < places.size(); ++i) places[i] -= means[i];
  std::sort(places.begin(), places.end());
  return (quantile(places, 0.95) - quantile(places, 0.05)) / width;
}

}  // namespace

std::vector<Effect> effects(const Synthesis& synthesis, const Evidence& evidence) {
  std::map<std::uint32_t, Row> rows;
  for (const auto& outcome : evidence.outcomes) {
    auto& cell = rows[outcome.row][outcome.crime_type];
    if (cell.draws.empty()) cell.draws = predict(synthesis, reference_outcome(outcome), Predicted::mean, 1);
    if (cell.seen.insert(outcome.trial).second) ++cell.trials;
    ++cell.outcomes;
  }
  std::map<std::uint32_t, std::vector<double>> row_means;
  for (const auto& [row, cells] : rows)
    row_means[row] = mean_over(
        cells, [](const Cell& cell) -> const auto& { return cell.draws; });
  const double common = variance_of(mean_over(
      row_means, [](const auto& draws) -> const auto& { return draws; }));
  const double place = between(synthesis, reference_outcome(evidence.outcomes.front()));
  const double floor = synthesis.priors.scale[Group::row];
  std::vector<Effect> all;
  for (const auto& [row, cells] : rows) {
    const bool untested = trials_with_error(evidence, row) < least_trials;
    const double of_row = std::max(common, variance_of(row_means[row]));
    for (const auto& [crime_type, cell] : cells) {
      Effect effect{row, crime_type, model::mean(cell.draws)};
      effect.common_sd = std::sqrt(common);
      effect.row_sd = std::max(std::sqrt(of_row - common), untested ? floor : 0.0);
      effect.cell_sd = std::sqrt(std::max(0.0, variance_of(cell.draws) - of_row));
      effect.between_sd = place;
      effect.trials = cell.trials;
      effect.outcomes = cell.outcomes;
      effect.untested = untested;
      all.push_back(effect);
    }
  }
  return all;
}

std::string effects_table(const std::vector<Effect>& effects, const Evidence& evidence, std::string_view source) {
  std::string text = "intervention,crime_type,log_rr,common_sd,row_sd,cell_sd,between_sd,trials,outcomes,source\n";
  for (const auto& e : effects) {
    text += evidence.rows[e.row] + "," + evidence.crime_types[e.crime_type];
    for (const double v : {e.log_rr, e.common_sd, e.row_sd, e.cell_sd, e.between_sd})
      text += "," + model::format_fixed(v, 4);
    text += "," + std::to_string(e.trials) + "," + std::to_string(e.outcomes) + "," + std::string(source) +
            (e.untested ? " (untested in numbers)" : "") + "\n";
  }
  return text;
}

}  // namespace salus::calibration::synthesis
