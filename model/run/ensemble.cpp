#include "model/run/ensemble.hpp"

#include "model/run/part_run.hpp"

namespace salus::model {
namespace {

/// Countries of a block of draws that are computed at once: enough work for many threads, little to lose.
constexpr std::size_t parts_at_once = 8;

const RunPlan& checked(const RunPlan& plan) {
  check(plan);
  return plan;
}

/// Parts of one block of draws that are computed at once.
struct Batch {
  DrawBlock block;
  std::vector<CountryIndex> countries;
};

/// What is to be done of this shard's parts, in order.
struct Work {
  std::vector<Batch> batches;
  std::size_t parts = 0;  ///< of the shard
  std::size_t kept = 0;   ///< of them, in the store already
};

/// nullopt where the observer, asked before each part, said to stop.
std::optional<Work> work_of(const RunPlan& plan, PartStore& store, const RunObserver& observer) {
  Work work;
  for (const auto block : plan.every_block())
    for (const auto c : plan.every_country()) {
      if (!plan.is_mine(block, c)) continue;
      if (observer.stop_requested()) return std::nullopt;
      ++work.parts;
      if (store.load({plan.countries[c].code, block})) {
        ++work.kept;
        continue;
      }
      auto& batches = work.batches;
      if (batches.empty() || batches.back().block != block || batches.back().countries.size() == parts_at_once)
        batches.push_back({block, {}});
      batches.back().countries.push_back(c);
    }
  return work;
}

}  // namespace

Ensemble::Ensemble(const RunPlan& plan, const Executor& executor)
    : plan_(checked(plan)),
      executor_(executor),
      shared_(plan, executor),
      agents_(plan_agents(plan, shared_.programmes(), executor)) {}

Ensemble::~Ensemble() = default;

std::optional<CountryPart> Ensemble::run_part(CountryIndex country, DrawBlock block, const RunObserver& observer) {
  auto parts =
      run_parts({plan_, shared_.of(block), agents_, executor_, everything_, nothing_kept_}, {&country, 1}, observer);
  if (!parts) return std::nullopt;
  return std::move(parts->front());
}

RunEnd Ensemble::run(PartStore& store, RunObserver& observer) {
  const auto work = work_of(plan_, store, observer);
  if (!work) return RunEnd::stopped;
  std::size_t done = work->kept;
  if (done > 0) observer.part_finished(done, work->parts);
  // Finished parts are kept while the next ones are computed.
  std::future<void> saving;
  std::size_t in_store = 0;
  const auto saved = [&] {
    if (!saving.valid()) return;
    saving.get();
    for (; in_store > 0; --in_store) observer.part_finished(++done, work->parts);
  };
  for (const Batch& batch : work->batches) {
    auto parts = observer.stop_requested()
                     ? std::nullopt
                     : run_parts({plan_, shared_.of(batch.block), agents_, executor_, everything_, nothing_kept_},
                                 batch.countries, observer);
    saved();
    if (!parts) return RunEnd::stopped;
    in_store = parts->size();
    saving = std::async(background, [&store, block = batch.block, kept = std::move(*parts)] {
      for (const auto& part : kept) store.save({part.code, block}, part);
    });
  }
  saved();
  return RunEnd::complete;
}

std::optional<Results> Ensemble::fold(PartStore& store, const RunObserver& observer) {
  return model::fold(plan_, shared_, agents_, store, executor_, observer);
}

}  // namespace salus::model
