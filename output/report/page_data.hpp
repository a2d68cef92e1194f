#pragma once
/// The numbers that the report shows, taken from the results once, for the page and its JSON alike.
#include <array>
#include <string>
#include <vector>

#include "model/run/results.hpp"
#include "output/report/fan_chart.hpp"

namespace salus::output {

/// 5, 50 and 95 % quantiles.
using Interval = std::array<double, 3>;

struct ScenarioRow {
  std::string id, title, story;
  std::vector<std::string> sources;
  model::Cents gross, direct, support;
  Interval violent{}, homicides{}, partner{};   ///< averted over the ten budget years, all countries
  double halving_rate = 0.0, halving_count = 0.0;
  std::array<Interval, model::target_group_count> group_averted{};
  std::array<double, model::target_group_count> added_benefit{};  ///< group's relative reduction minus the general one, median of draws
};

/// Budget of one scenario by half and item, all places together.
struct BudgetRow {
  std::string half, item;
  std::array<model::Cents, model::budget_years> gross{}, direct{}, support{};
};

struct LocationFan {
  std::string id, name, kind;
  std::vector<FanChart> charts;   ///< one a scenario that is shown
  std::string basis, sources;     ///< of a country's level
  std::vector<double> halving_rate;
};

struct PageData {
  std::vector<std::string> headline;
  std::vector<ScenarioRow> scenarios;
  std::vector<std::vector<BudgetRow>> budgets;  ///< [scenario]
  std::vector<LocationFan> aggregates, countries;
  std::size_t shown = 0;                        ///< the scenario that the fans show
};

PageData page_data(const model::Results& results);

}  // namespace salus::output
