#pragma once
/// Cities by name, and what the city layer is told about them.
#include <string>
#include <vector>

#include "apps/session/inputs.hpp"
#include "model/city/city_run.hpp"
#include "model/city/of_country.hpp"

namespace salus::apps {

using model::city_warm_up;

struct NamedCity {
  std::string name;
  std::string country_name;
  model::CityInput input;
  std::string level_source;  ///< what its rates rest on, in words
  std::string geography;     ///< what its inner geography rests on, in words
};

/// The city of that name (upper or lower case, accents or none), `ISO3:name` where countries share it, or UN code.
/// @throws UsageError for an unknown one, with those that come near, or one of several.
NamedCity city_named(const session::Inputs& inputs, const std::string& name, int start_year, std::size_t months);

inline constexpr const char* city_parameter_help =
    "a parameter of the city layer in place of its centre, for instance retaliation=0.3";

/// Parameters of the city layer at their centres but for those set, `name=value` each. @throws UsageError
model::CityParameters city_parameters(const std::vector<std::string>& set);

/// A plan with levels solved by a pilot.
model::CityPlan city_plan(const NamedCity& city, const model::CityParameters& parameters, std::uint64_t seed,
                          const model::Executor& executor);

}  // namespace salus::apps
