#include "model/programme/ledger.hpp"

#include <gtest/gtest.h>

#include <random>

namespace salus::model {
namespace {

TEST(Ledger, EveryCentIsMissingSupportPaidOrLapsed) {
  std::mt19937_64 random(5);
  for (int world = 0; world < 10000; ++world) {
    Ledger ledger(static_cast<std::int64_t>(random() % 3000));
    Cents planned;
    Cents purse;
    for (int year = 0; year < 10; ++year) {
      const Cents gross(static_cast<std::int64_t>(random() % 500000000));
      planned += gross;
      purse += ledger.receive(gross, static_cast<double>(random() % 1001) / 1000.0);
      const Cents part = ledger.pay_equal(purse, static_cast<std::int64_t>(random() % 120));
      EXPECT_GE(part.value(), 0);
    }
    ledger.lapse(purse);
    const MoneyFlow flow = ledger.close();
    ASSERT_EQ(flow.planned, planned);
    ASSERT_EQ(flow.missing + flow.support + flow.paid + flow.lapsed, planned);
  }
}

TEST(Ledger, FullFundingLeavesNothingMissingAndOddCentsWait) {
  Ledger ledger(1300);
  Cents purse = ledger.receive(Cents(11300), 1.0);  // 100.00 direct, 13.00 support
  EXPECT_EQ(purse, Cents(10000));
  EXPECT_EQ(ledger.pay_equal(purse, 3), Cents(3333));
  EXPECT_EQ(purse, Cents(1));
  EXPECT_EQ(ledger.pay_equal(purse, 0), Cents());  // nobody takes part: it waits
  ledger.lapse(purse);
  const MoneyFlow flow = ledger.close();
  EXPECT_EQ(flow.missing, Cents());
  EXPECT_EQ(flow.support, Cents(1300));
  EXPECT_EQ(flow.paid, Cents(9999));
  EXPECT_EQ(flow.lapsed, Cents(1));
}

TEST(Ledger, MoneyForNobodyGoesBackWithItsSupportCost) {
  Ledger ledger(1300);
  const Cents purse = ledger.receive(Cents(11300), 1.0);
  ledger.lapse(purse);
  const MoneyFlow flow = ledger.close();
  EXPECT_EQ(flow.lapsed, Cents(11300));
  EXPECT_EQ(flow.support, Cents());
}

TEST(Ledger, APlantedLeakOfOneCentIsCaught) {
  Ledger ledger(1300);
  Cents purse = ledger.receive(Cents(123456), 0.7);
  purse -= Cents(1);  // neither paid nor left to lapse
  ledger.pay(purse);
  try {
    ledger.close();
    FAIL() << "a cent was lost and nobody noticed";
  } catch (const InvariantError& e) {
    EXPECT_NE(std::string(e.what()).find("not conserved"), std::string::npos) << e.what();
  }
}

}  // namespace
}  // namespace salus::model
