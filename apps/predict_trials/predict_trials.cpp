/// `salus predict-trials`: every team's trials foretold from all others, and what came.
#include <algorithm>
#include <cmath>
#include <cstdio>

#include "apps/common/command_line.hpp"
#include "apps/common/console.hpp"
#include "apps/common/exit_code.hpp"
#include "apps/common/machine.hpp"
#include "apps/common/made_of.hpp"
#include "apps/predict_trials/oracle_page.hpp"
#include "calibration/synthesis/refits.hpp"
#include "model/core/number.hpp"
#include "output/oracle_file.hpp"
#include "output/owned_folder.hpp"

namespace salus::apps {
namespace {

struct Options {
  std::filesystem::path out;
  std::filesystem::path studies;
  std::size_t sweeps = 200;  ///< kept a chain, after half as many to learn from
  std::uint64_t seed = 1;
  unsigned threads = 0;
  bool quiet = false;
  bool replace = false;
};

constexpr std::uint32_t resamples = 2000;

const output::FolderKind oracle_folder{
    "predictions of trials", {"predictions.html", "trials.csv", "questions.csv", "scores.csv", "oracle.json"}};

output::FolderKind folder_of(const Options& o, const Studies& studies) {
  output::FolderKind kind = oracle_folder;
  kind.replace = o.replace;
  kind.made_of = {{"sweeps", std::to_string(o.sweeps)}, {"seed", std::to_string(o.seed)}};
  add_files(studies.hashes, kind.made_of);
  return kind;
}

/// What the predictions follow from: tables, settings, and the accounts of selection that weigh something.
output::MadeOf made_of(const Options& o, const Studies& studies, const calibration::synthesis::Settings& refits) {
  output::MadeOf made = folder_of(o, studies).made_of;
  for (const auto account : model::every<calibration::synthesis::Selection>)
    if (refits.selection[account] > 0.0)
      made["account " + std::string(model::enumerator_names<calibration::synthesis::Selection>[account])] =
          model::format_number(refits.selection[account]);
  return made;
}

/// Stops between two teams where that is asked.
calibration::TrialPredictor stoppable(calibration::TrialPredictor predictor) {
  return [predictor = std::move(predictor)](const auto& known, const auto& targets) {
    stop_if_asked();
    return predictor(known, targets);
  };
}

/// A figure in a unit, with its interval; - where there is none.
std::string with_range(const model::RangedFigure& figure, double unit, int decimals) {
  const auto number = [&](double value) { return model::format_fixed(unit * value, decimals); };
  if (std::isnan(figure.value)) return "-";
  if (std::isnan(figure.range.low)) return number(figure.value);
  return number(figure.value) + " (" + number(figure.range.low) + " to " + number(figure.range.high) + ")";
}

void print(const char* what, const model::QuestionCounts& counts) {
  std::printf("  %-60s %3zu hits %3zu misses\n", what, counts.hits, counts.misses);
}

void print(const model::OracleSummary& oracle) {
  using F = model::OracleFigure;
  std::printf("Directed questions, each asked without the second study:\n");
  print("with a sharp answer", questions_judged(oracle, false));
  print("that say little (no size, or none and a halving both held)", questions_judged(oracle, true));
  std::printf("\nTrials, each team's foretold from all others':\n");
  std::printf(
      "  CRPS is the mean distance of the log relative risk; in brackets 95 %%, teams drawn with replacement;\n");
  std::printf(
      "  gap closed: of the way from random effects to the floor (each trial's own error), - where there may be "
      "none\n\n");
  for (const auto& s : oracle.scores) {
    const auto& f = s.figures;
    std::printf("%s: %u outcomes of %u trials by %u teams\n", s.of.c_str(), s.outcomes, s.trials, s.teams);
    std::printf("  CRPS %.3f; random effects %.3f, two-level pooling %.3f, floor %.3f\n", f[F::crps].value,
                f[F::crps_random_effects].value, f[F::crps_two_level].value, f[F::crps_floor].value);
    std::printf("  less random effects %s\n", with_range(f[F::crps_less_random_effects], 1.0, 3).c_str());
    std::printf("  gap closed %s %%, by two-level pooling %s %%\n", with_range(f[F::gap_closed], 100.0, 0).c_str(),
                with_range(f[F::gap_closed_two_level], 100.0, 0).c_str());
    std::printf("  inside the 90 %% interval %s %%; slope of observed on predicted %s\n",
                with_range(f[F::in90], 100.0, 0).c_str(), with_range(f[F::slope], 1.0, 2).c_str());
  }
  std::printf("\nAccounts of what gets published, of those that weigh 2 %% or more:");
  for (const auto& account : oracle.accounts) std::printf(" %s", account.c_str());
  std::printf("\n");
}

std::vector<std::string> accounts_of(const calibration::synthesis::Settings& refits) {
  std::vector<std::string> accounts;
  for (const auto account : model::every<calibration::synthesis::Selection>)
    if (refits.selection[account] > 0.0)
      accounts.emplace_back(model::enumerator_names<calibration::synthesis::Selection>[account]);
  return accounts;
}

int predict_trials(const Options& options) {
  const Console console(options.quiet);
  const Studies studies = read_studies(options.studies);
  for (const auto& notice : studies.table.notices) console.say(notice);
  Oracle oracle;
  oracle.questions = calibration::read_questions(studies.predictions, "predictions.csv", studies.table);
  const auto& evidence = studies.base.evidence;
  if (std::none_of(evidence.outcomes.begin(), evidence.outcomes.end(), calibration::is_scored))
    throw UsageError("no study has an outcome with a size and a standard error: nothing can be scored");
  std::optional<output::OwnedFolder> folder;
  if (!options.out.empty()) folder.emplace(options.out, folder_of(options, studies));
  const auto executor = make_executor(options.threads);
  const auto settings = synthesis_settings(options.sweeps, options.seed);
  const auto refits = refit_settings(calibration::synthesis::fit(evidence, settings, *executor), settings);
  const auto predictor = stoppable(calibration::refitting_predictor(refits));
  oracle.accounts = accounts_of(refits);
  oracle.predicted = calibration::predict_trials(evidence, predictor, *executor);
  const auto own = own_outcomes(studies);
  oracle.judged = calibration::ask(oracle.questions, studies.table, studies.base, predictor, *executor);
  const auto summary =
      summary_of(studies, oracle, calibration::oracle_scores(evidence, oracle.predicted, own, resamples, options.seed));
  print(summary);
  stop_if_asked();
  if (!folder) return ok;
  folder->start_over(oracle_folder.may_write);
  folder->write("trials.csv", trials_csv(studies, oracle));
  folder->write("scores.csv", scores_csv(summary));
  folder->write("questions.csv", questions_csv(studies, oracle, summary));
  folder->write("oracle.json", output::oracle_json(summary, made_of(options, studies, refits)));
  folder->write("predictions.html", oracle_page(studies, oracle.predicted, summary,
                                                made_with(studies, options.studies, options.sweeps, options.seed)));
  console.say("written: predictions.html, trials.csv, questions.csv, scores.csv, oracle.json in " +
              options.out.string());
  return ok;
}

}  // namespace

void add_predict_trials(CommandLine& line) {
  auto options = std::make_shared<Options>();
  Command command =
      line.command("predict-trials", "foretell every trial from those of other teams, and score what came");
  command.option({"-o,--output", "DIR", "folder for predictions.html, trials.csv, questions.csv, scores.csv"},
                 options->out);
  command.option({"--studies", "FILE", own_studies_help}, options->studies);
  command.option({"--sweeps", "N", "sweeps a chain that are kept (default 200); takes time in proportion"},
                 options->sweeps, {20, 100000});
  command.flag("--replace", options->replace, replace_help);
  add_common(command, options->seed, options->threads, options->quiet);
  command.needs_less("ask for fewer --sweeps");
  command.runs([options] { return predict_trials(*options); });
}

}  // namespace salus::apps
