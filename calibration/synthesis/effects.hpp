#pragma once
/// Effects by programme row and crime type, as projections draw them.
#include <string>
#include <string_view>
#include <vector>

#include "calibration/synthesis/synthesis.hpp"

namespace salus::calibration::synthesis {

/// Effect of a row on a crime type in a new place at full delivery: natural log of the relative risk, normal. Errors
/// are independent of each other.
struct Effect {
  std::uint32_t row = 0;
  std::uint32_t crime_type = 0;
  double log_rr = 0.0;       ///< mean over places of a randomised trial by a demonstration; selection taken out
  double common_sd = 0.0;    ///< of the mean of all rows: one error for all cells
  double row_sd = 0.0;       ///< of the row beside it: one for the row's cells
  double cell_sd = 0.0;      ///< of the cell beside both
  double between_sd = 0.0;   ///< from place to place: of the normal law with the same central 90 %
  std::uint32_t trials = 0;  ///< of the cell
  std::uint32_t outcomes = 0;
  bool untested = false;  ///< the row has fewer than `least_trials` trials with a standard error: its `row_sd` is then
                          ///< at least the scale of the prior of the spread of rows
};

/// Of every cell that a study is about, by row, then crime type.
std::vector<Effect> effects(const Synthesis& synthesis, const Evidence& evidence);

/// As a table: intervention, crime_type, log_rr, common_sd, row_sd, cell_sd, between_sd, trials, outcomes, source.
/// @param source of every cell; " (untested in numbers)" is added where that is so
std::string effects_table(const std::vector<Effect>& effects, const Evidence& evidence, std::string_view source);

}  // namespace salus::calibration::synthesis
