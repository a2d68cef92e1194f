#pragma once
/// What each row of a city has of what they take away together.
#include <algorithm>
#include <cmath>

#include "model/programme/delivery.hpp"

namespace salus::model {

/// How the difference between the joint effect and the sum of single effects is shared among rows, in one year and
/// type.
class OverlapShare {
 public:
  OverlapShare(const CityEffect& effect, YearIndex y, CrimeType k) : year_(y), type_(k) {
    double all = 0.0;
    for (const auto& row : effect.rows) {
      all += row.alone(y, k);
      size_ += std::abs(row.alone(y, k));
      if (row.coverage.covered[y] > 0.0) at_work_ += 1.0;
    }
    together_ = 1.0 - effect.factor(y, k) - all;
  }
  /// Of the crime without measures, what the row takes away: what it would alone, less its part of the overlap.
  double part(const CityEffect::Row& row) const { return row.alone(year_, type_) + together_ * of(row); }

 private:
  /// Agents may commit less of a crime that no row acts on, where another crime would have led to it: all rows at
  /// work have a part in it.
  double of(const CityEffect::Row& row) const {
    if (size_ > 0.0) return std::abs(row.alone(year_, type_)) / size_;
    return row.coverage.covered[year_] > 0.0 ? 1.0 / std::max(1.0, at_work_) : 0.0;
  }
  YearIndex year_;
  CrimeType type_;
  double together_ = 0.0;  ///< joint effect less the sum of single effects
  double size_ = 0.0;
  double at_work_ = 0.0;  ///< number of rows with coverage
};

}  // namespace salus::model
