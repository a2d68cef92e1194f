#pragma once
/// Simulation-based calibration of the synthesis: truths from the priors, evidence simulated from them and fitted;
/// where the chains are right, the rank of each truth among nearly independent draws is uniform. Source: Talts,
/// Betancourt, Simpson, Vehtari, Gelman 2018, arXiv:1804.06788.
#include <string>
#include <vector>

#include "calibration/synthesis/chain.hpp"

namespace salus::calibration::synthesis {

/// What can be wrong on purpose, to see that the check finds it.
enum class SynthesisFault : std::uint8_t {
  none,
  unselected,  ///< small studies find more, and the fit does not know
  narrow,      ///< draws at half of their distance to their mean
  prior,       ///< truths from three times the spread between places
};

struct SynthesisCheck {
  std::uint32_t trials = 16;
  std::uint32_t warm_up = 100;
  std::uint32_t draws = 19;  ///< kept
  std::uint32_t thin = 10;   ///< sweeps a draw
  std::uint64_t seed = 1;
  SynthesisFault fault = SynthesisFault::none;
};

/// Names of what is ranked; `selection` is the severity of the steps or the slope.
std::vector<std::string> ranked_names();
/// Rank of the truth, 0 .. draws, by name; nothing where the account has no such quantity. Accounts of selection take
/// turns by number. A function of both arguments alone.
std::vector<std::optional<std::uint32_t>> synthesis_ranks(const SynthesisCheck& check, std::uint64_t number);

}  // namespace salus::calibration::synthesis
