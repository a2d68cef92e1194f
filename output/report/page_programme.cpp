/// Numbers of the page about the programme: money, lines, initiatives, cities.
#include <cmath>
#include <map>

#include "output/report/page_data.hpp"

namespace salus::output {

using model::Results;

std::string item_label(const Results& r, model::Half half, const std::string& item) {
  if (half == model::Half::local_delivery)
    for (const auto& a : r.assumptions)
      if (a.group == "intervention" && a.name.starts_with(item + " ")) return a.name.substr(0, a.name.find(':'));
  std::string label = item;
  for (char& c : label)
    if (c == '_') c = ' ';
  return label;
}

std::vector<BudgetRow> budget_rows(const Results& r, const model::ScenarioResult& scenario) {
  std::map<std::pair<model::Half, std::string>, BudgetRow> rows;
  for (const auto& m : scenario.money) {
    auto& row = rows[{m.half, m.item}];
    row.half = model::half_names[model::index(m.half)];
    row.item = m.item, row.label = item_label(r, m.half, m.item);
    for (std::size_t y = 0; y < model::budget_years; ++y) row.gross[y] += m.gross[y], row.direct[y] += m.direct[y], row.support[y] += m.support[y];
  }
  std::vector<BudgetRow> all;
  for (auto& [key, row] : rows) all.push_back(std::move(row));
  return all;
}

MoneyRow money_row(const Results& r, std::size_t s) {
  const auto of = [&](const char* name) { return interval_of(indicator_draws(r, name, s)); };
  return {of("planned_usd"), of("received_usd"), of("paid_usd"), of("support_usd"), of("lapsed_usd"), of("unabsorbed_usd"), of("own_usd"), of("posts")};
}

std::vector<ContributionRow> line_rows(const Results& r, std::size_t s) {
  std::vector<ContributionRow> rows;
  for (const auto& l : r.scenarios[s].lines) {
    ContributionRow row;
    row.id = std::string(model::half_names[model::index(l.half)]) + " " + l.item;
    row.label = std::string(model::half_names[model::index(l.half)]) + ": " + item_label(r, l.half, l.item);
    row.items = {l.item}, row.process_only = l.process_only, row.acts_through_lines = l.half == model::Half::global_functions && !l.process_only;
    row.paid_usd = l.paid_usd, row.violent = l.violent_averted, row.homicides = l.homicides_averted, row.partner = l.partner_averted;
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<ContributionRow> initiative_rows(const Results& r, std::size_t s) {
  std::vector<ContributionRow> rows;
  for (const auto& i : r.initiatives) {
    ContributionRow row;
    row.id = i.id, row.label = i.title, row.note = i.note, row.items = i.items, row.process_only = i.process_only;
    bool local = false;
    for (const auto& l : r.scenarios[s].lines) {
      bool serves = false;
      for (const auto& item : i.items) serves = serves || item == l.item;
      if (!serves) continue;
      local = local || l.half == model::Half::local_delivery;
      row.paid_usd += l.paid_usd, row.violent += l.violent_averted, row.homicides += l.homicides_averted, row.partner += l.partner_averted;
    }
    row.acts_through_lines = !local && row.paid_usd > 0.0 && !row.process_only;
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<ClassRow> class_rows(const Results& r, std::size_t s) {
  if (r.indicators.empty()) return {};
  const auto of = [&](const std::string& name) { return interval_of(indicator_draws(r, name, s)); };
  std::vector<ClassRow> rows;
  for (const auto name : model::vulnerability_names)
    rows.push_back({std::string(name), of("cities_reached_" + std::string(name)), of("cities_fell_" + std::string(name)), of("cities_shown_" + std::string(name)), 0.0});
  rows.push_back({"all", of("cities_reached"), of("cities_fell"), of("cities_shown"), 0.0});
  for (const auto& c : r.cities) {
    const double expected = static_cast<double>(c.reached[s]) * static_cast<double>(c.fell_without[s]);
    const model::City* city = city_of(r, c);
    if (std::isnan(expected)) continue;  // takes part in no draw
    rows.back().fell_without += expected;
    if (city) rows[model::index(city->vulnerability)].fell_without += expected;
  }
  return rows;
}

std::vector<CountryCities> city_rows(const Results& r, std::size_t s) {
  std::vector<CountryCities> all;
  const auto wide = [](const std::array<float, 3>& q) { return Interval{static_cast<double>(q[0]), static_cast<double>(q[1]), static_cast<double>(q[2])}; };
  for (const std::size_t i : cities_in_order(r)) {
    const auto& c = r.cities[i];
    const auto& country = r.countries[c.country];
    if (all.empty() || all.back().id != country.code.name()) all.push_back({std::string(country.code.name()), country.name, {}});
    const model::City* city = city_of(r, c);
    const auto at = [s](const std::vector<float>& values) { return static_cast<double>(values[s]); };
    all.back().cities.push_back({c.code, city ? city->name : std::to_string(c.code), city ? std::string(model::vulnerability_names[model::index(city->vulnerability)]) : "",
                                 wide(c.rate_base), wide(c.rate_end), at(c.reached), at(c.fell), at(c.fell_without), at(c.shown), at(c.falsely_shown)});
  }
  return all;
}

}  // namespace salus::output
