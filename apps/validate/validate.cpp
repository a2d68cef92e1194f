/// `salus validate`: all errors of scenario files in one pass.
#include <cstdio>

#include "apps/common/command_line.hpp"
#include "apps/common/exit_code.hpp"
#include "apps/common/files.hpp"
#include "apps/session/scenario_texts.hpp"

namespace salus::apps {
namespace {

int validate(const std::vector<std::string>& files) {
  const auto root = data_root();
  const session::Inputs inputs = session::read_inputs(root);
  const auto vocabulary = session::vocabulary_of(inputs);
  model::Diagnostics findings;
  for (const auto& name : files) {
    const auto [file, text] = session::read_scenario_text(name, root);
    const std::size_t before = findings.size();
    scenarios::read_scenario(text, file, vocabulary, findings);
    if (findings.size() == before) std::printf("%s: good\n", file.c_str());
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
