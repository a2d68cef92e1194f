#pragma once
/// Eight draws of one country, side by side in the lanes of the kernels, every scenario on the same noise.
#include <map>
#include <memory>
#include <optional>

#include "model/country/block.hpp"
#include "model/country/kernel.hpp"
#include "model/run/agents.hpp"
#include "model/run/cities.hpp"

namespace salus::model {

/// A country of a run, as all of its blocks see it.
struct CountryTask {
  const RunPlan& plan;
  const SharedDraws& shared;
  CountryIndex position;
  const CountryInput& country;
  YearlyPersons person_years;
  CountryTask(const RunPlan& of_plan, const SharedDraws& of_shared, CountryIndex at)
      : plan(of_plan),
        shared(of_shared),
        position(at),
        country(of_plan.countries[at]),
        person_years(model::person_years(country)) {}
};

/// Shares of each group among the victims of each crime type, in one draw.
using GroupShares = FixedGrid<double, TargetGroup, CrimeType>;
GroupShares draw_group_shares(const CountryInput& country, const PooledNumbers& numbers);

/// One draw of a country, before any scenario.
struct CountryDraw {
  DrawIndex draw;
  ParameterDraw parameters;
  GroupShares groups;
  EnumArray<double, CrimeType> level{};  ///< log incidents per person-year at the start
  RatePerPerson before_rate;  ///< of homicide in those of the three years before the start that lie before the roll:
                              ///< the panel's past
  EnumArray<double, HalvingBase> halving_base{};
  PanelDraw panel;
};

/// The same under a scenario.
struct ScenarioDraw {
  ParameterDraw parameters;
  std::vector<ReachedCity> reached;
  YearlyFactors factors;  ///< on the country's rates, from the effects in reached cities
};

/// What the kernel summed up in one lane.
class LaneSums {
 public:
  LaneSums(const YearlySums& sums, Lane lane) : sums_(&sums), lane_(lane) {}
  double incidents(CrimeType type, YearIndex year) const { return sums_->incidents[index(type)][year][lane_]; }
  double active(YearIndex year) const { return sums_->active[year][lane_]; }
  double imprisoned(YearIndex year) const { return sums_->imprisoned[year][lane_]; }
  double exposure(YearIndex year) const { return sums_->exposure[year][lane_]; }
  double trust(YearIndex year) const { return sums_->trust[year][lane_]; }
  double capacity(YearIndex year) const { return sums_->capacity[year][lane_]; }
  /// In one of the three years before the start, which the country is run through.
  Incidents homicides_before(std::uint32_t year) const { return Incidents(sums_->homicides_before[year][lane_]); }

 private:
  const YearlySums* sums_;
  Lane lane_;
};

/// A scenario in one lane, and all that it came from.
struct LaneRun {
  const CountryDraw& draw;
  const ScenarioDraw& scenario;
  LaneSums sums;
};

/// A draw that cannot be run, or broke an invariant.
struct LaneFailure {
  std::uint32_t month = 0;
  DrawFault fault;
};

/// Outcomes of cities that run as agents, in place of the panel's.
using AgentOutcomes = std::map<AgentPair, AgentOutcome>;

/// Eight draws of a country as no scenario moves them. Too large for the stack.
struct BlockDraws {
  DrawIndex first;
  Positions<Lane> live;  ///< lanes with a draw of their own; those past the last draw of the run repeat it
  std::array<CountryDraw, block_lanes> draws;
  NoisePaths noise;
};

/// A scenario in all lanes, run. Too large for the stack.
struct BlockScenario {
  std::array<ScenarioDraw, block_lanes> draws;
  YearlySums sums{};
  std::array<std::optional<LaneFailure>, block_lanes> failures;
};

/// Eight draws with the first scenario run in them: what every other scenario needs and none moves.
struct PreparedBlock {
  BlockDraws draws;
  BlockScenario base;
};
/// Of its memory, lists included.
std::size_t bytes_of(const PreparedBlock& block);

class BlockRun {
 public:
  BlockRun(const CountryTask& task, const CountryPathsOwner& paths);

  /// Draws `first` and those after it, and their noise.
  void prepare(DrawIndex first);
  /// Takes draws in which the first scenario is run already.
  void take(std::shared_ptr<const PreparedBlock> prepared);
  /// What was prepared, with the first scenario, to be taken again. @pre the first scenario is run
  std::shared_ptr<const PreparedBlock> prepared() const { return block_; }
  Positions<Lane> live() const { return block_->draws.live; }

  /// Runs a scenario in all lanes. The first scenario goes first: the others are compared with it. Where a scenario
  /// sets nothing else than the first one, and its programme does nothing else, its sums are the first one's.
  void run(ScenarioIndex scenario, const AgentOutcomes& agents);
  /// Runs the first scenario's settings without any programme, in place of the first scenario.
  void run_without();

  const CountryDraw& draw(Lane lane) const { return block_->draws.draws[lane]; }
  /// The first scenario, and the one that was run last.
  LaneRun base(Lane lane) const { return {draw(lane), block_->base.draws[lane], {block_->base.sums, lane}}; }
  LaneRun last(Lane lane) const;
  /// Why the scenario that was run last failed in this lane.
  const std::optional<LaneFailure>& failure(Lane lane) const { return sums_of_last().failures[lane]; }
  /// The lane of another draw of this block.
  Lane lane_of(DrawIndex draw) const { return Lane(draw - block_->draws.first); }

 private:
  /// Too large for the stack.
  struct Memory {
    NoiseParameters noise{};
    StockParameters stocks{};
    ProgrammeFactors programme{};
    BlockScenario last;
  };

  void draw_country(CountryDraw& draw) const;
  /// What a scenario sets, and what its programme does.
  void set(ScenarioIndex scenario, const AgentOutcomes& agents, BlockScenario& out) const;
  std::vector<ReachedCity> reached(const CountryDraw& draw, const ParameterDraw& parameters, ScenarioIndex scenario,
                                   const AgentOutcomes& agents) const;
  bool same_as_base(ScenarioIndex scenario, const BlockScenario& set) const;
  void run_kernel(ScenarioIndex scenario, BlockScenario& run);
  const BlockScenario& sums_of_last() const { return last_is_base_ ? block_->base : memory_->last; }

  const CountryTask& task_;
  const CountryPathsOwner& paths_;
  const CountryKernel& kernel_;
  std::shared_ptr<PreparedBlock> own_;          ///< that this one drew
  std::shared_ptr<const PreparedBlock> block_;  ///< own_, or one that was taken
  bool last_is_base_ = true;                    ///< the sums that were run last are the first scenario's
  bool first_scenario_ = true;
  std::unique_ptr<Memory> memory_;
};

}  // namespace salus::model
