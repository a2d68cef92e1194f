#include "apps/city/city.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "apps/city/city_page.hpp"
#include "apps/common/exit_code.hpp"
#include "apps/common/files.hpp"
#include "apps/common/session.hpp"
#include "calibration/patterns/city_log.hpp"
#include "model/core/number.hpp"
#include "model/parameters/draw_prior.hpp"
#include "output/atomic_file.hpp"
#include "scenarios/scenarios.hpp"

namespace salus::apps {
namespace {

/// Interventions that a city of agents has a target for, then laws: all, or those named. @throws UsageError
std::vector<const model::Intervention*> chosen_measures(const Inputs& inputs, const std::vector<std::string>& names) {
  std::vector<const model::Intervention*> all;
  std::vector<const model::Intervention*> chosen;
  if (names == std::vector<std::string>{"none"}) return chosen;
  for (const auto& row : inputs.evidence.interventions)
    if (row.city_target != model::MeasureTarget::none) all.push_back(&row);
  for (const auto& law : inputs.evidence.laws) all.push_back(&law);
  std::string known;
  for (const auto* row : all) known += (known.empty() ? "" : ", ") + row->id;
  for (const auto& name : names)
    if (std::none_of(all.begin(), all.end(), [&](const auto* row) { return row->id == name; }))
      throw UsageError("--effects: no intervention or law '" + name + "' has a target in a city; there are " + known +
                       ", or none");
  for (const auto* row : all)
    if (names.empty() || std::find(names.begin(), names.end(), row->id) != names.end()) chosen.push_back(row);
  return chosen;
}

/// Each measure alone from the state of a run, on the best targets and on random ones.
std::vector<EffectRow> effects_of(const CityOptions& options, const std::vector<const model::Intervention*>& rows,
                                  const model::CityPlan& plan, const model::CityRun& start,
                                  const model::CityMemory& memory, const model::Executor& executor,
                                  const Console& console) {
  std::vector<EffectRow> effects;
  if (rows.empty()) return effects;
  const model::CityState& from = start.state();
  const std::size_t years = std::min(options.effect_years, options.years);
  const std::size_t months = 12 * years;
  Progress progress(console, "measures", "measures");
  const auto without = model::run_with(plan, executor, from, months, nullptr, {});
  const auto key = model::random_key(plan.seed, plan.run, plan.input.code);
  for (std::uint32_t i = 0; i < rows.size() && !interrupted(); ++i) {
    const auto& row = *rows[i];
    const model::Measure measure = model::measure_of(row, from.month, from.month + months);
    const bool law = is_law(row);  // it reaches all targets there are, and nobody buys it
    double wanted = static_cast<double>(from.people.size());
    if (!law)
      wanted = options.spend / model::central_value(row.unit_cost) * (row.one_off ? static_cast<double>(years) : 1.0) *
               row.city_targets_a_unit;
    EffectRow effect{&row, law ? 0.0 : options.spend * static_cast<double>(years), {}, {}};
    for (const auto how : {model::Targeting::best, model::Targeting::random}) {
      const auto targets =
          model::choose_targets(row.city_target, how, static_cast<std::size_t>(std::max(1.0, wanted + 0.5)), start,
                                memory, key, model::stable_number(row.id));
      const auto with = model::run_with(plan, executor, from, months, &measure, targets);
      (how == model::Targeting::best ? effect.best : effect.random) =
          model::effect_of(without, with, start.ground(), row.city_target, targets);
      if (law) {
        effect.random = effect.best;
        break;
      }
    }
    effects.push_back(effect);
    progress.country_finished(i + 1, rows.size());
  }
  return effects;
}

void print(const CityOutcome& o) {
  std::printf("%s, %s: %.0f persons at the start, %llu at the end; %zu events\n", o.city.name.c_str(),
              o.city.country_name.c_str(), o.plan->input.population[city_warm_up],
              static_cast<unsigned long long>(o.log->months().back().persons), o.log->log().size());
  std::printf("rates: %s\ngeography: %s\n", o.city.level_source.c_str(), o.city.geography.c_str());
  const auto years = yearly_incidents(o);
  std::printf("%-20s %14s %14s   per 100,000 people\n", "", std::to_string(o.start_year).c_str(),
              std::to_string(o.start_year + static_cast<int>(years.size()) - 1).c_str());
  for (std::size_t k = 0; k < model::crime_type_count; ++k)
    std::printf("%-20s %14.1f %14.1f\n", std::string(model::crime_type_names[k]).c_str(),
                years.front()[k] / static_cast<double>(o.log->months()[11].persons) * 1e5,
                years.back()[k] / static_cast<double>(o.log->months().back().persons) * 1e5);
}

}  // namespace

int city(const CityOptions& options) {
  const Console console(options.quiet);
  if (options.out.empty()) throw UsageError("city: name a folder for the results with -o DIR");
  if (std::filesystem::exists(options.out) && !std::filesystem::is_directory(options.out))
    throw UsageError("-o: '" + options.out.string() + "' is a file; name a folder");
  const Inputs inputs = read_inputs(data_root());
  const auto rows = chosen_measures(inputs, options.effects);
  const auto executor = make_executor(options.threads);
  CityOutcome o;
  o.city = city_named(inputs, options.city, options.start_year, 12 * options.years);
  o.start_year = options.start_year;
  o.effect_years = std::min(options.effect_years, options.years);
  const auto plan = city_plan(o.city, city_parameters(options.set), options.seed, *executor);
  model::CityRun run(plan, *executor);
  model::CityMemory memory(run.ground().cells(), run.state().people.size());
  for (std::uint32_t m = 0; m < city_warm_up; ++m) run.step(&memory);
  o.effects = effects_of(options, rows, plan, run, memory, *executor, console);
  std::vector<const model::Intervention*> bought;
  std::copy_if(rows.begin(), rows.end(), std::back_inserter(bought), [](const auto* row) { return !is_law(*row); });
  if (!bought.empty() && !interrupted())
    o.surface = {"Lorenz shares of agents in " + o.city.name + ", " + o.city.country_name + ", " +
                     std::to_string(o.start_year) + ", synthetic geography",
                 model::lorenz_shares(bought, plan, run, memory, *executor)};
  calibration::CityLog log(city_warm_up);
  {
    Progress progress(console, "city", "years");
    for (std::size_t m = 0; m < 12 * options.years; ++m) {
      if (interrupted()) break;
      run.step(&log);
      if (m % 12 == 11) progress.country_finished(m / 12 + 1, options.years);
    }
  }
  if (interrupted()) {
    console.say("stopped; nothing was written");
    return stopped;
  }
  o.plan = &plan;
  o.run = &run;
  o.log = &log;
  char hash[20];
  std::snprintf(hash, sizeof hash, "%016llx", static_cast<unsigned long long>(run.content_hash()));
  std::string set;
  for (const auto& text : options.set) set += (set.empty() ? "" : ", ") + text;
  o.made = {{"program", "Salus " SALUS_VERSION},
            {"seed", std::to_string(options.seed)},
            {"content", hash},
            {"parameters", set.empty() ? "all at their centres" : "at their centres but for " + set},
            {"rates", o.city.level_source},
            {"inner geography", o.city.geography},
            {"warm_up", std::to_string(city_warm_up) + " months before the first year"}};
  print(o);
  output::make_folder(options.out.string());
  const auto write = [&](const char* name, const std::string& text) {
    output::write_file((options.out / name).string(), text);
  };
  write("city.h5", city_file(o, options.persons));
  write("neighbourhoods.csv", neighbourhoods_csv(o));
  if (options.csv) write("events.csv", events_csv(o));
  if (!o.effects.empty()) write("effects.csv", effects_csv(o));
  if (!o.surface.points.empty()) write("surface.csv", scenarios::surface_text(o.surface));
  write("city.html", city_page(o, options.seed, *executor));
  std::printf("written: city.html, city.h5, neighbourhoods.csv%s%s%s in %s\n", o.effects.empty() ? "" : ", effects.csv",
              o.surface.points.empty() ? "" : ", surface.csv", options.csv ? ", events.csv" : "",
              options.out.string().c_str());
  return ok;
}

}  // namespace salus::apps
