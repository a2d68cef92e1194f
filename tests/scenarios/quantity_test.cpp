/// Numbers with units: a value, or a refusal that says what to write.
#include "scenarios/quantity.hpp"

#include <gtest/gtest.h>

namespace salus::scenarios {
namespace {

TEST(Quantity, NumberBlankUnit) {
  EXPECT_EQ(read_quantity("12.5 months", "months").value, 12.5);
  EXPECT_EQ(read_quantity("1e-3 ratio", "ratio").value, 1e-3);
  EXPECT_EQ(read_quantity("13 %", "ratio").value, 0.13);
  EXPECT_EQ(written_unit("1"), "ratio");
  EXPECT_EQ(written_unit("year-1"), "per year");
  EXPECT_EQ(written_unit("USD"), "USD");
}

TEST(Quantity, RefusalsRepeatTheReadersNumber) {
  EXPECT_EQ(read_quantity("12", "months").refusal.what, "the unit is missing");
  EXPECT_EQ(read_quantity("12", "months").refusal.fix, "write 12 months if that is what is meant");
  EXPECT_EQ(read_quantity("12 days", "months").refusal.what, "the unit is 'days'");
  EXPECT_EQ(read_quantity("12months", "months").refusal.what, "the unit stands without a blank");
  EXPECT_EQ(read_quantity("1,200 months", "months").refusal.what, "the number has a separator");
  EXPECT_NE(read_quantity("1,200 months", "months").refusal.fix.find("1200 months"), std::string::npos);
  EXPECT_FALSE(read_quantity("many months", "months").value);
}

TEST(Money, IsInCentsAndNeverRounded) {
  EXPECT_EQ(read_money("25000000.00 USD").value, model::Cents(2500000000));
  EXPECT_EQ(read_money("0.1 USD").value, model::Cents(10));
  for (const char* wrong : {"1.001 USD", "-1 USD", "1 EUR", "1 million USD", "1e99 USD", "$1", "1,000 USD", ""})
    EXPECT_FALSE(read_money(wrong).value) << wrong;
}

TEST(Percent, IsInBasisPoints) {
  EXPECT_EQ(read_percent("13 %").value, 1300);
  EXPECT_EQ(read_percent("0.29 %").value, 29);
  EXPECT_EQ(read_percent("100 %").value, 10000);
  for (const char* wrong : {"100.01 %", "-1 %", "0.125 %", "13", "13 percent"})
    EXPECT_FALSE(read_percent(wrong).value) << wrong;
  EXPECT_EQ(percent_text(1300), "13");
  EXPECT_EQ(percent_text(29), "0.29");
}

}  // namespace
}  // namespace salus::scenarios
