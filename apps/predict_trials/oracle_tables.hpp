#pragma once
/// Predictions of trials as tables.
#include <string>
#include <vector>

#include "apps/common/studies.hpp"
#include "calibration/synthesis/oracle_scores.hpp"
#include "calibration/synthesis/questions.hpp"

namespace salus::apps {

/// What `predict-trials` found.
struct Oracle {
  std::vector<calibration::PredictedTrial> predicted;
  std::vector<calibration::Question> questions;
  std::vector<calibration::JudgedQuestion> judged;
  std::vector<std::string> accounts;  ///< of selection, that weighed enough
};

/// Outcomes that are of a researcher's own studies; empty where none is.
std::vector<bool> own_outcomes(const Studies& studies);
/// What reports print of it.
model::OracleSummary summary_of(const Studies& studies, const Oracle& oracle, std::vector<model::OracleScore> scores);

/// trials.csv: a row an outcome that was predicted; figures are log relative risks.
std::string trials_csv(const Studies& studies, const Oracle& oracle);
/// scores.csv: of, figure, value, low, high.
std::string scores_csv(const model::OracleSummary& oracle);
/// questions.csv: a row a directed question, with its verdict. @param summary of this oracle
std::string questions_csv(const Studies& studies, const Oracle& oracle, const model::OracleSummary& summary);

}  // namespace salus::apps
