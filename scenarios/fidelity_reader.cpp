#include "scenarios/fidelity_reader.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "model/core/grid.hpp"
#include "model/core/number.hpp"

namespace salus::scenarios {
namespace {

using model::Fidelity;

constexpr double most_draws = 100'000.0;
constexpr double most_person_months = 1e14;
const std::string draws_unit = "draws";
const std::string cost_unit = "person-months";

/// Key of a place: `all`, a country's code, a city's UN code; empty where the text means none or several, which is
/// noted.
std::string place_named(const YamlNode& node, const std::string& path, const Vocabulary& vocabulary,
                        const Report& report) {
  const std::string& text = node.text;
  if (text == model::all_places) return text;
  if (std::any_of(vocabulary.countries.begin(), vocabulary.countries.end(),
                  [&](const auto& c) { return c.iso3 == text; }))
    return text;
  const auto found = model::cities_called(vocabulary.cities, text);
  if (found.size() == 1) return std::to_string(vocabulary.cities[found[0]].code);
  if (found.empty()) {
    const auto country = std::find_if(vocabulary.countries.begin(), vocabulary.countries.end(),
                                      [&](const auto& c) { return c.name == text; });
    const std::string near = model::nearest_city(vocabulary.cities, text);
    report.add(node, path, "no country or city is called so", "'" + text + "'",
               "all, an ISO 3166-1 alpha-3 code, a city as ISO3:name, or its UN city code",
               country != vocabulary.countries.end() ? "write " + country->iso3 + " for " + country->name
               : near.empty() ? "cities stand in calibration/data/cities.csv, countries in countries.csv"
                              : "did you mean '" + near + "'?");
    return "";
  }
  std::string names;
  for (const std::size_t i : found) names += (names.empty() ? "" : ", ") + model::full_name(vocabulary.cities[i]);
  report.add(node, path, "several cities may be meant", "'" + text + "'", "one city", "write one of " + names);
  return "";
}

/// A number of a unit within bounds; 0 where it is refused or missing.
double bounded_number(const MapReader& map, const std::string& key, bool required, const std::string& fix,
                      const std::string& unit, double most, bool whole) {
  const YamlNode* node = map.get(key, required, fix);
  if (!node) return 0.0;
  if (node->kind != YamlNode::Kind::scalar) {
    map.report().add(*node, map.path(key), "one number with its unit is expected", "a list or map", "", fix);
    return 0.0;
  }
  const auto reading = read_quantity(node->text, unit);
  if (!reading.value) {
    map.report().add(*node, map.path(key), reading.refusal);
    return 0.0;
  }
  const double value = *reading.value;
  if (value >= 1.0 && value <= most && (!whole || value == std::floor(value))) return value;
  map.report().add(*node, map.path(key),
                   whole && value != std::floor(value) ? "a whole number is expected" : "the number is out of bounds",
                   "'" + node->text + "'", "1 to " + model::format_number(most) + " " + unit, fix);
  return 0.0;
}

}  // namespace

namespace {

/// Places under each fidelity. @return the fidelities that have any.
std::set<Fidelity> read_places(const MapReader& map, const Vocabulary& vocabulary, const Report& report,
                               model::FidelityPlan& plan) {
  std::set<Fidelity> used;
  for (const Fidelity fidelity : model::every<Fidelity>) {
    const std::string word(model::fidelity_names[fidelity]);
    for (const YamlNode* named : map.texts(word, false)) {
      used.insert(fidelity);
      const std::string place = place_named(*named, map.path(word), vocabulary, report);
      if (place.empty()) continue;
      const bool twice =
          std::any_of(plan.places.begin(), plan.places.end(), [&](const auto& other) { return other.first == place; });
      if (twice)
        report.add(*named, map.path(word), "the place stands twice", "'" + named->text + "'",
                   "each place once, under one fidelity", "remove one of the two");
      else plan.places.emplace_back(place, fidelity);
    }
  }
  std::sort(plan.places.begin(), plan.places.end());
  return used;
}

}  // namespace

model::FidelityPlan read_fidelity(const YamlNode& node, const Vocabulary& vocabulary, const Report& report) {
  model::FidelityPlan plan;
  std::vector<std::string> known(model::fidelity_names.begin(), model::fidelity_names.end());
  known.insert(known.end(), {"draws", "budget"});
  const MapReader map(node, "fidelity", known, report);
  if (!map.usable()) return plan;
  const auto used = read_places(map, vocabulary, report, plan);
  const bool automatic = used.contains(Fidelity::automatic);
  const bool agents = automatic || used.contains(Fidelity::city);
  const bool strange = std::any_of(node.entries.begin(), node.entries.end(), [&](const auto& entry) {
    return std::find(known.begin(), known.end(), entry.key.name) == known.end();
  });
  if (!agents && !strange)
    report.add(node, "fidelity", "no city runs as agents", "", "a list of places under `city` or `auto`",
               "add one, for instance `city: [COL:Medellin]`, or remove the key");
  if (strange) return plan;  // the unknown key may be what is missing here
  plan.draws = static_cast<std::uint32_t>(
      bounded_number(map, "draws", agents, "say in how many draws cities run as agents, for instance `draws: 8 draws`",
                     draws_unit, most_draws, true));
  plan.person_months = bounded_number(map, "budget", automatic,
                                      "say what agents may cost, for instance `budget: 2000000000 person-months`",
                                      cost_unit, most_person_months, false);
  if (!automatic)
    if (const YamlNode* budget = map.get("budget", false))
      report.add(*budget, map.path("budget"), "the budget is of places under `auto`, and there are none",
                 "'" + budget->text + "'", "", "remove the line, or name places under `auto`");
  return plan;
}

std::string fidelity_text(const model::FidelityPlan& fidelity) {
  if (!fidelity.any()) return "";
  std::string text = "fidelity:\n";
  for (const Fidelity wanted : model::every<Fidelity>) {
    std::string places;
    for (const auto& [place, of] : fidelity.places)
      if (of == wanted) places += (places.empty() ? "" : ", ") + place;
    if (!places.empty()) text += "  " + std::string(model::fidelity_names[wanted]) + ": [" + places + "]\n";
  }
  text += "  draws: " + std::to_string(fidelity.draws) + " " + draws_unit + "\n";
  if (fidelity.person_months > 0.0)
    text += "  budget: " + model::format_number(fidelity.person_months) + " " + cost_unit + "\n";
  return text;
}

}  // namespace salus::scenarios
