#include "apps/backtest/backtest.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <set>

#include "apps/backtest/backtest_page.hpp"
#include "apps/common/exit_code.hpp"
#include "apps/common/files.hpp"
#include "apps/common/inputs.hpp"
#include "apps/common/session.hpp"
#include "calibration/calibration.hpp"
#include "model/core/number.hpp"
#include "output/atomic_file.hpp"
#include "output/sha256.hpp"

namespace salus::apps {
namespace {

constexpr std::size_t thin = 8;
constexpr std::size_t resamples = 2000;

void print(const std::vector<calibration::SummaryRow>& rows) {
  std::printf("%-13s %7s %5s %9s  %-22s %-6s %-6s %-26s %-6s\n", "model", "horizon", "pairs", "CRPS log",
              "of the walk (95 %)", "in 50", "in 80", "in 90 (95 %)", "in 95");
  for (const auto& r : rows) {
    const bool few = r.score.pairs < calibration::least_pairs;
    char ratio[40];
    char inside[40];
    std::snprintf(ratio, sizeof ratio, "%.3f (%.3f to %.3f)", r.ratio, r.ratio_range.low, r.ratio_range.high);
    std::snprintf(inside, sizeof inside, "%.3f (%.3f to %.3f)", r.score.coverage[2], r.coverage90_range.low,
                  r.coverage90_range.high);
    std::printf("%-13s %7s %5zu %9.4f  %-22s %-6.3f %-6.3f %-26s %-6.3f%s\n", r.model.c_str(), r.horizon.c_str(),
                r.score.pairs, r.score.crps_log, ratio, r.score.coverage[0], r.score.coverage[1], inside,
                r.score.coverage[3], few ? "  few pairs: not judged" : "");
  }
  for (const auto& r : rows)
    for (const auto& failed : r.failed) std::printf("does not hold, %s: %s\n", r.horizon.c_str(), failed.c_str());
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

}  // namespace

int backtest(const BacktestOptions& options) {
  const Console console(options.quiet);
  if (std::set<int>(options.origins.begin(), options.origins.end()).size() != options.origins.size())
    throw UsageError("--origins: a year stands twice, and its forecasts would count twice");
  const auto root = data_root();
  const Inputs inputs = read_inputs(root);
  std::array<bool, model::loop_count> without{};
  calibration::CountryFitPlan plan;
  for (const auto& name : options.without) {
    if (name == "drivers") plan.drivers = false;
    else without[loop_named(name, {"drivers"})] = true;
  }
  calibration::OwnFigures own;
  if (options.data.empty()) {
    own.rates = calibration::rate_panel(inputs.tables);
    plan.panel = [&](int origin) { return calibration::fit_panel(inputs.tables, origin); };
  } else {
    own = read_own_figures(options.data, console);
    plan.panel = [&](int origin) { return calibration::fit_panel(own, origin, inputs.tables); };
  }
  if (!options.out.empty() && std::filesystem::exists(options.out) && !std::filesystem::is_directory(options.out))
    throw UsageError("-o: '" + options.out.string() + "' is a file; name a folder");
  check_origins(own.rates, options.origins);
  plan.fit.warmup = options.sweeps / 2;
  plan.fit.kept = options.sweeps / thin;
  plan.fit.thin = thin;
  plan.fit.seed = options.seed;
  plan.fit.assumptions.feedback = calibration::measured_feedback(without);
  plan.fit.stop = interrupted;
  std::vector<std::pair<std::string, std::string>> made{
      {"Program", "Salus " SALUS_VERSION},
      {"Figures", options.data.empty()
                      ? "the bundled tables"
                      : options.data.filename().string() + ", SHA-256 " + output::sha256_hex(read_text(options.data))}};
  std::string off;
  for (const auto& name : options.without) off += (off.empty() ? "" : ", ") + name;
  made.emplace_back("Left out of the model (--without)", off.empty() ? "nothing" : off);
  made.emplace_back("Seed and sweeps",
                    std::to_string(options.seed) + ", " + std::to_string(options.sweeps) + " a chain");
  auto begun = std::chrono::steady_clock::now();
  plan.fitted = [&](const calibration::OriginFit& fit) {
    const auto now = std::chrono::steady_clock::now();
    made.emplace_back("Fit to " + std::to_string(fit.origin),
                      std::to_string(fit.readings) + " readings of " + std::to_string(fit.countries) + " countries; " +
                          calibration::to_string(fit.mixing) +
                          (calibration::failed_check(fit.mixing).empty()
                               ? ""
                               : ". Fewer sweeps than a posterior to project from would need"));
    console.say("origin " + std::to_string(fit.origin) + ": " + std::to_string(fit.readings) + " readings of " +
                std::to_string(fit.countries) + " countries, fitted in " +
                model::format_fixed(std::chrono::duration<double>(now - begun).count(), 0) + " s; " +
                calibration::to_string(fit.mixing));
    begun = now;
  };
  const auto executor = make_executor(options.threads);
  auto forecasters = calibration::naive_forecasters();
  forecasters.push_back(calibration::country_fit(plan, *executor));
  std::vector<calibration::ScoredForecast> scored;
  try {
    scored = calibration::backtest(own.rates, {options.origins, options.horizon}, forecasters);
  } catch (const calibration::FitStopped&) {
    console.say("stopped; nothing was written");
    return stopped;
  }
  if (scored.empty())
    throw UsageError(
        "no forecast can be scored: a country needs seven years in a row up to an origin, and a later value");
  std::vector<int> horizons;
  for (const int h : {1, 3, 5, 7, 10})
    if (std::any_of(scored.begin(), scored.end(), [h](const auto& s) { return s.horizon == h; })) horizons.push_back(h);
  const auto rows = calibration::summarise(scored, horizons, resamples, options.seed);
  print(rows);
  std::printf(
      "Values are of today's edition, not as known then. This tells how far the baseline can be trusted; it says "
      "nothing about the effects of measures.\n");
  if (!options.out.empty()) {
    output::make_folder(options.out.string());
    const auto write = [&](const char* name, const std::string& text) {
      output::write_file((options.out / name).string(), text);
    };
    write("scores.csv", calibration::scores_csv(scored));
    const std::string summary = calibration::summary_csv(rows);
    write("summary.csv", summary);
    write("backtest.html", backtest_page(own.rates, scored, summary, names_of(inputs.tables), made));
    write("countries.csv", calibration::countries_csv(scored));
    console.say("written: backtest.html, scores.csv, summary.csv, countries.csv in " + options.out.string());
  }
  return ok;
}

}  // namespace salus::apps
