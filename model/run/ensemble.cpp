#include "model/run/ensemble.hpp"

#include <stdexcept>

#include "model/run/country_run.hpp"
#include "model/run/shared.hpp"

namespace salus::model {

Ensemble::Ensemble(const RunPlan& plan, const Executor& executor) : plan_(plan), executor_(executor) {
  if (plan.scenarios.empty() || plan.countries.empty() || plan.draws == 0)
    throw std::invalid_argument("a run needs at least one scenario, one country and one draw");
  for (const auto& scenario : plan.scenarios)
    if (scenario.view != plan.scenarios.front().view || scenario.start_year != plan.scenarios.front().start_year)
      throw std::invalid_argument("scenario '" + scenario.id + "' has another view or start year than '" +
                                  plan.scenarios.front().id + "': they cannot share their noise");
  shared_ = draw_shared(plan, executor);
  agents_ = plan_agents(plan, *shared_, executor);
}

Ensemble::~Ensemble() = default;

std::optional<CountryResult> Ensemble::run_country(CountryIndex country, const RunObserver& observer) const {
  return model::run_country(plan_, *shared_, agents_, executor_, country, observer);
}

RunEnd Ensemble::run(ShardStore& store, RunObserver& observer) const {
  std::vector<CountryIndex> mine;
  for (const auto c : plan_.every_country())
    if (c % plan_.shards == plan_.shard) mine.push_back(c);
  // A finished country is kept while the next one is computed. The store is never called twice at once: the next
  // country that it lacks is looked up before the last one is handed over.
  std::size_t next = 0;
  std::size_t done = 0;
  const auto find_next = [&] {
    while (next < mine.size() && store.load(plan_.countries[mine[next]].code)) {
      observer.country_finished(++done, mine.size());
      ++next;
    }
  };
  std::future<void> saving;
  const auto saved = [&] {
    if (!saving.valid()) return;
    saving.get();
    observer.country_finished(++done, mine.size());
  };
  find_next();
  while (next < mine.size()) {
    auto result = observer.stop_requested() ? std::nullopt : run_country(mine[next], observer);
    saved();
    if (!result) return RunEnd::stopped;
    ++next;
    find_next();
    saving = std::async(
        background, [&store, kept = std::make_shared<const CountryResult>(std::move(*result))] { store.save(*kept); });
  }
  saved();
  return RunEnd::complete;
}

Results Ensemble::assemble(ShardStore& store) const { return model::assemble(plan_, *shared_, agents_, store); }

}  // namespace salus::model
