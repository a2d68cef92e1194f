#pragma once
/// Money as sources state it, in a currency and of a year. It is converted once, where it is read, by one rule, into US
/// dollars of one year at market exchange rates (`Usd`); before that nothing can be reckoned with it.
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "model/core/quantity.hpp"

namespace salus::model {

/// Whose dollars all values, unit costs and parameters of money are, once they are read: the last year that both views
/// know.
inline constexpr int price_year = 2019;

struct StatedMoney {
  double amount = 0.0;
  std::string currency;  ///< ISO 4217
  int year = 0;          ///< of the prices
};

/// Prices of the United States, and market exchange rates, by year.
class Prices {
 public:
  /// @param index of gross domestic product, any base. @pre years are added without a gap.
  void add_deflator(int year, double index) { deflator_[year] = index; }
  /// @param per_usd units of the currency for one US dollar, mean of the year.
  void add_exchange(const std::string& currency, int year, double per_usd) { per_usd_[{currency, year}] = per_usd; }

  /// First and last year of the deflator; none where there is none.
  struct Years {
    int first = 0;
    int last = 0;
  };
  std::optional<Years> years() const;
  bool knows(int year) const { return deflator_.count(year) > 0; }
  /// Of the currency, those with an exchange rate.
  std::optional<Years> years_of(const std::string& currency) const;
  std::optional<double> per_usd(const std::string& currency, int year) const;

  /// US prices of a year over those of `price_year`; 1 where there is no deflator at all.
  /// @throws std::out_of_range for a year outside of it.
  double level(int year) const;

  /// The rule, *exchange, then deflate*: into US dollars at the market rate of the stated year, then by US prices from
  /// that year to `price_year` (why in this order: scenarios/evidence/README.md). Nothing where either is not known.
  std::optional<Usd> converted(const StatedMoney& money) const;

 private:
  std::map<int, double> deflator_;
  std::map<std::pair<std::string, int>, double> per_usd_;
};

}  // namespace salus::model
