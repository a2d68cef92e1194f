#include "apps/sbc/sbc.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <mutex>
#include <nlohmann/json.hpp>

#include "apps/common/console.hpp"
#include "apps/common/exit_code.hpp"
#include "apps/common/files.hpp"
#include "apps/common/inputs.hpp"
#include "apps/common/session.hpp"
#include "calibration/fit/feedback.hpp"
#include "calibration/fit/sbc.hpp"
#include "output/atomic_file.hpp"
#include "output/blob_store.hpp"

namespace salus::apps {
namespace {

using Json = nlohmann::ordered_json;
using calibration::SbcReplicate;

constexpr double false_alarm = 0.01;  ///< over all quantities together
constexpr std::size_t small_block = 5;

calibration::SbcPlan plan_of(const SbcOptions& options, std::string& inputs) {
  calibration::SbcPlan plan;
  plan.fit = options.full ? calibration::sbc_full_plan() : calibration::sbc_fit_plan();
  if (options.full) {
    const Inputs data = read_inputs(data_root());
    for (const auto& [name, hash] : data.hashes) inputs += name + " " + hash + "\n";
    plan.pattern = calibration::fit_panel(data.tables, 2023);
  } else {
    plan.pattern = calibration::sbc_pattern();
  }
  plan.fit.seed = options.seed;
  plan.fit.assumptions.feedback = calibration::measured_feedback({});
  plan.fit.stop = interrupted;
  for (const auto& named : calibration::sbc_faults)
    if (named.name == options.fault) return plan.fault = named.fault, plan;
  throw UsageError("--fault: there is no fault '" + options.fault +
                   "'; the choices are none, narrow, shift, prior, ignored");
}

Json sweeps_of(const calibration::FitPlan& fit) {
  return {{"chains", fit.chains}, {"warmup", fit.warmup}, {"kept", fit.kept}, {"thin", fit.thin}};
}

std::string to_bytes(const std::vector<SbcReplicate>& block) {
  Json all = Json::array();
  for (const auto& r : block) {
    Json ess = Json::array();
    for (const double e : r.ess) ess.push_back(std::isfinite(e) ? Json(e) : Json(nullptr));
    all.push_back({{"rank", r.rank}, {"ess", ess}});
  }
  return all.dump();
}

std::vector<SbcReplicate> from_bytes(const std::string& bytes) {
  std::vector<SbcReplicate> block;
  for (const auto& r : Json::parse(bytes)) {
    block.push_back({r.at("rank"), {}});
    for (const auto& e : r.at("ess")) block.back().ess.push_back(e.is_null() ? std::nan("") : e.get<double>());
  }
  return block;
}

/// Twenty heights; the middle one is what uniform ranks have.
template <class Histogram>
std::string sparkline(const Histogram& histogram) {
  static const char* const marks[]{"\u2581", "\u2582", "\u2583", "\u2584", "\u2585", "\u2586", "\u2587", "\u2588"};
  double sum = 0.0;
  for (const auto n : histogram) sum += static_cast<double>(n);
  std::string line;
  for (const auto n : histogram)
    line += marks[static_cast<std::size_t>(
        std::clamp(4.0 * static_cast<double>(n) * static_cast<double>(histogram.size()) / sum, 0.0, 7.0))];
  return line;
}

template <class Row>
std::string coverage_text(const Row& row) {
  char text[40];
  std::snprintf(text, sizeof text, "%.3f %.3f %.3f %.3f", row.coverage[0], row.coverage[1], row.coverage[2],
                row.coverage[3]);
  return text;
}

Json coverage_json(const std::array<double, calibration::sbc_intervals.size()>& coverage) {
  return {{"50", coverage[0]}, {"80", coverage[1]}, {"90", coverage[2]}, {"95", coverage[3]}};
}

const char* verdict_of(double adjusted) { return adjusted < false_alarm ? "rejected" : "not rejected"; }

/// Prints what was found. @return the same as JSON.
Json summary(const SbcOptions& options, const calibration::SbcPlan& plan,
             const std::vector<calibration::SbcVerdict>& verdicts, std::size_t replicates) {
  double least = 1.0;
  Json rows = Json::array();
  Json groups = Json::array();
  std::printf("%-22s %9s %9s %-12s %5s  %-23s  ranks of the truth\n", "quantity", "p", "of all", "verdict", "ESS",
              "within 50, 80, 90, 95 %");
  for (const auto& v : verdicts) {
    least = std::min(least, v.adjusted);
    std::printf("%-22s %9.2g %9.2g %-12s %5.2f  %-23s  %s\n", v.quantity.c_str(), v.p_value, v.adjusted,
                verdict_of(v.adjusted), v.ess_share, coverage_text(v).c_str(), sparkline(v.histogram).c_str());
    rows.push_back({{"quantity", v.quantity},
                    {"p_value", v.p_value},
                    {"adjusted_p_value", v.adjusted},
                    {"verdict", verdict_of(v.adjusted)},
                    {"replicates", replicates},
                    {"ess_share", v.ess_share},
                    {"coverage", coverage_json(v.coverage)},
                    {"histogram", v.histogram}});
  }
  std::printf("\n");
  for (const auto& g : calibration::sbc_groups(verdicts)) {
    std::printf("%-14s %4zu quantities  %-23s  %s\n", g.name.c_str(), g.quantities, coverage_text(g).c_str(),
                sparkline(g.histogram).c_str());
    groups.push_back({{"group", g.name},
                      {"quantities", g.quantities},
                      {"coverage", coverage_json(g.coverage)},
                      {"histogram", g.histogram}});
  }
  std::printf(
      "%zu replicates, %zu draws each%s%s. Uniform ranks would be rejected in %.0f %% of all checks; the least p-value "
      "over all quantities is %.2g: %s.\n",
      replicates, calibration::sbc_draws(plan), options.fault == "none" ? "" : ", with the planted fault ",
      options.fault == "none" ? "" : options.fault.c_str(), 100.0 * false_alarm, least, verdict_of(least));
  if (replicates < 200)
    std::printf(
        "So few replicates find large faults only: draws at half of their spread, or moved by half of it. The whole "
        "check has 1,000.\n");
  return {{"format", 1},
          {"panel", options.full ? "full" : "small"},
          {"seed", options.seed},
          {"replicates", replicates},
          {"draws", calibration::sbc_draws(plan)},
          {"sweeps", sweeps_of(plan.fit)},
          {"fault", options.fault},
          {"false_alarm", false_alarm},
          {"verdict", verdict_of(least)},
          {"quantities", rows},
          {"groups", groups}};
}

}  // namespace

int sbc(const SbcOptions& options) {
  const Console console(options.quiet);
  std::string inputs;
  const auto plan = plan_of(options, inputs);
  const std::size_t replicates = options.replicates ? options.replicates : options.full ? 20 : 1000;
  const std::size_t grain = options.full ? 1 : small_block;
  const std::size_t blocks = (replicates + grain - 1) / grain;
  const auto quantities = calibration::sbc_quantities(plan.pattern);
  const std::string description = Json{
      {"format", 1},
      {"command", "sbc"},
      {"program", SALUS_VERSION},
      {"full", options.full},
      {"fault", options.fault},
      {"seed", options.seed},
      {"replicates", replicates},
      {"sweeps", sweeps_of(plan.fit)},
      {"quantities", quantities},
      {"inputs", inputs}}.dump(1);
  output::BlobFolder folder(options.out.string(), description,
                            options.resume ? output::BlobFolder::Mode::resume : output::BlobFolder::Mode::fresh,
                            [&](const std::string& line) { console.say(line); },
                            {.parts = "blocks of replicates", .result = "sbc.json"});
  const auto name = [](std::size_t block) { return "block-" + std::to_string(block); };
  std::vector<std::size_t> missing;
  for (std::size_t b = 0; b < blocks; ++b)
    if (!folder.load(name(b))) missing.push_back(b);
  const auto executor = make_executor(options.threads);
  try {
    Progress progress(console, "fitting", "blocks");
    std::mutex mutex;
    std::size_t done = 0;
    executor->for_blocks(missing.size(), 1, [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) {
        std::vector<SbcReplicate> block;
        for (std::size_t r = missing[i] * grain; r < std::min(replicates, (missing[i] + 1) * grain); ++r)
          block.push_back(calibration::sbc_replicate(plan, r));
        folder.save(name(missing[i]), to_bytes(block));
        const std::lock_guard lock(mutex);
        progress.country_finished(++done, missing.size());
      }
    });
  } catch (const calibration::FitStopped&) {
    std::fprintf(
        stderr,
        "salus: stopped; %zu of %zu blocks of replicates are kept in '%s'. Go on with the same command and --resume.\n",
        folder.kept(), blocks, options.out.string().c_str());
    return stopped;
  }
  std::vector<SbcReplicate> all;
  for (std::size_t b = 0; b < blocks; ++b) {
    const auto bytes = folder.load(name(b));
    if (!bytes) throw output::CorruptStore("a block was damaged while the check ran; go on with --resume");
    for (auto& r : from_bytes(*bytes)) all.push_back(std::move(r));
  }
  const std::size_t draws = calibration::sbc_draws(plan);
  std::string csv = "replicate,quantity,rank,draws\n";
  for (std::size_t r = 0; r < all.size(); ++r)
    for (std::size_t q = 0; q < quantities.size(); ++q)
      csv += std::to_string(r) + "," + quantities[q] + "," + std::to_string(all[r].rank[q]) + "," +
             std::to_string(draws) + "\n";
  const Json found = summary(options, plan, calibration::sbc_verdicts(quantities, all, draws), replicates);
  output::write_file((options.out / "ranks.csv").string(), csv);
  output::write_file((options.out / "sbc.json").string(), found.dump(1) + "\n");
  folder.remove_all();
  console.say("written: ranks.csv, sbc.json in " + options.out.string());
  return ok;
}

}  // namespace salus::apps
