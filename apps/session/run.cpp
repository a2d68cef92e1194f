#include "apps/session/run.hpp"

#include <map>

#include "apps/session/start.hpp"

namespace salus::session {
namespace {

/// Finished parts in memory.
class MemoryStore final : public model::PartStore {
 public:
  std::optional<model::CountryPart> load(const model::PartName& name) override {
    const auto found = kept_.find({name.country.m49, name.block});
    return found == kept_.end() ? std::nullopt : std::optional(found->second);
  }
  void save(const model::PartName& name, const model::CountryPart& part) override {
    kept_[{name.country.m49, name.block}] = part;
  }

 private:
  std::map<std::pair<std::uint16_t, std::uint32_t>, model::CountryPart> kept_;
};

}  // namespace

std::optional<model::Results> fold_results(const model::RunPlan& plan, const Request& request, const Inputs& inputs,
                                           model::Ensemble& ensemble, model::PartStore& store,
                                           const model::RunObserver& observer) {
  std::optional<model::Results> folded = ensemble.fold(store, observer);
  if (!folded) return folded;
  model::Results& results = *folded;
  results.identity.input_hashes = request.input_hashes;
  results.identity.backtest = inputs.backtest;
  results.identity.oracle = inputs.oracle;
  results.identity.start = start_of(request, inputs, plan.scenarios.front().view, plan.scenarios.front().start_year);
  for (const auto& scenario : plan.scenarios)
    results.identity.scenario_texts.push_back(scenarios::canonical_text(scenario));
  return folded;
}

model::Results run(const model::RunPlan& plan, const Request& request, const Inputs& inputs,
                   const model::Executor& executor) {
  model::Ensemble ensemble(plan, executor);
  MemoryStore store;
  model::QuietObserver observer;
  ensemble.run(store, observer);
  return std::move(*fold_results(plan, request, inputs, ensemble, store, observer));
}

}  // namespace salus::session
