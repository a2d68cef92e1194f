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
  EnumArray<double, Process> events{};
  double persons = 0.0;
  double active = 0.0;
  double imprisoned = 0.0;
  double unarmed = 0.0;
  double armed = 0.0;

  void add(const CityMonth& month) {
    persons += month.persons;
    active += month.careers[Career::active];
    for (const Process process : every<Process>) events[process] += month.incidents[type_of_process[process]];
    armed += month.armed_assaults;
    unarmed += month.assaults - month.armed_assaults;
    imprisoned += month.imprisoned;
  }
};

Found run_pilot(const CityPlan& plan, const Executor& executor) {
  CityRun city(plan, executor);
  Found found;
  for (std::uint32_t m = 0; m < settle_months + counted_months; ++m) {
    const CityMonth month = city.step();
    if (m >= settle_months) found.add(month);
  }
  return found;
}

double quotient(double a, double b) { return b > 0.0 ? a / b : 0.0; }

/// Homicides a person and month by the process that ends in them: those of which a share is known, and the rest.
EnumArray<double, Process> homicides_by_process(double homicide, const CityParameters& p) {
  EnumArray<double, Process> killed;
  double rest = homicide;
  // From the last on: in which order shares are taken off is part of the result version.
  for (auto traits = process_traits.end(); traits != process_traits.begin();) {
    --traits;
    if (!traits->homicides) continue;
    killed[traits->process] = homicide * p[*traits->homicides];
    rest -= killed[traits->process];
  }
  for (const ProcessTraits& traits : process_traits)
    if (traits.deadly && !traits.homicides) killed[traits.process] = rest;
  return killed;
}

/// The scale as far as it is known before any pilot. @param killed by process, a person and month.
CityScale first_guess(const CityInput& input, const CityParameters& p, const EnumArray<double, Process>& killed) {
  CityScale scale;
  double by_active = 0.0;  // an active offender's events in public a month
  for (const Process process : every<Process>) {
    const CrimeType type = type_of_process[process];
    const double rate = input.rate[type];
    scale.spontaneous[process] = rate * (1.0 - branching_ratio(p, process));
    const double carried = traits_of(process).armed_lethality ? 0.5 : 1.0;  // part of the deaths, a first guess
    scale.lethality[process] = carried * quotient(killed[process], rate + killed[process]);
    if (in_public(process)) by_active += rate * input.active_loading[type];
  }
  scale.prison = std::min(1.0, quotient(input.life.sanction * input.life.active, by_active * p[P::recorded]));
  return scale;
}

}  // namespace

CityScale solve_scale(const CityInput& input, const CityParameters& p, std::uint64_t seed, Isa isa,
                      const Executor& executor) {
  const auto killed = homicides_by_process(input.rate[CrimeType::homicide], p);
  CityPlan plan;
  plan.input = input;
  plan.parameters = p;
  plan.seed = seed;
  plan.isa = isa;
  plan.input.feedback = {};
  const double persons = std::min(pilot_persons, input.population.front());
  plan.input.population.assign(settle_months + counted_months + 1, persons);
  CityScale& scale = plan.scale;
  scale = first_guess(input, p, killed);
  for (std::uint32_t round = 0; round < rounds; ++round) {
    const Found found = run_pilot(plan, executor);
    for (const Process process : every<Process>)
      if (found.events[process] > 0.0)
        scale.spontaneous[process] *= input.rate[type_of_process[process]] * found.persons / found.events[process];
    scale.lethality[street_violence] =
        quotient(killed[street_violence] * found.persons, found.unarmed + found.armed * p[P::carrier_lethality]);
    if (found.imprisoned > 0.0)
      scale.prison = std::min(1.0, scale.prison * input.life.sanction * found.active / found.imprisoned);
  }
  return scale;
}

}  // namespace salus::model
