/// Portfolios side by side in the order given, and what each line and initiative did.
#include <cmath>

#include "output/page/figures.hpp"
#include "output/page/table.hpp"
#include "output/report/html_sections.hpp"
#include "output/words/chance.hpp"
#include "output/words/names.hpp"
#include "output/words/sentences/comparison.hpp"
#include "output/words/sentences/headline.hpp"
#include "output/words/sentences/lines.hpp"
#include "output/words/sentences/number.hpp"

namespace salus::output::html {

using page::amount;
using page::Html;
using page::interval;
using page::Style;
using page::Table;
using page::Verbatim;
using words::Text;

namespace {

namespace say_comparison = words::comparison;

Html ratio(const Ratio& r) {
  if (std::isnan(r.value.middle.value)) return words::number::dash;
  const Html said = interval(r.value, Style::two_digits) + Html::markup("<br>") + page::chance(r.chance);
  if (!(r.without_cost.value > 0.0)) return said;
  return page::below(said, say_comparison::WithoutCost{.share = words::share_of_runs(r.without_cost)});
}

/// At what rates the scenarios that stand in a table are discounted.
struct Discounting {
  bool known = true;
  bool alike = true;
  double rate = unknown;  ///< of the first of them

  template <class Choice>
  Choice choice() const {
    return !known ? Choice::other : alike ? Choice::alike : Choice::each;
  }
};

Discounting discounting_of(const PageData& data) {
  Discounting all;
  for (const auto s : model::positions_in<model::ScenarioIndex>(data.scenarios)) {
    if (s == first_scenario) continue;
    const double rate = data.portfolio[s].discount;
    if (std::isnan(all.rate)) all.rate = rate;
    all.known = all.known && !std::isnan(rate);
    all.alike = all.alike && rate == all.rate;
  }
  return all;
}

/// With its rate below where rates differ.
Html title_at_rate(const PageData& data, model::ScenarioIndex s, const Discounting& discounting) {
  const Html title = page::escaped(Verbatim(data.scenarios[s].title));
  const double rate = data.portfolio[s].discount;
  if (discounting.alike || std::isnan(rate)) return title;
  return page::below(title, say_comparison::AtRate{.rate = rate});
}

/// At the rates of the comparison's guides, and what else could be said of the same money.
Html sensitivity_tables(const PageData& data, const Discounting& discounting) {
  using model::DiscountCase;
  Table discount(
      say_comparison::discounted,
      {say_comparison::scenario, say_comparison::common_0, say_comparison::common_3, say_comparison::common_5,
       say_comparison::scaled_0, say_comparison::scaled_3, say_comparison::scaled_5});
  using say_comparison::Sensitivities;
  Table others(Sensitivities{.discounting = discounting.choice<Sensitivities::Discounting>(), .rate = discounting.rate},
               {say_comparison::scenario, say_comparison::common_public_funds, say_comparison::scaled_public_funds,
                say_comparison::common_cash, say_comparison::scaled_cash, say_comparison::health});
  for (const auto s : model::positions_in<model::ScenarioIndex>(data.scenarios)) {
    if (s == first_scenario) continue;
    const auto& p = data.portfolio[s];
    std::vector<Html> cells{page::escaped(Verbatim(data.scenarios[s].title))};
    for (const auto* kind : {&p.common_society, &p.scaled_society})
      for (const auto at : {DiscountCase::none, DiscountCase::three, DiscountCase::five})
        cells.push_back(ratio((*kind)[at]));
    discount.row(cells);
    others.row({title_at_rate(data, s, discounting), ratio(p.common_public_funds), ratio(p.scaled_public_funds),
                ratio(p.common_cash), ratio(p.scaled_cash), ratio(p.health)});
  }
  return discount.html() + others.html();
}

Html worth_tables(const PageData& data) {
  using say_comparison::Worth;
  const Discounting discounting = discounting_of(data);
  Table worth(Worth{.discounting = discounting.choice<Worth::Discounting>(), .rate = discounting.rate},
              {say_comparison::scenario, say_comparison::common_unhabitat, say_comparison::common_society,
               say_comparison::scaled_unhabitat, say_comparison::scaled_society, say_comparison::cost_unhabitat,
               say_comparison::cost_society, say_comparison::none_averted});
  const PortfolioRow& shown = data.portfolio[data.shown];
  Table cities(say_comparison::Cities{.against_nothing = data.against_nothing,
                                      .first = Verbatim(data.scenarios[first_scenario].title),
                                      .probes = shown.probes},
               {say_comparison::scenario, say_comparison::reached, say_comparison::fell, say_comparison::kept,
                say_comparison::proven, say_comparison::falsely_proven, say_comparison::global_averted,
                say_comparison::dollar_multiplier});
  Table spread(say_comparison::Spread{.probes = shown.probes, .points = 100.0 * shown.spread_error()},
               {say_comparison::scenario, say_comparison::from_data, say_comparison::by_analogy,
                say_comparison::assumed, say_comparison::together});
  for (const auto s : model::positions_in<model::ScenarioIndex>(data.scenarios)) {
    if (s == first_scenario) continue;
    const auto& p = data.portfolio[s];
    const Html title = page::escaped(Verbatim(data.scenarios[s].title));
    worth.row({title_at_rate(data, s, discounting), ratio(p.common),
               ratio(p.common_society[model::DiscountCase::stated]), ratio(p.scaled),
               ratio(p.scaled_society[model::DiscountCase::stated]), interval(p.cost_unhabitat),
               interval(p.cost_society), page::chance(p.none_averted)});
    cities.row({title, interval(p.reached), interval(p.attributable), interval(p.kept), interval(p.shown),
                interval(p.falsely_shown), interval(p.global_averted), interval(p.dollar_multiplier, Style::ratio)});
    const auto part = [&p](double share) { return amount(Estimate{share, p.spread_error()}, Style::tenths); };
    spread.row({title, part(p.spread.data), part(p.spread.analogy), part(p.spread.assumption), part(p.spread.joint)});
  }
  Html first = page::soft(say_comparison::against_nothing_only);
  if (data.against_nothing) first = worth.html();
  if (data.against_nothing && discounting.known) first += sensitivity_tables(data, discounting);
  return first + cities.html() + spread.html();
}

/// What choosing a plan costs beside its rivals; says why where it has none.
Html loss_cell(const PageData& data, model::ScenarioIndex s) {
  for (const auto& table : data.rivals) {
    const ExpectedLoss* loss = table.group.loss_of(s);
    if (loss == nullptr || std::isnan(loss->mean)) continue;
    const Html figure = page::below(amount(Estimate{loss->mean, loss->error}),
                                    say_comparison::LossError{.error = loss->error, .largest = loss->largest_share});
    if (loss->least)
      return page::below(figure, table.group.least_is_tied() ? say_comparison::least_tied : say_comparison::least);
    return loss->tied ? page::below(figure, say_comparison::tied_with_least) : figure;
  }
  return words::number::dash;
}

Html comparison_table(const PageData& data) {
  Table table(say_comparison::caption, {say_comparison::scenario, say_comparison::budget, say_comparison::dalys,
                                        say_comparison::loss, say_comparison::halved});
  for (const auto s : model::positions_in<model::ScenarioIndex>(data.scenarios)) {
    const auto& row = data.scenarios[s];
    const Html local = say_comparison::LocalOf{.local = row.planned.local.dollars().value()};
    table.row({page::escaped(Verbatim(row.title)), page::below(page::money(row.gross), local), interval(row.dalys),
               loss_cell(data, s),
               page::below(
                   page::chance(row.halving_rate),
                   page::points({.with = row.halving_rate, .without = data.scenarios[first_scenario].halving_rate}))});
  }
  return table.html();
}

/// Each crime type in a column of its own, without a sum.
Html types_table(const PageData& data) {
  std::vector<Text> heads{say_comparison::scenario};
  for (const auto k : model::every<model::CrimeType>) heads.push_back(words::in_words(k));
  Table table(say_comparison::types, heads);
  for (const auto& row : data.scenarios) {
    std::vector<Html> cells{page::escaped(Verbatim(row.title))};
    for (const IntervalEstimate& averted : row.averted) cells.push_back(interval(averted));
    table.row(cells);
  }
  return table.html();
}

Text harm_in_words(Harm harm) {
  if (!harm) return say_comparison::life_years;
  return words::in_words(*harm);
}

/// The row's chance of averting more than the column.
Html pair_cell(const PairChance& pair) {
  const Html chance = page::chance({pair.chance, pair.error});
  if (pair.alike) return page::below(chance, say_comparison::same_in_every_run);
  return pair.tied ? page::below(chance, say_comparison::tied) : chance;
}

Html pairs_of(const PageData& data, const RivalTable& rivals, const RivalTable::Harmed& harmed) {
  std::vector<Text> heads{say_comparison::averts_more};
  for (const auto s : rivals.group.plans) heads.push_back(Verbatim(data.scenarios[s].title));
  Table table(say_comparison::Pairs{.harm = harm_in_words(harmed.harm)}, heads);
  auto chances = harmed.chances.begin();
  for (const auto row : rivals.group.plans) {
    std::vector<Html> cells{page::escaped(Verbatim(data.scenarios[row].title))};
    auto column = rivals.group.plans.begin();
    for (const PairChance& pair : *chances++)
      cells.push_back(*column++ == row ? Html(words::number::dash) : pair_cell(pair));
    table.row(cells);
  }
  return table.html();
}

/// Plans of equal money, pair by pair: life years first, then each crime type by itself.
Html rivals_tables(const PageData& data) {
  Html out = page::heading(say_comparison::rivals) + page::soft(say_comparison::rivals_meaning);
  for (const auto& rivals : data.rivals) {
    Html by_type;
    out += page::paragraph(say_comparison::RivalsOf{.plans = rivals.group.plans.size(),
                                                    .local = rivals.group.money.local.dollars().value(),
                                                    .global = rivals.group.money.global.dollars().value()});
    for (const auto& harmed : rivals.harms) (harmed.harm ? by_type : out) += pairs_of(data, rivals, harmed);
    out += page::details(say_comparison::by_crime, by_type, rivals.harms.front().harm.has_value());
  }
  std::vector<Text> alone;
  for (const auto s : data.without_rivals) alone.push_back(Verbatim(data.scenarios[s].title));
  if (!alone.empty()) out += page::soft(say_comparison::WithoutRivals{.titles = alone});
  return out;
}

Html story_of(const ScenarioRow& s) {
  Html out = page::paragraph(page::escaped(Verbatim(s.story)));
  out += page::soft(s.enrolment == model::Enrolment::named ? say_comparison::is_named : say_comparison::joins);
  std::vector<Text> settings;
  for (const auto& [name, value, unit] : s.settings)
    if (unit == model::Unit::one)
      settings.emplace_back(say_comparison::Setting{.name = Verbatim(name), .value = value});
    else
      settings.emplace_back(say_comparison::SettingWithUnit{
          .name = Verbatim(name), .value = value, .unit = Verbatim(model::unit_symbols[unit])});
  if (!settings.empty()) out += page::paragraph(say_comparison::Settings{.settings = std::move(settings)});
  if (s.sources.empty()) return out;
  return out + page::soft(say_comparison::Sources{.sources = words::verbatim(s.sources)});
}

}  // namespace

page::Section comparison_section(const PageData& data) {
  if (data.scenarios.size() < 2) {
    const auto& only = data.scenarios.front();
    return page::section("comparison", say_comparison::name, say_comparison::title,
                         page::paragraph(words::headline::NoBaseline{.title = Verbatim(only.title)}) + story_of(only));
  }
  Html out = comparison_table(data) + types_table(data);
  if (data.scenarios.size() > 2) out += rivals_tables(data);
  if (data.has_indicators && data.scenarios.size() > 1) out += worth_tables(data);
  out += page::heading(say_comparison::what_each_is);
  for (const auto& s : data.scenarios)
    out += page::details(page::escaped(Verbatim(s.title)), story_of(s), &s == &data.scenarios[data.shown]);
  return page::section("comparison", say_comparison::name, say_comparison::title, out);
}

namespace {

/// The kind, and what the note adds to it.
Html how_it_acts(const ContributionRow& row) {
  using words::lines::Acts;
  const words::Message kind = Acts{.kind = static_cast<Acts::Kind>(row.acts)};
  if (row.note.empty() && row.acts == output::Acts::process)
    return words::lines::ActsWithNote{.acts = kind, .note = words::lines::no_effect_claimed};
  if (row.note.empty() || row.acts == output::Acts::not_bought) return kind;
  return words::lines::ActsWithNote{.acts = kind, .note = Verbatim(row.note)};
}

/// A mean, its Monte Carlo error and the largest run's part below it where they are known.
Html mean_cell(const AvertedMeans& averted, model::LineFigure figure) {
  const Html mean = amount(averted.estimate(figure));
  if (std::isnan(averted.error[figure])) return mean;
  return page::below(mean,
                     words::lines::Error{.error = averted.error[figure], .largest = averted.largest_share[figure]});
}

std::vector<Html> contribution_cells(const ContributionRow& row, const Html& label) {
  std::vector<Html> cells{
      label, how_it_acts(row),
      row.acts == Acts::not_bought ? Html(words::number::dash) : amount(row.paid.value(), Style::dollars)};
  for (const auto figure : model::every<model::LineFigure>)
    cells.push_back(row.figures ? mean_cell(row.averted, figure) : Html(words::number::dash));
  return cells;
}

std::vector<Text> contribution_heads(words::Plain first) {
  namespace say = words::lines;
  return {first, say::how, say::paid, say::dalys, say::homicides, say::partner, say::violent};
}

std::vector<Html> sum_cells(const Text& label, const Html& paid, const AvertedMeans& averted) {
  std::vector<Html> cells{page::escaped(label), {}, paid};
  for (const auto figure : model::every<model::LineFigure>) cells.push_back(mean_cell(averted, figure));
  return cells;
}

/// The lines of one scenario, their sum, and what goes through the country as a whole.
Html lines_table(const PageData& data, model::ScenarioIndex s) {
  namespace say = words::lines;
  Table table(say::caption, contribution_heads(say::line), 2);
  const LinesTable& lines = data.lines[s];
  for (const auto& row : lines.rows) table.row(contribution_cells(row, page::escaped(title_of(row))));
  const Html paid = amount(lines.paid.value(), Style::dollars);
  table.foot(sum_cells(say::all, paid, lines.all));
  if (!data.against_nothing) return table.html();
  table.foot(sum_cells(say::feedback, words::number::dash, lines.feedback));
  table.foot(sum_cells(say::whole, paid, data.scenarios[s].means));
  return table.html();
}

Html initiatives_table(const PageData& data) {
  namespace say = words::lines;
  Table table(say::Initiatives{.title = Verbatim(data.scenarios[data.shown].title)},
              contribution_heads(say::initiative), 2);
  for (const auto& row : data.initiatives)
    table.row(contribution_cells(row, say::InitiativeOf{.id = Verbatim(row.id), .title = Verbatim(row.label)}));
  return page::heading(say::by_initiative) + table.html();
}

}  // namespace

MaybeSection contribution_section(const PageData& data) {
  namespace say = words::lines;
  if (data.scenarios.size() < 2) return std::nullopt;  // what a line averts is a claim, and needs a baseline
  Html out;
  for (const auto s : model::positions_in<model::ScenarioIndex>(data.scenarios)) {
    if (data.lines[s].rows.empty()) continue;
    model::PaidUsd process;
    for (const auto& row : data.lines[s].rows)
      if (row.process_only) process += row.paid;
    Html body = lines_table(data, s);
    if (process > model::PaidUsd()) body += page::soft(say::ProcessMoney{.paid = process.value()});
    out += page::details(page::escaped(Verbatim(data.scenarios[s].title)), body, s == data.shown);
  }
  if (!data.initiatives.empty()) out += initiatives_table(data);
  if (out.empty()) return std::nullopt;
  return page::section("contribution", say::name, say::title, out);
}

}  // namespace salus::output::html
