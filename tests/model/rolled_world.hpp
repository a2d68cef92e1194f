#pragma once
/// The small made-up world with a later start, run there from where its levels are known.
#include "tests/model/sample_world.hpp"

namespace salus::tests {

/// A country two years later, to be run there from where its levels are known.
inline void start_two_years_later(model::CountryInput& country) {
  auto& roll = country.roll;
  roll.years = 2;
  roll.risk_age_population = country.risk_age_population;
  roll.prison_population = country.prison_population;
  const auto take = [&](std::vector<double>& before, std::vector<double>& path) {
    before.assign(path.begin(), path.begin() + roll.months());
    path.erase(path.begin(), path.begin() + roll.months());
  };
  take(roll.population, country.population);
  take(roll.births, country.births);
  take(roll.deaths, country.deaths);
  take(roll.net_migration, country.net_migration);
  take(roll.entering_risk_age, country.entering_risk_age);
  for (const auto d : model::every<model::Driver>) take(roll.driver_change[d], country.driver_change[d]);
  // The years after the horizon of the earlier start: nobody is born, dies or moves.
  for (std::uint32_t m = 0; m < roll.months(); ++m) {
    country.population.push_back(country.population.back());
    for (auto* path : {&country.births, &country.deaths, &country.net_migration}) path->push_back(0.0);
    country.entering_risk_age.push_back(country.entering_risk_age.back());
    for (auto& path : country.driver_change) path.push_back(path.back());
  }
}

/// The sample world two years later.
inline model::RunPlan two_years_later(const model::RunPlan& plan) {
  model::RunPlan later = plan;
  for (auto& scenario : later.scenarios) scenario.start_year += 2;
  for (auto& country : later.countries) start_two_years_later(country);
  return later;
}

}  // namespace salus::tests
