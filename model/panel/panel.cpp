#include "model/panel/panel.hpp"

#include <algorithm>
#include <cmath>

#include "model/core/elementary.hpp"
#include "model/random/purposes.hpp"
#include "model/random/sampler.hpp"

namespace salus::model {

double panel_population(const CountryInput& country, std::size_t year) {
  if (year >= panel_past_years) return country.population[(year - panel_past_years) * months_per_year + 6];
  const double growth = country.population[12] / country.population[0];
  double people = country.population[6];
  for (std::size_t y = year; y < panel_past_years; ++y) people /= growth;
  return people;
}

void PanelDraw::draw(const CountryInput& country, const ParameterDraw& p, RandomKey key) {
  using P = Parameter;
  cities_ = country.cities.size();
  lasting_.resize(cities_);
  passing_.resize(cities_ * panel_years);
  shares_.resize(crime_class_count * cities_ * panel_years);
  const double keep = p[P::city_persistence];
  const double step_sd = p[P::city_volatility];
  const double stationary = step_sd / std::sqrt(1.0 - keep * keep);
  for (std::size_t u = 0; u < cities_; ++u) {
    const std::uint32_t code = country.cities[u].code;
    lasting_[u] = p[P::city_effect_sd] * standard_normal(key, {code, 0, purpose::city_effect, 0});
    double a = 0.0;
    for (std::size_t y = 0; y < panel_years; ++y) {
      const double innovation = standard_normal(key, {code, static_cast<std::uint32_t>(y), purpose::city_noise, 0});
      a = y == 0 ? stationary * innovation : keep * a + step_sd * innovation;
      passing_[u * panel_years + y] = a;
    }
  }
  const double spread = p[P::city_effect_sd] * p[P::city_effect_sd] +
                        stationary * stationary;  // so that a listed city's mean rate is that of the rest
  const std::array<double, crime_class_count> loading{1.0, p[P::city_loading_half], p[P::city_loading_household]};
  for (std::size_t y = 0; y < panel_years; ++y) {
    double people = panel_population(country, y);
    for (std::size_t u = 0; u < cities_; ++u) people -= country.cities[u].population[y];
    for (std::size_t c = 0; c < crime_class_count; ++c) {
      double sum = std::max(0.0, people);  // the rest of the country, at its own rate
      for (std::size_t u = 0; u < cities_; ++u) {
        const double log_rate =
            loading[c] * (lasting_[u] + passing_[u * panel_years + y]) - 0.5 * loading[c] * loading[c] * spread;
        const double weight = country.cities[u].population[y] * exponential(log_rate);
        shares_[(c * cities_ + u) * panel_years + y] = weight;
        sum += weight;
      }
      for (std::size_t u = 0; u < cities_; ++u) shares_[(c * cities_ + u) * panel_years + y] /= sum;
    }
  }
}

}  // namespace salus::model
