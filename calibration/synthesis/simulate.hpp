#pragma once
/// Simulated evidence under selection that is known, and how well a synthesis sees through it.
#include <vector>

#include "calibration/synthesis/outcome.hpp"

namespace salus::calibration::synthesis {

/// Which trials are published.
enum class SelectionRule : std::uint8_t {
  none,
  significance_strong,  ///< one-sided: what is not significant (p > 0.025) once in ten
  significance_weak,    ///< the same: four in ten
  small_studies,        ///< every trial, but those with larger errors find more, by their errors
  file_drawer,          ///< of those that find more crime one in seven
};

/// A world in which trials of one programme are made.
struct SelectionCondition {
  SelectionRule rule = SelectionRule::none;
  double mean = 0.0;          ///< log relative risk, over places
  double tau = 0.0;           ///< spread between places
  std::uint32_t trials = 0;   ///< published
  bool large_trials = false;  ///< three in ten have a third of the usual error
};

/// 200 conditions: five rules, four means (one of them none), five pairs of spread and number, two mixtures of sizes.
std::vector<SelectionCondition> selection_conditions();

/// Published trials of a condition, each an outcome with a known error, a function of condition and number alone.
Evidence simulated_evidence(const SelectionCondition& condition, std::uint64_t seed, std::uint64_t replicate);

}  // namespace salus::calibration::synthesis
