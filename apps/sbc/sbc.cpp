/// `salus sbc`: simulation-based calibration of the country fit.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <mutex>
#include <nlohmann/json.hpp>

#include "apps/common/command_line.hpp"
#include "apps/common/console.hpp"
#include "apps/common/exit_code.hpp"
#include "apps/common/files.hpp"
#include "apps/common/machine.hpp"
#include "apps/common/made_of.hpp"
#include "apps/session/inputs.hpp"
#include "calibration/fit/feedback.hpp"
#include "calibration/fit/sbc.hpp"
#include "model/core/number.hpp"
#include "output/blob_store.hpp"
#include "output/sha256.hpp"

namespace salus::apps {
namespace {

using Json = nlohmann::ordered_json;
using calibration::SbcReplicate;
using Fault = calibration::SbcFault::Kind;

struct Options {
  std::filesystem::path out = "salus-sbc";
  std::size_t replicates = 0;  ///< 0: 1,000, or 20 of the full panel
  std::uint64_t seed = 1;
  unsigned threads = 0;
  Fault fault = Fault::none;
  bool full = false;
  bool resume = false;
  bool quiet = false;
  bool replace = false;
};

const output::FolderKind sbc_folder{"check of the fit", {"ranks.csv", "sbc.json"}};

constexpr double false_alarm = 0.01;  ///< over all quantities together
constexpr std::size_t small_block = 5;

std::string name_of(Fault fault) { return std::string(calibration::sbc_fault_names[fault]); }

calibration::SbcPlan plan_of(const Options& options, std::string& inputs) {
  calibration::SbcPlan plan;
  plan.fit = options.full ? calibration::sbc_full_plan() : calibration::sbc_fit_plan();
  if (options.full) {
    const session::Inputs data = session::read_inputs(data_root());
    for (const auto& [name, hash] : data.hashes) inputs += name + " " + hash + "\n";
    plan.pattern = calibration::fit_panel(data.tables, calibration::known_to(2023));
  } else {
    plan.pattern = calibration::sbc_pattern();
  }
  plan.fit.seed = options.seed;
  plan.fit.assumptions.feedback = calibration::measured_feedback({});
  plan.fit.stop = interrupted;
  plan.fault = {options.fault, calibration::sbc_fault_sizes[options.fault]};
  return plan;
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

/// Histogram bars of twenty heights; uniform ranks have the middle one.
template <class Histogram>
std::string sparkline(const Histogram& histogram) {
  static const char* const marks[]{"\u2581", "\u2582", "\u2583", "\u2584", "\u2585", "\u2586", "\u2587", "\u2588"};
  double sum = 0.0;
  double bins = 0.0;
  for (const auto n : histogram) {
    sum += n;
    ++bins;
  }
  std::string line;
  for (const auto n : histogram) line += marks[static_cast<unsigned>(std::clamp(4.0 * n * bins / sum, 0.0, 7.0))];
  return line;
}

template <class Row>
std::string coverage_text(const Row& row) {
  std::string text;
  for (const double share : row.coverage) text += (text.empty() ? "" : " ") + model::format_fixed(share, 3);
  return text;
}

Json coverage_json(const model::Coverage& coverage) {
  Json shares;
  for (const auto interval : model::every<model::CentralInterval>)
    shares[model::format_fixed(100.0 * model::central_shares[interval], 0)] = coverage[interval];
  return shares;
}

const char* verdict_of(double adjusted) { return adjusted < false_alarm ? "rejected" : "not rejected"; }

/// Prints what was found. @return the same as JSON.
Json summary(const Options& options, const calibration::SbcPlan& plan,
             const std::vector<calibration::SbcVerdict>& verdicts, std::size_t replicates) {
  double least = 1.0;
  Json rows = Json::array();
  Json groups = Json::array();
  std::printf("%-22s %9s %9s %-12s %5s  %-23s  ranks of the truth\n", "quantity", "p", "of all", "verdict", "ESS",
              "within 50, 80, 90, 95 %");
  for (const auto& v : verdicts) {
    least = std::min(least, v.adjusted);
    std::printf("%-22s %9.2g %9.2g %-12s %5.2f  %-23s  %s\n", v.quantity.name.c_str(), v.p_value, v.adjusted,
                verdict_of(v.adjusted), v.ess_share, coverage_text(v).c_str(), sparkline(v.histogram).c_str());
    rows.push_back({{"quantity", v.quantity.name},
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
    const std::string name(calibration::fit_group_names[g.of]);
    std::printf("%-14s %4u quantities  %-23s  %s\n", name.c_str(), g.quantities, coverage_text(g).c_str(),
                sparkline(g.histogram).c_str());
    groups.push_back({{"group", name},
                      {"quantities", g.quantities},
                      {"coverage", coverage_json(g.coverage)},
                      {"histogram", g.histogram}});
  }
  const std::string planted = options.fault == Fault::none ? "" : ", with the planted fault " + name_of(options.fault);
  std::printf(
      "%zu replicates, %u draws each%s. Uniform ranks would be rejected in %.0f %% of all checks; the least p-value "
      "over all quantities is %.2g: %s.\n",
      replicates, calibration::sbc_draws(plan), planted.c_str(), 100.0 * false_alarm, least, verdict_of(least));
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
          {"fault", name_of(options.fault)},
          {"false_alarm", false_alarm},
          {"verdict", verdict_of(least)},
          {"quantities", rows},
          {"groups", groups}};
}

std::vector<std::string> names_of(const std::vector<calibration::SbcQuantity>& quantities) {
  std::vector<std::string> names;
  for (const auto& quantity : quantities) names.push_back(quantity.name);
  return names;
}

/// The check as asked for, cut into blocks of replicates that are kept one by one.
struct Check {
  calibration::SbcPlan plan;
  std::string inputs;  ///< hashes of the data
  std::size_t replicates = 0;
  std::size_t grain = 0;
  std::vector<calibration::SbcQuantity> quantities;
  std::size_t blocks() const { return (replicates + grain - 1) / grain; }
};

Check check_of(const Options& options) {
  Check check;
  check.plan = plan_of(options, check.inputs);
  check.replicates = options.replicates;
  if (check.replicates == 0) check.replicates = options.full ? 20 : 1000;
  check.grain = options.full ? 1 : small_block;
  check.quantities = calibration::sbc_quantities(check.plan.pattern);
  return check;
}

/// Everything that the ranks depend on.
std::string description_of(const Options& options, const Check& check) {
  return Json{{"format", 1},
              {"command", "sbc"},
              {"program", SALUS_VERSION},
              {"full", options.full},
              {"fault", name_of(options.fault)},
              {"seed", options.seed},
              {"replicates", check.replicates},
              {"sweeps", sweeps_of(check.plan.fit)},
              {"quantities", names_of(check.quantities)},
              {"inputs", check.inputs}}
      .dump(1);
}

std::string block_name(std::size_t block) { return "block-" + std::to_string(block); }

/// Fits the blocks that the folder does not hold. @throws calibration::FitStopped, output::Stopped
void fit_missing(const Check& check, const Options& options, output::BlobFolder& folder, const Console& console) {
  std::vector<std::size_t> missing;
  for (std::size_t b = 0; b < check.blocks(); ++b)
    if (!folder.load(block_name(b))) missing.push_back(b);
  const auto executor = make_executor(options.threads);
  Progress progress(console, "fitting", "blocks");
  std::mutex mutex;
  std::size_t done = 0;
  executor->for_blocks(missing.size(), 1, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      const std::size_t first = missing[i] * check.grain;
      std::vector<SbcReplicate> block;
      for (std::size_t r = first; r < std::min(check.replicates, first + check.grain); ++r)
        block.push_back(calibration::sbc_replicate(check.plan, r));
      folder.save(block_name(missing[i]), to_bytes(block));
      const std::lock_guard lock(mutex);
      progress.part_finished(++done, missing.size());
    }
  });
}

std::vector<SbcReplicate> all_replicates(const Check& check, output::BlobFolder& folder) {
  std::vector<SbcReplicate> all;
  for (std::size_t b = 0; b < check.blocks(); ++b) {
    const auto bytes = folder.load(block_name(b));
    if (!bytes) throw output::CorruptStore("a block was damaged while the check ran; go on with --resume");
    for (auto& r : from_bytes(*bytes)) all.push_back(std::move(r));
  }
  return all;
}

std::string ranks_csv(const Check& check, const std::vector<SbcReplicate>& all) {
  const std::string draws = std::to_string(calibration::sbc_draws(check.plan));
  std::string csv = "replicate,quantity,rank,draws\n";
  for (std::size_t r = 0; r < all.size(); ++r)
    for (std::size_t q = 0; q < check.quantities.size(); ++q)
      csv += std::to_string(r) + "," + check.quantities[q].name + "," + std::to_string(all[r].rank[q]) + "," + draws +
             "\n";
  return csv;
}

int stopped_early(output::BlobFolder& folder, const Check& check, const Options& options) {
  const std::size_t kept = folder.leave();
  if (kept == 0) std::fprintf(stderr, "salus: stopped; no block was finished, nothing is kept.\n");
  else
    std::fprintf(
        stderr,
        "salus: stopped; %zu of %zu blocks of replicates are kept in '%s'. Go on with the same command and --resume.\n",
        kept, check.blocks(), options.out.string().c_str());
  return stopped;
}

int sbc(const Options& options) {
  const Console console(options.quiet);
  const Check check = check_of(options);
  auto kind = sbc_folder;
  kind.replace = options.replace;
  kind.made_of = {{"panel", options.full ? "full" : "small"},
                  {"replicates", std::to_string(check.replicates)},
                  {"fault", name_of(options.fault)},
                  {"seed", std::to_string(options.seed)}};
  if (!check.inputs.empty()) kind.made_of["tables"] = short_hash(output::sha256_hex(check.inputs));
  output::BlobFolder folder(options.out.string(), description_of(options, check),
                            options.resume ? output::BlobFolder::Mode::resume : output::BlobFolder::Mode::fresh,
                            [&](const std::string& line) { console.say(line); },
                            {.parts = "blocks of replicates", .folder = kind});
  try {
    fit_missing(check, options, folder, console);
    stop_if_asked();
  } catch (const calibration::FitStopped&) {
    return stopped_early(folder, check, options);
  } catch (const output::Stopped&) {
    return stopped_early(folder, check, options);
  }
  const auto all = all_replicates(check, folder);
  const auto verdicts = calibration::sbc_verdicts(check.quantities, all, calibration::sbc_draws(check.plan));
  const Json found = summary(options, check.plan, verdicts, check.replicates);
  folder.folder().start_over(sbc_folder.may_write);
  folder.folder().write("ranks.csv", ranks_csv(check, all));
  folder.folder().write("sbc.json", found.dump(1) + "\n");
  folder.remove_all();
  console.say("written: ranks.csv, sbc.json in " + options.out.string());
  return found.at("verdict") == verdict_of(0.0) ? run_failed : ok;
}

}  // namespace

void add_sbc(CommandLine& line) {
  auto options = std::make_shared<Options>();
  Command command = line.command(
      "sbc", "simulation-based calibration of the country fit: are its posteriors right where the truth is known");
  command.option({"-o,--output", "DIR", "folder for ranks.csv, sbc.json (default salus-sbc)"}, options->out);
  command.option({"--replicates", "N", "truths drawn, panels simulated and fitted (default 1000; 20 with --full)"},
                 options->replicates, {1, 1000000});
  command.choice({"--fault", "NAME", "plant a fault, which the check must find"}, options->fault,
                 calibration::sbc_fault_names);
  command.flag("--full", options->full, "the panel of all countries in place of six small ones");
  command.flag("--replace", options->replace, replace_help);
  add_common(command, options->seed, options->threads, options->quiet);
  command.flag("--resume", options->resume, "go on with a check that was stopped");
  command.needs_less("ask for fewer --threads");
  command.runs([options] { return sbc(*options); });
}

}  // namespace salus::apps
