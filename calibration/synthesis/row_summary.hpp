#pragma once
/// What the synthesis says of a row of the register: for readers, and for the table from which projections draw.
#include <optional>
#include <vector>

#include "calibration/synthesis/random_effects.hpp"
#include "calibration/synthesis/synthesis.hpp"

namespace salus::calibration {

/// Middle and 90 % interval of a log relative risk.
struct LogRange {
  double middle = 0.0;
  double low = 0.0;
  double high = 0.0;
};

/// A row and crime type: the effect in a new place at full delivery, and the parts of its spread.
struct CellSummary {
  LogRange new_place;
  double common_sd = 0.0;   ///< of the mean of all rows
  double row_sd = 0.0;      ///< of what sets kind and row apart from it
  double cell_sd = 0.0;     ///< of what sets the cell apart from its row
  double between_sd = 0.0;  ///< between places, given all that
  std::size_t trials = 0;   ///< of the cell itself, with or without a size
  std::size_t outcomes = 0;
};

struct RowSummary {
  std::size_t outcomes = 0;
  std::size_t trials = 0;
  std::size_t trials_with_error = 0;
  std::optional<RandomEffects> random_effects;  ///< of its trials with an error; none below two
  LogRange mean;                                ///< over places
  LogRange new_place;
  model::EnumArray<LogRange, synthesis::Selection> mean_by_selection;  ///< where only that account is believed
  model::EnumArray<LogRange, Implementer> new_place_by_implementer;
};

/// The target that stands for a row: randomised, told by victims, in a demonstration; of its most studied crime type.
/// @pre the row has an outcome
Outcome typical_outcome(const Evidence& evidence, std::uint32_t row);

RowSummary row_summary(const Evidence& evidence, const synthesis::Synthesis& fitted, std::uint32_t row,
                       std::uint64_t seed);
/// @param crime_type position in Evidence::crime_types; beyond them: a type that nobody studied
CellSummary cell_summary(const Evidence& evidence, const synthesis::Synthesis& fitted, std::uint32_t row,
                         std::uint32_t crime_type, std::uint64_t seed);

}  // namespace salus::calibration
