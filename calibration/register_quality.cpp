#include "calibration/register_quality.hpp"

#include <algorithm>
#include <cmath>

#include "calibration/statistics.hpp"
#include "model/core/elementary.hpp"

namespace salus::calibration {
namespace {

constexpr double line = 0.75;  ///< that the second publisher answers for
constexpr double middle_below = 0.5 * line;
constexpr double middle_above = 0.5 * (line + 1.0);

/// Mean of the values up to that year, or the first one. @pre not empty
double mean_until(const std::vector<YearValue>& values, int last_year) {
  double sum = 0.0;
  double n = 0.0;
  for (const auto& row : values)
    if (row.year <= last_year || n == 0.0) {
      sum += row.value;
      ++n;
    }
  return sum / n;
}

double completeness(const CountryTables& country, int last_year) {
  const auto& share = country.death_register[RegisterMeasure::completeness];
  if (!share.empty()) return mean_until(share, last_year) / 100.0;
  const auto& reached = country.death_register[RegisterMeasure::at_least_75_percent];
  return !reached.empty() && mean_until(reached, last_year) > 0.5 ? middle_above : middle_below;
}

/// log 2: a model estimate further off than a factor of two puts the level in dispute
constexpr double disputed_factor = 0.69;

}  // namespace

std::vector<HomicideYear> usable_homicide(const CountryTables& country, int last_year) {
  std::vector<HomicideYear> rows;
  for (const auto& row : country.homicide)
    if (row.year <= last_year && row.rate > least_rate) rows.push_back(row);
  return rows;
}

std::optional<double> modelled_ratio(const CountryTables& country, const std::vector<ModelledHomicide>& modelled,
                                     int last_year) {
  std::vector<double> logs;
  for (const auto& row : usable_homicide(country, last_year))
    for (const auto& estimate : modelled)
      if (estimate.year == row.year && estimate.rate > 0) logs.push_back(model::logarithm(estimate.rate / row.rate));
  return logs.empty() ? std::nullopt : std::optional(median(logs));
}

double disagreement(const CountryTables& country, int last_year) {
  double largest = 0.0;
  for (const auto* modelled : {&country.who, &country.ihme})
    if (const auto ratio = modelled_ratio(country, *modelled, last_year)) largest = std::max(largest, std::abs(*ratio));
  return largest > disputed_factor ? largest : 0.0;
}

double register_quality(const CountryTables& country, int last_year) {
  const double gap = disagreement(country, last_year);
  const double agreement = gap > 0.0 ? 2.0 * model::exponential(-gap) : 1.0;
  return std::clamp(std::min(completeness(country, last_year), agreement), least_quality, 1.0);
}

}  // namespace salus::calibration
