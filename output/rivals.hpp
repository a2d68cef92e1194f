#pragma once
/// Which scenarios may be called better than others, and how sure that is: on equal money only, one kind of harm at a
/// time (life years, or one crime type; unlike ones are never added), on the same draws.
#include <optional>
#include <string_view>
#include <vector>

#include "model/run/results.hpp"
#include "output/figures.hpp"

namespace salus::output {

/// What is averted: disability-adjusted life years (none), or incidents of one crime type.
using Harm = std::optional<model::CrimeType>;
inline constexpr Harm life_years = std::nullopt;
/// Life years where the results know them, then the crime types.
std::vector<Harm> harms(const model::Results& results);
/// `dalys`, or the name of the type.
std::string_view harm_name(Harm harm);
/// Averted over the budget years in all countries, a draw an entry; empty where not known.
std::vector<double> harm_averted(const model::Results& results, Harm harm, model::ScenarioIndex scenario);

/// What a scenario plans to spend in all, support cost included. Equal amounts of unlike dollars are not equal money.
struct PlannedMoney {
  model::Cents local;
  model::Cents global;
  std::optional<int> price_year{};  ///< whose dollars; none: of the year in which they are paid
  model::Cents total() const { return local + global; }
  friend bool operator==(const PlannedMoney&, const PlannedMoney&) = default;
};
PlannedMoney planned_money(const model::ScenarioResult& scenario);

/// How two scenarios stand to each other. Rivals have equal money in both halves. A plan and the same local plan with
/// more money are none, nor are other amounts: the one with more would be called better for its money.
enum class Rivalry : std::uint8_t { rivals, same_plan_other_money, other_money };
inline constexpr auto rivalry_names = model::for_each_of<Rivalry, std::string_view>({
    {Rivalry::rivals, "rivals"},
    {Rivalry::same_plan_other_money, "not rivals: the same local plan with other money"},
    {Rivalry::other_money, "not rivals: other money"},
});
Rivalry rivalry(const model::ScenarioResult& one, const model::ScenarioResult& other);

/// Of two scenarios on the same draws.
struct PairChance {
  double chance = unknown;  ///< that the first averts more; draws in which both avert as much count half
  double error = unknown;   ///< Monte Carlo error of it
  bool tied = false;        ///< no further from one half than two errors
  bool alike = false;       ///< both avert the same in every draw
};
PairChance pair_chance(const std::vector<double>& one, const std::vector<double>& other);

/// By how much a plan falls short of the best of its rivals, draw by draw: what choosing it costs who does not know
/// which draw is true.
struct ExpectedLoss {
  double mean = unknown;
  double error = unknown;          ///< Monte Carlo error of the mean
  double largest_share = unknown;  ///< of the sum, the largest draw's; 0 where nothing is lost
  bool least = false;              ///< no other has less; the first of several
  bool tied = false;  ///< its loss is no further from the least than two errors of their difference, draw by draw
};
/// @param averted of each plan, a draw an entry; a draw that is not a number for any of them counts for none
std::vector<ExpectedLoss> expected_losses(const std::vector<std::vector<double>>& averted);

/// Scenarios of equal money, in the order of the results; there may be one alone.
struct RivalGroup {
  PlannedMoney money;
  std::vector<model::ScenarioIndex> plans;
  std::vector<ExpectedLoss> losses;  ///< [plan] in life years; empty where these are not known or it stands alone
  const ExpectedLoss* loss_of(model::ScenarioIndex scenario) const;
  /// Whether another is tied with the one that is expected to lose least, so that none stands out.
  bool least_is_tied() const;
};
/// By the first of their plans.
std::vector<RivalGroup> rival_groups(const model::Results& results);
/// The group of one scenario. @pre it is in one of them
const RivalGroup& group_of(const std::vector<RivalGroup>& groups, model::ScenarioIndex scenario);

/// `scenario,other,money,harm,probability_averts_more,monte_carlo_error,tied`: every pair once, in the order given; a
/// pair that is none of rivals has one row, which says why, and no chance.
std::string pair_table(const model::Results& results);

}  // namespace salus::output
