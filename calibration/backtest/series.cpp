#include "calibration/backtest/series.hpp"

#include "model/core/csv.hpp"

namespace salus::calibration {

RatePanel rate_panel(const Tables& tables) {
  RatePanel panel;
  for (const auto& country : tables.by_country)
    for (const auto& row : country.homicide)
      if (row.source_id == "unodc_owid_2025" && row.rate > least_rate) panel[country.name.iso3][row.year] = row.rate;
  return panel;
}

RatePanel read_rate_panel(std::string_view text, const std::string& file, model::Diagnostics& findings) {
  using model::Column;
  enum : std::size_t { iso3_at, year_at, indicator_at, value_at, unit_at };
  const std::vector<Column> columns{{"iso3", Column::Kind::text, true, 0, 0, {}},
                                    {"year", Column::Kind::integer, true, 1900, 2100, {}},
                                    {"indicator", Column::Kind::text, true, 0, 0, {}},
                                    {"value", Column::Kind::number, true},
                                    {"unit", Column::Kind::text, true, 0, 0, {}},
                                    {"source_id", Column::Kind::text, true, 0, 0, {}}};
  const std::size_t before = findings.size();
  const auto table = model::CsvTable::parse(text, file, columns, findings);
  RatePanel panel;
  if (findings.size() > before) return panel;
  std::map<std::pair<std::string, int>, std::size_t> seen;
  for (std::size_t r = 0; r < table.rows(); ++r) {
    if (table.text(r, indicator_at) != "homicide_rate") continue;
    const std::string& iso3 = table.text(r, iso3_at);
    const int year = static_cast<int>(table.integer(r, year_at));
    const double value = table.number(r, value_at);
    if (iso3.size() != 3) findings.push_back(table.at(r, iso3_at, "this is not a country code", "three letters (ISO 3166-1 alpha-3)", "write the code, for instance KEN"));
    if (table.text(r, unit_at) != "per_100k") findings.push_back(table.at(r, unit_at, "homicide rates are read per 100,000 people", "per_100k", "convert the values, or leave the rows out"));
    if (!(value >= 0.0) || value > 1000.0) findings.push_back(table.at(r, value_at, "this is no homicide rate", "0 to 1000 per 100,000 people a year", "check the unit and the digits"));
    if (!seen.emplace(std::pair{iso3, year}, r).second)
      findings.push_back(table.at(r, year_at, "the country and year stand twice", "each country and year once: sources are chosen, not pooled", "keep the rows of one source"));
    if (value > least_rate) panel[iso3][year] = value;
  }
  if (seen.empty()) findings.push_back({file, 1, 1, "indicator", "there is no row of the indicator 'homicide_rate'", "", "rows with indicator homicide_rate", "name the indicator so"});
  if (findings.size() > before) panel.clear();
  return panel;
}

}  // namespace salus::calibration
