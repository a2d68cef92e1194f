#pragma once
/// One computation from a request to finished files; shared by run, compare, demo and merge.
#include <filesystem>
#include <string>

#include "apps/common/console.hpp"
#include "apps/session/run.hpp"
#include "output/owned_folder.hpp"
#include "output/results_file.hpp"

namespace salus::apps {

/// Options that change how a run is done, never its numbers.
struct HowToRun {
  std::filesystem::path out;
  unsigned threads = 0;  ///< 0: as many as the machine has
  bool quiet = false;
  bool resume = false;
  bool replace = false;  ///< finished results of another run in the folder may go
  std::uint32_t shard = 0;
  std::uint32_t shards = 1;
  std::string command;  ///< as typed, for the report
  std::string about;    ///< the scenario that the page is about; empty: `first_own`
};

/// The folder of a projection, and of what its results are made. @throws UsageError as `about_of`
output::FolderKind projection_of(const session::Request& request, const model::RunPlan& plan, const HowToRun& how);

/// Computes (or goes on with) the request into the folder, and writes the results unless it is one shard of several.
/// @return exit code: 0, or 75 where it was stopped.
int compute(const session::Request& request, const session::Inputs& inputs, const HowToRun& how);

/// Folds the parts that a store holds, and computes what the plan that pages are about owes to loops and posterior.
/// @throws output::Stopped where a stop was asked for
model::Results fold_or_stop(const model::RunPlan& plan, const session::Request& request, const session::Inputs& inputs,
                            const HowToRun& how, const model::Executor& executor, model::Ensemble& ensemble,
                            model::PartStore& store);

/// The scenario that its page is to be about. @throws UsageError where the one asked for is none of the plan's
std::optional<model::ScenarioIndex> about_of(const model::RunPlan& plan, const session::Request& request,
                                             const HowToRun& how);

/// Writes report.html and report.json. Both are on record.
void write_report(const model::Results& results, const output::Provenance& provenance, const std::string& hash,
                  const output::OwnedFolder& folder);

/// Writes every file of a result folder, in place of those of earlier runs, and prints the headline.
void write_results(const model::Results& results, const HowToRun& how, output::OwnedFolder& folder,
                   const Console& console);

}  // namespace salus::apps
