#pragma once
/// Whether what a plan averts depends on feedback loops and on the posterior: middles with and without them, on the
/// same draws.
#include <string>
#include <vector>

#include "output/monte_carlo.hpp"

namespace salus::output {

/// Of the middle as it is: a change of no more than that is little.
inline constexpr double little_change = 0.1;

enum class OmissionVerdict : std::uint8_t {
  matters,       ///< more than a little, at two errors less too
  little,        ///< no more than a little, at two errors more too
  not_told,      ///< neither: so few draws do not tell
  not_computed,  ///< too many draws failed
  not_there      ///< there was nothing to leave out
};

/// Of life years (DALYs) averted over the budget years, middles over draws.
struct OmissionRow {
  model::Omission left_out{};
  OmissionVerdict verdict = OmissionVerdict::not_there;
  Estimate as_it_is{unknown, unknown};
  Estimate without{unknown, unknown};
  Estimate difference{unknown, unknown};  ///< without it less as it is
};

/// One row for each `Omission`.
std::vector<OmissionRow> omission_rows(const model::Omissions& omissions);

/// `scenario,left_out,draws,q50_as_it_is,q50_without,difference,monte_carlo_error,verdict`: the error is that of the
/// difference; no rows where nothing was left out of any scenario.
std::string omission_table(const model::Results& results);

}  // namespace salus::output
