/// Numbers of the page about the programme: money, lines, initiatives, cities.
#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "output/monte_carlo.hpp"
#include "output/report/page_data.hpp"
#include "output/words/sentences/lines.hpp"

namespace salus::output {

using model::Results;

std::vector<BudgetRow> budget_rows(const Results& r, const model::ScenarioResult& scenario) {
  std::map<std::pair<model::Half, std::string>, BudgetRow> rows;
  for (const auto& m : scenario.money) {
    auto& row = rows[{m.half, m.item}];
    row.half = m.half;
    row.item = m.item;
    row.label = item_label(r, m.half, m.item);
    for (std::size_t y = 0; y < model::budget_years; ++y) {
      row.gross[y] += m.gross[y];
      row.direct[y] += m.direct[y];
      row.support[y] += m.support[y];
    }
  }
  std::vector<BudgetRow> all;
  for (auto& [key, row] : rows) all.push_back(std::move(row));
  return all;
}

MoneyRow money_row(const Results& r, model::ScenarioIndex s) {
  const auto of = [&](model::Indicator which) { return interval_estimate(indicator_draws(r, which, s)); };
  return {
      of(model::Indicator::planned_usd),   of(model::Indicator::received_usd),  of(model::Indicator::paid_usd),
      of(model::Indicator::support_usd),   of(model::Indicator::lapsed_usd),    of(model::Indicator::unabsorbed_usd),
      of(model::Indicator::fixed_usd),     of(model::Indicator::too_small_usd), of(model::Indicator::own_usd),
      of(model::Indicator::transfers_usd), of(model::Indicator::posts)};
}

namespace {

Acts acts_of(const model::LineResult& l) {
  if (l.process_only) return Acts::process;
  if (l.half == model::Half::local_delivery) return Acts::on_violence;
  const auto function = model::find(model::function_names, l.item);
  return function && model::changes_local_effect(*function) ? Acts::through_lines : Acts::around;
}

/// Lines together, draw by draw. The means are those that the results have, which older ones have without draws.
class LinesTogether {
 public:
  void add(const model::LineResult& l) {
    for (const auto f : model::every<model::LineFigure>) {
      mean_[f] += l.averted[f];
      const std::vector<double> draws(l.averted_draws[f].begin(), l.averted_draws[f].end());
      draws_[f] = lines_ == 0 ? draws : paired(draws_[f], draws, [](double a, double b) { return a + b; });
    }
    ++lines_;
  }
  AvertedMeans means() const {
    AvertedMeans all = means_of(draws_);
    all.mean = mean_;
    return all;
  }
  /// Of all that is averted, what these did not.
  AvertedMeans rest_of(const AvertedDraws& whole) const {
    AvertedDraws rest;
    for (const auto f : model::every<model::LineFigure>)
      rest[f] = paired(whole[f], draws_[f], [](double all, double part) { return all - part; });
    AvertedMeans left = means_of(rest);
    for (const auto f : model::every<model::LineFigure>) left.mean[f] = mean_of(whole[f]) - mean_[f];
    return left;
  }

 private:
  unsigned lines_ = 0;
  model::EnumArray<double, model::LineFigure> mean_{};
  AvertedDraws draws_;
};

AvertedMeans averted_by(const model::LineResult& l) {
  LinesTogether one;
  one.add(l);
  return one.means();
}

}  // namespace

AvertedDraws averted_by_all(const Results& r, model::ScenarioIndex s) {
  const auto of = [&](const std::vector<model::Headline>& headlines) {
    return averted_draws(r, total_aggregate(r), headlines, s, over_budget);
  };
  using F = model::LineFigure;
  AvertedDraws all;
  all[F::dalys] = indicator_draws(r, model::Indicator::dalys_averted, s);
  all[F::homicides] = of({homicide});
  all[F::partner] = of({model::headline_of(model::CrimeType::partner_violence)});
  all[F::violent] = of(violent_headlines());
  return all;
}

AvertedMeans means_of(const AvertedDraws& draws) {
  AvertedMeans means;
  for (const auto f : model::every<model::LineFigure>) {
    means.mean[f] = mean_of(draws[f]);
    means.error[f] = monte_carlo_error(draws[f]);
    means.largest_share[f] = largest_draw_share(draws[f]);
  }
  return means;
}

void give_one_unit(const std::vector<AvertedMeans*>& column) {
  for (const auto f : model::every<model::LineFigure>) {
    double unit = 0.0;
    for (const AvertedMeans* one : column) unit = std::fmax(unit, one->error[f]);  // leaves out what is not a number
    for (AvertedMeans* one : column) one->unit[f] = unit;
  }
}

LinesTable lines_table(const Results& r, model::ScenarioIndex s) {
  LinesTable table;
  LinesTogether together;
  for (const auto& l : r.scenarios[s].lines) {
    ContributionRow row;
    row.id = std::string(model::half_names[l.half]) + " " + l.item;
    row.half = l.half;
    row.label = item_label(r, l.half, l.item);
    row.items = {l.item};
    row.process_only = l.process_only;
    row.acts = acts_of(l);
    row.figures = row.acts == Acts::on_violence;
    row.paid = l.paid;
    row.averted = averted_by(l);
    table.paid += row.paid;
    together.add(l);
    table.rows.push_back(std::move(row));
  }
  table.all = together.means();
  table.feedback = together.rest_of(averted_by_all(r, s));
  return table;
}

words::Text title_of(const ContributionRow& row) {
  using words::lines::LineOf;
  if (!row.half) return words::Verbatim(row.label);
  const bool global = *row.half == model::Half::global_functions;
  return LineOf{.half = global ? LineOf::Half::global : LineOf::Half::local, .item = words::Verbatim(row.label)};
}

std::vector<ContributionRow> initiative_rows(const Results& r, model::ScenarioIndex s) {
  std::vector<ContributionRow> rows;
  for (const auto& i : r.initiatives) {
    ContributionRow row;
    row.id = i.id;
    row.label = i.title;
    row.note = i.note;
    row.items = i.items;
    row.process_only = i.process_only;
    bool bought = false;
    bool through = false;
    bool around = false;
    LinesTogether together;
    for (const auto& l : r.scenarios[s].lines) {
      if (std::find(i.items.begin(), i.items.end(), l.item) == i.items.end()) continue;
      const Acts acts = acts_of(l);
      bought = true;
      row.figures = row.figures || acts == Acts::on_violence;
      through = through || acts == Acts::on_violence || acts == Acts::through_lines;
      around = around || acts == Acts::around;
      row.paid += l.paid;
      together.add(l);
    }
    row.averted = together.means();
    if (!bought) row.acts = Acts::not_bought;
    else if (i.process_only || !(through || around)) row.acts = Acts::process;
    else row.acts = through ? Acts::through_lines : Acts::around;
    rows.push_back(std::move(row));
  }
  return rows;
}

namespace {

using I = model::Indicator;

/// Cities of a class: its indicators, in the order of a row's counts.
ClassRow class_row(const Results& r, model::ScenarioIndex s, const std::array<I, 5>& which) {
  const auto count = [&](I indicator) {
    const auto draws = indicator_draws(r, indicator, s);
    return CityCount{.mean = mean_estimate(draws), .interval = interval_estimate(draws)};
  };
  ClassRow row;
  row.reached = count(which[0]);
  row.judged = count(which[1]);
  row.fell = count(which[2]);
  row.fell_without = count(which[3]);
  row.shown = count(which[4]);
  return row;
}

ClassRow all_cities(const Results& r, model::ScenarioIndex s) {
  return class_row(r, s,
                   {I::cities_reached, I::cities_judged, I::cities_fell, I::cities_fell_without, I::cities_shown});
}

/// Rows add up to the last one: the means of a column are rounded by one unit, that of the largest of their errors.
std::vector<ClassRow> of_one_unit(std::vector<ClassRow> rows) {
  for (CityCount ClassRow::*column :
       {&ClassRow::reached, &ClassRow::judged, &ClassRow::fell, &ClassRow::fell_without, &ClassRow::shown}) {
    double error = 0.0;
    for (const auto& row : rows) error = std::max(error, (row.*column).mean.error);
    for (auto& row : rows) (row.*column).mean = within_unit_of(error, (row.*column).mean);
  }
  return rows;
}

}  // namespace

std::vector<ClassRow> class_rows(const Results& r, model::ScenarioIndex s) {
  if (r.indicators.empty()) return {};
  std::vector<ClassRow> rows;
  for (const auto v : model::every<model::Vulnerability>) {
    rows.push_back(class_row(
        r, s,
        {of_class(I::cities_reached_lower, v), of_class(I::cities_judged_lower, v), of_class(I::cities_fell_lower, v),
         of_class(I::cities_fell_without_lower, v), of_class(I::cities_shown_lower, v)}));
    rows.back().vulnerability = v;
  }
  rows.push_back(all_cities(r, s));
  return of_one_unit(std::move(rows));
}

std::vector<ClassRow> size_rows(const Results& r, model::ScenarioIndex s) {
  if (r.indicators.empty()) return {};
  std::vector<ClassRow> rows;
  for (const auto size : model::every<model::CitySize>) {
    rows.push_back(class_row(r, s,
                             {of_size(I::cities_reached_small, size), of_size(I::cities_judged_small, size),
                              of_size(I::cities_fell_small, size), of_size(I::cities_fell_without_small, size),
                              of_size(I::cities_shown_small, size)}));
    rows.back().size = size;
  }
  rows.push_back(all_cities(r, s));
  return of_one_unit(std::move(rows));
}

std::vector<CountryCities> city_rows(const Results& r, model::ScenarioIndex s) {
  std::vector<CountryCities> all;
  for (const CityResultIndex i : cities_in_order(r)) {
    const auto& c = r.cities[i];
    const auto& country = r.countries[c.country];
    if (all.empty() || all.back().id != country.code.name())
      all.push_back({std::string(country.code.name()), country.name, {}});
    const model::City* city = city_of(r, c);
    const auto at = [s](const std::vector<model::Single>& values) -> double { return values[s]; };
    const double draws = draws_kept(r);
    const double judged = at(c.judged) * draws;
    all.back().cities.push_back({.code = c.code,
                                 .name = city ? city->name : std::to_string(c.code),
                                 .vulnerability = city ? std::optional(city->vulnerability) : std::nullopt,
                                 .reached = share_of_draws(at(c.reached), draws),
                                 .judged = share_of_draws(at(c.judged), draws),
                                 .fell = share_of_draws(at(c.fell), judged),
                                 .fell_without = share_of_draws(at(c.fell_without), judged),
                                 .shown = share_of_draws(at(c.shown), judged),
                                 .falsely_shown = share_of_draws(at(c.falsely_shown), judged)});
  }
  return all;
}

}  // namespace salus::output
