/// A hundred bans in a city of 300,000 over twelve months: nothing changes outside what the banned can reach, and that
/// is little.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>

#include "tests/model/city/component.hpp"
#include "tests/model/city/sample_city.hpp"

namespace salus::model {
namespace {

TEST(Ban, ReachesFewInACityOf300000) {
  CityPlan plan = tests::sample_plan(300000, 12);
  const auto executor = make_thread_executor(2);
  tests::EventLog with;
  CityRun city(plan, *executor);
  const auto people = city.state().people;
  for (int m = 0; m < 12; ++m) city.step(&with);
  std::vector<std::size_t> sizes;
  Slot slot;
  for (int i = 0; i < 100; ++i) {
    // Persons at even distances over the city; every fifth an offender of the run, whose ban matters most.
    do slot = Slot((slot + 4079u) % people.size());
    while (!people.here(slot));
    plan.banned = i % 5 == 0 ? with.log[static_cast<std::size_t>(i) * with.log.size() / 100].offender : slot;
    tests::EventLog without;
    CityRun again(plan, *executor);
    for (int m = 0; m < 12; ++m) again.step(&without);
    const auto reached = tests::component(with.log, without.log, plan.banned);
    sizes.push_back(reached.size());
    ASSERT_EQ(tests::outside(with.log, reached), tests::outside(without.log, reached)) << plan.banned;
  }
  std::sort(sizes.begin(), sizes.end());
  std::printf("  component of a ban: median %zu, nine of ten at most %zu, largest %zu of 300,000 persons\n", sizes[50],
              sizes[90], sizes[99]);
  EXPECT_LE(sizes[50], 3000u);
}

}  // namespace
}  // namespace salus::model
