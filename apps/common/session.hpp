#pragma once
/// One computation from options to finished files; shared by run, compare, demo and merge.
#include <filesystem>
#include <memory>
#include <stdexcept>

#include "apps/common/console.hpp"
#include "apps/common/request.hpp"
#include "model/run/ensemble.hpp"
#include "output/results_file.hpp"

namespace salus::apps {

/// Options that change how a run is done, never its numbers.
struct HowToRun {
  std::filesystem::path out;
  unsigned threads = 0;  ///< 0: as many as the machine has
  bool quiet = false;
  bool resume = false;
  std::uint32_t shard = 0;
  std::uint32_t shards = 1;
  std::string command;  ///< as typed, for the report
};

/// More memory than the machine has free would be needed. Exit code 6.
class LimitRefused : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The plan of a request on the bundled data. @throws model::InputError
model::RunPlan make_plan(const Request& request, const Inputs& inputs);

/// Refuses a plan that would not fit in the free memory, naming what to change. @throws LimitRefused
void check_memory(const model::RunPlan& plan);

std::unique_ptr<model::Executor> make_executor(unsigned threads);

/// Instruction set: SALUS_ISA, else the best there is. @throws UsageError for an unknown or impossible one.
model::Isa chosen_isa();

/// Wrong options. Exit code 2.
class UsageError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The loop of that name. @param also what else the option takes, for the message. @throws UsageError
std::size_t loop_named(const std::string& name, const std::vector<std::string>& also = {});

/// Computes (or goes on with) the request into the folder, and writes the results unless it is one shard of several.
/// @return exit code: 0, or 75 where it was stopped.
int compute(const Request& request, const Inputs& inputs, const HowToRun& how);

/// Assembles the shards of a plan, with the request's identity.
model::Results assemble_results(const model::RunPlan& plan, const Request& request, const Inputs& inputs,
                                const model::Ensemble& ensemble, model::ShardStore& store);

/// Writes report.html and report.json.
void write_report(const model::Results& results, const output::Provenance& provenance, const std::string& hash,
                  const std::filesystem::path& folder);

/// Writes every file of a result folder from assembled results and prints the headline.
void write_results(const model::Results& results, const HowToRun& how, const Console& console);

}  // namespace salus::apps
