#pragma once
/// What is known of each row of the register, as tables.
#include <optional>
#include <string>
#include <vector>

#include "apps/common/studies.hpp"
#include "calibration/synthesis/effects.hpp"
#include "calibration/synthesis/row_summary.hpp"
#include "model/programme/evidence.hpp"

namespace salus::apps {

/// Relative risk as it was judged by hand before studies were read together.
struct JudgedEffect {
  double relative_risk = 1.0;
  double log_sd = 0.0;
};

/// A row and crime type: what projections draw, beside what these studies say and what was judged before.
struct CellPage {
  model::EffectCell drawn;
  calibration::synthesis::Effect of_studies;
  std::optional<JudgedEffect> judged;
};

struct RowPage {
  calibration::RegisterRow row;
  std::vector<std::size_t> studies;                ///< that are used; positions in StudyTable::studies
  std::optional<calibration::RowSummary> summary;  ///< none where no study is used
  std::vector<std::string> never_tried;            ///< names of the bundled countries, by the alphabet
  std::vector<CellPage> cells;                     ///< none where no programme buys it
};

/// Whether a row has too few trials with an error for its figures to be measured ones.
bool is_untested(const RowPage& page);

/// effects_from.csv: what effects.csv was made of: settings, and files by their SHA-256; and what the draws say of all
/// rows together, as middle and 90 %.
std::string effects_from_csv(const Studies& studies, std::size_t sweeps, std::uint64_t seed, std::size_t draws,
                             const calibration::synthesis::Shared& shared);
/// selection.csv: intervention, account, weight, trials, trials_with_error, log_rr, q05, q95; the mean over places.
std::string selection_csv(const std::vector<RowPage>& rows, const calibration::synthesis::Synthesis& fitted);
/// studies_used.csv: every study of these rows as it was converted, and whether it is pooled.
std::string studies_csv(const Studies& studies, const std::vector<RowPage>& rows);

}  // namespace salus::apps
