#include "apps/session/run.hpp"

#include <map>

#include "apps/session/start.hpp"

namespace salus::session {
namespace {

/// Finished countries in memory.
class MemoryStore final : public model::ShardStore {
 public:
  std::optional<model::CountryResult> load(const model::CountryCode& country) override {
    const auto found = kept_.find(country.m49);
    return found == kept_.end() ? std::nullopt : std::optional(found->second);
  }
  void save(const model::CountryResult& result) override { kept_[result.code.m49] = result; }

 private:
  std::map<std::uint16_t, model::CountryResult> kept_;
};

/// Never stops, says nothing.
class NoObserver final : public model::RunObserver {
 public:
  bool stop_requested() const override { return false; }
  void country_finished(std::size_t, std::size_t) override {}
};

}  // namespace

model::Results assemble_results(const model::RunPlan& plan, const Request& request, const Inputs& inputs,
                                const model::Ensemble& ensemble, model::ShardStore& store) {
  model::Results results = ensemble.assemble(store);
  results.identity.input_hashes = request.input_hashes;
  results.identity.backtest = inputs.backtest;
  results.identity.start = start_of(request, inputs, plan.scenarios.front().view, plan.scenarios.front().start_year);
  for (const auto& scenario : plan.scenarios)
    results.identity.scenario_texts.push_back(scenarios::canonical_text(scenario));
  return results;
}

model::Results run(const model::RunPlan& plan, const Request& request, const Inputs& inputs,
                   const model::Executor& executor) {
  const model::Ensemble ensemble(plan, executor);
  MemoryStore store;
  NoObserver observer;
  ensemble.run(store, observer);
  return assemble_results(plan, request, inputs, ensemble, store);
}

}  // namespace salus::session
