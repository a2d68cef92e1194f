#include "apps/common/session.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <sstream>
#include <thread>

#include "apps/common/exit_code.hpp"
#include "calibration/country_inputs.hpp"
#include "model/core/number.hpp"
#include "output/atomic_file.hpp"
#include "output/quantile_table.hpp"
#include "output/report/headline.hpp"
#include "output/report/report.hpp"
#include "output/results_file.hpp"
#include "output/sha256.hpp"
#include "output/shard_store.hpp"
#include "output/summary.hpp"
#include "output/tables.hpp"

namespace salus::apps {
namespace {

/// Free memory in bytes by /proc/meminfo; 0 where it does not say.
std::size_t free_memory() {
  std::ifstream file("/proc/meminfo");
  for (std::string line; std::getline(file, line);)
    if (line.rfind("MemAvailable:", 0) == 0) {
      std::istringstream in(line.substr(13));
      std::size_t kib = 0;
      in >> kib;
      return kib << 10;
    }
  return 0;
}

std::string utc_now() {
  const std::time_t now = std::time(nullptr);
  char text[40] = "";
  std::tm parts{};
  std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", ::gmtime_r(&now, &parts));
  return text;
}

std::string in_folder(const HowToRun& how, const char* name) { return (how.out / name).string(); }

}  // namespace

namespace {

/// Bundled countries that a posterior does not have.
std::vector<std::string> lacking(const calibration::ViewPosterior& posterior, const calibration::Tables& tables) {
  std::vector<std::string> all;
  for (const auto& country : tables.by_country)
    if (!std::binary_search(posterior.countries.begin(), posterior.countries.end(), country.name.iso3))
      all.push_back(country.name.iso3);
  return all;
}

/// The view's posterior, or null for first estimates. @throws UsageError where one was asked for and does not fit, or
/// failed its check.
const calibration::ViewPosterior* posterior_for(const Request& request, const Inputs& inputs, model::View view,
                                                int start_year) {
  if (!inputs.posterior) return nullptr;
  const auto& all = *inputs.posterior;
  const auto found = std::find_if(all.views.begin(), all.views.end(),
                                  [&](const auto& v) { return v.view == view && v.start_year == start_year; });
  if (found == all.views.end()) {
    if (request.posterior.empty()) return nullptr;
    throw UsageError("the posterior '" + request.posterior + "' has no start in " + std::to_string(start_year) +
                     " in the view " + std::string(model::view_names[model::index(view)]) +
                     "; calibrate with --start-note or --start-now");
  }
  if (lacking(*found, inputs.tables).size() == inputs.tables.by_country.size())
    throw UsageError("the posterior '" + request.posterior +
                     "' has none of the bundled countries: it cannot start a projection of them");
  if (!all.failed_check.empty() && !request.accept_failed_check)
    throw UsageError(
        "the chains of the posterior failed their check (" + all.failed_check +
        "), so its intervals cannot be believed; calibrate with more --sweeps, or say --accept-failed-check");
  return &*found;
}

/// How the start of the projection was found, for reports.
std::string calibration_text(const Request& request, const Inputs& inputs, model::View view, int start_year) {
  const auto* p = posterior_for(request, inputs, view, start_year);
  if (p == nullptr)
    return "first estimates, not calibrated" +
           std::string(inputs.posterior ? ": the bundled posterior has no start in this year and view" : "");
  std::string missing;
  for (const auto& iso3 : lacking(*p, inputs.tables)) missing += (missing.empty() ? "" : ", ") + iso3;
  return (missing.empty()
              ? ""
              : "FIRST ESTIMATES for countries that the posterior lacks (" + missing + "); for the others ") +
         "posterior of " + std::to_string(p->chains * p->draws) + " draws, data to " +
         std::to_string(p->last_data_year) + "; " +
         (inputs.posterior->failed_check.empty()
              ? "its chains passed their check"
              : "ITS CHECK FAILED (" + inputs.posterior->failed_check + "): do not believe the intervals");
}

}  // namespace

model::RunPlan make_plan(const Request& request, const Inputs& inputs) {
  model::RunPlan plan;
  plan.scenarios = parse_scenarios(request.scenarios, inputs);
  const model::View view = plan.scenarios.front().view;
  const int start_year = plan.scenarios.front().start_year;
  const calibration::ViewPosterior* posterior = posterior_for(request, inputs, view, start_year);
  calibration::CalibratedStarts starts;
  if (posterior != nullptr) {
    plan.posterior = calibration::engine_parameters(*posterior, 0);
    starts.memory_rate = calibration::memory_rate(posterior->feedback);
    // What loops still owe to the past: a loop that is off owes nothing.
    const double kept = posterior->feedback.gain != 0.0
                            ? calibration::measured_feedback(request.without).gain / posterior->feedback.gain
                            : 0.0;
    for (const auto& iso3 : posterior->countries) {
      auto& mine = starts.by_country[iso3] = calibration::engine_starts(*posterior, iso3);
      for (auto& draw : mine) draw.memory = static_cast<float>(kept * static_cast<double>(draw.memory));
    }
  }
  plan.countries =
      calibration::make_country_inputs(inputs.tables, view, start_year, posterior != nullptr ? &starts : nullptr);
  plan.evidence = inputs.evidence;
  plan.seed = request.seed;
  plan.draws = request.draws;
  plan.without = request.without;
  plan.isa = chosen_isa();
  return plan;
}

void check_memory(const model::RunPlan& plan) {
  const double series = static_cast<double>(plan.scenarios.size()) * model::horizon_years * plan.draws;
  const auto targets = static_cast<double>(model::targets().size());
  // One country's targets and shard; sums in double for regions and total; the assembled series, their file image and
  // one copy.
  const double bytes =
      series * (4.0 * (targets + 3.0 * model::headline_count) +
                (model::region_count + 1.0) * model::headline_count * (8.0 + 3.0 * 8.0) +
                3.0 * 2.0 * 4.0 * static_cast<double>(plan.countries.size())) +
      static_cast<double>(plan.draws) * 2500.0 + 2e8 +
      // Courses of every scenario and their pick-freeze partners; entries of reached cities; indicators.
      static_cast<double>(plan.scenarios.size()) *
          ((static_cast<double>(plan.draws) + 4.0 * model::probe_draws) * 4000.0 +
           static_cast<double>(plan.draws) * (250.0 * 40.0 + 4.0 * static_cast<double>(model::indicators().size())));
  const std::size_t free = free_memory();
  if (free == 0 || bytes < 0.9 * static_cast<double>(free)) return;
  throw LimitRefused("about " + model::format_fixed(bytes / 1e9, 1) + " GB of memory would be needed and " +
                     model::format_fixed(static_cast<double>(free) / 1e9, 1) +
                     " GB are free; ask for fewer --draws (now " + std::to_string(plan.draws) + ") or fewer scenarios");
}

std::unique_ptr<model::Executor> make_executor(unsigned threads) {
  if (threads == 0) threads = std::max(1u, std::thread::hardware_concurrency());
#ifdef SALUS_HAS_TBB
  return model::make_tbb_executor(threads);
#else
  return model::make_thread_executor(threads);
#endif
}

model::Isa chosen_isa() {
  const char* wish = std::getenv("SALUS_ISA");
  if (!wish || !*wish) return model::best_isa();
  const int isa = model::index_of(model::isa_names, wish);
  if (isa < 0) throw UsageError("SALUS_ISA is '" + std::string(wish) + "'; it may be scalar, sse2, avx2 or avx512");
  if (isa > static_cast<int>(model::best_isa()))
    throw UsageError("SALUS_ISA is '" + std::string(wish) + "', which this processor does not have");
  return static_cast<model::Isa>(isa);
}

void write_results(const model::Results& results, const HowToRun& how, const Console& console) {
  const unsigned threads = how.threads ? how.threads : std::max(1u, std::thread::hardware_concurrency());
  const output::Provenance provenance{SALUS_VERSION,    SALUS_COMPILER,
                                      SALUS_BUILD_TYPE, how.command,
                                      utc_now(),        std::string(model::isa_names[model::index(chosen_isa())]),
                                      threads};
  const std::string file = output::results_bytes(results, provenance);
  const std::string hash = output::Hdf5Reader(file).content_hash();
  output::write_file(in_folder(how, "results.h5"), file);
  output::write_file(in_folder(how, "quantiles.csv"), output::quantile_table(results));
  output::write_file(in_folder(how, "indicators.csv"), output::indicator_table(results));
  output::write_file(in_folder(how, "budget.csv"), output::budget_table(results));
  output::write_file(in_folder(how, "cities.csv"), output::city_table(results));
  const std::string agents = output::agent_table(results);
  if (!agents.empty()) output::write_file(in_folder(how, "agents.csv"), agents);
  output::write_file(in_folder(how, "summary.json"), output::summary_json(results, hash));
  write_report(results, provenance, hash, how.out);
  if (!console.quiet()) {  // what was found goes to standard output, what is going on to standard error
    if (const std::string warning = output::caution(results); !warning.empty()) std::printf("%s\n\n", warning.c_str());
    for (const auto& sentence : output::headline_sentences(results)) std::printf("%s\n\n", sentence.c_str());
  }
  std::fflush(stdout);
  console.say(
      "Read " + in_folder(how, "report.html") +
      " first; numbers in results.h5, and for spreadsheets in indicators.csv, budget.csv, cities.csv, quantiles.csv" +
      (agents.empty() ? "" : ", agents.csv") + ". Content hash " + hash.substr(0, 16) + ".");
}

void write_report(const model::Results& results, const output::Provenance& provenance, const std::string& hash,
                  const std::filesystem::path& folder) {
  const output::ReportContext context{provenance.command,    provenance.program_version, provenance.compiler,
                                      provenance.build_type, provenance.created_at,      hash};
  output::write_file((folder / "report.json").string(), output::report_json(results, context));
  output::write_file((folder / "report.html").string(), output::report_html(results, context));
}

namespace {

int stopped_early(const output::FolderStore& store, const model::RunPlan& plan, const HowToRun& how) {
  std::fprintf(stderr,
               "salus: stopped; %zu of %zu countries are kept in '%s'. Go on with the same command and --resume.\n",
               store.kept(), plan.countries.size(), how.out.c_str());
  return stopped;
}

}  // namespace

model::Results assemble_results(const model::RunPlan& plan, const Request& request, const Inputs& inputs,
                                const model::Ensemble& ensemble, model::ShardStore& store) {
  model::Results results = ensemble.assemble(store);
  results.identity.input_hashes = request.input_hashes;
  results.identity.backtest = inputs.backtest;
  results.identity.calibration =
      calibration_text(request, inputs, plan.scenarios.front().view, plan.scenarios.front().start_year);
  for (const auto& scenario : plan.scenarios)
    results.identity.scenario_texts.push_back(scenarios::canonical_text(scenario));
  return results;
}

std::size_t loop_named(const std::string& name, const std::vector<std::string>& also) {
  if (const int loop = model::index_of(model::loop_names, name); loop >= 0) return static_cast<std::size_t>(loop);
  std::vector<std::string> known(model::loop_names.begin(), model::loop_names.end());
  known.insert(known.end(), also.begin(), also.end());
  std::string all;
  for (const auto& k : known) all += (all.empty() ? "" : ", ") + k;
  const std::string near = model::nearest_name(name, known);
  throw UsageError("--without: there is no loop '" + name + "'; " +
                   (near.empty() ? "the choices are " + all : "did you mean '" + near + "'?"));
}

int compute(const Request& request, const Inputs& inputs, const HowToRun& how) {
  if (how.out.empty()) throw UsageError("name a folder for the results with -o DIR");
  const Console console(how.quiet);
  model::RunPlan plan = make_plan(request, inputs);
  plan.shard = how.shard;
  plan.shards = how.shards;
  check_memory(plan);
  output::FolderStore store(how.out.string(), to_text(request),
                            how.resume ? output::FolderStore::Mode::resume : output::FolderStore::Mode::fresh,
                            [&](const std::string& line) { console.say(line); });
  const auto executor = make_executor(how.threads);
  const model::Ensemble ensemble(plan, *executor);
  {
    Progress progress(console, "computing");
    if (ensemble.run(store, progress) == model::RunEnd::stopped) return stopped_early(store, plan, how);
  }
  if (plan.shards > 1) {
    console.say("shard " + std::to_string(plan.shard) + "/" + std::to_string(plan.shards) + " is complete in '" +
                how.out.string() + "'; join all with: salus merge DIR... -o OUT");
    return ok;
  }
  write_results(assemble_results(plan, request, inputs, ensemble, store), how, console);
  store.remove_shards();
  return ok;
}

}  // namespace salus::apps
