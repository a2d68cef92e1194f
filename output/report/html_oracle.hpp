#pragma once
/// Scores and questions of the oracle, for the report and for the page of `predict-trials`.
#include "model/run/oracle_summary.hpp"
#include "output/page/html.hpp"
#include "output/page/parts.hpp"

namespace salus::output::html {

page::Html oracle_scores(const std::vector<model::OracleScore>& scores);
/// By kind, in the order of the table. @param judged_only leaves out what cannot be judged
page::Html oracle_questions(const model::OracleSummary& oracle, bool judged_only);
/// Hits and misses of questions with a sharp answer, then of those that say little, then how many have no verdict.
page::Html oracle_verdicts(const model::OracleSummary& oracle);
/// By which accounts of selection trials were foretold; empty where by all.
page::Html oracle_accounts(const model::OracleSummary& oracle);
/// What predictions of trials were worth; says so where there are none.
page::Section oracle_section(const model::OracleSummary& oracle);

}  // namespace salus::output::html
