#pragma once
/// What the synthesis says of a row of the register, for readers.
#include <optional>
#include <vector>

#include "calibration/synthesis/evidence_base.hpp"
#include "calibration/synthesis/random_effects.hpp"
#include "calibration/synthesis/synthesis.hpp"

namespace salus::calibration {

/// Middle and 90 % interval of a log relative risk.
struct LogRange {
  double middle = 0.0;
  double low = 0.0;
  double high = 0.0;
};

struct RowSummary {
  std::size_t outcomes = 0;
  std::size_t trials = 0;
  WithError with_error;
  std::optional<RandomEffects> random_effects;  ///< of its trials with an error; none below two
  LogRange mean;                                ///< over places
  LogRange new_place;
  model::EnumArray<LogRange, synthesis::Selection> mean_by_selection;  ///< where only that account is believed
  model::EnumArray<LogRange, Implementer> new_place_by_implementer;
};

/// The target that stands for a row: randomised, told by records, in a demonstration; of its most studied crime type.
/// @pre the row has an outcome
Outcome typical_outcome(const Evidence& evidence, std::uint32_t row);

RowSummary row_summary(const Evidence& evidence, const synthesis::Synthesis& fitted, std::uint32_t row,
                       std::uint64_t seed);

}  // namespace salus::calibration
