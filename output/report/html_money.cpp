/// Budget by year and line, and what became of it.
#include "output/page/figures.hpp"
#include "output/page/table.hpp"
#include "output/report/html_sections.hpp"
#include "output/words/sentences/budget.hpp"
#include "output/words/sentences/lines.hpp"

namespace salus::output::html {

using page::Html;
using page::interval;
using page::Table;
using page::Verbatim;
using words::Text;
namespace say_budget = words::budget;

namespace {

constexpr model::YearIndex half_way(model::budget_years / 2);

struct Sums {
  model::Cents gross;
  model::Cents direct;
  model::Cents support;
};

Text line_title(const BudgetRow& row) {
  ContributionRow line;
  line.half = row.half;
  line.label = row.label;
  return title_of(line);
}

/// Five years a table, so that cents fit on a page of paper; the sums over all years stand in the second.
Html years_table(const PageData& data, const model::Results& r, model::ScenarioIndex s, const YearSpan& span) {
  const bool with_sums = span.to == over_budget.to;
  std::vector<Text> heads{say_budget::line};
  for (model::YearIndex y = span.from; y < span.to; y = y + 1u)
    heads.push_back(words::Figure{r.years[y], words::Style::year});
  if (with_sums) heads.insert(heads.end(), {say_budget::direct, say_budget::support, say_budget::gross});
  const auto add_sums = [&](std::vector<Html>& cells, const Sums& sums) {
    if (with_sums)
      cells.insert(cells.end(), {page::money(sums.direct), page::money(sums.support), page::money(sums.gross)});
  };
  Table table(say_budget::Amounts{.from = r.years[span.from], .to = r.years[span.to - 1u]}, heads);
  std::array<model::Cents, model::budget_years> by_year{};
  for (const auto& row : data.budgets[s]) {
    Sums sums;
    std::vector<Html> cells{page::escaped(line_title(row))};
    for (const auto y : model::years_of_budget) {
      sums.gross += row.gross[y];
      sums.direct += row.direct[y];
      sums.support += row.support[y];
      by_year[y] += row.gross[y];
      if (y >= span.from && y < span.to) cells.push_back(page::money(row.gross[y]));
    }
    add_sums(cells, sums);
    table.row(cells);
  }
  std::vector<Html> total{say_budget::sum};
  for (model::YearIndex y = span.from; y < span.to; y = y + 1u) total.push_back(page::money(by_year[y]));
  add_sums(total, {data.scenarios[s].gross, data.scenarios[s].direct, data.scenarios[s].support});
  table.foot(total);
  return table.html();
}

Html budget_tables(const PageData& data, const model::Results& r, model::ScenarioIndex s) {
  using say_budget::HalfName;
  std::vector<Text> drawn;
  const auto& split = data.scenarios[s].drawn_split;
  if (split[model::Half::global_functions]) drawn.push_back(HalfName{.half = HalfName::Half::global});
  if (split[model::Half::local_delivery]) drawn.push_back(HalfName{.half = HalfName::Half::local});
  Html out =
      years_table(data, r, s, {over_budget.from, half_way}) + years_table(data, r, s, {half_way, over_budget.to});
  if (const auto year = data.scenarios[s].price_year) out += page::soft(say_budget::PricesOf{.year = *year});
  if (!drawn.empty()) out += page::soft(say_budget::DrawnSplit{.halves = drawn});
  return out;
}

Html money_table(const PageData& data) {
  Table table(say_budget::money,
              {say_budget::scenario, say_budget::planned, say_budget::received, say_budget::paid_direct,
               say_budget::paid_support, say_budget::lapsed, say_budget::not_absorbed, say_budget::taking_part,
               say_budget::too_small, say_budget::handed_on, say_budget::own_money, say_budget::posts});
  for (const auto s : model::positions_in<model::ScenarioIndex>(data.scenarios)) {
    if (s == first_scenario && data.against_nothing) continue;
    const auto& m = data.money[s];
    table.row({page::escaped(Verbatim(data.scenarios[s].title)), interval(m.planned), interval(m.received),
               interval(m.paid), interval(m.support), interval(m.lapsed, page::Style::dollars), interval(m.unabsorbed),
               interval(m.fixed), interval(m.too_small), interval(m.transfers), interval(m.own), interval(m.posts)});
  }
  return table.html();
}

}  // namespace

page::Section budget_section(const PageData& data, const model::Results& r) {
  Html out = page::soft(say_budget::meaning);
  if (data.has_indicators) out += money_table(data);
  for (const auto s : model::positions_in<model::ScenarioIndex>(data.scenarios))
    if (!data.budgets[s].empty())
      out +=
          page::details(page::escaped(Verbatim(data.scenarios[s].title)), budget_tables(data, r, s), s == data.shown);
  return page::section("budget", say_budget::name, say_budget::title, out);
}

}  // namespace salus::output::html
