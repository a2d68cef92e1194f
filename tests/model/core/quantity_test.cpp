#include "model/core/quantity.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <concepts>
#include <type_traits>

#include "model/core/money.hpp"

namespace salus::model {
namespace {

template <class A, class B>
concept added = requires(A a, B b) {
  a + b;
};
template <class A, class B>
concept compared = requires(A a, B b) {
  a < b;
};
template <class A, class B>
concept multiplied = requires(A a, B b) {
  a* b;
};
template <class A, class B>
concept assigned = std::is_assignable_v<A&, B>;
template <class A, class B>
using Product = decltype(A() * B());
template <class A, class B>
using Quotient = decltype(A() / B());

/// In memory a double: arrays of it are written to files, and a register holds it.
template <class A>
concept plain = sizeof(A) == sizeof(double) &&
                alignof(A) == alignof(double) && std::is_trivially_copyable_v<A>&& std::is_standard_layout_v<A>;
static_assert(plain<Usd> && plain<UsdPerCity> && plain<Probability> && plain<RatePerPerson>);

// Nothing becomes a quantity, or a number, by itself.
static_assert(!std::convertible_to<double, Usd> && std::constructible_from<Usd, double>);
static_assert(!std::convertible_to<Usd, double> && !assigned<double, Usd> && !assigned<Usd, double>);
static_assert(!added<Usd, double> && !added<double, Usd> && !compared<Usd, double>);

// Dollars for each city are not dollars for all of them, cents not dollars, and a rate not the other rate.
static_assert(!std::constructible_from<Usd, UsdPerCity> && !assigned<Usd, UsdPerCity> && !added<Usd, UsdPerCity>);
static_assert(!compared<Usd, UsdPerCity> && !std::constructible_from<Usd, Cents> && !added<Usd, Cents>);
static_assert(!std::constructible_from<RatePerPerson, RatePer100000> && !compared<RatePerPerson, RatePer100000>);
static_assert(!std::constructible_from<Probability, RatePerPerson> && !assigned<JoiningHazard, LeavingHazard>);
static_assert(!assigned<Probability, RelativeFall> && !assigned<Countries, Cities> && !assigned<Persons, PersonYears>);

// Units cancel; where they do not, there is no product.
static_assert(std::same_as<Product<UsdPerCity, Cities>, Usd> && std::same_as<Product<Cities, UsdPerCity>, Usd>);
static_assert(std::same_as<Product<RatePerPerson, PersonYears>, Incidents>);
static_assert(!multiplied<Usd, Usd> && !multiplied<UsdPerCity, Countries> && !multiplied<RatePer100000, PersonYears>);
static_assert(std::same_as<Quotient<Usd, Usd>, double> && std::same_as<Quotient<Usd, Cities>, UsdPerCity>);
static_assert(std::same_as<Quotient<Usd, UsdPerUnit>, Units> && std::same_as<Quotient<Usd, double>, Usd>);
static_assert(!std::same_as<Quotient<Usd, Countries>, UsdPerCity>);

// The sum of two probabilities is none; what is left of one is.
static_assert(!added<Probability, Probability> && !added<RelativeFall, RelativeFall> && added<Usd, Usd>);
static_assert(std::same_as<Quotient<Probability, Probability>, double>);

TEST(Quantity, ReckonsAsItsNumbersDo) {
  constexpr Usd all = UsdPerCity(2.5) * Cities(4.0) + Usd(1.0) - 0.5 * Usd(2.0);
  static_assert(all == Usd(10.0));
  Usd sum;
  sum += all;
  sum *= 3.0;
  sum /= 4.0;
  EXPECT_EQ(sum, Usd(7.5));
  EXPECT_EQ((sum / UsdPerUnit(2.5)).value(), 3.0);
  EXPECT_EQ(all / sum, 10.0 / 7.5);
  EXPECT_EQ(sum / one_city * one_city, sum);
  EXPECT_LT(sum, all);
  EXPECT_FALSE(Usd(std::nan("")) < all || Usd(std::nan("")) >= all);
}

TEST(Quantity, TheUnitOfASurveyIsAnInterview) {
  EXPECT_EQ(interviews_of(Usd(600.0) / UsdPerUnit(15.0)), Interviews(40.0));
}

TEST(Quantity, CentsBecomeDollarsWithTheirFraction) { EXPECT_EQ(Cents(12345).dollars(), PaidUsd(123.45)); }

TEST(Quantity, RatesBecomeProbabilitiesInOneWay) {
  EXPECT_NEAR(chance_in_a_year(RatePerPerson(0.3)).value(), 1.0 - std::exp(-0.3), 1e-15);
  EXPECT_NEAR(chance_in_a_year(JoiningHazard(2.0)).value(), 1.0 - std::exp(-2.0), 1e-15);
  EXPECT_EQ(chance_in_a_year(RatePerPerson()), Probability());
  EXPECT_EQ(complement(Probability(0.25)), Probability(0.75));
  EXPECT_NEAR(per_100000(Incidents(62.0), PersonYears(1e6)).value(), 6.2, 1e-14);
}

}  // namespace
}  // namespace salus::model
