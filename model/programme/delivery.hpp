#pragma once
/// From a scenario's money to what each country's kernel needs: funded interventions, dollars by year, the global stock.
#include <array>
#include <cstdint>
#include <vector>

#include "model/country/country_input.hpp"
#include "model/country/kernel_abi.hpp"
#include "model/parameters/registry.hpp"
#include "model/programme/evidence.hpp"
#include "model/programme/scenario.hpp"

namespace salus::model {

/// One draw of everything about interventions, common to all countries.
struct InterventionDraw {
  double unit_cost = 0.0;            ///< USD of direct cost a unit
  double eligible_per_person = 0.0;  ///< units per inhabitant of the reached places
  std::array<double, crime_type_count> reduction{};  ///< share * (1 - RR) among the reached places at full coverage
};

/// Draws for every intervention of the catalogue, in its order. Keyed by the number in the evidence id, so that adding a row moves no other.
std::vector<InterventionDraw> draw_interventions(const Evidence& evidence, RandomKey key);

/// The money of one scenario, run through its ledger, ready for the kernels.
class ScenarioDelivery {
 public:
  /// @throws InvariantError where a cent is lost; std::invalid_argument for an item or place that is not known.
  ScenarioDelivery(const Scenario& scenario, const Evidence& evidence, const std::vector<CountryInput>& countries);

  /// Fills everything that does not depend on the draw for this country.
  void fill_country(std::size_t country, DeliveryParameters& out) const;
  /// Fills lane `lane` from one draw.
  void fill_lane(std::size_t country, int lane, const ParameterDraw& parameters, const std::vector<InterventionDraw>& interventions, DeliveryParameters& out) const;

  const std::vector<Account>& money() const noexcept { return money_; }

 private:
  void pay(const Evidence& evidence, const std::vector<CountryInput>& countries);

  std::vector<Account> money_;
  std::vector<std::size_t> rows_;                    ///< catalogue index of each funded intervention
  std::vector<double> ramp_, decay_, adoption_weight_;
  std::vector<std::array<double, budget_years>> usd_;  ///< [country * rows + row] direct dollars a year
  std::array<double, budget_years> global_usd_{};      ///< direct global dollars a year per recipient
  std::array<double, horizon_months> global_stock_{};
  std::vector<bool> recipient_;
  std::vector<double> population_, urban_population_;
  double recipients_urban_ = 0.0;
};

}  // namespace salus::model
