/// Results files: the back-test of the bundled tables.
#include "output/results_columns.hpp"

namespace salus::output::layout {

using namespace model;

namespace {

using RowNumber = double BacktestRow::*;
struct RowColumn {
  const char* name;
  RowNumber field;
  const char* unit;
  const char* what;
};
constexpr auto row_columns = exactly<4, RowColumn>({
    {"/backtest/crps_log", &BacktestRow::crps_log, "1", "mean CRPS of the log rate"},
    {"/backtest/crps_rate", &BacktestRow::crps_rate, "1e-5 year-1", "mean CRPS of the rate"},
    {"/backtest/wis", &BacktestRow::wis, "1", "mean weighted interval score of the log rate"},
    {"/backtest/ratio", &BacktestRow::ratio, "1", "CRPS of the log rate over that of the random walk"},
});
using RowRange = Range BacktestRow::*;
struct RangeColumn {
  const char* name;
  RowRange field;
  const char* what;
};
constexpr auto range_columns = exactly<2, RangeColumn>({
    {"/backtest/coverage90_range", &BacktestRow::coverage90_range,
     "95 % interval of the share inside the 90 % interval, countries drawn with replacement"},
    {"/backtest/ratio_range", &BacktestRow::ratio_range, "95 % interval of the ratio, the same way"},
});
constexpr auto horizon_kind_names = enumerator_names<ForecastHorizon::Kind>;
const std::vector<double> coverage_levels(central_shares.begin(), central_shares.end());
using Row = Position<struct BacktestRowAxis>;
using Tenth = Position<struct PitTenthAxis>;
constexpr Positions<Tenth> tenths(10u);

void write_backtest(Hdf5Writer& file, const std::vector<BacktestRow>& rows) {
  const std::string row = "backtest_row";
  file.group("/backtest", "what forecasts of published national homicide rates from past years were worth");
  file.dimension(row, rows.size());
  file.coordinate("coverage_level", coverage_levels, {"1", "share that a central interval should hold"});
  file.dimension("pit_tenth", tenths.size());
  file.coordinate("range_end", names_of(enumerator_names<RangeEnd>), {"1", "end of an interval"});
  file.coordinate("forecast_fault", names_of(forecast_fault_names), {"1", "what a forecast may lack"});
  write_named(file, "/backtest/model", row, rows, &BacktestRow::model, forecast_model_names, "who forecasts");
  file.variable(
      "/backtest/horizon_kind", {row},
      each<std::string>(rows, [](const auto& r) { return std::string(horizon_kind_names[r.horizon.kind]); }),
      {"1", "one number of years ahead, the mean over 3, 5, 7 and 10 (long_term), or over all that were scored"});
  file.variable("/backtest/horizon_years", {row},
                each<std::int64_t>(rows, [](const auto& r) { return r.horizon.years; }),
                {"year", "years ahead; 0 for a mean over several"});
  file.variable("/backtest/pairs", {row}, each<std::int64_t>(rows, [](const auto& r) { return r.pairs; }),
                {"1", "pairs of forecast and outcome"});
  file.variable("/backtest/countries", {row}, each<std::int64_t>(rows, [](const auto& r) { return r.countries; }),
                {"1", "countries with a pair"});
  for (const auto& column : row_columns)
    file.variable(column.name, {row}, each<double>(rows, [&](const auto& r) { return r.*column.field; }),
                  {column.unit, column.what});
  for (const auto& column : range_columns) {
    std::vector<double> ends;
    for (const auto& r : rows) append(ends, std::array{(r.*column.field).low, (r.*column.field).high});
    file.variable(column.name, {row, "range_end"}, ends, {"1", column.what});
  }
  std::vector<double> coverage;
  Integers pit;
  Integers faults;
  for (const auto& r : rows) {
    append(coverage, r.coverage);
    append(pit, r.pit);
    for (const auto fault : every<ForecastFault>) faults.push_back(std::count(r.faults.begin(), r.faults.end(), fault));
  }
  file.variable("/backtest/coverage", {row, "coverage_level"}, coverage,
                {"1", "share of outcomes inside the central interval"});
  file.variable("/backtest/pit", {row, "pit_tenth"}, pit,
                {"1", "outcomes by tenth of the probability integral transform"});
  file.variable("/backtest/ratio_without_one", {row},
                each<double>(rows, [](const auto& r) { return r.without_one.ratio; }),
                {"1", "the ratio without the one origin of one country that moves it most"});
  file.variable("/backtest/one_iso3", {row}, each<std::string>(rows, [](const auto& r) { return r.without_one.iso3; }),
                {"1", "country of that origin; empty where nothing was left out"});
  file.variable("/backtest/one_origin", {row},
                each<std::int64_t>(rows, [](const auto& r) { return r.without_one.origin; }),
                {"1", "calendar year of that origin; 0 where nothing was left out"});
  file.variable("/backtest/faults", {row, "forecast_fault"}, faults, {"1", "1 where the forecast lacks it"});
}

std::vector<BacktestRow> read_backtest_rows(const Hdf5Reader& file) {
  const Integers pairs = file.integers("/backtest/pairs");
  const std::size_t n = pairs.size();
  std::vector<BacktestRow> rows(n);
  read_named(file, "/backtest/model", rows, &BacktestRow::model, forecast_model_names);
  const Strings kind = of_size(file.strings("/backtest/horizon_kind"), n, "horizon_kind");
  const Integers horizons = of_size(file.integers("/backtest/horizon_years"), n, "horizon_years");
  const Integers countries = of_size(file.integers("/backtest/countries"), n, "countries");
  const Positions<Row> every_row(n);
  const auto coverage = shaped(file.doubles("/backtest/coverage"), "coverage", every_row, every<CentralInterval>);
  const auto pit = shaped(file.integers("/backtest/pit"), "pit", every_row, tenths);
  const auto faults = shaped(file.integers("/backtest/faults"), "faults", every_row, every<ForecastFault>);
  const auto count = [](std::int64_t value, const char* what) { return number_below(many, value, what); };
  for (const auto i : every_row) {
    auto& r = rows[i];
    r.horizon = {named(kind[i], horizon_kind_names, "horizon_kind"), years(horizons[i], 101, "horizon_years")};
    r.pairs = count(pairs[i], "pairs");
    r.countries = count(countries[i], "countries");
    for (const auto interval : every<CentralInterval>) r.coverage[interval] = coverage(i, interval);
    for (const auto t : tenths) r.pit[t] = count(pit(i, t), "pit");
    for (const auto fault : every<ForecastFault>)
      if (flag(faults(i, fault), "faults")) r.faults.push_back(fault);
  }
  if (file.has("/backtest/ratio_without_one")) {  // not in files of before
    const auto ratio = of_size(file.doubles("/backtest/ratio_without_one"), n, "ratio_without_one");
    const Strings iso3 = of_size(file.strings("/backtest/one_iso3"), n, "one_iso3");
    const Integers origin = of_size(file.integers("/backtest/one_origin"), n, "one_origin");
    for (std::size_t i = 0; i < n; ++i) rows[i].without_one = {ratio[i], iso3[i], years(origin[i], 2101, "one_origin")};
  }
  for (const auto& column : row_columns) {
    const auto values = of_size(file.doubles(column.name), n, column.name);
    for (std::size_t i = 0; i < n; ++i) rows[i].*column.field = values[i];
  }
  for (const auto& column : range_columns) {
    const auto ends = shaped(file.doubles(column.name), column.name, every_row, every<RangeEnd>);
    for (const auto i : every_row) rows[i].*column.field = {ends(i, RangeEnd::low), ends(i, RangeEnd::high)};
  }
  return rows;
}

}  // namespace

void write_backtest(Hdf5Writer& file, const Results& r) { write_backtest(file, r.identity.backtest); }

void read_backtest(const Hdf5Reader& file, Results& r) { r.identity.backtest = read_backtest_rows(file); }

}  // namespace salus::output::layout
