#include "apps/common/cities.hpp"

#include <algorithm>
#include <cmath>

#include "apps/common/session.hpp"
#include "calibration/calibration.hpp"
#include "model/city/of_country.hpp"
#include "model/city/scale.hpp"
#include "model/core/number.hpp"
#include "model/panel/panel.hpp"

namespace salus::apps {
namespace {

/// Lower case, letters of Latin-1 and Latin Extended-A without their accents; other letters stay as they are.
std::string plain(const std::string& name) {
  static const std::vector<std::pair<std::string, char>> accents{
      {"á", 'a'}, {"à", 'a'}, {"â", 'a'}, {"ã", 'a'}, {"ä", 'a'}, {"å", 'a'}, {"Á", 'a'}, {"Â", 'a'}, {"Å", 'a'}, {"é", 'e'}, {"è", 'e'}, {"ê", 'e'}, {"ë", 'e'}, {"É", 'e'},
      {"í", 'i'}, {"ì", 'i'}, {"î", 'i'}, {"ï", 'i'}, {"Í", 'i'}, {"ó", 'o'}, {"ò", 'o'}, {"ô", 'o'}, {"õ", 'o'}, {"ö", 'o'}, {"ø", 'o'}, {"Ó", 'o'}, {"Ö", 'o'},
      {"ú", 'u'}, {"ù", 'u'}, {"û", 'u'}, {"ü", 'u'}, {"Ú", 'u'}, {"ñ", 'n'}, {"Ñ", 'n'}, {"ç", 'c'}, {"Ç", 'c'}, {"ş", 's'}, {"ğ", 'g'}, {"ı", 'i'}, {"İ", 'i'}};
  std::string out;
  for (std::size_t i = 0; i < name.size();) {
    const auto found = std::find_if(accents.begin(), accents.end(), [&](const auto& a) { return name.compare(i, a.first.size(), a.first) == 0; });
    if (found != accents.end()) out += found->second, i += found->first.size();
    else out += static_cast<char>(name[i] >= 'A' && name[i] <= 'Z' ? name[i] + 32 : name[i]), ++i;
  }
  return out;
}

struct Found {
  std::size_t country, city;
};

Found find(const std::vector<model::CountryInput>& countries, const std::string& wanted) {
  const auto colon = wanted.find(':');
  const std::string iso3 = colon == std::string::npos ? "" : wanted.substr(0, colon), name = plain(colon == std::string::npos ? wanted : wanted.substr(colon + 1));
  std::vector<Found> exact, beginning;
  std::vector<std::string> known, shown;  // names as they are compared, and as they are written
  for (std::size_t c = 0; c < countries.size(); ++c) {
    if (!iso3.empty() && countries[c].code.name() != iso3) continue;
    for (std::size_t u = 0; u < countries[c].cities.size(); ++u) {
      const auto& city = countries[c].cities[u];
      const std::string own = plain(city.name);
      if (own == name || std::to_string(city.code) == name) exact.push_back({c, u});
      else if (own.starts_with(name + " ") || own.starts_with(name + "-")) beginning.push_back({c, u});
      known.push_back(own), shown.push_back(city.name);
    }
  }
  const auto& found = exact.empty() ? beginning : exact;
  if (found.size() == 1) return found[0];
  std::string others;
  if (found.size() > 1) {
    for (const auto& f : found) others += (others.empty() ? "" : ", ") + std::string(countries[f.country].code.name()) + ":" + countries[f.country].cities[f.city].name;
    throw UsageError("'" + wanted + "' may be one of " + others + "; name one of them");
  }
  const auto near = std::find(known.begin(), known.end(), model::nearest_name(name, known));
  throw UsageError("no city is called '" + wanted + "'" + (near == known.end() ? "" : "; near it comes " + shown[static_cast<std::size_t>(near - known.begin())]) +
                   ". All cities with more than 300,000 people of the 48 countries are known (calibration/data/cities.csv)");
}

/// Homicides per person-year of a city's own series, mean of the last three years up to one; nothing where it has none.
std::optional<double> own_rate(const calibration::Tables& tables, const std::string& iso3, const std::string& name, int last_year) {
  for (const auto& series : tables.city_series) {
    if (series.iso3 != iso3 || series.area_type == "province" || series.area_type == "state" || !plain(series.name).starts_with(plain(name) + " ")) continue;
    double sum = 0.0, n = 0.0;
    for (const auto& y : series.years)
      if (y.year <= last_year && y.year > last_year - 3) sum += y.rate * 1e-5, n += 1.0;
    if (n > 0.0) return sum / n;
  }
  return std::nullopt;
}

}  // namespace

NamedCity city_named(const Inputs& inputs, const std::string& name, int start_year, std::size_t months) {
  const auto countries = calibration::make_country_inputs(inputs.tables, model::View::as_of_note, start_year);
  const Found found = find(countries, name);
  const auto& country = countries[found.country];
  const auto& city = country.cities[found.city];
  NamedCity named;
  named.name = city.name, named.country_name = country.name;
  const auto parameters = model::central_parameters();
  std::array<double, model::crime_type_count> log_rate{}, relative{};
  for (std::size_t k = 0; k < model::crime_type_count; ++k) log_rate[k] = country.level[k].log_rate;
  const auto own = own_rate(inputs.tables, std::string(country.code.name()), city.name, start_year - 1);
  const double log_ratio = own ? std::log(*own) - log_rate[0] : 0.0;
  const std::array<double, model::crime_class_count> loading{1.0, parameters[model::Parameter::city_loading_half], parameters[model::Parameter::city_loading_household]};
  for (std::size_t k = 0; k < model::crime_type_count; ++k) relative[k] = std::exp(loading[model::index(model::class_of_type[k])] * log_ratio);
  named.level_source = own ? "its own homicides of the three years before the start; other types as in its country, moved with homicide as far as they follow places" : "its country's rates: no figures of its own";
  named.input = model::city_of_country(country, found.city, parameters, log_rate, relative, start_year, city_warm_up, months, {});
  return named;
}

model::CityParameters city_parameters(const std::vector<std::string>& set) {
  auto parameters = model::central_city_parameters();
  for (const auto& text : set) {
    const auto equal = text.find('=');
    const auto value = equal == std::string::npos ? std::nullopt : model::parse_number(text.substr(equal + 1));
    if (!value) throw UsageError("--set takes name=value, for instance retaliation=0.3; found '" + text + "'");
    const auto& records = model::city_registry();
    const auto record = std::find_if(records.begin(), records.end(), [&](const auto& r) { return r.name == text.substr(0, equal); });
    if (record == records.end()) throw UsageError("--set: the city layer has no parameter '" + text.substr(0, equal) + "'; salus info --parameters lists them");
    if (*value < record->prior.lower || *value > record->prior.upper)
      throw UsageError("--set: " + std::string(record->name) + " must lie in " + model::format_number(record->prior.lower) + " to " + model::format_number(record->prior.upper) + "; found " + model::format_number(*value));
    parameters[record->id] = *value;
  }
  for (std::size_t k = 0; k < model::process_count; ++k)
    if (model::branching_ratio(parameters, static_cast<model::Process>(k)) >= 0.95)
      throw UsageError("--set: an event of " + std::string(model::process_names[k]) + " would lead to " + model::format_number(model::branching_ratio(parameters, static_cast<model::Process>(k))) + " others on average; at 1 crime would never end, so less than 0.95 is asked for");
  return parameters;
}

model::CityPlan city_plan(const NamedCity& city, const model::CityParameters& parameters, std::uint64_t seed, const model::Executor& executor) {
  model::CityPlan plan;
  plan.input = city.input, plan.parameters = parameters, plan.seed = seed, plan.isa = chosen_isa();
  plan.scale = model::solve_scale(plan.input, plan.parameters, seed, plan.isa, executor);
  return plan;
}

}  // namespace salus::apps
