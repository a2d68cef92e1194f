/// Results files: what the programme was told and what it did: money, lines, spread, indicators, initiatives.
#include "output/results_layout.hpp"

namespace salus::output::layout {

using namespace model;

namespace {

enum class SpreadPart : std::uint8_t { data, analogy, assumption, joint };
using SpreadField = double SpreadShares::*;
constexpr EnumArray<SpreadField, SpreadPart> spread_parts{
    {&SpreadShares::data, &SpreadShares::analogy, &SpreadShares::assumption, &SpreadShares::joint}};

void write_money(Hdf5Writer& file, const Results& r) {
  Integers scenario;
  Integers half;
  Integers gross;
  Integers direct;
  Integers support;
  Strings item;
  Strings place;
  for (const auto s : Positions<ScenarioIndex>(r.scenarios.size()))
    for (const auto& m : r.scenarios[s].money) {
      scenario.push_back(s);
      half.push_back(static_cast<std::int64_t>(m.half));
      item.push_back(m.item);
      place.push_back(spaced(m.places));
      for (const auto y : years_of_budget) {
        gross.push_back(m.gross[y].value());
        direct.push_back(m.direct[y].value());
        support.push_back(m.support[y].value());
      }
    }
  if (scenario.empty()) return;
  file.group("/money", "money by scenario, half, item, place and year, in whole cents");
  file.dimension("account", scenario.size());
  file.variable("/money/scenario_index", {"account"}, scenario, {"1", "position of the scenario"});
  file.variable("/money/half", {"account"}, half, {"1", "0 global functions, 1 local delivery"});
  file.variable("/money/item", {"account"}, item, {"1", "global function or intervention"});
  file.variable("/money/place", {"account"}, place,
                {"1",
                 "ISO 3166-1 alpha-3, one space between two; those cities of theirs that take part share it; empty for "
                 "the global half"});
  file.variable("/money/gross", {"account", "budget_year"}, gross,
                {"0.01 USD", "gross amount: direct and support cost"});
  file.variable("/money/direct", {"account", "budget_year"}, direct, {"0.01 USD", "direct cost"});
  file.variable("/money/support", {"account", "budget_year"}, support, {"0.01 USD", "support cost"});
}

void read_money(const Hdf5Reader& file, Results& r) {
  if (!file.has("/money")) return;
  const Integers scenario = file.integers("/money/scenario_index");
  const Integers half = of_size(file.integers("/money/half"), scenario.size(), "half");
  const Strings item = of_size(file.strings("/money/item"), scenario.size(), "item");
  const Strings place = of_size(file.strings("/money/place"), scenario.size(), "place");
  const Positions<AccountIndex> accounts(scenario.size());
  const auto gross = shaped(file.integers("/money/gross"), "gross", accounts, years_of_budget);
  const auto direct = shaped(file.integers("/money/direct"), "direct", accounts, years_of_budget);
  const auto support = shaped(file.integers("/money/support"), "support", accounts, years_of_budget);
  for (const auto a : accounts) {
    Account m{enumerator<Half>(half[a], "half"), item[a], words_of(place[a]), {}, {}, {}};
    for (const auto y : years_of_budget) {
      m.gross[y] = Cents(gross(a, y));
      m.direct[y] = Cents(direct(a, y));
      m.support[y] = Cents(support(a, y));
    }
    r.scenarios[position_on(positions_in<ScenarioIndex>(r.scenarios), scenario[a], "scenario_index")].money.push_back(
        std::move(m));
  }
}

/// Of a line: its name in files and what it means.
struct LineVariable {
  const char* name;
  About about;
};
const EnumArray<LineVariable, LineFigure> line_variables{
    {{"dalys_averted", {"year", "disability-adjusted life years averted, all crime types"}},
     {"homicides_averted", {"1", "homicides averted"}},
     {"partner_averted", {"1", "incidents of partner violence averted"}},
     {"violent_averted", {"1", "sum of unlike violent incidents averted; for no comparison"}}}};

void write_lines(Hdf5Writer& file, const Results& r) {
  Integers scenario;
  Integers half;
  Integers process;
  Strings item;
  std::vector<double> paid;
  EnumArray<std::vector<double>, LineFigure> averted;
  std::vector<Single> draws;
  bool have_draws = true;
  for (const auto s : Positions<ScenarioIndex>(r.scenarios.size()))
    for (const auto& l : r.scenarios[s].lines) {
      scenario.push_back(s);
      half.push_back(static_cast<std::int64_t>(l.half));
      item.push_back(l.item);
      process.push_back(l.process_only);
      paid.push_back(l.paid.value());
      for (const auto figure : every<LineFigure>) {
        averted[figure].push_back(l.averted[figure]);
        have_draws = have_draws && l.averted_draws[figure].size() == r.identity.draws;
        append(draws, l.averted_draws[figure]);
      }
    }
  if (scenario.empty()) return;
  file.group("/lines", "what each budget line did, all countries, ten budget years; means over draws");
  file.dimension("line", scenario.size());
  file.variable("/lines/scenario_index", {"line"}, scenario, {"1", "position of the scenario"});
  file.variable("/lines/half", {"line"}, half, {"1", "0 global functions, 1 local delivery"});
  file.variable("/lines/item", {"line"}, item, {"1", "global function or intervention"});
  file.variable("/lines/process_only", {"line"}, process, {"1", "1 where no effect on violence is claimed"});
  file.variable("/lines/paid", {"line"}, paid, {"USD", "direct money that reached delivery"});
  for (const auto figure : every<LineFigure>)
    file.variable(std::string("/lines/") + line_variables[figure].name, {"line"}, averted[figure],
                  line_variables[figure].about);
  if (!have_draws) return;
  file.coordinate("line_figure", each<std::string>(line_variables, [](const auto& v) { return std::string(v.name); }),
                  {"1", "what is known of a line in each draw"});
  file.variable("/lines/averted_draws", {"line", "line_figure", "draw"}, stored(draws),
                {"1", "the same in each draw, in the unit of the figure; not a number in a failed draw"});
}

void read_lines(const Hdf5Reader& file, Results& r) {
  if (!file.has("/lines")) return;
  const Positions<ScenarioIndex> scenarios(r.scenarios.size());
  const Integers scenario = file.integers("/lines/scenario_index");
  const std::size_t n = scenario.size();
  const Integers half = of_size(file.integers("/lines/half"), n, "half");
  const Integers process = of_size(file.integers("/lines/process_only"), n, "process_only");
  const Strings item = of_size(file.strings("/lines/item"), n, "item");
  const auto paid = of_size(file.doubles("/lines/paid"), n, "paid");
  EnumArray<std::vector<double>, LineFigure> averted;
  for (const auto figure : every<LineFigure>) {
    const std::string name = std::string("/lines/") + line_variables[figure].name;
    averted[figure] = file.has(name) ? of_size(file.doubles(name), n, line_variables[figure].name)
                                     : std::vector<double>(n, not_a_number);
  }
  const Positions<Named> lines(n);
  const bool have_draws = file.has("/lines/averted_draws");
  Grid<Single, Named, LineFigure, DrawIndex> draws;
  if (have_draws)
    draws = grid_of("/lines/averted_draws", file, lines, every<LineFigure>, Positions<DrawIndex>(r.identity.draws));
  for (const auto i : lines) {
    LineResult line{.half = enumerator<Half>(half[i], "half"),
                    .item = item[i],
                    .process_only = flag(process[i], "process_only"),
                    .paid = PaidUsd(paid[i])};
    for (const auto figure : every<LineFigure>) {
      line.averted[figure] = averted[figure][i];
      if (!have_draws) continue;
      const auto row = draws.row(i, figure);
      line.averted_draws[figure].assign(row.begin(), row.end());
    }
    r.scenarios[position_on(scenarios, scenario[i], "scenario_index")].lines.push_back(std::move(line));
  }
}

void write_scenario_parts(Hdf5Writer& file, const Results& r) {
  file.coordinate("budget_half", names_of(half_names), {"1", "half of the budget"});
  file.coordinate("spread_part", names_of(enumerator_names<SpreadPart>),
                  {"1", "what the spread of the life years averted comes from"});
  Integers drawn;
  std::vector<double> spread;
  for (const auto& s : r.scenarios) {
    append(drawn, s.drawn_split);
    for (const auto part : spread_parts) spread.push_back(s.spread.*part);
  }
  file.variable("scenario_enrolment", {"scenario"},
                each<std::string>(r.scenarios, [](const auto& s) { return std::string(enrolment_names[s.enrolment]); }),
                {"1", "who takes part"});
  file.variable("scenario_price_year", {"scenario"},
                each<std::int64_t>(r.scenarios, [](const auto& s) { return s.price_year.value_or(0); }),
                {"1", "whose US dollars the budget is in; 0: of the year in which they are paid"});
  file.variable("scenario_drawn_split", {"scenario", "budget_half"}, drawn,
                {"1", "1 where each draw takes its own split over lines and years (assumption)"});
  file.variable("scenario_spread", {"scenario", "spread_part"}, spread,
                {"1",
                 "shares of the variance of ranks over draws of the life years averted directly in reached "
                 "cities in ten years; joint: acts only together"});
  write_lines(file, r);
}

void read_scenario_parts(const Hdf5Reader& file, Results& r) {
  const std::size_t S = r.scenarios.size();
  const Strings enrolment = of_size(file.strings("/scenario_enrolment"), S, "scenario_enrolment");
  const Positions<ScenarioIndex> scenarios(S);
  const auto drawn = shaped(file.integers("/scenario_drawn_split"), "scenario_drawn_split", scenarios, every<Half>);
  const auto spread = shaped(file.doubles("/scenario_spread"), "scenario_spread", scenarios, every<SpreadPart>);
  if (file.has("/scenario_price_year")) {
    const Integers of_prices = of_size(file.integers("/scenario_price_year"), S, "scenario_price_year");
    for (const auto s : scenarios)
      if (const int year = years(of_prices[s], last_year, "scenario_price_year"); year > 0)
        r.scenarios[s].price_year = year;
  }
  for (const auto s : scenarios) {
    r.scenarios[s].enrolment = named(enrolment[s], enrolment_names, "scenario_enrolment");
    for (const auto h : every<Half>) r.scenarios[s].drawn_split[h] = flag(drawn(s, h), "scenario_drawn_split");
    for (const auto part : every<SpreadPart>) r.scenarios[s].spread.*spread_parts[part] = spread(s, part);
  }
  read_lines(file, r);
}

void write_indicators(Hdf5Writer& file, const Results& r) {
  if (r.indicators.empty()) return;
  file.coordinate(
      "indicator", each<std::string>(indicators(), [](const auto& i) { return std::string(i.name); }),
      {"1", "one number a draw that describes a whole scenario; see indicator_unit and indicator_description"});
  file.variable("indicator_unit", {"indicator"},
                each<std::string>(indicators(), [](const auto& i) { return std::string(unit_symbols[i.unit]); }),
                {"1", "unit of the indicator"});
  file.variable("indicator_description", {"indicator"},
                each<std::string>(indicators(), [](const auto& i) { return std::string(i.description); }),
                {"1", "what the indicator is"});
  file.variable("indicators", {"indicator", "scenario", "draw"}, stored(r.indicators.cells()),
                {"1", "indicators per draw, in the unit of the indicator; not a number in a failed draw"});
}

/// By name, so that a file made before an indicator was added is still read: what it lacks is not a number.
void read_indicators(const Hdf5Reader& file, Results& r) {
  if (!file.has("/indicators")) return;
  const Strings names = file.strings("/indicator");
  const Positions<ScenarioIndex> scenarios(r.scenarios.size());
  const Positions<DrawIndex> draws(r.identity.draws);
  const auto values = grid_of("/indicators", file, Positions<Named>(names.size()), scenarios, draws);
  r.indicators = {every<Indicator>, scenarios, draws};
  for (const auto& i : indicators()) {
    auto at = position_of(names, i.name);
    if (!at && !i.name_before.empty()) at = position_of(names, i.name_before);
    for (const auto s : scenarios)
      for (const auto d : draws) r.indicators(i.id, s, d) = at ? values(*at, s, d) : Single(not_a_number);
  }
}

using TextOf = std::string WordedAssumption::*;
constexpr auto assumption_texts =
    std::to_array<std::pair<const char*, TextOf>>({{"group", &WordedAssumption::group},
                                                   {"name", &WordedAssumption::name},
                                                   {"value", &WordedAssumption::value},
                                                   {"knowledge", &WordedAssumption::knowledge},
                                                   {"source", &WordedAssumption::source}});

/// Only of results that were read from a file before format 3.
void write_worded_assumptions(Hdf5Writer& file, const Results& r) {
  if (r.worded_assumptions.empty()) return;
  file.group("/assumptions", "the numbers that the results rest on, as an older file says them");
  file.dimension("assumption", r.worded_assumptions.size());
  for (const auto& [name, text] : assumption_texts)
    file.variable(std::string("/assumptions/") + name, {"assumption"},
                  each<std::string>(r.worded_assumptions, [field = text](const auto& a) { return a.*field; }),
                  {"1", name});
}

void read_worded_assumptions(const Hdf5Reader& file, Results& r) {
  if (!file.has("/assumptions")) return;
  r.worded_assumptions.resize(file.strings("/assumptions/group").size());
  for (const auto& [name, text] : assumption_texts) {
    const Strings values =
        of_size(file.strings(std::string("/assumptions/") + name), r.worded_assumptions.size(), name);
    for (std::size_t i = 0; i < values.size(); ++i) r.worded_assumptions[i].*text = values[i];
  }
}

void write_initiatives(Hdf5Writer& file, const Results& r) {
  file.group("/initiatives",
             "initiatives of paras 16-18 of the concept note, and the budget items through which they act");
  file.dimension("initiative", r.initiatives.size());
  file.variable("/initiatives/id", {"initiative"}, each<std::string>(r.initiatives, [](const auto& i) { return i.id; }),
                {"1", "paragraph and letter"});
  file.variable("/initiatives/title", {"initiative"},
                each<std::string>(r.initiatives, [](const auto& i) { return i.title; }), {"1", "title"});
  file.variable("/initiatives/process_only", {"initiative"},
                each<std::int64_t>(r.initiatives, [](const auto& i) { return i.process_only ? 1 : 0; }),
                {"1", "1 where no effect on violence is claimed"});
  file.variable("/initiatives/items", {"initiative"},
                each<std::string>(r.initiatives, [](const auto& i) { return spaced(i.items); }),
                {"1", "global functions and interventions, one space between two"});
  file.variable("/initiatives/note", {"initiative"},
                each<std::string>(r.initiatives, [](const auto& i) { return i.note; }), {"1", "note"});
}

void read_initiatives(const Hdf5Reader& file, std::int64_t format, Results& r) {
  if (format < 3 && !file.has("/initiatives")) return;
  const Strings id = file.strings("/initiatives/id");
  const Strings title = of_size(file.strings("/initiatives/title"), id.size(), "title");
  const Strings items = of_size(file.strings("/initiatives/items"), id.size(), "items");
  const Strings note = of_size(file.strings("/initiatives/note"), id.size(), "note");
  const Integers process = of_size(file.integers("/initiatives/process_only"), id.size(), "process_only");
  for (std::size_t i = 0; i < id.size(); ++i)
    r.initiatives.push_back({id[i], title[i], flag(process[i], "process_only"), words_of(items[i]), note[i]});
}

}  // namespace

void write_programme(Hdf5Writer& file, const Results& r) {
  write_money(file, r);
  write_scenario_parts(file, r);
  write_indicators(file, r);
  write_worded_assumptions(file, r);
  write_initiatives(file, r);
}

void read_programme(const Hdf5Reader& file, std::int64_t format, Results& r) {
  read_money(file, r);
  if (format < 2) return;
  read_scenario_parts(file, r);
  read_indicators(file, r);
  read_worded_assumptions(file, r);
  read_initiatives(file, format, r);
}

}  // namespace salus::output::layout
