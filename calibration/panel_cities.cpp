#include "calibration/panel_cities.hpp"

#include <algorithm>
#include <limits>

#include "model/core/elementary.hpp"

namespace salus::calibration {
namespace {

/// percent of the urban population
constexpr double lower_below = 10.0;
constexpr double higher_above = 40.0;
constexpr int past_years = model::panel_past_years;
constexpr int panel_years = model::panel_years;

/// Index of the later of the two points that a year lies between (the last two beyond the end). @pre two points or
/// more.
std::size_t later_point(const std::vector<YearValue>& points, int year) {
  std::size_t i = 1;
  while (i + 1 < points.size() && points[i].year < year) ++i;
  return i;
}

void scale_to_country(std::vector<model::City>& cities, const Population& population, int start_year) {
  int year = start_year - past_years;
  for (std::size_t y = 0; y < model::panel_years; ++y) {
    double sum = 0.0;
    for (const auto& city : cities) sum += city.population[y];
    const double all = population.persons(year);
    if (sum > all)
      for (auto& city : cities) city.population[y] *= all / sum;
    ++year;
  }
}

}  // namespace

model::Vulnerability vulnerability_of(double slum_percent) {
  using V = model::Vulnerability;
  return slum_percent < lower_below ? V::lower : slum_percent > higher_above ? V::higher : V::middle;
}

double city_persons(const std::vector<YearValue>& points, int year) {
  if (points.size() == 1 || year <= points.front().year) return points.front().value;
  const auto& b = points[later_point(points, year)];
  const auto& a = *(&b - 1);
  if (year == b.year) return b.value;
  const double years = b.year - a.year;
  const double part = (year - a.year) / years;
  return a.value * model::exponential(part * model::logarithm(b.value / a.value));
}

std::vector<model::City> panel_cities(const CountryName& country, const std::vector<const City*>& cities,
                                      const Population& population, const Towns& towns, int start_year,
                                      std::set<std::string>& used) {
  std::vector<model::City> panel;
  const auto vulnerability = vulnerability_of(towns.slum_percent);
  const int first = start_year - past_years;
  for (const auto* city : cities) {
    panel.push_back({city->un_city_code, city->name, city->latitude, city->longitude, vulnerability, {}});
    for (int year = first; year < first + panel_years; ++year)
      panel.back().population.push_back(city_persons(city->persons, year));
    for (const auto& point : city->persons)
      if (point.year > first - 5) used.insert(point.source_id);
  }
  if (panel.empty()) {
    constexpr double nowhere = std::numeric_limits<double>::quiet_NaN();
    panel.push_back(
        {model::towns_code_base + country.m49, "Towns of " + country.name, nowhere, nowhere, vulnerability, {}});
    for (int year = first; year < first + panel_years; ++year)
      panel.back().population.push_back(towns.urban_share * population.persons(year));
  }
  std::sort(panel.begin(), panel.end(), [](const model::City& a, const model::City& b) { return a.code < b.code; });
  scale_to_country(panel, population, start_year);
  return panel;
}

}  // namespace salus::calibration
