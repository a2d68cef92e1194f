#include "model/run/evaluator.hpp"

#include <stdexcept>

#include "model/run/part_run.hpp"

namespace salus::model {
namespace {

constexpr ScenarioIndex baseline(0u);
constexpr ScenarioIndex candidate(1u);

}  // namespace

Evaluator::Evaluator(RunPlan plan, const Executor& executor, std::size_t kept_bytes)
    : plan_(std::move(plan)), executor_(executor), cache_(plan_, kept_bytes) {
  check(plan_);
  if (plan_.scenarios.size() != 1) throw std::invalid_argument("an evaluator begins with the baseline alone");
  const Programmes programmes(plan_);
  for (const auto block : plan_.every_block()) {
    common_.push_back(draw_common(plan_, plan_.draws_of(block), executor));
    base_courses_.push_back(run_courses(plan_, programmes, *common_.back(), baseline, executor));
  }
}

Results Evaluator::run(const Objectives& objectives) {
  const auto programmes = std::make_shared<const Programmes>(plan_);
  const auto agents = plan_agents(plan_, programmes, executor_);
  std::vector<CountryIndex> countries;
  for (const auto c : plan_.every_country()) countries.push_back(c);
  Fold fold(plan_, *programmes, agents, executor_, objectives);
  std::vector<std::vector<CountryPart>> parts;  // [block][country], where quantiles need all of them
  for (const auto block : plan_.every_block()) {
    const auto& common = common_[block];
    const SharedDraws shared(programmes, common,
                             {base_courses_[block], run_courses(plan_, *programmes, *common, candidate, executor_)});
    auto ran = run_parts({plan_, shared, agents, executor_, objectives, cache_}, countries, QuietObserver());
    for (const auto c : countries) fold.add_to_sums(c, (*ran)[c]);
    fold.close_sums(shared);
    if (objectives.quantiles) parts.push_back(std::move(*ran));
  }
  fold.finish_sums();
  if (objectives.quantiles)
    for (const auto c : countries)
      for (const auto block : plan_.every_block()) fold.add_to_country(c, block, parts[block][c]);
  return fold.finish();
}

Evaluation Evaluator::evaluate(const Scenario& scenario, const Objectives& objectives) {
  Evaluation out;
  plan_.scenarios.resize(1);
  plan_.scenarios.push_back(scenario);
  try {
    check(plan_);
    const Results results = run(objectives);
    out.indicators = {every<Indicator>, plan_.every_draw()};
    for (const auto i : every<Indicator>)
      std::ranges::copy(results.indicators.row(i, candidate), out.indicators.row(i).begin());
    if (!objectives.quantiles) return out;
    const auto locations = results.quantiles.along<LocationIndex>();
    out.quantiles = {locations, every<Target>, every<YearIndex>, every<QuantileIndex>};
    for (const auto l : locations)
      for (const auto t : every<Target>)
        for (const auto y : every<YearIndex>)
          std::ranges::copy(results.quantiles.row(l, t, candidate, y), out.quantiles.row(l, t, y).begin());
  } catch (const std::invalid_argument& refusal) {  // an item or place that is not known, another start
    out.refused = refusal.what();
  } catch (const RunFailure& failure) {
    out.refused = failure.what();
  }
  return out;
}

}  // namespace salus::model
