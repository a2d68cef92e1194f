#include "output/shard_file.hpp"

#include <algorithm>
#include <sstream>
#include <type_traits>

#include "output/blob_file.hpp"
#include "output/hdf5.hpp"
#include "output/results_layout.hpp"

namespace salus::output {
namespace {

/// Series of single-precision numbers that may be empty, by name; for a constant and a changeable result alike.
template <class Result>
auto parts_of(Result& r) {
  using Values = std::conditional_t<std::is_const_v<Result>, const std::vector<float>, std::vector<float>>;
  auto& e = r.entries;
  return std::vector<std::pair<std::string, Values*>>{{"city_rates", &r.city_rates},
                                                      {"sums", &r.sums},
                                                      {"lines", &r.lines},
                                                      {"probes", &r.probes},
                                                      {"entry_z", &e.z},
                                                      {"entry_z_without", &e.z_without},
                                                      {"entry_log_ratio", &e.log_ratio},
                                                      {"entry_log_ratio_without", &e.log_ratio_without},
                                                      {"entry_survey_z", &e.survey_z},
                                                      {"entry_survey_log_ratio", &e.survey_log_ratio}};
}

/// Why draws failed; in words in shards of earlier programs.
std::vector<model::DrawFault> faults_of(const Hdf5Reader& file) {
  std::vector<model::DrawFault> faults;
  if (file.has("/failure_message")) {
    for (const auto& text : file.strings("/failure_message")) faults.push_back(layout::fault_of_words(text));
    return faults;
  }
  const auto kinds = file.strings("/failure_fault");
  const auto values = layout::of_size(file.doubles("/failure_value"), kinds.size(), "failure_value");
  for (std::size_t i = 0; i < kinds.size(); ++i)
    faults.push_back({layout::named(kinds[i], model::draw_fault_names, "failure_fault"), values[i]});
  return faults;
}

}  // namespace

std::string shard_payload(const model::CountryResult& r) {
  Hdf5Writer file(false);
  file.attribute("/", "file_type", "salus-shard");
  file.attribute("/", "country", std::string(r.code.name()));
  file.attribute("/", "m49", std::int64_t{r.code.m49});
  file.attribute("/", "scenarios", std::int64_t{r.scenarios});
  file.attribute("/", "draws", std::int64_t{r.draws});
  const auto plain = [&](const std::string& name, const std::vector<float>& values) {
    file.dimension(name + "_size", values.size());
    file.variable(name, {name + "_size"}, values, {"1", "see model/run/results.hpp"});
  };
  plain("headlines", r.headlines);
  plain("quantiles", r.quantiles);
  plain("population", r.population);
  plain("halving_base", r.halving_base);
  for (const auto& [name, values] : parts_of(r))
    if (!values->empty()) plain(name, *values);
  if (r.entries.size() > 0) {
    const auto& e = r.entries;
    // Whole numbers below 2^24, exact in single precision.
    plain("entry_draw", {e.draw.begin(), e.draw.end()});
    plain("entry_scenario", {e.scenario.begin(), e.scenario.end()});
    plain("entry_city", {e.city.begin(), e.city.end()});
  }
  if (!r.agents.empty()) {
    std::vector<float> agents;
    for (const auto& run : r.agents) {
      agents.insert(agents.end(), {static_cast<float>(run.draw), static_cast<float>(run.scenario),
                                   static_cast<float>(run.city), run.person_months});
      for (const auto* series : {&run.panel, &run.agents, &run.level})
        agents.insert(agents.end(), series->begin(), series->end());
    }
    plain("agents", agents);
  }
  if (!r.failures.empty()) {
    std::vector<std::int64_t> draw;
    std::vector<std::int64_t> month;
    std::vector<std::string> scenario;
    std::vector<std::string> fault;
    std::vector<double> value;
    for (const auto& f : r.failures) {
      draw.push_back(f.draw);
      month.push_back(f.month);
      scenario.push_back(f.scenario);
      fault.push_back(std::string(model::draw_fault_names[f.fault.kind]));
      value.push_back(f.fault.value);
    }
    file.dimension("failure", r.failures.size());
    file.variable("failure_draw", {"failure"}, draw, {"1", "draw"});
    file.variable("failure_month", {"failure"}, month, {"1", "month since the start"});
    file.variable("failure_scenario", {"failure"}, scenario, {"1", "scenario"});
    file.variable("failure_fault", {"failure"}, fault, {"1", "what was broken"});
    file.variable("failure_value", {"failure"}, value, {"1", "gain of the loops where they are unstable"});
  }
  return file.finish();
}

model::CountryResult read_shard_payload(std::string_view payload) {
  const Hdf5Reader file(payload);
  model::CountryResult r;
  const std::string iso3 = file.text_attribute("/", "country");
  if (iso3.size() != 3) throw CorruptStore("its country is not a country code");
  std::copy(iso3.begin(), iso3.end(), r.code.iso3.begin());
  r.code.m49 = static_cast<std::uint16_t>(file.integer_attribute("/", "m49"));
  r.scenarios = static_cast<std::uint32_t>(file.integer_attribute("/", "scenarios"));
  r.draws = static_cast<std::uint32_t>(file.integer_attribute("/", "draws"));
  r.headlines = file.floats("/headlines");
  r.quantiles = file.floats("/quantiles");
  r.population = file.floats("/population");
  r.halving_base = file.floats("/halving_base");
  for (const auto& [name, values] : parts_of(r))
    if (file.has("/" + name)) *values = file.floats("/" + name);
  if (file.has("/entry_draw")) {
    const auto draw = file.floats("/entry_draw");
    const auto scenario = file.floats("/entry_scenario");
    const auto city = file.floats("/entry_city");
    for (const float x : draw) r.entries.draw.push_back(static_cast<std::uint32_t>(x));
    for (const float x : scenario) r.entries.scenario.push_back(static_cast<std::uint16_t>(x));
    for (const float x : city) r.entries.city.push_back(static_cast<std::uint16_t>(x));
  }
  for (const auto* series : {&r.entries.z, &r.entries.z_without, &r.entries.log_ratio, &r.entries.log_ratio_without,
                             &r.entries.survey_z, &r.entries.survey_log_ratio})
    if (series->size() != r.entries.size() || r.entries.scenario.size() != r.entries.size() ||
        r.entries.city.size() != r.entries.size())
      throw CorruptStore("its lists of cities differ in length");
  if (file.has("/agents")) {
    const auto agents = file.floats("/agents");
    constexpr std::size_t K = model::crime_type_count;
    constexpr std::size_t size = 4 + 3 * K;
    if (agents.size() % size != 0) throw CorruptStore("its list of cities that ran as agents is cut short");
    for (auto at = agents.begin(); at != agents.end(); at += size) {
      model::AgentRun run;
      run.draw = static_cast<std::uint32_t>(at[0]);
      run.scenario = static_cast<std::uint16_t>(at[1]);
      run.city = static_cast<std::uint16_t>(at[2]);
      run.person_months = at[3];
      std::copy_n(at + 4, K, run.panel.begin());
      std::copy_n(at + 4 + K, K, run.agents.begin());
      std::copy_n(at + 4 + 2 * K, K, run.level.begin());
      r.agents.push_back(run);
    }
  }
  if (file.has("/failure")) {
    const auto draw = file.integers("/failure_draw");
    const auto month = file.integers("/failure_month");
    const auto scenario = file.strings("/failure_scenario");
    const auto faults = faults_of(file);
    for (std::size_t i = 0; i < draw.size(); ++i)
      r.failures.push_back({static_cast<std::uint32_t>(draw[i]), iso3, scenario.at(i),
                            static_cast<std::uint32_t>(month.at(i)), faults.at(i)});
  }
  return r;
}

std::string shard_bytes(const model::CountryResult& result, const std::string& run_key) {
  return seal(shard_label, shard_payload(result), run_key);
}

model::CountryResult read_shard(std::string_view bytes, const std::string& run_key) {
  return read_shard_payload(unseal(shard_label, bytes, run_key));
}

}  // namespace salus::output
