/// Numbers as people write them: every value that may be meant is among the readings, and no other.
#include "scenarios/written_number.hpp"

#include <gtest/gtest.h>

#include <map>

namespace salus::scenarios {
namespace {

std::string readings(const std::string& text, bool money = true) {
  const auto written = read_written_number(text, money);
  std::string all;
  for (const auto& reading : written.readings) all += (all.empty() ? "" : " | ") + reading;
  return all + (written.unit.empty() ? "" : " in " + written.unit) + (written.negative ? " negative" : "");
}

TEST(WrittenNumber, IsReadInTheWaysOfManyCountries) {
  const std::map<std::string, std::string> expected{{"$50M", "50000000 in USD"},
                                                    {"50 million USD", "50000000 in USD"},
                                                    {"1.5 mn dollars", "1500000 in USD"},
                                                    {"1,5 Mio. USD", "1500000 in USD"},
                                                    {"50 MUSD", "50000000 in USD"},
                                                    {"US$ 50k", "50000 in USD"},
                                                    {"5 crore USD", "50000000 in USD"},
                                                    {"5e7 USD", "50000000 in USD"},
                                                    {"USD 50000000", "50000000 in USD"},
                                                    {"50000000,00 USD", "50000000 in USD"},
                                                    {"50.000.000 USD", "50000000 in USD"},
                                                    {"50,000,000.25", "50000000.25"},
                                                    {"50.000.000,25", "50000000.25"},
                                                    {"50 000 000 USD", "50000000 in USD"},
                                                    {"50\u00a0000\u202f000 USD", "50000000 in USD"},
                                                    {"50'000'000 USD", "50000000 in USD"},
                                                    {"50\u2019000 USD", "50000 in USD"},
                                                    {"5,00,00,000 USD", "50000000 in USD"},
                                                    {"50_000_000", "50000000"},
                                                    {"50,000 USD", "50000 | 50 in USD"},
                                                    {"1.234 USD", "1234 | 1.234 in USD"},
                                                    {"0,125", "0.125"},
                                                    {".5 USD", "0.5 in USD"},
                                                    {"-50 USD", "50 in USD negative"},
                                                    {"\u2212"
                                                     "50 USD",
                                                     "50 in USD negative"},
                                                    {"50 EUR", "50 in eur"},
                                                    {"$50 EUR", " in eur"},
                                                    {"about 50 USD", " in USD"},
                                                    {"50,0000,000 USD", " in USD"},
                                                    {"1,2.3,4 USD", " in USD"},
                                                    {"50 or 60 USD", "50 in or 60 usd"},
                                                    {"thirteen", ""},
                                                    {"", ""}};
  for (const auto& [text, meant] : expected) EXPECT_EQ(readings(text), meant) << text;
  EXPECT_EQ(readings("13 percent", false), "13 in %");
  EXPECT_EQ(readings("12 m", false), "12 in m");  // metres, no millions
  EXPECT_EQ(readings(std::string(200, '5')), "");
}

TEST(WrittenNumber, IsMovedByPlaces) {
  EXPECT_EQ(shifted("0.13", 2), "13");
  EXPECT_EQ(shifted("0.125", 2), "12.5");
  EXPECT_EQ(shifted("1", 2), "100");
  EXPECT_EQ(shifted("13", -2), "0.13");
  EXPECT_EQ(shifted("0", 2), "0");
}

}  // namespace
}  // namespace salus::scenarios
