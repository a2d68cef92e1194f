/// `salus merge`: shards of several folders to results, as if one run had made them all.
#include "apps/common/about.hpp"
#include "apps/common/command_line.hpp"
#include "apps/common/computation.hpp"
#include "apps/common/exit_code.hpp"
#include "apps/common/files.hpp"
#include "apps/common/machine.hpp"
#include "output/shard_file.hpp"
#include "output/shard_store.hpp"

namespace salus::apps {
namespace {

struct Options {
  std::vector<std::string> folders;
  HowToRun how;
};

/// @throws CorruptStore naming what no folder has
void refuse_gaps(const model::RunPlan& plan, const output::MergedStore& store) {
  constexpr std::size_t named = 10;
  std::string missing;
  std::size_t n = 0;
  for (const auto block : plan.every_block())
    for (const auto& country : plan.countries) {
      const model::PartName part{country.code, block};
      if (store.has(part)) continue;
      if (n < named) missing += (n > 0 ? ", " : "") + output::text_of(part);
      ++n;
    }
  if (n == 0) return;
  if (n > named) missing += " and " + std::to_string(n - named) + " more";
  throw output::CorruptStore("no folder holds the shards " + missing + " of " +
                             std::to_string(plan.countries.size() * plan.every_block().size()) +
                             "; compute the missing part, then merge again");
}

int merge(const Options& options) {
  const Console console(options.how.quiet);
  for (const auto& shards : options.folders)
    if (std::error_code not_there; std::filesystem::equivalent(shards, options.how.out, not_there))
      throw UsageError("-o: '" + options.how.out.string() + "' holds shards to join; name another folder");
  { const output::OwnedFolder refused_early(options.how.out, output::projection_folder); }
  output::MergedStore store(options.folders);
  const session::Request request = session::request_from_text(store.description());
  auto files = session::read_input_files(data_root(), request.posterior, request.surface);
  if (files.hashes != request.input_hashes)
    throw output::CorruptStore(
        "the shards were made with other data than there are now: the bundled tables, the posterior or the surface "
        "have changed; merge with what made them");
  const session::Inputs inputs = session::interpret(std::move(files), interrupted);
  model::RunPlan plan = session::make_plan(request, inputs);
  plan.isa = chosen_isa();
  check_memory(plan);
  output::OwnedFolder folder(options.how.out, projection_of(request, plan, options.how));
  refuse_gaps(plan, store);
  const auto executor = make_executor(options.how.threads);
  model::Ensemble ensemble(plan, *executor);
  write_results(fold_or_stop(plan, request, inputs, options.how, *executor, ensemble, store), options.how, folder,
                console);
  return ok;
}

}  // namespace

void add_merge(CommandLine& line) {
  auto options = std::make_shared<Options>();
  options->how.command = line.typed();
  Command command = line.command("merge", "join shards that were computed apart");
  command.several({"dirs", "", "folders of the shards", true}, options->folders);
  command.option({"-o,--output", "DIR", "folder for the results", true}, options->how.out);
  command.option({"--about", "NAME", about_help}, options->how.about);
  command.flag("--quiet", options->how.quiet, "say nothing but errors");
  command.flag("--replace", options->how.replace, replace_help);
  command.needs_less("merge on a machine with more");
  command.runs([options] { return merge(*options); });
}

}  // namespace salus::apps
