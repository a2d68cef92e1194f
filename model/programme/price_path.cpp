#include "model/programme/price_path.hpp"

#include <algorithm>

namespace salus::model {

PricePath::PricePath(const Prices& prices, std::optional<int> stated, int start_year, double inflation) {
  if (stated) {
    level_.fill(prices.level(*stated));
    return;
  }
  const auto years = prices.years();
  int year = years ? std::min(years->last, start_year - 1) : start_year - 1;  // the last that is known
  double level = prices.level(year);
  int calendar = start_year;
  for (const auto y : years_of_budget) {
    for (; year < calendar; ++year) level *= 1.0 + inflation;
    level_[y] = level;
    ++calendar;
  }
}

}  // namespace salus::model
