#include "model/run/oracle_summary.hpp"

#include <algorithm>
#include <cmath>

namespace salus::model {
namespace {

constexpr double log_of_half = -0.6931471805599453;

}  // namespace

bool is_easy(const OracleQuestion& question) {
  return std::isnan(question.observed) || (question.low <= log_of_half && question.high >= 0.0);
}

QuestionCounts questions_judged(const OracleSummary& oracle, bool easy) {
  QuestionCounts counts;
  for (const auto& q : oracle.questions) {
    if (is_easy(q) != easy) continue;
    counts.hits += q.verdict == Verdict::hit ? 1 : 0;
    counts.misses += q.verdict == Verdict::miss ? 1 : 0;
  }
  return counts;
}

const OracleScore* score_of(const OracleSummary& oracle, std::string_view of) {
  const auto found =
      std::find_if(oracle.scores.begin(), oracle.scores.end(), [&](const OracleScore& s) { return s.of == of; });
  return found == oracle.scores.end() ? nullptr : &*found;
}

}  // namespace salus::model
