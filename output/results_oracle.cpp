/// Results files: scores and questions of the bundled predictions of trials.
#include "output/results_columns.hpp"

namespace salus::output::layout {

using namespace model;

namespace {

const Columns<OracleQuestion> question_columns{
    "/oracle",
    "oracle_question",
    {{"question_id", &OracleQuestion::id, "directed questions between studies"},
     {"question_text", &OracleQuestion::text, "in words"},
     {"first_studies", &OracleQuestion::first, "studies that it argues from"},
     {"second_studies", &OracleQuestion::second, "studies that are foretold, left out of what they are foretold from"}},
    {{"before", &OracleQuestion::before, {"1", "log relative risk of the first"}},
     {"predicted", &OracleQuestion::predicted, {"1", "log relative risk foretold of the second, mean"}},
     {"low", &OracleQuestion::low, {"1", "lower end of its 90 % interval"}},
     {"high", &OracleQuestion::high, {"1", "upper end of its 90 % interval"}},
     {"observed", &OracleQuestion::observed, {"1", "log relative risk found of the second"}}},
    {},
    {}};
constexpr auto question_kinds = enumerator_names<QuestionKind>;
constexpr auto expectations = enumerator_names<Expected>;
constexpr auto verdicts = enumerator_names<Verdict>;
using Score = Position<struct OracleScoreAxis>;

}  // namespace

void write_oracle(Hdf5Writer& file, const Results& r) {
  const std::vector<OracleScore>& scores = r.identity.oracle.scores;
  const std::vector<OracleQuestion>& questions = r.identity.oracle.questions;
  const std::string score = "oracle_score";
  const std::string question = question_columns.dimension;
  file.group("/oracle",
             "what predictions of published trials were worth, each team's trials foretold from all others'");
  file.dimension(score, scores.size());
  file.dimension(question, questions.size());
  file.coordinate("oracle_figure", names_of(oracle_figure_names), {"1", "what a score says"});
  const auto counts = [&](const char* name, std::uint32_t OracleScore::*field, const char* what) {
    file.variable(name, {score}, each<std::int64_t>(scores, [&](const auto& s) { return s.*field; }), {"1", what});
  };
  file.variable("/oracle/of", {score}, each<std::string>(scores, [](const auto& s) { return s.of; }),
                {"1", "which outcomes"});
  counts("/oracle/outcomes", &OracleScore::outcomes, "outcomes that were foretold");
  counts("/oracle/trials", &OracleScore::trials, "their trials");
  counts("/oracle/teams", &OracleScore::teams, "teams of these");
  std::vector<double> values;
  std::vector<double> ranges;
  for (const auto& s : scores)
    for (const auto& [value, range] : s.figures) {
      values.push_back(value);
      append(ranges, std::array{range.low, range.high});
    }
  file.variable("/oracle/value", {score, "oracle_figure"}, values, {"1", "the figure"});
  file.variable("/oracle/range", {score, "oracle_figure", "range_end"}, ranges,
                {"1", "its 95 % interval, teams drawn with replacement"});
  file.dimension("oracle_account", r.identity.oracle.accounts.size());
  file.variable("/oracle/account", {"oracle_account"}, r.identity.oracle.accounts,
                {"1", "accounts of selection by which trials were foretold"});
  write_columns(file, question_columns, questions);
  write_named(file, "/oracle/question_kind", question, questions, &OracleQuestion::kind, question_kinds, "kind");
  write_named(file, "/oracle/expected", question, questions, &OracleQuestion::expected, expectations,
              "what was expected of the second, beside the first");
  write_named(file, "/oracle/verdict", question, questions, &OracleQuestion::verdict, verdicts,
              "hit: the interval holds what came, on the side that was foretold");
}

void read_oracle(const Hdf5Reader& file, Results& r) {
  if (!file.has("/oracle/of")) return;  // not in files of before
  std::vector<OracleScore>& scores = r.identity.oracle.scores;
  std::vector<OracleQuestion>& questions = r.identity.oracle.questions;
  const Strings of = file.strings("/oracle/of");
  const std::size_t n = of.size();
  scores.resize(n);
  const Positions<Score> every_score(n);
  const auto counts = [&](const char* name, std::uint32_t OracleScore::*field) {
    const Integers all = of_size(file.integers(name), n, name);
    for (std::size_t i = 0; i < n; ++i) scores[i].*field = number_below(many, all[i], name);
  };
  counts("/oracle/outcomes", &OracleScore::outcomes);
  counts("/oracle/trials", &OracleScore::trials);
  counts("/oracle/teams", &OracleScore::teams);
  const auto values = shaped(file.doubles("/oracle/value"), "value", every_score, every<OracleFigure>);
  const auto ranges = shaped(file.doubles("/oracle/range"), "range", every_score, every<OracleFigure>, every<RangeEnd>);
  for (const auto i : every_score) {
    scores[i].of = of[i];
    for (const auto f : every<OracleFigure>)
      scores[i].figures[f] = {values(i, f), {ranges(i, f, RangeEnd::low), ranges(i, f, RangeEnd::high)}};
  }
  if (file.has("/oracle/account")) r.identity.oracle.accounts = file.strings("/oracle/account");
  questions = read_columns(file, question_columns);
  read_named(file, "/oracle/question_kind", questions, &OracleQuestion::kind, question_kinds);
  read_named(file, "/oracle/expected", questions, &OracleQuestion::expected, expectations);
  read_named(file, "/oracle/verdict", questions, &OracleQuestion::verdict, verdicts);
}

}  // namespace salus::output::layout
