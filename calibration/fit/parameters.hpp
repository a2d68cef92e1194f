#pragma once
/// What all countries share in the fit: names, priors, and where each prior comes from.
#include <array>
#include <string_view>

#include "model/core/ids.hpp"
#include "model/parameters/prior.hpp"

namespace salus::calibration {

enum class Pooled : std::size_t {
  typical_volatility,
  volatility_spread,
  jump_rate,
  outlier_rate,
  jump_size,
  reading_noise,
  reading_spread,
  forced_year,
  offset_spread,
  offset_step,
  modelled_noise,
  world_variance,
  region_variance,
  drift_step,
  level_spread,
  driver_first,
  driver_last = driver_first + model::driver_count - 1
};
inline constexpr std::size_t pooled_count = static_cast<std::size_t>(Pooled::driver_last) + 1;

struct PooledRecord {
  std::string_view name;
  std::string_view unit;
  model::Prior prior;  ///< lognormal or normal, cut to its bounds
  std::string_view meaning;
  std::string_view source;
};

/// In the order of `Pooled`. Drivers take their priors from the model's registry.
const std::array<PooledRecord, pooled_count>& pooled_records();

/// Values by `Pooled`.
class PooledValues {
 public:
  double operator[](Pooled p) const { return values_[static_cast<std::size_t>(p)]; }
  double& operator[](Pooled p) { return values_[static_cast<std::size_t>(p)]; }
  double& at(std::size_t i) { return values_[i]; }
  double at(std::size_t i) const { return values_[i]; }

 private:
  std::array<double, pooled_count> values_{};
};

/// Drift before the first year: Normal(0, sd), a year. Levels of regions: Normal(log per 100,000, sd).
inline constexpr double drift_prior_sd = 0.03;
inline constexpr double level_prior_mean = 1.8;
inline constexpr double level_prior_sd = 1.2;

/// What 2020 adds to the yearly mean of the log rate: a shock that holds through the year and fades in equal monthly
/// steps through the next, as in the engine.
double forced_shift(const PooledValues& values, int year);

/// A value on the line on which its prior is normal: the log of a lognormal one.
double to_line(const model::Prior& prior, double value);
double from_line(const model::Prior& prior, double line);
/// Log density on that line, up to a constant; -infinity outside the bounds.
double log_prior(const model::Prior& prior, double line);

}  // namespace salus::calibration
