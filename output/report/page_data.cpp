#include "output/report/page_data.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "output/monte_carlo.hpp"
#include "output/report/headline.hpp"
#include "output/words/location.hpp"
#include "output/words/sentences/places.hpp"

namespace salus::output {
namespace {

using model::LocationIndex;
using model::Results;
using model::ScenarioIndex;
using page::FanLevel;

/// The chart without its history.
page::FanChart fan(const Results& r, LocationIndex location, ScenarioIndex scenario) {
  const auto years = model::positions_in<model::YearIndex>(r.years);
  const bool few = too_few_draws(r);
  const auto rate = [&](ScenarioIndex of, model::YearIndex year, FanLevel level) {
    Estimate at = course_estimate(r, {location, model::Target::homicide_rate, of, year},
                                  model::at_level(page::fan_shares[level]));
    if (few && level != FanLevel::middle) at.value = unknown;
    return at;
  };
  std::vector<page::FanChart::Quantiles> rows(r.years.size());
  for (const auto y : years)
    for (const auto level : model::every<FanLevel>) rows[y][level] = rate(scenario, y, level).value;
  model::EnumArray<Estimate, FanLevel> last;
  for (const auto level : model::every<FanLevel>) last[level] = rate(scenario, years.last(), level);
  const words::Message by_few = words::places::ChartOfFew{.year = r.years.back(), .middle = last[FanLevel::middle]};
  const words::Message reading = words::places::ChartReading{.year = r.years.back(),
                                                             .middle = last[FanLevel::middle],
                                                             .half_low = last[FanLevel::low_50],
                                                             .half_high = last[FanLevel::high_50],
                                                             .low = last[FanLevel::low_95],
                                                             .high = last[FanLevel::high_95]};
  page::FanChart chart(words::places::Chart{.place = words::location_title(r, r.locations[location]),
                                            .title = words::Verbatim(r.scenarios[scenario].title)},
                       few ? by_few : reading);
  if (scenario != first_scenario)
    for (const auto y : years) chart.ghost.push_back(rate(first_scenario, y, FanLevel::middle).value);
  chart.years = r.years;
  chart.quantiles = std::move(rows);
  if (r.locations[location].kind != model::Location::Kind::total) {
    chart.width = 320;
    chart.height = 170;
  }
  return chart;
}

/// Published homicides of all countries of an aggregate, for the years in which every one of them has a figure.
std::vector<page::FanChart::Dot> joint_history(const Results& r, const model::Location& location) {
  std::map<int, std::pair<double, double>> sums;  // year -> weighted rate, people
  std::map<int, std::size_t> present;
  std::map<int, bool> held;
  std::size_t members = 0;
  for (const auto& c : r.countries) {
    if (location.kind == model::Location::Kind::region && location.id != model::region_names[c.region]) continue;
    ++members;
    for (const auto& o : c.history) {
      if (o.basis != model::Basis::observed) continue;
      sums[o.year].first += o.rate.value() * c.population.front();
      sums[o.year].second += c.population.front();
      ++present[o.year];
      held[o.year] = held[o.year] || o.held_out;
    }
  }
  std::vector<page::FanChart::Dot> dots;
  for (const auto& [year, sum] : sums)
    if (present[year] == members && members > 0) dots.push_back({year, sum.first / sum.second, held[year], false});
  return dots;
}

IntervalEstimate averted(const Results& r, const std::vector<model::Headline>& headlines, ScenarioIndex s) {
  return interval_estimate(averted_draws(r, total_aggregate(r), headlines, s, over_budget));
}

ScenarioRow scenario_row(const Results& r, ScenarioIndex s) {
  ScenarioRow row;
  const auto& scenario = r.scenarios[s];
  row.id = scenario.id;
  row.title = scenario.title;
  row.story = scenario.story;
  row.sources = scenario.sources;
  row.price_year = scenario.price_year;
  row.enrolment = scenario.enrolment;
  row.drawn_split = scenario.drawn_split;
  for (const auto& p : r.parameters)
    if (s < p.set.size() && !std::isnan(p.set[s])) row.settings.push_back({p.name, p.set[s], p.unit});
  for (const auto& m : scenario.money)
    for (std::size_t y = 0; y < model::budget_years; ++y) {
      row.gross += m.gross[y];
      row.direct += m.direct[y];
      row.support += m.support[y];
    }
  row.violent = averted(r, violent_headlines(), s);
  row.planned = planned_money(scenario);
  if (!r.indicators.empty()) row.dalys = interval_estimate(harm_averted(r, life_years, s));
  for (const auto k : model::every<model::CrimeType>) row.averted[k] = interval_estimate(harm_averted(r, k, s));
  row.means = means_of(averted_by_all(r, s));
  if (s != first_scenario) row.general_reduction = interval_estimate(general_reduction_draws(r, s));
  row.halving_rate = share_of_draws(r.halving.back().rate_probability[s], draws_kept(r));
  row.halving_count = share_of_draws(r.halving.back().count_probability[s], draws_kept(r));
  for (const auto g : model::every<model::TargetGroup>) {
    row.group_averted[g] = averted(r, {model::headline_of(g)}, s);
    if (s == first_scenario) continue;
    const auto added = added_benefit_draws(r, g, s);
    row.added_benefit[g] = interval_estimate(added);
    row.gains_less[g] = share_estimate(added, [](double v) { return v < 0.0; });
  }
  return row;
}

RivalTable rival_table(const Results& r, const RivalGroup& group) {
  RivalTable table{.group = group, .harms = {}};
  for (const Harm harm : harms(r)) {
    std::vector<std::vector<double>> averted;
    for (const auto s : group.plans) averted.push_back(harm_averted(r, harm, s));
    RivalTable::Harmed one{.harm = harm, .chances = {}};
    for (const auto& row : averted) {
      auto& chances = one.chances.emplace_back();
      for (const auto& column : averted) chances.push_back(pair_chance(row, column));
    }
    table.harms.push_back(std::move(one));
  }
  return table;
}

LocationFan location_fan(const Results& r, LocationIndex l, ScenarioIndex shown) {
  const auto& location = r.locations[l];
  LocationFan one{location.id, words::location_title(r, location), location.kind, fan(r, l, shown)};
  for (const double p : r.halving[l].rate_probability) one.halving_rate.push_back(share_of_draws(p, draws_kept(r)));
  if (location.kind != model::Location::Kind::country) {
    one.chart.history = joint_history(r, location);
    return one;
  }
  const auto& input = r.countries[l];
  for (const auto& o : input.history)
    one.chart.history.push_back({o.year, o.rate.value(), o.held_out, o.basis != model::Basis::observed});
  one.basis = input.level[model::CrimeType::homicide].basis;
  for (const auto& id : input.source_ids) one.sources += (one.sources.empty() ? "" : ", ") + id;
  return one;
}

/// @param whole all that is averted, said where the lines are beside no programme
void one_unit_a_column(LinesTable& lines, AvertedMeans& whole, bool against_nothing) {
  std::vector<AvertedMeans*> column{&lines.all};
  for (auto& row : lines.rows) column.push_back(&row.averted);
  if (against_nothing) column.insert(column.end(), {&lines.feedback, &whole});
  give_one_unit(column);
}

}  // namespace

PageData page_data(const Results& r) {
  PageData data;
  data.headline = headline_sentences(r);
  data.shown = shown_scenario(r);
  data.against_nothing = against_nothing(r);
  data.years_after_budget = 2030 - r.years[model::last_budget_year];
  data.has_indicators = !r.indicators.empty();
  for (const auto s : model::positions_in<ScenarioIndex>(r.scenarios)) {
    data.scenarios.push_back(scenario_row(r, s));
    data.money.push_back(money_row(r, s));
    data.budgets.push_back(budget_rows(r, r.scenarios[s]));
    data.lines.push_back(lines_table(r, s));
    one_unit_a_column(data.lines[s], data.scenarios[s].means, data.against_nothing);
  }
  data.behind = line_evidence(r);
  for (const auto s : model::positions_in<ScenarioIndex>(r.scenarios))
    data.plans_behind.push_back(plan_evidence(r, data.behind, s));
  data.shares = plan_shares(r);
  data.portfolio = portfolio_rows(r);
  data.initiatives = initiative_rows(r, data.shown);
  data.requirements = requirements_of(r, data.shown);
  if (data.shown != first_scenario) data.framework = framework_rows(r, data.shown, data.requirements);
  if (data.shown != first_scenario) data.global_half = global_half(r, data.shown);
  for (auto& group : rival_groups(r)) {
    if (group.plans.size() > 1) data.rivals.push_back(rival_table(r, group));
    else if (r.scenarios.size() > 1 && group.plans.front() != first_scenario)
      data.without_rivals.push_back(group.plans.front());
  }
  data.few_draws = too_few_draws(r);
  for (const auto g : model::every<model::TargetGroup>) data.group_basis[g] = group_basis(r, g);
  data.classes = class_rows(r, data.shown);
  data.sizes = size_rows(r, data.shown);
  data.cities = city_rows(r, data.shown);
  data.agents = agent_summaries(r);
  data.assumptions = assumption_groups(r);
  for (const auto l : model::positions_in<LocationIndex>(r.locations)) {
    const bool country = r.locations[l].kind == model::Location::Kind::country;
    (country ? data.countries : data.aggregates).push_back(location_fan(r, l, data.shown));
  }
  return data;
}

}  // namespace salus::output
