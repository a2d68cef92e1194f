#pragma once
/// Series of places drawn from a law that is known.
#include <cmath>

#include "calibration/fit/place_law.hpp"
#include "calibration/inference/stream.hpp"

namespace salus::calibration {

inline PlacesOfCountry pattern(std::uint32_t places, std::uint32_t years) {
  PlacesOfCountry country{"AAA", years, {}};
  for (std::uint32_t p = 0; p < places; ++p) {
    country.places.emplace_back();
    for (std::uint32_t t = p % 3; t < years; ++t)
      if ((p + 2 * t) % 7 != 0) country.places.back().push_back({t, 0.0, 0.01 + 0.02 * (p % 4)});
  }
  return country;
}

/// Series from the law itself; the country's years wander.
inline void simulate(PlacesOfCountry& country, const PlaceLaw& law, Stream& random) {
  std::vector<double> year(country.years);
  for (double& y : year) y = 2.0 + random.normal();
  for (auto& place : country.places) {
    const double a = law.effect_sd() * random.normal();
    double u = law.spread * std::sqrt(1.0 - law.lasting) * random.normal();
    std::uint32_t at = 0;
    for (auto& r : place) {
      for (; at < r.year; ++at) u = law.persistence * u + law.volatility() * random.normal();
      r.log_rate =
          year[r.year] + a + u + std::sqrt(law.nugget * law.nugget + law.overdispersion * r.counting) * random.normal();
    }
  }
}

}  // namespace salus::calibration
