#include "output/oracle_file.hpp"

#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "model/core/diagnostic.hpp"
#include "model/core/number.hpp"

namespace salus::output {
namespace {

using Json = nlohmann::ordered_json;
using model::OracleFigure;
constexpr int oracle_format = 2;

Json number(double value) { return std::isfinite(value) ? Json(model::rounded_to_digits(value, 6)) : Json(); }
double number(const Json& value) {
  return value.is_null() ? std::numeric_limits<double>::quiet_NaN() : value.get<double>();
}

Json json_of(const model::OracleScore& score) {
  Json out{{"of", score.of}, {"outcomes", score.outcomes}, {"trials", score.trials}, {"teams", score.teams}};
  for (const auto f : model::every<OracleFigure>) {
    const auto& [value, range] = score.figures[f];
    out[std::string(model::oracle_figure_names[f])] = {number(value), number(range.low), number(range.high)};
  }
  return out;
}

Json json_of(const model::OracleQuestion& q) {
  return {{"id", q.id},
          {"kind", model::enumerator_names<model::QuestionKind>[q.kind]},
          {"text", q.text},
          {"first", q.first},
          {"second", q.second},
          {"expected", model::enumerator_names<model::Expected>[q.expected]},
          {"before", number(q.before)},
          {"predicted", {number(q.predicted), number(q.low), number(q.high)}},
          {"observed", number(q.observed)},
          {"verdict", model::enumerator_names<model::Verdict>[q.verdict]}};
}

Json json_of(const model::QuestionCounts& counts) { return {{"hits", counts.hits}, {"misses", counts.misses}}; }

template <class Enum>
Enum word(const Json& value, const char* key) {
  const auto text = value.at(key).get<std::string>();
  const auto found = model::find(model::enumerator_names<Enum>, text);
  if (!found) throw std::runtime_error("'" + text + "' is no " + key);
  return *found;
}

model::OracleScore score_of(const Json& json) {
  model::OracleScore score;
  score.of = json.at("of").get<std::string>();
  score.outcomes = json.at("outcomes").get<std::uint32_t>();
  score.trials = json.at("trials").get<std::uint32_t>();
  score.teams = json.at("teams").get<std::uint32_t>();
  for (const auto f : model::every<OracleFigure>) {
    const auto& figure = json.at(std::string(model::oracle_figure_names[f]));
    score.figures[f] = {number(figure.at(0)), {number(figure.at(1)), number(figure.at(2))}};
  }
  return score;
}

model::OracleQuestion question_of(const Json& json) {
  model::OracleQuestion q;
  q.id = json.at("id").get<std::string>();
  q.kind = word<model::QuestionKind>(json, "kind");
  q.text = json.at("text").get<std::string>();
  q.first = json.at("first").get<std::string>();
  q.second = json.at("second").get<std::string>();
  q.expected = word<model::Expected>(json, "expected");
  q.before = number(json.at("before"));
  q.predicted = number(json.at("predicted").at(0));
  q.low = number(json.at("predicted").at(1));
  q.high = number(json.at("predicted").at(2));
  q.observed = number(json.at("observed"));
  q.verdict = word<model::Verdict>(json, "verdict");
  return q;
}

template <class Records>
std::string lines(const char* key, const Records& records) {
  std::string text = std::string(",\n\"") + key + "\": [";
  const char* before = "\n";
  for (const auto& record : records) {
    text += before + json_of(record).dump();
    before = ",\n";
  }
  return text + "\n]";
}

}  // namespace

std::string oracle_json(const model::OracleSummary& oracle, const std::map<std::string, std::string>& made_of) {
  std::string text = "{\n\"format\": " + std::to_string(oracle_format);
  text += ",\n\"made_of\": {";
  const char* before = "\n";
  for (const auto& [name, value] : made_of) {
    text += before + Json(name).dump() + ": " + Json(value).dump();
    before = ",\n";
  }
  text += "\n},\n\"questions_sharp\": " + json_of(questions_judged(oracle, false)).dump();
  text += ",\n\"questions_easy\": " + json_of(questions_judged(oracle, true)).dump();
  text += ",\n\"accounts\": " + Json(oracle.accounts).dump();
  return text + lines("scores", oracle.scores) + lines("questions", oracle.questions) + "\n}\n";
}

model::OracleSummary read_oracle(const std::string& text, const std::string& file) {
  try {
    const Json json = Json::parse(text);
    if (json.at("format").get<int>() != oracle_format) throw std::runtime_error("the format is another");
    model::OracleSummary oracle;
    oracle.accounts = json.at("accounts").get<std::vector<std::string>>();
    for (const auto& score : json.at("scores")) oracle.scores.push_back(score_of(score));
    for (const auto& question : json.at("questions")) oracle.questions.push_back(question_of(question));
    return oracle;
  } catch (const std::exception& error) {
    model::Diagnostic finding;
    finding.file = file;
    finding.what = std::string("these are no predictions of trials as predict-trials writes them: ") + error.what();
    finding.fix = "restore the file from the distribution, or make it again: salus predict-trials -o DIR";
    throw model::InputError({finding});
  }
}

}  // namespace salus::output
