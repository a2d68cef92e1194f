#include "output/shard_file.hpp"

#include <algorithm>
#include <array>

#include "output/blob_file.hpp"
#include "output/hdf5.hpp"
#include "output/results_layout.hpp"

namespace salus::output {
namespace {

using model::CityEntry;

constexpr auto entry_series = model::exactly<10, std::pair<const char*, model::Single CityEntry::*>>(
    {{"entry_z", &CityEntry::z},
     {"entry_z_without", &CityEntry::z_without},
     {"entry_credit_z", &CityEntry::credit_z},
     {"entry_credit_z_without", &CityEntry::credit_z_without},
     {"entry_log_ratio", &CityEntry::log_ratio},
     {"entry_log_ratio_without", &CityEntry::log_ratio_without},
     {"entry_log_ratio_controls", &CityEntry::log_ratio_controls},
     {"entry_log_ratio_controls_without", &CityEntry::log_ratio_controls_without},
     {"entry_survey_z", &CityEntry::survey_z},
     {"entry_survey_log_ratio", &CityEntry::survey_log_ratio}});

/// A series of one value each of the entries.
template <class Get>
std::vector<model::Single> of_entries(const std::vector<CityEntry>& entries, Get get) {
  std::vector<model::Single> values;
  for (const auto& e : entries) values.push_back(get(e));
  return values;
}

/// Whole numbers below 2^24, exact in single precision.
model::Single whole(std::uint32_t number) {
  const double value = number;
  return value;
}

constexpr std::size_t agent_numbers = 4 + 3 * model::crime_type_count;

void write_failures(Hdf5Writer& file, const model::CountryPart& r) {
  if (r.failures.empty()) return;
  std::vector<std::int64_t> draw;
  std::vector<std::int64_t> month;
  std::vector<std::string> scenario;
  std::vector<std::string> fault;
  std::vector<double> value;
  for (const auto& f : r.failures) {
    draw.push_back(f.draw);
    month.push_back(f.month);
    scenario.push_back(f.scenario);
    fault.emplace_back(model::draw_fault_names[f.fault.kind]);
    value.push_back(f.fault.value);
  }
  file.dimension("failure", r.failures.size());
  file.variable("failure_draw", {"failure"}, draw, {"1", "draw"});
  file.variable("failure_month", {"failure"}, month, {"1", "month since the start"});
  file.variable("failure_scenario", {"failure"}, scenario, {"1", "scenario"});
  file.variable("failure_fault", {"failure"}, fault, {"1", "what was broken"});
  file.variable("failure_value", {"failure"}, value, {"1", "gain of the loops where they are unstable"});
}

/// Why draws failed.
std::vector<model::DrawFault> faults_of(const Hdf5Reader& file) {
  std::vector<model::DrawFault> faults;
  const auto kinds = file.strings("/failure_fault");
  const auto values = layout::of_size(file.doubles("/failure_value"), kinds.size(), "failure_value");
  for (std::size_t i = 0; i < kinds.size(); ++i)
    faults.push_back({layout::named(kinds[i], model::draw_fault_names, "failure_fault"), values[i]});
  return faults;
}

void read_failures(const Hdf5Reader& file, model::CountryPart& r) {
  if (!file.has("/failure")) return;
  const auto draw = file.integers("/failure_draw");
  const auto month = file.integers("/failure_month");
  const auto scenario = file.strings("/failure_scenario");
  const auto faults = faults_of(file);
  for (std::size_t i = 0; i < draw.size(); ++i)
    r.failures.push_back({static_cast<std::uint32_t>(draw[i]), std::string(r.code.name()), scenario.at(i),
                          static_cast<std::uint32_t>(month.at(i)), faults.at(i)});
}

void read_entries(const Hdf5Reader& file, model::CountryPart& r) {
  if (!file.has("/entry_draw")) return;
  const auto draw = file.floats("/entry_draw");
  const auto scenario = file.floats("/entry_scenario");
  const auto city = file.floats("/entry_city");
  std::array<std::vector<float>, entry_series.size()> values;
  bool good = scenario.size() == draw.size() && city.size() == draw.size();
  for (std::size_t n = 0; n < entry_series.size(); ++n) {
    values[n] = file.floats(std::string("/") + entry_series[n].first);
    good = good && values[n].size() == draw.size();
  }
  if (!good) throw CorruptStore("its lists of cities differ in length");
  const auto number = [](float value) { return static_cast<std::uint32_t>(value); };
  for (std::size_t i = 0; i < draw.size(); ++i) {
    CityEntry& e = r.entries.emplace_back();
    e.draw = model::DrawIndex(number(draw[i]));
    e.scenario = model::ScenarioIndex(number(scenario[i]));
    e.city = model::CityIndex(number(city[i]));
    for (std::size_t n = 0; n < entry_series.size(); ++n) e.*entry_series[n].second = values[n][i];
  }
}

void read_agents(const Hdf5Reader& file, model::CountryPart& r) {
  if (!file.has("/agents")) return;
  const auto numbers = file.floats("/agents");
  if (numbers.size() % agent_numbers != 0) throw CorruptStore("its list of cities that ran as agents is cut short");
  const auto number = [](float value) { return static_cast<std::uint32_t>(value); };
  for (auto at = numbers.begin(); at != numbers.end();) {
    model::AgentRun& run = r.agents.emplace_back();
    run.draw = model::DrawIndex(number(*at++));
    run.scenario = model::ScenarioIndex(number(*at++));
    run.city = model::CityIndex(number(*at++));
    run.person_months = *at++;
    for (auto* series : {&run.panel, &run.agents, &run.level})
      for (model::Single& value : *series) value = *at++;
  }
}

/// A series whose shape is what the rest of the shard says; empty where it has more values or less, as that of another
/// program may have: a run that the shard does not fit refuses it.
template <class... Axes>
model::DrawGrid<model::Single, Axes...> fitting(const std::string& path, const Hdf5Reader& file, model::DrawRange draws,
                                                model::Positions<Axes>... axes) {
  const auto values = file.has(path) ? file.floats(path) : std::vector<float>{};
  if (values.size() != (std::size_t{draws.count()} * ... * axes.size())) return {};
  return {values, axes..., draws};
}

void read_series(const Hdf5Reader& file, model::CountryPart& r) {
  using namespace model;
  const Positions<ScenarioIndex> scenarios(r.scenarios);
  const DrawRange draws = r.draws;
  /// How many positions an axis has whose length only the values say.
  const auto length_of = [&](const std::string& path, std::size_t other) {
    return file.has(path) && draws.count() > 0 ? file.floats(path).size() / (other * draws.count()) : 0;
  };
  r.headlines = fitting("/headlines", file, draws, every<Headline>, scenarios, every<YearIndex>);
  r.own = fitting("/own", file, draws, every<OwnSeries>, scenarios, every<YearIndex>);
  r.halving_base = fitting("/halving_base", file, draws, every<HalvingBase>);
  const Positions<CityIndex> cities(length_of("/city_rates", axis_length<CityWindow>));
  r.city_rates = fitting("/city_rates", file, draws, cities, every<CityWindow>);
  r.sums = fitting("/sums", file, draws, every<CountrySum>, scenarios);
  const Positions<LineIndex> lines(length_of("/lines", axis_length<LineFigure>));
  r.lines = fitting("/lines", file, draws, lines, every<LineFigure>);
  r.probes = fitting("/probes", file, draws.among_first(probe_draws), scenarios, every<Variant>);
}

}  // namespace

std::string shard_payload(const model::CountryPart& r) {
  Hdf5Writer file(false);
  file.attribute("/", "file_type", "salus-shard");
  file.attribute("/", "country", std::string(r.code.name()));
  file.attribute("/", "m49", r.code.m49);
  file.attribute("/", "scenarios", r.scenarios);
  file.attribute("/", "first_draw", r.draws.first());
  file.attribute("/", "draws", r.draws.count());
  const auto plain = [&](const std::string& name, const std::vector<model::Single>& values) {
    if (values.empty()) return;
    file.dimension(name + "_size", values.size());
    file.variable(name, {name + "_size"}, stored(values), {"1", "see model/run/country_part.hpp"});
  };
  plain("headlines", r.headlines.cells());
  plain("own", r.own.cells());
  plain("halving_base", r.halving_base.cells());
  plain("city_rates", r.city_rates.cells());
  plain("sums", r.sums.cells());
  plain("lines", r.lines.cells());
  plain("probes", r.probes.cells());
  for (const auto& [name, series] : entry_series)
    plain(name, of_entries(r.entries, [at = series](const CityEntry& e) { return e.*at; }));
  plain("entry_draw", of_entries(r.entries, [](const CityEntry& e) { return whole(e.draw); }));
  plain("entry_scenario", of_entries(r.entries, [](const CityEntry& e) { return whole(e.scenario); }));
  plain("entry_city", of_entries(r.entries, [](const CityEntry& e) { return whole(e.city); }));
  std::vector<model::Single> agents;
  for (const auto& run : r.agents) {
    agents.insert(agents.end(), {whole(run.draw), whole(run.scenario), whole(run.city), run.person_months});
    for (const auto* series : {&run.panel, &run.agents, &run.level})
      agents.insert(agents.end(), series->begin(), series->end());
  }
  plain("agents", agents);
  write_failures(file, r);
  return file.finish();
}

model::CountryPart read_shard_payload(std::string_view payload) {
  const Hdf5Reader file(payload);
  model::CountryPart r;
  const std::string iso3 = file.text_attribute("/", "country");
  if (iso3.size() != 3) throw CorruptStore("its country is not a country code");
  std::copy(iso3.begin(), iso3.end(), r.code.iso3.begin());
  r.code.m49 = static_cast<std::uint16_t>(file.integer_attribute("/", "m49"));
  r.scenarios = static_cast<std::uint32_t>(file.integer_attribute("/", "scenarios"));
  r.draws = {model::DrawIndex(static_cast<std::uint32_t>(file.integer_attribute("/", "first_draw"))),
             static_cast<std::uint32_t>(file.integer_attribute("/", "draws"))};
  read_series(file, r);
  read_entries(file, r);
  read_agents(file, r);
  read_failures(file, r);
  return r;
}

std::string text_of(const model::PartName& name) {
  const std::string block = std::to_string(std::uint32_t{name.block});
  return std::string(name.country.name()) + "-" + std::string(6 - std::min<std::size_t>(6, block.size()), '0') + block;
}

std::string shard_bytes(const model::PartName& name, const model::CountryPart& part, const std::string& run_key) {
  return seal(shard_label + " " + text_of(name), shard_payload(part), run_key);
}

model::CountryPart read_shard(const model::PartName& name, std::string_view bytes, const std::string& run_key) {
  return read_shard_payload(unseal(shard_label + " " + text_of(name), bytes, run_key));
}

}  // namespace salus::output
