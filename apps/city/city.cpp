/// `salus city`: a city of agents: events, rates of neighbourhoods, what measures do, a page.
#include <algorithm>
#include <cinttypes>
#include <cstdio>

#include "apps/city/city_page.hpp"
#include "apps/common/command_line.hpp"
#include "apps/common/console.hpp"
#include "apps/common/exit_code.hpp"
#include "apps/common/files.hpp"
#include "apps/common/machine.hpp"
#include "apps/common/made_of.hpp"
#include "calibration/patterns/city_log.hpp"
#include "model/core/number.hpp"
#include "model/coupling/coverage_fit.hpp"
#include "model/parameters/draw_prior.hpp"
#include "output/owned_folder.hpp"
#include "output/words/sentences/city.hpp"
#include "output/words/sentences/made.hpp"
#include "output/words/words.hpp"
#include "scenarios/scenarios.hpp"

namespace salus::apps {
namespace {

namespace words = output::words;
using words::Verbatim;

struct Options {
  std::string city;
  std::filesystem::path out;
  std::vector<std::string> set;      ///< name=value
  std::vector<std::string> effects;  ///< ids of interventions, none for none
  int start_year = 2020;
  unsigned years = 10;
  unsigned effect_years = 3;
  double spend = 100000.0;  ///< USD of 2019 a year on each intervention
  std::uint64_t seed = 1;
  unsigned threads = 0;
  bool persons = false;
  bool csv = false;
  bool quiet = false;
  bool replace = false;
};

const output::FolderKind city_folder{
    .name = "city",
    .may_write = {"city.html", "city.h5", "neighbourhoods.csv", "effects.csv", "surface.csv", "events.csv"},
    .marked = {"events.csv"}};

/// The folder of a city, and of what its results are made.
output::FolderKind folder_of(const Options& o, const session::Inputs& inputs) {
  std::string set;
  for (const auto& text : o.set) set += (set.empty() ? "" : ", ") + text;
  std::string effects;
  for (const auto& id : o.effects) effects += (effects.empty() ? "" : ", ") + id;
  output::FolderKind kind = city_folder;
  kind.replace = o.replace;
  kind.made_of = {{"city", o.city},
                  {"start year", std::to_string(o.start_year)},
                  {"years", std::to_string(o.years)},
                  {"effects", (effects.empty() ? "all" : effects) + " over " + std::to_string(o.effect_years) +
                                  " years at " + model::format_number(o.spend) + " USD a year"},
                  {"set", set.empty() ? "nothing" : set},
                  {"seed", std::to_string(o.seed)},
                  {"written", std::string("tables") + (o.persons ? ", persons" : "") + (o.csv ? ", events" : "")}};
  add_files(tables_of(inputs.hashes), kind.made_of);
  return kind;
}

/// What is tried in a city.
struct ChosenMeasures {
  std::vector<const model::Intervention*> interventions;  ///< with a target in a city
  std::vector<const model::Law*> laws;
};

/// All, or those named. @throws UsageError
ChosenMeasures chosen_measures(const session::Inputs& inputs, const std::vector<std::string>& names) {
  ChosenMeasures chosen;
  if (names == std::vector<std::string>{"none"}) return chosen;
  std::vector<std::string> known;
  const auto wanted = [&](const model::MeasureEvidence& row) {
    known.push_back(row.id);
    return names.empty() || std::find(names.begin(), names.end(), row.id) != names.end();
  };
  for (const auto& row : inputs.evidence.interventions)
    if (row.city_target != model::MeasureTarget::none && wanted(row)) chosen.interventions.push_back(&row);
  for (const auto& law : inputs.evidence.laws)
    if (wanted(law)) chosen.laws.push_back(&law);
  for (const auto& name : names)
    if (std::find(known.begin(), known.end(), name) == known.end()) {
      std::string all;
      for (const auto& id : known) all += (all.empty() ? "" : ", ") + id;
      throw UsageError("--effects: no intervention or law '" + name + "' has a target in a city; there are " + all +
                       ", or none");
    }
  return chosen;
}

/// A run at the end of its warm-up, from which each measure is tried alone, the same months with and without.
class Trials {
 public:
  /// @param spend USD a year on each intervention
  Trials(const model::CityPlan& plan, const model::CityRun& start, const model::CityMemory& memory,
         const model::Executor& executor, unsigned years, double spend)
      : plan_(plan),
        start_(start),
        memory_(memory),
        executor_(executor),
        years_(years),
        spend_(spend),
        without_(model::run_with(plan, executor, start.state(), months(), nullptr, {})) {}

  /// On the best targets that the money reaches, and on random ones.
  EffectRow effect_of(const model::Intervention& row) const {
    const double units = spend_ / model::central_value(row.unit_cost) * (row.one_off ? years_ : 1.0);
    const bool of_area = row.effect_of == model::EffectOf::area;
    const double eligible = model::central_value(row.eligible_per_person) * plan_.input.population.at(month());
    const double wanted = units * model::targets_a_unit_there(row, of_area, eligible, start_);
    const auto measure = model::measure_of(row, tried());
    const auto best = of_area ? model::Targeting::random : model::Targeting::best;
    return {&row, model::Usd(spend_ * years_), effect(row, measure, best, wanted),
            effect(row, measure, model::Targeting::random, wanted)};
  }

  /// On all targets there are.
  EffectRow effect_of(const model::Law& law) const {
    const auto measure = model::measure_of(law, tried());
    const double all = start_.state().people.size();
    const auto on_all = effect(law, measure, model::Targeting::best, all);
    return {&law, std::nullopt, on_all, on_all};
  }

 private:
  model::Month month() const { return start_.state().month; }
  std::uint32_t months() const { return 12 * years_; }
  model::MonthSpan tried() const { return {.first = month(), .last = month() + months()}; }

  model::TrialEffect effect(const model::MeasureEvidence& row, const model::Measure& measure, model::Targeting how,
                            double wanted) const {
    const auto key = model::random_key(plan_.seed, plan_.run, plan_.input.code);
    const auto targets =
        model::choose_targets(measure.target, how, static_cast<std::size_t>(std::max(1.0, wanted + 0.5)), start_,
                              memory_, key, model::stable_number(row.id));
    const auto with = model::run_with(plan_, executor_, start_.state(), months(), &measure, targets);
    return model::effect_of(without_, with, start_.ground(), measure.target, targets);
  }

  const model::CityPlan& plan_;
  const model::CityRun& start_;
  const model::CityMemory& memory_;
  const model::Executor& executor_;
  unsigned years_;
  double spend_;
  model::CellCounts without_;
};

/// Curves of the targets of the interventions, from the year after the warm-up.
model::ResponseSurface surface_of(const CityOutcome& o, const ChosenMeasures& chosen, const model::CityPlan& plan,
                                  const model::CityRun& run, const model::CityMemory& memory,
                                  const model::Executor& executor) {
  std::vector<model::MeasureTarget> kinds;
  for (const auto* row : chosen.interventions)
    if (std::find(kinds.begin(), kinds.end(), row->city_target) == kinds.end()) kinds.push_back(row->city_target);
  const model::CityShares city{0, false, plan.input.population[city_warm_up], 1.0,
                               model::lorenz_shares(kinds, model::Targeting::best, 1, plan, run, memory, executor)};
  return model::fitted_surface(
      std::span(&city, 1),
      words::english().text(words::city::Surface{
          .city = Verbatim(o.city.name), .country = Verbatim(o.city.country_name), .year = o.start_year}));
}

std::vector<EffectRow> effects_of(const ChosenMeasures& chosen, const Trials& trials, const Console& console) {
  std::vector<EffectRow> effects;
  const std::size_t all = chosen.interventions.size() + chosen.laws.size();
  Progress progress(console, "measures", "measures");
  const auto add = [&](const auto& rows) {
    for (const auto* row : rows) {
      stop_if_asked();
      effects.push_back(trials.effect_of(*row));
      progress.part_finished(effects.size(), all);
    }
  };
  add(chosen.interventions);
  add(chosen.laws);
  return effects;
}

void print(const CityOutcome& o) {
  std::printf("%s, %s: %.0f persons at the start, %u at the end; %zu events\n", o.city.name.c_str(),
              o.city.country_name.c_str(), o.plan->input.population[city_warm_up], o.log->months().back().persons,
              o.log->log().size());
  std::printf("rates: %s\ngeography: %s\n", words::english().text(level_source_in_words(o.city)).c_str(),
              words::english().text(geography_in_words(o.city)).c_str());
  const auto years = yearly_incidents(o);
  std::printf("%-20s %14s %14s   per 100,000 people\n", "", std::to_string(o.start_year).c_str(),
              std::to_string(o.start_year + static_cast<int>(years.size()) - 1).c_str());
  for (const auto k : model::every<model::CrimeType>)
    std::printf("%-20s %14.1f %14.1f\n", std::string(model::crime_type_names[k]).c_str(),
                years.front()[k] / o.log->months()[11].persons * 1e5,
                years.back()[k] / o.log->months().back().persons * 1e5);
}

/// Runs the years into the log. @throws output::Stopped
void run_years(model::CityRun& run, unsigned years, calibration::CityLog& log, const Console& console) {
  Progress progress(console, "city", "years");
  for (unsigned year = 1; year <= years; ++year) {
    for (int month = 0; month < 12; ++month) {
      stop_if_asked();
      run.step(&log);
    }
    progress.part_finished(year, years);
  }
}

std::vector<MadeFact> made_with(const Options& options, const NamedCity& city, std::uint64_t content) {
  namespace made = words::made;
  char hash[20];
  std::snprintf(hash, sizeof hash, "%016" PRIx64, content);
  const words::Message parameters = options.set.empty()
                                        ? words::Message(made::at_centres)
                                        : words::Message(made::ButFor{.set = words::verbatim(options.set)});
  return {{Origin::program, made::Salus{.version = Verbatim(std::string_view(SALUS_VERSION))}},
          {Origin::seed, Verbatim(std::to_string(options.seed))},
          {Origin::content, Verbatim(std::string_view(hash))},
          {Origin::parameters, parameters},
          {Origin::rates, level_source_in_words(city)},
          {Origin::inner_geography, geography_in_words(city)},
          {Origin::warm_up, made::MonthsBefore{.months = city_warm_up}}};
}

void write(const CityOutcome& o, const Options& options, const model::Executor& executor, output::OwnedFolder& folder) {
  std::set<std::string> names{"city.html", "city.h5", "neighbourhoods.csv"};
  if (!o.effects.empty()) names.insert("effects.csv");
  if (!o.surface.curves.empty()) names.insert("surface.csv");
  if (options.csv) names.insert("events.csv");
  const std::string page = city_page(o, options.seed, executor);  // may be stopped, so before anything is replaced
  stop_if_asked();
  folder.start_over(names);
  folder.write("city.h5", city_file(o, options.persons));
  folder.write("neighbourhoods.csv", neighbourhoods_csv(o));
  if (!o.effects.empty()) folder.write("effects.csv", effects_csv(o));
  if (!o.surface.curves.empty()) folder.write("surface.csv", scenarios::surface_text(o.surface));
  if (options.csv) folder.write("events.csv", events_csv(o));
  folder.write("city.html", page);
  std::string written;
  for (const auto& name : names) written += (written.empty() ? "" : ", ") + name;
  std::printf("written: %s in %s\n", written.c_str(), folder.path().c_str());
}

int city(const Options& options) {
  const Console console(options.quiet);
  if (options.out.empty()) throw UsageError("city: name a folder for the results with -o DIR");
  const session::Inputs inputs = session::read_inputs(data_root());
  output::OwnedFolder folder(options.out, folder_of(options, inputs));
  const auto chosen = chosen_measures(inputs, options.effects);
  const auto executor = make_executor(options.threads);
  CityOutcome o;
  o.city = city_named(inputs, options.city, options.start_year, 12 * std::size_t{options.years});
  o.start_year = options.start_year;
  o.effect_years = std::min(options.effect_years, options.years);
  const auto parameters = city_parameters(options.set);
  const auto plan = city_plan(o.city, parameters, options.seed, *executor);
  model::CityRun run(plan, *executor);
  model::CityMemory memory(run);
  for (std::uint32_t m = 0; m < city_warm_up; ++m) run.step(&memory);
  if (!chosen.interventions.empty() || !chosen.laws.empty())
    o.effects = effects_of(chosen, {plan, run, memory, *executor, o.effect_years, options.spend}, console);
  if (!chosen.interventions.empty()) o.surface = surface_of(o, chosen, plan, run, memory, *executor);
  calibration::CityLog log{model::Month(city_warm_up)};
  run_years(run, options.years, log, console);
  o.plan = &plan;
  o.run = &run;
  o.log = &log;
  o.made = made_with(options, o.city, run.content_hash());
  print(o);
  write(o, options, *executor, folder);
  return ok;
}

}  // namespace

void add_city(CommandLine& line) {
  auto options = std::make_shared<Options>();
  Command command = line.command(
      "city", "simulate a city, one agent a person: events, rates of neighbourhoods, a page, what measures do");
  command.option({"city", "CITY", "name of a city with more than 300,000 people, ISO3:name, or UN code", true},
                 options->city);
  command.option({"-o,--output", "DIR", "folder for city.html, city.h5, neighbourhoods.csv, effects.csv, surface.csv"},
                 options->out);
  command.option({"--years", "N", "years (default 10)"}, options->years, {1, 11});
  command.option({"--start-year", "YEAR", "first year (default 2020)"}, options->start_year, start_years);
  command.list({"--effects", "IDS",
                "interventions and laws whose effect is measured (default: all that have a target in a city); none"},
               options->effects);
  command.option({"--effect-years", "N", "years over which effects are measured (default 3)"}, options->effect_years,
                 {1, 11});
  command.option({"--spend", "USD", "US dollars of 2019 a year on each of them (default 100000)"}, options->spend,
                 {1.0, 1e9});
  command.several({"--set", "NAME=VALUE", city_parameter_help}, options->set);
  command.flag("--persons", options->persons, "write who was in each event too");
  command.flag("--csv", options->csv, "write events.csv too, as patterns --events reads it");
  command.flag("--replace", options->replace, replace_help);
  add_common(command, options->seed, options->threads, options->quiet);
  command.needs_less("ask for fewer --years, or for a smaller city");
  command.runs([options] { return city(*options); });
}

}  // namespace salus::apps
