#pragma once
/// What would have to be true for the targets of para 18 to be met: plain arithmetic on the draws, each formula stated where it is shown.
#include <cstddef>
#include <string>
#include <vector>

#include "model/run/results.hpp"
#include "output/figures.hpp"

namespace salus::output {

/// By how many times what was achieved would have to be larger: 0 where nothing is needed, infinite where nothing (or harm) was achieved.
double times_larger(double needed, double achieved);

/// Countries that take part `years` after the first review: `first` of `listed` start, the others join with hazard `adoption`, all leave
/// with hazard `leaving`, none returns: F exp(-x t) + (N - F) h (exp(-x t) - exp(-h t)) / (h - x).
double countries_taking_part(double first, double listed, double years, double adoption, double leaving);
/// Lowest adoption hazard (up to 5 a year) with which that reaches `goal`; not a number where none does.
double adoption_needed(double goal, double first, double listed, double years, double leaving);
/// Highest exit hazard with which that still reaches `goal`; not a number where it does not even if none leaves.
double leaving_allowed(double goal, double first, double listed, double years, double adoption);

/// Total multiplier of the global half at which a mixed portfolio averts as much as one that spends everything locally.
double break_even_multiplier(double averted_all_local, double averted_mixed, double multiplier_mixed);

struct Requirements {
  bool known = false;                                          ///< false where 2030 is outside the horizon or only one scenario was run
  Interval count_times{}, rate_times{};                        ///< by how many times the effect on homicides of 2030 would have to be larger for the halving
  double count_halved_anyway = 0.0, rate_halved_anyway = 0.0;  ///< share of draws in which nothing is needed
  double nothing_averted = 0.0;                                ///< share of draws in which the programme averts no homicide in 2030
  Interval persistence{};                                      ///< violent incidents averted in the year after the budget over those of its last year
  // From indicators; not a number without them.
  Interval cities_missing{};      ///< more attributable cities needed for 100
  double cities_times = unknown;  ///< 100 over the middle number of attributable cities
  double people_times = unknown;  ///< 100 million over the middle number of people in reached cities
  double first_review = unknown, listed = 0.0, years = 0.0;
  double adoption_seen = unknown, leaving_seen = unknown, countries_by_formula = unknown;
  double adoption_for_25 = unknown, leaving_for_25 = unknown;
  double improved_share = unknown;  ///< countries improved over countries that joined, middle
};

/// For one scenario against the first.
Requirements requirements_of(const model::Results& results, std::size_t scenario);

struct BreakEven {
  bool known = false;  ///< false unless scenarios 'concept-note' and 'all-local' were run
  Interval needed{}, reached{};
  double probability = 0.0;  ///< share of draws in which the multiplier is at least the one needed
  double left_out = 0.0;     ///< share of draws in which either averts nothing, so that no multiplier is defined
};
BreakEven break_even(const model::Results& results);

}  // namespace salus::output
