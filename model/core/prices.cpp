#include "model/core/prices.hpp"

namespace salus::model {

std::optional<Prices::Years> Prices::years() const {
  if (deflator_.empty()) return std::nullopt;
  return Years{deflator_.begin()->first, deflator_.rbegin()->first};
}

std::optional<Prices::Years> Prices::years_of(const std::string& currency) const {
  if (currency == "USD") return years();
  std::optional<Years> found;
  for (const auto& [key, rate] : per_usd_) {
    if (key.first != currency) continue;
    if (!found) found = Years{key.second, key.second};
    found->last = key.second;
  }
  return found;
}

std::optional<double> Prices::per_usd(const std::string& currency, int year) const {
  if (currency == "USD") return 1.0;
  const auto found = per_usd_.find({currency, year});
  return found == per_usd_.end() ? std::nullopt : std::optional(found->second);
}

double Prices::level(int year) const { return deflator_.empty() ? 1.0 : deflator_.at(year) / deflator_.at(price_year); }

std::optional<Usd> Prices::converted(const StatedMoney& money) const {
  const auto rate = per_usd(money.currency, money.year);
  if (!rate || !knows(money.year)) return std::nullopt;
  return Usd(money.amount / *rate / level(money.year));
}

}  // namespace salus::model
