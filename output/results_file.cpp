#include "output/results_file.hpp"

#include "output/figures.hpp"
#include "output/results_layout.hpp"
#include "output/words/location.hpp"
#include "output/words/words.hpp"

namespace salus::output {
namespace {

using namespace model;
using namespace layout;

/// What is written. Format 1 (no indicators, cities, lines, assumptions; result version 1) is still read, with those
/// parts empty; so is format 2, which says in words what the run started from and rests on.
constexpr std::int64_t format_version = 3;
const std::string file_type = "salus-results";
const std::string about_name = "about";  // beside the provenance: it moves no number, so no hash either

void write_dimensions(Hdf5Writer& file, const Results& r) {
  Strings countries;
  Strings aggregates;
  for (const auto& l : r.locations) (l.kind == Location::Kind::country ? countries : aggregates).push_back(l.id);
  file.coordinate("location", each<std::string>(r.locations, [](const auto& l) { return l.id; }),
                  {"1", "countries alphabetical by name, regions alphabetical, the total"});
  file.coordinate("country", countries, {"1", "ISO 3166-1 alpha-3, alphabetical by country name"});
  file.coordinate("aggregate", aggregates, {"1", "regions, then the total"});
  file.coordinate("target", each<std::string>(targets(), [](const auto& t) { return t.name; }),
                  {"1", "reported quantity; see target_unit and target_description"});
  file.coordinate("scenario", each<std::string>(r.scenarios, [](const auto& s) { return s.id; }),
                  {"1", "scenario; the first is the baseline of every difference"});
  file.coordinate("year", each<std::int64_t>(r.years, [](int y) { return y; }), {"1", "calendar year"});
  file.coordinate("quantile", std::vector<double>(quantile_levels.begin(), quantile_levels.end()),
                  {"1", "quantile level over draws (linear interpolation, type 7)"});
  Strings headlines;
  for (const auto h : every<Headline>) headlines.push_back(headline_name(h));
  file.coordinate("headline", headlines, {"1", "series kept per draw"});
  file.coordinate("series", Strings{"homicide_incidents", "violent_incidents"},
                  {"1", "series kept per draw and country"});
  file.dimension("draw", r.identity.draws);
  file.coordinate("crime_type", names_of(crime_type_names), {"1", "crime type"});
  file.coordinate("target_group", names_of(target_group_names),
                  {"1", "target group; groups overlap and are never summed"});
  file.coordinate("driver", names_of(driver_names), {"1", "structural driver"});
  file.dimension("month", horizon_months);
  file.dimension("month_edge", horizon_months + 1);
  file.coordinate(
      "budget_year",
      each<std::int64_t>(std::vector<int>(r.years.begin(), r.years.begin() + budget_years), [](int y) { return y; }),
      {"1", "budget year"});
}

using Probabilities = std::vector<double> Halving::*;
struct HalvingMeasure {
  const char* name;
  Probabilities values;
  bool always;  ///< in files of every format
  const char* what;
};
constexpr auto halving_measures = std::to_array<HalvingMeasure>({
    {"halving_rate_probability", &Halving::rate_probability, true,
     "share of draws whose homicide rate of 2030 is at most half that of 2017-19"},
    {"halving_count_probability", &Halving::count_probability, true,
     "share of draws whose homicides of 2030 are at most half the yearly number of 2017-19"},
    {"halving_prevalence_probability", &Halving::prevalence_probability, false,
     "share of draws whose survey prevalence of violence (SDG 16.1.3) of 2030 is at most half that of 2017-19"},
    {"halving_rate_2015_probability", &Halving::rate_2015_probability, false,
     "share of draws whose homicide rate of 2030 is at most half that of 2015"},
    {"halving_urban_homicide_probability", &Halving::urban_homicide_probability, false,
     "share of draws whose homicides of 2030 in the cities of the panel are at most half the yearly number of 2017-19"},
    {"halving_urban_violent_probability", &Halving::urban_violent_probability, false,
     "share of draws whose violent incidents of 2030 in the cities of the panel are at most half the yearly base"},
});

void write_results(Hdf5Writer& file, const Results& r) {
  file.variable(
      "quantiles", {"location", "target", "scenario", "year", "quantile"}, stored(r.quantiles.cells()),
      {"1",
       "quantiles over draws, in the unit of the target; not a number where a target is not defined at a location"});
  file.variable("population", {"location", "year"}, stored(r.population.cells()), {"1", "person-years"});
  const Strings draws{"aggregate", "headline", "scenario", "year", "draw"};
  // Of the scenarios after the first: what it has, less what they averted.
  std::vector<Single> slice;
  file.variable_in_slices("aggregate_draws", draws, 2,
                          [&](std::size_t i) {
                            const auto at = static_cast<std::uint32_t>(i);
                            const AggregateIndex a(at / axis_length<Headline>);
                            const Headline h(at % axis_length<Headline>);
                            slice.clear();
                            for (const auto s : positions_in<ScenarioIndex>(r.scenarios))
                              for (const auto y : every<YearIndex>) {
                                const auto first = r.aggregate_first.row(a, h, y);
                                auto averted = r.aggregate_averted.row(a, h, s, y).begin();
                                for (const double value : first) slice.push_back(value - *averted++);
                              }
                            return stored(slice);
                          },
                          {"year-1", "headline series per draw"});
  file.variable("aggregate_averted", draws, stored(r.aggregate_averted.cells()),
                {"year-1", "first scenario minus this one, per draw, summed from differences"});
  file.variable("country_draws", {"country", "series", "scenario", "year", "draw"}, stored(r.country_draws.cells()),
                {"year-1", "homicides and violent incidents per draw"});
  for (const auto& measure : halving_measures) {
    std::vector<double> values;
    for (const auto& h : r.halving) append(values, h.*measure.values);
    if (values.size() == r.locations.size() * r.scenarios.size())
      file.variable(measure.name, {"location", "scenario"}, values, {"1", measure.what});
  }
  file.variable("target_unit", {"target"},
                each<std::string>(targets(), [](const auto& t) { return std::string(unit_symbols[t.unit]); }),
                {"1", "unit of the target"});
  file.variable("target_description", {"target"},
                each<std::string>(targets(), [](const auto& t) { return t.description; }), {"1", "what the target is"});
  file.variable(
      "location_name", {"location"},
      each<std::string>(r.locations, [&](const auto& l) { return words::english().text(words::location_title(r, l)); }),
      {"1", "name of the location"});
  file.variable("location_kind", {"location"},
                each<std::int64_t>(r.locations, [](const auto& l) { return static_cast<std::int64_t>(l.kind); }),
                {"1", "0 country, 1 region, 2 total"});
  file.variable("scenario_title", {"scenario"}, each<std::string>(r.scenarios, [](const auto& s) { return s.title; }),
                {"1", "title of the scenario"});
  file.variable("scenario_story", {"scenario"}, each<std::string>(r.scenarios, [](const auto& s) { return s.story; }),
                {"1", "story of the scenario"});
  file.variable("scenario_sources", {"scenario"},
                each<std::string>(r.scenarios, [](const auto& s) { return joined(s.sources); }),
                {"1", "sources of the scenario, a line each"});
  file.variable("scenario_text", {"scenario"}, r.identity.scenario_texts,
                {"1", "canonical text of the scenario, as run"});
}

void write_failures(Hdf5Writer& file, const Results& r) {
  if (r.failures.empty()) return;
  file.group("/failures", "draws that broke an invariant; left out of every figure");
  file.dimension("failure", r.failures.size());
  file.variable("/failures/draw_index", {"failure"},
                each<std::int64_t>(r.failures, [](const auto& f) { return f.draw; }), {"1", "draw"});
  file.variable("/failures/month_index", {"failure"},
                each<std::int64_t>(r.failures, [](const auto& f) { return f.month; }), {"1", "month since the start"});
  file.variable("/failures/country_id", {"failure"},
                each<std::string>(r.failures, [](const auto& f) { return f.country; }), {"1", "country"});
  file.variable("/failures/scenario_id", {"failure"},
                each<std::string>(r.failures, [](const auto& f) { return f.scenario; }), {"1", "scenario"});
  file.variable(
      "/failures/fault", {"failure"},
      each<std::string>(r.failures, [](const auto& f) { return std::string(draw_fault_names[f.fault.kind]); }),
      {"1", "what was broken"});
  file.variable("/failures/fault_value", {"failure"},
                each<double>(r.failures, [](const auto& f) { return f.fault.value; }),
                {"1", "total gain of the loops where they are unstable, else 0"});
}

void write_identity(Hdf5Writer& file, const RunIdentity& id) {
  file.attribute("/", "Conventions", "CF-1.10");
  file.attribute("/", "title", "Salus: projected violence and crime under alternative portfolios");
  file.attribute("/", "file_type", file_type);
  file.attribute("/", "format", format_version);
  file.attribute("/", "result_version", result_version);
  file.attribute("/", "seed", std::to_string(id.seed));
  file.attribute("/", "draws", id.draws);
  file.attribute("/", "start_year", id.start_year);
  file.attribute("/", "view", std::string(view_names[id.view]));
  Strings without;
  for (const auto l : every<Loop>)
    if (id.without[l]) without.emplace_back(loop_names[l]);
  file.attribute("/", "without_loops", joined(without));
  std::string hashes;
  for (const auto& [name, hash] : id.input_hashes) hashes += hash + "  " + name + "\n";
  file.attribute("/", "input_hashes", hashes);
}

void write_provenance(Hdf5Writer& file, const Provenance& p, const Results& r) {
  file.group("/provenance", "how this file came about; not part of the content hash");
  file.attribute("/provenance", "program_version", p.program_version);
  file.attribute("/provenance", "compiler", p.compiler);
  file.attribute("/provenance", "build_type", p.build_type);
  file.attribute("/provenance", "command", p.command);
  file.attribute("/provenance", "created_at", p.created_at);
  file.attribute("/provenance", "instruction_set", p.instruction_set);
  file.attribute("/provenance", "threads", p.threads);
  if (r.about) file.attribute("/provenance", about_name, r.scenarios[*r.about].id);
}

}  // namespace

void with_results_bytes(const Results& results, const Provenance& provenance,
                        const std::function<void(std::string_view)>& use) {
  Hdf5Writer file;
  write_identity(file, results.identity);
  write_dimensions(file, results);
  write_results(file, results);
  write_start(file, results);
  write_programme(file, results);
  write_evidence(file, results);
  write_backtest(file, results);
  write_oracle(file, results);
  write_inputs(file, results);
  write_cities(file, results);
  write_agents(file, results);
  write_failures(file, results);
  write_omissions(file, results);
  write_spreads(file, results);
  write_provenance(file, provenance, results);
  file.finish(use);
}

std::string results_bytes(const Results& results, const Provenance& provenance) {
  std::string bytes;
  with_results_bytes(results, provenance, [&](std::string_view image) { bytes = image; });
  return bytes;
}

// ---- Reading ----

namespace {

/// What the file says of its own making.
struct FileVersion {
  std::int64_t format = 0;
  std::int64_t result = 0;
};

FileVersion read_version(const Hdf5Reader& file) {
  if (file.text_attribute("/", "file_type") != file_type)
    throw CorruptStore("this is not a result of Salus: its file type is '" + file.text_attribute("/", "file_type") +
                       "'");
  const std::int64_t format = file.integer_attribute("/", "format");
  const std::int64_t version = file.integer_attribute("/", "result_version");
  // A layout outlives the numbers: an older result version is read, since a report says what was computed then.
  if (format < 1 || format > format_version || version < 1 || version > result_version || (format == 1 && version != 1))
    throw CorruptStore("this result has format " + std::to_string(format) + " and result version " +
                       std::to_string(version) + "; this program reads formats 1 to " + std::to_string(format_version) +
                       " and result versions 1 to " + std::to_string(result_version));
  return {format, version};
}

void read_identity(const Hdf5Reader& file, RunIdentity& id) {
  id.seed = std::stoull(file.text_attribute("/", "seed"));
  id.draws = number_below(1u << 24, file.integer_attribute("/", "draws"), "draws");
  id.start_year = years(file.integer_attribute("/", "start_year"), last_year, "start_year");
  id.view = named(file.text_attribute("/", "view"), view_names, "view");
  for (const auto& loop : lines_of(file.text_attribute("/", "without_loops")))
    id.without[named(loop, loop_names, "without_loops")] = true;
  for (const auto& line : lines_of(file.text_attribute("/", "input_hashes"))) {
    const auto gap = line.find("  ");
    if (gap == std::string::npos) throw CorruptStore("the input hashes cannot be read");
    id.input_hashes.emplace_back(line.substr(gap + 2), line.substr(0, gap));
  }
  id.scenario_texts = file.strings("/scenario_text");
}

void read_scenarios(const Hdf5Reader& file, Results& r) {
  const Strings ids = file.strings("/scenario");
  const Strings titles = file.strings("/scenario_title");
  const Strings stories = file.strings("/scenario_story");
  const Strings sources = file.strings("/scenario_sources");
  of_size(titles, ids.size(), "scenario_title");
  of_size(stories, ids.size(), "scenario_story");
  of_size(sources, ids.size(), "scenario_sources");
  for (std::size_t s = 0; s < ids.size(); ++s)
    r.scenarios.push_back({ids[s], titles[s], stories[s], lines_of(sources[s]), {}, {}, {}, {}, {}, {}, {}});
}

/// Series by name: those that an older file lacks are not a number.
Grid<Single, AggregateIndex, Headline, ScenarioIndex, YearIndex, DrawIndex> read_headlines(
    const std::string& path, const Hdf5Reader& file, Positions<AggregateIndex> aggregates,
    Positions<ScenarioIndex> scenarios, Positions<DrawIndex> draws) {
  const Strings names = file.strings("/headline");
  const auto there =
      grid_of(path, file, aggregates, Positions<Named>(names.size()), scenarios, every<YearIndex>, draws);
  Grid<Single, AggregateIndex, Headline, ScenarioIndex, YearIndex, DrawIndex> all(aggregates, every<Headline>,
                                                                                  scenarios, every<YearIndex>, draws);
  all.fill(not_a_number);
  for (const auto h : every<Headline>)
    if (const auto at = position_of(names, headline_name(h)))
      for (const auto a : aggregates)
        for (const auto s : scenarios)
          for (const auto y : every<YearIndex>) {
            const auto row = there.row(a, *at, s, y);
            std::copy(row.begin(), row.end(), all.row(a, h, s, y).begin());
          }
  return all;
}

void read_numbers(const Hdf5Reader& file, Results& r) {
  const Strings ids = file.strings("/location");
  const Strings names = of_size(file.strings("/location_name"), ids.size(), "location_name");
  const Integers kinds = of_size(file.integers("/location_kind"), ids.size(), "location_kind");
  std::size_t countries = 0;
  for (std::size_t l = 0; l < ids.size(); ++l) {
    const auto kind = enumerator<Location::Kind>(kinds[l], "location_kind");
    r.locations.push_back({kind, ids[l], kind == Location::Kind::country ? names[l] : ""});
    countries += kinds[l] == 0;
  }
  // Countries, regions, the total: everything that reads results relies on this order, and on a baseline.
  if (r.scenarios.empty() || kinds.empty() || !std::is_sorted(kinds.begin(), kinds.end()) ||
      std::count(kinds.begin(), kinds.end(), 2) != 1)
    throw CorruptStore("'location_kind' is not countries, regions and one total, or there is no scenario");
  for (const std::int64_t y : file.integers("/year")) r.years.push_back(years(y, last_year, "year"));
  const std::size_t L = ids.size();
  const std::size_t S = r.scenarios.size();
  of_size(r.years, horizon_years, "year");
  const Positions<LocationIndex> locations(L);
  const Positions<AggregateIndex> aggregates(L - countries);
  const Positions<ScenarioIndex> scenarios(S);
  const Positions<DrawIndex> draws(r.identity.draws);
  // Targets by name, as indicators: what an older file lacks is not a number.
  const Strings names_there = file.strings("/target");
  const Positions<Named> there(names_there.size());
  const auto quantiles =
      grid_of("/quantiles", file, locations, there, scenarios, every<YearIndex>, every<QuantileIndex>);
  r.quantiles = {locations, every<Target>, scenarios, every<YearIndex>, every<QuantileIndex>};
  for (const auto l : locations)
    for (const auto& target : targets()) {
      const auto at = position_of(names_there, target.name);
      for (const auto s : scenarios)
        for (const auto y : every<YearIndex>)
          for (const auto q : every<QuantileIndex>)
            r.quantiles(l, target.id, s, y, q) = at ? quantiles(l, *at, s, y, q) : Single(not_a_number);
    }
  r.population = grid_of("/population", file, locations, every<YearIndex>);
  const auto values = read_headlines("/aggregate_draws", file, aggregates, scenarios, draws);
  r.aggregate_first = {aggregates, every<Headline>, every<YearIndex>, draws};
  for (const auto a : aggregates)
    for (const auto h : every<Headline>)
      for (const auto y : every<YearIndex>)
        std::ranges::copy(values.row(a, h, ScenarioIndex(0u), y), r.aggregate_first.row(a, h, y).begin());
  r.aggregate_averted = read_headlines("/aggregate_averted", file, aggregates, scenarios, draws);
  r.country_draws = grid_of("/country_draws", file, Positions<CountryIndex>(countries), every<CountrySeries>, scenarios,
                            every<YearIndex>, draws);
  r.halving.resize(L);
  for (const auto& measure : halving_measures) {
    if (!measure.always && !file.has(std::string("/") + measure.name)) continue;
    const auto shares = of_size(file.doubles(std::string("/") + measure.name), L * S, measure.name);
    for (std::size_t l = 0; l < L; ++l) r.halving[l].*measure.values = row_of(shares, l, S);
  }
}

void read_failures(const Hdf5Reader& file, std::int64_t format, Results& r) {
  if (!file.has("/failures")) return;
  const Integers draw = file.integers("/failures/draw_index");
  const std::size_t n = draw.size();
  const Integers month = of_size(file.integers("/failures/month_index"), n, "month_index");
  const Strings country = of_size(file.strings("/failures/country_id"), n, "country_id");
  const Strings scenario = of_size(file.strings("/failures/scenario_id"), n, "scenario_id");
  const Strings fault = format < 3 ? Strings(n) : of_size(file.strings("/failures/fault"), n, "fault");
  const auto value =
      format < 3 ? std::vector<double>(n) : of_size(file.doubles("/failures/fault_value"), n, "fault_value");
  for (std::size_t i = 0; i < n; ++i)
    r.failures.push_back({number_below(r.identity.draws, draw[i], "draw_index"),
                          country[i],
                          scenario[i],
                          number_below(horizon_months + 1, month[i], "month_index"),
                          {format < 3 ? DrawFault::Kind{} : named(fault[i], draw_fault_names, "fault"), value[i]}});
}

ScenarioIndex scenario_to_be_about(const Results& r, const std::string& id) {
  const auto scenario = scenario_named(r, id);
  if (!scenario) throw CorruptStore("'about' names '" + id + "', which is no scenario of this file");
  return *scenario;
}

}  // namespace

Results read_results(const Hdf5Reader& file, Provenance& provenance) {
  Results results;
  const FileVersion version = read_version(file);
  read_identity(file, results.identity);
  read_scenarios(file, results);
  read_numbers(file, results);
  read_inputs(file, results);
  read_programme(file, version.format, results);
  read_cities(file, results);
  read_agents(file, results);
  read_failures(file, version.format, results);
  read_omissions(file, results);
  read_spreads(file, results);
  if (version.format < 3) {
    read_older_words(file, version.result, results);
  } else {
    read_start(file, results);
    read_evidence(file, results);
    read_backtest(file, results);
    read_oracle(file, results);
  }
  if (file.has_attribute("/provenance", about_name))
    results.about = scenario_to_be_about(results, file.text_attribute("/provenance", about_name));
  const auto text = [&](const char* name) { return file.text_attribute("/provenance", name); };
  provenance = {text("program_version"),
                text("compiler"),
                text("build_type"),
                text("command"),
                text("created_at"),
                text("instruction_set"),
                file.integer_attribute("/provenance", "threads")};
  return results;
}

}  // namespace salus::output
