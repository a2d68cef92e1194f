/// Concentration by hand, against exact expectations of its null, and what the null is for.
#include "calibration/patterns/concentration.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "model/random/philox.hpp"
#include "tests/calibration/patterns/scattered.hpp"

namespace salus::calibration {
namespace {

TEST(Concentration, IsWhatAHandCalculationGives) {
  // 20 crimes on 10 cells: 10, 5, 2, 2, 1, 0 ...
  const Concentration c = concentration({0, 2, 0, 10, 1, 0, 5, 0, 2, 0});
  EXPECT_DOUBLE_EQ(c.half_of_crime_cells, 0.1);
  EXPECT_DOUBLE_EQ(c.quarter_of_crime_cells, 0.05);  // half of the hottest cell
  EXPECT_DOUBLE_EQ(c.cells_with_crime, 0.5);
  EXPECT_DOUBLE_EQ(c.crime_on_top_1, 0.05);  // a tenth of the hottest cell
  EXPECT_DOUBLE_EQ(c.crime_on_top_7, 0.35);
  // sum over i of (2 i - n - 1) y_i / (n c), cells sorted upward: (1*1 + 3*2 + 5*2 + 7*5 + 9*10) / 200
  EXPECT_NEAR(c.gini, 142.0 / 200.0, 1e-12);
  EXPECT_NEAR(c.adjusted_gini, c.gini, 1e-12);  // more crimes than cells
}

TEST(Concentration, AdjustedGiniIsZeroWhereNoCellHoldsTwo) {
  for (const std::size_t crimes : {1u, 3u, 40u, 99u, 100u}) {
    std::vector<std::uint32_t> counts(100, 0);
    for (std::size_t i = 0; i < crimes; ++i) counts[i] = 1;
    const Concentration c = concentration(counts);
    EXPECT_NEAR(c.gini, 1.0 - static_cast<double>(crimes) / 100.0, 1e-12);
    EXPECT_NEAR(c.adjusted_gini, 0.0, 1e-12) << crimes;
  }
  // Formula of Bernasco and Steenbeek, y sorted upward: max(1/c, 1/n) (2 sum i y_i - n - 1) - max(n/c, 1) + 1, with 4
  // crimes on 8 cells as 3, 1.
  EXPECT_NEAR(concentration({3, 0, 0, 1, 0, 0, 0, 0}).adjusted_gini,
              0.25 * (2.0 * (7.0 * 0.25 + 8.0 * 0.75) - 9.0) - 2.0 + 1.0, 1e-12);
  EXPECT_NEAR(concentration({4, 0, 0, 0, 0, 0, 0, 0}).adjusted_gini, 1.0 - 2.0 / 8.0, 1e-12);
}

TEST(Concentration, CurveHasTheFiguresAsItsPoints) {
  const std::vector<std::uint32_t> counts{0, 2, 0, 10, 1, 0, 5, 0, 2, 0};
  const auto curve = lorenz_curve(counts);
  const std::vector<std::array<double, 2>> expected{{0, 0},      {0.1, 0.5}, {0.2, 0.75},
                                                    {0.4, 0.95}, {0.5, 1.0}, {1.0, 1.0}};
  ASSERT_EQ(curve.size(), expected.size());
  for (std::size_t i = 0; i < curve.size(); ++i)
    for (std::size_t j = 0; j < 2; ++j) EXPECT_NEAR(curve[i][j], expected[i][j], 1e-12);
}

TEST(NullConcentration, HasTheExactExpectations) {
  // Cells with crime: 1 - (1 - 1/n)^c. Gini: mean difference of two cells of a multinomial over twice the mean, by
  // enumeration of both counts.
  constexpr std::size_t n = 50;
  constexpr std::size_t c = 60;
  const NullConcentration null = null_concentration({.cells = n, .crimes = c, .draws = 2000}, *serial);
  const auto near = [&](double Concentration::*figure, double expected) {
    EXPECT_NEAR(null.mean.*figure, expected, 4.0 * null.error.*figure);
  };  // two figures: false alarm once in 8,000
  near(&Concentration::cells_with_crime, 1.0 - std::pow(1.0 - 1.0 / n, c));
  double difference = 0.0;
  for (std::size_t a = 0; a <= c; ++a)
    for (std::size_t b = 0; a + b <= c; ++b) {
      const double rest = static_cast<double>(c - a - b);
      const double log_p = std::lgamma(c + 1.0) - std::lgamma(static_cast<double>(a) + 1.0) -
                           std::lgamma(static_cast<double>(b) + 1.0) - std::lgamma(rest + 1.0) -
                           static_cast<double>(a + b) * std::log(double{n}) + rest * std::log(1.0 - 2.0 / n);
      difference += std::abs(static_cast<double>(a) - static_cast<double>(b)) * std::exp(log_p);
    }
  near(&Concentration::gini, difference * (n - 1.0) / n / (2.0 * c / n));
  EXPECT_GT(null.error.gini, 0.0);
  EXPECT_LT(null.low.gini, null.mean.gini);
  EXPECT_GT(null.high.gini, null.mean.gini);
}

TEST(NullConcentration, IsTheSameForAnyNumberOfThreads) {
  const Scatter scatter{.cells = 300, .crimes = 200, .draws = 40, .seed = 2};
  const auto one = null_concentration(scatter, *serial);
  const auto three = null_concentration(scatter, *model::make_thread_executor(3));
  for (const auto& figure : concentration_figures) {
    EXPECT_EQ(one.mean.*figure.value, three.mean.*figure.value);
    EXPECT_EQ(one.high.*figure.value, three.high.*figure.value);
  }
  EXPECT_EQ(one.curve, three.curve);
}

/// Counts that fell at random lie in the 95 % range of the null in 95 of 100 sets; fewer than 86 of 100 happens once in
/// 3,000 runs. Ties make it a little wider.
TEST(NullConcentration, HoldsWhatFellByChanceAndNotWhatWasPlanted) {
  const NullConcentration null = null_concentration({.cells = 400, .crimes = 300, .draws = 999}, *serial);
  std::size_t inside = 0;
  for (std::uint64_t set = 0; set < 100; ++set) {
    std::vector<std::uint32_t> counts(400, 0);
    for (std::uint32_t i = 0; i < 300; ++i)
      ++counts[static_cast<std::size_t>(400.0 * model::uniform(model::random_key(set, 0, 9), {i, 0, 0, 0}))];
    const double gini = concentration(counts).gini;
    inside += gini >= null.low.gini && gini <= null.high.gini ? 1u : 0u;
  }
  EXPECT_GE(inside, 86u);
  // The defect: a tenth of the crimes on one cell more than the rest.
  std::vector<std::uint32_t> planted(400, 0);
  for (std::uint32_t i = 0; i < 300; ++i)
    ++planted[i < 30 ? 7 : static_cast<std::size_t>(400.0 * model::uniform(model::random_key(1, 0, 9), {i, 0, 0, 0}))];
  EXPECT_GT(concentration(planted).gini, null.high.gini);
  EXPECT_GT(concentration(planted).crime_on_top_1, null.high.crime_on_top_1);
}

TEST(HotSpots, AreThoseThatStay) {
  std::vector<std::uint32_t> first(200, 0);
  std::vector<std::uint32_t> second(200, 0);
  // two hottest cells of 200; one stays
  first[3] = 5;
  first[4] = 4;
  second[3] = 7;
  second[9] = 6;
  EXPECT_DOUBLE_EQ(hot_spots_kept({first, second}).kept, 0.5);
  EXPECT_DOUBLE_EQ(hot_spots_kept({first, first}).kept, 1.0);
  EXPECT_EQ(hot_spots_kept({first, second, first}).year_pairs, 2u);
  // All cells tie: each is a hot spot with probability 0.01, whichever year.
  EXPECT_NEAR(hot_spots_kept({std::vector<std::uint32_t>(200, 1), std::vector<std::uint32_t>(200, 1)}).kept, 0.01,
              1e-12);
}

}  // namespace
}  // namespace salus::calibration
