#include "model/run/cities.hpp"

#include <algorithm>

#include "model/core/elementary.hpp"
#include "model/random/purposes.hpp"
#include "model/random/sampler.hpp"

namespace salus::model {

EndWindow EndWindow::of(int start_year) {
  const int last = 2030 - start_year;
  return {last >= 4 && last < static_cast<int>(horizon_years) ? static_cast<std::size_t>(last - 2) : horizon_years - 3};
}

std::vector<std::size_t> chosen_cities(const CountryInput& country, const PanelDraw& panel, const ParameterDraw& p,
                                       RandomKey key, std::size_t joined, std::size_t n) {
  const std::size_t U = country.cities.size();
  const std::size_t before = panel_past_years + joined - 1;
  std::vector<std::pair<double, std::size_t>> pull;
  for (std::size_t u = 0; u < U; ++u) {
    const double luck = -logarithm(standard_exponential(key, {country.cities[u].code, 0, purpose::city_choice, 0}));
    pull.emplace_back(p[Parameter::need_selection] * panel.lasting(u) +
                          p[Parameter::peak_selection] * panel.passing(u, before) + luck,
                      u);
  }
  n = std::min(n, U);
  std::partial_sort(
      pull.begin(), pull.begin() + static_cast<std::ptrdiff_t>(n), pull.end(),
      [](const auto& a, const auto& b) { return a.first != b.first ? a.first > b.first : a.second < b.second; });
  std::vector<std::size_t> chosen;
  for (std::size_t i = 0; i < n; ++i) chosen.push_back(pull[i].second);
  std::sort(chosen.begin(), chosen.end());
  return chosen;
}

std::vector<ReachedCity> reached_cities(const CountryInput& country, std::size_t position, const PanelDraw& panel,
                                        const ParameterDraw& p, const Delivery& delivery, const Course& course,
                                        const std::vector<InterventionDraw>& interventions, RandomKey key) {
  std::vector<ReachedCity> reached;
  const auto& part = course.countries[position];
  if (part.joined == never || part.cities == 0) return reached;
  for (const std::size_t u : chosen_cities(country, panel, p, key, part.joined, part.cities)) {
    reached.push_back({u, {}, false});
    delivery.act(position, country.cities[u].population[panel_past_years], p[Parameter::capacity_level], course, p,
                 interventions, reached.back().effect);
    if (!reached.back().effect.delivered) reached.pop_back();  // chosen, and nothing came
  }
  return reached;
}

CountryFactors country_factors(const PanelDraw& panel, const std::vector<ReachedCity>& reached) {
  CountryFactors factors;
  for (std::size_t y = 0; y < horizon_years; ++y)
    for (std::size_t k = 0; k < crime_type_count; ++k) {
      double gone = 0.0;
      for (const auto& r : reached)
        gone += panel.share(class_of_type[k], r.city, panel_past_years + y) * (1.0 - r.effect.factor[y][k]);
      factors[y][k] = 1.0 - gone;
    }
  return factors;
}

}  // namespace salus::model
