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

void print(const model::OracleSummary& oracle) {
  for (const auto& s : oracle.scores) {
    std::printf("%s: %u outcomes of %u trials by %u teams\n", s.of.c_str(), s.outcomes, s.trials, s.teams);
    for (const auto f : model::every<model::OracleFigure>) {
      const auto& [value, range] = s.figures[f];
      const std::string name(model::oracle_figure_names[f]);
      std::printf("  %-26s %7.3f", name.c_str(), value);
      if (std::isfinite(range.low)) std::printf(" (%.3f to %.3f)", range.low, range.high);
      std::printf("\n");
    }
  }
  std::printf("questions: %zu asked, %zu hits, %zu misses, %zu cannot be judged\n", oracle.questions.size(),
              questions_with(oracle, model::Verdict::hit), questions_with(oracle, model::Verdict::miss),
              questions_with(oracle, model::Verdict::not_judged));
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
  folder->write("questions.csv", questions_csv(studies, oracle));
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
