/// `salus backtest`: forecasts from past origins, and what came.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <optional>
#include <set>

#include "apps/backtest/backtest_page.hpp"
#include "apps/common/calibration_words.hpp"
#include "apps/common/command_line.hpp"
#include "apps/common/exit_code.hpp"
#include "apps/common/files.hpp"
#include "apps/common/machine.hpp"
#include "apps/common/made_of.hpp"
#include "apps/common/own_figures.hpp"
#include "apps/session/inputs.hpp"
#include "calibration/calibration.hpp"
#include "model/core/number.hpp"
#include "output/owned_folder.hpp"
#include "output/sha256.hpp"
#include "output/words/forecast_fault.hpp"
#include "output/words/names.hpp"
#include "output/words/sentences/made.hpp"
#include "output/words/words.hpp"

namespace salus::apps {
namespace {

struct Options {
  std::filesystem::path out;
  std::filesystem::path data;  ///< empty for the bundled tables
  std::vector<int> origins{2005, 2008, 2011, 2014, 2017};
  int horizon = 10;
  std::vector<std::string> without;  ///< loops, or `drivers`
  std::uint64_t seed = 1;
  unsigned threads = 0;
  std::size_t sweeps = 1600;  ///< kept a chain, after half as many to learn from
  bool quiet = false;
  bool replace = false;
};

namespace words = output::words;
namespace made = output::words::made;
using model::CentralInterval;
using output::page::MadeRow;
using words::Verbatim;

/// What `--without` leaves out of the model.
struct LeftOut {
  model::EnumArray<bool, model::Loop> loops{};
  bool drivers = false;
};
constexpr const char* drivers_option = "drivers";

const output::FolderKind backtest_folder{"back-test", {"backtest.html", "scores.csv", "summary.csv", "countries.csv"}};

/// The folder of a back-test, and of what its results are made.
output::FolderKind folder_of(const Options& o, const session::Inputs& inputs) {
  output::FolderKind kind = backtest_folder;
  kind.replace = o.replace;
  std::string origins;
  for (const int year : o.origins) origins += (origins.empty() ? "" : ", ") + std::to_string(year);
  std::string without;
  for (const auto& name : o.without) without += (without.empty() ? "" : ", ") + name;
  kind.made_of = {
      {"data", o.data.empty() ? "bundled"
                              : o.data.filename().string() + " " + short_hash(output::sha256_hex(read_text(o.data)))},
      {"origins", origins},
      {"horizon", std::to_string(o.horizon)},
      {"without", without.empty() ? "nothing" : without},
      {"sweeps", std::to_string(o.sweeps)},
      {"seed", std::to_string(o.seed)}};
  add_files(fitted_tables_of(inputs.hashes), kind.made_of);
  return kind;
}

constexpr std::size_t thin = 8;
constexpr std::size_t resamples = 2000;

void print(const std::vector<model::BacktestRow>& rows) {
  std::printf("%-13s %7s %5s %9s  %-22s %-6s %-6s %-26s %-6s\n", "model", "horizon", "pairs", "CRPS log",
              "of the walk (95 %)", "in 50", "in 80", "in 90 (95 %)", "in 95");
  for (const auto& r : rows) {
    const bool few = r.pairs < model::least_pairs;
    char ratio[40];
    char inside[40];
    std::snprintf(ratio, sizeof ratio, "%.3f (%.3f to %.3f)", r.ratio, r.ratio_range.low, r.ratio_range.high);
    std::snprintf(inside, sizeof inside, "%.3f (%.3f to %.3f)", r.coverage[CentralInterval::in90],
                  r.coverage90_range.low, r.coverage90_range.high);
    std::printf("%-13s %7s %5u %9.4f  %-22s %-6.3f %-6.3f %-26s %-6.3f%s\n",
                std::string(model::forecast_model_names[r.model]).c_str(), horizon_name(r.horizon).c_str(), r.pairs,
                r.crps_log, ratio, r.coverage[CentralInterval::in50], r.coverage[CentralInterval::in80], inside,
                r.coverage[CentralInterval::in95], few ? "  few pairs: not judged" : "");
  }
  for (const auto& r : rows)
    for (const auto fault : r.faults)
      std::printf("does not hold, %s: %s\n", horizon_name(r.horizon).c_str(),
                  words::english().text(words::forecast_fault(r, fault)).c_str());
}

/// An origin needs something to know and something to come.
void check_origins(const calibration::RatePanel& rates, const std::vector<int>& origins) {
  int first = 9999;
  int last = 0;
  for (const auto& [iso3, series] : rates) {
    first = std::min(first, series.begin()->first);
    last = std::max(last, series.rbegin()->first);
  }
  for (const int origin : origins)
    if (origin < first || origin >= last)
      throw UsageError("--origins: the figures are of " + std::to_string(first) + " to " + std::to_string(last) +
                       "; from " + std::to_string(origin) + " nothing can be forecast and scored");
}

/// Everything that can be seen to be wrong before anything is read.
void check_options(const Options& options) {
  if (std::set<int>(options.origins.begin(), options.origins.end()).size() != options.origins.size())
    throw UsageError("--origins: a year stands twice, and its forecasts would count twice");
}

/// @throws UsageError for a name that is neither a loop's nor the drivers'.
LeftOut left_out(const Options& options) {
  LeftOut out;
  for (const auto& name : options.without) {
    if (name == drivers_option) out.drivers = true;
    else out.loops[loop_named(name, {drivers_option})] = true;
  }
  return out;
}

calibration::CountryFitPlan plan_of(const Options& options, const LeftOut& without) {
  calibration::CountryFitPlan plan;
  plan.drivers = !without.drivers;
  plan.fit.warmup = options.sweeps / 2;
  plan.fit.kept = options.sweeps / thin;
  plan.fit.thin = thin;
  plan.fit.seed = options.seed;
  plan.fit.assumptions.feedback = calibration::measured_feedback(without.loops);
  plan.fit.stop = interrupted;
  return plan;
}

/// How the scores came about, for the page.
std::vector<MadeRow> made_with(const Options& options, const LeftOut& without) {
  std::vector<words::Text> parts;
  for (const auto loop : model::every<model::Loop>)
    if (without.loops[loop]) parts.emplace_back(words::in_words(loop));
  if (without.drivers) parts.emplace_back(made::drivers);
  const words::Message figures =
      options.data.empty() ? words::Message(made::bundled_tables)
                           : words::Message(made::File{.file = Verbatim(options.data.filename().string()),
                                                       .hash = Verbatim(output::sha256_hex(read_text(options.data)))});
  const words::Message off =
      parts.empty() ? words::Message(made::nothing) : words::Message(made::Parts{.parts = parts});
  return {{made::program, made::Salus{.version = Verbatim(std::string_view(SALUS_VERSION))}},
          {made::figures, figures},
          {made::left_out, off},
          {made::seed_and_sweeps,
           made::SweepsOf{.seed = Verbatim(std::to_string(options.seed)), .sweeps = options.sweeps}}};
}

/// Says how each fit went, and keeps it for the page.
std::function<void(const calibration::OriginFit&)> told_fits(const Console& console, std::vector<MadeRow>& rows) {
  return [&console, &rows, begun = std::chrono::steady_clock::now()](const calibration::OriginFit& fit) mutable {
    const auto now = std::chrono::steady_clock::now();
    const std::chrono::duration<double> taken = now - begun;
    begun = now;
    const words::Message said =
        made::Fit{.readings = fit.readings, .countries = fit.countries, .mixing = mixing_in_words(fit.mixing)};
    const bool passed = calibration::failed_checks(fit.mixing, model::View::now).empty();
    rows.push_back({made::FitTo{.year = fit.origin}, passed ? said : words::Message(made::FewSweeps{.fit = said})});
    console.say("origin " + std::to_string(fit.origin) + ", fitted in " + model::format_fixed(taken.count(), 0) +
                " s: " + words::english().text(said));
  };
}

/// The horizons of the summary that were scored.
std::vector<int> scored_horizons(const std::vector<calibration::ScoredForecast>& scored) {
  std::vector<int> horizons;
  for (const int h : {1, 3, 5, 7, 10})
    if (std::any_of(scored.begin(), scored.end(), [h](const auto& s) { return s.horizon == h; })) horizons.push_back(h);
  return horizons;
}

int backtest(const Options& options) {
  const Console console(options.quiet);
  check_options(options);
  const LeftOut without = left_out(options);
  auto plan = plan_of(options, without);
  const session::Inputs inputs = session::read_inputs(data_root());
  calibration::OwnFigures own;
  if (options.data.empty()) {
    own.rates = calibration::rate_panel(inputs.tables);
    plan.panel = [&](int origin) { return calibration::fit_panel(inputs.tables, calibration::known_to(origin)); };
  } else {
    own = read_own_figures(options.data, inputs.tables, console);
    plan.panel = [&](int origin) { return calibration::fit_panel(own, calibration::known_to(origin), inputs.tables); };
  }
  check_origins(own.rates, options.origins);
  std::optional<output::OwnedFolder> folder;
  if (!options.out.empty()) folder.emplace(options.out, folder_of(options, inputs));
  std::vector<MadeRow> rows_made = made_with(options, without);
  plan.fitted = told_fits(console, rows_made);
  const auto executor = make_executor(options.threads);
  auto forecasters = calibration::naive_forecasters();
  forecasters.push_back(calibration::country_fit(plan, *executor));
  std::vector<calibration::ScoredForecast> scored;
  try {
    scored = calibration::backtest(own.rates, {options.origins, options.horizon}, forecasters);
  } catch (const calibration::FitStopped&) {
    throw output::Stopped("stopped; nothing was written");
  }
  if (scored.empty())
    throw UsageError(
        "no forecast can be scored: a country needs seven years in a row up to an origin, and a later value");
  const auto rows = calibration::summarise(scored, scored_horizons(scored), resamples, options.seed);
  print(rows);
  std::printf(
      "Values are of today's edition, not as known then. This tells how far the baseline can be trusted; it says "
      "nothing about the effects of measures.\n");
  stop_if_asked();
  if (!folder) return ok;
  folder->start_over(backtest_folder.may_write);
  folder->write("scores.csv", calibration::scores_csv(scored));
  folder->write("summary.csv", model::backtest_csv(rows));
  folder->write("backtest.html", backtest_page(own.rates, scored, rows, session::names_of(inputs.tables), rows_made));
  folder->write("countries.csv", calibration::countries_csv(scored));
  console.say("written: backtest.html, scores.csv, summary.csv, countries.csv in " + options.out.string());
  return ok;
}

}  // namespace

void add_backtest(CommandLine& line) {
  auto options = std::make_shared<Options>();
  Command command = line.command("backtest", "forecast from past years with what was known then, and score what came");
  command.option({"-o,--output", "DIR", "folder for scores.csv, summary.csv, countries.csv"}, options->out);
  command.option({"--data", "FILE", own_figures_help}, options->data);
  command.list({"--origins", "YEARS", "last years that forecasts may know (default 2005,2008,2011,2014,2017)"},
               options->origins, {1900, 2100});
  command.option({"--horizon", "N", "years ahead (default 10)"}, options->horizon, {1, 30});
  command.list({"--without", "LOOP", "switch a loop off: " + loop_choices() + "; or the drivers: " + drivers_option},
               options->without);
  command.option({"--sweeps", "N", "sweeps a chain that are kept (default 1600); a fit takes time in proportion"},
                 options->sweeps, {80, 1000000});
  command.flag("--replace", options->replace, replace_help);
  add_common(command, options->seed, options->threads, options->quiet);
  command.needs_less("ask for fewer --sweeps");
  command.runs([options] { return backtest(*options); });
}

}  // namespace salus::apps
