#pragma once
/// What predictions of trials were worth: scores of the oracle, and its directed questions with their verdicts.
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "model/core/enumeration.hpp"
#include "model/run/backtest_summary.hpp"

namespace salus::model {

/// Figures of the scores, in the order of tables. CRPS: mean continuous ranked probability score of the log relative
/// risk. A gap closed is (random effects - forecaster) / (random effects - floor), not
/// a number where that gap may be none.
enum class OracleFigure : std::uint8_t {
  crps,
  crps_random_effects,
  crps_two_level,
  crps_floor,
  crps_less_random_effects,  ///< paired
  crps_less_two_level,
  gap_closed,
  gap_closed_two_level,
  in90,  ///< share inside the 90 % interval
  in90_random_effects,
  slope  ///< of observed on predicted, weighed by the inverse variance of the prediction
};
inline constexpr auto oracle_figure_names = enumerator_names<OracleFigure>;

/// A figure with its 95 % interval, teams drawn with replacement; not a number where there is none.
struct RangedFigure {
  double value = 0.0;
  Range range;
};

/// Scores over some of the outcomes, each outcome alike.
struct OracleScore {
  std::string of;  ///< `all`, `known_error`, `precise` (a known error below 0.3), `own` (a researcher's own), a kind
  std::uint32_t outcomes = 0;
  std::uint32_t trials = 0;
  std::uint32_t teams = 0;
  EnumArray<RangedFigure, OracleFigure> figures;
};

enum class QuestionKind : std::uint8_t { second_city, dose, scale_up, reversal, fade, replication, mechanism };
/// What those who wrote a question down expect of the second.
enum class Expected : std::uint8_t { as_from, smaller, larger, none };
enum class Verdict : std::uint8_t { hit, miss, not_judged };

/// A directed question and what came; sizes are log relative risks, not a number where there is none.
struct OracleQuestion {
  std::string id;
  QuestionKind kind = QuestionKind::second_city;
  std::string text;
  std::string first;   ///< studies that it argues from, by name
  std::string second;  ///< studies that are foretold
  Expected expected = Expected::as_from;
  double before = std::numeric_limits<double>::quiet_NaN();  ///< of the first
  double predicted = 0.0;                                    ///< of the second: mean and 90 % interval
  double low = 0.0;
  double high = 0.0;
  double observed = std::numeric_limits<double>::quiet_NaN();
  Verdict verdict = Verdict::not_judged;
};

struct OracleSummary {
  std::vector<OracleScore> scores;  ///< the first is of all; empty where nothing was foretold
  std::vector<OracleQuestion> questions;
  std::vector<std::string> accounts;  ///< of selection (none, step, slope), by which it was foretold
};

/// Whether the verdict says little: what came has no size, or the interval holds both no effect and a halving.
bool is_easy(const OracleQuestion& question);
struct QuestionCounts {
  std::size_t hits = 0;
  std::size_t misses = 0;
};
QuestionCounts questions_judged(const OracleSummary& oracle, bool easy);
/// The score of those outcomes, where it was reckoned.
const OracleScore* score_of(const OracleSummary& oracle, std::string_view of);

}  // namespace salus::model
