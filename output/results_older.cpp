/// Results files before format 3, which say in words what is now said in values. These words are those of the programs
/// that wrote such files; nothing else is understood.
#include <optional>

#include "model/core/number.hpp"
#include "output/results_layout.hpp"

namespace salus::output::layout {

using namespace model;

namespace {

/// Takes words off the front of a text.
class Words {
 public:
  explicit Words(std::string_view text) : left_(text) {}
  bool done() const { return left_.empty(); }
  /// Takes `words` where they come next.
  bool take(std::string_view words) {
    if (!left_.starts_with(words)) return false;
    left_.remove_prefix(words.size());
    return true;
  }
  /// What comes before `end`, which is taken too; nothing where it does not come.
  std::optional<std::string> until(std::string_view end) {
    const std::size_t at = left_.find(end);
    if (at == left_.npos) return std::nullopt;
    std::string before(left_.substr(0, at));
    left_.remove_prefix(at + end.size());
    return before;
  }
  /// The same for numbers.
  std::optional<double> number_until(std::string_view end) {
    const auto text = until(end);
    return text ? parse_number(*text) : std::nullopt;
  }
  std::optional<std::int64_t> integer_until(std::string_view end) {
    const auto text = until(end);
    return text ? parse_integer(*text) : std::nullopt;
  }
  std::string_view rest() const { return left_; }

 private:
  std::string_view left_;
};

std::vector<std::string> parts_of(const std::string& text, std::string_view between) {
  std::vector<std::string> parts;
  std::size_t at = 0;
  for (std::size_t end = 0; end != text.npos; at = end + between.size()) {
    end = text.find(between, at);
    parts.push_back(text.substr(at, end == text.npos ? end : end - at));
  }
  return parts;
}

/// `[as-of-note: ]R-hat of jump_rate is 1.05, more than 1.01`; a check without a view is of the view before it.
std::optional<FailedCheck> check_of(const std::string& text, View view) {
  Words words(text);
  FailedCheck check;
  check.view = view;
  for (const auto v : every<View>)
    if (words.take(std::string(view_names[v]) + ": ")) check.view = v;
  std::string_view bound = ", less than ";
  if (words.take("R-hat of ")) {
    check.statistic = MixingStatistic::r_hat;
    bound = ", more than ";
  } else if (words.take("effective sample size in the tails of ")) {
    check.statistic = MixingStatistic::tail_ess;
  } else if (words.take("effective sample size of ")) {
    check.statistic = MixingStatistic::bulk_ess;
  } else {
    return std::nullopt;
  }
  const auto quantity = words.until(" is ");
  const auto value = words.until(bound);
  if (!quantity || !value) return std::nullopt;
  const auto number = *value == "nan" ? std::optional(std::numeric_limits<double>::quiet_NaN()) : parse_number(*value);
  const auto limit = parse_number(words.rest());
  if (!number || !limit) return std::nullopt;
  check.quantity = *quantity;
  check.value = *number;
  check.limit = *limit;
  return check;
}

std::optional<ChainChecks> checks_of(Words words) {
  ChainChecks checks;
  if (words.take("its chains passed their check")) return words.done() ? std::optional(checks) : std::nullopt;
  if (!words.take("ITS CHECK FAILED (")) return std::nullopt;
  const auto why = words.until("): do not believe the intervals");
  if (!why || !words.done()) return std::nullopt;
  if (*why == "the file does not say how its chains mixed") {
    checks.stated = false;
    return checks;
  }
  for (const auto& part : parts_of(*why, "; ")) {
    const auto check = check_of(part, checks.failed.empty() ? View::as_of_note : checks.failed.back().view);
    if (!check) return std::nullopt;
    checks.failed.push_back(*check);
  }
  return checks;
}

}  // namespace

std::optional<ProjectionStart> start_of_words(const std::string& text) {
  using Kind = ProjectionStart::Kind;
  Words words(text);
  ProjectionStart start;
  if (words.take("first estimates, not calibrated")) {
    start.posterior_has_no_such_start = words.take(": the bundled posterior has no start in this year and view");
    return words.done() ? std::optional(start) : std::nullopt;
  }
  start.kind = Kind::posterior;
  if (words.take("FIRST ESTIMATES for countries that the posterior lacks (")) {
    const auto missing = words.until("); for the others ");
    if (!missing) return std::nullopt;
    start.kind = Kind::mixed;
    start.missing = parts_of(*missing, ", ");
  }
  if (!words.take("posterior of ")) return std::nullopt;
  const auto draws = words.integer_until(" draws, data to ");
  const auto year = words.integer_until("; ");
  const auto checks = checks_of(words);
  if (!draws || !year || !checks) return std::nullopt;
  start.draws = number_below(1u << 24, *draws, "calibration");
  start.last_data_year = years(*year, last_year, "calibration");
  start.checks = *checks;
  return start;
}

DrawFault fault_of_words(const std::string& text) {
  using Kind = DrawFault::Kind;
  if (text == "the drawn stocks contradict the country's prison and population figures")
    return DrawFault{Kind::contradicting_stocks, 0.0};
  if (text == "persons are not conserved, or a stock left its range") return DrawFault{Kind::not_conserved, 0.0};
  Words words(text);
  const bool loops = words.take("the total loop gain is ");
  const auto gain = words.number_until(", not below 1");
  return loops && gain ? DrawFault{Kind::unstable_loops, *gain} : DrawFault{Kind::unstated, 0.0};
}

namespace {

void read_words_of_start(const Hdf5Reader& file, RunIdentity& id) {
  const std::string text = file.text_attribute("/", "calibration");
  const auto start = start_of_words(text);
  if (!start) throw CorruptStore("'calibration' says '" + text + "', which no program of this format wrote");
  id.start = *start;
  const std::string summary = file.text_attribute("/", "backtest");
  if (summary.empty()) return;
  Diagnostics findings;
  id.backtest = model::read_backtest(summary, "backtest", findings);
  if (!findings.empty()) throw CorruptStore("'backtest' cannot be read: " + to_string(findings.front()));
}

void read_words_of_failures(const Hdf5Reader& file, std::vector<Failure>& failures) {
  if (failures.empty()) return;
  const Strings texts = of_size(file.strings("/failures/message"), failures.size(), "message");
  for (std::size_t i = 0; i < texts.size(); ++i) failures[i].fault = fault_of_words(texts[i]);
}

/// `I19 Title` and `I19 Title: unit cost` name an intervention.
void read_titles(Results& r) {
  for (const auto& row : r.worded_assumptions) {
    if (row.group != "intervention") continue;
    const std::string name = row.name.substr(0, row.name.find(':'));
    const std::size_t gap = std::min(name.find(' '), name.size());
    Intervention intervention;
    intervention.id = name.substr(0, gap);
    intervention.title = gap < name.size() ? name.substr(gap + 1) : "";
    r.interventions.push_back(std::move(intervention));
  }
}

}  // namespace

void shorten_notes(std::vector<Initiative>& initiatives) {
  for (auto& initiative : initiatives)
    for (const std::string_view said : {"acts on ", "named process-only: "})
      if (initiative.note.starts_with(said)) initiative.note.erase(0, said.size());
}

void read_older_words(const Hdf5Reader& file, std::int64_t result_version, Results& r) {
  if (result_version >= 3) read_words_of_start(file, r.identity);
  read_words_of_failures(file, r.failures);
  read_titles(r);
  shorten_notes(r.initiatives);
}

}  // namespace salus::output::layout
