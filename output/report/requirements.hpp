#pragma once
/// What would have to be true for the targets of para 18 to be met: plain arithmetic on the draws, each formula stated
/// where it is shown.
#include <cstddef>
#include <optional>

#include "model/run/results.hpp"
#include "output/figures.hpp"
#include "output/monte_carlo.hpp"
#include "output/words/message.hpp"

namespace salus::output {

/// What a target asks for, beside what was done for it.
struct Shortfall {
  double needed = 0.0;
  double achieved = 0.0;
};
/// By how many times what was achieved would have to be larger: 0 where nothing is needed, infinite where nothing (or
/// harm) was achieved.
double times_larger(const Shortfall& shortfall);

/// Those that start, of all that may.
struct CountryPool {
  model::Countries first;
  model::Countries listed;
};
/// Countries that take part some years after the first review: the first start, the others join with hazard h, all
/// leave with hazard x, none returns: F exp(-x t) + (N - F) h (exp(-x t) - exp(-h t)) / (h - x).
model::Countries countries_taking_part(const CountryPool& pool, model::Years years, model::JoiningHazard adoption,
                                       model::LeavingHazard leaving);
/// Lowest adoption hazard (up to 5 a year) with which that reaches `goal`; not a number where none does.
model::JoiningHazard adoption_needed(model::Countries goal, const CountryPool& pool, model::Years years,
                                     model::LeavingHazard leaving);
/// Highest exit hazard with which that still reaches `goal`; not a number where it does not even if none leaves.
model::LeavingHazard leaving_allowed(model::Countries goal, const CountryPool& pool, model::Years years,
                                     model::JoiningHazard adoption);

/// Countries that take part when a review reports, at least once: those that take part at the first review, and those
/// that join after it and take part at the second. @param to_first years from the first countries to the first review
model::Countries countries_reviewed(const CountryPool& pool, model::Years to_first, model::JoiningHazard adoption,
                                    model::LeavingHazard leaving);
/// Lowest adoption hazard (up to 5 a year) with which that reaches `goal`; not a number where none does.
model::JoiningHazard adoption_for_reviewed(model::Countries goal, const CountryPool& pool, model::Years to_first,
                                           model::LeavingHazard leaving);

/// What the halving of the number of homicides, or of their rate, would need.
struct HalvingNeed {
  IntervalEstimate times{};     ///< by how many times the effect on homicides of 2030 would have to be larger
  Estimate halved_anyway{};     ///< share of draws in which nothing is needed
  Estimate homicides{};         ///< of 2030 beyond the goal in the first scenario, middle
  bool against_nothing = true;  ///< else what is averted is a difference between two plans
};

/// What is averted in the year after the budget over what is in its last year.
struct Persistence {
  /// mean over mean, all draws; not a number where `last` may be nothing
  Estimate share{unknown, unknown};
  Estimate last{unknown, unknown};        ///< averted in the last year, mean
  IntervalEstimate of_draws = not_known;  ///< draw by draw, of those alone that avert any in the last year
  Estimate draws{unknown, unknown};       ///< share of these
};

struct Requirements {
  bool known = false;  ///< false where 2030 is outside the horizon or only one scenario was run

  HalvingNeed count;
  HalvingNeed rate;

  /// homicides averted in 2030, and in the last budget year, middle
  Estimate averted_2030;
  Estimate averted_last;

  Estimate nothing_averted;  ///< share of draws in which the programme averts no homicide in 2030
  /// life years (DALYs) of all crime types, and incidents of each
  Persistence persistence;
  model::EnumArray<Persistence, model::CrimeType> persistence_of{};
  // From indicators; not a number without them.
  IntervalEstimate cities_missing = not_known;  ///< more attributable cities needed for 100

  /// attributable cities: mean, and share of draws with at least one
  Estimate cities_mean{unknown, unknown};
  Estimate cities_any{unknown, unknown};

  Estimate cities_times{unknown, unknown};  ///< 100 over the middle number of attributable cities
  Estimate people_times{unknown, unknown};  ///< 100 million over the middle number of people in reached cities

  /// countries that take part from the first year, middle; all
  model::Countries volunteers{unknown};
  model::Countries listed;

  int first_review = 0;   ///< year of the first Habitat Assembly that reviews the programme
  model::Years to_first;  ///< from the first countries to that
  model::Years years;     ///< in which others join, up to the last budget year
  model::JoiningHazard adoption_seen{unknown};
  model::LeavingHazard leaving_seen{unknown};
  model::Countries countries_by_formula{unknown};
  model::JoiningHazard adoption_for_25{unknown};
  model::LeavingHazard leaving_for_25{unknown};
  double improved_share = unknown;  ///< countries improved over countries reviewed, middle

  /// middle
  model::Countries reviewed{unknown};
  model::Countries improved{unknown};

  /// countries reviewed by the formula; times that share
  model::Countries reviewed_by_formula{unknown};
  model::Countries improved_by_formula{unknown};

  model::Countries improved_at_all{unknown};         ///< if all listed are reviewed: their number times that share
  model::JoiningHazard improving_adoption{unknown};  ///< with which 25 improve at that share

  /// share that would have to improve, of those reviewed and of all listed
  double share_at_reviewed = unknown;
  double share_at_all = unknown;

  model::Countries no_exit{unknown};  ///< that take part at the end if none leaves, by the formula
};

/// What the halving would need. Above a hundredfold the factor comes with what it is made of; there is none where
/// nothing is averted. Nothing where it is not known.
/// @param averted homicides in 2030, middle. @param begins a sentence, not the rest of one
std::optional<words::Message> halving_needs(const HalvingNeed& need, const Estimate& averted, bool begins = false);

/// What 25 improved countries would need.
words::Message countries_needs(const Requirements& requirements, bool begins = false);

/// For one scenario against the first.
Requirements requirements_of(const model::Results& results, model::ScenarioIndex scenario);

/// What money for global functions has to make up for: a plan beside one that spends the same money in all locally.
struct LocalBeside {
  model::ScenarioIndex local;  ///< the latter: with the same local lines where there is one, else the first
  IntervalEstimate behind{};   ///< life years (DALYs) that it averts beyond the plan, draw by draw
  /// shares of draws in which it averts some and the plan as many or more, and in which it averts none or does harm: in
  /// these nothing is to be made up for
  Estimate made_up{unknown, unknown};
  Estimate none_locally{unknown, unknown};
};
/// What money for global functions does, by assumption, and what it has to make up for.
struct GlobalHalf {
  /// life years in reached cities beyond those of the same plan with functions that have no effect, draw by draw, in
  /// the draws in which that is known
  IntervalEstimate averted = not_known;
  Estimate mean{unknown, unknown};
  std::uint32_t draws = 0;            ///< these
  std::optional<LocalBeside> beside;  ///< where a plan has the same money and all of it local
};
/// None where the scenario has no money for global functions, or nothing is known of what it does.
std::optional<GlobalHalf> global_half(const model::Results& results, model::ScenarioIndex scenario);

}  // namespace salus::output
