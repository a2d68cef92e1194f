#pragma once
/// A joint normal law of many coefficients by its precision: -b'Qb / 2 + l'b.
#include <cstdint>
#include <vector>

#include "calibration/inference/stream.hpp"

namespace salus::calibration::synthesis {

class Gaussian {
 public:
  explicit Gaussian(std::size_t size = 0) : size_(size), precision_(size * size), linear_(size), mean_(size) {}
  std::size_t size() const { return size_; }
  void clear();
  /// Of the lower triangle alone. @pre row >= column
  double& precision(std::size_t row, std::size_t column) { return precision_[row * size_ + column]; }
  double& linear(std::size_t at) { return linear_[at]; }

  /// Cholesky factor and mean; everything below needs it. @return false where the precision is not positive
  bool factor();
  const std::vector<double>& mean() const { return mean_; }
  double log_determinant() const { return log_determinant_; }  ///< of the precision
  /// Precision of the last coefficient with all others integrated out, as a root.
  double last_root() const { return precision_.back(); }
  /// Log density at x but for the constant of pi.
  double log_density(const std::vector<double>& x) const;
  /// Mean zero. @param last where not null, the last coefficient as a standard normal is given
  std::vector<double> deviation(Stream& random, const double* last = nullptr) const;

 private:
  std::size_t size_;
  std::vector<double> precision_;  ///< row by row; after `factor` the lower Cholesky factor
  std::vector<double> linear_;
  std::vector<double> mean_;
  double log_determinant_ = 0.0;
};

}  // namespace salus::calibration::synthesis
