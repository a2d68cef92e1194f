#include "calibration/driver_paths.hpp"

#include <algorithm>

#include "calibration/statistics.hpp"
#include "model/core/calendar.hpp"
#include "model/core/elementary.hpp"

namespace salus::calibration {
namespace {

constexpr int reference_year = 2019;
constexpr int trend_years = 5;
constexpr std::size_t least_values = 3;

/// Value of a yearly series of mid-years at the start of a month; held at both ends.
double at_month(const std::vector<YearValue>& series, int start_year, std::size_t month) {
  const auto value = [&](int year) {
    const int at = std::clamp(year - series.front().year, 0, static_cast<int>(series.size()) - 1);
    return series[static_cast<std::size_t>(at)].value;
  };
  const int year = start_year - 1 + static_cast<int>((month + 6) / 12);
  return value(year) + (value(year + 1) - value(year)) * static_cast<double>((month + 6) % 12) / 12.0;
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
  for (std::size_t m = 0; m < model::horizon_months; ++m) {
    const auto year = static_cast<double>(m / 12);
    const double part = static_cast<double>(m % 12) / 12.0;
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

std::array<double, model::driver_count> driver_units(const std::vector<CountryTables>& countries, int last_year) {
  std::array<double, model::driver_count> units{};
  for (std::size_t d = 0; d < model::driver_count; ++d) {
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

std::array<std::vector<double>, model::driver_count> driver_paths(const CountryTables& country,
                                                                  const std::array<double, model::driver_count>& units,
                                                                  int last_year, int start_year,
                                                                  std::set<std::string>& used) {
  std::array<std::vector<double>, model::driver_count> paths;
  for (std::size_t d = 0; d < model::driver_count; ++d) {
    const auto& series = country.drivers[d];
    if (d == model::index(model::Driver::youth_share) && !series.empty()) {
      for (std::size_t m = 0; m < model::horizon_months; ++m)
        paths[d].push_back((at_month(series, start_year, m) - at_month(series, start_year, 0)) / units[d]);
      used.insert(series.front().source_id);
      used.insert(series.back().source_id);
      continue;
    }
    std::vector<YearValue> known;
    for (const auto& row : series)
      if (row.year <= last_year) known.push_back(row);
    if (known.empty()) {
      paths[d].assign(model::horizon_months, 0.0);
      continue;
    }
    paths[d] = trend_path(known, units[d], start_year);
    used.insert(known.back().source_id);
  }
  return paths;
}

}  // namespace salus::calibration
