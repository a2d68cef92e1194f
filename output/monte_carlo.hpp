#pragma once
/// Monte Carlo errors: by how much a figure over draws would differ under another seed, and the digits that leaves.
///
/// Draws come in `model::scrambles` scrambles of one sequence, draw by draw in turn, that are independent of each other
/// and alike: the spread of their own figures tells the error of the figure of all. (The formula for independent draws
/// would overstate it, since within a scramble draws are spread more evenly than independent ones.) So few scrambles
/// tell a variance badly: theirs counts with one degree of freedom less than there are, that of independent draws, an
/// upper bound in the limit, with 16. Of figures of 1,000 draws with heavy tails, 2 in 10,000 (7 where draws are
/// independent) lie further than 4.2 such errors from the truth; of a normal law with a known error it were 0.3.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <vector>

#include "output/figures.hpp"

namespace salus::output {

/// A value without the digits that an error does not support: to the power of ten next below twice the error, or to its
/// own first digit where that is finer, so that what is not nothing stays so. Keeps the order of values.
double rounded_by(double error, double value);

/// A figure over draws.
struct Estimate {
  double value = 0.0;
  double error = 0.0;  ///< Monte Carlo standard error; not a number where fewer than two draws tell none
  double rounded() const { return rounded_by(error, value); }
};
/// Whether another seed might say nothing, or the other sign: no further from 0 than two errors. What is divided by
/// such a figure says nothing.
inline bool may_be_nothing(const Estimate& of) { return of.value == 0.0 || std::abs(of.value) <= 2.0 * of.error; }
/// 1 over a figure that is not 0.
inline Estimate inverse(const Estimate& of) { return {1.0 / of.value, of.error / (of.value * of.value)}; }

/// Each from values by draw, in the order of draws; a failed one is not a number and left out. Where a scramble has
/// fewer than four draws, the error is that of independent ones.
Estimate mean_estimate(const std::vector<double>& by_draw);
inline double monte_carlo_error(const std::vector<double>& by_draw) { return mean_estimate(by_draw).error; }

/// A mean that a few draws may carry.
struct MeanOfDraws {
  double mean = unknown;
  double error = unknown;          ///< `monte_carlo_error`
  double largest_share = unknown;  ///< `largest_draw_share`
};
MeanOfDraws mean_of_draws(const std::vector<double>& by_draw);

/// Quantile of type 7. Its error is that of the share of draws below it, times how far quantiles lie apart there (after
/// Woodruff 1952, doi:10.1080/01621459.1952.10483443), told from those three errors to either side, as far as there are
/// such that are finite. In a tail their distances from the middle are compared by their logarithms, so that the few
/// outermost draws, which may be of any size, tell no more than their rank: of 100 draws of laws with tails up to
/// Cauchy's nine in ten stated errors lie between 0.4 and 3.6 of the real one (0.6 to 52 without logarithms).
Estimate quantile_estimate(const std::vector<double>& by_draw, double level);

/// The quantile of `other` less that of `one`, on the same draws: what both have of a draw's luck is not in its error
/// (the spread between scrambles of the sum over draws of what each draw does to the two, by the slopes as above).
Estimate quantile_difference(const std::vector<double>& one, const std::vector<double>& other, double level);

/// Figures that are said side by side, as parts of one another: rounded by the largest of their errors, so that they
/// keep their order, and sums are right to that unit.
template <std::size_t n>
std::array<double, n> rounded_together(const std::array<Estimate, n>& figures) {
  double error = 0.0;
  for (const Estimate& one : figures) error = std::max(error, one.error);
  std::array<double, n> all{};
  std::transform(figures.begin(), figures.end(), all.begin(),
                 [error](const Estimate& one) { return rounded_by(error, one.value); });
  return all;
}

/// Mean of one over mean of another, on the same draws: no draw is left out because the other is nothing in it. Not a
/// number where the other's mean is not above nothing by more than two of its errors. Error by the ratio's linear term.
Estimate ratio_of_means(const std::vector<double>& one, const std::vector<double>& other);

/// 5, 50 and 95 %; the ends are not numbers where there are too few draws for an interval.
struct IntervalEstimate {
  Estimate low;
  Estimate middle;
  Estimate high;
  /// Whether the errors of the ends can be told: of fewer than 72 draws the chance that none at all lies beyond the
  /// true end is above 2.5 %, so that no error that the draws tell bounds it.
  bool ends_told = true;
  /// Each by its own error; an end that would pass the middle so, by the middle's.
  model::Interval rounded() const;
};
IntervalEstimate interval_estimate(const std::vector<double>& by_draw);

/// What is said: figures without the digits that their errors do not support.
inline model::Interval supported_interval(const std::vector<double>& by_draw) {
  return interval_estimate(by_draw).rounded();
}
inline double supported_quantile(const std::vector<double>& by_draw, double level) {
  return quantile_estimate(by_draw, level).rounded();
}

}  // namespace salus::output
