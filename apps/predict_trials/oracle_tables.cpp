#include "apps/predict_trials/oracle_tables.hpp"

#include <algorithm>
#include <cmath>

#include "model/core/number.hpp"
#include "output/quantile_table.hpp"

namespace salus::apps {
namespace {

using calibration::TrialForecaster;
using calibration::Verdict;

/// Six digits; empty for what is not a number.
std::string digits(double value) {
  return std::isfinite(value) ? model::format_number(model::rounded_to_digits(value, 6)) : "";
}
std::string digits(const std::optional<double>& value) { return value ? digits(*value) : ""; }

std::string row_of(const std::vector<std::string>& fields) {
  std::string text;
  for (const auto& field : fields) text += (text.empty() ? "" : ",") + field;
  return text + "\n";
}

std::string ids_of(const std::vector<std::size_t>& places, const Studies& studies) {
  std::string text;
  for (const std::size_t s : places) text += (text.empty() ? "" : " ") + studies.table.studies[s].id;
  return text;
}

/// The studies by name, each once; of many the first three and how many more.
std::string names_of(const std::vector<std::size_t>& places, const Studies& studies) {
  constexpr std::size_t most = 3;
  std::vector<std::string> names;
  for (const std::size_t s : places)
    if (std::find(names.begin(), names.end(), studies.table.studies[s].name) == names.end())
      names.push_back(studies.table.studies[s].name);
  std::string text;
  for (std::size_t i = 0; i < std::min(most, names.size()); ++i) text += (text.empty() ? "" : "; ") + names[i];
  return names.size() > most ? text + " (+" + std::to_string(names.size() - most) + ")" : text;
}

}  // namespace

std::vector<bool> own_outcomes(const Studies& studies) {
  std::vector<bool> own;
  for (const std::size_t s : studies.base.study) own.push_back(studies.table.studies[s].own);
  if (std::find(own.begin(), own.end(), true) == own.end()) own.clear();
  return own;
}

model::OracleSummary summary_of(const Studies& studies, const Oracle& oracle, std::vector<model::OracleScore> scores) {
  model::OracleSummary summary{std::move(scores), {}, oracle.accounts};
  for (const auto& j : oracle.judged) {
    const auto& q = oracle.questions[j.question];
    model::OracleQuestion out;
    out.id = q.id;
    out.kind = q.kind;
    out.text = q.text;
    out.expected = q.expected;
    out.first = names_of(q.from, studies);
    out.second = names_of(q.to, studies);
    if (j.before) out.before = *j.before;
    out.predicted = j.forecast.mean;
    out.low = j.forecast.low;
    out.high = j.forecast.high;
    if (j.observed) out.observed = *j.observed;
    out.verdict = j.verdict;
    summary.questions.push_back(std::move(out));
  }
  return summary;
}

std::string trials_csv(const Studies& studies, const Oracle& oracle) {
  std::string text = "id,trial,team,intervention,country,crime_type,observed,standard_error,error_is";
  for (const char* by : {"salus", "random_effects", "two_level"})
    for (const char* what : {"mean", "q05", "q95", "crps"}) text += std::string(",") + by + "_" + what;
  text += ",floor_crps\n";
  for (const auto& p : oracle.predicted) {
    const auto& s = studies.table.studies[studies.base.study[p.outcome]];
    std::vector<std::string> fields{output::csv_text(s.id),
                                    output::csv_text(s.trial),
                                    output::csv_text(s.team),
                                    s.intervention,
                                    s.country,
                                    s.crime_type,
                                    digits(p.observed),
                                    digits(p.error),
                                    std::string(model::enumerator_names<calibration::ErrorIs>[s.error_is])};
    for (const auto f : {TrialForecaster::salus, TrialForecaster::random_effects, TrialForecaster::two_level})
      for (const double v : {p.by[f].mean, p.by[f].low, p.by[f].high, p.by[f].crps}) fields.push_back(digits(v));
    fields.push_back(digits(p.by[TrialForecaster::floor].crps));
    text += row_of(fields);
  }
  return text;
}

std::string scores_csv(const model::OracleSummary& oracle) {
  std::string text = "of,outcomes,trials,teams,figure,value,low,high\n";
  for (const auto& s : oracle.scores)
    for (const auto f : model::every<model::OracleFigure>)
      text += row_of({s.of, std::to_string(s.outcomes), std::to_string(s.trials), std::to_string(s.teams),
                      std::string(model::oracle_figure_names[f]), digits(s.figures[f].value),
                      digits(s.figures[f].range.low), digits(s.figures[f].range.high)});
  return text;
}

std::string questions_csv(const Studies& studies, const Oracle& oracle, const model::OracleSummary& summary) {
  std::string text =
      "id,kind,intervention,from,to,question,expect,before,predicted,q05,q95,observed,share_weaker,verdict,says_little,"
      "note\n";
  for (std::size_t i = 0; i < oracle.judged.size(); ++i) {
    const auto& j = oracle.judged[i];
    const auto& q = oracle.questions[j.question];
    const bool easy = j.verdict != Verdict::not_judged && is_easy(summary.questions[i]);
    text += row_of({output::csv_text(q.id), std::string(model::enumerator_names<model::QuestionKind>[q.kind]),
                    q.intervention, ids_of(q.from, studies), ids_of(q.to, studies), output::csv_text(q.text),
                    std::string(model::enumerator_names<model::Expected>[q.expected]), digits(j.before),
                    digits(j.forecast.mean), digits(j.forecast.low), digits(j.forecast.high), digits(j.observed),
                    digits(j.weaker), std::string(model::enumerator_names<Verdict>[j.verdict]), easy ? "yes" : "no",
                    output::csv_text(q.note)});
  }
  return text;
}

}  // namespace salus::apps
