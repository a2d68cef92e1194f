#include "apps/patterns/city_patterns.hpp"

#include <cmath>
#include <cstdio>
#include <set>

#include "apps/common/cities.hpp"
#include "apps/common/console.hpp"
#include "apps/common/exit_code.hpp"
#include "apps/common/files.hpp"
#include "apps/common/machine.hpp"
#include "calibration/patterns/facts.hpp"
#include "calibration/patterns/spill_over.hpp"
#include "model/core/number.hpp"
#include "output/words/words.hpp"

namespace salus::apps {
namespace {

using calibration::FactStatistic;
using calibration::FactTag;

/// Factor on crime in public at an evaluated hot spot: about the mean effect of hot-spots policing (I03: 0.84).
constexpr double treated_hot_spot = 0.84;
const std::string facts_file = "calibration/patterns/facts.csv";

std::string name_of(FactTag tag) { return std::string(calibration::fact_tag_names[tag]); }

void print(const std::vector<calibration::FactResult>& results, const calibration::Statistics& statistics) {
  std::printf("%-5s %-8s %-8s %9s  %-19s %-10s  %s\n", "fact", "tag", "", "found", "range", "distance", "what");
  for (const auto& r : results) {
    const std::string range = model::format_number(r.fact->low) + " to " + model::format_number(r.fact->high);
    if (!r.found)
      std::printf("%-5s %-8s %-8s %9s  %-19s %-10s  %s\n", r.fact->id.c_str(), name_of(r.fact->tag).c_str(), "-", "-",
                  range.c_str(), "", r.fact->fact.c_str());
    else
      std::printf("%-5s %-8s %-8s %9.3f  %-19s %-10s  %s\n", r.fact->id.c_str(), name_of(r.fact->tag).c_str(),
                  r.holds() ? "holds" : "FAILS", *r.found, range.c_str(),
                  r.holds() ? "" : (model::format_fixed(100.0 * r.distance(), 0) + " %").c_str(), r.fact->fact.c_str());
  }
  const auto share = [&](std::optional<FactTag> tag) {
    std::size_t holds = 0;
    std::size_t all = 0;
    for (const auto& r : results)
      if (r.found && (!tag || r.fact->tag == tag)) {
        ++all;
        holds += r.holds();
      }
    return std::to_string(holds) + " of " + std::to_string(all);
  };
  std::set<std::string> kinds;
  for (const auto& r : results)
    if (r.fact->tag == FactTag::emergent && r.holds()) kinds.insert(r.fact->counts_as);
  std::printf(
      "%s facts hold (input: put in, %s; fitted: %s; emergent: neither, %s). Distance: from the nearer end of the "
      "range, as a share of it. Emergent kinds, a kind counted once: %zu with a fact in range, %zu with every fact in "
      "range\n",
      share(std::nullopt).c_str(), share(FactTag::input).c_str(), share(FactTag::fitted).c_str(),
      share(FactTag::emergent).c_str(), kinds.size(), calibration::kinds_that_hold(results, FactTag::emergent));
  std::printf("beside the list:");
  for (const auto statistic : {FactStatistic::true_contagion_share, FactStatistic::offences_by_top_tenth,
                               FactStatistic::offenders_of_half, FactStatistic::offenders_a_year})
    if (const auto found = statistics[statistic])
      std::printf(" %s %.3f", std::string(calibration::fact_statistic_names[statistic]).c_str(), *found);
  std::printf("\n");
}

}  // namespace

int city_patterns(const PatternsOptions& options) {
  const Console console(options.quiet);
  if (!options.out.empty())
    throw UsageError("-o: the facts of a simulated city go to the terminal; a folder is written for --events only");
  const auto root = data_root();
  const session::Inputs inputs = session::read_inputs(root);
  const auto facts = calibration::read_facts(read_text(root / facts_file), facts_file);
  const auto executor = make_executor(options.threads);
  const std::size_t months = 120;
  const NamedCity city = city_named(inputs, options.city, 2020, months);
  const model::CityPlan plan = city_plan(city, city_parameters(options.set), options.seed, *executor);
  console.say(city.name + ", " + city.country_name + ": " + model::format_fixed(plan.input.population.front(), 0) +
              " persons, ten years; rates: " + output::words::english().text(level_source_in_words(city)));
  model::CityRun run(plan, *executor);
  model::CityMemory memory(run);
  for (std::uint32_t m = 0; m < city_warm_up; ++m) run.step(&memory);
  const auto beside = calibration::spill_over(plan, *executor, run.state(), memory.all, run.ground(), treated_hot_spot);
  calibration::CityLog log{model::Month(city_warm_up)};
  for (std::size_t m = 0; m < months; ++m) {
    stop_if_asked();
    run.step(&log);
  }
  auto statistics = calibration::city_statistics(log, run, plan.input, options.seed, *executor);
  statistics[FactStatistic::displacement_seen] = beside.displacement_seen;
  statistics[FactStatistic::diffusion_seen] = beside.diffusion_seen;
  statistics[FactStatistic::spill_over] = beside.moved;
  print(calibration::test_facts(facts, statistics), statistics);
  return ok;
}

}  // namespace salus::apps
