#include "apps/session/scenario_texts.hpp"

#include <algorithm>

#include "output/atomic_file.hpp"

namespace salus::session {
namespace fs = std::filesystem;

scenarios::Vocabulary vocabulary_of(const Inputs& inputs) {
  scenarios::Vocabulary vocabulary;
  for (const auto& country : inputs.tables.countries)
    vocabulary.countries.push_back({country.iso3, country.name, country.region, country.income});
  vocabulary.evidence = &inputs.evidence;
  for (const auto& city : inputs.tables.cities) vocabulary.cities.push_back({city.iso3, city.name, city.un_city_code});
  return vocabulary;
}

ScenarioText read_scenario_text(const std::string& argument, const fs::path& root) {
  const bool plain = argument.find('/') == std::string::npos && argument.find('.') == std::string::npos;
  const fs::path ours = root / "scenarios" / "bundled" / (argument + ".yaml");
  if (plain && !fs::exists(argument) && fs::exists(ours))
    return {argument + ".yaml", output::read_file(ours.string(), largest_input)};
  return {argument, output::read_file(argument, largest_input)};
}

std::vector<model::Scenario> parse_scenarios(const std::vector<ScenarioText>& texts, const Inputs& inputs) {
  const auto vocabulary = vocabulary_of(inputs);
  model::Diagnostics findings;
  std::vector<model::Scenario> scenarios;
  for (const auto& [file, text] : texts) {
    const auto scenario = scenarios::read_scenario(text, file, vocabulary, findings);
    if (!scenario) continue;
    const auto same =
        std::find_if(scenarios.begin(), scenarios.end(), [&](const auto& s) { return s.id == scenario->id; });
    if (same != scenarios.end())
      findings.push_back({file, 0, 0, "name", "another scenario of this comparison has the same name",
                          "'" + scenario->id + "'", "a name of its own", "rename one of the two"});
    if (!scenarios.empty() &&
        (scenario->view != scenarios.front().view || scenario->start_year != scenarios.front().start_year))
      findings.push_back(
          {file, 0, 0, "start_year", "the scenario cannot be compared with '" + scenarios.front().id + "'",
           std::string(model::view_names[scenario->view]) + " from " + std::to_string(scenario->start_year),
           std::string(model::view_names[scenarios.front().view]) + " from " +
               std::to_string(scenarios.front().start_year),
           "give all scenarios of a comparison one view and one start year"});
    scenarios.push_back(*scenario);
  }
  if (!findings.empty()) throw model::InputError(std::move(findings));
  return scenarios;
}

}  // namespace salus::session
