#pragma once
/// A city with rates of the kind real ones have, written down by hand: no table is needed.
#include "model/city/city_run.hpp"
#include "model/city/scale.hpp"

namespace salus::tests {

inline model::CityInput sample_city(double persons, std::size_t months, double growth_a_month = 0.0008) {
  model::CityInput in;
  in.code = 20852;
  in.name = "Sample";
  in.country = "COL";
  in.latitude = 6.2;
  in.longitude = -75.6;
  in.start_year = 2020;
  double n = persons;
  for (std::size_t m = 0; m <= months; ++m) {
    in.population.push_back(n);
    n *= 1.0 + growth_a_month;
  }
  in.age_share = {0.075, 0.075, 0.08, 0.085, 0.09, 0.09, 0.08,  0.075, 0.065,
                  0.06,  0.055, 0.05, 0.04,  0.03, 0.02, 0.015, 0.015};
  in.births = 0.0012;
  in.deaths = 0.0005;
  auto& l = in.life;
  l.at_risk = 0.05;
  l.active = 0.004;
  l.imprisoned = 0.0008;
  l.desisted = 0.005;
  const double g = growth_a_month;
  l.leaving = 1.0 / 180.0;
  l.desistance = 1.0 / 72.0;
  l.release = 1.0 / 36.0;
  l.return_share = 0.365;
  l.relapse = 0.0025;
  l.forgetting = 1.0 / 120.0;
  l.sanction = l.imprisoned * (l.release + g) / l.active;
  l.desisted =
      (l.desistance * l.active + (1.0 - l.return_share) * l.release * l.imprisoned) / (l.relapse + l.forgetting + g);
  const double initiated =
      l.active * (l.desistance + l.sanction + g) - l.return_share * l.release * l.imprisoned - l.relapse * l.desisted;
  l.initiation = initiated / l.at_risk;
  l.entry = (l.at_risk * (l.leaving + g) + initiated) / (1.0 - l.at_risk - l.active - l.imprisoned - l.desisted);
  // Incidents a person and month: homicide, serious assault, robbery, partner, sexual, property, child maltreatment.
  in.rate = {{0.00025 / 12, 0.0075 / 12, 0.04 / 12, 0.03 / 12, 0.006 / 12, 0.03 / 12, 0.02 / 12}};
  in.active_loading = {{0.5, 0.4, 0.6, 0.0, 0.1, 0.5, 0.0}};
  in.exposure_loading = {{0.0, 0.0, 0.0, 0.2, 0.1, 0.0, 0.2}};
  return in;
}

/// A plan with levels that need no pilot.
inline model::CityPlan sample_plan(double persons, std::size_t months) {
  model::CityPlan plan;
  plan.input = sample_city(persons, months);
  plan.parameters = model::central_city_parameters();
  for (const auto process : model::every<model::Process>)
    plan.scale.spontaneous[process] = plan.input.rate[model::type_of_process[process]] *
                                      (1.0 - model::branching_ratio(plan.parameters, process)) * 1.3;
  plan.scale.lethality[model::Process::assault] = 0.017;
  plan.scale.lethality[model::Process::robbery] = 0.0004;
  plan.scale.lethality[model::Process::partner] = 0.0007;
  plan.scale.prison = 0.018;
  return plan;
}

/// All events of a run, and its months.
class EventLog final : public model::CityObserver {
 public:
  void events(const model::CityState&, std::span<const model::CityEvent> some) override {
    log.insert(log.end(), some.begin(), some.end());
  }
  void month(const model::CityState&, const model::CityMonth& m) override { months.push_back(m); }
  std::vector<model::CityEvent> log;
  std::vector<model::CityMonth> months;
};

}  // namespace salus::tests
