/// What a pledge's dollars are worth, year by year, against figures by hand.
#include "model/programme/price_path.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace salus::model {
namespace {

Prices prices() {
  Prices p;
  for (const auto& [year, index] : {std::pair{2018, 102.0}, {2019, 104.0}, {2020, 106.6}, {2021, 110.0}})
    p.add_deflator(year, index);
  return p;
}

double worth(const PricePath& path, std::uint32_t year) { return path.worth(PaidUsd(100.0), YearIndex(year)).value(); }

TEST(PricePath, PricesAreKnownToTheYearBeforeTheStartAndRiseFromThere) {
  // Start 2020: 2019 is known and the price year; 2020 is a year of 2 % on, 2021 two years, though the table has both.
  const PricePath note(prices(), std::nullopt, 2020, 0.02);
  EXPECT_NEAR(worth(note, 0), 100.0 / 1.02, 1e-12);
  EXPECT_NEAR(worth(note, 1), 100.0 / (1.02 * 1.02), 1e-12);
  EXPECT_NEAR(worth(note, 9), 100.0 / std::pow(1.02, 10), 1e-10);
  // Start 2022: 2021 is known, 110 over 104.
  const PricePath now(prices(), std::nullopt, 2022, 0.02);
  EXPECT_NEAR(worth(now, 0), 100.0 / (110.0 / 104.0 * 1.02), 1e-12);
  // Start 2025: the table ends in 2021, four years before.
  const PricePath later(prices(), std::nullopt, 2025, 0.02);
  EXPECT_NEAR(worth(later, 0), 100.0 / (110.0 / 104.0 * std::pow(1.02, 4)), 1e-12);
}

TEST(PricePath, AmountsOfAStatedYearKeepTheirWorth) {
  const PricePath path(prices(), 2018, 2022, 0.5);
  for (const auto y : years_of_budget) EXPECT_NEAR(worth(path, y), 100.0 * 104.0 / 102.0, 1e-12);
}

TEST(PricePath, ThereAndBackAgain) {
  const PricePath path(prices(), std::nullopt, 2020, 0.03);
  for (const auto y : years_of_budget) EXPECT_NEAR(path.paid(path.worth(PaidUsd(123.45), y), y).value(), 123.45, 1e-12);
}

}  // namespace
}  // namespace salus::model
