#include "calibration/synthesis/gaussian.hpp"

#include <algorithm>
#include <cmath>

namespace salus::calibration::synthesis {

void Gaussian::clear() {
  std::fill(precision_.begin(), precision_.end(), 0.0);
  std::fill(linear_.begin(), linear_.end(), 0.0);
}

bool Gaussian::factor() {
  log_determinant_ = 0.0;
  // Column by column on the lower triangle kept as rows: row i takes from every row before it.
  for (std::size_t i = 0; i < size_; ++i) {
    double* row = &precision_[i * size_];
    for (std::size_t j = 0; j < i; ++j) {
      const double* other = &precision_[j * size_];
      double even = 0.0;
      double odd = 0.0;
      std::size_t k = 0;
      for (; k + 1 < j; k += 2) {
        even += row[k] * other[k];
        odd += row[k + 1] * other[k + 1];
      }
      if (k < j) even += row[k] * other[k];
      row[j] = (row[j] - (even + odd)) / other[j];
    }
    double square = row[i];
    for (std::size_t k = 0; k < i; ++k) square -= row[k] * row[k];
    if (!(square > 0.0)) return false;
    row[i] = std::sqrt(square);
    log_determinant_ += 2.0 * model::logarithm(row[i]);
  }
  for (std::size_t i = 0; i < size_; ++i) {
    double sum = linear_[i];
    for (std::size_t k = 0; k < i; ++k) sum -= precision_[i * size_ + k] * mean_[k];
    mean_[i] = sum / precision_[i * size_ + i];
  }
  for (std::size_t i = size_; i-- > 0;) {
    mean_[i] /= precision_[i * size_ + i];
    for (std::size_t k = 0; k < i; ++k) mean_[k] -= precision_[i * size_ + k] * mean_[i];
  }
  return true;
}

double Gaussian::log_density(const std::vector<double>& x) const {
  // |L'(x - mean)|^2
  double square = 0.0;
  for (std::size_t k = 0; k < size_; ++k) {
    double sum = 0.0;
    for (std::size_t i = k; i < size_; ++i) sum += precision_[i * size_ + k] * (x[i] - mean_[i]);
    square += sum * sum;
  }
  return 0.5 * log_determinant_ - 0.5 * square;
}

std::vector<double> Gaussian::deviation(Stream& random, const double* last) const {
  std::vector<double> z(size_);
  for (double& v : z) v = random.normal();
  if (last != nullptr && size_ > 0) z.back() = *last;
  for (std::size_t i = size_; i-- > 0;) {
    z[i] /= precision_[i * size_ + i];
    for (std::size_t k = 0; k < i; ++k) z[k] -= precision_[i * size_ + k] * z[i];
  }
  return z;
}

}  // namespace salus::calibration::synthesis
