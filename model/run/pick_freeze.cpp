#include "model/run/pick_freeze.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace salus::model {
namespace {

constexpr std::size_t fewest_pairs = 4;
constexpr double no_index = std::numeric_limits<double>::quiet_NaN();

/// Means over what the two draws of pairs give.
struct PairSums {
  double pairs = 0.0;
  double y = 0.0;        ///< of all values, swapped ones too
  double squares = 0.0;  ///< of all values
  double across = 0.0;   ///< of products that have the group alone in common
  double change = 0.0;   ///< the same less the products that have nothing in common: little where the group does little
  double moved = 0.0;    ///< of squared differences made by the group

  void add(const PairSums& one, double sign) {
    pairs += sign * one.pairs;
    y += sign * one.y;
    squares += sign * one.squares;
    across += sign * one.across;
    change += sign * one.change;
    moved += sign * one.moved;
  }
  double variance() const {
    const double mean = y / (4.0 * pairs);
    return squares / (4.0 * pairs) - mean * mean;
  }
  double first_by_products() const {
    const double mean = y / (4.0 * pairs);
    return (across / (2.0 * pairs) - mean * mean) / variance();
  }
  double first_by_changes() const { return change / (2.0 * pairs) / variance(); }
  double total() const { return moved / (4.0 * pairs) / variance(); }
};

PairSums of_pair(double a, double b, double a_swapped, double b_swapped) {
  PairSums one{.pairs = 1.0};
  one.y = a + b + a_swapped + b_swapped;
  one.squares = a * a + b * b + a_swapped * a_swapped + b_swapped * b_swapped;
  one.across = a * b_swapped + b * a_swapped;
  one.change = one.across - 2.0 * a * b;
  one.moved = (a - a_swapped) * (a - a_swapped) + (b - b_swapped) * (b - b_swapped);
  return one;
}

template <class Of>
IndexEstimate jackknife(const std::vector<PairSums>& pairs, const PairSums& all, Of of) {
  double mean = 0.0;
  double squares = 0.0;
  for (const PairSums& one : pairs) {
    PairSums rest = all;
    rest.add(one, -1.0);
    mean += of(rest) / all.pairs;
    squares += of(rest) * of(rest) / all.pairs;
  }
  return {of(all), std::sqrt(std::max(0.0, (all.pairs - 1.0) * (squares - mean * mean)))};
}

}  // namespace

SobolIndex sobol_index(std::span<const double> y, std::span<const double> swapped) {
  // About the middle of all, so that products are small.
  double sum = 0.0;
  double n = 0.0;
  for (const double value : y)
    if (!std::isnan(value)) {
      sum += value;
      n += 1.0;
    }
  const double middle = sum / n;
  std::vector<PairSums> pairs;
  PairSums all;
  for (std::size_t a = 0; a + 1 < y.size(); a += 2) {
    const PairSums one = of_pair(y[a] - middle, y[a + 1] - middle, swapped[a] - middle, swapped[a + 1] - middle);
    if (std::isnan(one.y)) continue;
    pairs.push_back(one);
    all.add(one, 1.0);
  }
  if (pairs.size() < fewest_pairs || !(all.variance() > 0.0)) return {{no_index, no_index}, {no_index, no_index}};
  const IndexEstimate by_products = jackknife(pairs, all, [](const PairSums& s) { return s.first_by_products(); });
  const IndexEstimate by_changes = jackknife(pairs, all, [](const PairSums& s) { return s.first_by_changes(); });
  return {by_changes.error < by_products.error ? by_changes : by_products,
          jackknife(pairs, all, [](const PairSums& s) { return s.total(); })};
}

void to_ranks(std::vector<double>& values) {
  std::vector<double> sorted;
  for (const double v : values)
    if (!std::isnan(v)) sorted.push_back(v);
  std::sort(sorted.begin(), sorted.end());
  const double n = static_cast<double>(sorted.size());
  for (double& v : values) {
    if (std::isnan(v)) continue;
    const auto [low, high] = std::equal_range(sorted.begin(), sorted.end(), v);
    v = 0.5 * static_cast<double>((low - sorted.begin()) + (high - sorted.begin())) / n;
  }
}

}  // namespace salus::model
