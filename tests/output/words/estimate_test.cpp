#include "output/words/estimate.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "model/core/statistics.hpp"
#include "model/random/sampler.hpp"
#include "output/monte_carlo.hpp"
#include "output/words/words.hpp"

namespace salus::output {
namespace {

TEST(Estimates, KeepTheDigitsThatTheirErrorSupports) {
  const auto rounded = [](double value, double error) { return Estimate{value, error}.rounded(); };
  EXPECT_EQ(rounded(9622.0, 290.0), 9600.0);
  EXPECT_EQ(rounded(9622.0, 590.0), 10000.0);
  EXPECT_EQ(rounded(54212.0, 3500.0), 54000.0);
  EXPECT_EQ(rounded(-2342.0, 310.0), -2300.0);
  EXPECT_EQ(rounded(4.8, 0.3), 4.8);
  EXPECT_EQ(rounded(4.83, 0.9), 5.0);
  EXPECT_EQ(rounded(6.4, 5.5), 10.0);
  EXPECT_EQ(rounded(-40.0, 60.0), 0.0);  // not even its sign is told
  EXPECT_EQ(rounded(0.034, 0.2), 0.0);
  EXPECT_FALSE(std::signbit(rounded(-0.0, 60.0)));
  EXPECT_FALSE(std::signbit(rounded(-40.0, 60.0)));
  EXPECT_EQ(rounded(4.83, 0.0), 4.83);           // known exactly
  EXPECT_EQ(rounded(4.83, std::nan("")), 4.83);  // nothing is known of it
  EXPECT_TRUE(std::isinf(rounded(HUGE_VAL, 1.0)));
  EXPECT_TRUE((Estimate{-40.0, 60.0}.about_nothing()));
  EXPECT_FALSE((Estimate{0.0, 60.0}.about_nothing()));  // nothing
  EXPECT_FALSE((Estimate{-61.0, 60.0}.about_nothing()));
}

/// One error above 0 is never rounded to 0, and what is rounded to 0 is within one error of it: no third case.
TEST(Estimates, AreNothingOnlyWithinTheirError) {
  for (int i = 1; i < 4000; ++i) {
    const Estimate one{1.0, i / 1000.0};
    ASSERT_EQ(one.rounded() == 0.0, one.about_nothing()) << i;
  }
}

TEST(Estimates, AreSaidWithNoMoreDigitsThanTheirError) {
  using words::Style;
  const auto said = [](double value, double error, Style style) {
    return words::english().text(words::Figure{Estimate{value, error}, style});
  };
  EXPECT_EQ(said(34.6, 5.0, Style::two_decimals), "30");
  EXPECT_EQ(said(34.6, 1.6, Style::two_decimals), "35");
  EXPECT_EQ(said(34.64, 0.07, Style::two_decimals), "34.6");
  EXPECT_EQ(said(34.64, 0.0, Style::two_decimals), "34.64");
  EXPECT_EQ(said(0.531, 0.016, Style::tenths), "53 %");
  EXPECT_EQ(said(0.531, 0.06, Style::tenths), "50 %");
  EXPECT_EQ(said(0.5312, 0.0016, Style::tenths), "53.1 %");
  EXPECT_EQ(said(2.8, 0.4, Style::ratio), "2.8");
  EXPECT_EQ(said(-3.2, 0.8, Style::ratio), "-3");
  EXPECT_EQ(said(25.0, 7.0, Style::ratio), "30");
  EXPECT_EQ(said(2.3e6, 6e5, Style::count), "2 million");
  EXPECT_EQ(said(2.3e6, 6e4, Style::count), "2.3 million");
  EXPECT_EQ(said(0.95, 0.3, Style::two_digits), "1.0");
  EXPECT_EQ(said(7.2, 0.7, Style::mean), "7");
  EXPECT_EQ(said(7.2, 0.2, Style::amount), "7.2");
  for (const Style style : {Style::count, Style::amount, Style::tenths, Style::ratio, Style::dollars, Style::percent})
    EXPECT_EQ(said(-0.4, 0.6, style), "about 0");
  EXPECT_EQ(words::english().text(words::Range{Estimate{-40.0, 60.0}, Estimate{8000.0, 900.0}, Style::dollars}),
            "about 0 to 8,000 $");
}

/// 'About 0 dollars' would be for nothing, 'about 0 times as much' nothing to do.
TEST(Estimates, OfCostsAndMultiplesAreNeverAboutNothing) {
  using words::Style;
  const Estimate told{5000.0, 4900.0, true};
  const Estimate not_told{5000.0, 5100.0, true};
  EXPECT_FALSE(told.not_told());
  EXPECT_TRUE(not_told.not_told());
  EXPECT_FALSE((Estimate{0.0, 5100.0, true}.not_told()));  // nothing
  EXPECT_FALSE((Estimate{5000.0, 5100.0}.not_told()));     // a difference may be about nothing
  EXPECT_TRUE((inverse({0.2, 0.3}) * 100.0).not_told());
  for (const Style style : {Style::count, Style::amount, Style::mean, Style::ratio, Style::two_digits, Style::dollars})
    EXPECT_EQ(words::english().text(words::Figure{not_told, style}), "not told");
  const IntervalEstimate all = IntervalEstimate{{3.0, 4.0}, {50.0, 10.0}, {90.0, 20.0}}.above_nothing().in_order();
  EXPECT_EQ(words::english().text(words::Range{all.low, all.high, Style::count}), "not told to 90");
}

TEST(Estimates, ThatAreExactlyNothingHaveNoDecimals) {
  using words::Style;
  const auto said = [](Style style) { return words::english().text(words::Figure{Estimate{}, style}); };
  for (const Style style : {Style::one_decimal, Style::two_decimals, Style::three_decimals, Style::count, Style::amount,
                            Style::mean, Style::ratio, Style::two_digits, Style::standard})
    EXPECT_EQ(said(style), "0");
  EXPECT_EQ(said(Style::tenths), "0 %");
  EXPECT_EQ(said(Style::dollars), "0 $");
  const IntervalEstimate all = IntervalEstimate{{-0.2, 0.3}, {0.0}, {0.3, 0.4}}.in_order();
  EXPECT_EQ(words::english().text(words::Range{all.low, all.high, Style::ratio}), "0 to 0");
  EXPECT_EQ((IntervalEstimate{{-9.0, 0.3}, {0.0}, {0.3, 0.4}}.rounded()), (Interval{-9.0, 0.0, 0.0}));
}

TEST(Estimates, ErrorsAndSmallMeansAreNotSaidToBeNothing) {
  using words::Style;
  const auto said = [](double value, Style style) { return words::english().text(words::Figure{value, style}); };
  EXPECT_EQ(said(0.25, Style::two_digits), "0.25");
  EXPECT_EQ(said(0.00031, Style::two_digits), "0.00031");
  EXPECT_EQ(said(0.04, Style::mean), "below 0.1");
  EXPECT_EQ(said(0.06, Style::mean), "0.1");
  EXPECT_EQ(words::english().text(words::Figure{Estimate{0.03, 0.05}, Style::mean}), "below 0.1");
}

TEST(Estimates, OfIntervalsKeepTheirOrder) {
  const auto rounded = [](const Estimate& low, const Estimate& middle, const Estimate& high) {
    return IntervalEstimate{low, middle, high}.rounded();
  };
  EXPECT_EQ(rounded({96, 60}, {97, 1}, {140, 60}), (Interval{96, 97, 100}));
  EXPECT_EQ(rounded({-40, 60}, {12, 4}, {140, 20}), (Interval{0, 12, 140}));
  EXPECT_EQ(rounded({1, 1}, {97, 1}, {104, 60}), (Interval{0, 97, 100}));
  EXPECT_EQ(rounded({1, 0.5}, {148, 1}, {149, 60}), (Interval{1, 148, 149}));  // not 100
  EXPECT_EQ(rounded({940, 1}, {960, 60}, {970, 1}), (Interval{940, 1000, 1000}));
  EXPECT_EQ(rounded({2, 1}, {12, 20}, {140, 20}),
            (Interval{0, 0, 140}));  // the middle is about nothing, and so the low end
  const Interval free = rounded({1, 0.5}, {97, 1}, {HUGE_VAL, unknown});
  EXPECT_TRUE(std::isinf(free.high));
  // 2,000 of 30 draws with heavy tails, which errors of all sizes have.
  for (std::uint32_t seed = 0; seed < 2000; ++seed) {
    std::vector<double> draws;
    for (std::uint32_t d = 0; d < 30; ++d) {
      const double z = model::standard_normal({seed, d}, {3, 0, 0, 0});
      draws.push_back(std::round(100.0 * (z < 0.0 ? z : std::exp(2.0 * z) - 1.0)));
    }
    const Interval exact = interval_of(draws);
    const Interval said = interval_estimate(draws).rounded();
    ASSERT_LE(said.low, said.middle) << seed;
    ASSERT_LE(said.middle, said.high) << seed;
    ASSERT_GE(said.low * exact.low, 0.0) << seed;  // never of the other sign
    ASSERT_FALSE(said.low == 0.0 && std::signbit(said.low)) << seed;
  }
}

TEST(Estimates, OfSharesHaveTheErrorOfIndependentDraws) {
  EXPECT_DOUBLE_EQ(share_of_draws(0.2, 100.0).error, 0.04);
  EXPECT_EQ(share_of_draws(1.0, 100.0).error, 0.0);
  const Estimate more = difference_of_shares({0.5, 0.03}, {0.2, 0.04});
  EXPECT_DOUBLE_EQ(more.value, 0.3);
  EXPECT_DOUBLE_EQ(more.error, 0.05);
  EXPECT_DOUBLE_EQ(inverse({4.0, 0.8}).error, 0.05);
  EXPECT_EQ((Estimate{-923.0, 340.0} * -1.0).rounded(), 900.0);  // harm said without its sign
}

}  // namespace
}  // namespace salus::output
