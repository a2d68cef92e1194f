#include "scenarios/scenario_reader.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "model/core/number.hpp"
#include "model/parameters/parameters.hpp"
#include "scenarios/budget_reader.hpp"
#include "scenarios/fidelity_reader.hpp"
#include "scenarios/written_number.hpp"

namespace salus::scenarios {
namespace {

using model::Scenario;

void read_format(const MapReader& map) {
  const YamlNode* node = map.get("format", true, "add `format: 1` as the first line");
  if (node && node->text != "1")
    map.report().add(*node, "format", "this program reads scenario format 1", "'" + node->text + "'", "1",
                     "write `format: 1`, or use the version of the program that the file was made for");
}

std::string read_name(const MapReader& map) {
  const std::string name = map.text("name", true, "add a short name, for instance `name: concept-note`");
  const bool good = name.size() <= 60 && std::all_of(name.begin(), name.end(), [](char c) {
                      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
                    });
  if (!good)
    map.report().add(*map.node().find("name"), "name", "the name cannot be used in file names and tables",
                     "'" + name + "'", "at most 60 of a-z, 0-9, -",
                     "shorten it to such characters; the title may have any text");
  return name;
}

void read_start(const MapReader& map, Scenario& out) {
  if (const YamlNode* node = map.get("view", true, "add `view: as-of-note` or `view: now`")) {
    const auto view = model::find(model::view_names, node->text);
    if (!view)
      map.report().add(*node, "view", "the view is not known", "'" + node->text + "'", "as-of-note or now",
                       did_you_mean(node->text, {"as-of-note", "now"}));
    else out.view = *view;
  }
  const YamlNode* node = map.get("start_year", true, "add `start_year: 2020`");
  if (!node) return;
  const auto year = model::parse_integer(node->text);
  const bool note = out.view == model::View::as_of_note;
  const std::int64_t first = note ? 2020 : 2024;
  const std::int64_t last = note ? 2020 : 2030;
  if (!year)
    map.report().add(*node, "start_year", "this is not a calendar year", "'" + node->text + "'", "four digits",
                     "write a year, for instance 2020");
  else if (*year < first || *year > last)
    map.report().add(*node, "start_year",
                     "the start year is out of range for the view " + std::string(model::view_names[out.view]),
                     node->text, note ? "2020" : "2024 to 2030",
                     note ? "data end in 2019 in this view, so the projection starts in 2020"
                          : "the programme starts after the last data");
  else out.start_year = static_cast<int>(*year);
}

void read_parameters(const MapReader& map, Scenario& out) {
  const YamlNode* node = map.get("parameters", false);
  if (!node) return;
  std::vector<std::string> known;
  for (const auto& record : model::registry()) known.emplace_back(record.name);
  const MapReader parameters(*node, "parameters", known, map.report());
  if (!parameters.usable()) return;
  for (const auto& record : model::registry()) {
    const std::string name(record.name);
    const YamlNode* value = parameters.get(name, false);
    if (!value) continue;
    const std::string path = parameters.path(name);
    const auto reading = read_quantity(value->text, record.unit);
    if (record.part == model::Part::noise)
      map.report().add(*value, path,
                       "the parameter shapes levels, noise, the city panel or how places differ, which all scenarios "
                       "share, so that their difference is the programme; a value here would do nothing",
                       "'" + value->text + "'", "a parameter of the programme or of the country's loops",
                       "remove the line; `salus info --parameters` says in column `set` which a scenario may set");
    else if (value->kind != YamlNode::Kind::scalar)
      map.report().add(*value, path, "one value with its unit is expected", "a list or map", "", "write one value");
    else if (!reading.value) map.report().add(*value, path, reading.refusal);
    else if (*reading.value < record.prior.lower || *reading.value > record.prior.upper)
      map.report().add(*value, path, "the value is out of the parameter's bounds", "'" + value->text + "'",
                       model::format_number(record.prior.lower) + " to " + model::format_number(record.prior.upper) +
                           " " + written_unit(record.unit),
                       "check the unit and the digits; `salus info --parameters` lists bounds and meanings");
    else out.overrides.push_back({record.id, *reading.value});
  }
}

/// Real, a year; the highest that anybody asks of public money is some 12 %. In hundredths of a percent.
constexpr std::int64_t highest_discount = 2000;
/// Up to here a rate in per cent is one that was meant as a ratio: `0.03 %` for 0.03.
constexpr std::int64_t highest_as_ratio = highest_discount / 100;

bool may_discount(std::int64_t hundredths) {
  return hundredths == 0 || (hundredths > highest_as_ratio && hundredths <= highest_discount);
}

/// The rates that may be meant by what stands there.
std::string discount_fix(std::string_view text) {
  const WrittenNumber written = read_written_number(text, false);
  std::set<std::string> rates;
  for (const auto& number : written.readings)
    for (const auto& percent : {number, shifted(number, 2)})
      if (const auto rate = read_percent(percent + " %").value; rate && may_discount(*rate)) rates.insert(percent);
  if (rates.empty() || written.negative || !(written.unit.empty() || written.unit == "%" || written.unit == "ratio"))
    return "write a real rate a year in per cent, for instance `discount: 3 %`";
  std::string fix;
  for (const auto& rate : rates) fix += (fix.empty() ? "write `discount: " : ", or `discount: ") + rate + " %`";
  return fix + " if that is what is meant";
}

void read_discount(const MapReader& map, Scenario& out) {
  const YamlNode* node = map.get("discount", false);
  if (!node) return;
  const auto reading = read_percent(node->text);
  const std::string rates = "0 %, or above 0.2 % up to 20 %, a year";
  if (!reading.value) map.report().add(*node, "discount", {reading.refusal.what, rates, discount_fix(node->text)});
  else if (!may_discount(*reading.value))
    map.report().add(*node, "discount",
                     *reading.value <= highest_as_ratio ? "the discount rate is that of a ratio, not of per cent"
                                                        : "the discount rate is out of range",
                     "'" + node->text + "'", rates, discount_fix(node->text));
  else out.discount = read_quantity(node->text, model::Unit::one).value.value_or(model::usual_discount);
}

void read_without(const MapReader& map, Scenario& out) {
  for (const YamlNode* node : map.texts("without", false)) {
    const auto loop = model::find(model::loop_names, node->text);
    if (!loop)
      map.report().add(*node, "without", "the loop is not known", "'" + node->text + "'", "",
                       did_you_mean(node->text, {model::loop_names.begin(), model::loop_names.end()}));
    else out.without[*loop] = true;
  }
}

}  // namespace

std::optional<Scenario> read_scenario(std::string_view text, const std::string& file, const Vocabulary& vocabulary,
                                      model::Diagnostics& findings) {
  model::Diagnostics own;
  Scenario scenario;
  if (const auto root = read_yaml(text, file, own)) {
    const Report report{file, own};
    const MapReader map(*root, "",
                        {"format", "name", "title", "story", "sources", "view", "start_year", "enrolment", "without",
                         "discount", "budget", "parameters", "fidelity"},
                        report);
    if (map.usable()) {
      read_format(map);
      scenario.id = read_name(map);
      scenario.title = map.text("title", true, "add a title that people understand");
      scenario.story =
          map.text("story", true, "say in a sentence or two what this scenario is and what in it is assumed");
      for (const YamlNode* source : map.texts("sources", true, "add a list of sources; `- own assumption` is one"))
        scenario.sources.push_back(source->text);
      read_start(map, scenario);
      if (const auto who = map.choice("enrolment", {model::enrolment_names.begin(), model::enrolment_names.end()}))
        scenario.enrolment = static_cast<model::Enrolment>(*who);
      read_without(map, scenario);
      read_discount(map, scenario);
      if (const YamlNode* budget = map.get("budget", true, "add the budget, or `budget: none`"))
        scenario.budget = read_budget(*budget, vocabulary, report);
      read_parameters(map, scenario);
      if (const YamlNode* fidelity = map.get("fidelity", false))
        scenario.fidelity = read_fidelity(*fidelity, vocabulary, report);
    }
  }
  model::sort_by_place(own);
  findings.insert(findings.end(), own.begin(), own.end());
  if (!own.empty()) return std::nullopt;
  return scenario;
}

namespace {

/// Double-quoted YAML text.
std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (c == '\n') out += "\\n";
    else if (c == '\t') out += "\\t";
    else if (c == '\r') out += "\\r";
    else out += c;
  }
  return out + "\"";
}

/// `1234.56 USD` without separators.
std::string plain(model::Cents cents) {
  const std::string rest = std::to_string(cents.value() % 100);
  return std::to_string(cents.value() / 100) + (rest.size() == 1 ? ".0" : ".") + rest + " USD";
}

/// How the local half goes to cities, where that is not the default.
std::string sharing_text(const model::Budget& budget, model::Half half) {
  if (half != model::Half::local_delivery) return "";
  std::string text;
  if (budget.by == model::CityShare::people) text += "\n    by: " + std::string(model::city_share_names[budget.by]);
  for (const auto& [key, spread] : {std::pair("lines_a_city", budget.lines_a_city), std::pair("cities", budget.cities)})
    if (spread != model::Spread::spread)
      text += "\n    " + std::string(key) + ": " + std::string(model::spread_names[spread]);
  return text;
}

std::string half_text(const model::Budget& budget, model::Half half) {
  std::map<std::pair<std::string, std::vector<std::string>>, std::array<model::Cents, model::budget_years>> lines;
  for (const auto& line : budget.lines)
    if (line.half == half)
      for (std::size_t y = 0; y < model::budget_years; ++y) lines[{line.item, line.places}][y] += line.gross[y];
  std::string text = "  " + std::string(model::half_names[half]) + ":\n    total: " + plain(budget.total(half)) +
                     sharing_text(budget, half) + (budget.drawn_split[half] ? "\n    split: " + split_names()[1] : "") +
                     "\n    lines:\n";
  for (const auto& [key, amounts] : lines) {
    text += "      - " + std::string(half == model::Half::global_functions ? "function: " : "intervention: ") +
            key.first + "\n";
    if (half == model::Half::local_delivery) {
      std::string places;
      for (const auto& place : key.second) places += (places.empty() ? "" : ", ") + place;
      text += "        places: [" + places + "]\n";
    }
    text += "        amounts: [";
    for (std::size_t y = 0; y < model::budget_years; ++y) text += (y ? ", " : "") + plain(amounts[y]);
    text += "]\n";
  }
  return text;
}

/// Settings by name.
std::string parameters_text(const std::vector<model::Override>& overrides) {
  std::map<std::string_view, std::string> lines;
  for (const auto& [parameter, value] : overrides) {
    const auto& record = model::registry()[parameter];
    lines[record.name] = model::format_number(value) + " " + written_unit(record.unit);
  }
  std::string text = lines.empty() ? "" : "parameters:\n";
  for (const auto& [name, value] : lines) text += "  " + std::string(name) + ": " + value + "\n";
  return text;
}

}  // namespace

std::string canonical_text(const Scenario& s) {
  std::string text =
      "format: 1\nname: " + s.id + "\ntitle: " + quoted(s.title) + "\nstory: " + quoted(s.story) + "\nsources:\n";
  for (const auto& source : s.sources) text += "  - " + quoted(source) + "\n";
  if (s.sources.empty()) text.insert(text.size() - 1, " []");
  text += "view: " + std::string(model::view_names[s.view]) + "\nstart_year: " + std::to_string(s.start_year) + "\n";
  // What is not the default only, so that texts of before these keys stay as they were.
  if (s.enrolment != model::Enrolment::volunteers)
    text += "enrolment: " + std::string(model::enrolment_names[s.enrolment]) + "\n";
  std::string loops;
  for (const auto l : model::every<model::Loop>)
    if (s.without[l]) loops += (loops.empty() ? "" : ", ") + std::string(model::loop_names[l]);
  if (!loops.empty()) text += "without: [" + loops + "]\n";
  if (s.discount != model::usual_discount)
    text += "discount: " + model::format_number(model::rounded_to_digits(100.0 * s.discount, 6)) + " %\n";
  const auto any = [&](model::Half half) {
    return std::any_of(s.budget.lines.begin(), s.budget.lines.end(),
                       [&](const auto& line) { return line.half == half; });
  };
  if (s.budget.lines.empty()) {
    text += "budget: none\n";
  } else {
    text += "budget:\n  total: " + plain(s.budget.total()) +
            (s.budget.price_year ? "\n  prices: " + std::to_string(*s.budget.price_year) : "") +
            "\n  support_cost: " + percent_text(s.budget.support_cost_basis_points) + " %\n";
    for (const auto half : {model::Half::global_functions, model::Half::local_delivery})
      if (any(half)) text += half_text(s.budget, half);
  }
  return text + parameters_text(s.overrides) + fidelity_text(s.fidelity);
}

}  // namespace salus::scenarios
