/// The command line: words and options to calls, failures to messages and exit codes. Nothing else knows of either.
#include <malloc.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <new>

#include "apps/backtest/backtest.hpp"
#include "apps/calibrate/calibrate.hpp"
#include "apps/city/city.hpp"
#include "apps/common/console.hpp"
#include "apps/common/exit_code.hpp"
#include "apps/compare/compare.hpp"
#include "apps/hash/hash.hpp"
#include "apps/info/info.hpp"
#include "apps/merge/merge.hpp"
#include "apps/patterns/patterns.hpp"
#include "apps/report/report.hpp"
#include "apps/sbc/sbc.hpp"
#include "apps/validate/validate.hpp"
#include "model/core/number.hpp"
#include "output/error.hpp"

namespace {

using namespace salus;
using namespace salus::apps;

/// The command as typed, quoted where a shell would need it, for the report.
std::string typed(int argc, char** argv) {
  std::string line = "./salus";
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    const bool plain = !word.empty() && word.find_first_not_of(
                                            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./=,:+") ==
                                            std::string::npos;
    line += ' ' + (plain ? word : "'" + word + "'");
  }
  return line;
}

void add_run_options(CLI::App& command, CompareOptions& options, std::string& shard) {
  command.add_option("-o,--output", options.how.out, "folder for the results")->type_name("DIR");
  command.add_option("--seed", options.seed, "seed of the random numbers (default 1)")
      ->type_name("N")
      ->check([](const std::string& text) {
        return text.starts_with("-") ? std::string("a seed is a whole number of at least 0") : std::string();
      });
  command.add_option("--draws", options.draws, "draws of the ensemble (default 1000)")
      ->type_name("N")
      ->check(CLI::Range(1, 1000000));
  command.add_option("--threads", options.how.threads, "threads (default: all); the result does not depend on it")
      ->type_name("N")
      ->check(CLI::Range(1, 1024));
  command.add_option("--without", options.without, "switch a feedback loop off: exposure, trust, sanction, prison")
      ->type_name("LOOP")
      ->delimiter(',');
  command
      .add_option("--posterior", options.posterior,
                  "posterior to start from (default: the bundled one); none: first estimates")
      ->type_name("FILE");
  command
      .add_option("--surface", options.surface,
                  "response surface in place of the evidence matrix's shares, as `city` writes it")
      ->type_name("FILE");
  command.add_flag("--accept-failed-check", options.accept_failed_check,
                   "project from a posterior whose chains failed their check; the report says so");
  command.add_flag("--quiet", options.how.quiet, "say nothing but errors");
  command.add_flag("--resume", options.how.resume, "go on with a run that was stopped");
  command.add_option("--shard", shard, "compute only part i of n (0-based); join with merge")->type_name("i/n");
}

void read_shard(const std::string& text, HowToRun& how) {
  if (text.empty()) return;
  const auto slash = text.find('/');
  const auto i = model::parse_integer(text.substr(0, slash));
  const auto n = slash == std::string::npos ? std::nullopt : model::parse_integer(text.substr(slash + 1));
  if (!i || !n || *n < 1 || *n > 1000 || *i < 0 || *i >= *n)
    throw UsageError("--shard takes i/n with 0 <= i < n, for instance 0/2; found '" + text + "'");
  how.shard = static_cast<std::uint32_t>(*i);
  how.shards = static_cast<std::uint32_t>(*n);
}

int dispatch(int argc, char** argv) {
  CLI::App app{"Salus: what follows from a portfolio of city safety measures, and how sure that is", "salus"};
  app.require_subcommand(1);
  app.fallthrough(false);
  CompareOptions options;
  options.how.command = typed(argc, argv);
  std::string shard;
  std::string file;
  std::string folder;
  std::vector<std::string> folders;
  bool parameters = false;

  auto* demo_command =
      app.add_subcommand("demo", "compare the eleven bundled programmes with no programme, into salus-out/");
  add_run_options(*demo_command, options, shard);
  auto* compare_command =
      app.add_subcommand("compare", "run scenarios on the same random numbers; the first is the baseline");
  compare_command->add_option("scenarios", options.scenarios, "scenario files, or names of bundled ones")->required();
  add_run_options(*compare_command, options, shard);
  auto* run_command = app.add_subcommand("run", "run one scenario against no programme");
  run_command->add_option("scenario", options.scenarios, "scenario file, or name of a bundled one")
      ->required()
      ->expected(1);
  add_run_options(*run_command, options, shard);
  BacktestOptions past;
  auto* backtest_command =
      app.add_subcommand("backtest", "forecast from past years with what was known then, and score what came");
  backtest_command
      ->add_option("--data", past.data,
                   "a file of yearly rates (iso3,year,indicator,value,unit,source_id) in place of the bundled tables")
      ->type_name("FILE");
  backtest_command
      ->add_option("--origins", past.origins, "last years that forecasts may know (default 2005,2008,2011,2014,2017)")
      ->type_name("YEARS")
      ->delimiter(',')
      ->check(CLI::Range(1900, 2100));
  backtest_command->add_option("--horizon", past.horizon, "years ahead (default 10)")
      ->type_name("N")
      ->check(CLI::Range(1, 30));
  backtest_command
      ->add_option("--without", past.without,
                   "switch a loop off: exposure, trust, sanction, prison; or the drivers: drivers")
      ->type_name("LOOP")
      ->delimiter(',');
  backtest_command->add_option("-o,--output", past.out, "folder for scores.csv, summary.csv, countries.csv")
      ->type_name("DIR");
  backtest_command->add_option("--seed", past.seed, "seed of the random numbers (default 1)")->type_name("N");
  backtest_command->add_option("--threads", past.threads, "threads (default: all); the result does not depend on it")
      ->type_name("N")
      ->check(CLI::Range(1, 1024));
  backtest_command
      ->add_option("--sweeps", past.sweeps,
                   "sweeps a chain that are kept (default 1600); a fit takes time in proportion")
      ->type_name("N")
      ->check(CLI::Range(80, 1000000));
  backtest_command->add_flag("--quiet", past.quiet, "say nothing but results and errors");
  CalibrateOptions fit;
  auto* calibrate_command = app.add_subcommand(
      "calibrate", "fit the country layer to published rates and write the posterior that projections start from");
  calibrate_command->add_option("-o,--output", fit.out, "the posterior (default posterior.h5)")->type_name("FILE");
  calibrate_command
      ->add_option("--data", fit.data,
                   "a file of yearly rates (iso3,year,indicator,value,unit,source_id) in place of the bundled tables")
      ->type_name("FILE");
  calibrate_command->add_option("--countries", fit.countries, "only these (ISO codes); the others tell nothing then")
      ->type_name("ISO3")
      ->delimiter(',');
  calibrate_command->add_option("--start-note", fit.note_start, "start year in the view as of the note (default 2020)")
      ->type_name("YEAR")
      ->check(CLI::Range(2018, 2035));
  calibrate_command->add_option("--start-now", fit.now_start, "start year in the view now (default 2026)")
      ->type_name("YEAR")
      ->check(CLI::Range(2018, 2035));
  calibrate_command->add_option("--sweeps", fit.sweeps, "sweeps a chain that are kept (default 12000)")
      ->type_name("N")
      ->check(CLI::Range(480, 10000000));
  calibrate_command->add_option("--draws", fit.draws, "draws kept in all (default and most 400)")
      ->type_name("N")
      ->check(CLI::Range(4, 400));
  calibrate_command->add_option("--seed", fit.seed, "seed of the random numbers (default 1)")->type_name("N");
  calibrate_command->add_option("--threads", fit.threads, "threads (default: all); the result does not depend on it")
      ->type_name("N")
      ->check(CLI::Range(1, 1024));
  calibrate_command->add_flag("--resume", fit.resume, "go on with a fit that was stopped");
  calibrate_command->add_flag("--quiet", fit.quiet, "say nothing but results and errors");
  SbcOptions check;
  auto* sbc_command = app.add_subcommand(
      "sbc", "simulation-based calibration of the country fit: are its posteriors right where the truth is known");
  sbc_command
      ->add_option("--replicates", check.replicates,
                   "truths drawn, panels simulated and fitted (default 1000; 20 with --full)")
      ->type_name("N")
      ->check(CLI::Range(1, 1000000));
  sbc_command->add_option("--seed", check.seed, "seed of the random numbers (default 1)")->type_name("N");
  sbc_command->add_option("--threads", check.threads, "threads (default: all); the result does not depend on it")
      ->type_name("N")
      ->check(CLI::Range(1, 1024));
  sbc_command->add_option("-o,--output", check.out, "folder for ranks.csv, sbc.json (default salus-sbc)")
      ->type_name("DIR");
  sbc_command
      ->add_option("--fault", check.fault, "plant a fault, which the check must find: narrow, shift, prior, ignored")
      ->type_name("NAME");
  sbc_command->add_flag("--full", check.full, "the panel of all countries in place of six small ones");
  sbc_command->add_flag("--resume", check.resume, "go on with a check that was stopped");
  sbc_command->add_flag("--quiet", check.quiet, "say nothing but results and errors");
  PatternsOptions points;
  auto* patterns_command = app.add_subcommand(
      "patterns",
      "what recorded crimes look like as points: concentration, near repeats, rhythm, recurrence, by city and type");
  patterns_command->add_option("city", points.city, "a city to simulate and hold against the frozen list of facts")
      ->type_name("CITY");
  patterns_command
      ->add_option("--set", points.set,
                   "a parameter of the city layer in place of its centre, for instance retaliation=0.3")
      ->type_name("NAME=VALUE");
  patterns_command
      ->add_option("--events", points.events,
                   "a table of events (city,crime_type,datetime,lon,lat), also packed by gzip")
      ->type_name("FILE");
  patterns_command->add_option("-o,--output", points.out, "folder for patterns.csv, patterns.html")->type_name("DIR");
  patterns_command->add_option("--cell", points.cell_m, "side of a cell in metres (default 100)")
      ->type_name("METRES")
      ->check(CLI::Range(10.0, 10000.0));
  patterns_command->add_option("--permutations", points.permutations, "permutations of the tests (default 999)")
      ->type_name("N")
      ->check(CLI::Range(19, 1000000));
  patterns_command->add_option("--seed", points.seed, "seed of the random numbers (default 1)")->type_name("N");
  patterns_command->add_option("--threads", points.threads, "threads (default: all); the result does not depend on it")
      ->type_name("N")
      ->check(CLI::Range(1, 1024));
  patterns_command->add_flag("--quiet", points.quiet, "say nothing but results and errors");
  CityOptions agents;
  auto* city_command = app.add_subcommand(
      "city", "simulate a city, one agent a person: events, rates of neighbourhoods, a page, what measures do");
  city_command->add_option("city", agents.city, "name of a city with more than 300,000 people, ISO3:name, or UN code")
      ->required()
      ->type_name("CITY");
  city_command
      ->add_option("-o,--output", agents.out,
                   "folder for city.html, city.h5, neighbourhoods.csv, effects.csv, surface.csv")
      ->type_name("DIR");
  city_command->add_option("--years", agents.years, "years (default 10)")->type_name("N")->check(CLI::Range(1, 11));
  city_command->add_option("--start-year", agents.start_year, "first year (default 2020)")
      ->type_name("YEAR")
      ->check(CLI::Range(2018, 2035));
  city_command
      ->add_option("--effects", agents.effects,
                   "interventions and laws whose effect is measured (default: all that have a target in a city); none")
      ->type_name("IDS")
      ->delimiter(',');
  city_command->add_option("--effect-years", agents.effect_years, "years over which effects are measured (default 3)")
      ->type_name("N")
      ->check(CLI::Range(1, 11));
  city_command->add_option("--spend", agents.spend, "US dollars a year on each of them (default 100000)")
      ->type_name("USD")
      ->check(CLI::Range(1.0, 1e9));
  city_command
      ->add_option("--set", agents.set,
                   "a parameter of the city layer in place of its centre, for instance retaliation=0.3")
      ->type_name("NAME=VALUE");
  city_command->add_flag("--persons", agents.persons, "write who was in each event too");
  city_command->add_flag("--csv", agents.csv, "write events.csv too, as patterns --events reads it");
  city_command->add_option("--seed", agents.seed, "seed of the random numbers (default 1)")->type_name("N");
  city_command->add_option("--threads", agents.threads, "threads (default: all); the result does not depend on it")
      ->type_name("N")
      ->check(CLI::Range(1, 1024));
  city_command->add_flag("--quiet", agents.quiet, "say nothing but results and errors");
  auto* validate_command = app.add_subcommand("validate", "report all errors of scenario files in one pass");
  validate_command->add_option("files", folders, "scenario files")->required();
  auto* report_command = app.add_subcommand("report", "write the report again from results.h5");
  report_command->add_option("dir", folder, "folder with results.h5")->required();
  auto* merge_command = app.add_subcommand("merge", "join shards that were computed apart");
  merge_command->add_option("dirs", folders, "folders of the shards")->required();
  merge_command->add_option("-o,--output", options.how.out, "folder for the results")->required()->type_name("DIR");
  merge_command->add_flag("--quiet", options.how.quiet, "say nothing but errors");
  auto* hash_command = app.add_subcommand("hash", "hash of the logical content of a result");
  hash_command->add_option("file", file, "results.h5")->required();
  auto* info_command = app.add_subcommand("info", "version, compiler, instruction set, data sources");
  info_command->add_flag("--parameters", parameters, "the table of all parameters instead");

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    return app.exit(e, std::cout, std::cerr) == 0 ? ok : usage;
  }
  read_shard(shard, options.how);
  watch_for_interruption();
  if (demo_command->parsed()) return demo(options);
  if (compare_command->parsed()) return compare(options);
  if (run_command->parsed()) return run(options);
  if (backtest_command->parsed()) return backtest(past);
  if (calibrate_command->parsed()) return calibrate(fit);
  if (sbc_command->parsed()) return sbc(check);
  if (patterns_command->parsed()) return patterns(points);
  if (city_command->parsed()) return city(agents);
  if (validate_command->parsed()) return validate(folders);
  if (report_command->parsed()) return report(folder);
  if (merge_command->parsed()) return merge(folders, options.how);
  if (hash_command->parsed()) return hash(file);
  return info(parameters);
}

int fail(int code, const std::string& message) {
  std::fprintf(stderr, "salus: %s\n", message.c_str());
  return code;
}

}  // namespace

int main(int argc, char** argv) {
#ifdef __GLIBC__
  // Megabytes of shards and series come and go: kept in the heap, they are not mapped and zeroed anew by the kernel
  // each time.
  mallopt(M_MMAP_THRESHOLD, 32 << 20);
  mallopt(M_TRIM_THRESHOLD, 1 << 30);
#endif
  try {
    return dispatch(argc, argv);
  } catch (const UsageError& e) {
    return fail(usage, e.what());
  } catch (const model::InputError& e) {
    std::fprintf(stderr, "%s\nsalus: %zu error%s; nothing was run\n", e.what(), e.diagnostics().size(),
                 e.diagnostics().size() == 1 ? "" : "s");
    return input_invalid;
  } catch (const LimitRefused& e) {
    return fail(limit_refused, e.what());
  } catch (const output::CorruptStore& e) {
    return fail(corrupt_store, e.what());
  } catch (const output::IoError& e) {
    return fail(io_error, e.what());
  } catch (const std::bad_alloc&) {
    return fail(limit_refused, "not enough memory; ask for fewer --draws or fewer scenarios");
  } catch (const std::exception& e) {
    return fail(run_failed, e.what());
  }
}
