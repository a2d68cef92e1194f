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

double least_fall() {
  static const double tenth = -logarithm(0.9);
  return tenth;
}

CountPair on_record(const CountPair& counts, const ParameterDraw& p, const Recording& recording, RandomKey key,
                    std::uint32_t city) {
  const double recorded = p[P::recorded_homicide];
  const double drift_sd = p[P::record_drift] / recording.power;
  const double noise_sd = p[P::record_noise] / recording.power;
  const auto normal = [&](std::uint32_t n) { return standard_normal(key, {city, 0, purpose::recording, n}); };
  const double kept = std::min(1.0 / recorded, exponential(recording.change + drift_sd * normal(0)));
  CountPair seen = counts;
  seen.base.homicides *= recorded * exponential(noise_sd * normal(1));
  seen.end.homicides *= kept * recorded * exponential(noise_sd * normal(2));
  return seen;
}

Reading reading(std::span<const CountPair> cities, const ParameterDraw& p, double power, RandomKey key,
                std::uint32_t entity) {
  CountPair all;
  double base_squares = 0.0;
  double end_squares = 0.0;
  for (const CountPair& one : cities) {
    all.base.homicides += one.base.homicides;
    all.base.people += one.base.people;
    all.end.homicides += one.end.homicides;
    all.end.people += one.end.people;
    base_squares += one.base.homicides.value() * one.base.homicides.value();
    end_squares += one.end.homicides.value() * one.end.homicides.value();
  }
  const auto counted = [&](const HomicideCount& expected, std::uint32_t n) {
    return 0.5 + static_cast<double>(poisson(key, {entity, 0, purpose::recording, n}, expected.homicides.value()));
  };
  const auto part = [](double squares, const HomicideCount& sum) {
    const double n = sum.homicides.value();
    return n > 0.0 ? squares / (n * n) : 1.0;
  };
  const double noise = p[P::record_noise] / power;
  const double drift = p[P::record_drift] / power;
  const double base = counted(all.base, 3);
  const double end = counted(all.end, 4);
  Reading out;
  out.log_base = logarithm(base / all.base.people.value());
  out.fall = out.log_base - logarithm(end / all.end.people.value());
  out.concentration = part(base_squares, all.base);
  out.base_variance = 1.0 / base + out.concentration * noise * noise;
  out.variance = out.base_variance + 1.0 / end + part(end_squares, all.end) * (noise * noise + drift * drift);
  return out;
}

double against_controls(const Reading& city, const Reading& controls) {
  return (city.fall - controls.fall - least_fall()) / std::sqrt(city.variance + controls.variance);
}

Parting parting(const ParameterDraw& p, double years) {
  const double keep = p[P::city_persistence];
  const double passing = p[P::city_volatility] * p[P::city_volatility] / (1.0 - keep * keep);
  const double lasting = p[P::city_effect_sd] * p[P::city_effect_sd];
  // Means of three years: covariances of single years, as many as there are pairs so far apart.
  const double within = passing * (3.0 + 4.0 * keep + 2.0 * keep * keep) / 9.0;
  const double pairs = (1.0 / (keep * keep) + 2.0 / keep + 3.0 + 2.0 * keep + keep * keep) / 9.0;
  const double across = passing * exponential(years * logarithm(keep)) * pairs;
  return {.level_variance = lasting + within, .closing = within - across, .mean_level = -0.5 * (lasting + passing)};
}

double credit_statistic(const Reading& city, const Reading& controls, const Parting& parting) {
  const double both = 1.0 + controls.concentration;
  // Together, the control cities' level is that of their country the more of them there are.
  const double gap = city.log_base - controls.log_base - (1.0 - controls.concentration) * parting.mean_level;
  const double base_noise = city.base_variance + controls.base_variance;
  const double gap_variance = both * parting.level_variance + base_noise;
  const double covariance = both * parting.closing + base_noise;
  const double returning = covariance / gap_variance * gap;
  const double variance =
      2.0 * both * parting.closing + city.variance + controls.variance - covariance * covariance / gap_variance;
  return (city.fall - controls.fall - returning - least_fall()) / std::sqrt(variance);
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
  return (logarithm(base) - logarithm(end) - least_fall()) /
         std::sqrt(1.0 / base + 1.0 / end - 2.0 / (effective + 1.0));
}

EnumArray<double, CrimeType> reported_share(const ParameterDraw& p, double trust) {
  const double odds = exponential(p[P::reporting_on_trust] * (trust - p[P::trust_level]));
  EnumArray<double, CrimeType> shares{};
  for (const auto k : every<CrimeType>) shares[k] = moved(share_of(row_of(k).reported, p), odds);
  return shares;
}

EnumArray<double, CrimeType> kept_share(const ParameterDraw& p, double capacity) {
  const double odds = exponential(p[P::recording_on_capacity] * (capacity - p[P::capacity_level]));
  EnumArray<double, CrimeType> shares{};
  for (const auto k : every<CrimeType>) shares[k] = moved(share_of(row_of(k).kept, p), odds);
  return shares;
}

}  // namespace salus::model
