/// `salus validate`: all errors of scenario files in one pass, and what a run of good ones would caution of.
#include <cstdio>

#include "apps/common/command_line.hpp"
#include "apps/common/console.hpp"
#include "apps/common/exit_code.hpp"
#include "apps/common/files.hpp"
#include "apps/session/scenario_texts.hpp"
#include "apps/session/start.hpp"
#include "output/report/headline.hpp"
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
