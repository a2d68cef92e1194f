/// Results files: the city panel, what it was told (under /inputs) and what came of each city (/cities).
#include "output/figures.hpp"
#include "output/results_layout.hpp"

namespace salus::output::layout {

using namespace model;

namespace {

void write_city_inputs(Hdf5Writer& file, const Results& r) {
  Integers country;
  Integers code;
  Integers vulnerability;
  Strings name;
  std::vector<double> latitude;
  std::vector<double> longitude;
  std::vector<double> population;
  for (const auto i : Positions<CountryIndex>(r.countries.size()))
    for (const auto& u : r.countries[i].cities) {
      country.push_back(i);
      code.push_back(u.code);
      name.push_back(u.name);
      vulnerability.push_back(static_cast<std::int64_t>(u.vulnerability));
      latitude.push_back(u.latitude);
      longitude.push_back(u.longitude);
      append(population, u.population);
    }
  if (country.empty()) return;
  Integers years;
  for (const auto y : every<PanelYear>) years.push_back(std::int64_t{r.years.front()} - panel_past_years + y);
  file.dimension("panel_city", country.size());
  file.coordinate("panel_year", years, {"1", "calendar year of the city panel"});
  file.variable("/inputs/city_country", {"panel_city"}, country, {"1", "position of the country"});
  file.variable("/inputs/city_code", {"panel_city"}, code,
                {"1", "UN city code; 900000 and the M49 number for the towns of a country without a listed city"});
  file.variable("/inputs/city_name", {"panel_city"}, name, {"1", "name"});
  file.variable("/inputs/city_latitude", {"panel_city"}, latitude, {"degrees_north", "latitude"});
  file.variable("/inputs/city_longitude", {"panel_city"}, longitude, {"degrees_east", "longitude"});
  file.variable("/inputs/city_vulnerability", {"panel_city"}, vulnerability,
                {"1",
                 "vulnerability of planning, design and services: 0 lower, 1 middle, 2 higher; an assumption for every "
                 "single city"});
  file.variable("/inputs/city_population", {"panel_city", "panel_year"}, population, {"1", "persons at mid-year"});
}

void read_city_inputs(const Hdf5Reader& file, Results& r) {
  if (!file.has("/inputs/city_code")) return;
  const Integers code = file.integers("/inputs/city_code");
  const std::size_t n = code.size();
  const Integers country = of_size(file.integers("/inputs/city_country"), n, "city_country");
  const Integers vulnerability = of_size(file.integers("/inputs/city_vulnerability"), n, "city_vulnerability");
  const Strings name = of_size(file.strings("/inputs/city_name"), n, "city_name");
  const auto latitude = of_size(file.doubles("/inputs/city_latitude"), n, "city_latitude");
  const auto longitude = of_size(file.doubles("/inputs/city_longitude"), n, "city_longitude");
  const auto population = of_size(file.doubles("/inputs/city_population"), n * panel_years, "city_population");
  for (std::size_t i = 0; i < n; ++i)
    r.countries[position_on(positions_in<CountryIndex>(r.countries), country[i], "city_country")].cities.push_back(
        {number_below(many, code[i], "city_code"), name[i], latitude[i], longitude[i],
         enumerator<Vulnerability>(vulnerability[i], "city_vulnerability"), row_of(population, i, panel_years)});
}

using Shares = std::vector<Single> CityResult::*;
struct ShareOfDraws {
  const char* name;
  Shares values;
  const char* what;
};
constexpr auto shares = std::to_array<ShareOfDraws>(
    {{"reached", &CityResult::reached, "probability that the city takes part"},
     {"judged", &CityResult::judged, "probability that it takes part from early enough on for its fall to be told"},
     {"fell", &CityResult::fell, "true homicide rate more than 10 % down, among draws in which the city is judged"},
     {"fell_without", &CityResult::fell_without, "the same, had there been the first scenario"},
     {"shown", &CityResult::shown,
      "fall by 10 % more than the control cities proven from records, among draws in which the city is judged"},
     {"falsely_shown", &CityResult::falsely_shown, "proven though the true rate did not fall by so much more"}});

}  // namespace

void write_cities(Hdf5Writer& file, const Results& r) {
  write_city_inputs(file, r);
  if (r.cities.empty()) return;
  file.group("/cities", "each city over all draws, by country (alphabetical by name), then code");
  file.dimension("city", r.cities.size());
  file.coordinate("end_quantile", std::vector<double>{0.05, 0.5, 0.95}, {"1", "quantile level over draws"});
  file.variable("/cities/code", {"city"}, each<std::int64_t>(r.cities, [](const auto& c) { return c.code; }),
                {"1", "UN city code"});
  file.variable(
      "/cities/country", {"city"},
      each<std::string>(r.cities, [&](const auto& c) { return std::string(r.countries.at(c.country).code.name()); }),
      {"1", "ISO 3166-1 alpha-3"});
  // For readers; the same stands under /inputs, where our own reader takes it.
  const auto known = [&](auto get, auto without) {
    return [&r, get, without](const CityResult& c) {
      const City* u = city_of(r, c);
      return u ? get(*u) : without;
    };
  };
  file.variable("/cities/name", {"city"},
                each<std::string>(r.cities, known([](const City& u) { return u.name; }, std::string())), {"1", "name"});
  file.variable(
      "/cities/vulnerability", {"city"},
      each<std::string>(r.cities, known([](const City& u) { return std::string(vulnerability_names[u.vulnerability]); },
                                        std::string())),
      {"1", "class of vulnerability; an assumption for every single city"});
  std::vector<Single> base;
  std::vector<Single> end;
  for (const auto& c : r.cities) {
    append(base, c.rate_base);
    append(end, c.rate_end);
  }
  file.variable("/cities/rate_base", {"city", "end_quantile"}, stored(base),
                {"1e-5 year-1", "homicide rate of the first scenario, mean of the three years before the start"});
  file.variable("/cities/rate_end", {"city", "end_quantile"}, stored(end),
                {"1e-5 year-1", "homicide rate of the first scenario, mean of the last three years"});
  for (const auto& share : shares) {
    std::vector<Single> values;
    for (const auto& c : r.cities) append(values, c.*share.values);
    file.variable(std::string("/cities/") + share.name, {"city", "scenario"}, stored(values), {"1", share.what});
  }
}

void read_cities(const Hdf5Reader& file, Results& r) {
  read_city_inputs(file, r);
  if (!file.has("/cities")) return;
  const Integers code = file.integers("/cities/code");
  const std::size_t n = code.size();
  const Positions<ScenarioIndex> scenarios(r.scenarios.size());
  const Strings country = of_size(file.strings("/cities/country"), n, "country");
  const auto base = grid_of("/cities/rate_base", file, Positions<Named>(n), every<IntervalLevel>);
  const auto end = grid_of("/cities/rate_end", file, Positions<Named>(n), every<IntervalLevel>);
  for (const auto i : Positions<Named>(n)) {
    CityResult c;
    c.code = number_below(many, code[i], "code");
    const auto at = std::find_if(r.countries.begin(), r.countries.end(),
                                 [&](const auto& k) { return k.code.name() == country[i]; });
    if (at == r.countries.end())
      throw CorruptStore("a city lies in '" + country[i] + "', which is not a country of this file");
    c.country = CountryIndex(static_cast<std::uint32_t>(at - r.countries.begin()));
    for (const auto level : every<IntervalLevel>) {
      c.rate_base[level] = base(i, level);
      c.rate_end[level] = end(i, level);
    }
    r.cities.push_back(std::move(c));
  }
  for (const auto& share : shares) {
    // What files of earlier versions lack is not known.
    if (!file.has(std::string("/cities/") + share.name)) {
      for (auto& city : r.cities) (city.*share.values).assign(scenarios.size(), Single(not_a_number));
      continue;
    }
    const auto values = grid_of(std::string("/cities/") + share.name, file, Positions<Named>(n), scenarios);
    for (const auto i : Positions<Named>(n)) {
      const auto row = values.row(i);
      (r.cities[i].*share.values).assign(row.begin(), row.end());
    }
  }
}

}  // namespace salus::output::layout
