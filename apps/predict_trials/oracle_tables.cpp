#include "apps/predict_trials/oracle_tables.hpp"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "model/core/number.hpp"
#include "output/quantile_table.hpp"

namespace salus::apps {
namespace {

using calibration::TrialForecaster;
using calibration::Verdict;
using Json = nlohmann::ordered_json;

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

Json json_of(const calibration::OracleFigure& figure) {
  const auto rounded = [](double v) { return std::isfinite(v) ? Json(model::rounded_to_digits(v, 6)) : Json(); };
  return {{"value", rounded(figure.value)}, {"low", rounded(figure.range.low)}, {"high", rounded(figure.range.high)}};
}

}  // namespace

std::size_t questions_with(const Oracle& oracle, Verdict verdict) {
  std::size_t n = 0;
  for (const auto& j : oracle.judged) n += j.verdict == verdict ? 1u : 0u;
  return n;
}

std::vector<NamedFigure> figures_of(const calibration::OracleScores& s) {
  return {{"crps", s.crps[TrialForecaster::salus]},
          {"crps_random_effects", s.crps[TrialForecaster::random_effects]},
          {"crps_two_level", s.crps[TrialForecaster::two_level]},
          {"crps_floor", s.crps[TrialForecaster::floor]},
          {"crps_less_random_effects", s.against_random_effects},
          {"crps_less_two_level", s.against_two_level},
          {"gap_closed", s.gap_closed},
          {"gap_closed_two_level", s.gap_closed_two_level},
          {"in90", s.coverage90},
          {"in90_random_effects", s.coverage90_random_effects},
          {"slope", s.slope}};
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

std::string scores_csv(const Oracle& oracle) {
  std::string text = "of,outcomes,trials,teams,figure,value,low,high\n";
  for (const auto& s : oracle.scores)
    for (const auto& [name, figure] : figures_of(s))
      text += row_of({s.of, std::to_string(s.outcomes), std::to_string(s.trials), std::to_string(s.teams), name,
                      digits(figure.value), digits(figure.range.low), digits(figure.range.high)});
  return text;
}

std::string questions_csv(const Studies& studies, const Oracle& oracle) {
  std::string text =
      "id,kind,intervention,from,to,question,expect,before,predicted,q05,q95,observed,share_weaker,verdict,note\n";
  for (const auto& j : oracle.judged) {
    const auto& q = oracle.questions[j.question];
    text +=
        row_of({output::csv_text(q.id), std::string(calibration::question_kind_names[q.kind]), q.intervention,
                ids_of(q.from, studies), ids_of(q.to, studies), output::csv_text(q.text),
                std::string(model::enumerator_names<calibration::Expected>[q.expected]), digits(j.before),
                digits(j.forecast.mean), digits(j.forecast.low), digits(j.forecast.high), digits(j.observed),
                digits(j.weaker), std::string(model::enumerator_names<Verdict>[j.verdict]), output::csv_text(q.note)});
  }
  return text;
}

std::string oracle_json(const Studies& studies, const Oracle& oracle) {
  Json tables;
  for (const auto& [name, hash] : studies.hashes) tables[name] = hash;
  Json figures;
  for (const auto& [name, figure] : figures_of(oracle.scores.front())) figures[name] = json_of(figure);
  const auto& all = oracle.scores.front();
  Json out{{"format", 1},
           {"tables", tables},
           {"outcomes", all.outcomes},
           {"trials", all.trials},
           {"teams", all.teams},
           {"figures", figures},
           {"questions",
            {{"asked", oracle.questions.size()},
             {"hit", questions_with(oracle, Verdict::hit)},
             {"miss", questions_with(oracle, Verdict::miss)},
             {"not_judged", questions_with(oracle, Verdict::not_judged)}}}};
  return out.dump(2) + "\n";
}

}  // namespace salus::apps
