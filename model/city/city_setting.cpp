#include "model/city/city_setting.hpp"

#include <algorithm>
#include <stdexcept>

namespace salus::model {
namespace {

double most_persons(const CityInput& input) {
  if (input.population.size() < 2)
    throw std::invalid_argument("a city needs its population at the start and the end of at least one month");
  return *std::max_element(input.population.begin(), input.population.end());
}

}  // namespace

CitySetting::CitySetting(const CityPlan& p, const Executor& e)
    : plan(p),
      executor(e),
      key(random_key(p.seed, p.run, p.input.code)),
      calendar(p.input.start_year, p.input.months() + 1),
      rhythm(plan.parameters, p.input.latitude < 0.0),
      ground(neighbourhoods_for(most_persons(p.input)), plan.parameters, random_key(p.seed, 0, p.input.code),
             p.input.districts),
      settlement(plan.input, plan.parameters, ground, key),
      cascades(plan.parameters),
      blocks(ground) {}

}  // namespace salus::model
