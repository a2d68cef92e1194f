#include "calibration/synthesis/log_risk.hpp"

#include <array>
#include <cmath>
#include <functional>
#include <limits>

#include "model/core/elementary.hpp"

namespace salus::calibration {
namespace {

using model::exponential;
using model::logarithm;

/// A node of the Gauss-Hermite rule with nine nodes for a standard normal.
struct Node {
  double at;
  double weight;
};
constexpr std::array<Node, 9> normal_nodes{{{-4.512745863399783, 2.2345844007746598e-05},
                                            {-3.205429002856470, 0.0027891413212317691},
                                            {-2.076847978677830, 0.049916406765217881},
                                            {-1.023255663789133, 0.24409750289493909},
                                            {0.0, 0.40634920634920635},
                                            {1.023255663789133, 0.24409750289493909},
                                            {2.076847978677830, 0.049916406765217881},
                                            {3.205429002856470, 0.0027891413212317691},
                                            {4.512745863399783, 2.2345844007746598e-05}}};

/// A log relative risk and its derivative by what was published.
struct Converted {
  double log_rr;
  double slope;
};
using Conversion = std::function<Converted(double prevalence)>;

Converted of_odds_ratio(double log_odds, double p) {
  const double odds = exponential(log_odds);
  const double below = 1.0 - p + p * odds;
  return {log_odds - logarithm(below), (1.0 - p) / below};
}

Converted of_share(double difference, double p) { return {logarithm((p + difference) / p), 1.0 / (p + difference)}; }

/// Whether a prevalence could be that of these studies: some are left among the treated.
bool possible(const Converted& c) { return std::isfinite(c.log_rr) && std::isfinite(c.slope) && c.slope > 0.0; }

/// Mean over the prevalences that could be.
LogRisk integrated(const Study& study, std::optional<double> error, const Conversion& conversion) {
  const double written = study.control_prevalence.value();
  const bool of_mean = study.measure == StudyMeasure::difference;
  const double sd = study.prevalence_is == PrevalenceIs::assumed ? assumed_prevalence_sd : 0.0;
  double weights = 0.0;
  double mean = 0.0;
  double square = 0.0;
  double slopes = 0.0;
  for (const auto& node : normal_nodes) {
    const double prevalence =
        of_mean ? written * exponential(sd * node.at) : model::logistic(model::logit(written) + sd * node.at);
    const Converted at = conversion(prevalence);
    if (!possible(at)) continue;
    weights += node.weight;
    mean += node.weight * at.log_rr;
    square += node.weight * at.log_rr * at.log_rr;
    slopes += node.weight * at.slope * at.slope;
  }
  mean /= weights;
  LogRisk out;
  out.log_rr = mean;
  if (sd > 0.0) out.conversion_sd = std::sqrt(std::max(0.0, square / weights - mean * mean));
  if (error) out.standard_error = *error * std::sqrt(slopes / weights);
  return out;
}

struct Cell {
  double events;
  double total;
};

/// Half an event and half a person without one more, where a cell is empty. Source: Gart, Zweifel 1967,
/// doi:10.1093/biomet/54.1-2.181.
std::array<Cell, 2> cells(const Study& study) {
  std::array<Cell, 2> both{{{study.events_treated.value(), study.total_treated.value()},
                            {study.events_control.value(), study.total_control.value()}}};
  if (both[0].events > 0.0 && both[1].events > 0.0) return both;
  for (auto& cell : both) {
    cell.events += 0.5;
    cell.total += 1.0;
  }
  return both;
}

double error_of_counts(const Study& study) {
  double variance = 0.0;
  for (const auto& cell : cells(study)) variance += 1.0 / cell.events - 1.0 / cell.total;
  return std::sqrt(variance);
}

LogRisk plain(double log_rr, std::optional<double> error) {
  LogRisk out;
  out.log_rr = log_rr;
  out.standard_error = error;
  return out;
}

LogRisk direction(int sign) {
  LogRisk out;
  out.sign = sign;
  return out;
}

/// Units that are counted by what happens in them, and have no people of their own to count.
bool are_areas(StudyUnit unit) {
  return unit == StudyUnit::place || unit == StudyUnit::city || unit == StudyUnit::country;
}

LogRisk of_smd(const Study& study, std::optional<double> error) {
  if (error) *error *= log_odds_of_smd;
  const double log_odds = log_odds_of_smd * study.estimate.value();
  LogRisk out = integrated(study, error, [&](double p) { return of_odds_ratio(log_odds, p); });
  out.conversion_sd = std::hypot(out.conversion_sd, smd_factor_sd * out.log_rr.value());
  return out;
}

}  // namespace

double interval_width(int level) { return 2.0 * model::normal_quantile(0.5 + level / 200.0); }

std::optional<double> analysed_error(const Study& study) {
  if (study.measure == StudyMeasure::counts) return error_of_counts(study);
  if (study.standard_error) return study.standard_error;
  if (!study.low || !study.high) return std::nullopt;
  const double low = *study.low;
  const double high = *study.high;
  const double width = interval_width(study.level);
  switch (study.measure) {
    case StudyMeasure::relative_risk:
    case StudyMeasure::rate_ratio:
    case StudyMeasure::hazard_ratio:
    case StudyMeasure::odds_ratio:
      return logarithm(high / low) / width;
    case StudyMeasure::percent:
      return logarithm((100.0 + high) / (100.0 + low)) / width;
    default:
      return (high - low) / width;
  }
}

LogRisk log_risk(const Study& study) {
  const auto error = analysed_error(study);
  const double estimate = study.estimate.value_or(0.0);
  switch (study.measure) {
    case StudyMeasure::relative_risk:
    case StudyMeasure::rate_ratio:
    case StudyMeasure::hazard_ratio:
      return plain(logarithm(estimate), error);
    case StudyMeasure::log_relative_risk:
      return plain(estimate, error);
    case StudyMeasure::odds_ratio:
      return integrated(study, error, [&](double p) { return of_odds_ratio(logarithm(estimate), p); });
    case StudyMeasure::percent:
      return plain(logarithm((100.0 + estimate) / 100.0), error);
    case StudyMeasure::risk_difference: {
      const auto share_error = error ? std::optional(*error / 100.0) : std::nullopt;
      return integrated(study, share_error, [&](double p) { return of_share(estimate / 100.0, p); });
    }
    case StudyMeasure::difference:
      return integrated(study, error, [&](double mean) { return of_share(estimate, mean); });
    case StudyMeasure::smd:
      return of_smd(study, error);
    case StudyMeasure::counts: {
      const auto both = cells(study);
      return plain(logarithm(both[0].events / both[0].total * both[1].total / both[1].events), error);
    }
    case StudyMeasure::not_significant:
      return direction(0);
    case StudyMeasure::sign_less:
      return direction(-1);
    case StudyMeasure::sign_more:
      return direction(1);
  }
  return {};
}

double log_size(const Study& study) {
  using Arms = std::array<std::optional<double>, 2>;
  const auto known = [](const Arms& arms) { return arms[0].value_or(0.0) > 0.0 && arms[1].value_or(0.0) > 0.0; };
  const auto together = [](double a, double b) { return logarithm(4.0 / (1.0 / a + 1.0 / b)); };
  const Arms clusters{study.clusters_treated, study.clusters_control};
  const Arms units{study.n_treated, study.n_control};
  const Arms people = known(units) ? units : Arms{study.total_treated, study.total_control};
  if (are_areas(study.unit) && known(clusters)) return together(*clusters[0], *clusters[1]);
  if (known(clusters)) {
    const auto effective = [&](std::size_t arm) {
      const double of_people = known(people) ? (1.0 - cluster_correlation) / *people[arm] : 0.0;
      return 1.0 / (of_people + cluster_correlation / *clusters[arm]);
    };
    return together(effective(0), effective(1));
  }
  return known(people) ? together(*people[0], *people[1]) : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace salus::calibration
