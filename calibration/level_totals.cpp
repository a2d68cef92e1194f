#include "calibration/level_totals.hpp"

#include <cmath>

#include "model/core/elementary.hpp"
#include "model/core/grid.hpp"

namespace salus::calibration {
namespace {

using model::CrimeType;
using model::exponential;
using model::logarithm;

/// Of the logs of two countries' drawn levels, or of one country's with itself.
double log_covariance(const TypeLevels& one, const TypeLevels& other, CrimeType type) {
  double sum = &one == &other ? one[type].own_sd * one[type].own_sd : 0.0;
  for (std::uint32_t u = 0; u < model::level_unknowns; ++u) sum += one[type].common[u] * other[type].common[u];
  return one[type].per_homicide ? sum + log_covariance(one, other, CrimeType::homicide) : sum;
}

}  // namespace

double total_log_variance(const std::vector<TypeLevels>& levels, const std::vector<double>& people, CrimeType type) {
  double total = 0.0;
  double excess = 0.0;
  for (std::size_t i = 0; i < levels.size(); ++i) {
    const double here = people[i] * exponential(levels[i][type].log_rate);
    total += here;
    for (std::size_t j = 0; j < levels.size(); ++j)
      excess += here * people[j] * exponential(levels[j][type].log_rate) *
                (exponential(log_covariance(levels[i], levels[j], type)) - 1.0);
  }
  return logarithm(1.0 + excess / (total * total));
}

void set_medians(std::vector<TypeLevels>& levels, const std::vector<double>& people) {
  for (const auto type : model::every<CrimeType>) {
    const double total = total_log_variance(levels, people, type);
    for (auto& country : levels) {
      const double shift = 0.5 * (total - log_covariance(country, country, type));
      country[type].log_median = country[type].log_rate + shift;
    }
  }
  // A ratio's median, so that it and the homicide level together have the one set above.
  for (auto& country : levels)
    for (auto& level : country)
      if (level.per_homicide) level.log_median -= country[CrimeType::homicide].log_median;
}

}  // namespace salus::calibration
