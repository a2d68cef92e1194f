#include "output/results_file.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <sstream>

#include "model/core/number.hpp"

namespace salus::output {
namespace {

using namespace model;
using Strings = std::vector<std::string>;
using Integers = std::vector<std::int64_t>;
using About = Hdf5Writer::About;

constexpr std::int64_t format_version = 1;
const std::string file_type = "salus-results";

template <std::size_t N>
Strings names_of(const std::array<std::string_view, N>& names) {
  return {names.begin(), names.end()};
}

std::string joined(const Strings& lines) {
  std::string text;
  for (const auto& line : lines) text += line + "\n";
  return text;
}

Strings lines_of(const std::string& text) {
  Strings lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

/// One value of every element.
template <class T, class Items, class Get>
std::vector<T> each(const Items& items, Get get) {
  std::vector<T> values;
  for (const auto& item : items) values.push_back(get(item));
  return values;
}

void write_dimensions(Hdf5Writer& file, const Results& r) {
  Strings countries, aggregates;
  for (const auto& l : r.locations) (l.kind == Location::Kind::country ? countries : aggregates).push_back(l.id);
  file.coordinate("location", each<std::string>(r.locations, [](const auto& l) { return l.id; }), {"1", "countries alphabetical by name, regions alphabetical, the total"});
  file.coordinate("country", countries, {"1", "ISO 3166-1 alpha-3, alphabetical by country name"});
  file.coordinate("aggregate", aggregates, {"1", "regions, then the total"});
  file.coordinate("target", each<std::string>(targets(), [](const auto& t) { return t.name; }), {"1", "reported quantity; see target_unit and target_description"});
  file.coordinate("scenario", each<std::string>(r.scenarios, [](const auto& s) { return s.id; }), {"1", "scenario; the first is the baseline of every difference"});
  file.coordinate("year", each<std::int64_t>(r.years, [](int y) { return y; }), {"1", "calendar year"});
  file.coordinate("quantile", std::vector<double>(quantile_levels.begin(), quantile_levels.end()), {"1", "quantile level over draws (linear interpolation, type 7)"});
  Strings headlines;
  for (std::size_t h = 0; h < headline_count; ++h) headlines.push_back(headline_name(h));
  file.coordinate("headline", headlines, {"1", "series kept per draw"});
  file.coordinate("series", Strings{"homicide_incidents", "violent_incidents"}, {"1", "series kept per draw and country"});
  file.dimension("draw", r.identity.draws);
  file.coordinate("crime_type", names_of(crime_type_names), {"1", "crime type"});
  file.coordinate("target_group", names_of(target_group_names), {"1", "target group; groups overlap and are never summed"});
  file.coordinate("driver", names_of(driver_names), {"1", "structural driver"});
  file.dimension("month", horizon_months);
  file.dimension("month_edge", horizon_months + 1);
  file.coordinate("budget_year", each<std::int64_t>(std::vector<int>(r.years.begin(), r.years.begin() + budget_years), [](int y) { return y; }), {"1", "budget year"});
}

void write_results(Hdf5Writer& file, const Results& r) {
  file.variable("quantiles", {"location", "target", "scenario", "year", "quantile"}, r.quantiles, {"1", "quantiles over draws, in the unit of the target; not a number where a target is not defined at a location"});
  file.variable("population", {"location", "year"}, r.population, {"1", "person-years"});
  const Strings draws{"aggregate", "headline", "scenario", "year", "draw"};
  file.variable("aggregate_draws", draws, r.aggregate_draws, {"year-1", "headline series per draw"});
  file.variable("aggregate_averted", draws, r.aggregate_averted, {"year-1", "first scenario minus this one, per draw, summed from differences"});
  file.variable("country_draws", {"country", "series", "scenario", "year", "draw"}, r.country_draws, {"year-1", "homicides and violent incidents per draw"});
  std::vector<double> rate, count;
  for (const auto& h : r.halving) {
    rate.insert(rate.end(), h.rate_probability.begin(), h.rate_probability.end());
    count.insert(count.end(), h.count_probability.begin(), h.count_probability.end());
  }
  file.variable("halving_rate_probability", {"location", "scenario"}, rate, {"1", "share of draws whose homicide rate of 2030 is at most half that of 2017-19"});
  file.variable("halving_count_probability", {"location", "scenario"}, count, {"1", "share of draws whose homicides of 2030 are at most half the yearly number of 2017-19"});
  file.variable("target_unit", {"target"}, each<std::string>(targets(), [](const auto& t) { return t.unit; }), {"1", "unit of the target"});
  file.variable("target_description", {"target"}, each<std::string>(targets(), [](const auto& t) { return t.description; }), {"1", "what the target is"});
  file.variable("location_name", {"location"}, each<std::string>(r.locations, [](const auto& l) { return l.name; }), {"1", "name of the location"});
  file.variable("location_kind", {"location"}, each<std::int64_t>(r.locations, [](const auto& l) { return static_cast<std::int64_t>(l.kind); }), {"1", "0 country, 1 region, 2 total"});
  file.variable("scenario_title", {"scenario"}, each<std::string>(r.scenarios, [](const auto& s) { return s.title; }), {"1", "title of the scenario"});
  file.variable("scenario_story", {"scenario"}, each<std::string>(r.scenarios, [](const auto& s) { return s.story; }), {"1", "story of the scenario"});
  file.variable("scenario_sources", {"scenario"}, each<std::string>(r.scenarios, [](const auto& s) { return joined(s.sources); }), {"1", "sources of the scenario, a line each"});
  file.variable("scenario_text", {"scenario"}, r.identity.scenario_texts, {"1", "canonical text of the scenario, as run"});
}

void write_money(Hdf5Writer& file, const Results& r) {
  Integers scenario, half, gross, direct, support;
  Strings item, place;
  for (std::size_t s = 0; s < r.scenarios.size(); ++s)
    for (const auto& m : r.scenarios[s].money) {
      scenario.push_back(static_cast<std::int64_t>(s));
      half.push_back(static_cast<std::int64_t>(m.half));
      item.push_back(m.item);
      std::string places;
      for (const auto& p : m.places) places += (places.empty() ? "" : " ") + p;
      place.push_back(places);
      for (std::size_t y = 0; y < budget_years; ++y) {
        gross.push_back(m.gross[y].value());
        direct.push_back(m.direct[y].value());
        support.push_back(m.support[y].value());
      }
    }
  if (scenario.empty()) return;
  file.group("/money", "money by scenario, half, item, place and year, in whole cents");
  file.dimension("account", scenario.size());
  file.variable("/money/scenario_index", {"account"}, scenario, {"1", "position of the scenario"});
  file.variable("/money/half", {"account"}, half, {"1", "0 global functions, 1 local delivery"});
  file.variable("/money/item", {"account"}, item, {"1", "global function or intervention"});
  file.variable("/money/place", {"account"}, place, {"1", "ISO 3166-1 alpha-3; empty for the global half"});
  file.variable("/money/gross", {"account", "budget_year"}, gross, {"0.01 USD", "gross amount: direct and support cost"});
  file.variable("/money/direct", {"account", "budget_year"}, direct, {"0.01 USD", "direct cost"});
  file.variable("/money/support", {"account", "budget_year"}, support, {"0.01 USD", "support cost"});
}

using MonthSeries = std::vector<double> CountryInput::*;
struct SeriesOfInput {
  const char* name;
  MonthSeries values;
  const char* dimension;
  About about;
};
const std::vector<SeriesOfInput>& month_series() {
  static const std::vector<SeriesOfInput> all{{"population_path", &CountryInput::population, "month_edge", {"1", "persons at the start of each month"}},
                                              {"births", &CountryInput::births, "month", {"month-1", "persons who survive early childhood"}},
                                              {"deaths", &CountryInput::deaths, "month", {"month-1", "deaths from age 40"}},
                                              {"net_migration", &CountryInput::net_migration, "month", {"month-1", "closes the balance; deaths from 5 to 39 are in it"}},
                                              {"entering_risk_age", &CountryInput::entering_risk_age, "month", {"month-1", "persons who turn 15"}}};
  return all;
}

using InputNumber = double CountryInput::*;
struct NumberOfInput {
  const char* name;
  InputNumber value;
  About about;
};
const std::vector<NumberOfInput>& input_numbers() {
  static const std::vector<NumberOfInput> all{{"risk_age_population", &CountryInput::risk_age_population, {"1", "persons aged 15-29 at the start"}},
                                              {"prison_population", &CountryInput::prison_population, {"1", "all prisoners at the start"}},
                                              {"urban_share", &CountryInput::urban_share, {"1", "share of the population in towns at the start"}},
                                              {"annual_log_sd", &CountryInput::annual_log_sd, {"1", "sd of yearly changes of the log homicide rate"}},
                                              {"reversion_gap", &CountryInput::reversion_gap, {"1", "log long-run level minus log level at the start"}},
                                              {"base_population", &CountryInput::base_population, {"1", "mean population 2017-19"}}};
  return all;
}

void write_inputs(Hdf5Writer& file, const Results& r) {
  const auto& c = r.countries;
  file.group("/inputs", "what the country layer was told about each country");
  file.variable("/inputs/m49", {"country"}, each<std::int64_t>(c, [](const auto& i) { return i.code.m49; }), {"1", "UN M49 number"});
  file.variable("/inputs/region", {"country"}, each<std::string>(c, [](const auto& i) { return std::string(region_names[index(i.region)]); }), {"1", "region"});
  file.variable("/inputs/income", {"country"}, each<std::string>(c, [](const auto& i) { return std::string(income_names[index(i.income)]); }), {"1", "World Bank income class"});
  for (const auto& number : input_numbers()) file.variable(std::string("/inputs/") + number.name, {"country"}, each<double>(c, [&](const auto& i) { return i.*number.value; }), number.about);
  file.variable("/inputs/base_homicide_rate", {"country"}, each<double>(c, [](const auto& i) { return i.base_homicide_rate.value_or(std::numeric_limits<double>::quiet_NaN()); }), {"year-1", "mean published homicide rate 2017-19 per person; not a number where none is published"});
  for (const auto& series : month_series()) {
    std::vector<double> values;
    for (const auto& i : c) values.insert(values.end(), (i.*series.values).begin(), (i.*series.values).end());
    file.variable(std::string("/inputs/") + series.name, {"country", series.dimension}, values, series.about);
  }
  std::vector<double> drivers, log_rate, log_sd, share, share_sd;
  Integers level_basis, share_basis;
  for (const auto& i : c) {
    for (const auto& d : i.driver_change) drivers.insert(drivers.end(), d.begin(), d.end());
    for (const auto& l : i.level) log_rate.push_back(l.log_rate), log_sd.push_back(l.log_sd), level_basis.push_back(static_cast<std::int64_t>(l.basis));
    for (const auto& group : i.victim_share)
      for (const auto& s : group) share.push_back(s.share), share_sd.push_back(s.logit_sd), share_basis.push_back(static_cast<std::int64_t>(s.basis));
  }
  file.variable("/inputs/driver_change", {"country", "driver", "month"}, drivers, {"1", "change since the start, in pooled standard deviations"});
  file.variable("/inputs/level_log_rate", {"country", "crime_type"}, log_rate, {"1", "log of true incidents per person-year at the start"});
  file.variable("/inputs/level_log_sd", {"country", "crime_type"}, log_sd, {"1", "its standard deviation"});
  file.variable("/inputs/level_basis", {"country", "crime_type"}, level_basis, {"1", "0 observed, 1 modelled estimate, 2 pooled, 3 assumption"});
  file.variable("/inputs/victim_share", {"country", "target_group", "crime_type"}, share, {"1", "share of victims who belong to the group"});
  file.variable("/inputs/victim_share_logit_sd", {"country", "target_group", "crime_type"}, share_sd, {"1", "standard deviation of its logit"});
  file.variable("/inputs/victim_share_basis", {"country", "target_group", "crime_type"}, share_basis, {"1", "0 observed, 1 modelled estimate, 2 pooled, 3 assumption"});
  file.variable("/inputs/source_ids", {"country"}, each<std::string>(c, [](const auto& i) { return joined(i.source_ids); }), {"1", "ids of the sources, a line each"});
  Integers country, year, basis, held_out;
  std::vector<double> rate;
  Strings source;
  for (std::size_t i = 0; i < c.size(); ++i)
    for (const auto& o : c[i].history) {
      country.push_back(static_cast<std::int64_t>(i));
      year.push_back(o.year);
      rate.push_back(o.rate);
      source.push_back(o.source_id);
      basis.push_back(static_cast<std::int64_t>(o.basis));
      held_out.push_back(o.held_out);
    }
  if (country.empty()) return;
  file.dimension("observation", country.size());
  file.variable("/inputs/history_country", {"observation"}, country, {"1", "position of the country"});
  file.variable("/inputs/history_year", {"observation"}, year, {"1", "calendar year"});
  file.variable("/inputs/history_rate", {"observation"}, rate, {"1e-5 year-1", "homicide rate as published"});
  file.variable("/inputs/history_source", {"observation"}, source, {"1", "source id"});
  file.variable("/inputs/history_basis", {"observation"}, basis, {"1", "0 observed, 1 modelled estimate"});
  file.variable("/inputs/history_held_out", {"observation"}, held_out, {"1", "1 where later than the view's last data year: shown, never used"});
}

void write_failures(Hdf5Writer& file, const Results& r) {
  if (r.failures.empty()) return;
  file.group("/failures", "draws that broke an invariant; left out of every figure");
  file.dimension("failure", r.failures.size());
  file.variable("/failures/draw_index", {"failure"}, each<std::int64_t>(r.failures, [](const auto& f) { return f.draw; }), {"1", "draw"});
  file.variable("/failures/month_index", {"failure"}, each<std::int64_t>(r.failures, [](const auto& f) { return f.month; }), {"1", "month since the start"});
  file.variable("/failures/country_id", {"failure"}, each<std::string>(r.failures, [](const auto& f) { return f.country; }), {"1", "country"});
  file.variable("/failures/scenario_id", {"failure"}, each<std::string>(r.failures, [](const auto& f) { return f.scenario; }), {"1", "scenario"});
  file.variable("/failures/message", {"failure"}, each<std::string>(r.failures, [](const auto& f) { return f.message; }), {"1", "what was broken"});
}

void write_identity(Hdf5Writer& file, const RunIdentity& id) {
  file.attribute("/", "Conventions", "CF-1.10");
  file.attribute("/", "title", "Salus: projected violence and crime under alternative portfolios");
  file.attribute("/", "file_type", file_type);
  file.attribute("/", "format", format_version);
  file.attribute("/", "result_version", std::int64_t{result_version});
  file.attribute("/", "seed", std::to_string(id.seed));
  file.attribute("/", "draws", std::int64_t{id.draws});
  file.attribute("/", "start_year", std::int64_t{id.start_year});
  file.attribute("/", "view", std::string(view_names[index(id.view)]));
  file.attribute("/", "without_loops", joined(id.without));
  std::string hashes;
  for (const auto& [name, hash] : id.input_hashes) hashes += hash + "  " + name + "\n";
  file.attribute("/", "input_hashes", hashes);
}

void write_provenance(Hdf5Writer& file, const Provenance& p) {
  file.group("/provenance", "how this file came about; not part of the content hash");
  file.attribute("/provenance", "program_version", p.program_version);
  file.attribute("/provenance", "compiler", p.compiler);
  file.attribute("/provenance", "build_type", p.build_type);
  file.attribute("/provenance", "command", p.command);
  file.attribute("/provenance", "created_at", p.created_at);
  file.attribute("/provenance", "instruction_set", p.instruction_set);
  file.attribute("/provenance", "threads", p.threads);
}

}  // namespace

std::string results_bytes(const Results& results, const Provenance& provenance) {
  Hdf5Writer file;
  write_identity(file, results.identity);
  write_dimensions(file, results);
  write_results(file, results);
  write_money(file, results);
  write_inputs(file, results);
  write_failures(file, results);
  write_provenance(file, provenance);
  return file.finish();
}

// ---- Reading ----

namespace {

/// Refuses a variable whose shape is not what the rest of the file says.
template <class T>
std::vector<T> of_size(std::vector<T> values, std::size_t size, const std::string& what) {
  if (values.size() != size) throw CorruptStore("'" + what + "' has " + std::to_string(values.size()) + " values where " + std::to_string(size) + " are expected");
  return values;
}

std::size_t position(std::int64_t value, std::size_t limit, const std::string& what) {
  if (value < 0 || static_cast<std::size_t>(value) >= limit) throw CorruptStore("'" + what + "' holds " + std::to_string(value) + ", which is out of range");
  return static_cast<std::size_t>(value);
}

template <std::size_t N>
std::size_t position(const std::string& name, const std::array<std::string_view, N>& names, const std::string& what) {
  const int i = index_of(names, name);
  if (i < 0) throw CorruptStore("'" + what + "' holds '" + name + "', which is not known");
  return static_cast<std::size_t>(i);
}

void read_identity(const Hdf5Reader& file, RunIdentity& id) {
  if (file.text_attribute("/", "file_type") != file_type) throw CorruptStore("this is not a result of Salus: its file type is '" + file.text_attribute("/", "file_type") + "'");
  if (file.integer_attribute("/", "format") != format_version || file.integer_attribute("/", "result_version") != result_version)
    throw CorruptStore("this result has format " + std::to_string(file.integer_attribute("/", "format")) + " and result version " + std::to_string(file.integer_attribute("/", "result_version")) +
                       "; this program reads format " + std::to_string(format_version) + " and result version " + std::to_string(result_version));
  id.seed = std::stoull(file.text_attribute("/", "seed"));
  id.draws = static_cast<std::uint32_t>(position(file.integer_attribute("/", "draws"), 1u << 24, "draws"));
  id.start_year = static_cast<int>(position(file.integer_attribute("/", "start_year"), 10000, "start_year"));
  id.view = static_cast<View>(position(file.text_attribute("/", "view"), view_names, "view"));
  id.without = lines_of(file.text_attribute("/", "without_loops"));
  for (const auto& line : lines_of(file.text_attribute("/", "input_hashes"))) {
    const auto gap = line.find("  ");
    if (gap == std::string::npos) throw CorruptStore("the input hashes cannot be read");
    id.input_hashes.emplace_back(line.substr(gap + 2), line.substr(0, gap));
  }
  id.scenario_texts = file.strings("/scenario_text");
}

void read_scenarios(const Hdf5Reader& file, Results& r) {
  const Strings ids = file.strings("/scenario"), titles = file.strings("/scenario_title"), stories = file.strings("/scenario_story"), sources = file.strings("/scenario_sources");
  of_size(titles, ids.size(), "scenario_title"), of_size(stories, ids.size(), "scenario_story"), of_size(sources, ids.size(), "scenario_sources");
  for (std::size_t s = 0; s < ids.size(); ++s) r.scenarios.push_back({ids[s], titles[s], stories[s], lines_of(sources[s]), {}, {}, {}, {}, {}});
  if (!file.has("/money")) return;
  const Integers scenario = file.integers("/money/scenario_index"), half = of_size(file.integers("/money/half"), scenario.size(), "half");
  const Strings item = of_size(file.strings("/money/item"), scenario.size(), "item"), place = of_size(file.strings("/money/place"), scenario.size(), "place");
  const std::size_t cells = scenario.size() * budget_years;
  const Integers gross = of_size(file.integers("/money/gross"), cells, "gross"), direct = of_size(file.integers("/money/direct"), cells, "direct"), support = of_size(file.integers("/money/support"), cells, "support");
  for (std::size_t a = 0; a < scenario.size(); ++a) {
    Account m{static_cast<Half>(position(half[a], 2, "half")), item[a], {}, {}, {}, {}};
    for (std::size_t at = 0; at < place[a].size();) {
      const std::size_t end = std::min(place[a].find(' ', at), place[a].size());
      m.places.push_back(place[a].substr(at, end - at));
      at = end + 1;
    }
    for (std::size_t y = 0; y < budget_years; ++y) {
      m.gross[y] = Cents(gross[a * budget_years + y]);
      m.direct[y] = Cents(direct[a * budget_years + y]);
      m.support[y] = Cents(support[a * budget_years + y]);
    }
    r.scenarios[position(scenario[a], ids.size(), "scenario_index")].money.push_back(std::move(m));
  }
}

void read_numbers(const Hdf5Reader& file, Results& r) {
  const Strings ids = file.strings("/location"), names = of_size(file.strings("/location_name"), ids.size(), "location_name");
  const Integers kinds = of_size(file.integers("/location_kind"), ids.size(), "location_kind");
  std::size_t countries = 0;
  for (std::size_t l = 0; l < ids.size(); ++l) {
    r.locations.push_back({static_cast<Location::Kind>(position(kinds[l], 3, "location_kind")), ids[l], names[l]});
    countries += kinds[l] == 0;
  }
  for (const std::int64_t y : file.integers("/year")) r.years.push_back(static_cast<int>(position(y, 10000, "year")));
  const std::size_t L = ids.size(), S = r.scenarios.size(), Y = of_size(r.years, horizon_years, "year").size(), D = r.identity.draws;
  const std::size_t T = of_size(file.strings("/target"), targets().size(), "target").size();
  r.quantiles = of_size(file.floats("/quantiles"), L * T * S * Y * quantile_levels.size(), "quantiles");
  r.population = of_size(file.floats("/population"), L * Y, "population");
  r.aggregate_draws = of_size(file.floats("/aggregate_draws"), (L - countries) * headline_count * S * Y * D, "aggregate_draws");
  r.aggregate_averted = of_size(file.floats("/aggregate_averted"), r.aggregate_draws.size(), "aggregate_averted");
  r.country_draws = of_size(file.floats("/country_draws"), countries * 2 * S * Y * D, "country_draws");
  const auto rate = of_size(file.doubles("/halving_rate_probability"), L * S, "halving_rate_probability"), count = of_size(file.doubles("/halving_count_probability"), L * S, "halving_count_probability");
  for (std::size_t l = 0; l < L; ++l) {
    const auto at = static_cast<std::ptrdiff_t>(l * S), end = static_cast<std::ptrdiff_t>((l + 1) * S);
    r.halving.push_back({{rate.begin() + at, rate.begin() + end}, {count.begin() + at, count.begin() + end}, {}, {}});
  }
}

void read_country_numbers(const Hdf5Reader& file, std::vector<CountryInput>& c) {
  const std::size_t C = c.size(), K = crime_type_count, G = target_group_count;
  for (const auto& number : input_numbers()) {
    const auto values = of_size(file.doubles(std::string("/inputs/") + number.name), C, number.name);
    for (std::size_t i = 0; i < C; ++i) c[i].*number.value = values[i];
  }
  for (const auto& series : month_series()) {
    const std::size_t M = horizon_months + (std::string(series.dimension) == "month_edge");
    const auto values = of_size(file.doubles(std::string("/inputs/") + series.name), C * M, series.name);
    for (std::size_t i = 0; i < C; ++i) (c[i].*series.values).assign(values.begin() + static_cast<std::ptrdiff_t>(i * M), values.begin() + static_cast<std::ptrdiff_t>((i + 1) * M));
  }
  const auto base = of_size(file.doubles("/inputs/base_homicide_rate"), C, "base_homicide_rate");
  const auto drivers = of_size(file.doubles("/inputs/driver_change"), C * driver_count * horizon_months, "driver_change");
  const auto log_rate = of_size(file.doubles("/inputs/level_log_rate"), C * K, "level_log_rate"), log_sd = of_size(file.doubles("/inputs/level_log_sd"), C * K, "level_log_sd");
  const auto basis = of_size(file.integers("/inputs/level_basis"), C * K, "level_basis");
  const auto share = of_size(file.doubles("/inputs/victim_share"), C * G * K, "victim_share"), share_sd = of_size(file.doubles("/inputs/victim_share_logit_sd"), C * G * K, "victim_share_logit_sd");
  const auto share_basis = of_size(file.integers("/inputs/victim_share_basis"), C * G * K, "victim_share_basis");
  for (std::size_t i = 0; i < C; ++i) {
    if (!std::isnan(base[i])) c[i].base_homicide_rate = base[i];
    for (std::size_t d = 0; d < driver_count; ++d) {
      const auto at = drivers.begin() + static_cast<std::ptrdiff_t>((i * driver_count + d) * horizon_months);
      c[i].driver_change[d].assign(at, at + static_cast<std::ptrdiff_t>(horizon_months));
    }
    for (std::size_t k = 0; k < K; ++k) c[i].level[k] = {log_rate[i * K + k], log_sd[i * K + k], static_cast<Basis>(position(basis[i * K + k], basis_names.size(), "level_basis"))};
    for (std::size_t g = 0; g < G; ++g)
      for (std::size_t k = 0; k < K; ++k) {
        const std::size_t at = (i * G + g) * K + k;
        c[i].victim_share[g][k] = {share[at], share_sd[at], static_cast<Basis>(position(share_basis[at], basis_names.size(), "victim_share_basis"))};
      }
  }
}

void read_countries(const Hdf5Reader& file, Results& r) {
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
  const Strings region = of_size(file.strings("/inputs/region"), c.size(), "region"), income = of_size(file.strings("/inputs/income"), c.size(), "income"), sources = of_size(file.strings("/inputs/source_ids"), c.size(), "source_ids");
  for (std::size_t i = 0; i < c.size(); ++i) {
    c[i].code.m49 = static_cast<std::uint16_t>(position(m49[i], 1000, "m49"));
    c[i].region = static_cast<Region>(position(region[i], region_names, "region"));
    c[i].income = static_cast<Income>(position(income[i], income_names, "income"));
    c[i].source_ids = lines_of(sources[i]);
  }
  read_country_numbers(file, c);
  if (!file.has("/inputs/history_country")) return;
  const Integers country = file.integers("/inputs/history_country");
  const std::size_t n = country.size();
  const Integers year = of_size(file.integers("/inputs/history_year"), n, "history_year"), basis = of_size(file.integers("/inputs/history_basis"), n, "history_basis"), held_out = of_size(file.integers("/inputs/history_held_out"), n, "history_held_out");
  const auto rate = of_size(file.doubles("/inputs/history_rate"), n, "history_rate");
  const Strings source = of_size(file.strings("/inputs/history_source"), n, "history_source");
  for (std::size_t i = 0; i < n; ++i)
    c[position(country[i], c.size(), "history_country")].history.push_back(
        {static_cast<int>(position(year[i], 10000, "history_year")), rate[i], source[i], static_cast<Basis>(position(basis[i], basis_names.size(), "history_basis")), held_out[i] != 0});
}

void read_failures(const Hdf5Reader& file, Results& r) {
  if (!file.has("/failures")) return;
  const Integers draw = file.integers("/failures/draw_index");
  const std::size_t n = draw.size();
  const Integers month = of_size(file.integers("/failures/month_index"), n, "month_index");
  const Strings country = of_size(file.strings("/failures/country_id"), n, "country_id"), scenario = of_size(file.strings("/failures/scenario_id"), n, "scenario_id"), message = of_size(file.strings("/failures/message"), n, "message");
  for (std::size_t i = 0; i < n; ++i)
    r.failures.push_back({static_cast<std::uint32_t>(position(draw[i], r.identity.draws, "draw_index")), country[i], scenario[i], static_cast<std::uint32_t>(position(month[i], horizon_months + 1, "month_index")), message[i]});
}

}  // namespace

Results read_results(const Hdf5Reader& file, Provenance& provenance) {
  Results results;
  read_identity(file, results.identity);
  read_scenarios(file, results);
  read_numbers(file, results);
  read_countries(file, results);
  read_failures(file, results);
  const auto text = [&](const char* name) { return file.text_attribute("/provenance", name); };
  provenance = {text("program_version"), text("compiler"), text("build_type"), text("command"), text("created_at"), text("instruction_set"), file.integer_attribute("/provenance", "threads")};
  return results;
}

}  // namespace salus::output
