/// Relations that must hold between runs whatever the numbers are; each names the defect that it would catch.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/model/run/run_sample.hpp"

namespace salus::model {
namespace {

using namespace tests;

TEST(Relations, ZeroMoneyIsTheBaselineBitForBit) {  // a programme that acts without money
  auto plan = sample_plan(16);
  auto& lines = plan.scenarios[1].budget.lines;
  for (auto& line : lines) line.gross.fill(Cents(0));
  const auto r = run_sample(plan);
  for (std::size_t l = 0; l < r.locations.size(); ++l) EXPECT_TRUE(same_bits(all_of(r, l, 0), all_of(r, l, 1)));
  for (const double averted : r.aggregate_averted.cells()) EXPECT_EQ(averted, 0.0);
}

TEST(Relations, ALineSplitInTwoEqualsTheWhole) {  // rounding or saturation before the cents are summed
  auto plan = sample_plan(16);
  const auto whole = run_sample(plan);
  auto& lines = plan.scenarios[1].budget.lines;
  auto half = lines[2];
  for (auto& cents : half.gross) cents = Cents(cents.value() / 2);
  lines[2] = half;
  lines.push_back(half);
  const auto halves = run_sample(plan);
  EXPECT_TRUE(same_bits(whole.quantiles, halves.quantiles));
  EXPECT_TRUE(same_bits(whole.aggregate_averted, halves.aggregate_averted));
}

TEST(Relations, AtItsSpikeTheGlobalHalfDoesNothing) {  // an effect of the global half beside the joint factor
  auto plan = sample_plan(16);
  plan.scenarios[1].overrides = {{Parameter::joint_effect, 0.0}};
  auto& lines = plan.scenarios[1].budget.lines;
  lines.erase(lines.begin(), lines.begin() + 2);
  for (const auto function : function_names)
    lines.insert(lines.begin(), sample_line(Half::global_functions, std::string(function), {}, 100000000));
  auto local = plan.scenarios[1];
  local.id = "local";
  local.budget.lines.erase(local.budget.lines.begin(), local.budget.lines.begin() + function_count);
  plan.scenarios.push_back(local);
  const auto r = run_sample(plan);
  for (std::size_t l = 0; l < r.locations.size(); ++l) EXPECT_TRUE(same_bits(all_of(r, l, 1), all_of(r, l, 2)));
  for (const auto& indicator : indicators()) {
    if (indicator.name.rfind("cities_", 0) != 0 && indicator.name != "people_reached") continue;
    EXPECT_EQ(by_draw(r, indicator.id, 1), by_draw(r, indicator.id, 2)) << indicator.name;
  }
}

TEST(Relations, OrderOfScenariosAndLinesChangesNothing) {  // draws keyed by position
  auto plan = sample_plan(16);
  auto third = plan.scenarios[1];
  third.id = "third";
  third.budget.lines.pop_back();
  plan.scenarios.push_back(third);
  const auto a = run_sample(plan);
  std::swap(plan.scenarios[1], plan.scenarios[2]);
  std::reverse(plan.scenarios[2].budget.lines.begin(), plan.scenarios[2].budget.lines.end());
  std::reverse(plan.evidence.interventions.begin(), plan.evidence.interventions.end());
  const auto b = run_sample(plan);
  for (std::size_t l = 0; l < a.locations.size(); ++l) EXPECT_TRUE(same_bits(all_of(a, l, 1), all_of(b, l, 2)));
}

TEST(Relations,
     OrderOfCountriesChangesNoCountry) {  // draws keyed by position, state carried from one country to the next
  auto plan = sample_plan(16);
  const auto a = run_sample(plan);
  std::swap(plan.countries[0], plan.countries[1]);
  const auto b = run_sample(plan);
  EXPECT_TRUE(same_bits(all_of(a, 0, 1), all_of(b, 1, 1)));
  EXPECT_TRUE(same_bits(all_of(a, 1, 0), all_of(b, 0, 0)));
}

TEST(Relations, AnotherScenarioInTheRunChangesNoOther) {  // noise that a scenario consumes
  auto plan = sample_plan(16);
  const auto two = run_sample(plan);
  auto third = plan.scenarios[1];
  third.id = "third";
  plan.scenarios.insert(plan.scenarios.begin() + 1, third);
  const auto three = run_sample(plan);
  EXPECT_TRUE(same_bits(all_of(two, 0, 1), all_of(three, 0, 2)));
}

TEST(Relations, MoneyAfterTheHorizonsBudgetOrInAnotherCountryHasNoEffectHere) {  // leakage between countries
  auto plan = sample_plan(16);
  plan.scenarios[1].budget.lines = {sample_line(Half::local_delivery, "I09", {"BBB"}, 150000000)};
  const auto r = run_sample(plan);
  for (const std::size_t other : {0u, 2u}) EXPECT_TRUE(same_bits(all_of(r, other, 0), all_of(r, other, 1)));
  EXPECT_GT(quantile_of(r, 1, Target::violent_averted, 1, 5), 0.0);
}

TEST(Relations, MoreMoneyOfAHelpfulRowNeverAvertsLess) {  // saturation that turns down
  auto plan = sample_plan(32);
  for (auto& row : plan.evidence.interventions)
    for (auto& cell : row.effect) cell.cell_sd = 0.0;
  plan.scenarios.resize(1);
  for (const std::int64_t cents : {10000000, 100000000, 1000000000})
    plan.scenarios.push_back(
        sample_scenario("m" + std::to_string(cents), {sample_line(Half::local_delivery, "I09", {"BBB"}, cents)}));
  const auto r = run_sample(plan);
  const std::size_t D = 32;
  for (std::size_t s = 1; s < 3; ++s)
    for (std::size_t y = 0; y < 11; ++y)
      for (std::size_t d = 0; d < D; ++d) {
        const auto averted = [&](std::size_t scenario) {
          return averted_in_all(r, CrimeType::homicide, scenario, y, d);
        };
        EXPECT_LE(averted(s), averted(s + 1));
      }
}

TEST(Relations, LoadingsKeepJailFromCuttingPartnerViolence) {  // partner violence on the gang stock
  auto plan = sample_plan(16);
  auto harsh = plan.scenarios[0];
  harsh.id = "harsh";
  harsh.overrides = {{Parameter::prison_stay, 180.0}};
  plan.scenarios[1] = harsh;
  const auto with = run_sample(plan);
  // Longer stays change the active stock's dynamics; partner violence moves only through exposure, a hundred times
  // less.
  const double street = std::abs(quantile_of(with, 1, averted_of(CrimeType::robbery), 1, 10) /
                                 quantile_of(with, 1, incidents_of(CrimeType::robbery), 0, 10));
  const double home = std::abs(quantile_of(with, 1, averted_of(CrimeType::partner_violence), 1, 10) /
                               quantile_of(with, 1, incidents_of(CrimeType::partner_violence), 0, 10));
  EXPECT_LT(home, 0.2 * street + 1e-6);
}

TEST(Relations, LoopsOffTakeTheirFeedbackAway) {  // a loop that stays on
  auto plan = sample_plan(16);
  plan.without.fill(true);
  const auto r = run_sample(plan);
  EXPECT_EQ(r.identity.without.size(), 4u);
  // Without the trust and sanction loops trust and capacity stay where they start in every draw.
  for (const Target state : {Target::trust, Target::capacity})
    EXPECT_NEAR(quantile_of(r, 1, state, 0, 0), quantile_of(r, 1, state, 0, 10), 1e-6);
}

}  // namespace
}  // namespace salus::model
