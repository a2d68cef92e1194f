#include "apps/common/computation.hpp"

#include <cstdio>
#include <ctime>

#include "apps/common/about.hpp"
#include "apps/common/exit_code.hpp"
#include "apps/common/files.hpp"
#include "apps/common/machine.hpp"
#include "apps/common/made_of.hpp"
#include "apps/session/line_spreads.hpp"
#include "apps/session/omissions.hpp"
#include "output/figures.hpp"
#include "output/omissions.hpp"
#include "output/quantile_table.hpp"
#include "output/report/headline.hpp"
#include "output/report/line_table.hpp"
#include "output/report/report.hpp"
#include "output/rivals.hpp"
#include "output/sha256.hpp"
#include "output/shard_store.hpp"
#include "output/summary.hpp"
#include "output/tables.hpp"
#include "output/words/words.hpp"
#include "output/worth_table.hpp"

namespace salus::apps {
namespace {

std::string utc_now() {
  const std::time_t now = std::time(nullptr);
  char text[40] = "";
  std::tm parts{};
  std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", ::gmtime_r(&now, &parts));
  return text;
}

}  // namespace

std::optional<model::ScenarioIndex> about_of(const model::RunPlan& plan, const session::Request& request,
                                             const HowToRun& how) {
  const auto asked = asked_to_be_about(how.about, plan.scenarios);
  return asked ? asked : first_own(plan, request);
}

void write_results(const model::Results& results, const HowToRun& how, output::OwnedFolder& folder,
                   const Console& console) {
  const output::Provenance provenance{SALUS_VERSION,
                                      SALUS_COMPILER,
                                      SALUS_BUILD_TYPE,
                                      how.command,
                                      utc_now(),
                                      std::string(model::isa_names[chosen_isa()]),
                                      threads_for(how.threads)};
  const std::string agents = output::agent_table(results);
  auto names = output::projection_folder.may_write;
  if (agents.empty()) names.erase("agents.csv");
  std::string hash;
  output::with_results_bytes(results, provenance, [&](std::string_view file) {
    hash = output::hdf5_content_hash(file);
    folder.start_over(names);
    folder.write("results.h5", file);
  });
  folder.write("quantiles.csv", output::quantile_table(results));
  folder.write("indicators.csv", output::indicator_table(results));
  folder.write("budget.csv", output::budget_table(results));
  folder.write("pairs.csv", output::pair_table(results));
  folder.write("omissions.csv", output::omission_table(results));
  folder.write("cities.csv", output::city_table(results));
  folder.write("worth.csv", output::worth_table(results));
  folder.write("lines.csv", output::line_table(results));
  if (!agents.empty()) folder.write("agents.csv", agents);
  folder.write("summary.json", output::summary_json(results, hash));
  write_report(results, provenance, hash, folder);
  if (!console.quiet()) {  // what was found goes to standard output, what is going on to standard error
    const auto print = [](const output::words::Message& said) {
      std::printf("%s\n\n", output::words::english().text(said).c_str());
    };
    if (const auto warning = output::caution(results)) print(*warning);
    for (const auto& sentence : output::headline_sentences(results)) print(sentence);
  }
  console.say("Read " + (folder.path() / "report.html").string() +
              " first; numbers in results.h5, and for spreadsheets in indicators.csv, worth.csv, pairs.csv, "
              "omissions.csv, budget.csv, lines.csv, cities.csv, quantiles.csv" +
              (agents.empty() ? "" : ", agents.csv") + ". Content hash " + hash.substr(0, 16) + ".");
}

void write_report(const model::Results& results, const output::Provenance& provenance, const std::string& hash,
                  const output::OwnedFolder& folder) {
  const output::ReportContext context{provenance.command,
                                      provenance.program_version,
                                      provenance.compiler,
                                      provenance.build_type,
                                      provenance.created_at,
                                      hash,
                                      tables_of_ones_own(results.identity.input_hashes)};
  folder.write("report.json", output::report_json(results, context));
  folder.write("report.html", output::report_html(results, context));
}

model::Results fold_or_stop(const model::RunPlan& plan, const session::Request& request, const session::Inputs& inputs,
                            const HowToRun& how, const model::Executor& executor, model::Ensemble& ensemble,
                            model::PartStore& store) {
  const Progress unseen(Console(true), "folding");
  auto results = session::fold_results(plan, request, inputs, ensemble, store, unseen);
  if (!results) throw output::Stopped("stopped; nothing was written");
  stop_if_asked();
  results->about = about_of(plan, request, how);
  results->omissions =
      session::omissions_of(request, inputs, plan, *results, output::shown_scenario(*results), executor);
  stop_if_asked();
  results->spreads = session::line_spreads_of(plan, output::shown_scenario(*results), executor);
  stop_if_asked();
  return std::move(*results);
}

namespace {

int stopped_early(output::FolderStore& store, const model::RunPlan& plan, const HowToRun& how) {
  const std::size_t kept = store.leave();
  const std::size_t all = plan.countries.size() * plan.every_block().size();
  if (kept == 0) std::fprintf(stderr, "salus: stopped; no part was finished, nothing is kept.\n");
  else
    std::fprintf(stderr,
                 "salus: stopped; %zu of %zu parts are kept in '%s'. Go on with the same command and --resume.\n", kept,
                 all, how.out.c_str());
  return stopped;
}

/// What the store of this very run holds. @throws output::Stopped; output::CorruptStore where a part that was kept is
/// not there any more
model::Results folded(const model::RunPlan& plan, const session::Request& request, const session::Inputs& inputs,
                      const HowToRun& how, const model::Executor& executor, model::Ensemble& ensemble,
                      output::FolderStore& store) {
  try {
    return fold_or_stop(plan, request, inputs, how, executor, ensemble, store);
  } catch (const model::PartRefused& e) {
    throw output::CorruptStore(std::string(e.what()) + "; go on with the same command and --resume");
  }
}

/// The parts of this run, and the results unless it is one shard of several. @throws output::Stopped
void compute_all(const model::RunPlan& plan, const session::Request& request, const session::Inputs& inputs,
                 const HowToRun& how, output::FolderStore& store, const Console& console) {
  const auto executor = make_executor(how.threads);
  model::Ensemble ensemble(plan, *executor);
  {
    Progress progress(console, "computing");
    if (ensemble.run(store, progress) == model::RunEnd::stopped) throw output::Stopped("stopped");
  }
  if (plan.shards > 1) {
    console.say("shard " + std::to_string(plan.shard) + "/" + std::to_string(plan.shards) + " is complete in '" +
                how.out.string() + "'; join all with: salus merge DIR... -o OUT");
    return;
  }
  write_results(folded(plan, request, inputs, how, *executor, ensemble, store), how, store.folder(), console);
  store.remove_shards();
}

/// The scenario that pages are about, by its name, whether it was asked for or not.
std::string name_of_shown(const session::Request& request, const model::RunPlan& plan, const HowToRun& how) {
  model::Results named;
  named.about = about_of(plan, request, how);
  for (const auto& scenario : plan.scenarios) named.scenarios.emplace_back().id = scenario.id;
  return named.scenarios[output::shown_scenario(named)].id;
}

}  // namespace

output::FolderKind projection_of(const session::Request& request, const model::RunPlan& plan, const HowToRun& how) {
  output::FolderKind kind = output::projection_folder;
  kind.replace = how.replace;
  auto& made_of = kind.made_of;
  const auto listed = [](std::string& all, std::string_view name) {
    all += (all.empty() ? "" : ", ") + std::string(name);
  };
  std::string names;
  for (const auto& [path, text] : request.scenarios) {
    const std::string file = std::filesystem::path(path).filename().string();
    listed(names, file);
    listed(made_of["text of " + file], short_hash(output::sha256_hex(text)));
  }
  std::string without;
  for (const auto loop : model::every<model::Loop>)
    if (request.without[loop]) listed(without, model::loop_names[loop]);
  session::FileHashes tables = request.input_hashes;
  std::erase_if(tables, [&](const auto& file) {
    if (session::is_posterior(file.first)) made_of["posterior"] = file.first + " " + short_hash(file.second);
    return session::is_posterior(file.first);
  });
  add_files(tables, made_of);
  made_of["result version"] = std::to_string(model::result_version);
  made_of["scenarios"] = names;
  made_of["seed"] = std::to_string(request.seed);
  made_of["draws"] = std::to_string(request.draws);
  if (!without.empty()) made_of["without"] = without;
  made_of["about"] = name_of_shown(request, plan, how);
  return kind;
}

int compute(const session::Request& request, const session::Inputs& inputs, const HowToRun& how) {
  if (how.out.empty()) throw UsageError("name a folder for the results with -o DIR");
  const Console console(how.quiet);
  model::RunPlan plan = session::make_plan(request, inputs);
  plan.isa = chosen_isa();
  plan.shard = how.shard;
  plan.shards = how.shards;
  check_memory(plan);
  output::FolderStore store(
      how.out.string(), session::to_text(request),
      how.resume ? output::FolderStore::Mode::resume : output::FolderStore::Mode::fresh,
      [&](const std::string& line) { console.say(line); }, projection_of(request, plan, how));
  try {
    compute_all(plan, request, inputs, how, store, console);
  } catch (const output::Stopped&) {
    return stopped_early(store, plan, how);
  }
  return ok;
}

}  // namespace salus::apps
