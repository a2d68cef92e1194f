#include "model/panel/panel.hpp"

#include <algorithm>
#include <cmath>

#include "model/core/elementary.hpp"
#include "model/random/purposes.hpp"
#include "model/random/sampler.hpp"

namespace salus::model {

double panel_population(const CountryInput& country, PanelYear year) {
  constexpr std::uint32_t july = months_per_year / 2;
  const auto& by_month = country.population;
  if (year >= panel_past_years) return by_month[(year - panel_past_years) * months_per_year + july];
  const double growth = by_month[months_per_year] / by_month.front();
  double people = by_month[july];
  for (std::uint32_t y = year; y < panel_past_years; ++y) people /= growth;
  return people;
}

void PanelDraw::draw(const CountryInput& country, const ParameterDraw& p, RandomKey key) {
  using P = Parameter;
  const auto cities = positions_in<CityIndex>(country.cities);
  if (passing_.along<CityIndex>() != cities) {
    lasting_.resize(cities.size());
    passing_ = {cities, every<PanelYear>};
    shares_ = {every<CrimeClass>, cities, every<PanelYear>};
  }
  const double keep = p[P::city_persistence];
  const double step_sd = p[P::city_volatility];
  const double stationary = step_sd / std::sqrt(1.0 - keep * keep);
  for (const auto u : cities) {
    const std::uint32_t code = country.cities[u].code;
    lasting_[u] = p[P::city_effect_sd] * standard_normal(key, {code, 0, purpose::city_effect, 0});
    double a = 0.0;
    for (const auto y : every<PanelYear>) {
      const double innovation = standard_normal(key, {code, y, purpose::city_noise, 0});
      a = y == 0 ? stationary * innovation : keep * a + step_sd * innovation;
      passing_(u, y) = a;
    }
  }
  const double spread = p[P::city_effect_sd] * p[P::city_effect_sd] +
                        stationary * stationary;  // so that a listed city's mean rate is that of the rest
  const EnumArray<double, CrimeClass> loading({1.0, p[P::city_loading_half], p[P::city_loading_household]});
  for (const auto y : every<PanelYear>) {
    double people = panel_population(country, y);
    for (const auto& city : country.cities) people -= city.population[y];
    for (const auto c : every<CrimeClass>) {
      const double rest = std::max(0.0, people);  // of the country, at its own rate
      double sum = rest;
      for (const auto u : cities) {
        const double log_rate = loading[c] * (lasting_[u] + passing_(u, y)) - 0.5 * loading[c] * loading[c] * spread;
        const double weight = country.cities[u].population[y] * exponential(log_rate);
        shares_(c, u, y) = weight;
        sum += weight;
      }
      for (const auto u : cities) shares_(c, u, y) /= sum;
      cities_share_(c, y) = 1.0 - rest / sum;
    }
  }
}

}  // namespace salus::model
