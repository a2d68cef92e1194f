#include "model/city/scale.hpp"

#include <algorithm>

#include "model/city/process_traits.hpp"

namespace salus::model {
namespace {

using P = CityParameter;

constexpr std::uint32_t settle_months = 6;
constexpr std::uint32_t counted_months = 12;
constexpr std::uint32_t rounds = 3;
static_assert(rounds * (settle_months + counted_months) == pilot_months);

/// Incidents and exposure of the counted months of a pilot.
struct Found {
  std::array<double, process_count> events{};
  double persons = 0.0;
  double active = 0.0;
  double by_active_recorded = 0.0;
  double imprisoned = 0.0;
  double unarmed = 0.0;
  double armed = 0.0;
};

Found run_pilot(const CityPlan& plan, const Executor& executor) {
  CityRun city(plan, executor);
  Found found;
  for (std::uint32_t m = 0; m < settle_months + counted_months; ++m) {
    const CityMonth month = city.step();
    if (m < settle_months) continue;
    found.persons += static_cast<double>(month.persons);
    found.active += static_cast<double>(month.careers[index(Career::active)]);
    for (std::size_t k = 0; k < process_count; ++k)
      found.events[k] += static_cast<double>(month.incidents[index(type_of_process[k])]);
    found.armed += static_cast<double>(month.armed_assaults);
    found.unarmed += static_cast<double>(month.assaults - month.armed_assaults);
    found.by_active_recorded += static_cast<double>(month.by_active);
    found.imprisoned += static_cast<double>(month.imprisoned);
  }
  return found;
}

/// Homicides a person and month by the process that ends in them: those of which a share is known, and the rest.
EnumArray<double, Process> homicides_by_process(double homicide, const CityParameters& p) {
  EnumArray<double, Process> killed;
  double rest = homicide;
  // From the last on: in which order shares are taken off is part of the result version.
  for (std::size_t k = process_count; k-- > 0;) {
    const ProcessTraits& traits = process_traits[k];
    if (!traits.homicides) continue;
    killed[k] = homicide * p[*traits.homicides];
    rest -= killed[k];
  }
  for (const ProcessTraits& traits : process_traits)
    if (traits.deadly && !traits.homicides) killed[traits.process] = rest;
  return killed;
}

}  // namespace

CityScale solve_scale(const CityInput& input, const CityParameters& p, std::uint64_t seed, Isa isa,
                      const Executor& executor) {
  CityPlan plan;
  plan.input = input;
  plan.parameters = p;
  plan.seed = seed;
  plan.isa = isa;
  plan.input.feedback = {};
  const double persons = std::min(pilot_persons, input.population.front());
  plan.input.population.assign(settle_months + counted_months + 1, persons);
  const EnumArray<double, Process> killed = homicides_by_process(input.rate[index(CrimeType::homicide)], p);
  const auto rate = [&](Process k) { return input.rate[index(type_of_process[k])]; };
  const auto ratio = [](double a, double b) { return b > 0.0 ? a / b : 0.0; };
  for (std::size_t k = 0; k < process_count; ++k)
    plan.scale.spontaneous[k] = rate(static_cast<Process>(k)) * (1.0 - branching_ratio(p, static_cast<Process>(k)));
  for (std::size_t k = 0; k < process_count; ++k) {
    const auto process = static_cast<Process>(k);
    const double carried = traits_of(process).armed_lethality ? 0.5 : 1.0;  // part of the deaths, a first guess
    plan.scale.lethality[process] = carried * ratio(killed[process], rate(process) + killed[process]);
  }
  // An active offender's events in public a month, as far as they are known before the pilot.
  double wanted_active = 0.0;
  for (std::size_t k = 0; k < process_count; ++k)
    wanted_active += in_public(static_cast<Process>(k))
                         ? rate(static_cast<Process>(k)) * input.active_loading[index(type_of_process[k])]
                         : 0.0;
  plan.scale.prison = std::min(1.0, ratio(input.life.sanction * input.life.active, wanted_active * p[P::recorded]));
  for (std::uint32_t round = 0; round < rounds; ++round) {
    const Found found = run_pilot(plan, executor);
    for (std::size_t k = 0; k < process_count; ++k)
      if (found.events[k] > 0.0)
        plan.scale.spontaneous[k] *= input.rate[index(type_of_process[k])] * found.persons / found.events[k];
    plan.scale.lethality[street_violence] =
        ratio(killed[street_violence] * found.persons, found.unarmed + found.armed * p[P::carrier_lethality]);
    if (found.imprisoned > 0.0)
      plan.scale.prison = std::min(1.0, plan.scale.prison * input.life.sanction * found.active / found.imprisoned);
  }
  return plan.scale;
}

}  // namespace salus::model
