#include "model/programme/delivery.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <memory>

#include "tests/model/sample_world.hpp"

namespace salus::model {
namespace {

TEST(Delivery, DollarsPerCountryAddUpToTheDirectMoney) {
  const auto plan = tests::sample_plan();
  const ScenarioDelivery delivery(plan.scenarios[1], plan.evidence, plan.countries);
  double delivered = 0.0, direct = 0.0;
  auto out = std::make_unique<DeliveryParameters>();
  for (std::size_t c = 0; c < plan.countries.size(); ++c) {
    delivery.fill_country(c, *out);
    for (int r = 0; r < out->rows; ++r)
      for (int y = 0; y < kernel_budget_years; ++y) delivered += out->usd[r][y];
    for (int y = 0; y < kernel_budget_years; ++y) delivered += out->global_usd[y];
  }
  for (const auto& account : delivery.money())
    for (const Cents c : account.direct) direct += c.dollars();
  EXPECT_NEAR(delivered, direct, 1e-6);
}

TEST(Delivery, TheGlobalStockIsBuiltAndWears) {
  auto plan = tests::sample_plan();
  plan.scenarios[1].budget.lines.resize(1);  // knowledge only, half-life 36 months, one million a year
  const ScenarioDelivery delivery(plan.scenarios[1], plan.evidence, plan.countries);
  auto out = std::make_unique<DeliveryParameters>();
  delivery.fill_country(0, *out);
  const double monthly = std::floor(100000000 * 10000.0 / 11300.0) / 100.0 / 12.0, keep = std::pow(0.5, 1.0 / 36.0);
  EXPECT_NEAR(out->global_stock[0], monthly, 1e-6);
  EXPECT_NEAR(out->global_stock[119], monthly * (1.0 - std::pow(keep, 120)) / (1.0 - keep), 1e-3);
  EXPECT_NEAR(out->global_stock[131] / out->global_stock[119], std::pow(0.5, 12.0 / 36.0), 1e-12);
  EXPECT_EQ(out->rows, 2);  // countries may adopt anything in the catalogue
}

TEST(Delivery, HighIncomeCountriesReceiveNoGlobalAdoption) {
  const auto plan = tests::sample_plan();
  const ScenarioDelivery delivery(plan.scenarios[1], plan.evidence, plan.countries);
  auto out = std::make_unique<DeliveryParameters>();
  delivery.fill_country(2, *out);
  for (const double usd : out->global_usd) EXPECT_EQ(usd, 0.0);
}

TEST(Delivery, RefusesWhatItDoesNotKnow) {
  auto plan = tests::sample_plan();
  auto scenario = plan.scenarios[1];
  scenario.budget.lines[2].item = "I99";
  EXPECT_THROW(ScenarioDelivery(scenario, plan.evidence, plan.countries), std::invalid_argument);
  scenario = plan.scenarios[1];
  scenario.budget.lines[3].places = {"ZZZ"};
  EXPECT_THROW(ScenarioDelivery(scenario, plan.evidence, plan.countries), std::invalid_argument);
  scenario = plan.scenarios[1];
  scenario.budget.lines[0].item = "magic";
  EXPECT_THROW(ScenarioDelivery(scenario, plan.evidence, plan.countries), std::invalid_argument);
}

TEST(Delivery, AddingAnInterventionToTheCatalogueMovesNoOtherDraw) {
  auto plan = tests::sample_plan();
  const auto before = draw_interventions(plan.evidence, {1, 2});
  plan.evidence.interventions.insert(plan.evidence.interventions.begin(), tests::sample_intervention("I00", -0.1, 0.2));
  const auto after = draw_interventions(plan.evidence, {1, 2});
  for (std::size_t i = 0; i < before.size(); ++i) {
    EXPECT_EQ(before[i].unit_cost, after[i + 1].unit_cost);
    EXPECT_EQ(before[i].reduction, after[i + 1].reduction);
  }
}

}  // namespace
}  // namespace salus::model
