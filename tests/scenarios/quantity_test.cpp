/// Numbers with units: a value, or a refusal that says what to write.
#include "scenarios/quantity.hpp"

#include <gtest/gtest.h>

#include <map>

#include "model/core/grid.hpp"

namespace salus::scenarios {
namespace {

using model::Unit;

TEST(Quantity, NumberBlankUnit) {
  EXPECT_EQ(read_quantity("12.5 months", Unit::month).value, 12.5);
  EXPECT_EQ(read_quantity("1e-3 ratio", Unit::one).value, 1e-3);
  EXPECT_EQ(read_quantity("13 %", Unit::one).value, 0.13);
  EXPECT_EQ(read_quantity("0.1 per year", Unit::per_year).value, 0.1);
}

TEST(Quantity, UnitsAreWrittenAsPeopleWriteThem) {
  std::map<Unit, std::string> otherwise;  // than in the program's own tables and files
  for (const auto unit : model::every<Unit>)
    if (written_unit(unit) != model::unit_symbols[unit]) otherwise[unit] = written_unit(unit);
  const std::map<Unit, std::string> expected{{Unit::one, "ratio"},
                                             {Unit::month, "months"},
                                             {Unit::per_year, "per year"},
                                             {Unit::draw, "draws"},
                                             {Unit::person_month, "person-months"}};
  EXPECT_EQ(otherwise, expected);
}

TEST(Quantity, WhatIsWrittenInAUnitIsReadInNoOther) {
  for (const auto unit : model::every<Unit>)
    for (const auto other : model::every<Unit>)
      EXPECT_EQ(read_quantity("2 " + written_unit(unit), other).value.has_value(), unit == other)
          << written_unit(unit) << " as " << written_unit(other);
}

TEST(Quantity, RefusalsRepeatTheReadersNumber) {
  EXPECT_EQ(read_quantity("12", Unit::month).refusal.what, "the unit is missing");
  EXPECT_EQ(read_quantity("12", Unit::month).refusal.fix, "write 12 months if that is what is meant");
  EXPECT_EQ(read_quantity("12 days", Unit::month).refusal.what, "the unit is 'days'");
  EXPECT_EQ(read_quantity("12months", Unit::month).refusal.what, "the unit stands without a blank");
  EXPECT_EQ(read_quantity("1,200 months", Unit::month).refusal.what, "the number has a separator");
  EXPECT_NE(read_quantity("1,200 months", Unit::month).refusal.fix.find("1200 months"), std::string::npos);
  EXPECT_FALSE(read_quantity("many months", Unit::month).value);
  EXPECT_EQ(read_quantity("many draws", Unit::draw).refusal.expected,
            "a number, a blank and the unit, for instance 8 draws");
}

TEST(Money, IsInCentsAndNeverRounded) {
  EXPECT_EQ(read_money("25000000.00 USD").value, model::Cents(2500000000));
  EXPECT_EQ(read_money("0.1 USD").value, model::Cents(10));
  for (const char* wrong : {"1.001 USD", "-1 USD", "1 EUR", "1 million USD", "1e99 USD", "$1", "1,000 USD", ""})
    EXPECT_FALSE(read_money(wrong).value) << wrong;
}

/// Whatever way an amount is written, the remedy names it; and where it names another, it says that this is a choice.
TEST(Money, RemediesNameTheAmountThatIsMeant) {
  const std::map<std::string, std::string> expected{
      {"$50M", "write 50000000 USD if that is what is meant"},
      {"$50,000,000", "write 50000000 USD if that is what is meant"},
      {"50 million USD", "write 50000000 USD if that is what is meant"},
      {"50000000", "write 50000000 USD if that is what is meant"},
      {"50000000USD", "write 50000000 USD if that is what is meant"},
      {"50000000,00 USD", "write 50000000 USD if that is what is meant"},
      {"50.000.000 USD", "write 50000000 USD if that is what is meant"},
      {"50 000 000 USD", "write 50000000 USD if that is what is meant"},
      {"USD 50000000", "write 50000000 USD if that is what is meant"},
      {"5e7 USD", "write 50000000 USD if that is what is meant"},
      {"1.001 USD", "write 1001 USD if that is what is meant; else round it to cents"},
      {"1.2345 USD", "round it to cents"},
      {"50.000 USD",
       "write 50000 USD, or 50 USD, whichever is meant: what parts the digits may group thousands or be a decimal "
       "point"},
      {"50,000 USD",
       "write 50000 USD, or 50 USD, whichever is meant: what parts the digits may group thousands or be a decimal "
       "point"},
      {"999999999999999999999 USD", "check the digits"},
      {"$999999999999999999999", "check the digits"},
      {"50 EUR", "convert the amount to dollars, and write the unit as USD"},
      {"much", "write all digits, a blank and the unit, for instance 25000000 USD"}};
  for (const auto& [text, fix] : expected) {
    const auto reading = read_money(text);
    EXPECT_FALSE(reading.value) << text;
    EXPECT_EQ(reading.refusal.fix, fix) << text;
  }
  EXPECT_EQ(read_money("999999999999999999999 USD").refusal.what, "the amount is above 10^12 USD");
}

/// The remedies are themselves accepted.
TEST(Money, RemediesAreGood) {
  for (const char* text : {"$50M", "50000000,25 USD", "1,234 USD", "50'000 USD", "1.5k USD", "2 bn"}) {
    std::string fix = read_money(text).refusal.fix;
    const auto begin = fix.find("write ") + 6;
    const auto amount = fix.substr(begin, fix.find(" USD") + 4 - begin);
    EXPECT_TRUE(read_money(amount).value) << text << " gives " << amount;
  }
}

TEST(Percent, RemediesNameTheShareThatIsMeant) {
  const std::map<std::string, std::string> expected{{"0.13", "write 13 %, or 0.13 %, whichever is meant"},
                                                    {"0.13 ratio", "write 13 % if that is what is meant"},
                                                    {"13", "write 13 % if that is what is meant"},
                                                    {"13%", "write 13 % if that is what is meant"},
                                                    {"13 percent", "write 13 % if that is what is meant"},
                                                    {"13,5 %", "write 13.5 % if that is what is meant"},
                                                    {"13 USD", "write a number, a blank and %, for instance 13 %"}};
  for (const auto& [text, fix] : expected) {
    EXPECT_FALSE(read_percent(text).value) << text;
    EXPECT_EQ(read_percent(text).refusal.fix, fix) << text;
  }
  EXPECT_EQ(read_quantity("0.5", Unit::one).refusal.fix, "write 50 %, or 0.5 %, whichever is meant");
  EXPECT_EQ(read_quantity("50", Unit::one).refusal.fix, "write 50 %, or 50 ratio, whichever is meant");
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
