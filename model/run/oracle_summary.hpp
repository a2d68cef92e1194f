#pragma once
/// What predictions of trials were worth: scores of the oracle, and its directed questions with their verdicts.
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "model/core/enumeration.hpp"
#include "model/run/backtest_summary.hpp"

namespace salus::model {

/// Figures of the scores, in the order of tables. CRPS: mean continuous ranked probability score of the log relative
/// risk. A gap closed is (random effects - forecaster) / (random effects - floor).
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
  std::string of;  ///< `all`, `known_error`, `own` (a researcher's own studies), or a kind
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
};

std::size_t questions_with(const OracleSummary& oracle, Verdict verdict);
/// Judged questions whose interval holds both no effect and a halving: they could hardly miss.
std::size_t easy_questions(const OracleSummary& oracle);

}  // namespace salus::model
