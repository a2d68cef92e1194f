#include "calibration/synthesis/questions.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "model/core/csv.hpp"
#include "model/core/statistics.hpp"

namespace salus::calibration {
namespace {

enum class QuestionColumn : std::uint8_t { id, kind, intervention, from, to, question, expect, note };
using Q = QuestionColumn;
using QuestionRows = model::NamedTable<QuestionColumn>;

QuestionRows question_rows() {
  using model::Column;
  const auto text = [](bool required) { return Column{{}, Column::Kind::text, required, 0, 0, {}}; };
  const auto& kinds = model::enumerator_names<QuestionKind>;
  const auto& expected = model::enumerator_names<Expected>;
  return QuestionRows({{Q::id, text(true)},
                       {Q::kind, {{}, Column::Kind::text, true, 0, 0, {kinds.begin(), kinds.end()}}},
                       {Q::intervention, text(true)},
                       {Q::from, text(true)},
                       {Q::to, text(true)},
                       {Q::question, text(true)},
                       {Q::expect, {{}, Column::Kind::text, true, 0, 0, {expected.begin(), expected.end()}}},
                       {Q::note, text(false)}});
}

/// Studies by ids with blanks between.
class StudyFinder {
 public:
  explicit StudyFinder(const StudyTable& table) {
    std::size_t at = 0;
    for (const auto& study : table.studies) {
      place_[study.id] = at++;
      ids_.push_back(study.id);
    }
  }
  std::vector<std::size_t> operator()(const QuestionRows& table, std::size_t r, Q column,
                                      model::Diagnostics& findings) const {
    const std::string& text = table.text(r, column);
    std::vector<std::size_t> studies;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find(' ', at), text.size());
      const std::string id = text.substr(at, end - at);
      at = end + 1;
      if (id.empty()) continue;
      if (const auto found = place_.find(id); found != place_.end()) {
        studies.push_back(found->second);
        continue;
      }
      const std::string near = model::nearest_name(id, ids_);
      findings.push_back(
          table.at(r, column, "no study has the id '" + id + "'", "ids of studies.csv, with blanks between",
                   near.empty() ? "add the study there, or mend the id" : "did you mean '" + near + "'?"));
    }
    return studies;
  }

 private:
  std::map<std::string, std::size_t> place_;
  std::vector<std::string> ids_;
};

/// Mean of the sizes there are.
std::optional<double> mean_size(const std::vector<std::size_t>& studies, const EvidenceBase& base) {
  std::vector<double> sizes;
  for (const std::size_t s : studies)
    if (base.all[s].log_rr) sizes.push_back(*base.all[s].log_rr);
  return sizes.empty() ? std::nullopt : std::optional(model::mean(sizes));
}

std::vector<bool> left_out(const Question& question, const StudyTable& table, const EvidenceBase& base) {
  std::set<std::string> first;
  std::set<std::string> second;
  for (const std::size_t s : question.from) first.insert(table.studies[s].trial);
  for (const std::size_t s : question.to)
    if (!first.count(table.studies[s].trial)) second.insert(table.studies[s].trial);
  std::vector<bool> out;
  for (const std::size_t s : base.study) {
    const bool asked = std::find(question.to.begin(), question.to.end(), s) != question.to.end();
    out.push_back(asked || second.count(table.studies[s].trial) > 0);
  }
  return out;
}

/// Draws of the mean of several outcomes.
std::vector<double> mean_draws(const std::vector<std::vector<double>>& draws) {
  std::vector<double> mean(draws.front().size(), 0.0);
  const double share = 1.0 / static_cast<double>(draws.size());
  for (const auto& one : draws)
    for (std::size_t d = 0; d < mean.size(); ++d) mean[d] += share * one[d];
  return mean;
}

double share_weaker(const std::vector<double>& draws, double before) {
  const double side = before < 0.0 ? -1.0 : 1.0;
  double weaker = 0.0;
  double all = 0.0;
  for (const double draw : draws) {
    weaker += side * draw < std::abs(before) ? 1.0 : 0.0;
    all += 1.0;
  }
  return weaker / all;
}

/// Whether an effect is nearer to none than to the first.
bool nearer_none(double effect, double before) {
  const double side = before < 0.0 ? -1.0 : 1.0;
  return side * effect < 0.5 * std::abs(before);
}

/// Whether the prediction and what came lie on the same side of what the question asks.
bool same_side(const Question& question, const JudgedQuestion& j, double came) {
  if (!j.before) return true;
  if (question.expected == Expected::smaller || question.expected == Expected::larger) {
    const double side = *j.before < 0.0 ? -1.0 : 1.0;
    return (side * came < std::abs(*j.before)) == (j.weaker.value_or(0.0) > 0.5);
  }
  // Not significant is not near none: of a replication it says only what the interval does.
  if (!j.observed && question.expected == Expected::as_from) return true;
  return nearer_none(came, *j.before) == nearer_none(j.forecast.mean, *j.before);
}

Verdict judge(const Question& question, const JudgedQuestion& j, bool significant) {
  const bool directed = question.expected == Expected::smaller || question.expected == Expected::larger;
  if (!j.observed && significant) return Verdict::not_judged;
  if (directed && (!j.observed || !j.before)) return Verdict::not_judged;
  if (question.expected == Expected::none && !j.before) return Verdict::not_judged;
  const double came = j.observed.value_or(0.0);
  const bool inside = j.forecast.low <= came && came <= j.forecast.high;
  return inside && same_side(question, j, came) ? Verdict::hit : Verdict::miss;
}

/// A question before it is asked: what the second is foretold of.
struct Asked {
  JudgedQuestion judged;
  std::vector<Outcome> targets;
  bool significant = false;
};

Asked asked(const Question& question, const StudyTable& table, const EvidenceBase& base) {
  Asked out;
  out.judged.before = mean_size(question.from, base);
  out.judged.observed = mean_size(question.to, base);
  for (const std::size_t s : question.to) {
    out.significant = out.significant || table.studies[s].measure != StudyMeasure::not_significant;
    if (out.judged.observed && !base.all[s].log_rr) continue;
    out.targets.push_back(hidden(base.all[s]));
    out.targets.back().treated = question.kind != QuestionKind::reversal;
  }
  return out;
}

/// @param draws of each target
JudgedQuestion judged(const Question& question, const Asked& asked, const std::vector<std::vector<double>>& draws) {
  JudgedQuestion out = asked.judged;
  auto mean = mean_draws(draws);
  std::sort(mean.begin(), mean.end());
  out.forecast = {model::mean(mean), model::quantile(mean, 0.05), model::quantile(mean, 0.95), 0.0};
  if (out.before) out.weaker = share_weaker(mean, *out.before);
  out.verdict = judge(question, out, asked.significant);
  return out;
}

}  // namespace

std::vector<Question> read_questions(const std::string& text, const std::string& file, const StudyTable& table) {
  model::Diagnostics findings;
  auto rows = question_rows();
  rows.parse(text, file, findings);
  std::vector<Question> questions;
  const StudyFinder find(table);
  std::set<std::string> ids;
  for (std::size_t r = 0; findings.empty() && r < rows.rows(); ++r) {
    Question q;
    q.id = rows.text(r, Q::id);
    q.kind = model::find(model::enumerator_names<QuestionKind>, rows.text(r, Q::kind)).value();
    q.intervention = rows.text(r, Q::intervention);
    q.text = rows.text(r, Q::question);
    q.expected = model::find(model::enumerator_names<Expected>, rows.text(r, Q::expect)).value();
    q.note = rows.text(r, Q::note);
    questions.push_back(std::move(q));
  }
  for (std::size_t r = 0; r < questions.size(); ++r) {
    questions[r].from = find(rows, r, Q::from, findings);
    questions[r].to = find(rows, r, Q::to, findings);
    if (!ids.insert(questions[r].id).second)
      findings.push_back(rows.at(r, Q::id, "the question stands twice", "each id once", "remove one of the two"));
  }
  if (findings.empty()) return questions;
  model::sort_by_place(findings);
  throw model::InputError(std::move(findings));
}

std::vector<JudgedQuestion> ask(const std::vector<Question>& questions, const StudyTable& table,
                                const EvidenceBase& base, const TrialPredictor& predictor,
                                const model::Executor& executor) {
  std::vector<JudgedQuestion> out(questions.size());
  std::map<std::vector<bool>, std::vector<std::size_t>> together;
  for (std::size_t i = 0; i < questions.size(); ++i) together[left_out(questions[i], table, base)].push_back(i);
  const std::vector<std::pair<std::vector<bool>, std::vector<std::size_t>>> groups(together.begin(), together.end());
  executor.for_blocks(groups.size(), 1, [&](std::size_t begin, std::size_t end) {
    for (std::size_t g = begin; g < end; ++g) {
      std::vector<Asked> all;
      std::vector<Outcome> targets;
      for (const std::size_t i : groups[g].second) {
        all.push_back(asked(questions[i], table, base));
        targets.insert(targets.end(), all.back().targets.begin(), all.back().targets.end());
      }
      const auto draws = predictor(evidence_without(base.evidence, groups[g].first), targets);
      auto first = draws.begin();
      for (std::size_t k = 0; k < all.size(); ++k) {
        const std::size_t i = groups[g].second[k];
        const auto last = first + static_cast<std::ptrdiff_t>(all[k].targets.size());
        out[i] = judged(questions[i], all[k], {first, last});
        out[i].question = i;
        first = last;
      }
    }
  });
  return out;
}

}  // namespace salus::calibration
