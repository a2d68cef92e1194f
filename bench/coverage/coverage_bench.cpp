/// What targets account for in designed cities of agents, as curves, and how far the panel with these curves is from
/// the agents in cities that were not used. `coverage_bench make [CITIES]` prints a table as
/// `compare --surface` takes it; `coverage_bench against TABLE [laws] [RUNS]` the comparison, with laws at their
/// centres or drawn, with agents run or taken from an earlier output.
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "bench/coverage/against_agents.hpp"
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

/// The same on any of a kind.
constexpr std::size_t tried_part_of_any = 13;
/// Measures of a relative risk of 0.7 on every crime: on the best of each kind, on persons who are named once, and on
/// any of each kind.
constexpr double tried_risk = 0.7;
struct Tried {
  std::vector<model::Intervention> rows;
  std::vector<model::CityProgramme> programmes;
};
Tried tried_on(const CityShares& city) {
  Tried t;
  t.rows.reserve(2 * city.kinds.size() + 1);
  const auto add = [&](const model::LorenzShares& s, std::size_t part, model::Targeting how, bool once) {
    auto& row = t.rows.emplace_back();
    row.id = "I99";
    row.city_target = s.target;
    row.city_targets_a_unit = 1.0;
    row.city_targeting = how;
    row.one_off = once;
    model::CityLever lever;
    lever.row = &row;
    lever.relative_risk.fill(tried_risk);
    lever.eligible.fill(s.all_targets);
    lever.units.fill(s.targets[part]);
    lever.strength.fill(1.0);
    t.programmes.push_back({0, {lever}});
  };
  for (const auto& s : city.kinds) add(s, tried_part(s.target), model::Targeting::best, false);
  for (const auto& s : city.kinds)
    if (s.target == MeasureTarget::risky_persons) add(s, tried_part(s.target), model::Targeting::best, true);
  if (city.at_centre)
    for (const auto& s : city.kinds) add(s, tried_part_of_any, model::Targeting::random, false);
  return t;
}

/// What was averted in one city by agents, and by share x (1 - RR).
struct InCity {
  double agents = 0.0;
  double direct = 0.0;
  double counting = 0.0;  ///< variance of the log of their ratio that comes of counting
};
using Echoes = model::EnumArray<model::EnumArray<std::vector<InCity>, CrimeType>, MeasureTarget>;

/// What any of a kind avert, of whom a part account for that part of what all of them do. Not of couples: units of a
/// row that has any couples are the grown, who live in some.
void add_echoes_of_any(const CityShares& city, const model::CityCounterfactual& c, Echoes& echoes) {
  const std::size_t first = c.with.size() - city.kinds.size();
  for (std::size_t i = 0; i < city.kinds.size(); ++i)
    for (const auto k : every<CrimeType>) {
      const auto& s = city.kinds[i];
      const double without = bench::all_years(c.without, k);
      const double share = s.part(tried_part_of_any) * s.share(model::curve_parts.size() - 1, k);
      if (share > 0.0 && s.target != MeasureTarget::couples)
        echoes[s.target][k].push_back(
            {without - bench::all_years(c.with[first + i], k), share * (1.0 - tried_risk) * without, 0.0});
    }
}

/// Every city counts, those too where chance averted less than nothing.
void add_echoes(const CityShares& city, const model::CityCounterfactual& c, Echoes& echoes) {
  for (std::size_t i = 0; i < city.kinds.size(); ++i)
    for (const auto k : every<CrimeType>) {
      const auto& s = city.kinds[i];
      const double without = bench::all_years(c.without, k);
      const double share = s.share(tried_part(s.target), k);
      if (share <= 0.0) continue;
      const double followed = s.touched[k][tried_part(s.target)];
      echoes[s.target][k].push_back({without - bench::all_years(c.with[i], k), share * (1.0 - tried_risk) * without,
                                     1.0 / followed + 1.0 / (share * without)});
    }
}

/// What those who were named once account for in later years, beside those who are named anew.
class Kept {
 public:
  void add(const CityShares& city, const model::CityCounterfactual& c) {
    for (std::size_t i = 0; i < city.kinds.size(); ++i)
      if (city.kinds[i].target == MeasureTarget::risky_persons)
        for (const auto k : every<CrimeType>)
          for (const auto y : every<model::YearIndex>) {
            anew_[k][y] += c.without(y, k) - c.with[i](y, k);
            once_[k][y] += c.without(y, k) - c.with[city.kinds.size()](y, k);
          }
  }
  /// Time constant with which they leave: what they account for over all years is that of an exponential.
  double months(CrimeType k) const {
    double low = 1.0;
    double high = 1200.0;
    for (int i = 0; i < 60; ++i) {
      const double middle = std::sqrt(low * high);
      double off = 0.0;
      for (const auto y : every<model::YearIndex>)
        off += anew_[k][y] * std::exp(-12.0 * static_cast<double>(y) / middle) - once_[k][y];
      (off < 0.0 ? low : high) = middle;
    }
    return std::sqrt(low * high);
  }

 private:
  using Years = std::array<double, model::horizon_years>;
  model::EnumArray<Years, CrimeType> anew_{};
  model::EnumArray<Years, CrimeType> once_{};
};

struct EchoOf {
  double mean = 1.0;
  double log_sd = 0.0;
};

/// Averted in all cities over what the formula averts there, and how cities differ beyond what counting makes them.
EchoOf echo_of(const std::vector<InCity>& cities) {
  double agents = 0.0;
  double direct = 0.0;
  for (const auto& c : cities) {
    agents += c.agents;
    direct += c.direct;
  }
  if (agents <= 0.0 || direct <= 0.0) return {};
  const double mean = agents / direct;
  double square = 0.0;
  double counting = 0.0;
  for (const auto& c : cities) {
    const double off = c.agents / c.direct / mean - 1.0;
    square += c.direct / direct * off * off;
    counting += c.direct / direct * c.counting;
  }
  return {mean, std::sqrt(std::max(0.0, square - counting))};
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
  Echoes of_any;
  Kept kept;
  const auto kinds = bench::kinds_of(*tests::bundled_vocabulary().evidence);
  const std::size_t at_centre = number / 2;
  for (std::size_t i = 0; i < number + at_centre; ++i) {
    const bench::Design design = i < number ? bench::Design{bench::CitySet::fitted, number}
                                            : bench::Design{bench::CitySet::fitted_at_centre, at_centre};
    const auto d = bench::designed_city(design, i < number ? i : i - number, model::horizon_months, executor);
    if (!d) continue;
    cities.push_back(bench::measured(*d, kinds, executor));
    const Tried tried = tried_on(cities.back());
    const auto c = bench::counterfactual(*d, tried.programmes, executor);
    add_echoes(cities.back(), c, echoes);
    kept.add(cities.back(), c);
    if (d->at_centre) add_echoes_of_any(cities.back(), c, of_any);
    std::fprintf(stderr, "%s\n", d->name.c_str());
  }
  auto surface = model::fitted_surface(cities, "curves of agents in " + std::to_string(cities.size()) +
                                                   " designed cities of " + std::to_string((number + 1) / 2) +
                                                   " laws and the centre of all, synthetic geography");
  for (auto& [target, type, curve, echo_any] : surface.curves) {
    const CrimeType of = type == CrimeType::homicide ? CrimeType::serious_assault : type;
    const auto echo = echo_of(echoes[target][of]);
    curve.echo = echo.mean;
    curve.echo_log_sd = echo.log_sd;
    echo_any = of_any[target][of].empty() ? 0.0 : echo_of(of_any[target][of]).mean;
    if (target == MeasureTarget::risky_persons) curve.kept_months = kept.months(of);
    for (double* x : {&curve.targets_per_person, &curve.median.full, &curve.median.ahead, &curve.median.scale,
                      &curve.full.common, &curve.full.city, &curve.ahead.common, &curve.ahead.city, &curve.scale.common,
                      &curve.scale.city, &curve.by_level.level, &curve.by_level.sd, &curve.by_level.slope, &curve.echo,
                      &curve.echo_log_sd, &echo_any, &curve.kept_months})
      *x = rounded(*x);
  }
  std::fputs(scenarios::surface_text(surface).c_str(), stdout);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const auto executor = model::make_thread_executor(2);
  const std::string what = argc > 1 ? argv[1] : "";
  if (what == "make")
    return make(argc > 2 ? std::strtoul(argv[2], nullptr, 10) : bench::cities_of_the_curves, *executor);
  if (what == "against" && argc > 2) {
    bench::Comparison comparison;
    for (int i = 3; i < argc; ++i)
      if (std::string(argv[i]) == "laws") comparison.set = bench::CitySet::held_out;
      else comparison.runs = argv[i];
    return bench::compare_with_agents(argv[2], comparison, *executor);
  }
  std::fputs("coverage_bench make [CITIES] | against TABLE [laws] [RUNS]\n", stderr);
  return 2;
}
