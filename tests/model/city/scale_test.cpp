#include "model/city/scale.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/model/city/sample_city.hpp"

namespace salus::model {
namespace {

TEST(Scale, TheCitysOwnIncidentsComeOut) {
  constexpr std::uint32_t months = 18;
  const auto executor = make_thread_executor(2);
  CityPlan plan = tests::sample_plan(100000, months);
  plan.input.population.assign(months + 1, 100000.0);
  plan.scale = solve_scale(plan.input, plan.parameters, plan.seed, plan.isa, *executor);
  CityRun city(plan, *executor);
  EnumArray<double, CrimeType> incidents{};
  double persons = 0.0;
  for (std::uint32_t m = 0; m < months; ++m) {
    const CityMonth month = city.step();
    if (m < 6) continue;
    for (const CrimeType type : every<CrimeType>) incidents[type] += month.incidents[type];
    persons += month.persons;
  }
  for (const CrimeType type : every<CrimeType>) {
    if (type == CrimeType::homicide) continue;
    const double expected = plan.input.rate[type] * persons;
    // The pilot is this city, so only what three rounds leave is off; five standard deviations of a count are far more.
    EXPECT_NEAR(incidents[type], expected, 5.0 * std::sqrt(expected)) << crime_type_names[type];
  }
  const double homicides = plan.input.rate[CrimeType::homicide] * persons;
  EXPECT_NEAR(incidents[CrimeType::homicide], homicides, 5.0 * std::sqrt(homicides));
  // Without what impulses are scaled by, one in ten or more would be stopped.
  EXPECT_GT(plan.scale.spontaneous[Process::robbery],
            1.1 * plan.input.rate[CrimeType::robbery] * (1.0 - branching_ratio(plan.parameters, Process::robbery)));
  EXPECT_LE(plan.scale.prison, 1.0);
}

}  // namespace
}  // namespace salus::model
