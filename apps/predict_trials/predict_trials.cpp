/// `salus predict-trials`: every team's trials foretold from all others, and what came.
#include <algorithm>
#include <atomic>
#include <cstdio>

#include "apps/common/command_line.hpp"
#include "apps/common/console.hpp"
#include "apps/common/exit_code.hpp"
#include "apps/common/machine.hpp"
#include "apps/common/made_of.hpp"
#include "apps/predict_trials/oracle_page.hpp"
#include "calibration/synthesis/synthesis.hpp"
#include "model/core/number.hpp"
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
constexpr std::uint32_t predictions_a_draw = 10;

const output::FolderKind oracle_folder{
    "predictions of trials", {"predictions.html", "trials.csv", "questions.csv", "scores.csv", "oracle.json"}};

output::FolderKind folder_of(const Options& o, const Studies& studies) {
  output::FolderKind kind = oracle_folder;
  kind.replace = o.replace;
  kind.made_of = {{"sweeps", std::to_string(o.sweeps)}, {"seed", std::to_string(o.seed)}};
  add_files(studies.hashes, kind.made_of);
  return kind;
}

/// Fits what is known under the accounts of selection that weigh something with all of it, and foretells from that; one
/// chain after the other, since teams are at work at the same time.
calibration::TrialPredictor predictor_of(const Options& o, const calibration::Evidence& all,
                                         const model::Executor& executor, const model::Executor& serial) {
  auto settings = synthesis_settings(o.sweeps, o.seed);
  settings = calibration::synthesis::refit_settings(calibration::synthesis::fit(all, settings, executor), settings);
  return [settings, &serial, seed = o.seed](const calibration::Evidence& known,
                                            const std::vector<calibration::Outcome>& targets) {
    stop_if_asked();
    const auto synthesis = calibration::synthesis::fit(known, settings, serial);
    std::vector<std::vector<double>> draws;
    // Outcomes of one trial share place and error, here wholly; those of different trials share neither.
    for (const auto& target : targets)
      draws.push_back(calibration::synthesis::predict(synthesis, target, calibration::synthesis::Predicted::published,
                                                      seed + target.trial, predictions_a_draw));
    return draws;
  };
}

void print(const Oracle& oracle) {
  for (const auto& s : oracle.scores) {
    std::printf("%s: %u outcomes of %u trials by %u teams\n", s.of.c_str(), s.outcomes, s.trials, s.teams);
    for (const auto& [name, figure] : figures_of(s))
      std::printf("  %-26s %7.3f (%.3f to %.3f)\n", name, figure.value, figure.range.low, figure.range.high);
  }
  std::printf("questions: %zu asked, %zu hits, %zu misses, %zu cannot be judged\n", oracle.questions.size(),
              questions_with(oracle, calibration::Verdict::hit), questions_with(oracle, calibration::Verdict::miss),
              questions_with(oracle, calibration::Verdict::not_judged));
}

int predict_trials(const Options& options) {
  const Console console(options.quiet);
  const Studies studies = read_studies(options.studies);
  Oracle oracle;
  oracle.questions = calibration::read_questions(studies.predictions, "predictions.csv", studies.table);
  const auto& evidence = studies.base.evidence;
  if (std::none_of(evidence.outcomes.begin(), evidence.outcomes.end(), calibration::is_scored))
    throw UsageError("no study has an outcome with a size and a standard error: nothing can be scored");
  std::optional<output::OwnedFolder> folder;
  if (!options.out.empty()) folder.emplace(options.out, folder_of(options, studies));
  const auto executor = make_executor(options.threads);
  const auto serial = model::make_serial_executor();
  const auto predictor = predictor_of(options, evidence, *executor, *serial);
  oracle.predicted = calibration::predict_trials(evidence, predictor, *executor);
  oracle.scores = calibration::oracle_scores(evidence, oracle.predicted, resamples, options.seed);
  oracle.judged = calibration::ask(oracle.questions, studies.table, studies.base, predictor, *executor);
  print(oracle);
  stop_if_asked();
  if (!folder) return ok;
  folder->start_over(oracle_folder.may_write);
  folder->write("trials.csv", trials_csv(studies, oracle));
  folder->write("scores.csv", scores_csv(oracle));
  folder->write("questions.csv", questions_csv(studies, oracle));
  folder->write("oracle.json", oracle_json(studies, oracle));
  folder->write("predictions.html",
                oracle_page(studies, oracle, made_with(studies, options.studies, options.sweeps, options.seed)));
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
