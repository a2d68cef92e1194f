#include "scenarios/fidelity_reader.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>

#include "model/core/grid.hpp"
#include "model/core/number.hpp"
#include "model/core/world_countries.hpp"

namespace salus::scenarios {
namespace {

using model::Fidelity;
using model::Unit;

constexpr double most_draws = 100'000.0;
constexpr double most_person_months = 1e14;
const std::string all_places = "all";

/// UN code of a city; nothing where the text names no city or several, which is noted.
std::optional<std::uint32_t> city_named(const YamlNode& node, const std::string& path, const Vocabulary& vocabulary,
                                        const Report& report) {
  const std::string& text = node.text;
  const auto found = model::cities_called(vocabulary.cities, text);
  if (found.size() == 1) return vocabulary.cities[found[0]].code;
  if (found.empty()) {
    std::vector<std::string> known;
    for (const auto& c : vocabulary.countries) known.push_back(c.iso3);
    const bool country = !model::countries_called(text).empty();
    const std::string near = country ? "" : model::nearest_city(vocabulary.cities, text);
    report.add(node, path, "no country or city is called so", "'" + text + "'",
               "all, an ISO 3166-1 alpha-3 code, a city as ISO3:name, or its UN city code",
               country        ? model::remedy_for_country(text, known).fix
               : near.empty() ? "cities stand in calibration/data/cities.csv, countries in countries.csv"
                              : "did you mean '" + near + "'?");
    return std::nullopt;
  }
  std::string names;
  for (const std::size_t i : found) names += (names.empty() ? "" : ", ") + model::full_name(vocabulary.cities[i]);
  report.add(node, path, "several cities may be meant", "'" + text + "'", "one city", "write one of " + names);
  return std::nullopt;
}

/// Gives the place that a text names its fidelity. What is no place, or has a fidelity already, is noted.
void set_fidelity(const YamlNode& node, const std::string& path, Fidelity fidelity, const Vocabulary& vocabulary,
                  const Report& report, model::FidelityPlan& plan) {
  const std::string& text = node.text;
  bool first = true;
  if (text == all_places) {
    first = !plan.all;
    if (first) plan.all = fidelity;
  } else if (std::any_of(vocabulary.countries.begin(), vocabulary.countries.end(),
                         [&](const auto& c) { return c.iso3 == text; })) {
    first = plan.countries.emplace(text, fidelity).second;
  } else if (const auto city = city_named(node, path, vocabulary, report)) {
    first = plan.cities.emplace(*city, fidelity).second;
  }
  if (!first)
    report.add(node, path, "the place stands twice", "'" + text + "'", "each place once, under one fidelity",
               "remove one of the two");
}

/// A number of a unit within bounds; 0 where it is refused or missing.
double bounded_number(const MapReader& map, const std::string& key, bool required, const std::string& fix, Unit unit,
                      double most, bool whole) {
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
                   "'" + node->text + "'", "1 to " + model::format_number(most) + " " + written_unit(unit), fix);
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
      set_fidelity(*named, map.path(word), fidelity, vocabulary, report, plan);
    }
  }
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
                     Unit::draw, most_draws, true));
  plan.person_months = bounded_number(map, "budget", automatic,
                                      "say what agents may cost, for instance `budget: 2000000000 person-months`",
                                      Unit::person_month, most_person_months, false);
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
    const auto add = [&](const std::string& place, Fidelity of) {
      if (of == wanted) places += (places.empty() ? "" : ", ") + place;
    };
    for (const auto& [code, of] : fidelity.cities) add(std::to_string(code), of);
    for (const auto& [iso3, of] : fidelity.countries) add(iso3, of);
    if (fidelity.all) add(all_places, *fidelity.all);
    if (!places.empty()) text += "  " + std::string(model::fidelity_names[wanted]) + ": [" + places + "]\n";
  }
  text += "  draws: " + std::to_string(fidelity.draws) + " " + written_unit(Unit::draw) + "\n";
  if (fidelity.person_months > 0.0)
    text += "  budget: " + model::format_number(fidelity.person_months) + " " + written_unit(Unit::person_month) + "\n";
  return text;
}

}  // namespace salus::scenarios
