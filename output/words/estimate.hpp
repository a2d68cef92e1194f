#pragma once
/// A figure over draws, and how many of its digits are said: the one place where that is decided. Everything that says
/// a figure (`Number`, intervals, chances) carries its error to here.
#include <cmath>
#include <optional>

#include "model/core/interval.hpp"

namespace salus::output {

/// A figure over draws with its Monte Carlo standard error; no error: known exactly, or its error is not known.
struct Estimate {
  double value = 0.0;
  double error = 0.0;
  /// What a cost, a multiple or a factor is, above nothing by what it is: to say 'about 0' of one would say 'for
  /// nothing'.
  bool above_nothing = false;

  /// Without the digits that the error does not support; 0 where it is `about_nothing`. Keeps the order of values.
  double rounded() const;
  /// No further from 0 than one error, so that not even its sign is told. What is exactly 0 is nothing, not about it.
  bool about_nothing() const;
  /// Above nothing by what it is, but told by so few draws that it may lie anywhere there.
  bool not_told() const { return above_nothing && about_nothing(); }
  /// The power of ten to which it is said: next below twice the error. None where it has no error.
  std::optional<int> last_place() const;
};
/// Whether another seed might say nothing, or the other sign: no further from 0 than two errors. What is divided by
/// such a figure says nothing.
inline bool may_be_nothing(const Estimate& of) { return of.value == 0.0 || std::abs(of.value) <= 2.0 * of.error; }
/// 1 over a figure that is above 0.
inline Estimate inverse(const Estimate& of) {
  return {.value = 1.0 / of.value, .error = of.error / (of.value * of.value), .above_nothing = true};
}
inline Estimate operator*(const Estimate& of, double factor) {
  return {.value = of.value * factor, .error = of.error * std::abs(factor), .above_nothing = of.above_nothing};
}

/// A share of so many draws. Its error is that of independent ones, at most: those taken are spread more evenly.
Estimate share_of_draws(double share, double draws);
/// One share less another of the same draws. Its error is that of independent ones, at most.
Estimate difference_of_shares(const Estimate& one, const Estimate& other);

/// 5, 50 and 95 %; the ends are not numbers where there are too few draws for an interval.
struct IntervalEstimate {
  Estimate low;
  Estimate middle;
  Estimate high;
  /// Whether the errors of the ends can be told: of fewer than 72 draws the chance that none at all lies beyond the
  /// true end is above 2.5 %, so that no error that the draws tell bounds it. Theirs then leave one digit of each.
  bool ends_told = true;

  /// Each by its own error; an end that would pass the middle so, by the middle's. Beside a middle that is exactly 0 an
  /// end that is about nothing is 0.
  IntervalEstimate in_order() const;
  /// The same of what is above nothing by what it is.
  IntervalEstimate above_nothing() const;
  model::Interval rounded() const;
};
inline IntervalEstimate operator*(const IntervalEstimate& of, double factor) {
  return {of.low * factor, of.middle * factor, of.high * factor, of.ends_told};
}

}  // namespace salus::output
