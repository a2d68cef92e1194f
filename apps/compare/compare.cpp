/// `salus compare`, `run` and `demo`: scenarios on shared random numbers.
#include "apps/common/about.hpp"
#include "apps/common/command_line.hpp"
#include "apps/common/computation.hpp"
#include "apps/common/exit_code.hpp"
#include "apps/common/files.hpp"
#include "model/core/number.hpp"
#include "model/country/kernel_abi.hpp"

namespace salus::apps {
namespace {

struct Options {
  std::vector<std::string> scenarios;  ///< paths, or names of bundled scenarios; the first is the baseline
  std::uint64_t seed = 1;
  unsigned draws = 1000;
  unsigned grain = session::Request{}.grain;
  std::vector<std::string> without;
  std::string surface;    ///< curves of coverage; `session::bundled` or `matrix_shares`
  std::string posterior;  ///< a posterior file; `session::bundled` or `first_estimates`
  bool accept_failed_check = false;
  std::string shard;  ///< i/n; empty for all of it
  HowToRun how;
};

const std::vector<std::string> demo_scenarios{
    "no-programme",     "concept-note",     "all-global",           "all-local",
    "ten-forty",        "forty-ten",        "portfolio-place",      "portfolio-policing",
    "portfolio-social", "portfolio-gender", "portfolio-governance", "portfolio-whole-city"};

bool is_own(const std::string& file) { return file != session::bundled && file != session::none; }

std::string kept(const std::string& file) { return is_own(file) ? std::filesystem::absolute(file).string() : file; }

/// Says which one is taken where a file of this folder has the name of a bundled scenario.
void say_which(const Options& options) {
  const Console console(options.how.quiet);
  for (const auto& argument : options.scenarios)
    if (!session::names_a_file(argument) && std::filesystem::is_regular_file(argument))
      console.say("'" + argument + "' is the bundled scenario; the file of that name in this folder is ./" + argument);
}

session::Request request_of(const Options& options, const session::Inputs& inputs, const std::filesystem::path& root) {
  session::Request request;
  for (const auto& argument : options.scenarios)
    request.scenarios.push_back(session::read_scenario_text(argument, root));
  say_which(options);
  request.seed = options.seed;
  request.draws = options.draws;
  if (options.grain % model::block_lanes != 0)
    throw UsageError("--grain takes a multiple of " + std::to_string(model::block_lanes) + "; found " +
                     std::to_string(options.grain));
  request.grain = options.grain;
  request.input_hashes = inputs.hashes;
  request.posterior = kept(options.posterior);
  request.surface = kept(options.surface);
  request.accept_failed_check = options.accept_failed_check;
  for (const auto& name : options.without) request.without[loop_named(name)] = true;
  return request;
}

HowToRun how_of(const Options& options) {
  HowToRun how = options.how;
  if (options.shard.empty()) return how;
  const auto slash = options.shard.find('/');
  const auto i = model::parse_integer(options.shard.substr(0, slash));
  const auto n = slash == std::string::npos ? std::nullopt : model::parse_integer(options.shard.substr(slash + 1));
  if (!i || !n || *n < 1 || *n > 1000000 || *i < 0 || *i >= *n)
    throw UsageError("--shard takes i/n with 0 <= i < n, for instance 0/2; found '" + options.shard + "'");
  how.shard = static_cast<std::uint32_t>(*i);
  how.shards = static_cast<std::uint32_t>(*n);
  return how;
}

int compare(const Options& options) {
  const HowToRun how = how_of(options);
  const auto root = data_root();
  const session::Inputs inputs = session::read_inputs(root, options.posterior, options.surface, interrupted);
  return compute(request_of(options, inputs, root), inputs, how);
}

/// One scenario against a programme-free copy of itself.
int run(const Options& options) {
  const HowToRun how = how_of(options);
  const auto root = data_root();
  const session::Inputs inputs = session::read_inputs(root, options.posterior, options.surface, interrupted);
  session::Request request = request_of(options, inputs, root);
  // The baseline is the scenario itself without its money: same view, start and settings.
  model::Scenario bare = session::parse_scenarios(request.scenarios, inputs).front();
  bare.id = bare.id == "no-programme" ? "without-money" : "no-programme";
  bare.title = bare.title == "No programme" ? "Without money" : "No programme";
  bare.story = "The same country paths and settings, without the programme's money.";
  bare.sources.clear();
  bare.budget.lines.clear();
  bare.fidelity = {};
  request.scenarios.insert(request.scenarios.begin(), {bare.id + ".yaml", scenarios::canonical_text(bare)});
  return compute(request, inputs, how);
}

int demo(Options options) {
  options.scenarios = demo_scenarios;
  if (options.how.out.empty()) options.how.out = "salus-out";
  return compare(options);
}

void add_run_options(Command& command, Options& options) {
  command.option({"-o,--output", "DIR", "folder for the results"}, options.how.out);
  add_common(command, options.seed, options.how.threads, options.how.quiet);
  command.option({"--draws", "N", "draws of the ensemble (default 1000)"}, options.draws, {1, 1000000});
  command.list({"--without", "LOOP", "switch a feedback loop off: " + loop_choices()}, options.without);
  command.option({"--posterior", "FILE", "posterior to start from (default: the bundled one); none: first estimates"},
                 options.posterior);
  command.option({"--surface", "FILE",
                  "curves of what targets account for, as `city` writes them (default: the bundled ones); none: shares "
                  "of the evidence matrix, in proportion to coverage"},
                 options.surface);
  command.flag("--accept-failed-check", options.accept_failed_check,
               "project from a posterior whose chains failed their check; the report says so");
  command.flag("--resume", options.how.resume, "go on with a run that was stopped");
  command.flag("--replace", options.how.replace, replace_help);
  command.option({"--shard", "i/n", "compute only part i of n (0-based); join with merge"}, options.shard);
  command.option(
      {"--grain", "N",
       "draws of a part that is kept or computed apart, a multiple of " + std::to_string(model::block_lanes) +
           " (default " + std::to_string(options.grain) + "); moves no number"},
      options.grain, {unsigned{model::block_lanes}, 1000000});
}

}  // namespace

void add_compare(CommandLine& line) {
  const auto add = [&](const char* name, const char* help, auto action) {
    auto options = std::make_shared<Options>();
    options->how.command = line.typed();
    Command command = line.command(name, help);
    add_run_options(command, *options);
    command.needs_less("ask for fewer --draws or fewer scenarios");
    command.runs([options, action] { return action(*options); });
    return std::pair(command, options);
  };
  auto [bundled, of_bundled] =
      add("demo", "compare the eleven bundled programmes with no programme, into salus-out/", demo);
  bundled.option({"--about", "NAME", about_help}, of_bundled->how.about);
  auto [several, of_several] =
      add("compare", "run scenarios on the same random numbers; the first is the baseline", compare);
  several.option({"--about", "NAME", about_help}, of_several->how.about);
  several.several({"scenarios", "", "scenario files, or names of bundled ones", true}, of_several->scenarios);
  auto [one, of_one] = add("run", "run one scenario against no programme", run);
  of_one->scenarios.resize(1);
  one.option({"scenario", "", "scenario file, or name of a bundled one", true}, of_one->scenarios.front());
}

}  // namespace salus::apps
