#pragma once
/// What would have to be true for the targets of para 18 to be met: plain arithmetic on the draws, each formula stated
/// where it is shown.
#include <cstddef>
#include <optional>

#include "model/run/results.hpp"
#include "output/figures.hpp"
#include "output/words/message.hpp"

namespace salus::output {

/// By how many times what was achieved would have to be larger: 0 where nothing is needed, infinite where nothing (or
/// harm) was achieved.
double times_larger(double needed, double achieved);

/// Countries that take part `years` after the first review: `first` of `listed` start, the others join with hazard
/// `adoption`, all leave with hazard `leaving`, none returns: F exp(-x t) + (N - F) h (exp(-x t) - exp(-h t)) / (h -
/// x).
double countries_taking_part(double first, double listed, double years, double adoption, double leaving);
/// Lowest adoption hazard (up to 5 a year) with which that reaches `goal`; not a number where none does.
double adoption_needed(double goal, double first, double listed, double years, double leaving);
/// Highest exit hazard with which that still reaches `goal`; not a number where it does not even if none leaves.
double leaving_allowed(double goal, double first, double listed, double years, double adoption);

/// Countries that take part when a review reports, at least once: those that take part at the first review, and those
/// that join after it and take part at the second.
double countries_reviewed(double first, double listed, double adoption, double leaving);
/// Lowest adoption hazard (up to 5 a year) with which that reaches `goal`; not a number where none does.
double adoption_for_reviewed(double goal, double first, double listed, double leaving);

/// Total multiplier of the global half at which a mixed portfolio averts as much as one that spends everything locally.
double break_even_multiplier(double averted_all_local, double averted_mixed, double multiplier_mixed);

struct Requirements {
  bool known = false;  ///< false where 2030 is outside the horizon or only one scenario was run

  /// by how many times the effect on homicides of 2030 would have to be larger for the halving
  Interval count_times{};
  Interval rate_times{};

  /// share of draws in which nothing is needed
  double count_halved_anyway = 0.0;
  double rate_halved_anyway = 0.0;

  /// homicides of 2030 beyond the goal in the first scenario, middle
  double count_needed = 0.0;
  double rate_needed = 0.0;

  /// homicides averted in 2030, and in the last budget year, middle
  double averted_2030 = 0.0;
  double averted_last = 0.0;

  double nothing_averted = 0.0;  ///< share of draws in which the programme averts no homicide in 2030
  Interval persistence{};        ///< violent incidents averted in the year after the budget over those of its last year
  // From indicators; not a number without them.
  Interval cities_missing{};  ///< more attributable cities needed for 100

  /// attributable cities: mean, and share of draws with at least one
  double cities_mean = unknown;
  double cities_any = unknown;

  double cities_times = unknown;  ///< 100 over the middle number of attributable cities
  double people_times = unknown;  ///< 100 million over the middle number of people in reached cities

  /// countries that take part from the first year, middle; all
  double volunteers = unknown;
  double listed = 0.0;

  double years = 0.0;  ///< in which others join, up to the last budget year
  double adoption_seen = unknown;
  double leaving_seen = unknown;
  double countries_by_formula = unknown;
  double adoption_for_25 = unknown;
  double leaving_for_25 = unknown;
  double improved_share = unknown;  ///< countries improved over countries reviewed, middle

  /// middle
  double reviewed = unknown;
  double improved = unknown;

  /// countries reviewed by the formula; times that share
  double reviewed_by_formula = unknown;
  double improved_by_formula = unknown;

  double improved_at_all = unknown;  ///< if all listed are reviewed: their number times that share
  double improving_adoption =
      unknown;  ///< hazard of joining with which 25 improve at that share; not a number where none does

  /// share that would have to improve, of those reviewed and of all listed
  double share_at_reviewed = unknown;
  double share_at_all = unknown;

  double no_exit = unknown;  ///< countries that take part at the end if none leaves, by the formula
};

/// What the halving would need; `needed` fewer homicides in 2030 against `averted`, both middles. Above a hundredfold
/// the factor comes with what it is made of; there is none where nothing is averted. Nothing where it is not known.
/// @param begins a sentence, not the rest of one
std::optional<words::Message> halving_needs(const Interval& times, double needed, double averted, bool begins = false);

/// What 25 improved countries would need.
words::Message countries_needs(const Requirements& requirements, bool begins = false);

/// A small mean: one decimal, or that it is below that.
words::Text mean_in_words(double mean);

/// For one scenario against the first.
Requirements requirements_of(const model::Results& results, std::size_t scenario);

struct BreakEven {
  bool known = false;  ///< false unless scenarios 'concept-note' and 'all-local' were run
  Interval needed{};
  Interval reached{};
  double probability =
      0.0;             ///< share of the draws that are not left out in which the multiplier is at least the one needed
  double draws = 0.0;  ///< for which the multiplier is computed: at most the first `probe_draws`
  double left_out = 0.0;  ///< share of these in which the local half alone, or either portfolio, averts nothing: no
                          ///< multiplier is defined
};
BreakEven break_even(const model::Results& results);

}  // namespace salus::output
