#include "model/programme/discount.hpp"

#include "model/core/elementary.hpp"

namespace salus::model {

Discount::Discount(double stated) {
  EnumArray<double, DiscountCase> rates = side_by_side_rates;
  rates[DiscountCase::stated] = stated;
  for (const auto of : every<DiscountCase>)
    for (const auto y : years_of_budget)
      factor_[of][y] = rates[of] == 0.0 ? 1.0 : exponential(-(y + 0.5) * logarithm(1.0 + rates[of]));
}

}  // namespace salus::model
