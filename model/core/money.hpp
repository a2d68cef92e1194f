#pragma once
/// Money in whole cents. Sums are exact and overflow is refused; a split never loses or makes a cent.
#include <compare>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

#include "model/core/quantity.hpp"

namespace salus::model {

/// An amount of money in US cents, as the budget has them.
class Cents {
 public:
  constexpr Cents() = default;
  constexpr explicit Cents(std::int64_t value) : value_(value) {}
  constexpr std::int64_t value() const noexcept { return value_; }
  /// The same amount in US dollars as the budget has them; for formulas, never for sums.
  constexpr PaidUsd dollars() const noexcept { return PaidUsd(static_cast<double>(value_) / 100.0); }

  constexpr auto operator<=>(const Cents&) const = default;
  constexpr Cents& operator+=(Cents other) {
    if (__builtin_add_overflow(value_, other.value_, &value_))
      throw std::overflow_error("a sum of money exceeds the range of 64-bit cents");
    return *this;
  }
  constexpr Cents& operator-=(Cents other) {
    if (__builtin_sub_overflow(value_, other.value_, &value_))
      throw std::overflow_error("a difference of money exceeds the range of 64-bit cents");
    return *this;
  }
  friend constexpr Cents operator+(Cents a, Cents b) { return a += b; }
  friend constexpr Cents operator-(Cents a, Cents b) { return a -= b; }

 private:
  std::int64_t value_ = 0;
};

/// `amount` in `weights.size()` parts in proportion to the weights (largest remainder; ties to the lower index).
/// @pre weights are non-negative with a positive sum below 2^31. @return parts that sum to `amount` exactly.
std::vector<Cents> split(Cents amount, const std::vector<std::int64_t>& weights);

/// `1,234,567.89`
std::string to_string(Cents amount);

}  // namespace salus::model
