#include "calibration/inference/adaptive_block.hpp"

#include <Eigen/Cholesky>
#include <algorithm>

namespace salus::calibration {
namespace {

using Rows = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
constexpr double wanted_acceptance = 0.3;
constexpr double forgetting = 0.6;

}  // namespace

AdaptiveBlock::AdaptiveBlock(std::vector<double> typical_steps)
    : every_(model::positions_in<Coordinate>(typical_steps)),
      mean_(typical_steps.size(), 0.0),
      cov_(every_, model::positions_in<Other>(typical_steps)),
      factor_(cov_) {
  log_scale_ = model::logarithm(2.38 / std::sqrt(every_.count()));
  for (const auto i : every_) cov_(i, Other(i)) = typical_steps[i] * typical_steps[i];
  refactor();
}

void AdaptiveBlock::refactor() {
  const Eigen::Index n = every_.count();
  Rows c = Eigen::Map<const Rows>(cov_.cells().data(), n, n);
  c.diagonal().array() += 1e-10;
  const Eigen::LLT<Rows> llt(c);
  if (llt.info() == Eigen::Success) Eigen::Map<Rows>(factor_.cells().data(), n, n) = llt.matrixL();
}

std::vector<double> AdaptiveBlock::propose(const std::vector<double>& at, Stream& random) const {
  const double scale = model::exponential(log_scale_);
  std::vector<double> z(at.size());
  std::vector<double> to = at;
  for (double& v : z) v = random.normal();
  for (const auto i : every_)
    for (const auto j : model::Positions<Other>(i + 1u)) to[i] += scale * factor_(i, j) * z[j];
  return to;
}

void AdaptiveBlock::learn(const std::vector<double>& at, double accept) {
  if (steps_ == 0.0) mean_ = at;
  steps_ += 1.0;
  const double rate = std::min(0.5, model::exponential(-forgetting * model::logarithm(steps_)));
  log_scale_ += rate * (accept - wanted_acceptance);
  // The first steps are too few to tell a covariance.
  const double slow = rate * std::min(1.0, steps_ / (20.0 * every_.count()));
  std::vector<double> d(at.size());
  for (const auto i : every_) d[i] = at[i] - mean_[i];
  for (const auto i : every_) {
    mean_[i] += rate * d[i];
    for (const auto j : cov_.along<Other>()) cov_(i, j) += slow * (d[i] * d[j] - cov_(i, j));
  }
  refactor();
}

void AdaptiveBlock::save(std::vector<double>& out) const {
  out.insert(out.end(), {log_scale_, steps_});
  for (const auto* part : {&mean_, &cov_.cells(), &factor_.cells()}) out.insert(out.end(), part->begin(), part->end());
}

void AdaptiveBlock::load(const double*& in) {
  for (double* v : {&log_scale_, &steps_}) *v = *in++;
  for (auto* part : {&mean_, &cov_.cells(), &factor_.cells()})
    for (double& v : *part) v = *in++;
}

bool metropolis(AdaptiveBlock& block, std::vector<double>& x, double& current,
                const std::function<double(const std::vector<double>&)>& log_density, bool learning, Stream& random) {
  auto to = block.propose(x, random);
  const double there = log_density(to);
  const double accept = there >= current ? 1.0 : model::exponential(there - current);
  const bool moved = random.uniform() < accept;
  if (moved) {
    x = std::move(to);
    current = there;
  }
  if (learning) block.learn(x, accept);
  return moved;
}

}  // namespace salus::calibration
