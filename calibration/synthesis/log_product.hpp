#pragma once
/// The logarithm of a product of many factors above 0, with few logarithms taken.
#include "model/core/elementary.hpp"

namespace salus::calibration::synthesis {

class LogProduct {
 public:
  void times(double factor) {
    product_ *= factor;
    if (product_ > 1e-150 && product_ < 1e150) return;
    log_ += model::logarithm(product_);
    product_ = 1.0;
  }
  double value() const { return log_ + model::logarithm(product_); }

 private:
  double log_ = 0.0;
  double product_ = 1.0;
};

}  // namespace salus::calibration::synthesis
