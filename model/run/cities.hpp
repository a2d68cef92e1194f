#pragma once
/// The cities of one country in one draw: which are taken on, what the programme does there, what is left of it in the
/// country.
#include "model/country/kernel_abi.hpp"
#include "model/panel/panel.hpp"
#include "model/run/shared.hpp"

namespace salus::model {

/// The years over which a fall is judged: the last three up to 2030, or of the horizon where 2030 is less than four
/// years after the start.
struct EndWindow {
  std::size_t first = horizon_years - 3;  ///< years since the start; three of them
  static EndWindow of(int start_year);
};

/// One reached city of one draw and scenario.
struct ReachedCity {
  std::size_t city = 0;
  CityEffect effect;
  bool as_agents = false;  ///< its factors are the agents'
};

/// Chooses the cities of a country that joins in `joined`: the largest of need x lasting + peak x passing deviation of
/// the year before + a Gumbel draw.
std::vector<std::size_t> chosen_cities(const CountryInput& country, const PanelDraw& panel,
                                       const ParameterDraw& parameters, RandomKey key, std::size_t joined,
                                       std::size_t n);

/// Chosen cities and the programme's effect in each; empty where the country never takes part.
std::vector<ReachedCity> reached_cities(const CountryInput& country, std::size_t position, const PanelDraw& panel,
                                        const ParameterDraw& parameters, const Delivery& delivery, const Course& course,
                                        const std::vector<InterventionDraw>& interventions, RandomKey key);

/// Factors of a whole country on its rates.
using CountryFactors = std::array<std::array<double, crime_type_count>, horizon_years>;

/// 1 - sum over reached cities of share (1 - factor), by year and crime type. Exactly 1 where nothing acts.
CountryFactors country_factors(const PanelDraw& panel, const std::vector<ReachedCity>& reached);

}  // namespace salus::model
