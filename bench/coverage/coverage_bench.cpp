/// What targets account for in designed cities of agents, as curves, and how far the panel with these curves is from
/// the agents in cities that were not used. `coverage_bench make [CITIES]` prints a table as
/// `compare --surface` takes it; `coverage_bench against TABLE [laws]` the comparison, with laws at their centres or
/// drawn.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "bench/coverage/measured_city.hpp"
#include "model/city/of_country.hpp"
#include "model/parameters/draw_prior.hpp"
#include "scenarios/scenarios.hpp"
#include "tests/scenarios/bundled_inputs.hpp"

namespace {

using namespace salus;
using model::CityShares;
using model::CrimeType;
using model::every;
using model::MeasureTarget;

/// Position among `curve_parts` at which a weak measure is tried on a kind: about what programmes reach.
constexpr std::size_t tried_part(MeasureTarget kind) {
  return kind == MeasureTarget::risky_persons ? 9 : model::aims_at_cells(kind) ? 10 : 12;
}

/// One measure on the best of a kind, of a relative risk of 0.7 on every crime.
constexpr double tried_risk = 0.7;
struct Tried {
  std::vector<model::Intervention> rows;
  std::vector<model::CityProgramme> programmes;
};
Tried tried_on(const CityShares& city) {
  Tried t;
  t.rows.reserve(city.kinds.size());
  for (const auto& s : city.kinds) {
    auto& row = t.rows.emplace_back();
    row.id = "I99";
    row.city_target = s.target;
    row.city_targets_a_unit = 1.0;
    model::CityLever lever;
    lever.row = &row;
    lever.relative_risk.fill(tried_risk);
    lever.eligible.fill(s.all_targets);
    lever.units.fill(s.targets[tried_part(s.target)]);
    lever.strength.fill(1.0);
    t.programmes.push_back({0, {lever}});
  }
  return t;
}

/// Averted by agents, and by share x (1 - RR), of all cities.
struct Echo {
  double agents = 0.0;
  double direct = 0.0;
  std::vector<double> logs;
};
using Echoes = model::EnumArray<model::EnumArray<Echo, CrimeType>, MeasureTarget>;

void add_echoes(const CityShares& city, const bench::DesignedCity& d, const model::Executor& executor, Echoes& echoes) {
  const Tried tried = tried_on(city);
  const auto c = bench::counterfactual(d, tried.programmes, executor);
  for (std::size_t i = 0; i < city.kinds.size(); ++i)
    for (const auto k : every<CrimeType>) {
      const auto& s = city.kinds[i];
      const double averted = bench::all_years(c.without, k) - bench::all_years(c.with[i], k);
      const double direct = s.share(tried_part(s.target), k) * (1.0 - tried_risk) * bench::all_years(c.without, k);
      if (direct <= 0.0 || averted <= 0.0) continue;
      auto& e = echoes[s.target][k];
      e.agents += averted;
      e.direct += direct;
      e.logs.push_back(std::log(averted / direct));
    }
}

double spread_of(const std::vector<double>& values) {
  double mean = 0.0;
  for (const double v : values) mean += v / static_cast<double>(values.size());
  double square = 0.0;
  for (const double v : values) square += (v - mean) * (v - mean);
  return values.size() > 1 ? std::sqrt(square / (static_cast<double>(values.size()) - 1.0)) : 0.0;
}

/// Numbers as the table has them: four digits carry all that these cities say.
double rounded(double x) {
  char text[32];
  std::snprintf(text, sizeof text, "%.4g", x);
  return std::strtod(text, nullptr);
}

int make(std::size_t number, const model::Executor& executor) {
  std::vector<CityShares> cities;
  Echoes echoes;
  const auto kinds = bench::kinds_of(*tests::bundled_vocabulary().evidence);
  for (std::size_t i = 0; i < number; ++i) {
    const auto d = bench::designed_city({bench::CitySet::fitted, number}, i, model::horizon_months, executor);
    if (!d) continue;
    cities.push_back(bench::measured(*d, kinds, executor));
    add_echoes(cities.back(), *d, executor, echoes);
    std::fprintf(stderr, "%s\n", d->name.c_str());
  }
  auto surface =
      model::fitted_surface(cities, "curves of agents in " + std::to_string(cities.size()) + " designed cities of " +
                                        std::to_string((number + 1) / 2) + " laws, synthetic geography");
  for (auto& [target, type, curve] : surface.curves) {
    const auto& e = echoes[target][type == CrimeType::homicide ? CrimeType::serious_assault : type];
    curve.echo = e.direct > 0.0 ? e.agents / e.direct : 1.0;
    curve.echo_log_sd = spread_of(e.logs);
    for (double* x :
         {&curve.targets_per_person, &curve.median.full, &curve.median.ahead, &curve.median.scale, &curve.full.common,
          &curve.full.city, &curve.ahead.common, &curve.ahead.city, &curve.scale.common, &curve.scale.city,
          &curve.by_level.level, &curve.by_level.sd, &curve.by_level.slope, &curve.echo, &curve.echo_log_sd})
      *x = rounded(*x);
  }
  std::fputs(scenarios::surface_text(surface).c_str(), stdout);
  return 0;
}

/// A programme of rows that are covered alike in every year.
struct TriedProgramme {
  const char* name;
  std::vector<const char*> rows;
  double covered;
};
const std::vector<TriedProgramme> tried_programmes{
    {"hot spots, few", {"I03"}, 0.05},
    {"hot spots, many", {"I03"}, 0.5},
    {"light, few", {"I01"}, 0.02},
    {"light, many", {"I01"}, 0.3},
    {"outreach to groups", {"I09"}, 0.2},
    {"boys and jobs", {"I12", "I14"}, 0.1},
    {"schools", {"I17"}, 0.3},
    {"norms", {"I19"}, 0.1},
    {"parents", {"I16"}, 0.3},
    {"survivors", {"I26"}, 0.2},
    {"hot spots and groups", {"I03", "I10"}, 0.1},
    {"half of all rows", {"I01", "I03", "I16", "I17", "I19"}, 0.1},
};

struct PanelRow {
  const model::Intervention* row;
  double reach;
  model::EnumArray<std::optional<model::CurvePrior>, CrimeType> curves;
};

/// A row with the curves of its targets, straight where it has whoever is there; nothing where there are none.
std::optional<PanelRow> panel_row(const model::Intervention& row, const model::ResponseSurface& surface) {
  PanelRow found{&row, 0.0, {}};
  for (const auto& [target, type, curve] : surface.curves) {
    if (target != row.city_target) continue;
    auto& own = found.curves[type].emplace(curve);
    if (row.city_targeting == model::Targeting::random) own.median.ahead = 0.0;
    found.reach = model::reach_of(row, curve, model::central_value(row.eligible_per_person));
  }
  return found.reach > 0.0 ? std::optional(found) : std::nullopt;
}

/// What the panel takes away of a crime type: rows on one mechanism overlap by the middle of its prior.
double panel_share(const std::vector<PanelRow>& rows, double covered, const bench::DesignedCity& city, CrimeType k,
                   bool echoes) {
  const double persons = city.plan.input.population[model::city_warm_up];
  model::EnumArray<std::vector<double>, model::Mechanism> alone;
  const double overlap = model::central_parameters()[model::Parameter::overlap];
  for (const auto& [row, reach, curves] : rows) {
    const auto& cell = row->effect[k];
    const auto& curve = curves[k];
    if (cell.share <= 0.0 || !curve) continue;
    const double least = 1.0 / (curve->targets_per_person * persons);
    const double passed_on = echoes ? curve->echo : 1.0 - row->displacement;
    const auto here = model::curve_here({row->city_target, k, *curve}, curve->median, city.levels, {});
    alone[row->mechanism].push_back(here.at(covered * reach, least) * passed_on * (1.0 - std::exp(cell.log_rr)));
  }
  double factor = 1.0;
  for (const auto& of_one : alone) factor *= 1.0 - model::combined(of_one, overlap);
  return 1.0 - factor;
}

int against(const std::string& table, bench::CitySet set, const model::Executor& executor) {
  std::ifstream file(table);
  const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  model::Diagnostics findings;
  const model::Evidence& evidence = *tests::bundled_vocabulary().evidence;
  const auto surface = scenarios::read_surface(text, table, findings);
  if (!findings.empty()) return 1;
  constexpr int replicates = 3;
  struct Sum {
    double off = 0.0, off_plain = 0.0, panel = 0.0, plain = 0.0, agents = 0.0, pairs = 0.0, error = 0.0;
  };
  model::EnumArray<Sum, CrimeType> sums;
  const auto cities = bench::designed_cities({set, tried_programmes.size()}, model::horizon_months, executor);
  std::printf("city,programme,crime_type,agents_per_1000,error,panel_with_echo,panel_without\n");
  for (std::size_t i = 0; i < cities.size(); ++i) {
    const auto& p = tried_programmes[i];
    const double persons = cities[i].plan.input.population[model::city_warm_up];
    std::vector<PanelRow> rows;
    model::CityProgramme programme;
    for (const char* id : p.rows)
      for (const auto& row : evidence.interventions) {
        if (row.id != id) continue;
        const auto with_curves = panel_row(row, surface);
        if (!with_curves) continue;
        rows.push_back(*with_curves);
        model::CityLever lever;
        lever.row = &row;
        for (const auto k : every<CrimeType>)
          lever.relative_risk[k] = row.effect[k].share > 0.0 ? std::exp(row.effect[k].log_rr) : 1.0;
        const double eligible = model::central_value(row.eligible_per_person) * persons;
        lever.eligible.fill(eligible);
        lever.units.fill(p.covered * eligible);
        lever.strength.fill(1.0);
        programme.levers.push_back(lever);
      }
    model::EnumArray<std::vector<double>, CrimeType> found;
    for (int r = 0; r < replicates; ++r) {
      bench::DesignedCity city = cities[i];
      city.plan.run += static_cast<std::uint64_t>(r) * 100;
      const auto c = counterfactual(city, {programme}, executor);
      for (const auto k : every<CrimeType>)
        if (bench::all_years(c.without, k) > 0.0)
          found[k].push_back(1.0 - bench::all_years(c.with[0], k) / bench::all_years(c.without, k));
    }
    for (const auto k : every<CrimeType>) {
      double mean = 0.0;
      for (const double f : found[k]) mean += f / static_cast<double>(found[k].size());
      const double error = spread_of(found[k]) / std::sqrt(static_cast<double>(found[k].size()));
      const double panel = panel_share(rows, p.covered, cities[i], k, true);
      const double plain = panel_share(rows, p.covered, cities[i], k, false);
      if (panel <= 0.0 || found[k].empty()) continue;
      std::printf("%s,%s,%s,%.4f,%.4f,%.4f,%.4f\n", cities[i].name.c_str(), p.name,
                  std::string(model::crime_type_names[k]).c_str(), 1e3 * mean, 1e3 * error, 1e3 * panel, 1e3 * plain);
      Sum& s = sums[k];
      s.off += std::abs(panel / mean - 1.0);
      s.off_plain += std::abs(plain / mean - 1.0);
      s.panel += panel / mean;
      s.plain += plain / mean;
      s.error += error / std::abs(mean);
      s.pairs += 1.0;
    }
    std::fflush(stdout);
  }
  std::printf(
      "crime_type,pairs,panel_over_agents,mean_relative_difference,without_echo,mean_difference_without_echo,monte_"
      "carlo_error\n");
  for (const auto k : every<CrimeType>) {
    const Sum& s = sums[k];
    if (s.pairs > 0.0)
      std::printf("%s,%.0f,%.3f,%.3f,%.3f,%.3f,%.3f\n", std::string(model::crime_type_names[k]).c_str(), s.pairs,
                  s.panel / s.pairs, s.off / s.pairs, s.plain / s.pairs, s.off_plain / s.pairs, s.error / s.pairs);
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const auto executor = model::make_thread_executor(2);
  const std::string what = argc > 1 ? argv[1] : "";
  if (what == "make")
    return make(argc > 2 ? std::strtoul(argv[2], nullptr, 10) : bench::cities_of_the_curves, *executor);
  if (what == "against" && argc > 2)
    return against(argv[2], argc > 3 ? bench::CitySet::held_out : bench::CitySet::held_out_at_centre, *executor);
  std::fputs("coverage_bench make [CITIES] | against TABLE [laws]\n", stderr);
  return 2;
}
