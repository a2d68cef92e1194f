#include "calibration/driver_paths.hpp"

#include <algorithm>

#include "calibration/demography.hpp"
#include "calibration/statistics.hpp"
#include "model/core/calendar.hpp"
#include "model/core/elementary.hpp"
#include "model/core/grid.hpp"

namespace salus::calibration {
namespace {

constexpr int reference_year = 2019;
constexpr int trend_years = 5;
constexpr std::size_t least_values = 3;

/// Value of a yearly series of mid-years at the start of a month; held at both ends.
double at_month(const std::vector<YearValue>& series, int start_year, std::uint32_t month) {
  const int year = between_mid_years(start_year, month).year;
  const double before = in_year(series, year).value;
  return before + (in_year(series, year + 1).value - before) * ((month + 6) % 12) / 12.0;
}

/// Sum of damped yearly steps `x` years after the last value: phi (1 - phi^x) / (1 - phi).
double damped_years(double x) {
  return driver_damping * (1.0 - model::exponential(x * model::logarithm(driver_damping))) / (1.0 - driver_damping);
}

/// Yearly values of the change from the start, linear by month in between.
std::vector<double> trend_path(const std::vector<YearValue>& known, double unit, int start_year) {
  std::vector<double> path;
  const double step = last_slope(known, unit);
  const double first = start_year - (known.back().year + 0.5);
  for (std::uint32_t m = 0; m < model::horizon_months; ++m) {
    const double year = m / 12;
    const double part = m % 12 / 12.0;
    const double a = damped_years(first + year);
    const double b = damped_years(first + year + 1.0);
    path.push_back(step * (a + (b - a) * part - damped_years(first)));
  }
  return path;
}

}  // namespace

double last_slope(const std::vector<YearValue>& known, double unit) {
  std::vector<double> x;
  std::vector<double> y;
  for (const auto& row : known)
    if (row.year > known.back().year - trend_years) {
      x.push_back(row.year);
      y.push_back(row.value);
    }
  return x.size() >= least_values ? slope(x, y) / unit : 0.0;
}

model::EnumArray<double, model::Driver> driver_units(const std::vector<CountryTables>& countries, int last_year) {
  model::EnumArray<double, model::Driver> units;
  for (const auto d : model::every<model::Driver>) {
    std::vector<double> latest;
    for (const auto& country : countries) {
      const YearValue* last = nullptr;
      for (const auto& row : country.drivers[d])
        if (row.year <= std::min(reference_year, last_year)) last = &row;
      if (last != nullptr) latest.push_back(last->value);
    }
    const double sd = standard_deviation(latest);
    units[d] = sd > 0.0 ? sd : 1.0;
  }
  return units;
}

model::EnumArray<std::vector<double>, model::Driver> driver_paths(const CountryTables& country,
                                                                  const model::EnumArray<double, model::Driver>& units,
                                                                  const ViewYears& years, std::set<std::string>& used) {
  model::EnumArray<std::vector<double>, model::Driver> paths;
  for (const auto d : model::every<model::Driver>) {
    const auto& series = country.drivers[d];
    if (d == model::Driver::youth_share && !series.empty()) {
      for (std::uint32_t m = 0; m < model::horizon_months; ++m)
        paths[d].push_back((at_month(series, years.start, m) - at_month(series, years.start, 0)) / units[d]);
      used.insert(series.front().source_id);
      used.insert(series.back().source_id);
      continue;
    }
    std::vector<YearValue> known;
    for (const auto& row : series)
      if (row.year <= years.last_data) known.push_back(row);
    if (known.empty()) {
      paths[d].assign(model::horizon_months, 0.0);
      continue;
    }
    paths[d] = trend_path(known, units[d], years.start);
    used.insert(known.back().source_id);
  }
  return paths;
}

}  // namespace salus::calibration
