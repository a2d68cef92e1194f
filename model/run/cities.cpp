#include "model/run/cities.hpp"

#include <algorithm>

#include "model/core/elementary.hpp"
#include "model/random/purposes.hpp"
#include "model/random/sampler.hpp"

namespace salus::model {

EndWindow EndWindow::of(int start_year) {
  constexpr YearIndex last_three(horizon_years - window_years);
  for (const auto y : every<YearIndex>)
    if (start_year + static_cast<int>(y) == 2030 && y >= 4) return {y - 2u};
  return {last_three};
}

std::vector<CityIndex> chosen_cities(const CountryInput& country, const PanelDraw& panel, const ParameterDraw& p,
                                     RandomKey key, YearIndex joined, std::uint32_t n) {
  const PanelYear before = in_panel(joined) - 1u;
  struct Pull {
    double size;
    CityIndex city;
  };
  std::vector<Pull> pull;
  for (const auto u : positions_in<CityIndex>(country.cities)) {
    const double luck = -logarithm(standard_exponential(key, {country.cities[u].code, 0, purpose::city_choice, 0}));
    pull.push_back({p[Parameter::need_selection] * panel.lasting(u) +
                        p[Parameter::peak_selection] * panel.passing(u, before) + luck,
                    u});
  }
  std::sort(pull.begin(), pull.end(),
            [](const Pull& a, const Pull& b) { return a.size != b.size ? a.size > b.size : a.city < b.city; });
  if (pull.size() > n) pull.resize(n);
  std::vector<CityIndex> chosen;
  for (const Pull& one : pull) chosen.push_back(one.city);
  std::sort(chosen.begin(), chosen.end());
  return chosen;
}

namespace {

/// Incidents a person-year of a city at the start, by what the sources say of its country. Not by the draw's level,
/// which holds the error of questionnaires: asking more broadly makes nobody easier to name.
EnumArray<double, CrimeType> rates_of(const CountryInput& country, const PanelDraw& panel, CityIndex city) {
  const PanelYear start = in_panel(YearIndex(0u));
  const double people_a_person = panel_population(country, start) / country.cities[city].population[start];
  EnumArray<double, CrimeType> rates;
  for (const auto k : every<CrimeType>)
    rates[k] = exponential(country.level[k].log_rate) * people_a_person * panel.share(class_of_type[k], city, start);
  return rates;
}

}  // namespace

std::vector<ReachedCity> reached_cities(const CountryInput& country, CountryIndex position, const PanelDraw& panel,
                                        const ParameterDraw& p, const ProgrammeDraw& programme, RandomKey key) {
  std::vector<ReachedCity> reached;
  const auto& part = programme.course.countries[position];
  if (part.joined == never || part.cities == 0) return reached;
  const auto chosen = chosen_cities(country, panel, p, key, part.joined, part.cities);
  const auto people_of = [&](CityIndex u) { return Persons(country.cities[u].population[in_panel(YearIndex(0u))]); };
  Persons all;
  for (const CityIndex u : chosen) all += people_of(u);
  std::uint32_t number = 0;
  for (const CityIndex u : chosen) {
    reached.push_back({u, {}, false});
    EffectPlace place = programme.places;
    place.country = country.code.m49;
    place.city = country.cities[u].code;
    place.levels = naming_levels(rates_of(country, panel, u));
    programme.delivery.act(position, {people_of(u), all / positions_in<CityIndex>(chosen).count(), number++}, place,
                           p[Parameter::capacity_level], programme.course, p, programme.interventions,
                           reached.back().effect);
    if (!reached.back().effect.delivered) reached.pop_back();  // chosen, and nothing came
  }
  return reached;
}

YearlyFactors country_factors(const PanelDraw& panel, const std::vector<ReachedCity>& reached) {
  YearlyFactors factors;
  for (const auto y : every<YearIndex>)
    for (const auto k : every<CrimeType>) {
      double gone = 0.0;
      for (const auto& r : reached)
        gone += panel.share(class_of_type[k], r.city, in_panel(y)) * (1.0 - r.effect.factor(y, k));
      factors(y, k) = 1.0 - gone;
    }
  return factors;
}

}  // namespace salus::model
