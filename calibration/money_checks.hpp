#pragma once
/// Rules of the tables by which money is converted.
#include "calibration/table_view.hpp"

namespace salus::calibration {

/// The deflator is that of US dollars, without a gap, and has the price year; a currency has one rate a year.
void check_prices(const TableView& prices);

/// Every year of product at market exchange rates has a deflator, by which it is converted.
void check_income_years(const TableView& incomes, const TableView& prices);

}  // namespace salus::calibration
