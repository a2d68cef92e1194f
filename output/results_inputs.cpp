/// Results files: what the country layer was told.
#include "model/country/kernel_abi.hpp"
#include "output/results_layout.hpp"

namespace salus::output::layout {

using namespace model;

namespace {

using MonthSeries = std::vector<double> CountryInput::*;
struct SeriesOfInput {
  const char* name;
  MonthSeries values;
  const char* dimension;
  About about;
};
const std::vector<SeriesOfInput>& month_series() {
  static const std::vector<SeriesOfInput> all{
      {"population_path", &CountryInput::population, "month_edge", {"1", "persons at the start of each month"}},
      {"births", &CountryInput::births, "month", {"month-1", "persons who survive early childhood"}},
      {"deaths", &CountryInput::deaths, "month", {"month-1", "deaths from age 40"}},
      {"net_migration",
       &CountryInput::net_migration,
       "month",
       {"month-1", "closes the balance; deaths from 5 to 39 are in it"}},
      {"entering_risk_age", &CountryInput::entering_risk_age, "month", {"month-1", "persons who turn 15"}}};
  return all;
}

using RollIn = CountryInput::RollIn;
struct PathOfRoll {
  const char* name;
  std::vector<double> RollIn::*values;
  About about;
};
/// As `month_series`, of the years before the start.
const std::vector<PathOfRoll>& roll_paths() {
  static const std::vector<PathOfRoll> all{
      {"roll_population", &RollIn::population, {"1", "persons at the start of each month"}},
      {"roll_births", &RollIn::births, {"month-1", "persons who survive early childhood"}},
      {"roll_deaths", &RollIn::deaths, {"month-1", "deaths from age 40"}},
      {"roll_net_migration", &RollIn::net_migration, {"month-1", "closes the balance"}},
      {"roll_entering_risk_age", &RollIn::entering_risk_age, {"month-1", "persons who turn 15"}}};
  return all;
}

struct NumberOfRoll {
  const char* name;
  double RollIn::*value;
  About about;
};
const std::vector<NumberOfRoll>& roll_numbers() {
  static const std::vector<NumberOfRoll> all{
      {"roll_risk_age_population", &RollIn::risk_age_population, {"1", "persons aged 15-29 where the roll begins"}},
      {"roll_prison_population", &RollIn::prison_population, {"1", "all prisoners where the roll begins"}}};
  return all;
}

using InputNumber = double CountryInput::*;
struct NumberOfInput {
  const char* name;
  InputNumber value;
  About about;
};
const std::vector<NumberOfInput>& input_numbers() {
  static const std::vector<NumberOfInput> all{
      {"risk_age_population", &CountryInput::risk_age_population, {"1", "persons aged 15-29 at the start"}},
      {"prison_population", &CountryInput::prison_population, {"1", "all prisoners at the start"}},
      {"urban_share", &CountryInput::urban_share, {"1", "share of the population in towns at the start"}},
      {"annual_log_sd", &CountryInput::annual_log_sd, {"1", "sd of yearly changes of the log homicide rate"}},
      {"reversion_gap", &CountryInput::reversion_gap, {"1", "log long-run level minus log level where the run begins"}},
      {"base_population", &CountryInput::base_population, {"1", "mean population 2017-19"}}};
  return all;
}

void write_names(Hdf5Writer& file, const std::vector<CountryInput>& c) {
  file.variable("/inputs/m49", {"country"}, each<std::int64_t>(c, [](const auto& i) { return i.code.m49; }),
                {"1", "UN M49 number"});
  file.variable("/inputs/region", {"country"},
                each<std::string>(c, [](const auto& i) { return std::string(region_names[i.region]); }),
                {"1", "region"});
  file.variable("/inputs/income", {"country"},
                each<std::string>(c, [](const auto& i) { return std::string(income_names[i.income]); }),
                {"1", "World Bank income class"});
  file.variable("/inputs/source_ids", {"country"},
                each<std::string>(c, [](const auto& i) { return joined(i.source_ids); }),
                {"1", "ids of the sources, a line each"});
}

void write_country_numbers(Hdf5Writer& file, const std::vector<CountryInput>& c) {
  for (const auto& number : input_numbers())
    file.variable(std::string("/inputs/") + number.name, {"country"},
                  each<double>(c, [&](const auto& i) { return i.*number.value; }), number.about);
  file.variable(
      "/inputs/gdp_per_head", {"country"}, each<double>(c, [](const auto& i) { return i.gdp_per_head; }),
      {"USD year-1", "international dollars of 2021 a person and year at the start, purchasing power parity"});
  file.variable("/inputs/market_income", {"country"},
                each<double>(c, [](const auto& i) { return i.market_income.value(); }),
                {"USD2019 year-1", "product a person and year at the start, at market exchange rates"});
  file.variable(
      "/inputs/base_homicide_rate", {"country"},
      each<double>(
          c, [](const auto& i) { return i.base_homicide_rate.value_or(model::RatePerPerson(not_a_number)).value(); }),
      {"year-1", "mean published homicide rate 2017-19 per person; not a number where none is published"});
  for (const auto& series : month_series()) {
    std::vector<double> values;
    for (const auto& i : c) append(values, i.*series.values);
    file.variable(std::string("/inputs/") + series.name, {"country", series.dimension}, values, series.about);
  }
  std::vector<double> drivers;
  for (const auto& i : c)
    for (const auto& d : i.driver_change) append(drivers, d);
  file.variable("/inputs/driver_change", {"country", "driver", "month"}, drivers,
                {"1", "change since the run begins, in pooled standard deviations"});
}

/// The years that all countries are run through before the start, where there are any.
void write_roll(Hdf5Writer& file, const std::vector<CountryInput>& c) {
  if (c.empty() || c.front().roll.years == 0) return;
  file.dimension("roll_month", c.front().roll.months());
  file.variable("/inputs/roll_years", {"country"}, each<std::int64_t>(c, [](const auto& i) { return i.roll.years; }),
                {"1", "years before the start that are run through, from where the levels were estimated"});
  for (const auto& number : roll_numbers())
    file.variable(std::string("/inputs/") + number.name, {"country"},
                  each<double>(c, [&](const auto& i) { return i.roll.*number.value; }), number.about);
  for (const auto& path : roll_paths()) {
    std::vector<double> values;
    for (const auto& i : c) append(values, i.roll.*path.values);
    file.variable(std::string("/inputs/") + path.name, {"country", "roll_month"}, values, path.about);
  }
  std::vector<double> drivers;
  for (const auto& i : c)
    for (const auto& d : i.roll.driver_change) append(drivers, d);
  file.variable("/inputs/roll_driver_change", {"country", "driver", "roll_month"}, drivers,
                {"1", "change since the run begins, in pooled standard deviations"});
}

void write_levels(Hdf5Writer& file, const std::vector<CountryInput>& c) {
  std::vector<double> log_rate;
  std::vector<double> log_median;
  std::vector<double> common;
  std::vector<double> own_sd;
  Integers per_homicide;
  Integers basis;
  for (const auto& i : c)
    for (const auto& l : i.level) {
      log_rate.push_back(l.log_rate);
      log_median.push_back(l.log_median);
      append(common, l.common);
      own_sd.push_back(l.own_sd);
      per_homicide.push_back(l.per_homicide);
      basis.push_back(index(l.basis));
    }
  file.dimension("level_unknown", level_unknowns);
  file.variable("/inputs/level_log_rate", {"country", "crime_type"}, log_rate,
                {"1", "log of true incidents per person-year where the run begins, as its sources say"});
  file.variable("/inputs/level_log_median", {"country", "crime_type"}, log_median,
                {"1", "median of its draws; of the drawn ratio where the level is drawn per homicide"});
  file.variable("/inputs/level_common", {"country", "crime_type", "level_unknown"}, common,
                {"1", "what each unknown that all countries share (a standard normal a draw) moves it"});
  file.variable("/inputs/level_own_sd", {"country", "crime_type"}, own_sd,
                {"1", "standard deviation of what sets the country apart"});
  file.variable("/inputs/level_per_homicide", {"country", "crime_type"}, per_homicide,
                {"1", "1 where the level is the drawn homicide rate times a drawn ratio"});
  file.variable("/inputs/level_basis", {"country", "crime_type"}, basis,
                {"1", "0 observed, 1 modelled estimate, 2 pooled, 3 assumption"});
}

void write_shares(Hdf5Writer& file, const std::vector<CountryInput>& c) {
  std::vector<double> share;
  std::vector<double> common_sd;
  std::vector<double> own_sd;
  Integers basis;
  for (const auto& i : c)
    for (const auto& group : i.victim_share)
      for (const auto& s : group) {
        share.push_back(s.share);
        common_sd.push_back(s.common_sd);
        own_sd.push_back(s.own_sd);
        basis.push_back(index(s.basis));
      }
  file.variable("/inputs/victim_share", {"country", "target_group", "crime_type"}, share,
                {"1", "share of victims who belong to the group"});
  file.variable("/inputs/victim_share_common_sd", {"country", "target_group", "crime_type"}, common_sd,
                {"1", "standard deviation of the part of its logit that all countries share"});
  file.variable("/inputs/victim_share_own_sd", {"country", "target_group", "crime_type"}, own_sd,
                {"1", "standard deviation of what sets the country apart"});
  file.variable("/inputs/victim_share_basis", {"country", "target_group", "crime_type"}, basis,
                {"1", "0 observed, 1 modelled estimate, 2 pooled, 3 assumption"});
}

/// Observations of all countries, one after the other.
void write_history(Hdf5Writer& file, const std::vector<CountryInput>& c) {
  Integers country;
  Integers year;
  Integers basis;
  Integers held_out;
  std::vector<double> rate;
  Strings source;
  for (const auto i : Positions<CountryIndex>(c.size()))
    for (const auto& o : c[i].history) {
      country.push_back(i);
      year.push_back(o.year);
      rate.push_back(o.rate.value());
      source.push_back(o.source_id);
      basis.push_back(index(o.basis));
      held_out.push_back(o.held_out);
    }
  if (country.empty()) return;
  file.dimension("observation", country.size());
  file.variable("/inputs/history_country", {"observation"}, country, {"1", "position of the country"});
  file.variable("/inputs/history_year", {"observation"}, year, {"1", "calendar year"});
  file.variable("/inputs/history_rate", {"observation"}, rate, {"1e-5 year-1", "homicide rate as published"});
  file.variable("/inputs/history_source", {"observation"}, source, {"1", "source id"});
  file.variable("/inputs/history_basis", {"observation"}, basis, {"1", "0 observed, 1 modelled estimate"});
  file.variable("/inputs/history_held_out", {"observation"}, held_out,
                {"1", "1 where later than the view's last data year: shown, never used"});
}

}  // namespace

void write_inputs(Hdf5Writer& file, const Results& r) {
  file.group("/inputs", "what the country layer was told about each country");
  write_names(file, r.countries);
  write_country_numbers(file, r.countries);
  write_roll(file, r.countries);
  write_levels(file, r.countries);
  write_shares(file, r.countries);
  write_history(file, r.countries);
}

namespace {

void read_country_numbers(const Hdf5Reader& file, std::vector<CountryInput>& c) {
  const std::size_t C = c.size();
  for (const auto& number : input_numbers()) {
    const auto values = of_size(file.doubles(std::string("/inputs/") + number.name), C, number.name);
    for (std::size_t i = 0; i < C; ++i) c[i].*number.value = values[i];
  }
  for (const auto& series : month_series()) {
    const std::size_t M = horizon_months + (std::string(series.dimension) == "month_edge");
    const auto values = of_size(file.doubles(std::string("/inputs/") + series.name), C * M, series.name);
    for (std::size_t i = 0; i < C; ++i) c[i].*series.values = row_of(values, i, M);
  }
  if (file.has("/inputs/gdp_per_head")) {
    const auto income = of_size(file.doubles("/inputs/gdp_per_head"), C, "gdp_per_head");
    for (std::size_t i = 0; i < C; ++i) c[i].gdp_per_head = income[i];
  }
  if (file.has("/inputs/market_income")) {
    const auto income = of_size(file.doubles("/inputs/market_income"), C, "market_income");
    for (std::size_t i = 0; i < C; ++i) c[i].market_income = model::UsdPerPerson(income[i]);
  }
  const auto base = of_size(file.doubles("/inputs/base_homicide_rate"), C, "base_homicide_rate");
  for (std::size_t i = 0; i < C; ++i)
    if (!std::isnan(base[i])) c[i].base_homicide_rate = RatePerPerson(base[i]);
  const Positions<CountryIndex> countries(C);
  const auto drivers = shaped(file.doubles("/inputs/driver_change"), "driver_change", countries, every<Driver>,
                              Positions<Named>(horizon_months));
  for (const auto i : countries)
    for (const auto d : every<Driver>) {
      const auto months = drivers.row(i, d);
      c[i].driver_change[d].assign(months.begin(), months.end());
    }
}

void read_roll(const Hdf5Reader& file, std::vector<CountryInput>& c) {
  if (c.empty() || !file.has("/inputs/roll_years")) return;
  constexpr std::size_t most_years = kernel_roll_months / months_per_year;
  const auto years = of_size(file.integers("/inputs/roll_years"), c.size(), "roll_years");
  for (const auto here : years)
    if (here < 1 || here != years.front()) throw CorruptStore("'roll_years' is not one number of years");
  for (auto& country : c) country.roll.years = number_below(most_years + 1, years.front(), "roll_years");
  const std::size_t M = c.front().roll.months();
  for (const auto& number : roll_numbers()) {
    const auto values = of_size(file.doubles(std::string("/inputs/") + number.name), c.size(), number.name);
    for (std::size_t i = 0; i < c.size(); ++i) c[i].roll.*number.value = values[i];
  }
  for (const auto& path : roll_paths()) {
    const auto values = of_size(file.doubles(std::string("/inputs/") + path.name), c.size() * M, path.name);
    for (std::size_t i = 0; i < c.size(); ++i) c[i].roll.*path.values = row_of(values, i, M);
  }
  const Positions<CountryIndex> countries(c.size());
  const auto drivers = shaped(file.doubles("/inputs/roll_driver_change"), "roll_driver_change", countries,
                              every<Driver>, Positions<Named>(M));
  for (const auto i : countries)
    for (const auto d : every<Driver>) {
      const auto months = drivers.row(i, d);
      c[i].roll.driver_change[d].assign(months.begin(), months.end());
    }
}

void read_levels(const Hdf5Reader& file, std::vector<CountryInput>& c) {
  const Positions<CountryIndex> countries(c.size());
  const auto of = [&](const auto& values, const char* name) {
    return shaped(values, name, countries, every<CrimeType>);
  };
  const auto log_rate = of(file.doubles("/inputs/level_log_rate"), "level_log_rate");
  const auto basis = of(file.integers("/inputs/level_basis"), "level_basis");
  for (const auto i : countries)
    for (const auto k : every<CrimeType>) {
      TypeLevel& level = c[i].level[k];
      level.log_rate = log_rate(i, k);
      level.log_median = level.log_rate;
      level.basis = enumerator<Basis>(basis(i, k), "level_basis");
    }
  if (!file.has("/inputs/level_own_sd")) {
    const auto log_sd = of(file.doubles("/inputs/level_log_sd"), "level_log_sd");
    for (const auto i : countries)
      for (const auto k : every<CrimeType>) c[i].level[k].own_sd = log_sd(i, k);
    return;
  }
  const auto log_median = of(file.doubles("/inputs/level_log_median"), "level_log_median");
  const auto own_sd = of(file.doubles("/inputs/level_own_sd"), "level_own_sd");
  const auto per_homicide = of(file.integers("/inputs/level_per_homicide"), "level_per_homicide");
  const auto common = shaped(file.doubles("/inputs/level_common"), "level_common", countries, every<CrimeType>,
                             Positions<Named>(level_unknowns));
  for (const auto i : countries)
    for (const auto k : every<CrimeType>) {
      TypeLevel& level = c[i].level[k];
      level.log_median = log_median(i, k);
      level.own_sd = own_sd(i, k);
      level.per_homicide = per_homicide(i, k) != 0;
      std::copy_n(common.row(i, k).begin(), level_unknowns, level.common.begin());
    }
}

void read_shares(const Hdf5Reader& file, std::vector<CountryInput>& c) {
  const Positions<CountryIndex> countries(c.size());
  const auto of = [&](const auto& values, const char* name) {
    return shaped(values, name, countries, every<TargetGroup>, every<CrimeType>);
  };
  const auto share = of(file.doubles("/inputs/victim_share"), "victim_share");
  // Files of before have one deviation, drawn for each country.
  const bool parts = file.has("/inputs/victim_share_own_sd");
  const auto own_sd =
      of(file.doubles(parts ? "/inputs/victim_share_own_sd" : "/inputs/victim_share_logit_sd"), "victim_share_own_sd");
  const auto common_sd =
      of(parts ? file.doubles("/inputs/victim_share_common_sd") : std::vector<double>(own_sd.cells().size()),
         "victim_share_common_sd");
  const auto basis = of(file.integers("/inputs/victim_share_basis"), "victim_share_basis");
  for (const auto i : countries)
    for (const auto g : every<TargetGroup>)
      for (const auto k : every<CrimeType>)
        c[i].victim_share[g][k] = {share(i, g, k), common_sd(i, g, k), own_sd(i, g, k),
                                   enumerator<Basis>(basis(i, g, k), "victim_share_basis")};
}

}  // namespace

void read_inputs(const Hdf5Reader& file, Results& r) {
  auto& c = r.countries;
  for (const auto& location : r.locations)
    if (location.kind == Location::Kind::country) {
      CountryInput input;
      if (location.id.size() != 3) throw CorruptStore("'" + location.id + "' is not a country code");
      std::copy(location.id.begin(), location.id.end(), input.code.iso3.begin());
      input.name = location.name;
      c.push_back(std::move(input));
    }
  const Integers m49 = of_size(file.integers("/inputs/m49"), c.size(), "m49");
  const Strings region = of_size(file.strings("/inputs/region"), c.size(), "region");
  const Strings income = of_size(file.strings("/inputs/income"), c.size(), "income");
  const Strings sources = of_size(file.strings("/inputs/source_ids"), c.size(), "source_ids");
  for (std::size_t i = 0; i < c.size(); ++i) {
    c[i].code.m49 = static_cast<std::uint16_t>(number_below(1000, m49[i], "m49"));
    c[i].region = named(region[i], region_names, "region");
    c[i].income = named(income[i], income_names, "income");
    c[i].source_ids = lines_of(sources[i]);
  }
  read_country_numbers(file, c);
  read_roll(file, c);
  read_levels(file, c);
  read_shares(file, c);
  if (!file.has("/inputs/history_country")) return;
  const Integers country = file.integers("/inputs/history_country");
  const std::size_t n = country.size();
  const Integers year = of_size(file.integers("/inputs/history_year"), n, "history_year");
  const Integers basis = of_size(file.integers("/inputs/history_basis"), n, "history_basis");
  const Integers held_out = of_size(file.integers("/inputs/history_held_out"), n, "history_held_out");
  const auto rate = of_size(file.doubles("/inputs/history_rate"), n, "history_rate");
  const Strings source = of_size(file.strings("/inputs/history_source"), n, "history_source");
  for (std::size_t i = 0; i < n; ++i)
    c[position_on(positions_in<CountryIndex>(c), country[i], "history_country")].history.push_back(
        {years(year[i], last_year, "history_year"), model::RatePer100000(rate[i]), source[i],
         enumerator<Basis>(basis[i], "history_basis"), held_out[i] != 0});
}

}  // namespace salus::output::layout
