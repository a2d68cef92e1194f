#pragma once
/// Numbers as cells of comma-separated tables.
#include <cmath>
#include <string>
#include <vector>

#include "output/figures.hpp"
#include "output/monte_carlo.hpp"

namespace salus::output {

/// Shortest text that reads back to the same single-precision value, `inf` for what has no bound; empty for what is not
/// a number.
std::string cell(double value);

/// The end of an interval: in words where there are too few draws for one.
std::string end_cell(double end, double middle);

/// Heads of `distribution_cells`: figures over draws, and the Monte Carlo error of each.
inline constexpr const char* distribution_heads = "q05,q50,q95,mean,q05_error,q50_error,q95_error,mean_error";
std::string distribution_cells(const std::vector<double>& draws, const Estimate& mean);

/// The share of draws for which `holds` is true, and its Monte Carlo error.
template <class Holds>
std::string probability_cells(const std::vector<double>& draws, Holds holds) {
  std::vector<double> held;
  for (const double v : draws) held.push_back(std::isnan(v) ? unknown : holds(v) ? 1.0 : 0.0);
  const Estimate share = mean_estimate(held);
  return cell(share.value) + ',' + cell(share.error);
}

}  // namespace salus::output
