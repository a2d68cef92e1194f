#include "bench/coverage/measured_city.hpp"

#include <algorithm>

#include "model/city/of_country.hpp"

namespace salus::bench {
namespace {

constexpr std::size_t followed_years = 3;

}  // namespace

std::vector<model::MeasureTarget> kinds_of(const model::Evidence& evidence) {
  std::vector<model::MeasureTarget> kinds;
  for (const auto target : model::every<model::MeasureTarget>)
    if (target != model::MeasureTarget::none &&
        std::ranges::any_of(evidence.interventions, [&](const auto& row) { return row.city_target == target; }))
      kinds.push_back(target);
  return kinds;
}

model::CityShares measured(const DesignedCity& city, const std::vector<model::MeasureTarget>& kinds,
                           const model::Executor& executor) {
  model::CityRun run(city.plan, executor);
  model::CityMemory memory(run);
  for (unsigned m = 0; m < model::city_warm_up; ++m) run.step(&memory);
  return {city.law, city.at_centre, city.plan.input.population[model::city_warm_up],
          static_cast<double>(followed_years),
          model::lorenz_shares(kinds, model::Targeting::best, followed_years, city.plan, run, memory, executor)};
}

model::CityCounterfactual counterfactual(const DesignedCity& city, const std::vector<model::CityProgramme>& programmes,
                                         const model::Executor& executor) {
  return *model::run_counterfactual(city.plan, model::city_warm_up, programmes, executor, [] { return false; });
}

double all_years(const model::YearlyIncidents& incidents, model::CrimeType type) {
  double sum = 0.0;
  for (const auto y : model::every<model::YearIndex>) sum += incidents(y, type);
  return sum;
}

}  // namespace salus::bench
