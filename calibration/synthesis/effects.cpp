#include "calibration/synthesis/effects.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

#include "calibration/statistics.hpp"
#include "calibration/synthesis/evidence_base.hpp"
#include "model/core/number.hpp"

namespace salus::calibration::synthesis {
namespace {

using model::CrimeType;

/// What studies of a cell say.
struct Studied {
  std::vector<double> draws;  ///< of the mean over places
  std::set<std::uint32_t> seen;
  std::uint32_t outcomes = 0;
};
using StudiedCells = std::map<std::pair<std::string, std::string>, Studied>;  // by row and crime as studies name them

StudiedCells studied_cells(const Synthesis& synthesis, const Evidence& evidence) {
  StudiedCells all;
  for (const auto& outcome : evidence.outcomes) {
    auto& cell = all[{evidence.rows[outcome.row], evidence.crime_types[outcome.crime_type]}];
    if (cell.draws.empty()) cell.draws = predict(synthesis, reference_outcome(outcome), Predicted::mean, 1);
    cell.seen.insert(outcome.trial);
    ++cell.outcomes;
  }
  return all;
}

/// Whether records of all crime consist of it for a good part. Homicides are too few in them, and violence at home and
/// sexual violence are seldom on record.
bool is_part_of_all_crime(CrimeType type) {
  return type == CrimeType::robbery || type == CrimeType::property || type == CrimeType::serious_assault;
}

double square(double x) { return x * x; }
double variance_of(const std::vector<double>& values) { return square(standard_deviation(values)); }

/// Mean covariance of two of them; of one alone its variance. With v the variance of the sum and s the sum of
/// variances it is (v - s) / (n (n - 1)).
double shared_variance(const std::vector<std::vector<double>>& parts) {
  if (parts.size() == 1) return variance_of(parts.front());
  std::vector<double> sum(parts.front().size());
  double own = 0.0;
  for (const auto& draws : parts) {
    own += variance_of(draws);
    for (std::size_t d = 0; d < draws.size(); ++d) sum[d] += draws[d];
  }
  const auto n = static_cast<double>(parts.size());
  return std::max(0.0, (variance_of(sum) - own) / (n * (n - 1.0)));
}

std::vector<double> mean_of(const std::vector<std::vector<double>>& parts) {
  std::vector<double> sum(parts.front().size());
  for (const auto& draws : parts)
    for (std::size_t d = 0; d < draws.size(); ++d) sum[d] += draws[d];
  for (double& v : sum) v /= static_cast<double>(parts.size());
  return sum;
}

/// Spread from place to place.
double between(const Synthesis& synthesis, const Outcome& target) {
  constexpr std::uint32_t each = 8;
  auto places = predict(synthesis, target, Predicted::effect, 1, each);
  const auto means = predict(synthesis, target, Predicted::mean, 1, each);
  for (std::size_t i = 0; i < places.size(); ++i) places[i] -= means[i];
  std::sort(places.begin(), places.end());
  return (quantile(places, 0.95) - quantile(places, 0.05)) / (2.0 * half_width_90);
}

/// Variance of a cell about its row: by the draws or the prior of its spread, whichever is wider.
double cell_variance(const Synthesis& synthesis) {
  double sum = 0.0;
  for (const auto& draw : synthesis.draws) sum += square(draw.state.spread[Group::cell]);
  return std::max(sum / static_cast<double>(synthesis.draws.size()), square(synthesis.priors.scale[Group::cell]));
}

/// The errors of cells that studies are about.
class Errors {
 public:
  explicit Errors(const std::map<std::string, std::vector<std::vector<double>>>& rows) {
    std::vector<std::vector<double>> means;
    for (const auto& [row, cells] : rows) {
      row_[row] = shared_variance(cells);
      means.push_back(mean_of(cells));
    }
    if (!means.empty()) common_ = shared_variance(means);
  }
  void set(Effect& effect, double variance) const {
    const double common = std::min(common_, variance);
    const double row = std::clamp(row_.at(effect.of.row), common, variance);
    effect.common_sd = std::sqrt(common);
    effect.row_sd = std::sqrt(row - common);
    effect.cell_sd = std::sqrt(variance - row);
  }

 private:
  double common_ = 0.0;
  std::map<std::string, double> row_;
};

const char* source_of(Basis basis) {
  switch (basis) {
    case Basis::its_crime:
      return "synthesis of studies.csv";
    case Basis::all_crime:
      return "synthesis of studies.csv: of all crime";
    case Basis::no_study:
      return "no study of this crime: none either way";
    case Basis::no_row_study:
      break;
  }
  return "no study of this row: none either way";
}

std::set<std::string> untested_rows(const Evidence& evidence, const std::vector<EffectOf>& cells) {
  std::set<std::string> few;
  for (const auto& cell : cells) {
    const auto at = std::find(evidence.rows.begin(), evidence.rows.end(), cell.row);
    const auto row = static_cast<std::uint32_t>(at - evidence.rows.begin());
    if (with_error(evidence, row).untested()) few.insert(cell.row);
  }
  return few;
}

/// What no study is about is as far from none as cells of their own studies in rows that were tested, so without what
/// was added by rule (where there is no such cell, as all that were studied): the parts of its error are theirs, in the
/// mean of squares, and how far their effects lie from none is added to the cell's own.
void set_unstudied(std::vector<Effect>& all) {
  const auto tested = [](const Effect& e) { return e.basis == Basis::its_crime && !e.untested; };
  const bool some = std::any_of(all.begin(), all.end(), tested);
  Effect typical;
  double cells = 0.0;
  for (const auto& e : all) {
    if (some ? !tested(e) : e.trials == 0) continue;
    typical.common_sd += square(e.common_sd);
    typical.row_sd += square(e.row_sd);
    typical.cell_sd += square(e.cell_sd) + square(e.log_rr);
    typical.between_sd += square(e.between_sd);
    cells += 1.0;
  }
  for (double* part : {&typical.common_sd, &typical.row_sd, &typical.cell_sd, &typical.between_sd})
    *part = std::sqrt(*part / std::max(cells, 1.0));
  for (auto& e : all) {
    if (e.trials > 0) continue;
    e.common_sd = typical.common_sd;
    e.row_sd = typical.row_sd;
    e.cell_sd = typical.cell_sd;
    e.between_sd = typical.between_sd;
  }
}

}  // namespace

double Effect::sd() const {
  return std::sqrt(square(common_sd) + square(row_sd) + square(cell_sd) + square(between_sd));
}

std::vector<Effect> effects(const Synthesis& synthesis, const Evidence& evidence, const std::vector<EffectOf>& cells) {
  const StudiedCells studied = studied_cells(synthesis, evidence);
  const std::set<std::string> few = untested_rows(evidence, cells);
  std::vector<Effect> all;
  std::vector<const Studied*> basis_of;
  std::map<std::string, std::vector<std::vector<double>>> rows;
  for (const auto& cell : cells) {
    Effect& effect = all.emplace_back(Effect{.of = cell, .untested = few.contains(cell.row)});
    auto found = studied.find({cell.row, std::string(model::crime_type_names[cell.crime_type])});
    effect.basis = Basis::its_crime;
    if (found == studied.end()) {
      if (is_part_of_all_crime(cell.crime_type)) found = studied.find({cell.row, "all_crime"});
      effect.basis = found != studied.end() ? Basis::all_crime : Basis::no_study;
    }
    basis_of.push_back(found != studied.end() ? &found->second : nullptr);
    if (basis_of.back() != nullptr) rows[cell.row].push_back(basis_of.back()->draws);
    else if (std::none_of(studied.begin(), studied.end(), [&](const auto& s) { return s.first.first == cell.row; }))
      effect.basis = Basis::no_row_study;
  }
  const Errors errors(rows);
  const double place = between(synthesis, reference_outcome(evidence.outcomes.front()));
  const double apart = cell_variance(synthesis);
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (basis_of[i] == nullptr) continue;
    Effect& effect = all[i];
    effect.log_rr = model::mean(basis_of[i]->draws);
    errors.set(effect, variance_of(basis_of[i]->draws));
    if (effect.basis == Basis::all_crime) effect.cell_sd = std::sqrt(square(effect.cell_sd) + apart);
    if (effect.untested) effect.row_sd = std::max(effect.row_sd, synthesis.priors.scale[Group::row]);
    effect.between_sd = place;
    effect.trials = static_cast<std::uint32_t>(basis_of[i]->seen.size());
    effect.outcomes = basis_of[i]->outcomes;
  }
  set_unstudied(all);
  return all;
}

Shared shared(const Synthesis& synthesis, const Evidence& evidence) {
  const StudiedCells studied = studied_cells(synthesis, evidence);
  std::vector<std::vector<double>> cells;
  for (const auto& [cell, of] : studied) cells.push_back(of.draws);
  std::vector<double> kept = mean_of(cells);  // of a demonstration, so far
  std::vector<double> taus;
  std::vector<double> omegas;
  const auto routine = synthesis.frame.column_of.find({Group::implementer, model::index(Implementer::routine)});
  for (std::size_t d = 0; d < synthesis.draws.size(); ++d) {
    const State& state = synthesis.draws[d].state;
    const double less = routine != synthesis.frame.column_of.end() ? state.beta[routine->second] : 0.0;
    kept[d] = 1.0 + less / kept[d];
    taus.push_back(state.tau);
    omegas.push_back(state.omega);
  }
  const auto range = [](std::vector<double>& draws) {
    std::sort(draws.begin(), draws.end());
    return std::array<double, 3>{quantile(draws, 0.5), quantile(draws, 0.05), quantile(draws, 0.95)};
  };
  return {range(kept), range(taus), range(omegas)};
}

std::string effects_table(const std::vector<Effect>& effects) {
  std::string text = "intervention,crime_type,log_rr,common_sd,row_sd,cell_sd,between_sd,trials,outcomes,source\n";
  for (const auto& e : effects) {
    text += e.of.row + "," + std::string(model::crime_type_names[e.of.crime_type]);
    for (const double v : {e.log_rr, e.common_sd, e.row_sd, e.cell_sd, e.between_sd})
      text += "," + model::format_fixed(v, 4);
    text += "," + std::to_string(e.trials) + "," + std::to_string(e.outcomes) + "," + source_of(e.basis) +
            (e.untested ? " (untested in numbers)" : "") + "\n";
  }
  return text;
}

}  // namespace salus::calibration::synthesis
