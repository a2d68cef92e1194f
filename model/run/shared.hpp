#pragma once
/// What all countries of a run share, drawn once a draw: keys, pooled parameters, interventions, the course of each
/// programme.
#include <memory>

#include "model/core/executor.hpp"
#include "model/programme/delivery.hpp"
#include "model/run/plan.hpp"

namespace salus::model {

/// What scenarios say of their programmes, laid out for all countries; the same in every draw.
struct Programmes {
  explicit Programmes(const RunPlan& plan);
  std::vector<Portfolio> portfolios;  ///< [scenario]
  std::vector<Delivery> deliveries;   ///< [scenario]
  std::vector<LineIndex> first_line;  ///< [scenario] lines of all scenarios, one after the other
  Positions<LineIndex> lines;
  std::vector<Discount> discounts;  ///< [scenario]
  UsdPerPerson mean_income;         ///< at market exchange rates, population-weighted mean of the countries
  UsdPerPerson poorer_income;       ///< of those below high income; of all where there are none
  UsdPerPerson reference_income;    ///< that of the value's home
};

/// What a range of draws shares whatever the scenarios. A draw is a function of the plan and its number alone, whatever
/// range it is in.
struct CommonDraws {
  CommonDraws(const RunPlan& plan, DrawRange range);

  DrawRange draws;
  DrawGrid<RandomKey> keys;
  DrawGrid<PooledNumbers> numbers;  ///< of what all countries share
  DrawGrid<ParameterDraw> pooled;   ///< (a country's own are 0)
  DrawGrid<std::vector<InterventionDraw>> interventions;
  DrawGrid<EnumArray<LifeYearsPerIncident, CrimeType>> dalys;
  DrawGrid<EnumArray<UsdPerIncident, CrimeType>> costs;  ///< in the United States
  /// The pick-freeze partners of the first draws, by the kind of knowledge that is kept.
  DrawGrid<std::vector<InterventionDraw>, Knowledge> partner_interventions;
};
/// @throws std::runtime_error where 64 sets of pooled parameters in a row are refused.
std::shared_ptr<const CommonDraws> draw_common(const RunPlan& plan, DrawRange draws, const Executor& executor);

/// The courses of one scenario's programme in a range of draws.
struct ScenarioCourses {
  DrawGrid<Course> all;
  DrawGrid<Course, Knowledge> partners;  ///< of the first draws
  /// Of the first draws; without countries where global functions have no effect as it is.
  DrawGrid<Course> without_global;
};
std::shared_ptr<ScenarioCourses> run_courses(const RunPlan& plan, const Programmes& programmes,
                                             const CommonDraws& common, ScenarioIndex scenario,
                                             const Executor& executor);

/// All of it for the scenarios of a plan.
class SharedDraws {
  std::shared_ptr<const CommonDraws> common_;
  std::vector<std::shared_ptr<ScenarioCourses>> courses_;  ///< [scenario]

 public:
  SharedDraws(std::shared_ptr<const Programmes> of, std::shared_ptr<const CommonDraws> common,
              std::vector<std::shared_ptr<ScenarioCourses>> courses);

  std::shared_ptr<const Programmes> programmes;
  const std::vector<Portfolio>& portfolios;  ///< of the programmes
  const std::vector<Delivery>& deliveries;
  const std::vector<Discount>& discounts;

  // of the common draws
  const DrawRange draws;
  const DrawGrid<RandomKey>& keys;
  const DrawGrid<PooledNumbers>& numbers;
  const DrawGrid<ParameterDraw>& pooled;
  const DrawGrid<std::vector<InterventionDraw>>& interventions;
  const DrawGrid<EnumArray<LifeYearsPerIncident, CrimeType>>& dalys;
  const DrawGrid<EnumArray<UsdPerIncident, CrimeType>>& costs;
  const DrawGrid<std::vector<InterventionDraw>, Knowledge>& partner_interventions;

  /// What effects in any place of a draw follow from; whatever a scenario sets.
  EffectPlace places(DrawIndex d) const { return {keys[d], 0, 0, pooled[d][Parameter::between_countries]}; }
  Course& courses(ScenarioIndex s, DrawIndex d) { return courses_[s]->all[d]; }
  const Course& courses(ScenarioIndex s, DrawIndex d) const { return courses_[s]->all[d]; }
  const Course& partner_courses(Knowledge kept, ScenarioIndex s, DrawIndex d) const {
    return courses_[s]->partners(kept, d);
  }
  const Course& courses_without_global(ScenarioIndex s, DrawIndex d) const { return courses_[s]->without_global[d]; }
};

/// @throws std::invalid_argument where scenarios differ in view or start year, or the grain is no multiple of eight.
void check(const RunPlan& plan);

/// Partner of a draw: the other of its pair, which stands in the same block of lanes; the last of an odd number has
/// none but itself.
constexpr DrawIndex partner_of(DrawIndex draw, Positions<DrawIndex> draws) {
  const DrawIndex other(draw ^ 1u);
  return other < draws.size() ? other : draw;
}

/// Person-years of a country, or of several, in each year of the horizon.
using YearlyPersons = FixedGrid<double, YearIndex>;
YearlyPersons person_years(const CountryInput& country);

/// Share of the people whom surveys ask: 15 years and over. That of the start, as in the levels
/// (calibration/README.md), so that it moves no prevalence.
double adult_share(const CountryInput& country);

/// The parameters of one country in one draw, before a scenario sets any.
ParameterDraw drawn_parameters(const RunPlan& plan, const SharedDraws& shared, const CountryInput& country,
                               DrawIndex draw);

/// A draw's parameters as a scenario sets them.
ParameterDraw with_overrides(ParameterDraw parameters, const Scenario& scenario);

/// Draws a range, whose first draw is the first of a block of eight.
/// @throws std::runtime_error where 64 sets of pooled parameters in a row are refused.
std::unique_ptr<SharedDraws> draw_shared(const RunPlan& plan, std::shared_ptr<const Programmes> programmes,
                                         DrawRange draws, const Executor& executor);
/// All draws of the plan.
std::unique_ptr<SharedDraws> draw_shared(const RunPlan& plan, const Executor& executor);

/// Whether a run is so small that the courses of all its draws stay in memory.
bool keeps_all_courses(const RunPlan& plan);

/// What the blocks of draws of a run share, drawn when it is asked for. All of it stays while the run is small; of a
/// larger one, the last block.
class SharedBlocks {
 public:
  SharedBlocks(const RunPlan& plan, const Executor& executor);
  const std::shared_ptr<const Programmes>& programmes() const { return programmes_; }
  /// Valid until the next call. Never called twice at once.
  const SharedDraws& of(DrawBlock block);

 private:
  const RunPlan& plan_;
  const Executor& executor_;
  std::shared_ptr<const Programmes> programmes_;
  bool keep_all_;
  std::vector<std::unique_ptr<SharedDraws>> blocks_;  ///< [block]
};

}  // namespace salus::model
