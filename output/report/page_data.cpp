#include "output/report/page_data.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "output/report/headline.hpp"
#include "output/summary.hpp"

namespace salus::output {
namespace {

using model::Results;

constexpr std::array<std::size_t, 7> fan_levels{1, 3, 6, 11, 16, 19, 21};  // 2.5, 10, 25, 50, 75, 90, 97.5 %

double quantile_at(const Results& r, std::size_t location, std::size_t target, std::size_t scenario, std::size_t year, std::size_t level) {
  const std::size_t T = model::targets().size(), S = r.scenarios.size(), Y = r.years.size(), Q = model::quantile_levels.size();
  return static_cast<double>(r.quantiles[(((location * T + target) * S + scenario) * Y + year) * Q + level]);
}

FanChart fan(const Results& r, std::size_t location, std::size_t scenario, bool small) {
  FanChart chart;
  const std::size_t rate = model::target_index("homicide_rate");
  chart.years = r.years;
  for (std::size_t y = 0; y < r.years.size(); ++y) {
    std::vector<double> row;
    for (const std::size_t level : fan_levels) row.push_back(quantile_at(r, location, rate, scenario, y, level));
    chart.quantiles.push_back(row);
    if (scenario > 0) chart.ghost.push_back(quantile_at(r, location, rate, 0, y, 11));
  }
  chart.title = "Homicides per 100,000 people a year, " + r.locations[location].name + ", " + r.scenarios[scenario].title;
  const auto& last = chart.quantiles.back();
  const auto text = [](double v) { return std::to_string(std::round(v * 100.0) / 100.0).substr(0, 5); };
  chart.description = "In " + std::to_string(r.years.back()) + " the middle is " + text(last[3]) + ", half of all draws lie between " + text(last[2]) + " and " + text(last[4]) + ", 95 % between " + text(last[0]) + " and " + text(last[6]) + ".";
  if (small) chart.width = 320, chart.height = 170;
  return chart;
}

/// Published homicides of all countries of an aggregate, for the years in which every one of them has a figure.
std::vector<FanChart::Dot> joint_history(const Results& r, const model::Location& location) {
  std::map<int, std::pair<double, double>> sums;  // year -> weighted rate, people
  std::map<int, std::size_t> present;
  std::map<int, bool> held;
  std::size_t members = 0;
  for (const auto& c : r.countries) {
    if (location.kind == model::Location::Kind::region && location.id != model::region_names[model::index(c.region)]) continue;
    ++members;
    for (const auto& o : c.history) {
      if (o.basis != model::Basis::observed) continue;
      sums[o.year].first += o.rate * c.population.front();
      sums[o.year].second += c.population.front();
      ++present[o.year];
      held[o.year] = held[o.year] || o.held_out;
    }
  }
  std::vector<FanChart::Dot> dots;
  for (const auto& [year, sum] : sums)
    if (present[year] == members && members > 0) dots.push_back({year, sum.first / sum.second, held[year], false});
  return dots;
}

Interval averted(const Results& r, std::size_t total, const std::vector<std::size_t>& headlines, std::size_t s) {
  return {averted_quantile(r, total, headlines, s, 0.05), averted_quantile(r, total, headlines, s, 0.5), averted_quantile(r, total, headlines, s, 0.95)};
}

/// Median over draws of the group's relative reduction minus the general one, over the ten budget years.
double added_benefit(const Results& r, std::size_t total, std::size_t group, std::size_t s) {
  const std::size_t S = r.scenarios.size(), Y = r.years.size(), D = r.identity.draws;
  std::vector<double> values;
  const auto sum = [&](const std::vector<float>& from, std::size_t h, std::size_t scenario, std::size_t d) {
    double n = 0.0;
    for (std::size_t y = 0; y < model::budget_years; ++y) n += static_cast<double>(from[(((total * model::headline_count + h) * S + scenario) * Y + y) * D + d]);
    return n;
  };
  for (std::size_t d = 0; d < D; ++d) {
    double general = 0.0, general_averted = 0.0;
    for (std::size_t k = 0; k < model::crime_type_count; ++k)
      if (model::is_violent[k]) general += sum(r.aggregate_draws, k, 0, d), general_averted += sum(r.aggregate_averted, k, s, d);
    const std::size_t h = model::crime_type_count + group;
    const double value = sum(r.aggregate_averted, h, s, d) / sum(r.aggregate_draws, h, 0, d) - general_averted / general;
    if (!std::isnan(value)) values.push_back(value);
  }
  if (values.empty()) return std::nan("");
  std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2), values.end());
  return values[values.size() / 2];
}

std::vector<BudgetRow> budget_rows(const model::ScenarioResult& scenario) {
  std::map<std::pair<model::Half, std::string>, BudgetRow> rows;
  for (const auto& m : scenario.money) {
    auto& row = rows[{m.half, m.item}];
    row.half = model::half_names[model::index(m.half)];
    row.item = m.item;
    for (std::size_t y = 0; y < model::budget_years; ++y) row.gross[y] += m.gross[y], row.direct[y] += m.direct[y], row.support[y] += m.support[y];
  }
  std::vector<BudgetRow> all;
  for (auto& [key, row] : rows) all.push_back(std::move(row));
  return all;
}

ScenarioRow scenario_row(const Results& r, std::size_t total, std::size_t s) {
  ScenarioRow row;
  const auto& scenario = r.scenarios[s];
  row.id = scenario.id, row.title = scenario.title, row.story = scenario.story, row.sources = scenario.sources;
  for (const auto& m : scenario.money)
    for (std::size_t y = 0; y < model::budget_years; ++y) row.gross += m.gross[y], row.direct += m.direct[y], row.support += m.support[y];
  row.violent = averted(r, total, {0, 1, 2, 3, 4}, s);
  row.homicides = averted(r, total, {0}, s);
  row.partner = averted(r, total, {model::index(model::CrimeType::partner_violence)}, s);
  row.halving_rate = r.halving.back().rate_probability[s];
  row.halving_count = r.halving.back().count_probability[s];
  for (std::size_t g = 0; g < model::target_group_count; ++g) {
    row.group_averted[g] = averted(r, total, {model::crime_type_count + g}, s);
    row.added_benefit[g] = s == 0 ? 0.0 : added_benefit(r, total, g, s);
  }
  return row;
}

}  // namespace

PageData page_data(const Results& r) {
  PageData data;
  data.headline = headline_sentences(r);
  data.shown = r.scenarios.size() > 1 ? 1 : 0;
  std::size_t aggregates = 0;
  for (const auto& l : r.locations) aggregates += l.kind != model::Location::Kind::country;
  for (std::size_t s = 0; s < r.scenarios.size(); ++s) {
    data.scenarios.push_back(scenario_row(r, aggregates - 1, s));
    data.budgets.push_back(budget_rows(r.scenarios[s]));
  }
  for (std::size_t l = 0; l < r.locations.size(); ++l) {
    const auto& location = r.locations[l];
    const bool country = location.kind == model::Location::Kind::country;
    LocationFan one{location.id, location.name, country ? "country" : location.kind == model::Location::Kind::region ? "region" : "total", {}, "", "", r.halving[l].rate_probability};
    FanChart chart = fan(r, l, data.shown, location.kind != model::Location::Kind::total);
    if (country) {
      const auto& input = r.countries[l];
      for (const auto& o : input.history) chart.history.push_back({o.year, o.rate, o.held_out, o.basis != model::Basis::observed});
      one.basis = model::basis_names[model::index(input.level[0].basis)];
      for (const auto& id : input.source_ids) one.sources += (one.sources.empty() ? "" : ", ") + id;
    } else {
      chart.history = joint_history(r, location);
    }
    one.charts.push_back(std::move(chart));
    (country ? data.countries : data.aggregates).push_back(std::move(one));
  }
  return data;
}

}  // namespace salus::output
