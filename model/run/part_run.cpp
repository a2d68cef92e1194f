#include "model/run/part_run.hpp"

#include <algorithm>
#include <atomic>
#include <functional>
#include <memory>

#include "model/run/block_run.hpp"
#include "model/run/city_record.hpp"
#include "model/run/collect.hpp"
#include "model/run/probe.hpp"

namespace salus::model {
namespace {

/// What eight draws add in no grid. They run beside others, and are joined in order.
struct BlockLists {
  std::vector<CityEntry> entries;
  std::vector<Failure> failures;
};

class PartRun {
 public:
  PartRun(const PartSetting& setting, CountryIndex position);

  /// The cities of this country that run as agents; before any block. @return false where `stop` said so.
  bool run_agents(const std::vector<AgentPair>& pairs, const Executor& executor, const std::function<bool()>& stop);
  void run_block(std::uint32_t block);
  CountryPart finish();
  std::uint32_t blocks() const { return (task_.shared.draws.count() + block_lanes - 1) / block_lanes; }

 private:
  using Pairs = std::span<const AgentPair>;
  /// Pairs of one draw and city.
  bool run_agents(const BlockRun& block, Pairs pairs, const Executor& executor, const std::function<bool()>& stop);
  void record(const BlockRun& run, Lane lane, ScenarioIndex scenario, BlockLists& lists);
  void mark_failed(DrawIndex draw);

  const Objectives& objectives_;
  BlockCache& cache_;
  CountryTask task_;
  CountryPathsOwner paths_;
  EndWindow window_;
  AgentOutcomes agents_;
  CountryPart part_;
  std::vector<BlockLists> lists_;  ///< [block]
};

PartRun::PartRun(const PartSetting& setting, CountryIndex position)
    : objectives_(setting.objectives),
      cache_(setting.cache),
      task_(setting.plan, setting.shared, position),
      paths_(task_.country),
      window_(EndWindow::of(setting.plan.start_year())),
      lists_(blocks()) {
  const auto& plan = task_.plan;
  const auto scenarios = plan.every_scenario();
  const DrawRange draws = task_.shared.draws;
  part_.code = task_.country.code;
  part_.scenarios = scenarios.count();
  part_.draws = draws;
  part_.headlines = {every<Headline>, scenarios, every<YearIndex>, draws};
  part_.own = {every<OwnSeries>, scenarios, every<YearIndex>, draws};
  part_.halving_base = {every<HalvingBase>, draws};
  part_.city_rates = {positions_in<CityIndex>(task_.country.cities), every<CityWindow>, draws};
  part_.sums = {every<CountrySum>, scenarios, draws};
  part_.lines = {task_.shared.programmes->lines, every<LineFigure>, draws};
  part_.probes = {scenarios, every<Variant>, draws.among_first(plan.probes().count())};
}

bool PartRun::run_agents(const std::vector<AgentPair>& all, const Executor& executor,
                         const std::function<bool()>& stop) {
  const auto in_range = [&](const AgentPair& pair) { return task_.shared.draws.holds(pair.draw); };
  std::optional<std::uint32_t> prepared;
  BlockRun run(task_, paths_);
  for (auto first = std::find_if(all.begin(), all.end(), in_range); first != all.end() && in_range(*first);) {
    const auto next = std::find_if(
        first, all.end(), [&](const AgentPair& pair) { return pair.draw != first->draw || pair.city != first->city; });
    if (const std::uint32_t block = first->draw / block_lanes; prepared != block) {
      run.prepare(DrawIndex(block * block_lanes));
      run.run_without();
      prepared = block;
    }
    // A draw that is refused here fails in its block too, and is in no figure.
    if (!run.failure(run.lane_of(first->draw)) && !run_agents(run, {first, next}, executor, stop)) return false;
    first = next;
  }
  return true;
}

bool PartRun::run_agents(const BlockRun& block, Pairs pairs, const Executor& executor,
                         const std::function<bool()>& stop) {
  const auto& [plan, shared, position, country, people] = task_;
  const LaneRun run = block.base(block.lane_of(pairs.front().draw));
  const DrawIndex d = run.draw.draw;
  CountryPath path{position, country, run.draw.parameters, run.draw.level, run.draw.panel, {}};
  for (const auto y : every<YearIndex>)
    for (const auto k : every<CrimeType>) path.incidents(y, k) = run.sums.incidents(k, y);
  std::vector<CityEffect> effects;
  for (const auto& pair : pairs) {
    const ParameterDraw p = with_overrides(run.draw.parameters, plan.scenarios[pair.scenario]);
    for (auto& reached : reached_cities(country, position, run.draw.panel, p,
                                        {shared.deliveries[pair.scenario], shared.courses(pair.scenario, d),
                                         shared.interventions[d], shared.places(d)},
                                        shared.keys[d]))
      if (reached.city == pair.city) effects.push_back(std::move(reached.effect));
  }
  auto outcomes = model::run_agents(plan, shared, path, pairs, effects, executor, stop);
  if (!outcomes) return false;
  auto outcome = outcomes->begin();
  for (const auto& pair : pairs) {
    part_.agents.push_back(outcome->run);
    agents_[pair] = std::move(*outcome++);
  }
  return true;
}

void PartRun::run_block(std::uint32_t b) {
  const DrawIndex first = task_.shared.draws.first() + b * block_lanes;
  BlockLists& lists = lists_[b];
  BlockRun run(task_, paths_);
  auto kept = cache_.find(task_.position, first);
  if (kept) run.take(kept);
  else run.prepare(first);
  std::array<bool, block_lanes> failed{};
  for (const auto lane : run.live())
    for (const auto base : every<HalvingBase>)
      part_.halving_base(base, first + std::uint32_t{lane}) = run.draw(lane).halving_base[base];
  for (const auto s : task_.plan.every_scenario()) {
    run.run(s, agents_);
    if (s == 0 && !kept) cache_.keep(task_.position, first, run.prepared());
    for (const auto lane : run.live()) {
      if (const auto& failure = run.failure(lane); failure && !failed[lane]) {
        failed[lane] = true;
        lists.failures.push_back({first + std::uint32_t{lane}, std::string(task_.country.code.name()),
                                  task_.plan.scenarios[s].id, failure->month, failure->fault});
      }
      collect(task_, run.base(lane), run.last(lane), s, part_);
      if (!failed[lane]) record(run, lane, s, lists);
    }
  }
  for (const auto lane : run.live())
    if (failed[lane]) mark_failed(first + std::uint32_t{lane});
}

void PartRun::record(const BlockRun& run, Lane lane, ScenarioIndex s, BlockLists& lists) {
  if (s == 0 && objectives_.proofs) record_baseline(task_, window_, run.base(lane), part_);
  record_cities(task_, window_, run.base(lane), run.last(lane), s, part_,
                objectives_.proofs ? &lists.entries : nullptr);
  if (objectives_.spread && part_.probes.draws().holds(run.draw(lane).draw)) probe(task_, run, lane, s, part_);
}

void PartRun::mark_failed(DrawIndex d) {
  const auto mark = [d](auto& grid, auto... at) { grid(at..., d) = not_a_number; };
  for (const auto s : task_.plan.every_scenario()) {
    for (const auto y : every<YearIndex>) {
      for (const auto h : every<Headline>) mark(part_.headlines, h, s, y);
      for (const auto o : every<OwnSeries>) mark(part_.own, o, s, y);
    }
    for (const auto sum : every<CountrySum>) mark(part_.sums, sum, s);
    for (const auto v : every<Variant>)
      if (part_.probes.draws().holds(d)) mark(part_.probes, s, v);
  }
  for (const auto line : part_.lines.along<LineIndex>())
    for (const auto figure : every<LineFigure>) mark(part_.lines, line, figure);
  for (const auto u : part_.city_rates.along<CityIndex>())
    for (const auto w : every<CityWindow>) mark(part_.city_rates, u, w);
}

CountryPart PartRun::finish() {
  for (auto& lists : lists_) {
    std::move(lists.failures.begin(), lists.failures.end(), std::back_inserter(part_.failures));
    part_.entries.insert(part_.entries.end(), lists.entries.begin(), lists.entries.end());
  }
  return std::move(part_);
}

}  // namespace

std::optional<std::vector<CountryPart>> run_parts(const PartSetting& setting, std::span<const CountryIndex> countries,
                                                  const RunObserver& observer) {
  std::vector<std::unique_ptr<PartRun>> runs;
  for (const CountryIndex c : countries) {
    runs.push_back(std::make_unique<PartRun>(setting, c));
    if (!runs.back()->run_agents(setting.agents.by_country[c], setting.executor,
                                 [&] { return observer.stop_requested(); }))
      return std::nullopt;
  }
  const std::uint32_t blocks = runs.front()->blocks();
  std::atomic<bool> stopped{false};
  for_each(setting.executor, positions_in<CountryIndex>(runs).count() * blocks, 1, [&](std::uint32_t i) {
    if (stopped || observer.stop_requested()) {
      stopped = true;
      return;
    }
    runs[i / blocks]->run_block(i % blocks);
  });
  if (stopped) return std::nullopt;
  std::vector<CountryPart> parts;
  for (auto& run : runs) parts.push_back(run->finish());
  return parts;
}

}  // namespace salus::model
