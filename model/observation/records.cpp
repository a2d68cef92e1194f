#include "model/observation/records.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "model/core/elementary.hpp"
#include "model/core/grid.hpp"
#include "model/random/purposes.hpp"
#include "model/random/sampler.hpp"

namespace salus::model {
namespace {

using P = Parameter;

/// A share whose odds are multiplied.
double moved(double share, double odds) { return share * odds / (1.0 - share + share * odds); }

}  // namespace

double records_extra_sd(const ParameterDraw& p, double power) {
  const double noise = p[P::record_noise] / power;
  const double drift = p[P::record_drift] / power;
  return std::sqrt(2.0 * noise * noise + drift * drift);
}

double records_statistic(const CountPair& counts, const ParameterDraw& p, const Recording& recording, RandomKey key,
                         std::uint32_t city) {
  const double recorded = p[P::recorded_homicide];
  const double drift_sd = p[P::record_drift] / recording.power;
  const double noise_sd = p[P::record_noise] / recording.power;
  const auto normal = [&](std::uint32_t n) { return standard_normal(key, {city, 0, purpose::recording, n}); };
  const double base_mean = counts.base.homicides.value() * recorded * exponential(noise_sd * normal(1));
  const double kept = std::min(1.0 / recorded, exponential(recording.change + drift_sd * normal(0)));
  const double end_mean = counts.end.homicides.value() * kept * recorded * exponential(noise_sd * normal(2));
  const double base = 0.5 + static_cast<double>(poisson(key, {city, 0, purpose::recording, 3}, base_mean));
  const double end = 0.5 + static_cast<double>(poisson(key, {city, 0, purpose::recording, 4}, end_mean));
  const double fall = logarithm(base / counts.base.people.value()) - logarithm(end / counts.end.people.value());
  const double extra = records_extra_sd(p, recording.power);
  return fall / std::sqrt(1.0 / base + 1.0 / end + extra * extra);
}

double survey_statistic(const SurveyWaves& waves, const ParameterDraw& p, RandomKey key, std::uint32_t city) {
  if (waves.each < least_interviews) return std::numeric_limits<double>::quiet_NaN();
  const double effective = waves.each.value() / p[P::survey_design_effect];
  const auto wave = [&](Probability prevalence, std::uint32_t n) {
    return 0.5 + static_cast<double>(binomial(key, {city, 0, purpose::survey, n}, static_cast<std::int64_t>(effective),
                                              prevalence.value()));
  };
  const double base = wave(waves.base, 0);
  const double end = wave(waves.end, 1);
  return (logarithm(base) - logarithm(end)) / std::sqrt(1.0 / base + 1.0 / end - 2.0 / (effective + 1.0));
}

EnumArray<double, CrimeType> reported_share(const ParameterDraw& p, double trust) {
  const double odds = exponential(p[P::reporting_on_trust] * (trust - p[P::trust_level]));
  EnumArray<double, CrimeType> shares{};
  for (const auto k : every<CrimeType>) shares[k] = moved(share_of(row_of(k).reported, p), odds);
  return shares;
}

double kept_share(const ParameterDraw& p, double capacity) {
  return moved(p[P::recorded_homicide], exponential(p[P::recording_on_capacity] * (capacity - p[P::capacity_level])));
}

}  // namespace salus::model
