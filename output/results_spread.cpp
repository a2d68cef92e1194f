/// Results files: the spread of lines by question (/line_spread).
#include "output/results_columns.hpp"

namespace salus::output::layout {

using namespace model;

namespace {

const std::string spread_group = "/line_spread";
const std::string spread_line = "line_spread_line";
constexpr const char* spread_scenario = "/line_spread/scenario_index";
constexpr const char* spread_item = "/line_spread/item";

struct IndexColumn {
  const char* name;
  IndexEstimate SobolIndex::*index;
  double IndexEstimate::*field;
  const char* what;
};
constexpr auto index_columns = exactly<4, IndexColumn>({
    {"/line_spread/first", &SobolIndex::first, &IndexEstimate::value,
     "part of the variance of the ranks of the life years averted that the question has alone"},
    {"/line_spread/first_error", &SobolIndex::first, &IndexEstimate::error, "its standard error"},
    {"/line_spread/total", &SobolIndex::total, &IndexEstimate::value,
     "the same with all that it does together with other questions"},
    {"/line_spread/total_error", &SobolIndex::total, &IndexEstimate::error, "its standard error"},
});

}  // namespace

void write_spreads(Hdf5Writer& file, const Results& r) {
  std::size_t lines = 0;
  for (const auto& plan : r.spreads) lines += plan.lines.size();
  if (lines == 0) return;
  file.group(spread_group, "the spread of what each line averts, split by question");
  file.attribute(spread_group, "draws", r.spreads.front().draws);
  file.dimension(spread_line, lines);
  file.coordinate("spread_question", names_of(spread_question_names),
                  {"1", "does it work, does it travel, is it delivered, is there enough of it, and the rest"});
  Integers scenarios;
  Strings items;
  for (const auto& plan : r.spreads)
    for (const auto& line : plan.lines) {
      scenarios.push_back(plan.scenario);
      items.push_back(line.item);
    }
  file.variable(spread_scenario, {spread_line}, scenarios, {"1", "position of the scenario"});
  file.variable(spread_item, {spread_line}, items, {"1", "intervention; empty: all lines together"});
  for (const auto& column : index_columns) {
    std::vector<double> values;
    for (const auto& plan : r.spreads)
      for (const auto& line : plan.lines)
        for (const auto& part : line.parts) values.push_back(part.*column.index.*column.field);
    file.variable(column.name, {spread_line, "spread_question"}, values, {"1", column.what});
  }
}

void read_spreads(const Hdf5Reader& file, Results& r) {
  if (!file.has(spread_group)) return;
  const Integers scenarios = file.integers(spread_scenario);
  const Strings items = of_size(file.strings(spread_item), scenarios.size(), spread_item);
  const std::uint32_t draws = number_below(many, file.integer_attribute(spread_group, "draws"), "draws");
  using Line = Position<struct SpreadLineAxis>;
  const Positions<Line> lines(scenarios.size());
  std::vector<LineSpread> all(scenarios.size());
  for (const auto& column : index_columns) {
    const auto values = shaped(file.doubles(column.name), column.name, lines, every<SpreadQuestion>);
    for (const auto i : lines)
      for (const auto q : every<SpreadQuestion>) all[i].parts[q].*column.index.*column.field = values(i, q);
  }
  for (const auto i : lines) {
    const auto s = position_on(positions_in<ScenarioIndex>(r.scenarios), scenarios[i], spread_scenario);
    if (r.spreads.empty() || r.spreads.back().scenario != s) r.spreads.push_back({s, draws, {}});
    all[i].item = items[i];
    r.spreads.back().lines.push_back(all[i]);
  }
}

}  // namespace salus::output::layout
