/// Discounting against the closed form of a constant flow.
#include "model/programme/discount.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace salus::model {
namespace {

/// A flow of one a year: the geometric series of v = 1 / (1 + rate), from the middle of the first year.
double closed_form(double rate) {
  if (rate == 0.0) return budget_years;
  const double v = 1.0 / (1.0 + rate);
  return std::sqrt(v) * (1.0 - std::pow(v, budget_years)) / (1.0 - v);
}

double flow(const Discount& discount, DiscountCase at) {
  double sum = 0.0;
  for (const auto y : years_of_budget) sum += discount.factor(at, y);
  return sum;
}

TEST(Discount, AConstantFlowIsTheClosedForm) {
  for (const double stated : {0.0, 0.01, 0.03, 0.035, 0.2}) {
    const Discount discount(stated);
    EXPECT_NEAR(flow(discount, DiscountCase::stated), closed_form(stated), 1e-12);
    EXPECT_EQ(flow(discount, DiscountCase::none), 10.0);
    EXPECT_NEAR(flow(discount, DiscountCase::three), closed_form(0.03), 1e-12);
    EXPECT_NEAR(flow(discount, DiscountCase::five), closed_form(0.05), 1e-12);
  }
  // By hand: 3 %, first year 1.03^-0.5 = 0.985329, last 1.03^-9.5 = 0.755173; all ten 8.657210.
  const Discount usual;
  EXPECT_NEAR(usual.factor(DiscountCase::stated, YearIndex(0u)), 0.985329, 5e-7);
  EXPECT_NEAR(usual.factor(DiscountCase::three, YearIndex(9u)), 0.755173, 5e-7);
  EXPECT_NEAR(flow(usual, DiscountCase::three), 8.657210, 5e-7);
}

}  // namespace
}  // namespace salus::model
