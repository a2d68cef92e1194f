#include "model/run/country_run.hpp"

#include <algorithm>
#include <atomic>
#include <functional>

#include "model/run/block_run.hpp"
#include "model/run/city_record.hpp"
#include "model/run/collect.hpp"
#include "model/run/probe.hpp"
#include "model/run/quantiles.hpp"

namespace salus::model {
namespace {

class CountryRun {
 public:
  CountryRun(const RunPlan& plan, const SharedDraws& shared, CountryIndex position)
      : task_(plan, shared, position),
        paths_(task_.country),
        window_(EndWindow::of(plan.start_year())),
        record_(plan, shared, task_.country) {}

  /// The cities of this country that run as agents; before any block. @return false where `stop` said so.
  bool run_agents(const std::vector<AgentPair>& pairs, const Executor& executor, const std::function<bool()>& stop);
  void run_block(std::size_t block);
  CountryResult finish(const Executor& executor);
  std::size_t blocks() const { return record_.blocks.size(); }

 private:
  /// Pairs of one draw and city.
  bool run_agents(const BlockRun& block, const std::vector<AgentPair>& pairs, const Executor& executor,
                  const std::function<bool()>& stop);
  void record(const BlockRun& run, Lane lane, ScenarioIndex scenario, BlockRecord& block);

  CountryTask task_;
  CountryPathsOwner paths_;
  EndWindow window_;
  AgentOutcomes agents_;
  std::vector<AgentRun> agent_runs_;
  CountryRecord record_;
};

bool CountryRun::run_agents(const std::vector<AgentPair>& pairs, const Executor& executor,
                            const std::function<bool()>& stop) {
  std::optional<std::uint32_t> prepared;
  BlockRun run(task_, paths_);
  for (auto first = pairs.begin(); first != pairs.end();) {
    const auto next = std::find_if(first, pairs.end(), [&](const AgentPair& pair) {
      return pair.draw != first->draw || pair.city != first->city;
    });
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

bool CountryRun::run_agents(const BlockRun& block, const std::vector<AgentPair>& pairs, const Executor& executor,
                            const std::function<bool()>& stop) {
  const auto& [plan, shared, position, country] = task_;
  const LaneRun run = block.base(block.lane_of(pairs.front().draw));
  const DrawIndex d = run.draw.draw;
  CountryPath path{position, country, run.draw.parameters, run.draw.level, run.draw.panel, {}};
  for (const auto y : every<YearIndex>)
    for (const auto k : every<CrimeType>) path.incidents(y, k) = run.sums.incidents(k, y);
  std::vector<CityEffect> effects;
  for (const auto& pair : pairs) {
    const ParameterDraw p = with_overrides(run.draw.parameters, plan.scenarios[pair.scenario]);
    for (auto& reached :
         reached_cities(country, position, run.draw.panel, p,
                        {shared.deliveries[pair.scenario], shared.courses(pair.scenario, d), shared.interventions[d]},
                        shared.keys[d]))
      if (reached.city == pair.city) effects.push_back(std::move(reached.effect));
  }
  auto outcomes = model::run_agents(plan, shared, path, pairs, effects, executor, stop);
  if (!outcomes) return false;
  auto outcome = outcomes->begin();
  for (const auto& pair : pairs) {
    agent_runs_.push_back(outcome->run);
    agents_[pair] = std::move(*outcome++);
  }
  return true;
}

void CountryRun::run_block(std::size_t b) {
  const DrawIndex first(static_cast<std::uint32_t>(b) * block_lanes);
  BlockRecord& block = record_.blocks[b];
  BlockRun run(task_, paths_);
  run.prepare(first);
  std::array<bool, block_lanes> failed{};
  for (const auto lane : run.live())
    for (const auto base : every<HalvingBase>)
      record_.halving_base(base, first + std::uint32_t{lane}) = run.draw(lane).halving_base[base];
  for (const auto s : task_.plan.every_scenario()) {
    run.run(s, agents_);
    for (const auto lane : run.live()) {
      if (const auto& failure = run.failure(lane); failure && !failed[lane]) {
        failed[lane] = true;
        block.failures.push_back({first + std::uint32_t{lane}, std::string(task_.country.code.name()),
                                  task_.plan.scenarios[s].id, failure->month, failure->fault});
      }
      collect(run.last(lane), task_.country, s, record_);
      collect_averted(task_, run.base(lane), run.last(lane), s, record_);
      if (!failed[lane]) record(run, lane, s, block);
    }
  }
  for (const auto lane : run.live()) {
    if (!failed[lane]) {
      block.live += 1.0;
      continue;
    }
    record_.mark_failed(first + std::uint32_t{lane});
    for (const auto line : block.lines.along<LineIndex>())
      for (const auto figure : every<LineFigure>) block.lines(lane, line, figure) = 0.0;
  }
}

void CountryRun::record(const BlockRun& run, Lane lane, ScenarioIndex s, BlockRecord& block) {
  if (s == 0) record_baseline(task_, window_, run.base(lane), record_);
  record_cities(task_, window_, run.base(lane), run.last(lane), s, lane, record_, block);
  if (run.draw(lane).draw < task_.plan.probes().size()) probe(task_, run, lane, s, record_);
}

/// The series that are kept draw by draw: values of the first scenario, differences of the others.
void copy_headlines(const CountryRecord& record, CountryResult& out) {
  for (const auto s : out.headlines.along<ScenarioIndex>())
    for (const auto y : every<YearIndex>) {
      const auto copy = [&](std::span<const Single> from, Headline to) {
        std::copy(from.begin(), from.end(), out.headlines.row(to, s, y).begin());
      };
      for (const auto k : every<CrimeType>)
        copy(record.values.row(s == 0 ? incidents_of(k) : averted_of(k), s, y), headline_of(k));
      for (const auto g : every<TargetGroup>)
        copy(s == 0 ? record.values.row(victimisations_of(g), s, y) : record.groups_averted.row(g, s, y),
             headline_of(g));
      for (const auto u : every<UrbanSeries>)
        copy(s == 0 ? record.values.row(target_of(u), s, y) : record.urban_averted.row(u, s, y), headline_of(u));
    }
}

void write_city_rates(const CountryRecord& record, CountryResult& out) {
  SortScratch sort;
  FixedGrid<Single, QuantileIndex> levels;
  for (const auto u : out.city_rates.along<CityIndex>())
    for (const auto window : every<CityWindow>) {
      write_quantiles(record.city_rates.row(u, window), levels.cells, sort);
      for (const auto level : every<IntervalLevel>) out.city_rates(u, window, level) = levels(interval_levels[level]);
    }
}

/// Joins the blocks in order.
void join_blocks(CountryRecord& record, CountryResult& out) {
  double live = 0.0;
  const auto all_lines = record.blocks.front().lines.along<LineIndex>();
  Grid<double, LineIndex, LineFigure> lines(all_lines, every<LineFigure>);
  for (auto& block : record.blocks) {
    live += block.live;
    for (const auto lane : every<Lane>)
      for (const auto line : all_lines)
        for (const auto figure : every<LineFigure>) lines(line, figure) += block.lines(lane, line, figure);
    std::move(block.failures.begin(), block.failures.end(), std::back_inserter(out.failures));
    out.entries.insert(out.entries.end(), block.entries.begin(), block.entries.end());
  }
  out.lines = {all_lines, every<LineFigure>};
  for (const auto line : all_lines)
    for (const auto figure : every<LineFigure>) out.lines(line, figure) = live > 0.0 ? lines(line, figure) / live : 0.0;
}

CountryResult CountryRun::finish(const Executor& executor) {
  const RunPlan& plan = task_.plan;
  CountryResult out;
  out.code = task_.country.code;
  out.scenarios = plan.every_scenario().count();
  out.draws = plan.draws;
  out.population.assign(record_.person_years.begin(), record_.person_years.end());
  out.quantiles = {every<Target>, plan.every_scenario(), every<YearIndex>, every<QuantileIndex>};
  executor.for_blocks(target_count, 1, [&](std::size_t t, std::size_t) {
    SortScratch sort;
    const auto target = enumerator_after(Target{}, t);
    for (const auto s : plan.every_scenario())
      for (const auto y : every<YearIndex>)
        write_quantiles(record_.values.row(target, s, y), out.quantiles.row(target, s, y), sort);
  });
  out.headlines = {every<Headline>, plan.every_scenario(), every<YearIndex>, plan.every_draw()};
  copy_headlines(record_, out);
  out.city_rates = {record_.city_rates.along<CityIndex>(), every<CityWindow>, every<IntervalLevel>};
  write_city_rates(record_, out);
  join_blocks(record_, out);
  out.halving_base = std::move(record_.halving_base);
  out.sums = std::move(record_.sums);
  out.probes = std::move(record_.probes);
  out.agents = std::move(agent_runs_);
  return out;
}

}  // namespace

std::optional<CountryResult> run_country(const RunPlan& plan, const SharedDraws& shared, const AgentPlan& agents,
                                         const Executor& executor, CountryIndex country, const RunObserver& observer) {
  CountryRun run(plan, shared, country);
  if (!run.run_agents(agents.by_country[country], executor, [&] { return observer.stop_requested(); }))
    return std::nullopt;
  std::atomic<bool> stopped{false};
  executor.for_blocks(run.blocks(), 1, [&](std::size_t block, std::size_t) {
    if (stopped || observer.stop_requested()) {
      stopped = true;
      return;
    }
    run.run_block(block);
  });
  if (stopped) return std::nullopt;
  return run.finish(executor);
}

}  // namespace salus::model
