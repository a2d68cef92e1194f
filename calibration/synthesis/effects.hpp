#pragma once
/// Effects by programme row and crime type, as projections draw them.
#include <array>
#include <string>
#include <vector>

#include "calibration/synthesis/synthesis.hpp"
#include "model/core/crime_types.hpp"

namespace salus::calibration::synthesis {

/// What a programme row does to a crime type is asked for; both by name, since studies need not know either.
struct EffectOf {
  std::string row;
  model::CrimeType crime_type{};
};

/// What the effect of a cell rests on.
enum class Basis : std::uint8_t {
  its_crime,    ///< studies of the row and the crime type
  all_crime,    ///< studies of the row that counted all crime, of which this crime is a part
  no_study,     ///< the row was studied, for other crimes: none, either way
  no_row_study  ///< no study is about the row: none, either way
};

/// Effect of a row on a crime type in a new place at full delivery: natural log of the relative risk, normal. Errors
/// are independent of each other.
struct Effect {
  EffectOf of;
  Basis basis = Basis::no_row_study;
  double log_rr = 0.0;       ///< mean over places of a randomised trial by a demonstration; selection taken out
  double common_sd = 0.0;    ///< of what all rows share: one error for all cells
  double row_sd = 0.0;       ///< of what the cells of the row share beside it: one for the row's cells
  double cell_sd = 0.0;      ///< of the cell beside both
  double between_sd = 0.0;   ///< from place to place, and between outcomes in a place: of the normal law with the same
                             ///< central 90 %
  std::uint32_t trials = 0;  ///< that it rests on
  std::uint32_t outcomes = 0;
  bool untested = false;  ///< fewer than three teams have trials of the row with a standard error: its `row_sd` is then
                          ///< at least the scale of the prior of the spread of rows

  double sd() const;  ///< of all four
};

/// Of every cell asked for, in that order. A cell's four errors are those of its draws: what all rows have in common
/// is the mean covariance of two rows, what a row has in common that of two of its cells, never more than a cell's own
/// variance. By all crime a cell is as far from it as cells are from their rows, by the draws or the prior, whichever
/// is wider. What no study is about is as far from none as cells of tested rows, either way, and differs by row and
/// place as they do.
std::vector<Effect> effects(const Synthesis& synthesis, const Evidence& evidence, const std::vector<EffectOf>& cells);

/// What the draws say of all rows together; each the middle and the central 90 %.
struct Shared {
  /// Part of the log effect of a demonstration that routine delivery keeps, selection taken out: of the mean over all
  /// rows and crime types that were studied. This and nothing else is the prior of the parameter `scale_up`.
  std::array<double, 3> routine_keeps{};  ///< 0.5, 0.05, 0.95
  std::array<double, 3> tau{};            ///< spread between places
  std::array<double, 3> omega{};          ///< spread between outcomes of a trial
};
Shared shared(const Synthesis& synthesis, const Evidence& evidence);

/// As a table: intervention, crime_type, log_rr, common_sd, row_sd, cell_sd, between_sd, trials, outcomes, source.
std::string effects_table(const std::vector<Effect>& effects);

}  // namespace salus::calibration::synthesis
