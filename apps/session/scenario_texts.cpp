#include "apps/session/scenario_texts.hpp"

#include <algorithm>

#include "output/atomic_file.hpp"
#include "scenarios/map_reader.hpp"

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

bool names_a_file(const std::string& argument) {
  return argument.find('/') != std::string::npos || argument.ends_with(".yaml") || argument.ends_with(".yml");
}

ScenarioText read_scenario_text(const std::string& argument, const fs::path& root) {
  if (names_a_file(argument)) return {argument, output::read_file(argument, largest_input)};
  const fs::path bundled_folder = root / "scenarios" / "bundled";
  const fs::path ours = bundled_folder / (argument + ".yaml");
  if (fs::exists(ours)) return {argument + ".yaml", output::read_file(ours.string(), largest_input)};
  std::vector<std::string> known;
  for (const auto& entry : fs::directory_iterator(bundled_folder)) known.push_back(entry.path().stem().string());
  std::sort(known.begin(), known.end());
  const bool there = fs::exists(argument);
  const model::Diagnostic unknown{
      argument,
      0,
      0,
      "",
      "no bundled scenario is called so",
      "'" + argument + "'",
      "a file with a slash or the ending .yaml, or a bundled scenario",
      there ? "write ./" + argument + " for the file of that name" : scenarios::did_you_mean(argument, known)};
  throw model::InputError(model::Diagnostics{unknown});
}

std::vector<model::Scenario> parse_scenarios(const std::vector<ScenarioText>& texts, const Inputs& inputs) {
  const auto vocabulary = vocabulary_of(inputs);
  model::Diagnostics findings;
  std::vector<model::Scenario> scenarios;
  std::vector<std::string> files;  ///< of these
  for (const auto& [file, text] : texts) {
    const auto scenario = scenarios::read_scenario(text, file, vocabulary, findings);
    if (!scenario) continue;
    // Both stand in tables and sentences; what has the same cannot be told apart there.
    const auto refuse_same = [&, &text_file = file](const char* key, std::string model::Scenario::*said) {
      for (std::size_t i = 0; i < scenarios.size(); ++i)
        if (scenarios[i].*said == (*scenario).*said)
          findings.push_back({text_file, 0, 0, key,
                              std::string("another scenario of this comparison has the same ") + key + ": " + files[i],
                              "'" + (*scenario).*said + "'", std::string("a ") + key + " of its own",
                              std::string("give one of the two another ") + key});
    };
    refuse_same("name", &model::Scenario::id);
    refuse_same("title", &model::Scenario::title);
    if (!scenarios.empty() &&
        (scenario->view != scenarios.front().view || scenario->start_year != scenarios.front().start_year))
      findings.push_back(
          {file, 0, 0, "start_year", "the scenario cannot be compared with '" + scenarios.front().id + "'",
           std::string(model::view_names[scenario->view]) + " from " + std::to_string(scenario->start_year),
           std::string(model::view_names[scenarios.front().view]) + " from " +
               std::to_string(scenarios.front().start_year),
           "give all scenarios of a comparison one view and one start year"});
    scenarios.push_back(*scenario);
    files.push_back(file);
  }
  if (!findings.empty()) throw model::InputError(std::move(findings));
  return scenarios;
}

}  // namespace salus::session
