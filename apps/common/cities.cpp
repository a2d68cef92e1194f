#include "apps/common/cities.hpp"

#include <algorithm>
#include <cmath>

#include "apps/common/exit_code.hpp"
#include "apps/common/machine.hpp"
#include "calibration/calibration.hpp"
#include "model/city/scale.hpp"
#include "model/core/city_names.hpp"
#include "model/core/diagnostic.hpp"
#include "model/core/number.hpp"
#include "model/panel/panel.hpp"
#include "output/words/sentences/city.hpp"

namespace salus::apps {
namespace {

namespace say = output::words::city;

struct Found {
  std::size_t country;
  std::size_t city;
};

Found find(const std::vector<model::CountryInput>& countries, const std::string& wanted) {
  std::vector<model::CityName> names;
  std::vector<Found> places;
  for (std::size_t c = 0; c < countries.size(); ++c)
    for (std::size_t u = 0; u < countries[c].cities.size(); ++u) {
      const auto& city = countries[c].cities[u];
      names.push_back({std::string(countries[c].code.name()), city.name, city.code});
      places.push_back({c, u});
    }
  const auto found = model::cities_called(names, wanted);
  if (found.size() == 1) return places[found[0]];
  std::string others;
  for (const std::size_t i : found) others += (others.empty() ? "" : ", ") + model::full_name(names[i]);
  if (!found.empty()) throw UsageError("'" + wanted + "' may be one of " + others + "; name one of them");
  const std::string near = model::nearest_city(names, wanted);
  throw UsageError(
      "no city is called '" + wanted + "'" + (near.empty() ? "" : "; near it comes " + near) +
      ". All cities with more than 300,000 people of the 48 countries are known (calibration/data/cities.csv)");
}

/// Homicides per person-year of a city's own series, mean of the last three years up to one; nothing where it has none.
std::optional<double> own_rate(const calibration::Tables& tables, const std::string& iso3, const std::string& name,
                               int last_year) {
  for (const auto& series : tables.city_series) {
    if (series.iso3 != iso3 || calibration::holds_cities(series.area_type) ||
        !model::plain_name(series.name).starts_with(model::plain_name(name) + " "))
      continue;
    double sum = 0.0;
    double n = 0.0;
    for (const auto& y : series.years)
      if (y.year <= last_year && y.year > last_year - 3) {
        sum += y.rate * 1e-5;
        n += 1.0;
      }
    if (n > 0.0) return sum / n;
  }
  return std::nullopt;
}

}  // namespace

NamedCity city_named(const session::Inputs& inputs, const std::string& name, int start_year, std::size_t months) {
  const auto countries = calibration::make_country_inputs(inputs.tables, model::View::as_of_note, start_year);
  const Found found = find(countries, name);
  const auto& country = countries[found.country];
  const auto& city = country.cities[found.city];
  NamedCity named;
  named.name = city.name;
  named.country_name = country.name;
  const auto parameters = model::central_parameters();
  model::EnumArray<double, model::CrimeType> log_rate;
  model::EnumArray<double, model::CrimeType> relative;
  for (const auto k : model::every<model::CrimeType>) log_rate[k] = country.level[k].log_rate;
  const auto own = own_rate(inputs.tables, std::string(country.code.name()), city.name, start_year - 1);
  const double log_ratio = own ? std::log(*own) - log_rate[model::CrimeType::homicide] : 0.0;
  const model::EnumArray<double, model::CrimeClass> loading{
      {1.0, parameters[model::Parameter::city_loading_half], parameters[model::Parameter::city_loading_household]}};
  for (const auto k : model::every<model::CrimeType>)
    relative[k] = std::exp(loading[model::class_of_type[k]] * log_ratio);
  named.level_source = own ? LevelSource::own_homicides : LevelSource::country_rates;
  std::vector<model::CityDistrict> districts;
  double people = 0.0;
  double violence = 0.0;
  for (const auto& d : inputs.tables.districts)
    if (d.un_city_code == city.code) {
      districts.push_back({d.name, d.persons, d.violence});
      people += d.persons;
      violence += d.persons * d.violence;
    }
  for (auto& d : districts) {
    d.violence /= violence / people;
    d.share /= people;
  }
  named.input =
      model::city_of_country(country, found.city, parameters, log_rate, relative, start_year, city_warm_up, months, {});
  named.input.districts = std::move(districts);
  return named;
}

output::words::Message level_source_in_words(const NamedCity& city) {
  return city.level_source == LevelSource::own_homicides ? say::own_homicides : say::country_rates;
}

output::words::Message geography_in_words(const NamedCity& city) {
  const auto& districts = city.input.districts;
  if (districts.empty()) return say::synthetic;
  return say::SyntheticWithDistricts{.districts = districts.size()};
}

model::CityParameters city_parameters(const std::vector<std::string>& set) {
  auto parameters = model::central_city_parameters();
  for (const auto& text : set) {
    const auto equal = text.find('=');
    const auto value = equal == std::string::npos ? std::nullopt : model::parse_number(text.substr(equal + 1));
    if (!value) throw UsageError("--set takes name=value, for instance retaliation=0.3; found '" + text + "'");
    const auto& records = model::city_registry();
    const auto record =
        std::find_if(records.begin(), records.end(), [&](const auto& r) { return r.name == text.substr(0, equal); });
    if (record == records.end()) {
      std::vector<std::string> names;
      for (const auto& r : records) names.emplace_back(r.name);
      const std::string near = model::nearest_name(text.substr(0, equal), names);
      throw UsageError("--set: the city layer has no parameter '" + text.substr(0, equal) + "'; " +
                       (near.empty() ? "salus info --parameters lists them" : "did you mean '" + near + "'?"));
    }
    if (*value < record->prior.lower || *value > record->prior.upper)
      throw UsageError("--set: " + std::string(record->name) + " must lie in " +
                       model::format_number(record->prior.lower) + " to " + model::format_number(record->prior.upper) +
                       "; found " + model::format_number(*value));
    parameters[record->id] = *value;
  }
  for (const auto process : model::every<model::Process>)
    if (model::branching_ratio(parameters, process) >= model::branching_limit)
      throw UsageError("--set: an event of " + std::string(model::process_names[process]) + " would lead to " +
                       model::format_number(model::branching_ratio(parameters, process)) +
                       " others on average; at 1 crime would never end, so less than " +
                       model::format_number(model::branching_limit) + " is asked for");
  return parameters;
}

model::CityPlan city_plan(const NamedCity& city, const model::CityParameters& parameters, std::uint64_t seed,
                          const model::Executor& executor) {
  model::CityPlan plan;
  plan.input = city.input;
  plan.parameters = parameters;
  plan.seed = seed;
  plan.isa = chosen_isa();
  plan.scale = model::solve_scale(plan.input, plan.parameters, seed, plan.isa, executor);
  return plan;
}

}  // namespace salus::apps
