/// `salus validate`: all errors of scenario files in one pass, and what a run of good ones would caution of.
#include <cstdio>

#include "apps/common/command_line.hpp"
#include "apps/common/console.hpp"
#include "apps/common/exit_code.hpp"
#include "apps/common/files.hpp"
#include "apps/session/plan.hpp"
#include "apps/session/scenario_texts.hpp"
#include "apps/session/start.hpp"
#include "model/run/line_sizes.hpp"
#include "output/report/headline.hpp"
#include "output/words/sentences/validate.hpp"
#include "output/words/words.hpp"

namespace salus::apps {
namespace {

/// What a run would say of its start, in front of everything: words as on its page.
std::string caution_of(const model::Scenario& scenario, const session::Inputs& inputs) {
  session::Request request;
  request.accept_failed_check = true;  // which is for the run to refuse; here it is said
  model::Results results;
  results.identity.start = session::start_of(request, inputs, scenario.view, scenario.start_year);
  const auto caution = output::caution(results);
  return caution ? output::words::english().text(*caution) : "";
}

/// Draws by which it is told how often a line is below its smallest useful size.
constexpr std::uint32_t size_draws = 96;
/// A line that is below it more often is told of.
constexpr double too_often = 0.5;

/// What the lines give a city where that is too little in most draws. From first estimates: no posterior knows of
/// money.
std::vector<std::string> too_small(const session::ScenarioText& text, const session::Inputs& inputs) {
  session::Request request;
  request.scenarios = {text};
  request.draws = size_draws;
  request.posterior = session::first_estimates;
  const model::RunPlan plan = session::make_plan(request, inputs);
  const model::Budget& budget = plan.scenarios.front().budget;
  const bool few = budget.lines_a_city == model::Spread::few || budget.cities == model::Spread::few;
  std::vector<std::string> told;
  for (const auto& size : model::line_sizes(plan, model::ScenarioIndex(0u), *model::make_serial_executor())) {
    if (size.below < too_often) continue;
    const auto& row = plan.evidence.interventions[size.intervention];
    told.push_back(output::words::english().text(
        output::words::validate::TooSmall{.line = output::words::Verbatim(row.id + " " + row.title),
                                          .middle = size.middle.value(),
                                          .least = row.least_a_year.a,
                                          .below = size.below,
                                          .few = few}));
  }
  return told;
}

int validate(const std::vector<std::string>& files) {
  const auto root = data_root();
  const session::Inputs inputs = session::read_inputs(root, session::bundled, "", interrupted);
  const auto vocabulary = session::vocabulary_of(inputs);
  model::Diagnostics findings;
  for (const auto& name : files) {
    const auto [file, text] = session::read_scenario_text(name, root);
    const auto scenario = scenarios::read_scenario(text, file, vocabulary, findings);
    if (!scenario) continue;
    const std::string caution = caution_of(*scenario, inputs);
    std::printf("%s: good%s\n", file.c_str(), caution.empty() ? "" : (". " + caution).c_str());
    for (const auto& line : too_small({file, text}, inputs)) std::printf("%s: %s\n", file.c_str(), line.c_str());
  }
  if (!findings.empty()) throw model::InputError(std::move(findings));
  return ok;
}

}  // namespace

void add_validate(CommandLine& line) {
  auto files = std::make_shared<std::vector<std::string>>();
  Command command = line.command("validate", "report all errors of scenario files in one pass");
  command.several({"files", "", "scenario files", true}, *files);
  command.runs([files] { return validate(*files); });
}

}  // namespace salus::apps
