#pragma once
/// The results framework in the form that board papers use: one row an indicator of the concept note (paras 11, 12, 18,
/// 25; SDG 5, 11, 16).
#include <optional>
#include <string>
#include <vector>

#include "model/run/results.hpp"
#include "output/figures.hpp"
#include "output/report/requirements.hpp"
#include "output/words/message.hpp"

namespace salus::output {

/// Of the figures of a row.
enum class FrameworkUnit : std::uint8_t { one, per_year, per_100000_a_year, per_million, share, dollars };
/// As report.json has them.
inline constexpr auto framework_unit_names = model::for_each_of<FrameworkUnit, std::string_view>({
    {FrameworkUnit::one, "1"},
    {FrameworkUnit::per_year, "year-1"},
    {FrameworkUnit::per_100000_a_year, "1e-5 year-1"},
    {FrameworkUnit::per_million, "1e-6"},
    {FrameworkUnit::share, "share"},
    {FrameworkUnit::dollars, "USD"},
});

struct FrameworkRow {
  words::Plain group;     ///< heading over this and its neighbours of one kind
  std::string paragraph;  ///< of the concept note
  words::Text indicator;
  words::Text baseline;
  words::Text target;
  words::Text verification;
  words::Text assumption;

  FrameworkUnit unit = FrameworkUnit::one;  ///< of `with` and `without`

  /// what the model says; not a number where it does not say
  IntervalEstimate with = not_known;
  IntervalEstimate without = not_known;
  bool middles_only = false;  ///< draws of it are not kept, so that there is no interval

  /// of reaching the target
  Estimate probability{unknown, unknown};
  Estimate probability_without{unknown, unknown};

  bool first_screen = false;
  std::optional<words::Message> to_be_true = std::nullopt;  ///< what it would take, for targets of para 18
};

/// Rows for one scenario against the first.
std::vector<FrameworkRow> framework_rows(const model::Results& results, model::ScenarioIndex scenario,
                                         const Requirements& requirements);

/// Per draw: a group's relative reduction of life years lost to violence minus the general one, over the budget years.
std::vector<double> added_benefit_draws(const model::Results& results, model::TargetGroup group,
                                        model::ScenarioIndex scenario);
/// Per draw: life years of violence averted over those lost to it in the first scenario, budget years.
std::vector<double> general_reduction_draws(const model::Results& results, model::ScenarioIndex scenario);
/// On what a group's shares among victims rest: `data-informed: homicide (3 of 48 countries)` or `assumption`.
words::Message group_basis(const model::Results& results, model::TargetGroup group);
words::Message group_title(model::TargetGroup group);

}  // namespace salus::output
