#include "apps/validate/validate.hpp"

#include <cstdio>

#include "apps/common/exit_code.hpp"
#include "apps/common/files.hpp"
#include "apps/common/inputs.hpp"

namespace salus::apps {

int validate(const std::vector<std::string>& files) {
  const auto root = data_root();
  const Inputs inputs = read_inputs(root);
  const auto vocabulary = vocabulary_of(inputs);
  model::Diagnostics findings;
  for (const auto& name : files) {
    const auto [file, text] = read_scenario_text(name, root);
    const std::size_t before = findings.size();
    scenarios::read_scenario(text, file, vocabulary, findings);
    if (findings.size() == before) std::printf("%s: good\n", file.c_str());
  }
  if (!findings.empty()) throw model::InputError(std::move(findings));
  return ok;
}

}  // namespace salus::apps
