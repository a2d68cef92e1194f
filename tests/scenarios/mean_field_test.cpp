/// The mean-field law of measures in a city of agents: where targets are any of their kind and no event leads to
/// another, the agents avert what the panel says, by its own curve and reach, for every row of the register; effects of
/// areas at any cells.
///
/// `SALUS_LONG` in the environment: all rows, and what contagion and displacement then make of each.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <map>

#include "model/coupling/city_programme.hpp"
#include "model/coupling/measure_trial.hpp"
#include "model/parameters/draw_prior.hpp"
#include "tests/model/city/sample_city.hpp"
#include "tests/replicates.hpp"
#include "tests/scenarios/bundled_inputs.hpp"

namespace salus::scenarios {
namespace {

using namespace model;
using P = CityParameter;

constexpr std::size_t warm_up = 12;
constexpr double relative_risk = 0.5;
constexpr double coverage = 0.5;
constexpr std::uint32_t choices = tests::replicates(24u, 2u);  ///< random ones of targets, in the same city

bool at_length() { return std::getenv("SALUS_LONG") != nullptr; }

CityPlan plan_of(bool with_loops) {
  CityPlan plan = tests::sample_plan(60000, warm_up + horizon_months);
  if (with_loops) return plan;
  for (const P loop :
       {P::near_assault, P::near_robbery, P::near_property, P::repeat_assault, P::repeat_robbery, P::repeat_sexual,
        P::repeat_property, P::retaliation, P::follow_up, P::retaliation_person, P::search_persistence})
    plan.parameters[loop] = 0.0;
  return plan;
}

/// A city, and of each kind of target how many there are each January.
struct CityOfKinds {
  explicit CityOfKinds(const CityPlan& the_plan) : plan(the_plan), january(plan, *executor, after_warm_up()) {
    CityRun city(plan, *executor, january.state());
    for (const auto y : every<YearIndex>) {
      for (const auto target : every<MeasureTarget>) there[target][y] = targets_there(target, city);
      for (std::size_t m = 0; m < months_per_year; ++m) city.step();
    }
  }
  CityState after_warm_up() const {
    CityRun city(plan, *executor);
    for (std::size_t m = 0; m < warm_up; ++m) city.step();
    return city.state();
  }
  std::unique_ptr<Executor> executor = make_thread_executor(2);
  CityPlan plan;
  CityRun january;  ///< in which the programme comes
  EnumArray<std::array<std::size_t, horizon_years>, MeasureTarget> there{};
};

/// Part of each crime type that goes: by choice of targets, and what the panel's formula says of any of the kind.
struct Effects {
  std::vector<EnumArray<double, CrimeType>> agents;
  EnumArray<double, CrimeType> panel{};
  EnumArray<double, CrimeType> share{};  ///< of the eligible at full coverage, any of the kind
  EnumArray<double, CrimeType> incidents{};
};

bool of_area(const Intervention& row) { return row.effect_of == EffectOf::area; }

CityProgramme programme_of(const Intervention& row, double units, double eligible, double risk) {
  CityLever lever;
  lever.row = &row;
  lever.of_area = of_area(row);
  lever.units.fill(units);
  lever.eligible.fill(eligible);
  lever.relative_risk.fill(risk);
  lever.strength.fill(1.0);
  return {0, {lever}};
}

/// What the panel says of so much coverage: the curve of any of the kind, and what the eligible are of all of it.
double panel_share(const Intervention& row, MeasureTarget kind, double of_kind, double per_person, double covered,
                   double grown_here) {
  CurvePrior prior;
  prior.median.full = of_kind;
  prior.targets_per_person = per_person;
  const auto curve = curve_here({kind, CrimeType::robbery, prior}, prior.median, std::nullopt, {});
  if (of_area(row)) return curve.at(covered);
  // Of whom are grown the panel has a figure of its own.
  const double eligible = central_value(row.eligible_per_person) * grown_per_person / grown_here;
  return curve.at(covered * reach_of(row, prior,
                                     row.city_target == MeasureTarget::couples
                                         ? eligible
                                         : central_value(row.eligible_per_person)));
}

/// Of all persons there are in a city in January.
double grown_part(const CityRun& city) {
  const auto& state = city.state();
  double all = 0.0;
  double grown_persons = 0.0;
  for (const Slot slot : state.people.slots()) {
    if (!state.people.here(slot)) continue;
    all += 1.0;
    grown_persons += state.people.age_months(slot, state.month) >= grown;
  }
  return grown_persons / all;
}

Effects effects_of(const Intervention& row, const CityOfKinds& city) {
  std::vector<Intervention> rows(choices + 1, row);
  for (std::uint32_t i = 0; i < choices; ++i) {
    rows[i].id += "/" + std::to_string(i);
    rows[i].city_targeting = Targeting::random;
    rows[i].one_off = false;
  }
  Intervention& whole_kind = rows.back();
  whole_kind.city_targeting = Targeting::random;
  whole_kind.one_off = false;
  whole_kind.city_targets_a_unit = 1.0;
  whole_kind.effect_of = EffectOf::reached;
  const MeasureTarget kind = of_area(row) ? MeasureTarget::all_cells : row.city_target;
  whole_kind.city_target = kind;
  const double persons = city.plan.input.population[warm_up];
  const double eligible = central_value(row.eligible_per_person) * persons;
  std::vector<CityProgramme> programmes;
  for (std::uint32_t i = 0; i < choices; ++i)
    programmes.push_back(programme_of(rows[i], coverage * eligible, eligible, relative_risk));
  programmes.push_back(programme_of(whole_kind, 1e9, 0.0, 1e-9));
  const auto c = *run_counterfactual(city.plan, warm_up, programmes, *city.executor, [] { return false; });
  const double grown_here = grown_part(city.january);
  Effects e;
  e.agents.resize(choices);
  for (const auto k : every<CrimeType>) {
    for (const auto y : every<YearIndex>) {
      const double without = c.without(y, k);
      const double of_kind = without - c.with.back()(y, k);
      // A unit reaches what it did in the first January, of as many as there are now.
      const double at_first = static_cast<double>(city.there[kind][YearIndex(0u)]);
      const double of_now = at_first / static_cast<double>(city.there[kind][y]);
      const auto share = [&](double covered) {
        return panel_share(rows.front(), kind, of_kind, at_first / persons, covered * of_now, grown_here);
      };
      e.incidents[k] += without;
      e.share[k] += share(1.0);
      e.panel[k] += share(coverage) * (1.0 - relative_risk);
      for (std::uint32_t i = 0; i < choices; ++i) e.agents[i][k] += without - c.with[i](y, k);
    }
    if (e.incidents[k] == 0.0) continue;
    e.panel[k] /= e.incidents[k];
    e.share[k] /= e.incidents[k];
    for (auto& one : e.agents) one[k] /= e.incidents[k];
  }
  return e;
}

/// Mean over choices less what the formula says, in standard errors.
double deviation(const Effects& e, CrimeType k, double formula) {
  double sum = 0.0;
  double squares = 0.0;
  for (const auto& one : e.agents) {
    sum += one[k];
    squares += one[k] * one[k];
  }
  const auto n = static_cast<double>(e.agents.size());
  const double mean = sum / n;
  const double error = std::sqrt(std::max(0.0, squares / n - mean * mean) / (n - 1.0));
  return (mean - formula) / std::max(error, 1e-6);
}

std::vector<const Intervention*> rows_tried() {
  static const auto vocabulary = tests::bundled_vocabulary();
  std::vector<const Intervention*> rows;
  std::map<MeasureTarget, int> of_kind;
  for (const auto& row : vocabulary.evidence->interventions)
    if (row.city_target != MeasureTarget::none && (++of_kind[row.city_target] == 1 || at_length()))
      rows.push_back(&row);
  return rows;
}

TEST(MeanFieldOfMeasures, AnyOfTheKindAvertWhatThePanelsFormulaSays) {
  const CityOfKinds city(plan_of(false));
  for (const Intervention* row : rows_tried()) {
    const Effects e = effects_of(*row, city);
    if (tests::watched) continue;
    for (const auto k : every<CrimeType>) {
      if (e.panel[k] == 0.0) continue;
      // t with 23 degrees of freedom, at most 150 of them: beyond 6 by chance once in 1,600 tests.
      EXPECT_LT(std::abs(deviation(e, k, e.panel[k])), 6.0)
          << row->id << ' ' << crime_type_names[k] << " formula " << e.panel[k];
    }
    // Planted: a unit reaches half as many targets as it does.
    double seen = 0.0;
    for (const auto k : every<CrimeType>) seen = std::max(seen, std::abs(deviation(e, k, 2.0 * e.panel[k])));
    EXPECT_GT(seen, 6.0) << row->id;
  }
}

TEST(MeanFieldOfMeasures, WhatContagionAndDisplacementMakeOfIt) {
  if (!at_length()) GTEST_SKIP() << "a table, under SALUS_LONG";
  const CityOfKinds city(plan_of(true));
  for (const Intervention* row : rows_tried()) {
    const Effects e = effects_of(*row, city);
    std::printf("%-6s", row->id.c_str());
    for (const auto k : every<CrimeType>) {
      double agents = 0.0;
      for (const auto& one : e.agents) agents += one[k] / choices;
      std::printf(" | %s %.4f %.2f", std::string(crime_type_names[k]).c_str(), e.share[k],
                  e.panel[k] > 0.0 ? agents / e.panel[k] : 0.0);
      EXPECT_GE(agents, 0.0) << row->id;
    }
    std::printf("\n");
  }
}

}  // namespace
}  // namespace salus::scenarios
