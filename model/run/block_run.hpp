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
GroupShares draw_group_shares(const CountryInput& country, RandomKey key);

/// One draw of a country, before any scenario.
struct CountryDraw {
  DrawIndex draw;
  ParameterDraw parameters;
  GroupShares groups;
  EnumArray<double, CrimeType> level{};  ///< log incidents per person-year at the start
  RatePerPerson before_rate;             ///< of homicide in the three years before the start: the panel's past
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

class BlockRun {
 public:
  BlockRun(const CountryTask& task, const CountryPathsOwner& paths);

  /// Draws `first` and those after it, and their noise. Lanes past the last draw of the run repeat it.
  void prepare(DrawIndex first);
  /// Lanes with a draw of their own.
  Positions<Lane> live() const { return live_; }

  /// Runs a scenario in all lanes. The first scenario goes first: the others are compared with it.
  void run(ScenarioIndex scenario, const AgentOutcomes& agents);
  /// Runs the first scenario's settings without any programme, in place of the first scenario.
  void run_without();

  const CountryDraw& draw(Lane lane) const { return memory_->draws[lane]; }
  /// The first scenario, and the one that was run last.
  LaneRun base(Lane lane) const { return {draw(lane), memory_->base[lane], {memory_->base_sums, lane}}; }
  LaneRun last(Lane lane) const;
  /// Why the scenario that was run last failed in this lane.
  const std::optional<LaneFailure>& failure(Lane lane) const { return failures_[lane]; }
  /// The lane of another draw of this block.
  Lane lane_of(DrawIndex draw) const { return Lane(draw - first_); }

 private:
  /// Too large for the stack.
  struct Memory {
    NoiseParameters noise{};
    NoisePaths paths;
    StockParameters stocks{};
    ProgrammeFactors programme{};
    YearlySums base_sums{};
    YearlySums sums{};
    std::array<CountryDraw, block_lanes> draws;
    std::array<ScenarioDraw, block_lanes> base;
    std::array<ScenarioDraw, block_lanes> last;
  };

  void draw_country(CountryDraw& draw) const;
  std::vector<ReachedCity> reached(const CountryDraw& draw, const ParameterDraw& parameters, ScenarioIndex scenario,
                                   const AgentOutcomes& agents) const;
  void run_kernel(ScenarioIndex scenario, const std::array<ScenarioDraw, block_lanes>& draws, YearlySums& sums);

  const CountryTask& task_;
  const CountryPathsOwner& paths_;
  const CountryKernel& kernel_;
  DrawIndex first_;
  Positions<Lane> live_;
  bool first_scenario_ = true;
  std::array<std::optional<LaneFailure>, block_lanes> failures_;
  std::unique_ptr<Memory> memory_;
};

}  // namespace salus::model
