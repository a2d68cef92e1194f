#pragma once
/// The Kalman filter of one country: mean and covariance of its state, prediction by a year, update by a reading. For
/// filter.cpp and event_filter.cpp.
#include <algorithm>
#include <array>
#include <cmath>
#include <span>

#include "calibration/fit/country_law.hpp"

namespace salus::calibration::moments {

enum : std::size_t { h, m, b, x };  // level, memory, offset of the second source, yearly mean (of this year only)
using Vector = std::array<double, 4>;
using Matrix = std::array<Vector, 4>;

struct Moments {
  Vector mean{};
  Matrix cov{};
};

/// What a year's prediction adds.
struct Prediction {
  double expected = 0.0;  ///< external change
  double variance = 0.0;  ///< of its innovation
  double offset = 0.0;    ///< of the step of the second source's offset
};

/// The step with the covariance that an innovation of variance 1 brings: (eta, eta~) have [[1, 13/24], [13/24,
/// 650/1728]].
struct Step : YearStep {
  explicit Step(const Feedback& f) : YearStep(f) {
    const Vector loaded{of_change.level, of_change.memory, 0.0, of_change.mean};
    for (std::size_t i : {h, m, b, x})
      for (std::size_t j : {h, m, b, x})
        noise[i][j] = loaded[i] * loaded[j] + (i == x ? mean_weight * loaded[j] : 0.0) +
                      (j == x ? mean_weight * loaded[i] : 0.0) + (i == x && j == x ? mean_square : 0.0);
  }
  Matrix noise{};

  void predict(Moments& s, const Prediction& year) const {
    const double vh = of_memory.level;
    const double vm = of_memory.memory;
    const double vx = of_memory.mean;
    Matrix& c = s.cov;
    const double hh = c[h][h];
    const double hm = c[h][m];
    const double mm = c[m][m];
    const double hb = c[h][b];
    const double mb = c[m][b];
    const double bb = c[b][b];
    const double before_h = s.mean[h];
    const double before_m = s.mean[m];
    s.mean[h] = before_h + vh * before_m + of_change.level * year.expected;
    s.mean[m] = vm * before_m + of_change.memory * year.expected;
    s.mean[x] = before_h + vx * before_m + (mean_weight + of_change.mean) * year.expected;
    c[h][h] = hh + 2.0 * vh * hm + vh * vh * mm;
    c[h][m] = vm * (hm + vh * mm);
    c[h][b] = hb + vh * mb;
    c[h][x] = hh + (vh + vx) * hm + vh * vx * mm;
    c[m][m] = vm * vm * mm;
    c[m][b] = vm * mb;
    c[m][x] = vm * (hm + vx * mm);
    c[b][b] = bb + year.offset;
    c[b][x] = hb + vx * mb;
    c[x][x] = hh + 2.0 * vx * hm + vx * vx * mm;
    add_noise(s, year.variance);
  }

  /// More variance of this year's innovation, after `predict`. The lower triangle is not kept.
  void add_noise(Moments& s, double variance) const {
    for (std::size_t i = 0; i < 4; ++i)
      for (std::size_t j = i; j < 4; ++j) s.cov[i][j] += variance * noise[i][j];
  }
};

/// Update by one reading: innovation, its variance and the Kalman gain.
struct Update {
  double error = 0.0;
  double variance = 1.0;
  Vector gain{};
};

inline double noise_of(const CountryLaw& law, const Reading& r, bool outlier) {
  return r.counting + (r.modelled ? law.modelled_variance : law.reading_variance) + (outlier ? law.jump_variance : 0.0);
}

/// @param log_rate that was read, less the year's shift.
inline Update update(Moments& s, const CountryLaw& law, const Reading& r, double log_rate, bool outlier) {
  const double z = r.modelled ? 1.0 : 0.0;
  const auto& c = s.cov;
  const Vector cross{c[h][x] + z * c[h][b], c[m][x] + z * c[m][b], c[b][x] + z * c[b][b], c[x][x] + z * c[b][x]};
  Update u;
  u.error = log_rate - s.mean[x] - z * s.mean[b];
  u.variance = cross[x] + z * cross[b] + noise_of(law, r, outlier);
  const double inverse = 1.0 / u.variance;
  for (std::size_t i = 0; i < 4; ++i) {
    u.gain[i] = cross[i] * inverse;
    s.mean[i] += u.gain[i] * u.error;
  }
  for (std::size_t i = 0; i < 4; ++i)
    for (std::size_t j = i; j < 4; ++j) s.cov[i][j] -= u.gain[i] * cross[j];
  return u;
}

inline double log_density(const Update& u) {
  return -0.5 * (model::log_two_pi + model::logarithm(u.variance) + u.error * u.error / u.variance);
}

inline Moments start(const CountryLaw& law) {
  Moments s;
  s.mean[h] = law.level_mean;
  s.cov[h][h] = law.level_variance;
  s.cov[b][b] = law.offset_variance;
  return s;
}

inline double variance_of(const CountryLaw& law, bool jump) { return law.variance + (jump ? law.jump_variance : 0.0); }

/// Readings from the law's first year on.
inline std::span<const Reading> readings_of(const CountryLaw& law, const std::vector<Reading>& readings) {
  const auto first = std::lower_bound(readings.begin(), readings.end(), law.first,
                                      [](const Reading& r, std::uint32_t year) { return r.year < year; });
  return {first, readings.end()};
}

/// Takes the readings of a year off the front of those that are left.
inline std::span<const Reading> take_year(std::span<const Reading>& left, std::uint32_t year) {
  std::size_t n = 0;
  while (n < left.size() && left[n].year == year) ++n;
  const auto taken = left.first(n);
  left = left.subspan(n);
  return taken;
}

}  // namespace salus::calibration::moments
