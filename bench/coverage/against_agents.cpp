#include "bench/coverage/against_agents.hpp"

#include <cmath>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <span>

#include "bench/coverage/measured_city.hpp"
#include "model/city/of_country.hpp"
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
    {"hot spots, few", {"I03"}, 0.05},
    {"hot spots, many", {"I03"}, 0.5},
    {"light, few", {"I01"}, 0.02},
    {"light, many", {"I01"}, 0.3},
    {"cameras", {"I02"}, 0.1},
    {"vacant lots", {"I05"}, 0.2},
    {"premises", {"I08"}, 0.1},
    {"deterrence", {"I09"}, 0.2},
    {"interruption", {"I10"}, 0.2},
    {"boys and jobs", {"I12", "I14"}, 0.1},
    {"therapy, few", {"I13"}, 0.05},
    {"therapy, many", {"I13"}, 0.3},
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

/// What the panel takes a city to be.
struct PanelCity {
  const model::ResponseSurface& surface;
  std::optional<model::NamingLevels> levels;
  double persons = 0.0;
};

/// The curve of a row: of its targets, or of any cells where its effects are of areas.
std::optional<model::CurvePrior> curve_of(const model::Intervention& row, CrimeType k,
                                          const model::ResponseSurface& surface) {
  model::Intervention at = row;
  if (row.effect[k].of_area) {
    at.city_target = model::MeasureTarget::all_cells;
    at.city_targeting = model::Targeting::random;
  }
  for (const auto& one : surface.curves)
    if (one.target == at.city_target && one.type == k) return model::curve_for(at, one);
  return std::nullopt;
}

/// Part of those treated once who are still in the careers they were named for, mean over the years.
double still_there(const model::Intervention& row, const model::CurvePrior& curve) {
  if (!row.one_off || curve.kept_months <= 0.0) return 1.0;
  double sum = 0.0;
  for (const auto y : every<model::YearIndex>) sum += std::exp(-12.0 * static_cast<double>(y) / curve.kept_months);
  return sum / model::horizon_years;
}

/// What the panel takes away of a crime type: rows on one mechanism overlap by the middle of its prior.
/// @param echoes whose: a table's, whatever else the city is
double panel_share(const std::vector<const model::Intervention*>& rows, double covered, const PanelCity& city,
                   CrimeType k, const model::ResponseSurface* echoes) {
  model::EnumArray<std::vector<double>, model::Mechanism> alone;
  const double overlap = model::central_parameters()[model::Parameter::overlap];
  for (const auto* row : rows) {
    const auto& cell = row->effect[k];
    if (cell.share <= 0.0) continue;
    const double gone = 1.0 - std::exp(cell.log_rr);
    const auto curve = curve_of(*row, k, city.surface);
    if (!curve) continue;
    const auto of_echo = echoes != nullptr ? curve_of(*row, k, *echoes) : std::nullopt;
    const double passed_on = of_echo ? of_echo->echo : 1.0 - row->displacement;
    if (cell.of_area) {
      alone[row->mechanism].push_back(covered * passed_on * gone);
      continue;
    }
    const double least = 1.0 / (curve->targets_per_person * city.persons);
    const double reach = model::reach_of(*row, *curve, model::central_value(row->eligible_per_person));
    const auto here = model::curve_here({row->city_target, k, *curve}, curve->median, city.levels, {});
    alone[row->mechanism].push_back(here.at(covered * reach, least) * still_there(*row, of_echo ? *of_echo : *curve) *
                                    gone * passed_on);
  }
  double factor = 1.0;
  for (const auto& of_one : alone) factor *= 1.0 - model::combined(of_one, overlap);
  return 1.0 - factor;
}

/// Over geographies.
struct Mean {
  double sum = 0.0;
  double squares = 0.0;
  double n = 0.0;
  void add(double x) {
    sum += x;
    squares += x * x;
    n += 1.0;
  }
  double value() const { return sum / n; }
  double error() const { return n > 1.0 ? std::sqrt(std::max(0.0, squares / n - value() * value()) / (n - 1.0)) : 0.0; }
};

/// One programme and crime type in one city.
struct Pair {
  Mean agents;
  Mean own;  ///< the panel with curves of the city's own targets
  double panel = 0.0;
  double plain = 0.0;  ///< without the echo
};

struct Sum {
  double off = 0.0, off_plain = 0.0, off_own = 0.0, error = 0.0, pairs = 0.0;
  double panel = 0.0, own = 0.0, agents = 0.0;  ///< averted, of all pairs
  void add(const Pair& p) {
    const double agents_here = p.agents.value();
    if (agents_here == 0.0) return;  // no such event was touched on any map: no ratio
    off += std::abs(p.panel / agents_here - 1.0);
    off_plain += std::abs(p.plain / agents_here - 1.0);
    off_own += std::abs(p.own.value() / agents_here - 1.0);
    error += p.agents.error() / std::abs(agents_here);
    panel += p.panel;
    own += p.own.value();
    agents += agents_here;
    pairs += 1.0;
  }
};
using Sums = model::EnumArray<Sum, CrimeType>;

void print(const Sums& sums) {
  std::printf(
      "crime_type,pairs,panel_over_agents,mean_relative_difference,difference_without_echo,own_curves_over_agents,"
      "difference_of_own_curves,monte_carlo_error\n");
  for (const auto k : every<CrimeType>) {
    const Sum& s = sums[k];
    if (s.pairs > 0.0)
      std::printf("%s,%.0f,%.3f,%.3f,%.3f,%.3f,%.3f,%.3f\n", std::string(model::crime_type_names[k]).c_str(), s.pairs,
                  s.panel / s.agents, s.off / s.pairs, s.off_plain / s.pairs, s.own / s.agents, s.off_own / s.pairs,
                  s.error / s.pairs);
  }
}

/// What the comparison is of.
struct Compared {
  const model::Evidence& evidence;
  const model::ResponseSurface& surface;
  const model::Executor& executor;
  std::size_t geographies;
};

/// Runs one city in all its geographies, prints its pairs and adds them up.
void compare(const Compared& with, const DesignedCity& base, std::size_t place, Sums& sums) {
  const double persons = base.plan.input.population[model::city_warm_up];
  std::vector<const TriedProgramme*> tried;
  std::vector<model::CityProgramme> programmes;
  for (std::size_t i = place % 2; i < tried_programmes.size(); i += 2) {
    tried.push_back(&tried_programmes[i]);
    programmes.push_back(programme_of(tried_programmes[i], with.evidence, persons));
  }
  std::vector<model::EnumArray<Pair, CrimeType>> pairs(tried.size());
  const auto kinds = kinds_of(with.evidence);
  for (std::size_t g = 0; g < with.geographies; ++g) {
    const DesignedCity city = on_another_map(base, g, with.executor);
    const auto shares = measured(city, kinds, with.executor);
    const auto own = model::fitted_surface(std::span(&shares, 1), city.name);
    const auto c = counterfactual(city, programmes, with.executor);
    for (std::size_t i = 0; i < tried.size(); ++i)
      for (const auto k : every<CrimeType>) {
        if (all_years(c.without, k) == 0.0) continue;
        auto& pair = pairs[i][k];
        pair.agents.add(1.0 - all_years(c.with[i], k) / all_years(c.without, k));
        pair.own.add(
            panel_share(rows_of(*tried[i], with.evidence), tried[i]->covered, {own, {}, persons}, k, &with.surface));
      }
  }
  const PanelCity panel{with.surface, base.levels, persons};
  for (std::size_t i = 0; i < tried.size(); ++i)
    for (const auto k : every<CrimeType>) {
      auto& pair = pairs[i][k];
      const auto rows = rows_of(*tried[i], with.evidence);
      pair.panel = panel_share(rows, tried[i]->covered, panel, k, &with.surface);
      pair.plain = panel_share(rows, tried[i]->covered, panel, k, nullptr);
      if (pair.panel <= 0.0 || pair.agents.n == 0.0) continue;
      std::printf("%s,%s,%s,%.4f,%.4f,%.4f,%.4f,%.4f\n", base.name.c_str(), tried[i]->name,
                  std::string(model::crime_type_names[k]).c_str(), 1e3 * pair.agents.value(), 1e3 * pair.agents.error(),
                  1e3 * pair.panel, 1e3 * pair.plain, 1e3 * pair.own.value());
      sums[k].add(pair);
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
  const Compared with{*tests::bundled_vocabulary().evidence, surface, executor, comparison.geographies};
  Sums sums;
  std::printf("city,programme,crime_type,agents_per_1000,error,panel_with_echo,panel_without,panel_with_own_curves\n");
  for (std::size_t i = 0; i < comparison.cities; ++i)
    if (const auto city = designed_city({comparison.set, comparison.cities}, i, model::horizon_months, executor))
      compare(with, *city, i, sums);
  print(sums);
  return 0;
}

}  // namespace salus::bench
