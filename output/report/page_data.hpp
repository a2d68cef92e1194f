#pragma once
/// The numbers that the report shows, taken from the results once, for the page and its JSON alike.
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "model/run/results.hpp"
#include "output/agents.hpp"
#include "output/figures.hpp"
#include "output/monte_carlo.hpp"
#include "output/page/fan_chart.hpp"
#include "output/power.hpp"
#include "output/report/assumptions.hpp"
#include "output/report/framework.hpp"
#include "output/report/line_evidence.hpp"
#include "output/report/portfolio.hpp"
#include "output/report/requirements.hpp"
#include "output/rivals.hpp"

namespace salus::output {

/// What is averted over the ten budget years, a draw an entry; empty where the results do not keep it.
using AvertedDraws = model::EnumArray<std::vector<double>, model::LineFigure>;
/// Means over draws, with what tells whether a mean is one draw's accident.
struct AvertedMeans {
  model::EnumArray<double, model::LineFigure> mean{};
  model::EnumArray<double, model::LineFigure> error{};          ///< `monte_carlo_error`
  model::EnumArray<double, model::LineFigure> largest_share{};  ///< `largest_draw_share`
  /// the largest error of the column in which it stands, by which all of it is rounded; 0 where it stands alone
  model::EnumArray<double, model::LineFigure> unit{};
  Estimate estimate(model::LineFigure f) const {
    const Estimate own{mean[f], error[f]};
    return unit[f] > error[f] ? within_unit_of(unit[f], own) : own;
  }
};
/// Of what stands in one column, as parts and their sums: gives all one unit.
void give_one_unit(const std::vector<AvertedMeans*>& column);

/// A parameter that a scenario sets.
struct Setting {
  std::string name;
  double value = 0.0;
  model::Unit unit{};
};

struct ScenarioRow {
  std::string id;
  std::string title;
  std::string story;
  std::vector<std::string> sources;
  std::optional<int> price_year;  ///< whose dollars its budget is in; none: of the year in which they are paid
  model::Enrolment enrolment{};
  model::EnumArray<bool, model::Half> drawn_split;
  std::vector<Setting> settings;
  model::Cents gross;
  model::Cents direct;
  model::Cents support;

  /// averted over the ten budget years, all countries
  IntervalEstimate dalys = not_known;
  model::EnumArray<IntervalEstimate, model::CrimeType> averted{};
  IntervalEstimate violent{};  ///< the sum of unlike things that are called violent; nothing is ranked by it

  PlannedMoney planned;
  AvertedMeans means;  ///< DALYs are not a number without indicators
  Estimate halving_rate;
  Estimate halving_count;
  model::EnumArray<IntervalEstimate, model::TargetGroup> group_averted{};
  model::EnumArray<IntervalEstimate, model::TargetGroup>
      added_benefit{};                                          ///< group's relative reduction minus the general one
  model::EnumArray<Estimate, model::TargetGroup> gains_less{};  ///< share of draws in which that is below none
  IntervalEstimate general_reduction{};  ///< violent incidents averted over those of the first scenario
};

/// Budget of one scenario by half and item, all places together.
struct BudgetRow {
  model::Half half{};
  std::string item;
  std::string label;
  std::array<model::Cents, model::budget_years> gross{};
  std::array<model::Cents, model::budget_years> direct{};
  std::array<model::Cents, model::budget_years> support{};
};

/// What became of the money; not a number without indicators.
struct MoneyRow {
  IntervalEstimate planned;
  IntervalEstimate received;
  IntervalEstimate paid;
  IntervalEstimate support;
  IntervalEstimate lapsed;
  IntervalEstimate unabsorbed;
  IntervalEstimate fixed;
  IntervalEstimate too_small;
  IntervalEstimate own;
  IntervalEstimate transfers;
  IntervalEstimate posts;
};

/// How a line or an initiative acts under one scenario.
enum class Acts : std::uint8_t { on_violence, through_lines, around, process, not_bought };
inline constexpr auto acts_names = model::for_each_of<Acts, std::string_view>({
    {Acts::on_violence, "on_violence"},
    {Acts::through_lines, "through_local_lines"},
    {Acts::around, "measuring_adoption_or_money"},
    {Acts::process, "process_only"},
    {Acts::not_bought, "not_in_this_budget"},
});

/// What one line or one initiative did, means over draws.
struct ContributionRow {
  std::string id;                   ///< half and item, or paragraph and letter
  std::optional<model::Half> half;  ///< of a line
  std::string label;
  std::string note;
  std::vector<std::string> items;
  bool process_only = false;
  Acts acts = Acts::on_violence;
  bool figures = false;  ///< a local line that acts on violence is in it
  model::PaidUsd paid;
  AvertedMeans averted;
};

/// What the lines of one scenario did, what they did together, and what is left of the whole: it goes through the
/// country's violence.
struct LinesTable {
  std::vector<ContributionRow> rows;
  model::PaidUsd paid;
  AvertedMeans all;
  AvertedMeans feedback;
};

/// `local: I01 Lighting`, or the title of an initiative.
words::Text title_of(const ContributionRow& row);

/// A number of cities over draws.
struct CityCount {
  Estimate mean{unknown, unknown};  ///< `within_unit_of` the largest error of its column
  IntervalEstimate interval = not_known;
};

struct ClassRow {
  /// neither: all cities
  std::optional<model::Vulnerability> vulnerability;
  std::optional<model::CitySize> size;
  CityCount reached;
  CityCount judged;
  CityCount fell;
  CityCount fell_without;
  CityCount shown;
};

struct CityRow {
  std::uint32_t code = 0;
  std::string name;
  std::optional<model::Vulnerability> vulnerability;  ///< none: not in the tables
  Estimate reached;
  Estimate judged;
  Estimate fell;
  Estimate fell_without;
  Estimate shown;
  Estimate falsely_shown;
};

struct CountryCities {
  std::string id;
  std::string name;
  std::vector<CityRow> cities;  ///< by code
};

/// Scenarios of equal money, pair by pair.
struct RivalTable {
  RivalGroup group;
  struct Harmed {
    Harm harm;
    std::vector<std::vector<PairChance>> chances;  ///< [plan of the row][plan of the column]
  };
  std::vector<Harmed> harms;
};

struct LocationFan {
  std::string id;
  words::Text name;
  model::Location::Kind kind;
  page::FanChart chart;  ///< of the shown scenario

  /// of a country's level
  std::optional<model::Basis> basis = std::nullopt;
  std::string sources = {};

  std::vector<Estimate> halving_rate = {};
};

struct PageData {
  std::vector<words::Message> headline;
  int years_after_budget = 0;   ///< from the last budget year to 2030; 0 or below: the money runs at least as long
  bool against_nothing = true;  ///< the first scenario is no programme
  bool has_indicators = false;  ///< false for files of format 1: sections that rest on them are left out
  std::vector<ScenarioRow> scenarios;
  std::vector<PortfolioRow> portfolio;          ///< [scenario]
  std::vector<MoneyRow> money;                  ///< [scenario]
  std::vector<std::vector<BudgetRow>> budgets;  ///< [scenario]
  std::vector<LinesTable> lines;                ///< [scenario]
  std::vector<LineEvidence> behind;             ///< lines that any scenario buys, by id
  std::vector<PlanEvidence> plans_behind;       ///< [scenario]
  std::vector<PlanShares> shares;               ///< what the spread of lines comes from, of some plans
  std::vector<ContributionRow> initiatives;     ///< of the shown scenario
  std::vector<FrameworkRow> framework;          ///< of the shown scenario
  Requirements requirements;
  std::vector<RivalTable> rivals;  ///< scenarios of equal money
  std::vector<model::ScenarioIndex> without_rivals;
  std::optional<GlobalHalf> global_half;
  bool few_draws = false;
  model::EnumArray<std::optional<words::Message>, model::TargetGroup> group_basis;
  std::vector<ClassRow> classes;      ///< of the shown scenario; lower, middle, higher, all
  std::vector<ClassRow> sizes;        ///< the same; small, medium, large, all
  std::vector<CountryCities> cities;  ///< alphabetical by country, then code
  std::vector<AgentSummary> agents;   ///< of scenarios whose cities could run as agents
  std::vector<AssumptionGroup> assumptions;
  std::vector<LocationFan> aggregates;
  std::vector<LocationFan> countries;
  model::ScenarioIndex shown;  ///< the scenario that the page is about
};

PageData page_data(const model::Results& results);

// Parts of `page_data`, in page_programme.cpp.
std::vector<BudgetRow> budget_rows(const model::Results& results, const model::ScenarioResult& scenario);
MoneyRow money_row(const model::Results& results, model::ScenarioIndex scenario);
AvertedDraws averted_by_all(const model::Results& results, model::ScenarioIndex scenario);
AvertedMeans means_of(const AvertedDraws& draws);
LinesTable lines_table(const model::Results& results, model::ScenarioIndex scenario);
std::vector<ContributionRow> initiative_rows(const model::Results& results, model::ScenarioIndex scenario);
std::vector<ClassRow> class_rows(const model::Results& results, model::ScenarioIndex scenario);
std::vector<ClassRow> size_rows(const model::Results& results, model::ScenarioIndex scenario);
std::vector<CountryCities> city_rows(const model::Results& results, model::ScenarioIndex scenario);

}  // namespace salus::output
