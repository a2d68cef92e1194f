#include "apps/compare/compare.hpp"

#include "apps/common/files.hpp"

namespace salus::apps {
namespace {

Request request_of(const CompareOptions& options, const Inputs& inputs, const std::filesystem::path& root) {
  Request request;
  for (const auto& argument : options.scenarios) request.scenarios.push_back(read_scenario_text(argument, root));
  request.seed = options.seed;
  request.draws = options.draws;
  request.input_hashes = inputs.hashes;
  for (const auto& name : options.without) request.without[loop_named(name)] = true;
  return request;
}

}  // namespace

int compare(const CompareOptions& options) {
  const auto root = data_root();
  const Inputs inputs = read_inputs(root);
  return compute(request_of(options, inputs, root), inputs, options.how);
}

int run(CompareOptions options) {
  const auto root = data_root();
  const Inputs inputs = read_inputs(root);
  Request request = request_of(options, inputs, root);
  // The baseline is the scenario itself without its money: same view, start and settings.
  model::Scenario bare = parse_scenarios(request.scenarios, inputs).front();
  bare.id = bare.id == "no-programme" ? "without-money" : "no-programme";
  bare.title = "No programme";
  bare.story = "The same country paths and settings, without the programme's money.";
  bare.sources.clear();
  bare.budget.lines.clear();
  request.scenarios.insert(request.scenarios.begin(), {bare.id + ".yaml", scenarios::canonical_text(bare)});
  return compute(request, inputs, options.how);
}

int demo(CompareOptions options) {
  options.scenarios = {"no-programme", "concept-note", "all-global", "all-local", "ten-forty", "forty-ten", "portfolio-place", "portfolio-policing", "portfolio-social",
                       "portfolio-gender", "portfolio-governance", "portfolio-whole-city"};
  if (options.how.out.empty()) options.how.out = "salus-out";
  return compare(options);
}

}  // namespace salus::apps
