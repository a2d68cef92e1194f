#pragma once
/// Discounting of what is in dollars of one year, or in years of life, to the start of the programme.
#include <array>

#include "model/core/axes.hpp"
#include "model/core/enumeration.hpp"

namespace salus::model {

/// The scenario's own rate, and those that stand side by side in every report.
enum class DiscountCase : std::uint8_t { stated, none, three, five };

/// Real, a year, where a scenario states none. Benefits and costs alike: WHO (Making choices in health, 2003) and the
/// reference case of the Gates Foundation (Robinson et al. 2019); Haacker et al. 2020 ask 5 % for poor countries.
inline constexpr double usual_discount = 0.03;

inline constexpr auto side_by_side_rates = for_each_of<DiscountCase, double>({
    {DiscountCase::stated, usual_discount},
    {DiscountCase::none, 0.0},
    {DiscountCase::three, 0.03},
    {DiscountCase::five, 0.05},
});

/// Factors (1 + rate)^-(y + 1/2): what falls in a year falls in its middle, the start is the first day of the first.
class Discount {
 public:
  explicit Discount(double stated = usual_discount);
  double factor(DiscountCase of, YearIndex year) const { return factor_[of][year]; }

 private:
  EnumArray<std::array<double, budget_years>, DiscountCase> factor_;
};

}  // namespace salus::model
