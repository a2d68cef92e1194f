#include "model/core/number.hpp"

#include <gtest/gtest.h>

#include "model/random/philox.hpp"

namespace salus::model {
namespace {

TEST(Number, ReadsWholeFieldsOnly) {
  EXPECT_EQ(parse_number("0.25"), 0.25);
  EXPECT_EQ(parse_number("-3"), -3.0);
  EXPECT_EQ(parse_number("2.5e-3"), 0.0025);
  for (const char* bad : {"", " 1", "1 ", "1,5", "1,234.5", "nan", "inf", "-inf", "0x10", "+1", ".5", "5.", "1e",
                          "1e999", "--1", "01", "1_000", "1.2.3"})
    EXPECT_FALSE(parse_number(bad)) << bad;
}

TEST(Number, IntegersRefuseOverflowAndLeadingZeros) {
  EXPECT_EQ(parse_integer("0"), 0);
  EXPECT_EQ(parse_integer("9223372036854775807"), INT64_MAX);
  EXPECT_EQ(parse_integer("-9223372036854775808"), INT64_MIN);
  for (const char* bad : {"9223372036854775808", "-9223372036854775809", "010", "-0", "1.0", "", "-", "1e3"})
    EXPECT_FALSE(parse_integer(bad)) << bad;
}

TEST(Number, FormattedNumbersReadBackExactly) {
  for (std::uint32_t i = 0; i < 10000; ++i) {
    const auto u = uniform_pair({1, 2}, {i, 0, 0, 0});
    const double x = (u[0] - 0.5) * (u[1] < 0.5 ? 1e-9 : 1e12);
    EXPECT_EQ(parse_number(format_number(x)), x);
  }
}

TEST(Number, GroupsThousands) {
  EXPECT_EQ(format_fixed(1234567.891, 2, true), "1,234,567.89");
  EXPECT_EQ(format_fixed(-123456.0, 0, true), "-123,456");
  EXPECT_EQ(format_fixed(999.0, 0, true), "999");
}

TEST(Numbers, AreRoundedToSignificantDigits) {
  EXPECT_EQ(rounded_to_digits(0.0123456, 3), 0.0123);
  EXPECT_EQ(rounded_to_digits(-98765.0, 2), -99000.0);
  EXPECT_EQ(rounded_to_digits(0.9996, 3), 1.0);
  EXPECT_EQ(rounded_to_digits(0.0, 3), 0.0);
}

}  // namespace
}  // namespace salus::model
