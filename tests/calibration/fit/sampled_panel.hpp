#pragma once
/// A panel of readings drawn from a truth that is known.
#include <cmath>
#include <numeric>

#include "calibration/fit/sbc.hpp"
#include "calibration/fit/simulate.hpp"
#include "calibration/inference/domains.hpp"

namespace salus::calibration {

/// A panel of the pattern with readings from a truth.
struct Sample {
  FitPanel panel;
  FitDraw truth;
};
inline Sample sample(std::uint64_t number, std::size_t countries = 6) {
  Sample s;
  s.panel = simulate(sbc_pattern(countries), {}, model::random_key(5, number, domain::replicate), s.truth);
  for (auto& country : s.panel.countries)
    if (const auto& last = country.readings.back(); last.counting > 0.0)
      country.exposure = 1.0 / (last.counting * std::exp(last.log_rate));
  return s;
}

inline double variance(const std::vector<double>& x) {
  const double mean = std::accumulate(x.begin(), x.end(), 0.0) / static_cast<double>(x.size());
  return std::accumulate(x.begin(), x.end(), 0.0,
                         [mean](double sum, double v) { return sum + (v - mean) * (v - mean); }) /
         static_cast<double>(x.size() - 1);
}

}  // namespace salus::calibration
