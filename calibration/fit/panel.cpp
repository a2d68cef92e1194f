#include "calibration/fit/panel.hpp"

#include <algorithm>
#include <cstdlib>

#include "calibration/driver_paths.hpp"
#include "calibration/homicide_level.hpp"
#include "calibration/register_quality.hpp"

namespace salus::calibration {
namespace {

constexpr int silent_years = 2;
constexpr int modelled_every = 5;
constexpr int driver_horizon = model::horizon_years;  ///< years after the last for which drivers go on

/// Which modelled estimates are read. A model smooths its estimates over years, so its changes say little and its
/// neighbours the same thing again; read as a yearly series they made back-tested forecasts of police figures worse
/// than none. So: one in the middle of the years shared with the police, for the offset, and one in five where the
/// police are silent.
std::vector<int> modelled_years(const CountryTables& country, int first_year, int last_year) {
  std::vector<int> shared;
  std::vector<int> alone;
  for (const auto& row : country.who) {
    if (row.year < first_year || row.year > last_year || !(row.rate > least_rate)) continue;
    int nearest = silent_years + 1;
    for (const auto& police : country.homicide)
      if (police.year <= last_year && police.rate > least_rate)
        nearest = std::min(nearest, std::abs(police.year - row.year));
    if (nearest == 0) shared.push_back(row.year);
    if (nearest > silent_years && row.year % modelled_every == 0) alone.push_back(row.year);
  }
  if (!shared.empty()) alone.push_back(shared[shared.size() / 2]);
  return alone;
}

/// The years of a series of driver changes.
struct DriverYears {
  int first = 0;
  int last_known = 0;  ///< later values are not looked at
  int end = 0;
};

/// Yearly changes of a driver: linear between known values, none before the first; after the last the slope of the last
/// five years, damped.
std::vector<double> driver_changes(const std::vector<YearValue>& series, double unit, const DriverYears& years) {
  std::vector<YearValue> known;
  for (const auto& row : series)
    if (row.year <= years.last_known) known.push_back(row);
  if (known.empty()) return {};
  std::vector<double> changes;
  const double step = last_slope(known, unit);
  double damped = 1.0;
  for (int year = years.first; year <= years.end; ++year) {
    double change = 0.0;
    if (year > known.back().year) {
      damped *= driver_damping;
      change = step * damped;
    } else {
      const auto after =
          std::lower_bound(known.begin(), known.end(), year, [](const YearValue& v, int at) { return v.year < at; });
      if (after != known.begin())
        change = (after->value - (after - 1)->value) / (unit * (after->year - (after - 1)->year));
    }
    changes.push_back(change);
  }
  return changes;
}

DriverYears driver_years(const FitPanel& panel, const PanelYears& years) {
  return {.first = panel.first_year, .last_known = years.last_known, .end = panel.last_year + driver_horizon};
}

/// Exposure at the last police reading; to be called before others are added.
void set_exposure(PanelCountry& country) {
  if (country.readings.empty()) return;
  const Reading& last = country.readings.back();
  if (last.counting > 0.0) country.exposure = 1.0 / (last.counting * model::exponential(last.log_rate));
}

}  // namespace

FitPanel fit_panel(const OwnFigures& own, const PanelYears& years, const Tables& like) {
  const int last_year = years.last_known;
  FitPanel panel;
  panel.last_year = std::max(last_year, years.end);
  panel.regions = model::region_count + 1;
  panel.first_year = last_year;
  for (const auto& [iso3, series] : own.rates) panel.first_year = std::min(panel.first_year, series.begin()->first);
  panel.first_year = std::max(panel.first_year, panel.last_year - most_years + 1);
  const auto units = driver_units(like.by_country, last_year);
  for (const auto& [iso3, series] : own.rates) {
    if (series.begin()->first > last_year) continue;
    PanelCountry country;
    country.iso3 = iso3;
    country.region = model::region_count;
    for (const auto& known : like.by_country)
      if (known.name.iso3 == iso3) {
        country.region = static_cast<std::uint32_t>(known.name.region);
        country.quality = register_quality(known, last_year);
      }
    const auto counts = own.victims.find(iso3);
    for (const auto& [year, rate] : series) {
      if (year < panel.first_year || year > last_year) continue;
      double counting = 0.0;
      if (counts != own.victims.end())
        if (const auto count = counts->second.find(year); count != counts->second.end()) counting = 1.0 / count->second;
      country.readings.push_back({panel.position(year), model::logarithm(rate), counting, false});
    }
    set_exposure(country);
    if (const auto drivers = own.drivers.find(iso3); drivers != own.drivers.end())
      for (const auto d : model::every<model::Driver>)
        country.driver[d] = driver_changes(drivers->second[d], units[d], driver_years(panel, years));
    panel.countries.push_back(std::move(country));
  }
  return panel;
}

FitPanel fit_panel(const Tables& tables, const PanelYears& years) {
  const int last_year = years.last_known;
  FitPanel panel;
  panel.last_year = std::max(last_year, years.end);
  panel.first_year = last_year;
  panel.regions = model::region_count;
  const auto usable = [&](int year, double rate) { return year <= last_year && rate > least_rate; };
  for (const auto& country : tables.by_country) {
    for (const auto& row : country.homicide)
      if (usable(row.year, row.rate)) panel.first_year = std::min(panel.first_year, row.year);
    for (const auto& row : country.who)
      if (usable(row.year, row.rate)) panel.first_year = std::min(panel.first_year, row.year);
  }
  panel.first_year = std::max(panel.first_year, panel.last_year - most_years + 1);
  const auto units = driver_units(tables.by_country, last_year);
  for (const auto& from : tables.by_country) {
    PanelCountry country;
    country.iso3 = from.name.iso3;
    country.region = static_cast<std::uint32_t>(from.name.region);
    country.quality = register_quality(from, last_year);
    for (const auto& row : from.homicide)
      if (usable(row.year, row.rate) && row.year >= panel.first_year)
        country.readings.push_back(
            {panel.position(row.year), model::logarithm(row.rate), counting_variance(from, row), false});
    set_exposure(country);
    for (const int year : modelled_years(from, panel.first_year, last_year))
      for (const auto& row : from.who)
        if (row.year == year) country.readings.push_back({panel.position(year), model::logarithm(row.rate), 0.0, true});
    std::stable_sort(country.readings.begin(), country.readings.end(),
                     [](const Reading& a, const Reading& b) { return a.year < b.year; });
    for (const auto d : model::every<model::Driver>)
      country.driver[d] = driver_changes(from.drivers[d], units[d], driver_years(panel, years));
    panel.countries.push_back(std::move(country));
  }
  std::sort(panel.countries.begin(), panel.countries.end(),
            [](const auto& a, const auto& b) { return a.iso3 < b.iso3; });
  return panel;
}

}  // namespace salus::calibration
