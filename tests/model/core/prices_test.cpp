/// Money of sources becomes dollars of the price year once, by one rule; every figure is written out.
#include "model/core/prices.hpp"

#include <gtest/gtest.h>

#include <concepts>
#include <stdexcept>

#include "model/core/money.hpp"

namespace salus::model {
namespace {

/// Prices of the United States as the Bureau of Economic Analysis has them (2017 = 100), and two exchange rates.
Prices prices() {
  Prices p;
  for (const auto& [year, index] : {std::pair{2011, 91.48096},
                                    {2012, 93.18458},
                                    {2013, 94.77044},
                                    {2014, 96.42092},
                                    {2015, 97.3159},
                                    {2016, 98.24049},
                                    {2017, 100.0},
                                    {2018, 102.2908},
                                    {2019, 103.9791},
                                    {2020, 105.3608},
                                    {2021, 110.1718},
                                    {2022, 118.0265}})
    p.add_deflator(year, index);
  p.add_exchange("KES", 2018, 101.3015);
  p.add_exchange("INR", 2015, 65.46855);
  return p;
}

double dollars(double amount, const char* currency, int year) {
  return prices().converted({amount, currency, year}).value().value();
}

TEST(Prices, FiveConversionsByHand) {
  // 5 dollars of 2011: prices rose by 103.9791 / 91.48096 = 1.13662.
  EXPECT_NEAR(dollars(5.0, "USD", 2011), 5.683101, 5e-7);
  // 2,383 dollars of 2022, above the price year: 103.9791 / 118.0265 = 0.880981.
  EXPECT_NEAR(dollars(2383.0, "USD", 2022), 2099.378, 5e-4);
  // 9 million dollars of 2013: x 103.9791 / 94.77044 = 1.0971681.
  EXPECT_NEAR(dollars(9e6, "USD", 2013), 9874512.56, 5e-2);
  // 10,000 Kenyan shillings of 2018: / 101.3015 = 98.71522 dollars of 2018; x 103.9791 / 102.2908 = 1.0165049.
  EXPECT_NEAR(dollars(10000.0, "KES", 2018), 100.34451, 5e-5);
  // 6,546.855 rupees of 2015 are 100 dollars of 2015; x 103.9791 / 97.3159 = 1.0684698.
  EXPECT_NEAR(dollars(6546.855, "INR", 2015), 106.84698, 5e-5);
  // Dollars of the price year stay what they are, to the last bit.
  EXPECT_EQ(dollars(1234.56, "USD", price_year), 1234.56);
}

TEST(Prices, WhatIsNotKnownIsNotConverted) {
  const Prices p = prices();
  EXPECT_FALSE(p.converted({1.0, "USD", 2010}));
  EXPECT_FALSE(p.converted({1.0, "KES", 2019})) << "no exchange rate of that year";
  EXPECT_FALSE(p.converted({1.0, "EUR", 2018}));
  EXPECT_FALSE(p.converted({1.0, "", 2018}));
  EXPECT_THROW(static_cast<void>(p.level(2030)), std::out_of_range);
  EXPECT_EQ(p.years_of("KES")->first, 2018);
  EXPECT_EQ(p.years_of("USD")->last, 2022);
  EXPECT_FALSE(p.years_of("EUR"));
  EXPECT_EQ(Prices().level(1999), 1.0) << "without a deflator all years are one";
}

// Kinds of dollars do not mix: neither stated money, nor dollars as they are paid, nor cents, with those of the price
// year.
template <class A, class B>
concept can_be_added = requires(A a, B b) {
  a + b;
};
template <class A, class B>
concept can_be_compared = requires(A a, B b) {
  a < b;
};
static_assert(!can_be_added<StatedMoney, Usd> && !can_be_added<StatedMoney, StatedMoney> &&
              !std::convertible_to<StatedMoney, Usd>);
static_assert(!can_be_added<PaidUsd, Usd> && !can_be_compared<PaidUsd, Usd> && !std::convertible_to<PaidUsd, Usd>);
static_assert(!std::constructible_from<Usd, PaidUsd> && !std::constructible_from<PaidUsd, Usd>);
static_assert(std::same_as<decltype(Cents(1).dollars()), PaidUsd>);

}  // namespace
}  // namespace salus::model
