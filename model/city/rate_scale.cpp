#include "model/city/rate_scale.hpp"

#include <cmath>
#include <map>

#include "model/city/process_traits.hpp"
#include "model/city/saturation.hpp"
#include "model/core/elementary.hpp"

namespace salus::model {
namespace {

/// Sums over everybody of some neighbourhoods, of rates whose coefficients are one.
struct Weights {
  EnumArray<double, Process> situational{};
  double active = 0.0;
  double persons = 0.0;
  double entry = 0.0;
  double initiation = 0.0;
  double not_at_risk = 0.0;
  double at_risk = 0.0;
  std::map<int, double> window;  ///< persons in the ages of entry by log weight, sixteenths

  void add(const Weights& others);
  void add(const Rates& rates, const People& people, Slot slot);
};

constexpr double bins_per_log = 16.0;
constexpr Month start;

void Weights::add(const Weights& others) {
  for (const Process process : every<Process>) situational[process] += others.situational[process];
  active += others.active;
  persons += others.persons;
  entry += others.entry;
  initiation += others.initiation;
  not_at_risk += others.not_at_risk;
  at_risk += others.at_risk;
  for (const auto& [bin, count] : others.window) window[bin] += count;
}

/// One person, under conditions that change nothing.
void Weights::add(const Rates& rates, const People& people, Slot slot) {
  MonthConditions at_rest;
  at_rest.factor.fill(1.0);
  const PersonRates r = rates.of(people, slot, start, at_rest);
  const Career career = people.career(slot);
  persons += 1.0;
  if (career == Career::not_at_risk) {
    entry += r.life[Life::career];
    not_at_risk += 1.0;
  }
  if (career == Career::at_risk) {
    initiation += r.life[Life::career];
    at_risk += 1.0;
  }
  if (career == Career::active) active += rates.propensity(people.propensity(slot));
  for (const Process process : every<Process>) situational[process] += r.process[process];
  const std::uint32_t age = people.age_months(slot, start);
  if (age < entry_from || age >= entry_to) return;
  const double weight = rates.entry_weight(people, slot);
  if (weight > 0.0) ++window[static_cast<int>(std::floor(logarithm(weight) * bins_per_log))];
}

Weights weights_of(const Rates& rates, const People& people, const Executor& executor) {
  constexpr std::uint32_t grain = 8 * slots_per_neighbourhood;
  std::vector<Weights> of_block((people.size() + grain - 1) / grain);
  for_each(executor, people.size(), grain, [&](std::uint32_t i) {
    const Slot slot(i);
    if (people.here(slot)) of_block[i / grain].add(rates, people, slot);
  });
  Weights all;
  for (const Weights& w : of_block) all.add(w);
  return all;
}

double ratio(double a, double b) { return b > 0.0 ? a / b : 0.0; }

/// A cohort comes at risk over the ages of entry, the likeliest first: its whole share, not its first month's, is what
/// the flow is made of.
double entry_of_cohorts(const Weights& all, double flow) {
  constexpr double months = entry_to - entry_from;
  std::vector<Weighted> histogram;
  for (const auto& [bin, count] : all.window) histogram.push_back({exponential((bin + 0.5) / bins_per_log), count});
  return saturating(histogram, flow * months, {.highest = 1e6, .halvings = 100}) / months;
}

}  // namespace

RateScale solve_rate_scale(const CityInput& input, const CityParameters& parameters, Rates rates, const People& people,
                           const EnumArray<double, Process>& spontaneous, const Executor& executor) {
  RateScale unscaled;
  unscaled.situational.fill(1.0);
  unscaled.entry = 1.0;
  unscaled.initiation = 1.0;
  rates.set_scale(unscaled);
  const Weights all = weights_of(rates, people, executor);
  RateScale scale;
  const double entering = input.life.entry * all.not_at_risk;
  scale.entry = parameters.all_alike ? ratio(entering, all.entry) : entry_of_cohorts(all, entering);
  scale.initiation = ratio(input.life.initiation * all.at_risk, all.initiation);
  scale.desistance = input.life.desistance;
  for (const Process process : every<Process>) {
    const double loading = input.active_loading[type_of_process[process]];
    const double own = in_public(process) && all.active > 0.0 ? loading : 0.0;
    scale.situational[process] = ratio(spontaneous[process] * (1.0 - own) * all.persons, all.situational[process]);
    scale.active[process] = ratio(spontaneous[process] * own * all.persons, all.active);
  }
  return scale;
}

}  // namespace salus::model
