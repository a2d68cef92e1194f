#include "model/coupling/city_programme.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "tests/model/city/sample_city.hpp"

namespace salus::model {
namespace {

using tests::sample_plan;

constexpr std::size_t warm_up = 12, months = warm_up + horizon_months;

/// A row that reaches targets of a kind and does the same to every crime among them.
Intervention row_for(MeasureTarget target) {
  Intervention row;
  row.id = "I99", row.city_target = target, row.city_targets_a_unit = 1.0;
  return row;
}

CityLever lever_for(const Intervention& row, double relative_risk, double targets) {
  CityLever lever;
  lever.row = &row, lever.targets = targets;
  lever.relative_risk.fill(relative_risk), lever.strength.fill(1.0);
  return lever;
}

CityCounterfactual counterfactual(const CityPlan& plan, const std::vector<CityProgramme>& programmes) {
  const auto executor = make_thread_executor(2);
  return *run_counterfactual(plan, warm_up, programmes, *executor, [] { return false; });
}

double violent(const YearlyIncidents& incidents) {
  double sum = 0.0;
  for (const auto& year : incidents)
    for (std::size_t k = 0; k < crime_type_count; ++k) sum += is_violent[k] ? year[k] : 0.0;
  return sum;
}

TEST(CityProgramme, WithoutCascadesEveryEventThatIsTouchedIsWorthItsRelativeRisk) {
  CityPlan plan = sample_plan(20000, months);
  const double others = 0.6;
  plan.parameters = uniform_city_parameters();
  for (std::size_t k = 0; k < process_count; ++k) plan.scale.spontaneous[k] = plan.input.rate[index(type_of_process[k])];
  const Intervention everywhere = row_for(MeasureTarget::all_cells);
  const auto c = counterfactual(plan, {{0, {lever_for(everywhere, others, 1e9)}}, {4, {lever_for(everywhere, others, 1e9)}}});
  for (std::size_t y = 0; y < horizon_years; ++y)
    for (std::size_t k = 0; k < crime_type_count; ++k) {
      EXPECT_NEAR(c.with[0][y][k], others * c.without[y][k], 1e-5 * c.without[y][k]);
      EXPECT_NEAR(c.with[1][y][k], (y < 4 ? 1.0 : others) * c.without[y][k], 1e-5 * c.without[y][k]);
    }
}

TEST(CityProgramme, WhoDoesNotDieOfAnAssaultHasSufferedIt) {
  const CityPlan plan = sample_plan(40000, months);
  Intervention care = row_for(MeasureTarget::youth);
  CityLever lever = lever_for(care, 1.0, 1e9);
  lever.relative_risk[index(CrimeType::homicide)] = 0.5;
  const auto c = counterfactual(plan, {{0, {lever}}});
  double saved = 0.0, suffered = 0.0, all = 0.0;
  for (std::size_t y = 0; y < horizon_years; ++y) {
    saved += c.without[y][0] - c.with[0][y][0], all += c.without[y][0];
    for (std::size_t k = 1; k < crime_type_count; ++k) suffered += c.with[0][y][k] - c.without[y][k];
  }
  EXPECT_GT(saved, 0.05 * all);
  EXPECT_NEAR(saved, suffered, 1e-6 * all);
}

TEST(CityProgramme, WhatAnEventLedToIsWorthLess) {
  // Every event of a city of all cells passes with chance p, and so does what led to it: with n of a hundred events led to by another, p (1 - n) / (1 - p n) are left.
  CityPlan plan = sample_plan(60000, months);
  plan.parameters[CityParameter::search_persistence] = 0.0;
  const double p = 0.5;
  const Intervention everywhere = row_for(MeasureTarget::all_cells);
  const auto c = counterfactual(plan, {{0, {lever_for(everywhere, p, 1e9)}}});
  const auto executor = make_thread_executor(2);
  CityRun city(plan, *executor);
  tests::EventLog log;
  double led_to = 0.0, all = 0.0;
  for (std::size_t m = 0; m < months; ++m) city.step(&log);
  for (const auto& e : log.log)
    if (e.process == Process::property && e.minute >= city.calendar().begin(warm_up + 48)) all += 1.0, led_to += e.before != 0;
  const double n = led_to / all, expected = p * (1.0 - n) / (1.0 - p * n);
  double with = 0.0, without = 0.0;
  for (std::size_t y = 4; y < horizon_years; ++y) with += c.with[0][y][index(CrimeType::property)], without += c.without[y][index(CrimeType::property)];
  ASSERT_GT(n, 0.2);
  EXPECT_NEAR(with / without, expected, 0.01);       // the standard error of the share n is 0.004
  EXPECT_GT(std::abs(with / without - p), 0.05);     // an event that forgets what led to it would be seen
}

/// The slow, obvious version: the city again with the measures at work.
YearlyIncidents second_city(const CityPlan& plan, const CityProgramme& programme) {
  const auto executor = make_thread_executor(2);
  CityRun city(plan, *executor);
  CityMemory memory(city.ground().cells(), city.state().people.size());
  for (std::size_t m = 0; m < warm_up; ++m) city.step(&memory);
  begin(programme, plan, city, memory, city.measures());
  YearlyIncidents counts{};
  for (std::size_t m = 0; m < horizon_months; ++m) {
    const auto month = city.step();
    for (std::size_t k = 0; k < crime_type_count; ++k) counts[m / 12][k] += static_cast<double>(month.incidents[k]);
  }
  return counts;
}

/// z of the mean difference between what is expected of a city and what a second city shows, over replicates; `expected` and `real` may differ, to plant a defect.
double z_of(const CityPlan& plan, const CityProgramme& expected, const CityProgramme& real, int replicates) {
  std::vector<double> differences;
  for (int run = 1; run <= replicates; ++run) {
    CityPlan one = plan;
    one.run = static_cast<std::uint64_t>(run);
    differences.push_back(violent(counterfactual(one, {expected}).with[0]) - violent(second_city(one, real)));
  }
  const auto n = static_cast<double>(replicates);
  const double mean = std::accumulate(differences.begin(), differences.end(), 0.0) / n;
  double square = 0.0;
  for (const double d : differences) square += (d - mean) * (d - mean);
  return mean / std::sqrt(square / (n - 1.0) / n);
}

TEST(CityProgramme, TwoCitiesShowWhatIsExpectedOfOne) {
  // Nobody goes to prison, so that what is left out is next to nothing: the killed. The two cities drift apart, so their difference is noisy and replicates are needed; false alarm 1e-4 a programme.
  CityPlan plan = sample_plan(12000, months);
  plan.scale.prison = 0.0;
  const Intervention hot = row_for(MeasureTarget::hot_cells), risky = row_for(MeasureTarget::risky_persons);
  const CityProgramme places{0, {lever_for(hot, 0.4, 60.0)}}, both{0, {lever_for(hot, 0.6, 60.0), lever_for(risky, 0.5, 150.0)}}, harm{0, {lever_for(risky, 1.6, 300.0)}};
  const int replicates = 30;
  EXPECT_LT(std::abs(z_of(plan, places, places, replicates)), 4.0);
  EXPECT_LT(std::abs(z_of(plan, both, both, replicates)), 4.0);
  EXPECT_LT(std::abs(z_of(plan, harm, harm, replicates)), 4.0);
  EXPECT_GT(std::abs(z_of(plan, {0, {lever_for(hot, 0.6, 60.0)}}, both, replicates)), 4.0);  // planted: a lever that is forgotten
}

TEST(CityProgramme, RowsBecomeLeversByTheirCoverageAndQuality) {
  const CityPlan plan = sample_plan(20000, months);
  CityEffect effect;
  effect.rows.resize(1);
  effect.rows[0].covered = {0.0, 0.1, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2, 0.1};
  effect.quality.fill(0.5);
  Evidence evidence;
  evidence.interventions.push_back(row_for(MeasureTarget::hot_cells));
  evidence.interventions[0].id = "I01", evidence.interventions[0].city_targets_a_unit = 2.0;
  Scenario scenario;
  scenario.budget.lines.push_back({Half::local_delivery, "I01", {}, {}});
  scenario.budget.lines[0].gross.fill(Cents(100));
  const Portfolio portfolio(scenario, evidence, {});
  InterventionDraw draw;
  draw.eligible_per_person = 0.01, draw.reduction[index(CrimeType::robbery)] = 0.3;
  const auto programme = city_programme(portfolio, evidence, {draw}, effect, 20000.0, 1);
  ASSERT_EQ(programme.levers.size(), 1u);
  EXPECT_NEAR(programme.levers[0].targets, 0.2 * 0.01 * 20000.0 * 2.0, 1e-9);
  EXPECT_NEAR(programme.levers[0].strength[1], 0.25, 1e-12);
  EXPECT_NEAR(programme.levers[0].strength[5], 0.5, 1e-12);
  EXPECT_NEAR(programme.levers[0].relative_risk[index(CrimeType::robbery)], 0.7, 1e-12);
}

}  // namespace
}  // namespace salus::model
