#include "model/run/ensemble.hpp"

#include <stdexcept>

#include "model/run/country_run.hpp"
#include "model/run/shared.hpp"

namespace salus::model {

Ensemble::Ensemble(const RunPlan& plan, const Executor& executor) : plan_(plan), executor_(executor) {
  if (plan.scenarios.empty() || plan.countries.empty() || plan.draws == 0) throw std::invalid_argument("a run needs at least one scenario, one country and one draw");
  for (const auto& scenario : plan.scenarios)
    if (scenario.view != plan.scenarios.front().view || scenario.start_year != plan.scenarios.front().start_year)
      throw std::invalid_argument("scenario '" + scenario.id + "' has another view or start year than '" + plan.scenarios.front().id + "': they cannot share their noise");
  shared_ = draw_shared(plan, executor);
}

Ensemble::~Ensemble() = default;

std::optional<CountryResult> Ensemble::run_country(std::size_t country, const RunObserver& observer) const { return model::run_country(plan_, *shared_, executor_, country, observer); }

RunEnd Ensemble::run(ShardStore& store, RunObserver& observer) const {
  std::vector<std::size_t> mine;
  for (std::size_t c = plan_.shard; c < plan_.countries.size(); c += plan_.shards) mine.push_back(c);
  for (std::size_t i = 0; i < mine.size(); ++i) {
    if (observer.stop_requested()) return RunEnd::stopped;
    if (!store.load(plan_.countries[mine[i]].code)) {
      const auto result = run_country(mine[i], observer);
      if (!result) return RunEnd::stopped;
      store.save(*result);
    }
    observer.country_finished(i + 1, mine.size());
  }
  return RunEnd::complete;
}

Results Ensemble::assemble(ShardStore& store) const { return model::assemble(plan_, *shared_, store); }

}  // namespace salus::model
