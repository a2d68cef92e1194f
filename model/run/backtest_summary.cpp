#include "model/run/backtest_summary.hpp"

#include <cmath>
#include <limits>

#include "model/core/csv.hpp"
#include "model/core/number.hpp"

namespace salus::model {
namespace {

using Kind = ForecastHorizon::Kind;

constexpr std::string_view long_term_name = "3 to 10";
constexpr std::string_view all_name = "all";

constexpr double no_figure = std::numeric_limits<double>::quiet_NaN();

/// Columns of the file, in this order.
enum : std::size_t {
  model_at,
  horizon_at,
  pairs_at,
  countries_at,
  crps_log_at,
  crps_rate_at,
  wis_at,
  coverage_at,
  coverage_low_at = coverage_at + 4,
  coverage_high_at,
  ratio_at,
  ratio_low_at,
  ratio_high_at,
  pit_at,
  faults_at,
  column_count
};

std::vector<Column> columns() {
  const auto number = [](const char* name) { return Column{name, Column::Kind::number, false}; };
  const auto count = [](const char* name) { return Column{name, Column::Kind::integer, true, 0.0, 4e9}; };
  std::vector<Column> all{{"model"}, {"horizon"}, count("pairs"), count("countries")};
  all[model_at].choices = {forecast_model_names.begin(), forecast_model_names.end()};
  for (const char* name : {"crps_log", "crps_rate", "wis", "in50", "in80", "in90", "in95", "in90_low", "in90_high",
                           "ratio_to_walk", "ratio_low", "ratio_high"})
    all.push_back(number(name));
  all.push_back({"pit_tenths"});
  all.push_back({"failed", Column::Kind::text, false});
  return all;
}

std::optional<ForecastHorizon> horizon_called(const std::string& name) {
  if (name == long_term_name) return ForecastHorizon{Kind::long_term, 0};
  if (name == all_name) return ForecastHorizon{Kind::all, 0};
  const auto years = parse_integer(name);
  if (!years || *years < 1 || *years > 100) return std::nullopt;
  return ForecastHorizon{Kind::one, static_cast<int>(*years)};
}

/// Ten counts with a blank between two.
std::optional<std::array<std::uint32_t, 10>> tenths_of(const std::string& text) {
  std::array<std::uint32_t, 10> tenths{};
  std::size_t at = 0;
  for (std::size_t i = 0; i < tenths.size(); ++i) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    const auto count = at <= text.size() ? parse_integer(std::string_view(text).substr(at, end - at)) : std::nullopt;
    if (!count || *count < 0 || *count > 0xFFFFFFFFll) return std::nullopt;
    tenths[i] = static_cast<std::uint32_t>(*count);
    at = end + 1;
  }
  return at == text.size() + 1 ? std::optional(tenths) : std::nullopt;
}

std::string shown(double value) { return std::isfinite(value) ? format_number(std::round(value * 1e6) / 1e6) : ""; }

template <class Names>
std::string with_blanks(const Names& names) {
  std::string text;
  for (const auto& name : names) {
    if (!text.empty()) text += ' ';
    text += name;
  }
  return text;
}

}  // namespace

std::vector<ForecastFault> faults_of(const BacktestRow& r) {
  std::vector<ForecastFault> faults;
  if (r.model != ForecastModel::salus || r.pairs < least_pairs) return faults;
  const bool one = r.horizon.kind == Kind::one;
  const bool long_term = r.horizon.kind == Kind::long_term;
  const double inside = r.coverage[2];
  const Range wanted = one ? coverage_wanted_at_one : coverage_wanted;
  const bool far = one && (r.coverage90_range.low > 0.9 || r.coverage90_range.high < 0.9);
  if (!long_term && (inside < wanted.low || inside > wanted.high || far)) faults.push_back(ForecastFault::coverage);
  if (long_term && r.ratio > long_term_ratio_wanted) faults.push_back(ForecastFault::small_gain);
  else if (r.ratio > 1.0) faults.push_back(ForecastFault::worse_than_walk);
  else if (r.ratio_range.high > 1.0 && (long_term || (one && r.horizon.years == 1)))
    faults.push_back(ForecastFault::gain_not_settled);
  return faults;
}

std::string horizon_name(const ForecastHorizon& horizon) {
  switch (horizon.kind) {
    case Kind::long_term:
      return std::string(long_term_name);
    case Kind::all:
      return std::string(all_name);
    case Kind::one:
      break;
  }
  return std::to_string(horizon.years);
}

std::string backtest_csv(const std::vector<BacktestRow>& rows) {
  std::string out;
  for (const auto& column : columns()) out += (out.empty() ? "" : ",") + column.name;
  out += '\n';
  for (const auto& r : rows) {
    std::vector<std::string> tenths;
    for (const std::uint32_t n : r.pit) tenths.push_back(std::to_string(n));
    std::vector<std::string_view> faults;
    for (const auto fault : r.faults) faults.push_back(forecast_fault_names[fault]);
    out += std::string(forecast_model_names[r.model]) + ',' + horizon_name(r.horizon) + ',' + std::to_string(r.pairs) +
           ',' + std::to_string(r.countries);
    for (const double value :
         {r.crps_log, r.crps_rate, r.wis, r.coverage[0], r.coverage[1], r.coverage[2], r.coverage[3],
          r.coverage90_range.low, r.coverage90_range.high, r.ratio, r.ratio_range.low, r.ratio_range.high})
      out += ',' + shown(value);
    out += ',' + with_blanks(tenths) + ',' + with_blanks(faults) + '\n';
  }
  return out;
}

std::vector<BacktestRow> read_backtest(std::string_view csv, const std::string& file, Diagnostics& findings) {
  const std::size_t before = findings.size();
  const CsvTable table = CsvTable::parse(csv, file, columns(), findings);
  if (findings.size() != before) return {};
  std::vector<BacktestRow> rows;
  for (std::size_t i = 0; i < table.rows(); ++i) {
    const auto number = [&](std::size_t column) {
      return table.empty_field(i, column) ? no_figure : table.number(i, column);
    };
    const auto count = [&](std::size_t column) { return static_cast<std::uint32_t>(table.integer(i, column)); };
    const auto horizon = horizon_called(table.text(i, horizon_at));
    const auto tenths = tenths_of(table.text(i, pit_at));
    if (!horizon)
      findings.push_back(table.at(i, horizon_at, "this is no horizon", "a number of years, '3 to 10' or 'all'",
                                  "restore the file from the distribution"));
    if (!tenths)
      findings.push_back(table.at(i, pit_at, "these are not ten counts", "ten whole numbers with a blank between two",
                                  "restore the file from the distribution"));
    if (!horizon || !tenths) continue;
    BacktestRow row;
    row.model = find(forecast_model_names, table.text(i, model_at)).value();
    row.horizon = *horizon;
    row.pairs = count(pairs_at);
    row.countries = count(countries_at);
    row.crps_log = number(crps_log_at);
    row.crps_rate = number(crps_rate_at);
    row.wis = number(wis_at);
    for (std::size_t c = 0; c < row.coverage.size(); ++c) row.coverage[c] = number(coverage_at + c);
    row.coverage90_range = {number(coverage_low_at), number(coverage_high_at)};
    row.ratio = number(ratio_at);
    row.ratio_range = {number(ratio_low_at), number(ratio_high_at)};
    row.pit = *tenths;
    row.faults = faults_of(row);
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace salus::model
