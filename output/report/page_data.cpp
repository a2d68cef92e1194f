#include "output/report/page_data.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "output/report/headline.hpp"
#include "output/words/location.hpp"
#include "output/words/sentences/places.hpp"

namespace salus::output {
namespace {

using model::Results;

constexpr auto fan_levels = std::to_array<model::QuantileIndex>(
    {model::at_level(0.025), model::at_level(0.1), model::at_level(0.25), model::at_level(0.5), model::at_level(0.75),
     model::at_level(0.9), model::at_level(0.975)});

/// The chart without its history.
page::FanChart fan(const Results& r, std::size_t location, std::size_t scenario) {
  constexpr model::ScenarioIndex baseline(0u);
  const model::LocationIndex place(static_cast<std::uint32_t>(location));
  const model::ScenarioIndex shown(static_cast<std::uint32_t>(scenario));
  const model::Positions<model::YearIndex> years(r.years.size());
  const auto rate = [&](model::ScenarioIndex of, model::YearIndex year, model::QuantileIndex level) {
    return r.quantiles(place, model::Target::homicide_rate, of, year, level);
  };
  std::vector<std::vector<double>> rows;
  for (const auto y : years) {
    auto& row = rows.emplace_back();
    for (const auto level : fan_levels) row.push_back(rate(shown, y, level));
  }
  const auto& last = rows.back();
  page::FanChart chart(words::places::Chart{.place = words::location_title(r, r.locations[location]),
                                            .title = words::Verbatim(r.scenarios[scenario].title)},
                       words::places::ChartReading{.year = r.years.back(),
                                                   .middle = last[3],
                                                   .half_low = last[2],
                                                   .half_high = last[4],
                                                   .low = last[0],
                                                   .high = last[6]});
  if (shown != baseline)
    for (const auto y : years) chart.ghost.push_back(rate(baseline, y, model::at_level(0.5)));
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

Interval averted(const Results& r, const std::vector<model::Headline>& headlines, std::size_t s) {
  return interval_of(averted_draws(r, total_aggregate(r), headlines,
                                   model::ScenarioIndex(static_cast<std::uint32_t>(s)), over_budget));
}

ScenarioRow scenario_row(const Results& r, std::size_t s) {
  ScenarioRow row;
  const auto& scenario = r.scenarios[s];
  row.id = scenario.id;
  row.title = scenario.title;
  row.story = scenario.story;
  row.sources = scenario.sources;
  row.enrolment = scenario.enrolment;
  row.drawn_split = scenario.drawn_split;
  for (const auto& m : scenario.money)
    for (std::size_t y = 0; y < model::budget_years; ++y) {
      row.gross += m.gross[y];
      row.direct += m.direct[y];
      row.support += m.support[y];
    }
  row.violent = averted(r, violent_headlines(), s);
  row.homicides = averted(r, {homicide}, s);
  row.partner = averted(r, {model::headline_of(model::CrimeType::partner_violence)}, s);
  row.maltreatment = averted(r, {model::headline_of(model::CrimeType::child_maltreatment)}, s);
  row.property = averted(r, {model::headline_of(model::CrimeType::property)}, s);
  const auto mean = [&](const std::vector<model::Headline>& headlines) {
    return mean_of(averted_draws(r, total_aggregate(r), headlines, model::ScenarioIndex(static_cast<std::uint32_t>(s)),
                                 over_budget));
  };
  if (!r.indicators.empty()) row.dalys_mean = mean_of(indicator_draws(r, model::Indicator::dalys_averted, s));
  row.averted_means = {mean(violent_headlines()), mean({homicide}),
                       mean({model::headline_of(model::CrimeType::partner_violence)})};
  if (s > 0) row.general_reduction = interval_of(general_reduction_draws(r, s));
  row.halving_rate = r.halving.back().rate_probability[s];
  row.halving_count = r.halving.back().count_probability[s];
  for (const auto g : model::every<model::TargetGroup>) {
    row.group_averted[g] = averted(r, {model::headline_of(g)}, s);
    if (s == 0) continue;
    const auto added = added_benefit_draws(r, g, model::ScenarioIndex(static_cast<std::uint32_t>(s)));
    row.added_benefit[g] = interval_of(added);
    row.gains_less[g] = share_where(added, [](double v) { return v < 0.0; });
  }
  return row;
}

LocationFan location_fan(const Results& r, std::size_t l, std::size_t shown) {
  const auto& location = r.locations[l];
  LocationFan one{location.id, words::location_title(r, location), location.kind, fan(r, l, shown)};
  one.halving_rate = r.halving[l].rate_probability;
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

}  // namespace

PageData page_data(const Results& r) {
  PageData data;
  data.headline = headline_sentences(r);
  data.shown = shown_scenario(r);
  data.against_nothing = against_nothing(r);
  data.years_after_budget = 2030 - (r.identity.start_year + static_cast<int>(model::budget_years) - 1);
  data.has_indicators = !r.indicators.empty();
  for (std::size_t s = 0; s < r.scenarios.size(); ++s) {
    data.scenarios.push_back(scenario_row(r, s));
    data.money.push_back(money_row(r, s));
    data.budgets.push_back(budget_rows(r, r.scenarios[s]));
    data.lines.push_back(line_rows(r, s));
  }
  data.portfolio = portfolio_rows(r);
  data.initiatives = initiative_rows(r, data.shown);
  data.requirements = requirements_of(r, data.shown);
  if (data.shown > 0) data.framework = framework_rows(r, data.shown, data.requirements);
  data.even = break_even(r);
  for (std::size_t g = 0; g < model::target_group_count; ++g) data.group_basis.push_back(group_basis(r, g));
  data.classes = class_rows(r, data.shown);
  data.cities = city_rows(r, data.shown);
  data.agents = agent_summaries(r);
  data.assumptions = assumption_groups(r);
  for (std::size_t l = 0; l < r.locations.size(); ++l) {
    const bool country = r.locations[l].kind == model::Location::Kind::country;
    (country ? data.countries : data.aggregates).push_back(location_fan(r, l, data.shown));
  }
  return data;
}

}  // namespace salus::output
