#include "output/page/figures.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "tests/output/page/rendered.hpp"

namespace salus::tests {
namespace {

namespace page = output::page;
using page::Style;

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
constexpr double infinite = std::numeric_limits<double>::infinity();

TEST(Figures, HaveOneDecimalBelowTen) {
  EXPECT_EQ(rendered(page::amount(3.14)), "3.1");
  EXPECT_EQ(rendered(page::amount(31.4)), "31");
  EXPECT_EQ(rendered(page::amount(unknown)), "–");
  EXPECT_EQ(rendered(page::amount(infinite)), "no bound");
  EXPECT_EQ(rendered(page::amount(0.374, Style::tenths)), "37.4 %");
  EXPECT_EQ(rendered(page::amount(unknown, Style::tenths)), "–");
  EXPECT_EQ(rendered(page::amount(2345678.0, Style::dollars)), "2.3 million $");
  EXPECT_EQ(rendered(page::money(model::Cents(123456789))), "1,234,567.89");
}

TEST(Figures, IntervalsStandBelowTheirMiddle) {
  EXPECT_EQ(rendered(page::interval({{1.0}, {2.0}, {3.0}})),
            "<span class=n>2</span><br><span class=\"soft n\">1 to 3</span>");
  EXPECT_EQ(rendered(page::interval({{2.0}, {2.01}, {2.02}})), "<span class=n>2</span>");
  EXPECT_EQ(rendered(page::interval({{unknown}, {2.0}, {unknown}})),
            "<span class=n>2</span><br><span class=\"soft n\">too few draws</span>");
  EXPECT_EQ(rendered(page::interval({{1e6}, {2e6}, {3e6}}, Style::dollars)),
            "<span class=n>2.0 million $</span><br><span class=\"soft n\">1.0 to 3.0 million $</span>");
  EXPECT_EQ(output::words::english().text(page::ranged({{0.1}, {0.2}, {0.3}}, Style::tenths)),
            "20.0 % (90 %: 10.0 % to 30.0 %)");
  EXPECT_EQ(rendered(page::interval({{-40.0, 60.0}, {12.0, 4.0}, {140.0, 20.0}})),
            "<span class=n>12</span><br><span class=\"soft n\">about 0 to 140</span>");
}

TEST(Figures, ChancesAndTheirDifferences) {
  EXPECT_EQ(rendered(page::chance({0.374, 0.016})), "37 %");
  EXPECT_EQ(rendered(page::chance({0.0})), "no run");
  EXPECT_EQ(rendered(page::chance({unknown})), "–");
  EXPECT_EQ(rendered(page::points({.with = {0.375}, .without = {0.25}})), "12.5 points");
  EXPECT_EQ(rendered(page::points({.with = {0.375, 0.04}, .without = {0.25, 0.03}})), "10 points");
  EXPECT_EQ(rendered(page::points({.with = {0.28, 0.04}, .without = {0.25, 0.03}})), "about 0 points");
  EXPECT_EQ(rendered(page::points({.with = {0.0}, .without = {0.0}})), "0 points");
  EXPECT_EQ(rendered(page::chance({0.374, 0.06})), "40 %");
  EXPECT_EQ(rendered(page::points({.with = {0.25}, .without = {unknown}})), "–");
}

}  // namespace
}  // namespace salus::tests
