#include "apps/merge/merge.hpp"

#include "apps/common/exit_code.hpp"
#include "apps/common/files.hpp"
#include "output/atomic_file.hpp"
#include "output/shard_store.hpp"

namespace salus::apps {

int merge(const std::vector<std::string>& folders, const HowToRun& how) {
  const Console console(how.quiet);
  output::MergedStore store(folders);
  const Request request = request_from_text(store.description());
  const Inputs inputs = read_inputs(data_root(), request.posterior, request.surface);
  if (inputs.hashes != request.input_hashes)
    throw output::CorruptStore(
        "the shards were made with other bundled data than this program has; merge with the version that made them");
  const model::RunPlan plan = make_plan(request, inputs);
  check_memory(plan);
  std::string missing;
  for (const auto& country : plan.countries)
    if (!store.load(country.code)) missing += (missing.empty() ? "" : ", ") + std::string(country.code.name());
  if (!missing.empty())
    throw output::CorruptStore("no folder holds the shards of " + missing +
                               "; compute the missing part, then merge again");
  output::make_folder(how.out.string());
  const auto executor = make_executor(how.threads);
  const model::Ensemble ensemble(plan, *executor);
  write_results(assemble_results(plan, request, inputs, ensemble, store), how, console);
  return ok;
}

}  // namespace salus::apps
