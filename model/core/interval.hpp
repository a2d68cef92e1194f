#pragma once
/// The interval by which a spread over draws is shown.
#include <cstdint>

#include "model/core/enumeration.hpp"

namespace salus::model {

/// Quantiles of 5, 50 and 95 %.
enum class IntervalLevel : std::uint8_t { low, middle, high };
inline constexpr EnumArray<double, IntervalLevel> interval_shares{{0.05, 0.5, 0.95}};

/// A number at each of these levels.
struct Interval {
  double low = 0.0;
  double middle = 0.0;
  double high = 0.0;

  friend constexpr Interval operator*(const Interval& i, double factor) {
    return {i.low * factor, i.middle * factor, i.high * factor};
  }
  friend bool operator==(const Interval&, const Interval&) = default;
};

/// `at` of each level.
template <class At>
Interval by_level(At at) {
  return {at(IntervalLevel::low), at(IntervalLevel::middle), at(IntervalLevel::high)};
}

}  // namespace salus::model
