#pragma once
/// Monte Carlo errors: by how much a figure over draws would differ under another seed. (`words/estimate` says how many
/// digits that leaves.)
///
/// Draws come in `model::scrambles` scrambles of one sequence, draw by draw in turn, that are independent of each other
/// and alike: the spread of their own figures tells the error of the figure of all. (The formula for independent draws
/// would overstate it, since within a scramble draws are spread more evenly than independent ones.) So few scrambles
/// tell a variance badly: theirs counts with one degree of freedom less than there are, that of independent draws, an
/// upper bound in the limit, with 16. Of figures of 1,000 draws with heavy tails, 2 in 10,000 (7 where draws are
/// independent; of the ends of their interval up to 15) lie further than 4.2 such errors from the truth; of a normal
/// law with a known error it were 0.3.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <vector>

#include "output/figures.hpp"
#include "output/words/estimate.hpp"

namespace salus::output {

/// Each from values by draw, in the order of draws; a failed one is not a number and left out. Where a scramble has
/// fewer than four draws, the error is that of independent ones.
Estimate mean_estimate(const std::vector<double>& by_draw);
inline double monte_carlo_error(const std::vector<double>& by_draw) { return mean_estimate(by_draw).error; }

/// A mean that a few draws may carry.
struct MeanOfDraws {
  double mean = unknown;
  double error = unknown;          ///< `monte_carlo_error`
  double largest_share = unknown;  ///< `largest_draw_share`
  Estimate estimate() const { return {mean, error}; }
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

/// Shares of draws for which `holds` is true, with its error at most.
template <class Holds>
Estimate share_estimate(const std::vector<double>& by_draw, Holds holds) {
  return share_of_draws(share_where(by_draw, holds), number_of_known(by_draw));
}
inline Estimate share_estimate_at_least(const std::vector<double>& by_draw, double goal) {
  return share_estimate(by_draw, [goal](double v) { return v >= goal; });
}

/// A figure with a larger error of others beside it, but for one so small that it would be about nothing beside them.
inline Estimate within_unit_of(double error, const Estimate& figure) {
  const Estimate beside{.value = figure.value, .error = error, .above_nothing = figure.above_nothing};
  return beside.about_nothing() ? figure : beside;
}
/// Figures that are said side by side, as parts of one another: with the largest of their errors, so that they are
/// rounded by one unit, keep their order, and sums are right to that unit.
template <std::size_t n>
std::array<Estimate, n> of_one_unit(std::array<Estimate, n> figures) {
  double error = 0.0;
  for (const Estimate& one : figures) error = std::max(error, one.error);
  for (Estimate& one : figures) one = within_unit_of(error, one);
  return figures;
}

/// A place's target in a year under a scenario.
struct CourseAt {
  model::LocationIndex location;
  model::Target target;
  model::ScenarioIndex scenario;
  model::YearIndex year;
};
/// A quantile that the results keep in place of draws. Its error is that of independent ones, from how far apart the
/// levels beside it lie: at most, since those taken are spread more evenly.
Estimate course_estimate(const model::Results& results, const CourseAt& at, model::QuantileIndex level);
IntervalEstimate course_interval(const model::Results& results, const CourseAt& at);

/// Mean of one over mean of another, on the same draws: no draw is left out because the other is nothing in it. Not a
/// number where the other's mean is not above nothing by more than two of its errors. Error by the ratio's linear term.
Estimate ratio_of_means(const std::vector<double>& one, const std::vector<double>& other);

inline constexpr IntervalEstimate not_known{{unknown, unknown}, {unknown, unknown}, {unknown, unknown}};
IntervalEstimate interval_estimate(const std::vector<double>& by_draw);

}  // namespace salus::output
