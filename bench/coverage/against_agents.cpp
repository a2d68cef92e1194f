#include "bench/coverage/against_agents.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <span>
#include <sstream>

#include "bench/coverage/measured_city.hpp"
#include "bench/coverage/panel_formula.hpp"
#include "model/city/of_country.hpp"
#include "model/core/statistics.hpp"
#include "model/parameters/draw_prior.hpp"
#include "scenarios/scenarios.hpp"
#include "tests/scenarios/bundled_inputs.hpp"

namespace salus::bench {
namespace {

using model::CrimeType;
using model::every;

/// A programme of rows that are covered alike in every year, or once for all.
struct TriedProgramme {
  const char* name;
  std::vector<const char*> rows;
  double covered;
};
/// Those of even place go to cities of even place, the others to the others.
const std::vector<TriedProgramme> tried_programmes{
    {"few hot spots", {"I03"}, 0.05},
    {"many hot spots", {"I03"}, 0.5},
    {"few lights", {"I01"}, 0.02},
    {"many lights", {"I01"}, 0.3},
    {"cameras", {"I02"}, 0.1},
    {"vacant lots", {"I05"}, 0.2},
    {"premises", {"I08"}, 0.1},
    {"deterrence", {"I09"}, 0.2},
    {"interruption", {"I10"}, 0.2},
    {"boys and jobs", {"I12", "I14"}, 0.1},
    {"therapy of few", {"I13"}, 0.05},
    {"therapy of many", {"I13"}, 0.3},
    {"schools", {"I17"}, 0.3},
    {"parents", {"I16"}, 0.3},
    {"community policing", {"I22"}, 0.3},
    {"norms", {"I19"}, 0.1},
    {"survivors", {"I26"}, 0.2},
    {"couples", {"I27"}, 0.1},
    {"hot spots and groups", {"I03", "I10"}, 0.1},
    {"half of all rows", {"I01", "I03", "I16", "I17", "I19"}, 0.1},
};

std::vector<const model::Intervention*> rows_of(const TriedProgramme& p, const model::Evidence& evidence) {
  std::vector<const model::Intervention*> rows;
  for (const char* id : p.rows)
    for (const auto& row : evidence.interventions)
      if (row.id == id) rows.push_back(&row);
  return rows;
}

model::CityProgramme programme_of(const TriedProgramme& p, const model::Evidence& evidence, double persons) {
  model::CityProgramme programme;
  for (const auto* row : rows_of(p, evidence)) {
    model::CityLever lever;
    lever.row = row;
    model::EnumArray<double, CrimeType> risk;
    for (const auto k : every<CrimeType>) risk[k] = row->effect[k].share > 0.0 ? std::exp(row->effect[k].log_rr) : 1.0;
    const double eligible = model::central_value(row->eligible_per_person) * persons;
    lever.eligible.fill(eligible);
    lever.units.fill(p.covered * eligible);
    lever.strength.fill(1.0);
    model::add_levers(lever, risk, programme);
  }
  return programme;
}

/// Of the maps of a city.
struct Mean {
  std::vector<double> each;
  void add(double x) { each.push_back(x); }
  double value() const { return model::mean(each); }
  double error() const {
    if (each.size() < 2) return 0.0;
    double squares = 0.0;
    for (const double x : each) squares += (x - value()) * (x - value());
    const auto n = static_cast<double>(each.size());
    return std::sqrt(squares / (n * (n - 1.0)));
  }
};

/// Averted of one crime type by one programme in one city, as a part, map by map.
struct OnMaps {
  Mean agents;
  Mean own;  ///< the panel with curves of the city's own targets
};
/// By `key_of`.
using Runs = std::map<std::string, OnMaps>;

std::string key_of(const std::string& city, const TriedProgramme& p, CrimeType k) {
  return city + ',' + p.name + ',' + std::string(model::crime_type_names[k]);
}

constexpr const char* header =
    "city,programme,crime_type,agents_on_each_map,panel_with_own_curves,agents_per_1000,error,panel,"
    "panel_at_the_middle,panel_without_echo,luck_low,luck_high,all_low,all_high";

/// Those of an earlier output: its first columns, up to the sums. @return nullopt where it is none
std::optional<Runs> stored_runs(const std::string& path) {
  std::ifstream output(path);
  std::string line;
  if (!std::getline(output, line) || line != header) return std::nullopt;
  Runs runs;
  while (std::getline(output, line) && !line.starts_with("crime_type,")) {
    std::istringstream fields(line);
    std::array<std::string, 5> field;
    for (auto& f : field) std::getline(fields, f, ',');
    auto& found = runs[field[0] + ',' + field[1] + ',' + field[2]];
    std::istringstream maps(field[3]);
    for (double x = 0.0; maps >> x;) found.agents.add(1e-3 * x);
    found.own.add(1e-3 * std::stod(field[4]));
  }
  return runs;
}

/// What the panel says of the same.
struct PanelSays {
  double middle = 0.0;                ///< luck and laws at their middles
  double plain = 0.0;                 ///< and without the echo
  std::vector<double> luck;           ///< drawn luck of the city, sorted
  std::vector<double> luck_and_echo;  ///< and the echo, and the error of the agents
  std::vector<double> everything;     ///< all that is drawn of curves and echoes, sorted
};

constexpr double low = 0.05;
constexpr double high = 0.95;
/// Whether the middle 90 % of what is drawn hold a value; none where nothing is drawn of it, as of effects of areas.
std::optional<double> holds(const std::vector<double>& drawn, double x) {
  const double from = model::quantile(drawn, low);
  const double to = model::quantile(drawn, high);
  constexpr double nothing = 1e-6;
  if (to - from <= nothing * std::abs(to)) return std::nullopt;
  return from <= x && x <= to ? 1.0 : 0.0;
}

/// Mean over pairs, of what is added.
struct Part {
  double sum = 0.0;
  double number = 0.0;
  void add(std::optional<double> x) {
    if (!x) return;
    sum += *x;
    number += 1.0;
  }
  double mean() const { return number > 0.0 ? sum / number : 0.0; }
};

struct Sum {
  /// Relative differences, and what one would be were the agents a draw of the city's luck.
  Part off, off_middle, off_plain, off_own, error, expected;
  /// Agents within the panel's 90 %: mean over maps, and each map.
  Part in_luck, map_in_luck, in_luck_and_echo, in_all;
  double panel = 0.0, middle = 0.0, own = 0.0, agents = 0.0;  ///< averted, of all pairs
  void add(const OnMaps& runs, const PanelSays& says, double panel_mean) {
    const double here = runs.agents.value();
    const auto relative = [&](double x) { return std::abs(x / here - 1.0); };
    off.add(relative(panel_mean));
    off_middle.add(relative(says.middle));
    off_plain.add(relative(says.plain));
    off_own.add(relative(runs.own.value()));
    error.add(runs.agents.error() / std::abs(here));
    for (const double x : says.luck) expected.add(std::abs(panel_mean / x - 1.0));
    in_luck.add(holds(says.luck, here));
    in_luck_and_echo.add(holds(says.luck_and_echo, here));
    in_all.add(holds(says.everything, here));
    for (const double x : runs.agents.each) map_in_luck.add(holds(says.luck, x));
    panel += panel_mean;
    middle += says.middle;
    own += runs.own.value();
    agents += here;
  }
};
struct Sums {
  model::EnumArray<Sum, CrimeType> all{};
  model::EnumArray<Sum, CrimeType> precise{};  ///< an error of the agents of at most `precise_error` of the effect
};
constexpr double precise_error = 0.05;

void print(const Sums& sums) {
  std::printf(
      "crime_type,pairs,panel_over_agents,mean_relative_difference,at_the_middle_over_agents,"
      "difference_at_the_middle,difference_without_echo,own_curves_over_agents,difference_of_own_curves,"
      "monte_carlo_error,expected_of_luck,in_90_of_luck,maps_in_90_of_luck,in_90_of_luck_echo_and_error,"
      "in_90_of_all,precise_pairs,precise_over_agents,precise_difference,precise_at_the_middle,"
      "precise_in_90_of_luck,precise_maps_in_90_of_luck,precise_in_90_of_all\n");
  for (const auto k : every<CrimeType>) {
    const Sum& s = sums.all[k];
    if (s.off.number == 0.0) continue;
    std::printf("%s,%.0f,%.3f,%.3f,%.3f,%.3f,%.3f,%.3f,%.3f,%.3f,%.3f,%.2f,%.2f,%.2f,%.2f",
                std::string(model::crime_type_names[k]).c_str(), s.off.number, s.panel / s.agents, s.off.mean(),
                s.middle / s.agents, s.off_middle.mean(), s.off_plain.mean(), s.own / s.agents, s.off_own.mean(),
                s.error.mean(), s.expected.mean(), s.in_luck.mean(), s.map_in_luck.mean(), s.in_luck_and_echo.mean(),
                s.in_all.mean());
    const Sum& p = sums.precise[k];
    if (p.off.number == 0.0) std::printf(",0,,,,,,\n");
    else
      std::printf(",%.0f,%.3f,%.3f,%.3f,%.2f,%.2f,%.2f\n", p.off.number, p.panel / p.agents, p.off.mean(),
                  p.off_middle.mean(), p.in_luck.mean(), p.map_in_luck.mean(), p.in_all.mean());
  }
}

/// What the comparison is of.
struct Compared {
  const model::Evidence& evidence;
  const model::ResponseSurface& surface;
  const model::Executor& executor;
  const Comparison& of;
  std::vector<DrawnCurves> luck = stratified_draws(Drawing::luck);
  std::vector<DrawnCurves> luck_and_echo = stratified_draws(Drawing::luck_and_echo);
  std::vector<DrawnCurves> everything = stratified_draws(Drawing::all);
};

/// Runs one city in all its geographies.
Runs run_agents(const Compared& with, const DesignedCity& base, const std::vector<TriedProgramme>& tried) {
  const double persons = base.plan.input.population[model::city_warm_up];
  std::vector<model::CityProgramme> programmes;
  for (const auto& p : tried) programmes.push_back(programme_of(p, with.evidence, persons));
  const auto kinds = kinds_of(with.evidence);
  Runs runs;
  for (std::size_t g = 0; g < with.of.geographies; ++g) {
    const DesignedCity city = on_another_map(base, g, with.executor);
    const auto shares = measured(city, kinds, with.executor);
    const auto own = model::fitted_surface(std::span(&shares, 1), city.name);
    const auto c = counterfactual(city, programmes, with.executor);
    for (std::size_t i = 0; i < tried.size(); ++i)
      for (const auto k : every<CrimeType>) {
        if (all_years(c.without, k) == 0.0) continue;
        auto& found = runs[key_of(base.name, tried[i], k)];
        found.agents.add(1.0 - all_years(c.with[i], k) / all_years(c.without, k));
        found.own.add(panel_share({rows_of(tried[i], with.evidence), tried[i].covered}, {own, {}, persons}, k,
                                  &with.surface, {}));
      }
  }
  return runs;
}

/// @param error of the agents' mean
PanelSays panel_says(const Compared& with, const CoveredRows& programme, const PanelCity& city, CrimeType k,
                     double error) {
  const auto all = [&](const std::vector<DrawnCurves>& draws, double chance) {
    std::vector<double> shares;
    for (const auto& d : draws) shares.push_back(panel_share(programme, city, k, &with.surface, d) + chance * d.chance);
    std::sort(shares.begin(), shares.end());
    return shares;
  };
  return {panel_share(programme, city, k, &with.surface, {}), panel_share(programme, city, k, nullptr, {}),
          all(with.luck, 0.0), all(with.luck_and_echo, error), all(with.everything, 0.0)};
}

void print(const std::string& key, const OnMaps& runs, const PanelSays& says, double panel_mean) {
  std::printf("%s,", key.c_str());
  for (std::size_t i = 0; i < runs.agents.each.size(); ++i)
    std::printf("%s%.9g", i == 0 ? "" : " ", 1e3 * runs.agents.each[i]);
  std::printf(",%.9g,%.5g,%.5g,%.5g,%.5g,%.5g", 1e3 * runs.own.value(), 1e3 * runs.agents.value(),
              1e3 * runs.agents.error(), 1e3 * panel_mean, 1e3 * says.middle, 1e3 * says.plain);
  for (const auto* drawn : {&says.luck, &says.everything})
    std::printf(",%.5g,%.5g", 1e3 * model::quantile(*drawn, low), 1e3 * model::quantile(*drawn, high));
  std::printf("\n");
}

/// Prints the pairs of one city and adds them up.
void compare(const Compared& with, const DesignedCity& base, const std::vector<TriedProgramme>& tried, const Runs& runs,
             Sums& sums) {
  const PanelCity city{with.surface, base.levels, base.plan.input.population[model::city_warm_up]};
  for (const auto& p : tried)
    for (const auto k : every<CrimeType>) {
      const auto found = runs.find(key_of(base.name, p, k));
      if (found == runs.end()) continue;
      const CoveredRows rows{rows_of(p, with.evidence), p.covered};
      const auto says = panel_says(with, rows, city, k, found->second.agents.error());
      if (says.middle <= 0.0) continue;
      const double panel = model::mean(base.at_centre ? says.luck : says.everything);
      print(found->first, found->second, says, panel);
      const Mean& agents = found->second.agents;
      if (agents.value() == 0.0) continue;  // no such event was touched on any map: no ratio
      sums.all[k].add(found->second, says, panel);
      if (agents.error() <= precise_error * std::abs(agents.value())) sums.precise[k].add(found->second, says, panel);
    }
  std::fflush(stdout);
}

}  // namespace

int compare_with_agents(const std::string& table, const Comparison& comparison, const model::Executor& executor) {
  std::ifstream file(table);
  const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  model::Diagnostics findings;
  const auto surface = scenarios::read_surface(text, table, findings);
  if (!findings.empty()) return 1;
  std::optional<Runs> earlier;
  if (!comparison.runs.empty()) {
    earlier = stored_runs(comparison.runs);
    if (!earlier) {
      std::fprintf(stderr, "%s: not an output of `coverage_bench against`\n", comparison.runs.c_str());
      return 1;
    }
  }
  const Compared with{*tests::bundled_vocabulary().evidence, surface, executor, comparison};
  Sums sums;
  std::printf("%s\n", header);
  for (std::size_t i = 0; i < comparison.cities; ++i) {
    const auto city = designed_city({comparison.set, comparison.cities}, i, model::horizon_months, executor);
    if (!city) continue;
    std::vector<TriedProgramme> tried;
    for (std::size_t p = i % 2; p < tried_programmes.size(); p += 2) tried.push_back(tried_programmes[p]);
    compare(with, *city, tried, earlier ? *earlier : run_agents(with, *city, tried), sums);
  }
  print(sums);
  return 0;
}

}  // namespace salus::bench
