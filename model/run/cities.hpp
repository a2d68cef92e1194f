#pragma once
/// The cities of one country in one draw: which the programme reaches, its effects there, and the resulting factors on
/// the country's rates.
#include "model/panel/panel.hpp"
#include "model/programme/delivery.hpp"

namespace salus::model {

/// The years over which a fall is judged: the last three up to 2030, or of the horizon where 2030 is less than four
/// years after the start.
struct EndWindow {
  YearIndex first;
  YearIndex last() const { return first + 2u; }
  static EndWindow of(int start_year);
};
inline constexpr std::uint32_t window_years = 3;

/// One reached city of one draw and scenario.
struct ReachedCity {
  CityIndex city;
  CityEffect effect;
  bool as_agents = false;  ///< its factors are the agents'
};

/// Chooses `n` cities of a country that joins in `joined`: the largest of need x lasting + peak x passing deviation of
/// the year before + a Gumbel draw.
std::vector<CityIndex> chosen_cities(const CountryInput& country, const PanelDraw& panel,
                                     const ParameterDraw& parameters, RandomKey key, YearIndex joined, std::uint32_t n);

/// One draw of a programme in one country.
struct ProgrammeDraw {
  const Delivery& delivery;
  const Course& course;
  const std::vector<InterventionDraw>& interventions;
  EffectPlace places;  ///< of the draw, any place
};

/// Chosen cities and the programme's effect in each; empty where the country never takes part.
std::vector<ReachedCity> reached_cities(const CountryInput& country, CountryIndex position, const PanelDraw& panel,
                                        const ParameterDraw& parameters, const ProgrammeDraw& programme, RandomKey key);

/// Factors of a whole country on its rates: 1 - sum over reached cities of share (1 - factor), by year and crime type.
/// Exactly 1 where nothing acts.
YearlyFactors country_factors(const PanelDraw& panel, const std::vector<ReachedCity>& reached);

}  // namespace salus::model
