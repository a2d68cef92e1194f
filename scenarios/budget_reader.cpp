#include "scenarios/budget_reader.hpp"

#include <algorithm>
#include <numeric>
#include <optional>
#include <set>

#include "model/core/world_countries.hpp"
#include "scenarios/named_items.hpp"

namespace salus::scenarios {
namespace {

using model::Cents;
using Amounts = std::array<Cents, model::budget_years>;

/// Entries of a list that are the parts of one number, cut at its commas: `100,000 USD`. @return their number, the last
/// with its unit; empty where there are none
std::string cut_number(const std::vector<YamlNode>& items) {
  const auto digits = [](std::string_view text) { return text.substr(0, text.find_first_not_of("0123456789")); };
  for (std::size_t i = 0; i + 1 < items.size(); ++i) {
    std::string number = items[i].text;
    if (number.empty() || number.size() > 3 || digits(number) != number) continue;
    while (i + 1 < items.size() && digits(items[i + 1].text).size() == 3) {
      number += items[i + 1].text;
      if (digits(number) != number) return number;
      ++i;
    }
  }
  return "";
}

/// A list of ten entries, one a budget year.
bool has_ten(const YamlNode& node, const std::string& path, const Report& report) {
  if (node.kind == YamlNode::Kind::sequence && node.items.size() == model::budget_years) return true;
  if (const std::string number = cut_number(node.items); !number.empty()) {
    report.add(node, path, "a number has a separator: the commas of a list part its entries",
               std::to_string(node.items.size()) + " entries", "ten entries, for the ten budget years",
               "write " + number + ", without commas inside");
    return false;
  }
  report.add(
      node, path, "one entry a budget year is expected",
      node.kind == YamlNode::Kind::sequence ? std::to_string(node.items.size()) + " entries" : "'" + node.text + "'",
      "ten entries, for the ten budget years", "give a list of ten; write 0 for a year without");
  return false;
}

std::optional<Cents> money_at(const YamlNode& node, const std::string& path, const Report& report) {
  if (node.kind != YamlNode::Kind::scalar) {
    report.add(node, path, "an amount of money is expected here", "a list or map", "for instance 25000000 USD",
               "write one amount");
    return std::nullopt;
  }
  const auto reading = read_money(node.text);
  if (!reading.value) report.add(node, path, reading.refusal);
  return reading.value;
}

/// Weights of the ten years: `even`, `ramp` (1 to 10), or ten shares that sum to 100 %.
std::optional<std::vector<std::int64_t>> phasing_of(const YamlNode* node, const std::string& path,
                                                    const Report& report) {
  std::vector<std::int64_t> weights(model::budget_years, 1);
  if (!node || (node->kind == YamlNode::Kind::scalar && node->text == "even")) return weights;
  if (node->kind == YamlNode::Kind::scalar && node->text == "ramp") {
    std::iota(weights.begin(), weights.end(), std::int64_t{1});
    return weights;
  }
  if (node->kind != YamlNode::Kind::sequence) {
    report.add(*node, path, "the phasing is not known", "'" + node->text + "'",
               "even, ramp, or ten shares that sum to 100 %", did_you_mean(node->text, {"even", "ramp"}));
    return std::nullopt;
  }
  if (!has_ten(*node, path, report)) return std::nullopt;
  bool good = true;
  for (std::size_t y = 0; y < weights.size(); ++y) {
    const auto share = read_percent(node->items[y].text);
    if (!share.value) {
      report.add(node->items[y], path + "[" + std::to_string(y) + "]", share.refusal);
      good = false;
    } else weights[y] = *share.value;
  }
  if (!good) return std::nullopt;
  const std::int64_t sum = std::accumulate(weights.begin(), weights.end(), std::int64_t{0});
  if (sum == 10000) return weights;
  report.add(*node, path, "the shares do not sum to 100 %", percent_text(sum) + " %", "100 %",
             "change a share by " + percent_text(10000 - sum) + " points");
  return std::nullopt;
}

/// Amounts by year from `amounts`, or from `total` and `phasing`.
std::optional<Amounts> amounts_of(const MapReader& line) {
  const Report& report = line.report();
  const YamlNode* amounts = line.get("amounts", false);
  const YamlNode* total = line.get("total", false);
  const YamlNode* phasing = line.get("phasing", false);
  if ((amounts == nullptr) == (total == nullptr)) {
    report.add(amounts ? *amounts : line.node(), line.path(amounts ? "amounts" : "total"),
               amounts ? "the line has both a total and yearly amounts" : "the line has no money", "",
               "either total or amounts", amounts ? "remove one of the two" : "add `total: ... USD`");
    return std::nullopt;
  }
  Amounts by_year{};
  if (amounts) {
    if (phasing) report.add(*phasing, line.path("phasing"), "yearly amounts need no phasing", "", "", "remove it");
    if (!has_ten(*amounts, line.path("amounts"), report)) return std::nullopt;
    bool good = true;
    for (std::size_t y = 0; y < by_year.size(); ++y) {
      const auto cents = money_at(amounts->items[y], line.path("amounts") + "[" + std::to_string(y) + "]", report);
      if (cents) by_year[y] = *cents;
      else good = false;
    }
    return good ? std::optional(by_year) : std::nullopt;
  }
  const auto cents = money_at(*total, line.path("total"), report);
  const auto weights = phasing_of(phasing, line.path("phasing"), report);
  if (!cents || !weights) return std::nullopt;
  const auto parts = model::split(*cents, *weights);
  std::copy(parts.begin(), parts.end(), by_year.begin());
  return by_year;
}

/// ISO codes of countries that a list of codes or names stands for.
std::vector<std::string> named_places(const std::vector<const YamlNode*>& nodes, const std::string& path,
                                      const Vocabulary& vocabulary, const Report& report) {
  std::vector<std::string> places;
  std::vector<std::string> known;
  for (const auto& c : vocabulary.countries) known.push_back(c.iso3);
  for (const YamlNode* node : nodes) {
    const auto by_code = std::find_if(vocabulary.countries.begin(), vocabulary.countries.end(),
                                      [&](const auto& c) { return c.iso3 == node->text; });
    if (by_code == vocabulary.countries.end()) {
      const auto remedy = model::remedy_for_country(node->text, known);
      report.add(*node, path, remedy.what, "'" + node->text + "'",
                 "ISO 3166-1 alpha-3 codes of the concept note's list", remedy.fix);
    } else if (std::find(places.begin(), places.end(), node->text) != places.end()) {
      report.add(*node, path, "the country stands twice", "'" + node->text + "'", "each country once",
                 "remove one of the two");
    } else {
      places.push_back(node->text);
    }
  }
  return places;
}

/// Codes of the countries for which `wanted` holds.
template <class Wanted>
std::vector<std::string> places_where(const Vocabulary& vocabulary, Wanted wanted) {
  std::vector<std::string> places;
  for (const auto& c : vocabulary.countries)
    if (wanted(c)) places.push_back(c.iso3);
  return places;
}

/// `income` or `region` classes.
template <class Class>
std::set<Class> classes_of(const MapReader& map, const std::string& key, const model::Names<Class>& names) {
  std::set<Class> classes;
  for (const YamlNode* node : map.texts(key, false)) {
    const auto found = model::find(names, node->text);
    if (!found)
      map.report().add(*node, map.path(key), "the " + key + " class is not known", "'" + node->text + "'", "",
                       did_you_mean(node->text, {names.begin(), names.end()}));
    else classes.insert(*found);
  }
  return classes;
}

std::vector<std::string> places_of(const MapReader& line, const Vocabulary& vocabulary) {
  const Report& report = line.report();
  const YamlNode* node = line.get("places", true, "add `places: recipients`, or a list of country codes");
  if (!node) return {};
  const std::string path = line.path("places");
  std::vector<std::string> places;
  const std::size_t before = report.findings.size();
  if (node->kind == YamlNode::Kind::scalar && node->text == "recipients") {
    places = places_where(vocabulary, [](const auto& c) { return c.income != model::Income::high; });
  } else if (node->kind == YamlNode::Kind::scalar && node->text == "all") {
    places = places_where(vocabulary, [](const auto&) { return true; });
  } else if (node->kind == YamlNode::Kind::map) {
    const MapReader map(*node, path, {"income", "region"}, report);
    const auto incomes = classes_of(map, "income", model::income_names);
    const auto regions = classes_of(map, "region", model::region_names);
    places = places_where(vocabulary, [&](const auto& c) {
      return (incomes.empty() || incomes.count(c.income)) && (regions.empty() || regions.count(c.region));
    });
  } else {
    places = named_places(line.texts("places", true), path, vocabulary, report);
  }
  if (places.empty() && report.findings.size() == before)
    report.add(*node, path, "no country is meant", "", "at least one country",
               "write recipients, all, or a list of country codes");
  std::sort(places.begin(), places.end());
  return places;
}

/// What a line may buy: the catalogue for its half.
std::vector<NamedItem> items_of(model::Half half, const Vocabulary& vocabulary) {
  std::vector<NamedItem> items;
  if (!vocabulary.evidence) return items;
  if (half == model::Half::global_functions)
    for (const auto& f : vocabulary.evidence->functions) items.push_back({f.id, f.title});
  else
    for (const auto& i : vocabulary.evidence->interventions) items.push_back({i.id, i.title});
  return items;
}

std::optional<model::BudgetLine> read_line(const YamlNode& node, const std::string& path, model::Half half,
                                           const Vocabulary& vocabulary, const Report& report) {
  const bool global = half == model::Half::global_functions;
  const std::string kind = global ? "function" : "intervention";
  std::vector<std::string> known{kind, "total", "amounts", "phasing", "note"};
  if (!global) known.insert(known.begin() + 1, "places");
  const MapReader line(node, path, known, report);
  if (!line.usable()) return std::nullopt;
  model::BudgetLine result;
  result.half = half;
  const std::size_t before = report.findings.size();
  if (const YamlNode* item = line.get(kind, true, "say what the money is for")) {
    const auto items = items_of(half, vocabulary);
    if (std::none_of(items.begin(), items.end(), [&](const auto& known_item) { return known_item.id == item->text; }))
      report.add(*item, line.path(kind),
                 "the " + std::string(global ? "global function" : "intervention") + " is not known",
                 "'" + item->text + "'", "", remedy_for_item(item->text, items));
    result.item = item->text;
  }
  if (!global) result.places = places_of(line, vocabulary);
  if (line.get("note", false)) line.text("note", false);
  if (const auto amounts = amounts_of(line)) result.gross = *amounts;
  return report.findings.size() == before ? std::optional(result) : std::nullopt;
}

/// How the local half goes to cities.
void read_sharing(const MapReader& half, model::Budget& out) {
  if (const auto by = half.choice("by", {model::city_share_names.begin(), model::city_share_names.end()}))
    out.by = static_cast<model::CityShare>(*by);
  const std::vector<std::string> spreads{model::spread_names.begin(), model::spread_names.end()};
  if (const auto lines = half.choice("lines_a_city", spreads)) out.lines_a_city = static_cast<model::Spread>(*lines);
  if (const auto cities = half.choice("cities", spreads)) out.cities = static_cast<model::Spread>(*cities);
  if (out.by != model::CityShare::people || out.lines_a_city != model::Spread::few) return;
  half.report().add(*half.get("lines_a_city", false), half.path("lines_a_city"),
                    "a line of few cities goes to them alike, so that each gets enough", "'few' beside `by: people`",
                    "`lines_a_city: few`, or `by: people`", "remove one of the two");
}

/// One half: its total and its lines. @return the total as stated, for the sum of both halves.
std::optional<Cents> read_half(const MapReader& budget, model::Half half, const Vocabulary& vocabulary,
                               model::Budget& out) {
  const Report& report = budget.report();
  const std::string key(model::half_names[half]);
  const YamlNode* node = budget.get(key, false);
  if (!node) return Cents(0);
  const bool local = half == model::Half::local_delivery;
  std::vector<std::string> known{"total", "split", "lines"};
  if (local) known.insert(known.begin() + 1, {"by", "lines_a_city", "cities"});
  const MapReader map(*node, budget.path(key), known, report);
  if (!map.usable()) return std::nullopt;
  if (local) read_sharing(map, out);
  const YamlNode* total_node = map.get("total", true, "add the sum of the lines, for instance `total: 25000000 USD`");
  const auto total = total_node ? money_at(*total_node, map.path("total"), report) : std::nullopt;
  const bool drawn = map.choice("split", split_names()) == 1u;
  const YamlNode* lines = map.get("lines", true, "add a list of lines");
  if (!lines) return total;
  if (lines->kind != YamlNode::Kind::sequence) {
    report.add(*lines, map.path("lines"), "a list of lines is expected", "'" + lines->text + "'", "",
               "write `- " + std::string(half == model::Half::global_functions ? "function" : "intervention") +
                   ": ...` entries below");
    return total;
  }
  Cents sum;
  bool complete = true;
  for (std::size_t i = 0; i < lines->items.size(); ++i) {
    const auto line =
        read_line(lines->items[i], map.path("lines") + "[" + std::to_string(i) + "]", half, vocabulary, report);
    complete = complete && line;
    if (!line) continue;
    for (const Cents c : line->gross) sum += c;
    out.lines.push_back(*line);
  }
  out.drawn_split[half] = drawn && !lines->items.empty();  // without lines nothing is split
  if (complete && total && sum != *total)
    report.add(*total_node, map.path("total"), "the lines do not add up to the total",
               to_string(sum) + " USD in " + std::to_string(lines->items.size()) + " lines", to_string(*total) + " USD",
               sum < *total ? "add " + to_string(*total - sum) + " USD to a line, or lower the total"
                            : "take " + to_string(sum - *total) + " USD from a line, or raise the total");
  return total;
}

}  // namespace

namespace {

/// Whose dollars the amounts are: of the year in which they are paid, or of a year whose US prices are known.
std::optional<int> price_year_of(const YamlNode& node, const Vocabulary& vocabulary, const Report& report) {
  if (node.kind == YamlNode::Kind::scalar && node.text == "as-paid") return std::nullopt;
  const auto known = vocabulary.evidence ? vocabulary.evidence->prices.years() : std::nullopt;
  if (known && node.kind == YamlNode::Kind::scalar)
    for (int year = known->first; year <= known->last; ++year)
      if (node.text == std::to_string(year)) return year;
  report.add(node, "budget.prices", "the year of the prices is not known",
             node.kind == YamlNode::Kind::scalar ? "'" + node.text + "'" : "a list or map",
             "as-paid" + (known ? ", or a year from " + std::to_string(known->first) + " to " +
                                      std::to_string(known->last) + " whose dollars the amounts are"
                                : ""),
             "write as-paid for US dollars of the year in which they are paid, or leave the line out");
  return std::nullopt;
}

}  // namespace

const std::vector<std::string>& split_names() {
  static const std::vector<std::string> names{"as-written", "drawn"};
  return names;
}

model::Budget read_budget(const YamlNode& node, const Vocabulary& vocabulary, const Report& report) {
  model::Budget result;
  if (node.kind == YamlNode::Kind::scalar && node.text == "none") return result;
  const MapReader budget(node, "budget", {"total", "prices", "support_cost", "global", "local"}, report);
  if (!budget.usable()) return result;
  if (const YamlNode* prices = budget.get("prices", false))
    result.price_year = price_year_of(*prices, vocabulary, report);
  if (const YamlNode* support = budget.get("support_cost", true, "add `support_cost: 13 %` (of direct cost)")) {
    const auto reading = read_percent(support->text);
    if (reading.value) result.support_cost_basis_points = *reading.value;
    else report.add(*support, budget.path("support_cost"), reading.refusal);
  }
  const YamlNode* total_node =
      budget.get("total", true, "add the sum of both halves, for instance `total: 50000000 USD`");
  const auto total = total_node ? money_at(*total_node, budget.path("total"), report) : std::nullopt;
  const auto global = read_half(budget, model::Half::global_functions, vocabulary, result);
  const auto local = read_half(budget, model::Half::local_delivery, vocabulary, result);
  if (total && global && local && *global + *local != *total) {
    const Cents halves = *global + *local;
    report.add(*total_node, budget.path("total"), "the halves do not add up to the budget",
               to_string(halves) + " USD (global " + to_string(*global) + ", local " + to_string(*local) + ")",
               to_string(*total) + " USD",
               halves < *total ? "add " + to_string(*total - halves) + " USD to a half, or lower the total"
                               : "take " + to_string(halves - *total) + " USD from a half, or raise the total");
  }
  return result;
}

}  // namespace salus::scenarios
