#include "apps/compare/compare.hpp"

#include "apps/common/files.hpp"
#include "apps/common/isolate.hpp"

namespace salus::apps {
namespace {

Request request_of(const CompareOptions& options, const Inputs& inputs, const std::filesystem::path& root) {
  Request request;
  for (const auto& argument : options.scenarios) request.scenarios.push_back(read_scenario_text(argument, root));
  request.seed = options.seed;
  request.draws = options.draws;
  request.input_hashes = inputs.hashes;
  request.posterior = options.posterior.empty() || options.posterior == "none"
                          ? options.posterior
                          : std::filesystem::absolute(options.posterior).string();
  request.surface = options.surface.empty() ? "" : std::filesystem::absolute(options.surface).string();
  request.accept_failed_check = options.accept_failed_check;
  for (const auto& name : options.without) request.without[loop_named(name)] = true;
  return request;
}

/// Reads what a run needs; a posterior that is not ours in a process of its own.
Inputs inputs_for(const CompareOptions& options, const std::filesystem::path& root) {
  if (!options.posterior.empty() && options.posterior != "none") continue_in_child();
  return read_inputs(root, options.posterior, options.surface);
}

}  // namespace

int compare(const CompareOptions& options) {
  const auto root = data_root();
  const Inputs inputs = inputs_for(options, root);
  return compute(request_of(options, inputs, root), inputs, options.how);
}

int run(CompareOptions options) {
  const auto root = data_root();
  const Inputs inputs = inputs_for(options, root);
  Request request = request_of(options, inputs, root);
  // The baseline is the scenario itself without its money: same view, start and settings.
  model::Scenario bare = parse_scenarios(request.scenarios, inputs).front();
  bare.id = bare.id == "no-programme" ? "without-money" : "no-programme";
  bare.title = "No programme";
  bare.story = "The same country paths and settings, without the programme's money.";
  bare.sources.clear();
  bare.budget.lines.clear();
  bare.fidelity = {};
  request.scenarios.insert(request.scenarios.begin(), {bare.id + ".yaml", scenarios::canonical_text(bare)});
  return compute(request, inputs, options.how);
}

int demo(CompareOptions options) {
  options.scenarios = {"no-programme",     "concept-note",     "all-global",           "all-local",
                       "ten-forty",        "forty-ten",        "portfolio-place",      "portfolio-policing",
                       "portfolio-social", "portfolio-gender", "portfolio-governance", "portfolio-whole-city"};
  if (options.how.out.empty()) options.how.out = "salus-out";
  return compare(options);
}

}  // namespace salus::apps
