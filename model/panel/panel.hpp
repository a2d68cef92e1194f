#pragma once
/// Every city of a country in one draw: what part of the country's incidents happens in which city, year by year.
///
/// The log rate of a city is the country's log rate plus the city's deviation, up to one constant a year that makes
/// cities and the rest add up to the country: w_u(t) = people_u(t) exp(L (e_u + a_u(t)) - L^2 v / 2), share_u = w_u /
/// (sum of w over cities + people of the rest). e_u: lasting, Normal(0, sE). a_u: AR(1), a_u(t+1) = phiU a_u(t) + sU
/// eps, stationary at the first year of the panel. v: variance of e + a, so that a listed city's mean rate is that of
/// the rest. L: 1 for street crime; less for crime that follows places and people less (`CrimeClass`). So there is one
/// ledger: no incident and no person counts twice, whatever the deviations are.
#include <vector>

#include "model/country/country_input.hpp"
#include "model/parameters/parameters.hpp"

namespace salus::model {

/// Deviations and shares of the cities of one country in one draw.
class PanelDraw {
 public:
  /// Draws every city. Keyed by city codes: adding a city moves no other city's deviation.
  void draw(const CountryInput& country, const ParameterDraw& parameters, RandomKey key);

  double lasting(CityIndex city) const { return lasting_[city]; }
  double passing(CityIndex city, PanelYear year) const { return passing_(city, year); }
  /// Share of the country's incidents of a class in this year that happen in the city; cities and the rest sum to 1.
  double share(CrimeClass of, CityIndex city, PanelYear year) const { return shares_(of, city, year); }
  /// The same of all cities together.
  double cities_share(CrimeClass of, PanelYear year) const { return cities_share_(of, year); }
  /// Of its lists.
  std::size_t bytes() const { return (lasting_.size() + passing_.size() + shares_.size()) * sizeof(double); }

 private:
  std::vector<double> lasting_;
  Grid<double, CityIndex, PanelYear> passing_;
  Grid<double, CrimeClass, CityIndex, PanelYear> shares_;
  FixedGrid<double, CrimeClass, PanelYear> cities_share_;
};

/// Population of a country in a panel year, persons; before the start as at the start less the growth of the first
/// year.
double panel_population(const CountryInput& country, PanelYear year);

}  // namespace salus::model
