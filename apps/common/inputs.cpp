#include "apps/common/inputs.hpp"

#include <algorithm>
#include <map>

#include "apps/common/files.hpp"
#include "model/parameters/registry.hpp"
#include "output/sha256.hpp"

namespace salus::apps {
namespace fs = std::filesystem;
namespace {
const std::string bundled_posterior = "calibration/fitted/posterior.h5";
const std::string bundled_backtest = "calibration/fitted/backtest.csv";
}  // namespace

Inputs read_inputs(const fs::path& root, const std::string& posterior, const std::string& surface) {
  std::map<std::string, std::string> hashes;
  const auto take = [&](const std::string& name) {
    std::string text = read_text(root / name);
    hashes[name] = output::sha256_hex(text);
    return text;
  };
  calibration::TableTexts tables;
  for (const auto& name : calibration::table_names())
    // The figures under non-commercial terms may be taken away; calibration says which tables it cannot do without.
    if (fs::exists(root / "calibration/data" / name)) tables.by_name[name] = take("calibration/data/" + name);
  std::map<std::string, std::string> evidence;
  for (const auto& name : scenarios::evidence_table_names()) evidence[name] = take("scenarios/evidence/" + name);
  std::optional<Posterior> calibrated;
  if (posterior.empty()) {
    if (fs::exists(root / bundled_posterior)) calibrated = posterior_from(take(bundled_posterior));
  } else if (posterior != "none") {
    const std::string bytes = read_text(posterior);
    hashes["posterior " + fs::path(posterior).filename().string()] = output::sha256_hex(bytes);
    try {
      calibrated = posterior_from(bytes);
    } catch (const output::CorruptStore& e) {
      throw output::CorruptStore(posterior + ": " + e.what() + "; calibrate again, or restore the file");
    }
  }
  const std::string backtest = fs::exists(root / bundled_backtest) ? take(bundled_backtest) : "";
  auto known = scenarios::read_evidence(evidence);
  if (!surface.empty()) {
    const std::string text = read_text(surface);
    hashes["surface " + fs::path(surface).filename().string()] = output::sha256_hex(text);
    model::Diagnostics findings;
    const auto points = scenarios::read_surface(text, surface, known, findings);
    if (!findings.empty()) throw model::InputError(std::move(findings));
    model::apply(points, known);
  }
  return {calibration::read_tables(tables),
          std::move(known),
          {hashes.begin(), hashes.end()},
          std::move(calibrated),
          backtest};
}

calibration::OwnFigures read_own_figures(const fs::path& path, const Console& console) {
  model::Diagnostics findings;
  auto own = calibration::read_own_figures(read_text(path), path.string(), findings);
  if (!findings.empty()) throw model::InputError(std::move(findings));
  if (!own.not_read.empty()) {
    std::string names;
    for (const auto& name : own.not_read) names += (names.empty() ? "" : ", ") + name;
    console.say(path.string() + ": indicators that are not read: " + names);
  }
  if (!own.too_low.empty()) {
    std::string names;
    for (const auto& [iso3, n] : own.too_low) names += (names.empty() ? "" : ", ") + std::to_string(n) + " of " + iso3;
    console.say(path.string() + ": rates of 0.05 per 100,000 and less that are left out: " + names);
  }
  return own;
}

std::map<std::string, std::string> names_of(const calibration::Tables& tables) {
  std::map<std::string, std::string> names;
  for (const auto& country : tables.by_country) names[country.name.iso3] = country.name.name;
  return names;
}

scenarios::Vocabulary vocabulary_of(const Inputs& inputs) {
  scenarios::Vocabulary vocabulary;
  for (const auto& country : inputs.tables.countries)
    vocabulary.countries.push_back({country.iso3, country.name, country.region, country.income});
  vocabulary.evidence = &inputs.evidence;
  for (const auto& record : model::registry())
    vocabulary.parameters.push_back({std::string(record.name), std::string(record.unit), record.prior.lower,
                                     record.prior.upper, record.part == model::Part::scenario});
  for (const auto& city : inputs.tables.cities) vocabulary.cities.push_back({city.iso3, city.name, city.un_city_code});
  return vocabulary;
}

ScenarioText read_scenario_text(const std::string& argument, const fs::path& root) {
  const bool plain = argument.find('/') == std::string::npos && argument.find('.') == std::string::npos;
  const fs::path bundled = root / "scenarios" / "bundled" / (argument + ".yaml");
  if (plain && !fs::exists(argument) && fs::exists(bundled)) return {argument + ".yaml", read_text(bundled)};
  return {argument, read_text(argument)};
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
      findings.push_back({file, 0, 0, "start_year",
                          "the scenario cannot be compared with '" + scenarios.front().id + "'",
                          std::string(model::view_names[model::index(scenario->view)]) + " from " +
                              std::to_string(scenario->start_year),
                          std::string(model::view_names[model::index(scenarios.front().view)]) + " from " +
                              std::to_string(scenarios.front().start_year),
                          "give all scenarios of a comparison one view and one start year"});
    scenarios.push_back(*scenario);
  }
  if (!findings.empty()) throw model::InputError(std::move(findings));
  return scenarios;
}

}  // namespace salus::apps
