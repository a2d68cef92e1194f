#include "model/run/oracle_summary.hpp"

#include <algorithm>

namespace salus::model {
namespace {

constexpr double log_of_half = -0.6931471805599453;

template <class Takes>
std::size_t count(const OracleSummary& oracle, const Takes& takes) {
  return static_cast<std::size_t>(std::count_if(oracle.questions.begin(), oracle.questions.end(), takes));
}

}  // namespace

std::size_t questions_with(const OracleSummary& oracle, Verdict verdict) {
  return count(oracle, [verdict](const OracleQuestion& q) { return q.verdict == verdict; });
}

std::size_t easy_questions(const OracleSummary& oracle) {
  return count(oracle, [](const OracleQuestion& q) {
    return q.verdict != Verdict::not_judged && q.low <= log_of_half && q.high >= 0.0;
  });
}

}  // namespace salus::model
