#include "calibration/country_inputs.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <stdexcept>

#include "calibration/crime_levels.hpp"
#include "calibration/demography.hpp"
#include "calibration/driver_paths.hpp"
#include "calibration/homicide_level.hpp"
#include "calibration/panel_cities.hpp"
#include "calibration/statistics.hpp"
#include "calibration/victim_shares.hpp"
#include "model/core/elementary.hpp"

namespace salus::calibration {
namespace {

/// base years of the target (concept note, paragraph 18 e)
constexpr int base_first = 2017;
constexpr int base_last = 2019;
constexpr double balance_tolerance = 1e-9;

const YearValue* latest(const std::vector<YearValue>& series, int last_year) {
  const YearValue* found = nullptr;
  for (const auto& row : series)
    if (row.year <= last_year) found = &row;
  return found;
}

/// Latest prison rate of each region's countries, median, for countries without one; per person.
model::EnumArray<double, model::Region> regional_prison_rate(const std::vector<CountryTables>& countries,
                                                             int last_year) {
  model::EnumArray<std::vector<double>, model::Region> rates;
  std::vector<double> all;
  for (const auto& country : countries)
    if (const auto* row = latest(country.prisoners, last_year)) {
      rates[country.name.region].push_back(row->value * per_100k);
      all.push_back(row->value * per_100k);
    }
  model::EnumArray<double, model::Region> out;
  for (const auto r : model::every<model::Region>)
    out[r] = !rates[r].empty() ? median(rates[r]) : all.empty() ? 0.0 : median(all);
  return out;
}

/// Latest value of each country; where it has none, the median of its income class (of all where the class has none):
/// Australia is nearer to Canada than to the rest of its region in both product and slums.
template <class F>
std::vector<double> latest_or_class_median(const std::vector<CountryTables>& countries, int last_year, const F& series,
                                           std::vector<std::set<std::string>>& used) {
  model::EnumArray<std::vector<double>, model::Income> by_class;
  std::vector<double> all;
  std::vector<double> out;
  for (const auto& country : countries)
    if (const auto* row = latest(series(country), last_year)) {
      by_class[country.name.income].push_back(row->value);
      all.push_back(row->value);
    }
  for (std::size_t i = 0; i < countries.size(); ++i) {
    const auto& like = by_class[countries[i].name.income];
    const auto* row = latest(series(countries[i]), last_year);
    if (row != nullptr) used[i].insert(row->source_id);
    out.push_back(row != nullptr ? row->value : !like.empty() ? median(like) : all.empty() ? 0.0 : median(all));
  }
  return out;
}

/// Population and flows by month, ages at the start.
void fill_people(const CountryTables& country, const Population& population, model::View view, int start_year,
                 model::CountryInput& out, std::set<std::string>& used) {
  auto demography = make_demography(population, start_year);
  out.population = std::move(demography.population);
  out.births = std::move(demography.births);
  out.deaths = std::move(demography.deaths);
  out.net_migration = std::move(demography.net_migration);
  out.entering_risk_age = std::move(demography.entering_risk_age);
  out.risk_age_population = demography.risk_age_population;
  for (std::size_t band = 0; band < out.age_share.size(); ++band)
    out.age_share[band] = age_share(population, start_year, one_band(band));
  used.insert(country.ages.back().source_id);
  used.insert((view == model::View::now ? country.population_now : country.population_note).front().source_id);
}

/// What is known about the country beside levels and paths.
void fill_facts(const CountryTables& country, const Population& population, int last_year, double pooled_prison_rate,
                model::CountryInput& out, std::set<std::string>& used) {
  for (std::size_t i = 0; i < 3; ++i) out.code.iso3[i] = country.name.iso3[i];
  out.code.m49 = country.name.m49;
  out.name = country.name.name;
  out.region = country.name.region;
  out.income = country.name.income;
  const auto* prison = latest(country.prisoners, last_year);
  out.prison_population = (prison != nullptr ? prison->value * per_100k : pooled_prison_rate) * out.population.front();
  if (prison != nullptr) used.insert(prison->source_id);
  if (const auto* urban = latest(country.urban_share, last_year)) {
    out.urban_share = urban->value;
    used.insert(urban->source_id);
  }
  model::RatePerPerson sum;
  double n = 0.0;
  for (const auto& row : country.homicide)
    if (row.year >= base_first && row.year <= std::min(base_last, last_year)) {
      sum += per_person(model::RatePer100000(row.rate));
      ++n;
      used.insert(row.source_id);
    }
  if (n > 0.0) out.base_homicide_rate = sum / n;
  for (int year = base_first; year <= base_last; ++year)
    out.base_population += population.persons(year) / (base_last - base_first + 1);
}

/// Draws in place of the first estimate; what rests on the level (other crime types, tables) takes the log of their
/// mean rate, and their spread.
void take_calibrated(const std::vector<model::CountryInput::Calibrated>& draws, double memory_rate,
                     HomicideEstimate& estimate, model::CountryInput& out) {
  const auto n = static_cast<double>(draws.size());
  std::vector<double> level;
  double sd = 0.0;
  double mean = 0.0;
  for (const auto& d : draws) {
    level.push_back(d.log_rate);
    sd += d.annual_log_sd / n;
    mean += model::exponential(d.log_rate) / n;
  }
  estimate.level.log_rate = model::logarithm(mean);
  estimate.level.log_sd = standard_deviation(level);
  estimate.annual_log_sd = sd;
  estimate.reversion_gap = 0.0;
  out.calibrated = draws;
  out.memory_rate = memory_rate;
}

/// @return the level of homicide at the start.
HomicideLevel fill_homicide(const std::string& iso3, const CalibratedStarts* calibrated, HomicideEstimate estimate,
                            model::CountryInput& out) {
  if (calibrated != nullptr)
    if (const auto found = calibrated->by_country.find(iso3); found != calibrated->by_country.end())
      take_calibrated(found->second, calibrated->memory_rate, estimate, out);
  // Where the level itself is in dispute a draw can lie far from the published rate: then the base is the draw's own
  // level.
  if (estimate.disputed) out.base_homicide_rate.reset();
  out.annual_log_sd = estimate.annual_log_sd;
  out.reversion_gap = estimate.reversion_gap;
  return estimate.level;
}

/// Police figures; model estimates where there are none.
void fill_history(const CountryTables& country, int last_year, model::CountryInput& out) {
  for (const auto& row : country.homicide)
    out.history.push_back(
        {row.year, model::RatePer100000(row.rate), row.source_id, model::Basis::observed, row.year > last_year});
  if (out.history.empty())
    for (const auto& row : country.who)
      out.history.push_back({row.year, model::RatePer100000(row.rate), row.source_id, model::Basis::modelled_estimate,
                             row.year > last_year});
}

bool all_finite(const std::vector<double>& values) {
  return std::all_of(values.begin(), values.end(), [](double v) { return std::isfinite(v); });
}

/// A wrong figure must stop here, not in the stocks.
void verify(const model::CountryInput& c) {
  const auto refuse = [&](const std::string& what) {
    throw std::logic_error("country input of " + std::string(c.code.name()) + ": " + what);
  };
  bool finite = all_finite(c.population) && all_finite(c.births) && all_finite(c.deaths) &&
                all_finite(c.net_migration) && all_finite(c.entering_risk_age);
  for (const auto& path : c.driver_change) finite = finite && all_finite(path);
  for (const auto& level : c.level)
    finite = finite && std::isfinite(level.log_rate) && std::isfinite(level.log_median) &&
             std::isfinite(level.own_sd) &&
             std::all_of(level.common.begin(), level.common.end(), [](double v) { return std::isfinite(v); });
  finite = finite && std::isfinite(c.annual_log_sd) && std::isfinite(c.reversion_gap) &&
           std::isfinite(c.prison_population) && std::isfinite(c.risk_age_population);
  if (!finite) refuse("a value is not finite");
  for (std::size_t m = 0; m < model::horizon_months; ++m) {
    const double end = c.population[m] + c.births[m] - c.deaths[m] + c.net_migration[m];
    if (std::abs(end - c.population[m + 1]) > balance_tolerance * c.population[m + 1])
      refuse("the population balance does not close in month " + std::to_string(m));
  }
  for (const double product : {c.gdp_per_head, c.market_income.value()})
    if (!(product > 0.0) || !std::isfinite(product)) refuse("the product per head is not positive");
}

/// Cities and the rest of the country make up its population in every year of the panel.
void verify_cities(const model::CountryInput& c, const Population& population, int start_year) {
  const auto refuse = [&](const std::string& what) {
    throw std::logic_error("country input of " + std::string(c.code.name()) + ": " + what);
  };
  if (c.cities.empty()) refuse("there is no city");
  constexpr int past_years = model::panel_past_years;
  int year = start_year - past_years;
  for (std::size_t y = 0; y < model::panel_years; ++y) {
    double sum = 0.0;
    for (const auto& city : c.cities) {
      if (city.population.size() != model::panel_years || !(city.population[y] > 0.0))
        refuse("no population of " + city.name);
      sum += city.population[y];
    }
    if (const double all = population.persons(year); !(sum <= all * (1.0 + balance_tolerance)))
      refuse("the cities exceed the population of " + std::to_string(year));
    ++year;
  }
}

}  // namespace

int last_data_year(model::View view, int start_year) {
  return view == model::View::as_of_note ? std::min(note_last_year, start_year - 1) : start_year - 1;
}

std::vector<model::CountryInput> make_country_inputs(const Tables& tables, model::View view, int start_year,
                                                     const CalibratedStarts* calibrated, std::optional<int> last_data) {
  if (start_year < first_start_year || start_year > last_start_year)
    throw std::invalid_argument("start year " + std::to_string(start_year) + " is outside " +
                                std::to_string(first_start_year) + " to " + std::to_string(last_start_year) +
                                ", the years of the age table");
  const auto& countries = tables.by_country;
  const int last_year = last_data.value_or(last_data_year(view, start_year));
  const ViewYears years{.last_data = last_year, .start = start_year};
  const auto pool = pool_homicide(countries, last_year);
  const auto units = driver_units(countries);
  const auto prison = regional_prison_rate(countries, last_year);

  std::vector<model::CountryInput> inputs(countries.size());
  std::vector<Population> population;
  std::vector<HomicideLevel> homicide;
  std::vector<std::set<std::string>> used(countries.size());
  for (std::size_t i = 0; i < countries.size(); ++i) {
    auto& out = inputs[i];
    population.emplace_back(countries[i], view, last_year);
    fill_people(countries[i], population[i], view, start_year, out, used[i]);
    fill_facts(countries[i], population[i], last_year, prison[countries[i].name.region], out, used[i]);
    auto estimate = estimate_homicide(countries[i], i, pool, years, used[i]);
    homicide.push_back(fill_homicide(countries[i].name.iso3, calibrated, std::move(estimate), out));
    out.driver_change = driver_paths(countries[i], units, years, used[i]);
    fill_history(countries[i], last_year, out);
  }
  const auto levels = estimate_levels(countries, population, homicide, years, used);
  const auto shares = estimate_victim_shares(countries, population, years, used);
  const auto product = latest_or_class_median(
      countries, last_year, [](const CountryTables& c) -> const auto& { return c.gdp_per_head; }, used);
  const auto market = latest_or_class_median(
      countries, last_year, [](const CountryTables& c) -> const auto& { return c.gdp_market; }, used);
  const auto slums = latest_or_class_median(
      countries, last_year, [](const CountryTables& c) -> const auto& { return c.drivers[model::Driver::slum_share]; },
      used);
  std::map<std::string, std::vector<const City*>> cities;
  for (const auto& city : tables.cities) cities[city.iso3].push_back(&city);
  for (std::size_t i = 0; i < countries.size(); ++i) {
    inputs[i].gdp_per_head = product[i];
    inputs[i].market_income = model::UsdPerPerson(market[i]);
    inputs[i].cities =
        panel_cities(countries[i].name, cities[countries[i].name.iso3], population[i],
                     {.urban_share = inputs[i].urban_share, .slum_percent = slums[i]}, start_year, used[i]);
    verify_cities(inputs[i], population[i], start_year);
    inputs[i].level = levels[i];
    inputs[i].victim_share = shares[i];
    inputs[i].source_ids.assign(used[i].begin(), used[i].end());
    verify(inputs[i]);
  }
  return inputs;
}

namespace {

/// The first months of a path.
std::vector<double> first_of(const std::vector<double>& path, std::uint32_t months) {
  return {path.begin(), path.begin() + months};
}

/// What the years up to a later start are run through with.
model::CountryInput::RollIn roll_of(const model::CountryInput& from, std::uint32_t years) {
  model::CountryInput::RollIn roll;
  roll.years = years;
  const std::uint32_t months = roll.months();
  roll.population = first_of(from.population, months);
  roll.births = first_of(from.births, months);
  roll.deaths = first_of(from.deaths, months);
  roll.net_migration = first_of(from.net_migration, months);
  roll.entering_risk_age = first_of(from.entering_risk_age, months);
  for (const auto d : model::every<model::Driver>) roll.driver_change[d] = first_of(from.driver_change[d], months);
  roll.risk_age_population = from.risk_age_population;
  roll.prison_population = from.prison_population;
  return roll;
}

}  // namespace

std::vector<model::CountryInput> rolled_country_inputs(const Tables& tables, model::View view, int from, int start,
                                                       const CalibratedStarts* calibrated) {
  auto earlier = make_country_inputs(tables, view, from, calibrated);
  if (start == from) return earlier;
  auto inputs = make_country_inputs(tables, view, start, nullptr, last_data_year(view, from));
  const auto years = static_cast<std::uint32_t>(start - from);
  auto before = earlier.begin();
  for (auto& country : inputs) {
    model::CountryInput& then = *before++;
    country.roll = roll_of(then, years);
    for (const auto d : model::every<model::Driver>) {
      const double gone = then.driver_change[d][country.roll.months()];
      for (double& change : country.driver_change[d]) change += gone;
    }
    country.level = then.level;
    country.annual_log_sd = then.annual_log_sd;
    country.reversion_gap = then.reversion_gap;
    country.calibrated = std::move(then.calibrated);
    country.memory_rate = then.memory_rate;
    country.base_homicide_rate = then.base_homicide_rate;
    country.history = std::move(then.history);
  }
  return inputs;
}

}  // namespace salus::calibration
