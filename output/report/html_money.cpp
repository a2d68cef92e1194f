/// Budget by year and line, and what became of it.
#include <cmath>

#include "output/report/html_parts.hpp"

namespace salus::output::html {

namespace {

constexpr std::size_t half_way = model::budget_years / 2;

/// Five years a table, so that cents fit on a page of paper; the sums over all years stand in the second.
std::string years_table(const PageData& data, const model::Results& r, std::size_t s, std::size_t from,
                        std::size_t to) {
  const bool sums = to == model::budget_years;
  std::vector<std::string> heads{"Line"};
  std::vector<std::string> total{"Sum"};
  std::array<model::Cents, model::budget_years> by_year{};
  for (std::size_t y = from; y < to; ++y) heads.push_back(std::to_string(r.years[y]));
  if (sums) heads.insert(heads.end(), {"Direct, all years", "Support, all years", "Gross, all years"});
  Table table("Gross amounts " + std::to_string(r.years[from]) + "-" + std::to_string(r.years[to - 1]) + ", US dollars",
              heads);
  for (const auto& row : data.budgets[s]) {
    model::Cents gross;
    model::Cents direct;
    model::Cents support;
    std::vector<std::string> cells{escaped(row.half + ": " + row.label)};
    for (std::size_t y = 0; y < model::budget_years; ++y) {
      gross += row.gross[y];
      direct += row.direct[y];
      support += row.support[y];
      by_year[y] += row.gross[y];
      if (y >= from && y < to) cells.push_back(usd(row.gross[y]));
    }
    if (sums) cells.insert(cells.end(), {usd(direct), usd(support), usd(gross)});
    table.row(cells);
  }
  for (std::size_t y = from; y < to; ++y) total.push_back(usd(by_year[y]));
  if (sums)
    total.insert(total.end(),
                 {usd(data.scenarios[s].direct), usd(data.scenarios[s].support), usd(data.scenarios[s].gross)});
  table.foot(total);
  return table.text();
}

std::string budget_tables(const PageData& data, const model::Results& r, std::size_t s) {
  std::string drawn;
  for (std::size_t h = 0; h < model::half_names.size(); ++h)
    if (data.scenarios[s].drawn_split[h])
      drawn += std::string(drawn.empty() ? "" : " and ") + std::string(model::half_names[h]);
  return years_table(data, r, s, 0, half_way) + years_table(data, r, s, half_way, model::budget_years) +
         (drawn.empty() ? ""
                        : soft("Assumption: the split below the half (" + drawn +
                               ") over lines and years is open, and each draw takes its own; the amounts above are the "
                               "middle way that the scenario names."));
}

}  // namespace

std::string budget_section(const PageData& data, const model::Results& r) {
  std::string out = soft("US dollars. Gross is direct cost plus support cost; every sum is exact to the cent.");
  if (data.has_indicators) {
    Table money(
        "What becomes of the money, US dollars. Planned; received from donors; paid, as direct and as support cost; "
        "received and left over. Of the money for measures in cities, own "
        "money of countries included: more than cities could use; cost of taking part (coordination, reporting); cash "
        "and wages handed on to participants, no cost to society. Outside "
        "the budget: own money. Posts that the money received implies (para 26).",
        {"Scenario", "Planned", "Received", "Paid, direct", "Paid, support", "Lapsed", "Not absorbed", "Taking part",
         "Handed on", "Own money, outside", "Posts"});
    for (std::size_t s = data.against_nothing ? 1 : 0; s < data.scenarios.size(); ++s) {
      const auto& m = data.money[s];
      money.row({escaped(data.scenarios[s].title), interval(m.planned), interval(m.received), interval(m.paid),
                 interval(m.support), interval(m.lapsed, "USD"), interval(m.unabsorbed), interval(m.fixed),
                 interval(m.transfers), interval(m.own), interval(m.posts)});
    }
    out += money.text();
  }
  for (std::size_t s = 0; s < data.scenarios.size(); ++s)
    if (!data.budgets[s].empty()) out += details(data.scenarios[s].title, budget_tables(data, r, s), s == data.shown);
  return section("budget", "Budget by year and line", out);
}

}  // namespace salus::output::html
