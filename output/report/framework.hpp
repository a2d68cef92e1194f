#pragma once
/// The results framework in the form that board papers use: one row an indicator of the concept note (paras 11, 12, 18,
/// 25; SDG 5, 11, 16).
#include <string>
#include <vector>

#include "model/run/results.hpp"
#include "output/figures.hpp"
#include "output/report/requirements.hpp"

namespace salus::output {

struct FrameworkRow {
  std::string group;
  std::string paragraph;
  std::string indicator;
  std::string baseline;
  std::string target;
  std::string verification;
  std::string assumption;
  std::string unit = "1";  ///< of `with` and `without`: 1, year-1, 1e-5 year-1, 1e-6, share, USD

  /// what the model says; not a number where it does not say
  Interval with = unknown_interval;
  Interval without = unknown_interval;

  /// of reaching the target
  double probability = unknown;
  double probability_without = unknown;

  bool first_screen = false;
  std::string to_be_true;  ///< what it would take, for targets of para 18
};

/// Rows for one scenario against the first.
std::vector<FrameworkRow> framework_rows(const model::Results& results, std::size_t scenario,
                                         const Requirements& requirements);

/// Per draw: a group's relative reduction of victimisations minus the general one, over the budget years.
std::vector<double> added_benefit_draws(const model::Results& results, std::size_t group, std::size_t scenario);
/// Per draw: violent incidents averted over those of the first scenario, budget years.
std::vector<double> general_reduction_draws(const model::Results& results, std::size_t scenario);
/// On what a group's shares among victims rest: `data-informed: homicide (3 of 48 countries)` or `assumption`.
std::string group_basis(const model::Results& results, std::size_t group);

inline constexpr model::Names<model::TargetGroup> group_titles{
    {"Women", "Children and youth", "Older persons", "Persons with disabilities", "Poor"}};

}  // namespace salus::output
