#include "calibration/inference/adaptive_mcmc.hpp"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "calibration/inference/domains.hpp"
#include "model/core/elementary.hpp"
#include "model/random/sampler.hpp"

namespace salus::calibration {
namespace {

using Eigen::MatrixXd, Eigen::VectorXd;
constexpr double wanted_acceptance = 0.25;

class Chain {
 public:
  Chain(const Coordinates& coordinates, const LogLikelihood& log_likelihood, std::uint64_t seed, std::uint32_t number)
      : coordinates_(coordinates), log_likelihood_(log_likelihood), seed_(seed), number_(number), key_(model::random_key(seed, number, domain::chain)), size_(coordinates.size()) {
    for (std::uint32_t attempt = 0; attempt < 1000 && !(log_posterior_ > -std::numeric_limits<double>::infinity()); ++attempt) {
      at_.resize(static_cast<Eigen::Index>(size_));
      coordinates.to_line(coordinates.draw(key_, attempt), {at_.data(), size_});
      log_posterior_ = evaluate(at_, y_);
    }
    if (!(log_posterior_ > -std::numeric_limits<double>::infinity())) throw std::runtime_error("the likelihood is zero at 1,000 draws of the prior");
    mean_ = at_;
    covariance_ = MatrixXd::Identity(at_.size(), at_.size());
    log_scale_ = model::logarithm(2.38 / std::sqrt(static_cast<double>(size_)));
    factor_ = covariance_.llt().matrixL();
  }

  void step(std::uint32_t iteration, bool adapt) {
    VectorXd z(at_.size());
    for (std::uint32_t i = 0; i < size_; ++i) z[i] = model::standard_normal(key_, {0, iteration, 1, i});
    const VectorXd proposal = at_ + model::exponential(log_scale_) * (factor_ * z);
    std::vector<double> y;
    const double proposed = evaluate(proposal, y);
    const double acceptance = proposed >= log_posterior_ ? 1.0 : model::exponential(proposed - log_posterior_);
    if (model::uniform(key_, {0, iteration, 2, 0}) < acceptance) at_ = proposal, y_ = y, log_posterior_ = proposed;
    if (!adapt) return;
    const double rate = model::exponential(-0.6 * model::logarithm(static_cast<double>(iteration) + 2.0));
    log_scale_ += rate * (acceptance - wanted_acceptance);
    const VectorXd gap = at_ - mean_;
    mean_ += rate * gap;
    covariance_ += rate * (gap * gap.transpose() - covariance_);
    factor_ = (covariance_ + 1e-9 * MatrixXd::Identity(at_.size(), at_.size())).llt().matrixL();
  }

  const std::vector<double>& y() const { return y_; }
  std::uint64_t calls() const { return calls_; }

 private:
  double evaluate(const VectorXd& line, std::vector<double>& y) {
    y.resize(size_);
    const double log_jacobian = coordinates_.from_line({line.data(), size_}, y), log_prior = coordinates_.log_prior(y);
    if (!std::isfinite(log_jacobian) || !std::isfinite(log_prior)) return -std::numeric_limits<double>::infinity();
    const auto key = model::random_key(seed_, (static_cast<std::uint64_t>(number_) << 32) + calls_++, domain::likelihood);
    const double value = log_likelihood_(coordinates_.theta(y), key);
    if (std::isnan(value) || value == std::numeric_limits<double>::infinity()) throw std::domain_error("a log-likelihood is not a number or infinite");
    return value + log_prior + log_jacobian;
  }

  const Coordinates& coordinates_;
  const LogLikelihood& log_likelihood_;
  std::uint64_t seed_;
  std::uint32_t number_;
  model::RandomKey key_;
  std::size_t size_;
  std::uint64_t calls_ = 0;
  VectorXd at_, mean_;
  MatrixXd covariance_, factor_;
  std::vector<double> y_;
  double log_scale_ = 0.0, log_posterior_ = -std::numeric_limits<double>::infinity();
};

}  // namespace

Draws adaptive_mcmc(const std::vector<Parameter>& parameters, const LogLikelihood& log_likelihood, const McmcPlan& plan, const model::Executor& executor) {
  if (plan.chains == 0 || plan.draws == 0) throw std::invalid_argument("chains and draws must be at least one");
  const Coordinates coordinates(parameters);
  Draws result{coordinates.names(), plan.chains, plan.draws, std::vector<double>(plan.chains * plan.draws * coordinates.size()), 0};
  std::vector<std::uint64_t> calls(plan.chains);
  executor.for_blocks(plan.chains, 1, [&](std::size_t c, std::size_t) {
    Chain chain(coordinates, log_likelihood, plan.seed, static_cast<std::uint32_t>(c));
    for (std::size_t i = 0; i < plan.warm_up + plan.draws; ++i) {
      chain.step(static_cast<std::uint32_t>(i), i < plan.warm_up);
      if (i >= plan.warm_up) coordinates.inferred(chain.y(), {&result(c, i - plan.warm_up, 0), coordinates.size()});
    }
    calls[c] = chain.calls();
  });
  for (const std::uint64_t n : calls) result.simulations += n;
  return result;
}

}  // namespace salus::calibration
