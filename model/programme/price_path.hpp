#pragma once
/// What the dollars of a budget are worth in dollars of the price year, year by year.
#include <array>
#include <optional>

#include "model/core/axes.hpp"
#include "model/core/prices.hpp"

namespace salus::model {

/// US prices in the budget years over those of `price_year`, for the dollars that a budget is written in.
class PricePath {
 public:
  /// Dollars of the price year themselves.
  PricePath() { level_.fill(1.0); }
  /// @param stated whose dollars the budget is in; none: of the year in which they are paid. These are known to the
  /// year before the start and rise with `inflation` (a year) afterwards.
  PricePath(const Prices& prices, std::optional<int> stated, int start_year, double inflation);

  Usd worth(PaidUsd paid, YearIndex year) const { return Usd(paid.value() / level_[year]); }
  PaidUsd paid(Usd worth, YearIndex year) const { return PaidUsd(worth.value() * level_[year]); }

 private:
  std::array<double, budget_years> level_;
};

}  // namespace salus::model
