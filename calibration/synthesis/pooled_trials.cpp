#include "calibration/synthesis/pooled_trials.hpp"

#include <cmath>
#include <limits>
#include <utility>

#include "model/core/elementary.hpp"

namespace salus::calibration {
namespace {

constexpr int grid_steps = 20;
constexpr double grid_step = 0.05;

/// Trials of a row under a spread between trials.
struct RowSums {
  double weight = 0.0;
  double mean = 0.0;
  double log_density = 0.0;  ///< of the trials around their mean
};

std::map<std::uint32_t, RowSums> sums_of(const std::vector<PooledTrial>& trials, double spread) {
  std::map<std::uint32_t, RowSums> rows;
  const auto variance_of = [spread](const PooledTrial& t) { return t.error * t.error + spread * spread; };
  for (const auto& t : trials) {
    auto& row = rows[t.row];
    row.weight += 1.0 / variance_of(t);
    row.mean += t.log_rr / variance_of(t);
  }
  for (auto& [id, row] : rows) {
    row.mean /= row.weight;
    row.log_density = -0.5 * model::logarithm(row.weight);
  }
  for (const auto& t : trials) {
    auto& row = rows[t.row];
    const double apart = t.log_rr - row.mean;
    row.log_density -= 0.5 * (model::logarithm(variance_of(t)) + apart * apart / variance_of(t));
  }
  return rows;
}

struct Mean {
  double value = 0.0;
  double variance = 0.0;
  double log_density = 0.0;
};

/// The mean over rows, and how likely all trials are.
Mean mean_of(const std::map<std::uint32_t, RowSums>& rows, double between_rows) {
  Mean out;
  double weights = 0.0;
  const auto variance_of = [between_rows](const RowSums& row) {
    return 1.0 / row.weight + between_rows * between_rows;
  };
  for (const auto& [id, row] : rows) {
    weights += 1.0 / variance_of(row);
    out.value += row.mean / variance_of(row);
  }
  out.value /= weights;
  out.variance = 1.0 / weights;
  for (const auto& [id, row] : rows) {
    const double apart = row.mean - out.value;
    out.log_density += row.log_density - 0.5 * (model::logarithm(variance_of(row)) + apart * apart / variance_of(row));
  }
  return out;
}

}  // namespace

std::vector<PooledTrial> pooled_trials(const Evidence& evidence) {
  struct Sum {
    std::uint32_t kind = 0;
    double log_rr = 0.0;
    double error = 0.0;
    double outcomes = 0.0;
  };
  std::map<std::pair<std::uint32_t, std::uint32_t>, Sum> sums;
  for (const auto& o : evidence.outcomes) {
    if (!o.log_rr || o.error_is == ErrorIs::missing || !(o.standard_error > 0.0)) continue;
    auto& sum = sums[{o.row, o.trial}];
    sum.kind = o.kind;
    sum.log_rr += *o.log_rr;
    sum.error += std::hypot(o.standard_error, o.conversion_sd);
    sum.outcomes += 1.0;
  }
  std::vector<PooledTrial> trials;
  for (const auto& [key, sum] : sums)
    trials.push_back({key.first, sum.kind, sum.log_rr / sum.outcomes, sum.error / sum.outcomes});
  return trials;
}

TwoLevels two_levels(const std::vector<PooledTrial>& trials) {
  TwoLevels best;
  double most = -std::numeric_limits<double>::infinity();
  for (int t = 0; t <= grid_steps; ++t) {
    const double between_trials = grid_step * t;
    const auto rows = sums_of(trials, between_trials);
    for (int r = 0; r <= grid_steps; ++r) {
      const double between_rows = grid_step * r;
      const Mean mean = mean_of(rows, between_rows);
      if (!(mean.log_density > most)) continue;
      most = mean.log_density;
      best = {mean.value, mean.variance, between_rows, between_trials, {}};
    }
  }
  for (const auto& [id, row] : sums_of(trials, best.between_trials)) {
    const double between = best.between_rows * best.between_rows;
    // Share of the row's own mean; the rest is that of all.
    const double own = between / (between + 1.0 / row.weight);
    best.rows[id] = {own * row.mean + (1.0 - own) * best.mean,
                     own / row.weight + (1.0 - own) * (1.0 - own) * best.variance};
  }
  return best;
}

}  // namespace salus::calibration
