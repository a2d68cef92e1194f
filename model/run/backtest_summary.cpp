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
enum class BacktestColumn : std::uint8_t {
  model,
  horizon,
  pairs,
  countries,
  crps_log,
  crps_rate,
  wis,
  in50,
  in80,
  in90,
  in95,
  in90_low,
  in90_high,
  ratio_to_walk,
  ratio_low,
  ratio_high,
  ratio_without_one,
  one_iso3,
  one_origin,
  pit_tenths,
  failed
};

constexpr BacktestColumn column_of(CentralInterval interval) {
  return enumerator_after(BacktestColumn::in50, interval);
}
constexpr bool columns_are_of_intervals() {
  for (const auto interval : every<CentralInterval>)
    if (enumerator_names<BacktestColumn>[column_of(interval)] != central_interval_names[interval]) return false;
  return true;
}
static_assert(columns_are_of_intervals());

NamedTable<BacktestColumn> backtest_table() {
  const Column number{{}, Column::Kind::number, false};
  const Column count{{}, Column::Kind::integer, true, 0.0, 4e9};
  const Column models{{}, Column::Kind::text, true, {}, {}, {forecast_model_names.begin(), forecast_model_names.end()}};
  return NamedTable<BacktestColumn>({{BacktestColumn::model, models},
                                     {BacktestColumn::horizon, {}},
                                     {BacktestColumn::pairs, count},
                                     {BacktestColumn::countries, count},
                                     {BacktestColumn::crps_log, number},
                                     {BacktestColumn::crps_rate, number},
                                     {BacktestColumn::wis, number},
                                     {BacktestColumn::in50, number},
                                     {BacktestColumn::in80, number},
                                     {BacktestColumn::in90, number},
                                     {BacktestColumn::in95, number},
                                     {BacktestColumn::in90_low, number},
                                     {BacktestColumn::in90_high, number},
                                     {BacktestColumn::ratio_to_walk, number},
                                     {BacktestColumn::ratio_low, number},
                                     {BacktestColumn::ratio_high, number},
                                     {BacktestColumn::ratio_without_one, number},
                                     {BacktestColumn::one_iso3, {{}, Column::Kind::text, false}},
                                     {BacktestColumn::one_origin, {{}, Column::Kind::integer, false, 0.0, 2100.0}},
                                     {BacktestColumn::pit_tenths, {}},
                                     {BacktestColumn::failed, {{}, Column::Kind::text, false}}});
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

/// Fields of a row of the file.
using BacktestFields = EnumArray<std::string, BacktestColumn>;

BacktestFields fields_of(const BacktestRow& r) {
  using C = BacktestColumn;
  std::vector<std::string> tenths;
  for (const std::uint32_t n : r.pit) tenths.push_back(std::to_string(n));
  std::vector<std::string_view> faults;
  for (const auto fault : r.faults) faults.push_back(forecast_fault_names[fault]);
  BacktestFields fields;
  fields[C::model] = forecast_model_names[r.model];
  fields[C::horizon] = horizon_name(r.horizon);
  fields[C::pairs] = std::to_string(r.pairs);
  fields[C::countries] = std::to_string(r.countries);
  fields[C::crps_log] = shown(r.crps_log);
  fields[C::crps_rate] = shown(r.crps_rate);
  fields[C::wis] = shown(r.wis);
  for (const auto interval : every<CentralInterval>) fields[column_of(interval)] = shown(r.coverage[interval]);
  fields[C::in90_low] = shown(r.coverage90_range.low);
  fields[C::in90_high] = shown(r.coverage90_range.high);
  fields[C::ratio_to_walk] = shown(r.ratio);
  fields[C::ratio_low] = shown(r.ratio_range.low);
  fields[C::ratio_high] = shown(r.ratio_range.high);
  if (!r.without_one.iso3.empty()) {
    fields[C::ratio_without_one] = shown(r.without_one.ratio);
    fields[C::one_iso3] = r.without_one.iso3;
    fields[C::one_origin] = std::to_string(r.without_one.origin);
  }
  fields[C::pit_tenths] = with_blanks(tenths);
  fields[C::failed] = with_blanks(faults);
  return fields;
}

/// Files of before have no columns of one case: the text with such, empty.
std::string with_one_case(std::string_view csv) {
  constexpr auto& names = enumerator_names<BacktestColumn>;
  const std::string_view header = csv.substr(0, csv.find('\n'));
  if (header.find(names[BacktestColumn::ratio_without_one]) != std::string_view::npos) return std::string(csv);
  std::string out;
  std::uint32_t column = 0;
  for (const char c : csv) {
    out += c;
    if (c == '\n') column = 0;
    if (c != ',') continue;
    if (++column != index(BacktestColumn::ratio_without_one)) continue;
    if (out.find('\n') != std::string::npos) out += ",,,";
    else
      for (const auto added : {BacktestColumn::ratio_without_one, BacktestColumn::one_iso3, BacktestColumn::one_origin})
        out += std::string(names[added]) + ",";
  }
  return out;
}

template <class Fields>
std::string csv_line(const Fields& fields) {
  std::string line;
  for (const auto& field : fields) {
    line += field;
    line += ',';
  }
  line.back() = '\n';
  return line;
}

}  // namespace

std::vector<ForecastFault> faults_of(const BacktestRow& r) {
  std::vector<ForecastFault> faults;
  if (r.model != ForecastModel::salus || r.pairs < least_pairs) return faults;
  const bool one = r.horizon.kind == Kind::one;
  const bool long_term = r.horizon.kind == Kind::long_term;
  const double inside = r.coverage[CentralInterval::in90];
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
  std::string out = csv_line(enumerator_names<BacktestColumn>);
  for (const auto& row : rows) out += csv_line(fields_of(row));
  return out;
}

std::vector<BacktestRow> read_backtest(std::string_view csv, const std::string& file, Diagnostics& findings) {
  const std::size_t before = findings.size();
  auto table = backtest_table();
  table.parse(with_one_case(csv), file, findings);
  if (findings.size() != before) return {};
  std::vector<BacktestRow> rows;
  for (std::size_t i = 0; i < table.rows(); ++i) {
    const auto number = [&](BacktestColumn column) {
      return table.empty_field(i, column) ? no_figure : table.number(i, column);
    };
    const auto count = [&](BacktestColumn column) { return static_cast<std::uint32_t>(table.integer(i, column)); };
    const auto horizon = horizon_called(table.text(i, BacktestColumn::horizon));
    const auto tenths = tenths_of(table.text(i, BacktestColumn::pit_tenths));
    if (!horizon)
      findings.push_back(table.at(i, BacktestColumn::horizon, "this is no horizon",
                                  "a number of years, '3 to 10' or 'all'", "restore the file from the distribution"));
    if (!tenths)
      findings.push_back(table.at(i, BacktestColumn::pit_tenths, "these are not ten counts",
                                  "ten whole numbers with a blank between two",
                                  "restore the file from the distribution"));
    if (!horizon || !tenths) continue;
    BacktestRow row;
    row.model = find(forecast_model_names, table.text(i, BacktestColumn::model)).value();
    row.horizon = *horizon;
    row.pairs = count(BacktestColumn::pairs);
    row.countries = count(BacktestColumn::countries);
    row.crps_log = number(BacktestColumn::crps_log);
    row.crps_rate = number(BacktestColumn::crps_rate);
    row.wis = number(BacktestColumn::wis);
    for (const auto interval : every<CentralInterval>) row.coverage[interval] = number(column_of(interval));
    row.coverage90_range = {number(BacktestColumn::in90_low), number(BacktestColumn::in90_high)};
    row.ratio = number(BacktestColumn::ratio_to_walk);
    row.ratio_range = {number(BacktestColumn::ratio_low), number(BacktestColumn::ratio_high)};
    row.without_one.ratio = number(BacktestColumn::ratio_without_one);
    row.without_one.iso3 = table.text(i, BacktestColumn::one_iso3);
    if (!table.empty_field(i, BacktestColumn::one_origin))
      row.without_one.origin = table.whole(i, BacktestColumn::one_origin);
    row.pit = *tenths;
    row.faults = faults_of(row);
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace salus::model
