#include "calibration/synthesis/law.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "calibration/synthesis/normal.hpp"

namespace salus::calibration::synthesis {
namespace {

bool has_error(const Outcome& outcome) { return outcome.error_is != ErrorIs::missing; }

void check(const Evidence& evidence) {
  const auto held = [](std::uint32_t at, const std::vector<std::string>& names) {
    if (at >= names.size()) throw std::invalid_argument("an outcome has an index that no list holds");
  };
  for (const auto& o : evidence.outcomes) {
    held(o.row, evidence.rows);
    held(o.kind, evidence.kinds);
    held(o.trial, evidence.trials);
    held(o.team, evidence.teams);
    held(o.crime_type, evidence.crime_types);
    if (has_error(o) && !(o.standard_error > 0.0 && std::isfinite(o.standard_error)))
      throw std::invalid_argument("an outcome has no standard error above 0 though it is said to have one");
    if (o.log_rr && !std::isfinite(*o.log_rr)) throw std::invalid_argument("an outcome has no finite relative risk");
  }
}

/// Whether a is published rather than b: observed, then known, then the smaller error, then the larger size.
bool leads(const Outcome& a, const Outcome& b) {
  if (a.log_rr.has_value() != b.log_rr.has_value()) return a.log_rr.has_value();
  if (has_error(a) != has_error(b)) return has_error(a);
  if (has_error(a)) return a.standard_error < b.standard_error;
  return std::isfinite(a.log_size) && (!std::isfinite(b.log_size) || a.log_size > b.log_size);
}

void gather_trials(const Evidence& evidence, Frame& frame) {
  std::vector<std::uint32_t> order(evidence.outcomes.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return evidence.outcomes[a].trial < evidence.outcomes[b].trial;
  });
  std::uint32_t at = 0;
  std::uint32_t trials = 0;
  for (const std::uint32_t place : order) {
    const auto& outcome = evidence.outcomes[place];
    if (frame.trials.empty() || frame.trials.back().name != outcome.trial) {
      frame.trials.push_back({at, at, at, outcome.trial});
      ++trials;
    }
    frame.items.push_back({outcome, place, {}, 0.0, 1.0});
    auto& trial = frame.trials.back();
    if (leads(outcome, frame.items[trial.leading].outcome)) trial.leading = at;
    trial.end = ++at;
    frame.trial_of.push_back(trials - 1);
    if (trial.end - trial.begin > most_outcomes) throw std::invalid_argument("a trial has more than 64 outcomes");
    frame.several = frame.several || trial.end - trial.begin > 1;
  }
}

void center_sizes(Frame& frame) {
  double sum = 0.0;
  double known = 0.0;
  for (const auto& item : frame.items)
    if (std::isfinite(item.outcome.log_size)) {
      sum += item.outcome.log_size;
      known += 1.0;
    }
  frame.mean_size = sum / std::max(known, 1.0);
  for (auto& item : frame.items)
    if (std::isfinite(item.outcome.log_size)) item.size = item.outcome.log_size - frame.mean_size;
}

}  // namespace

std::optional<std::uint32_t> level_of(const Outcome& o, Group group) {
  using model::index;
  switch (group) {
    case Group::mean:
      return 0;
    case Group::kind:
      return o.kind;
    case Group::row:
      return o.row;
    case Group::cell:
      return o.row * 64 + o.crime_type;
    case Group::design:
      if (o.design == Design::rct_person || o.design == Design::rct_cluster) return {};
      return index(o.design);
    case Group::implementer:
      if (o.implementer == Implementer::demonstration) return {};
      return index(o.implementer);
    case Group::source:
      if (o.source == OutcomeSource::administrative) return {};
      return index(o.source);
    case Group::reporter:
      if (o.reporter == Reporter::victim || o.reporter == Reporter::record) return {};
      return index(o.reporter);
    case Group::slope:
      return {};
  }
  return {};
}

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

Frame make_frame(const Evidence& evidence) {
  check(evidence);
  Frame frame;
  gather_trials(evidence, frame);
  center_sizes(frame);
  std::uint32_t columns = 0;
  for (const Group group : model::every<Group>) {
    std::map<std::optional<std::uint32_t>, std::uint32_t> levels;
    for (const auto& item : frame.items) levels.emplace(level_of(item.outcome, group), 0);
    if (group != Group::mean && levels.size() < 2) {
      for (const auto& [level, unused] : levels)
        if (level) frame.sole.insert({group, *level});
      continue;
    }
    for (auto& [level, column] : levels) {
      if (!level) continue;
      column = columns++;
      frame.columns.push_back(group);
      frame.column_of[{group, *level}] = column;
    }
    for (auto& item : frame.items)
      if (const auto level = level_of(item.outcome, group)) item.columns.push_back(levels[level]);
  }
  return frame;
}

bool Frame::is_grouped(Group group) const {
  return group != Group::mean && std::find(columns.begin(), columns.end(), group) != columns.end();
}

std::vector<Group> Frame::grouped() const {
  std::vector<Group> all;
  for (const Group group : model::every<Group>)
    if (is_grouped(group)) all.push_back(group);
  return all;
}

double published_error(const Frame::Item& item, double error) {
  return item.outcome.error_is == ErrorIs::too_small ? item.outcome.standard_error : error;
}

std::pair<double, double> bounds_of(const Frame::Item& item, double error) {
  const double end = significant * published_error(item, error);
  if (item.outcome.sign == 0) return {-end, end};
  return item.outcome.sign < 0 ? std::pair{-forever, 0.0} : std::pair{0.0, forever};
}

std::pair<double, double> error_law(const Frame::Item& item, const State& state) {
  const ErrorLine& line = state.errors[origin_of(item.outcome.source)];
  return {line.level + line.slope * item.size, line.spread * item.size_spread};
}

void set_sums(const Frame& frame, State& state) {
  state.sum.assign(frame.items.size(), 0.0);
  for (std::size_t i = 0; i < frame.items.size(); ++i)
    for (const auto column : frame.items[i].columns) state.sum[i] += state.beta[column];
}

void TrialLaw::set(const Frame& frame, const Priors& priors, const State& state, std::uint32_t trial, bool wide) {
  const auto& span = frame.trials[trial];
  size_ = span.end - span.begin;
  const double between = state.tau * state.tau * (wide ? priors.wide * priors.wide : 1.0);
  const auto variance = [&](std::uint32_t item) {
    const double s = state.error[item];
    const double converted = frame.items[item].outcome.conversion_sd;
    return between + state.omega * state.omega + s * s + converted * converted;
  };
  if (size_ == 1) {
    variance_ = variance(span.begin);
    root_determinant_ = std::sqrt(variance_);
    return;
  }
  factor_.resize(std::size_t{size_} * size_);
  root_determinant_ = 1.0;
  for (std::uint32_t i = 0; i < size_; ++i) {
    const double shared = priors.error_correlation * state.error[span.begin + i];
    double* row = &factor_[std::size_t{i} * size_];
    for (std::uint32_t j = 0; j <= i; ++j) {
      double sum = i == j ? variance(span.begin + i) : between + shared * state.error[span.begin + j];
      const double* other = &factor_[std::size_t{j} * size_];
      for (std::uint32_t k = 0; k < j; ++k) sum -= row[k] * other[k];
      row[j] = i == j ? std::sqrt(sum) : sum / other[j];
    }
    root_determinant_ *= row[i];
  }
}

double TrialLaw::square(const double* residuals) const {
  if (size_ == 1) return residuals[0] * residuals[0] / variance_;
  double sum = 0.0;
  std::array<double, most_outcomes> z;
  for (std::uint32_t i = 0; i < size_; ++i) {
    z[i] = residuals[i];
    for (std::uint32_t k = 0; k < i; ++k) z[i] -= factor_[i * size_ + k] * z[k];
    z[i] /= factor_[i * size_ + i];
    sum += z[i] * z[i];
  }
  return sum;
}

void TrialLaw::solve(double* x) const {
  if (size_ == 1) {
    x[0] /= variance_;
    return;
  }
  for (std::uint32_t i = 0; i < size_; ++i) {
    for (std::uint32_t k = 0; k < i; ++k) x[i] -= factor_[i * size_ + k] * x[k];
    x[i] /= factor_[i * size_ + i];
  }
  for (std::uint32_t i = size_; i-- > 0;) {
    x[i] /= factor_[i * size_ + i];
    for (std::uint32_t k = 0; k < i; ++k) x[k] -= factor_[i * size_ + k] * x[i];
  }
}

double half_normal(double x, double scale) {
  if (x < 0.0) return -forever;
  return -0.5 * (x / scale) * (x / scale);
}

State draw_state(const Frame& frame, const Priors& priors, Selection selection, Stream& random) {
  State state;
  const auto half = [&](double scale) { return scale * std::abs(random.normal()); };
  for (const Group group : model::every<Group>)
    state.spread[group] =
        group == Group::mean || group == Group::slope ? priors.scale[group] : half(priors.scale[group]);
  for (const Group group : frame.columns) state.beta.push_back(state.spread[group] * random.normal());
  if (selection == Selection::slope) state.beta.push_back(-half(priors.scale[Group::slope]));
  state.tau = half(priors.tau);
  state.omega = frame.several ? half(priors.omega) : 0.0;
  // Beta(1, b): its distribution function is inverted.
  state.wide_share = 1.0 - model::exponential(model::logarithm(random.uniform()) / priors.wide_share_rest);
  for (ErrorLine& line : state.errors) {
    line.level = priors.error_level + priors.error_level_sd * random.normal();
    line.slope = priors.error_slope + priors.error_slope_sd * random.normal();
    line.spread = half(priors.error_spread);
  }
  if (selection == Selection::step) {
    state.line = draw_weight_line(random);
    state.weights = weights_at(state.line);
  }
  for (std::size_t t = 0; t < frame.trials.size(); ++t) state.wide.push_back(random.uniform() < state.wide_share);
  state.log_rr.resize(frame.items.size());
  state.error.resize(frame.items.size());
  set_sums(frame, state);
  return state;
}

}  // namespace salus::calibration::synthesis
