#pragma once
/// A parsed table with its rule, for checks that span rows.
#include "calibration/table_columns.hpp"
#include "model/core/csv.hpp"

namespace salus::calibration {

/// A table with its rule: fields by column name.
struct TableView {
  const TableRule& rule;
  const model::CsvTable& table;
  model::Diagnostics& findings;

  const std::string& text(std::size_t row, TableColumn column) const {
    return table.text(row, column_of(rule, column));
  }
  double number(std::size_t row, TableColumn column) const { return table.number(row, column_of(rule, column)); }
  bool empty(std::size_t row, TableColumn column) const { return table.empty_field(row, column_of(rule, column)); }
  int year(std::size_t row) const { return table.whole(row, column_of(rule, TableColumn::year)); }
  void refuse(std::size_t row, TableColumn column, std::string what, std::string expected, std::string fix) const {
    findings.push_back(table.at(row, column_of(rule, column), std::move(what), std::move(expected), std::move(fix)));
  }
};

}  // namespace salus::calibration
