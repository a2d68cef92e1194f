#include "model/programme/ledger.hpp"

#include <gtest/gtest.h>

#include "tests/model/sample_world.hpp"

namespace salus::model {
namespace {

TEST(Ledger, PaysEveryCentOfEveryYear) {
  const auto plan = tests::sample_plan();
  const auto money = accounts_of(plan.scenarios[1].budget);
  Ledger ledger(money);
  for (std::size_t m = 0; m < 120; ++m) ledger.pay_month(m);
  EXPECT_EQ(ledger.total(), plan.scenarios[1].budget.total());
  for (std::size_t a = 0; a < money.size(); ++a)
    for (std::size_t y = 0; y < budget_years; ++y) EXPECT_EQ(ledger.direct_paid(a, y), money[a].direct[y]);
}

TEST(Ledger, APlantedLeakOfOneCentIsCaughtInItsMonth) {
  const auto money = accounts_of(tests::sample_plan().scenarios[1].budget);
  Ledger ledger(money);
  for (std::size_t m = 0; m < 7; ++m) ledger.pay_month(m);
  ledger.plant_leak();
  try {
    ledger.pay_month(7);
    FAIL() << "a cent was lost and nobody noticed";
  } catch (const InvariantError& e) {
    EXPECT_NE(std::string(e.what()).find("budget month 8"), std::string::npos) << e.what();
  }
}

}  // namespace
}  // namespace salus::model
