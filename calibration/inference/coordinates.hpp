#pragma once
/// Parameters with independent priors, and the coordinates in which their values are inferred.
#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "model/parameters/prior.hpp"
#include "model/random/philox.hpp"

namespace salus::calibration {

/// A parameter by name. Any family with a density serves (`spike_lognormal` is refused); a `fixed` one is handed on and
/// not inferred.
struct Parameter {
  std::string name;
  model::Prior prior;
};

/// Coordinates of the parameters that are inferred. On the prior's scale a coordinate is (theta - a) / (b - a) for a
/// uniform prior and the standard score of theta, log theta or logit theta for the others; on the line its bounds are
/// at infinity.
class Coordinates {
 public:
  /// @throws std::invalid_argument for no parameter to infer, empty or doubled names, numbers that make no prior,
  /// bounds that leave nothing.
  explicit Coordinates(std::vector<Parameter> parameters);

  std::size_t size() const noexcept { return axes_.size(); }
  std::vector<std::string> names() const;
  /// Values of all parameters, fixed ones included. @param y on the prior's scale.
  std::vector<double> theta(std::span<const double> y) const;
  /// Values of the inferred ones alone. @param out of `size()`; may be y itself.
  void inferred(std::span<const double> y, std::span<double> out) const;
  /// Log density of the prior on its own scale; -infinity outside the bounds.
  double log_prior(std::span<const double> y) const;
  /// Point of the prior on its own scale.
  std::vector<double> draw(model::RandomKey key, std::uint32_t entity) const;
  /// From the line to the prior's scale. @return log of the Jacobian.
  double from_line(std::span<const double> line, std::span<double> y) const;
  void to_line(std::span<const double> y, std::span<double> line) const;

 private:
  struct Axis {
    std::size_t parameter = 0;

    /// bounds on the prior's scale
    double lower = 0.0;
    double upper = 1.0;

    /// standard normal probabilities at the bounds; not for a uniform prior
    double below = 0.0;
    double above = 1.0;

    double log_mass = 0.0;  ///< log of the prior's probability within the bounds
  };
  std::vector<Parameter> parameters_;
  std::vector<Axis> axes_;
};

}  // namespace salus::calibration
