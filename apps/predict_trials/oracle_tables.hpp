#pragma once
/// Predictions of trials as tables and as JSON.
#include <string>
#include <vector>

#include "apps/common/studies.hpp"
#include "calibration/synthesis/oracle_scores.hpp"
#include "calibration/synthesis/questions.hpp"

namespace salus::apps {

/// What `predict-trials` found.
struct Oracle {
  std::vector<calibration::PredictedTrial> predicted;
  std::vector<calibration::OracleScores> scores;  ///< the first is of all
  std::vector<calibration::Question> questions;
  std::vector<calibration::JudgedQuestion> judged;
};

std::size_t questions_with(const Oracle& oracle, calibration::Verdict verdict);

/// trials.csv: a row an outcome that was predicted; figures are log relative risks.
std::string trials_csv(const Studies& studies, const Oracle& oracle);
/// scores.csv: of, figure, value, low, high.
std::string scores_csv(const Oracle& oracle);
/// questions.csv: a row a directed question, with its verdict.
std::string questions_csv(const Studies& studies, const Oracle& oracle);
/// oracle.json: the figures that reports print, and of which tables they are.
std::string oracle_json(const Studies& studies, const Oracle& oracle);

/// The figures of scores in the order of scores.csv.
struct NamedFigure {
  const char* name;
  calibration::OracleFigure figure;
};
std::vector<NamedFigure> figures_of(const calibration::OracleScores& scores);

}  // namespace salus::apps
