#pragma once
/// Cities by name, and what the city layer is told about them.
#include <string>
#include <vector>

#include "apps/session/inputs.hpp"
#include "model/city/city_run.hpp"
#include "model/city/of_country.hpp"
#include "output/words/message.hpp"

namespace salus::apps {

using model::city_warm_up;

/// What a city's rates rest on.
enum class LevelSource : std::uint8_t { own_homicides, country_rates };

struct NamedCity {
  std::string name;
  std::string country_name;
  model::CityInput input;
  LevelSource level_source = LevelSource::country_rates;
};

output::words::Message level_source_in_words(const NamedCity& city);
/// What its inner geography rests on.
output::words::Message geography_in_words(const NamedCity& city);

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
