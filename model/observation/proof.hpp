#pragma once
/// Which falls can be proven: many cities tested at once, with the expected share of false ones among the proven held
/// at a stated level (false discovery rate). Benjamini, Hochberg 1995, doi:10.1111/j.2517-6161.1995.tb02031.x, on
/// one-sided tests of "did not fall".
#include <cstddef>
#include <vector>

#include "model/core/quantity.hpp"

namespace salus::model {

/// Share of false ones that is accepted among proven falls.
inline constexpr double false_discovery_rate = 0.10;

/// Benjamini-Hochberg step-up on z statistics (standard normal under "no change"; large is a fall).
/// @param z statistics; not a number: not tested. @return for each, whether its fall is proven. Compares z with normal
/// quantiles, so that no p-value is needed: p(i) <= rate i / m is z(i) >= Phi^-1(1 - rate i / m).
std::vector<bool> proven_falls(const std::vector<double>& z, double rate = false_discovery_rate);

/// Incidents over base and end that would be recorded without change.
struct ExpectedCounts {
  Incidents base;
  Incidents end;
};
/// Smallest fall that one test at the 5 % level finds with 80 % power. A planner's tool: 1 - exp(-(1.645 + 0.842) se).
/// @param extra_sd standard deviation of the log ratio of the counts beyond chance.
RelativeFall detectable_fall(const ExpectedCounts& counts, double extra_sd);

/// Interviews a wave with which a survey finds a fall from that prevalence with the same test.
Interviews interviews_needed(Probability prevalence, double design_effect, RelativeFall fall);

}  // namespace salus::model
