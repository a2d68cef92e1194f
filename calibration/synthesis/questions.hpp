#pragma once
/// Directed questions between studies: what the synthesis, told everything but the second, says of it.
#include <string>
#include <vector>

#include "calibration/synthesis/evidence_base.hpp"
#include "calibration/synthesis/oracle.hpp"
#include "model/core/diagnostic.hpp"
#include "model/run/oracle_summary.hpp"

namespace salus::calibration {

using model::Expected;
using model::QuestionKind;
using model::Verdict;

/// A row of predictions.csv.
struct Question {
  std::string id;
  QuestionKind kind = QuestionKind::second_city;
  std::string intervention;
  std::vector<std::size_t> from;  ///< positions in StudyTable::studies
  std::vector<std::size_t> to;
  std::string text;
  Expected expected = Expected::as_from;
  std::string note;
};

/// @param text of predictions.csv: id, kind, intervention, from, to (ids of studies with blanks between), question,
/// expect, note. @throws model::InputError with every finding
std::vector<Question> read_questions(const std::string& text, const std::string& file, const StudyTable& table);

struct JudgedQuestion {
  std::size_t question = 0;
  Verdict verdict = Verdict::not_judged;
  TrialForecast forecast;          ///< of the mean of the second's outcomes; no score
  std::optional<double> before;    ///< mean of the first's log relative risks
  std::optional<double> observed;  ///< of the second's
  std::optional<double> weaker;    ///< share of draws in which the second's effect is weaker than the first's
};

/// Asks each question of evidence without the trials of `to` (of a trial that is also in `from`: without the outcomes
/// of `to`; what is used of neither is left in). A reversal is foretold as what it is, a treatment that has ended.
/// Judged, where `to` has a size or was published as not significant (none, then):
///   inside: the 90 % interval holds what came;
///   and, where both have a size, the side: the prediction says by its mean whether less than half of the first's
///   effect comes again (nearer to none than to the first), and so it came; where none is expected, what was published
///   as not significant is none. Where smaller or larger is expected: it says by more than half of its draws whether
///   the effect is weaker than the first. Not judged there without a size of both; no mechanism or reversal without a
///   first size.
/// Questions that leave out the same outcomes are asked of the predictor at once.
std::vector<JudgedQuestion> ask(const std::vector<Question>& questions, const StudyTable& table,
                                const EvidenceBase& base, const TrialPredictor& predictor,
                                const model::Executor& executor);

}  // namespace salus::calibration
