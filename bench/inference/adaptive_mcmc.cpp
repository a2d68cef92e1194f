#include "bench/inference/adaptive_mcmc.hpp"

#include <cmath>
#include <limits>
#include <stdexcept>

#include "bench/inference/domains.hpp"
#include "calibration/inference/adaptive_block.hpp"

namespace salus::inference {
namespace {

class Chain {
 public:
  Chain(const Coordinates& coordinates, const LogLikelihood& log_likelihood, std::uint64_t seed, std::uint32_t number)
      : coordinates_(coordinates),
        log_likelihood_(log_likelihood),
        seed_(seed),
        number_(number),
        key_(model::random_key(seed, number, domain::chain)),
        at_(coordinates.size()),
        block_(std::vector<double>(coordinates.size(), 1.0)) {
    constexpr double impossible = -std::numeric_limits<double>::infinity();
    for (std::uint32_t attempt = 0; attempt < 1000 && !(log_posterior_ > impossible); ++attempt) {
      coordinates.to_line(coordinates.draw(key_, attempt), at_);
      log_posterior_ = evaluate(at_);
      y_ = proposed_;
    }
    if (!(log_posterior_ > impossible)) throw std::runtime_error("the likelihood is zero at 1,000 draws of the prior");
  }

  void step(std::uint32_t iteration, bool adapt) {
    calibration::Stream random(key_, iteration, walking);
    if (metropolis(
            block_, at_, log_posterior_, [this](const std::vector<double>& line) { return evaluate(line); }, adapt,
            random))
      y_ = proposed_;
  }

  const std::vector<double>& y() const { return y_; }
  std::uint64_t calls() const { return calls_; }

 private:
  static constexpr std::uint32_t walking = 1;  // apart from draws of the prior

  double evaluate(const std::vector<double>& line) {
    auto& y = proposed_;
    y.resize(line.size());
    const double log_jacobian = coordinates_.from_line(line, y);
    const double log_prior = coordinates_.log_prior(y);
    if (!std::isfinite(log_jacobian) || !std::isfinite(log_prior)) return -std::numeric_limits<double>::infinity();
    const auto key =
        model::random_key(seed_, (static_cast<std::uint64_t>(number_) << 32) + calls_++, domain::likelihood);
    const double value = log_likelihood_(coordinates_.theta(y), key);
    if (std::isnan(value) || value == std::numeric_limits<double>::infinity())
      throw std::domain_error("a log-likelihood is not a number or infinite");
    return value + log_prior + log_jacobian;
  }

  const Coordinates& coordinates_;
  const LogLikelihood& log_likelihood_;
  std::uint64_t seed_;
  std::uint32_t number_;
  model::RandomKey key_;
  std::uint64_t calls_ = 0;

  /// on the line; the same and what was tried last on the prior's scale
  std::vector<double> at_;
  std::vector<double> y_;
  std::vector<double> proposed_;

  calibration::AdaptiveBlock block_;
  double log_posterior_ = -std::numeric_limits<double>::infinity();
};

}  // namespace

Draws adaptive_mcmc(const std::vector<Parameter>& parameters, const LogLikelihood& log_likelihood, const McmcPlan& plan,
                    const model::Executor& executor) {
  if (plan.chains == 0 || plan.draws == 0) throw std::invalid_argument("chains and draws must be at least one");
  const Coordinates coordinates(parameters);
  Draws result{coordinates.names(), plan.chains, plan.draws,
               std::vector<double>(plan.chains * plan.draws * coordinates.size()), 0};
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

}  // namespace salus::inference
