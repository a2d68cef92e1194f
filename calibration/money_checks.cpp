#include "calibration/money_checks.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "calibration/tables.hpp"
#include "model/core/number.hpp"

namespace salus::calibration {

namespace {
using C = TableColumn;
}

void check_prices(const TableView& view) {
  std::map<int, std::size_t> deflator;
  std::map<std::pair<std::string, int>, double> rates;
  for (std::size_t row = 0; row < view.table.rows(); ++row) {
    const auto& currency = view.text(row, C::currency);
    if (currency.size() != 3 ||
        !std::all_of(currency.begin(), currency.end(), [](char c) { return c >= 'A' && c <= 'Z'; }))
      view.refuse(row, C::currency, "this is no currency", "a code of ISO 4217, for instance KES", "write the code");
    if (model::find(price_measure_names, view.text(row, C::measure)) == PriceMeasure::deflator) {
      deflator.emplace(view.year(row), row);
      if (currency != "USD")
        view.refuse(row, C::currency, "the deflator is not that of US dollars", "USD",
                    "money is exchanged first and then deflated by US prices: leave other deflators out");
      continue;
    }
    const double rate = view.number(row, C::value);
    const double first = rates.emplace(std::pair(currency, view.year(row)), rate).first->second;
    if (std::abs(rate / first - 1.0) > 1e-3)
      view.refuse(row, C::value, "the currency has another rate in this year", model::format_number(first),
                  "give the countries of a currency one rate");
  }
  int before = 0;
  for (const auto& [year, row] : deflator) {
    if (before != 0 && year != before + 1)
      view.refuse(row, C::year, "the deflator has a gap", "the year " + std::to_string(before + 1),
                  "add the missing years");
    before = year;
  }
  if (deflator.count(model::price_year) == 0)
    view.findings.push_back({view.rule.name, 1, 1, "year", "the deflator lacks the year to which money is converted",
                             "no deflator of " + std::to_string(model::price_year), std::to_string(model::price_year),
                             "add the missing years"});
}

void check_income_years(const TableView& incomes, const TableView& prices) {
  std::set<int> known;
  for (std::size_t row = 0; row < prices.table.rows(); ++row)
    if (model::find(price_measure_names, prices.text(row, C::measure)) == PriceMeasure::deflator)
      known.insert(prices.year(row));
  for (std::size_t row = 0; row < incomes.table.rows(); ++row)
    if (known.insert(incomes.year(row)).second)  // one finding a year
      incomes.refuse(row, C::year, "US prices of this year are not known", "a year with a deflator in prices.csv",
                     "add the deflator of the year, or leave the year out");
}

}  // namespace salus::calibration
