#include "output/tables.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "model/core/number.hpp"
#include "output/figures.hpp"
#include "output/power.hpp"
#include "output/quantile_table.hpp"
#include "output/rivals.hpp"
#include "output/table_cells.hpp"
#include "output/targets_of_note.hpp"

namespace salus::output {
namespace {

/// Three significant digits: what is said of a city's rate is no sharper.
std::string three_digits(double value) {
  if (!std::isfinite(value)) return "";
  char number[40];
  const double size = std::abs(value);
  const int decimals = size > 0.0 ? std::max(0, 2 - static_cast<int>(std::floor(std::log10(size)))) : 0;
  const auto end =
      std::to_chars(number, number + sizeof number, value, std::chars_format::fixed, std::min(decimals, 12));
  return {number, end.ptr};
}

/// Two decimals and no grouping, so that a spreadsheet adds them up; integers throughout, so that no cent is rounded.
std::string dollars(model::Cents amount) {
  const std::int64_t cents = amount.value();
  const std::int64_t size = cents < 0 ? -cents : cents;
  return (cents < 0 ? "-" : "") + std::to_string(size / 100) + "." + std::to_string(size / 10 % 10) +
         std::to_string(size % 10);
}

/// From three years of records before and at the end, at the middle rate.
double shown_by_three_years(const model::City& city, const model::CityResult& result) {
  const model::Persons people(city.population[model::panel_past_years]);
  const model::RatePer100000 rate(result.rate_base[model::IntervalLevel::middle]);
  return fall_shown_by_records(people, rate, model::Years(3.0), false).value();
}

}  // namespace

namespace {

struct IndicatorRow {
  std::string name;
  model::Unit unit;
  std::vector<double> draws;
  const TargetOfNote* target = nullptr;
};

/// What is averted leads: life years, then each crime type by itself.
std::vector<IndicatorRow> indicator_rows(const model::Results& r, model::ScenarioIndex s) {
  std::vector<IndicatorRow> rows;
  for (const Harm harm : harms(r))
    rows.push_back({std::string(harm_name(harm)) + "_averted", harm ? model::Unit::one : model::Unit::year,
                    harm_averted(r, harm, s)});
  for (const auto& i : model::indicators())
    if (i.id != model::Indicator::dalys_averted && i.id != model::Indicator::homicides_averted)
      rows.push_back({std::string(i.name), i.unit, indicator_draws(r, i.id, s), target_of_note(i.id)});
  return rows;
}

/// What the note asks of an indicator, and how likely that is; empty where it asks nothing.
std::string condition_cells(const IndicatorRow& row) {
  if (row.target == nullptr) return ",,";
  const auto least = static_cast<double>(row.target->at_least);
  return "at least " + std::to_string(row.target->at_least) + ',' +
         probability_cells(row.draws, [&](double v) { return v >= least; });
}

}  // namespace

std::string indicator_table(const model::Results& r) {
  std::string text = std::string("scenario,indicator,unit,") + distribution_heads +
                     ",largest_draw_share,condition,probability,probability_error\n";
  if (r.indicators.empty()) return text;
  for (const auto s : model::positions_in<model::ScenarioIndex>(r.scenarios))
    for (const auto& row : indicator_rows(r, s)) {
      text += csv_text(r.scenarios[s].id) + ',' + row.name + ',' + csv_text(model::unit_symbols[row.unit]) + ',' +
              distribution_cells(row.draws, mean_estimate(row.draws)) + ',' + cell(largest_draw_share(row.draws)) +
              ',' + condition_cells(row) + '\n';
    }
  return text;
}

std::string budget_table(const model::Results& r) {
  std::string text = "scenario,half,item,title,places,year,gross,direct,support\n";
  for (const auto& scenario : r.scenarios)
    for (const auto& m : scenario.money) {
      std::string places;
      for (const auto& p : m.places) places += (places.empty() ? "" : " ") + p;
      const std::string head = csv_text(scenario.id) + ',' + std::string(model::half_names[m.half]) + ',' +
                               csv_text(m.item) + ',' + csv_text(item_label(r, m.half, m.item)) + ',' +
                               csv_text(places) + ',';
      for (std::size_t y = 0; y < model::budget_years; ++y)
        text += head + std::to_string(r.years[y]) + ',' + dollars(m.gross[y]) + ',' + dollars(m.direct[y]) + ',' +
                dollars(m.support[y]) + '\n';
    }
  return text;
}

std::string city_table(const model::Results& r) {
  const int end_year = cities_end_year(r);
  const bool few = too_few_draws(r);
  std::string text = "country,code,city,vulnerability,scenario,reached,judged,fell,fell_without,shown,falsely_shown";
  for (const std::string& when : {std::string("base"), std::to_string(end_year)})
    for (const char* q : {"q05", "q50", "q95"}) text += ",rate_" + when + "_first_scenario_" + q;
  text += ",smallest_fall_shown_by_records\n";
  for (const CityResultIndex i : cities_in_order(r)) {
    const auto& c = r.cities[i];
    const model::City* city = city_of(r, c);
    const std::string head =
        csv_text(r.countries[c.country].code.name()) + ',' + std::to_string(c.code) + ',' +
        (city ? csv_text(city->name) + ',' + std::string(model::vulnerability_names[city->vulnerability]) : ",") + ',';
    std::string rates;
    for (const auto& ends : {c.rate_base, c.rate_end})
      for (const auto level : model::every<model::IntervalLevel>)
        rates +=
            ',' + (few && level != model::IntervalLevel::middle ? too_few_draws_in_words() : three_digits(ends[level]));
    rates += ',' + (city ? three_digits(shown_by_three_years(*city, c)) : std::string());
    for (const auto s : model::positions_in<model::ScenarioIndex>(r.scenarios)) {
      text += head + csv_text(r.scenarios[s].id);
      for (const auto* share : {&c.reached, &c.judged, &c.fell, &c.fell_without, &c.shown, &c.falsely_shown})
        text += ',' + cell((*share)[s]);
      text += (s == first_scenario ? rates : std::string(7, ',')) + '\n';
    }
  }
  return text;
}

std::string agent_table(const model::Results& r) {
  if (r.agents.empty()) return "";
  std::string text = "country,code,city,scenario,draw,person_months";
  for (const char* by : {"averted_by_panel_", "averted_by_agents_", "level_"})
    for (const auto name : model::crime_type_names) text += std::string(",") + by + std::string(name);
  text += '\n';
  for (const auto& a : r.agents) {
    const auto& country = r.countries[a.country];
    const auto& city = country.cities[a.run.city];
    text += csv_text(country.code.name()) + ',' + std::to_string(city.code) + ',' + csv_text(city.name) + ',' +
            csv_text(r.scenarios[a.run.scenario].id) + ',' + std::to_string(a.run.draw) + ',' +
            model::format_fixed(a.run.person_months, 0);
    for (const auto* series : {&a.run.panel, &a.run.agents, &a.run.level})
      for (const double value : *series) text += ',' + cell(value);
    text += '\n';
  }
  return text;
}

}  // namespace salus::output
