/// What stands behind each line: trials, teams, countries, who delivered; and what its spread comes from.
#include <cmath>

#include "output/page/figures.hpp"
#include "output/page/table.hpp"
#include "output/report/html_sections.hpp"
#include "output/words/sentences/behind.hpp"
#include "output/words/sentences/number.hpp"

namespace salus::output::html {

using page::Html;
using page::Table;
using page::Verbatim;
using words::Text;
namespace say_behind = words::behind;

namespace {

bool bought_by(const LineEvidence& line, model::ScenarioIndex s) {
  return std::ranges::find(line.in_plans, s) != line.in_plans.end();
}

Html trials_cell(const LineEvidence& line) {
  const auto& behind = line.behind;
  const Html count = say_behind::Trials{.trials = behind.trials,
                                        .with_error = behind.with_error,
                                        .teams = behind.teams_with_error,
                                        .bounded = behind.bounded};
  return behind.untested() ? page::below(count, say_behind::untested) : count;
}

Html where_cell(const LineEvidence& line, std::size_t ours) {
  if (line.countries.empty()) return words::number::dash;
  return page::below(say_behind::Countries{.names = words::verbatim(line.countries)},
                     say_behind::OfOurs{.tried = line.ours.size(), .ours = ours});
}

Html delivered_cell(const LineEvidence& line) {
  std::vector<Text> parts;
  for (const auto who : model::every<model::Implementer>)
    if (line.behind.by[who] > 0)
      parts.push_back(say_behind::DeliveredBy{.who = static_cast<say_behind::DeliveredBy::Who>(who),
                                              .trials = line.behind.by[who]});
  if (parts.empty()) return words::number::dash;
  return say_behind::Delivered{.parts = parts};
}

Html years_cell(const LineEvidence& line) {
  const auto& behind = line.behind;
  if (behind.first_year == 0 || behind.last_year == 0) return words::number::dash;
  return say_behind::Years{.from = behind.first_year, .to = behind.last_year};
}

/// The lines that `chosen` takes.
template <class Chosen>
Html trials_table(const PageData& data, const Html& caption, Chosen chosen) {
  Table table(caption,
              {say_behind::line, say_behind::trials_head, say_behind::teams, say_behind::where, say_behind::delivery,
               say_behind::when},
              4, page::Look::cards);
  for (const auto& line : data.behind)
    if (chosen(line))
      table.row({page::escaped(Verbatim(line.label)), trials_cell(line), page::amount(line.behind.teams),
                 where_cell(line, data.countries.size()), delivered_cell(line), years_cell(line)});
  return table.html();
}

Html plans_table(const PageData& data) {
  Table table(say_behind::plans, {say_behind::plan, say_behind::lines, say_behind::untested_lines,
                                  say_behind::untested_paid, say_behind::our_countries});
  for (const auto s : model::positions_in<model::ScenarioIndex>(data.scenarios)) {
    const PlanEvidence& plan = data.plans_behind[s];
    if (plan.lines == 0) continue;
    table.row({page::escaped(Verbatim(data.scenarios[s].title)), page::amount(plan.lines),
               plan.untested.empty() ? Html(words::number::dash)
                                     : Html(say_behind::Ids{.ids = words::verbatim(plan.untested)}),
               page::amount(plan.untested_paid, page::Style::percent), page::amount(plan.ours.size())});
  }
  return table.html();
}

/// What a question has alone; below, its error and what it has with the others.
Html share_cell(const model::SobolIndex& part) {
  if (std::isnan(part.first.value)) return words::number::dash;
  return page::below(say_behind::Share{.told = part.first.told(), .alone = part.first.value},
                     say_behind::WithOthers{.points = 100.0 * part.first.error, .total = part.total.value});
}

Html shares_table(const PageData& data, const PlanShares& plan) {
  Table table(say_behind::Shares{.title = Verbatim(data.scenarios[plan.scenario].title), .runs = plan.draws},
              {say_behind::line, say_behind::does_it_work, say_behind::does_it_travel, say_behind::is_it_delivered,
               say_behind::is_there_enough, say_behind::without_programme, say_behind::only_together},
              1, page::Look::cards);
  for (const auto& line : plan.lines) {
    std::vector<Html> cells{line.item.empty() ? Html(say_behind::all_lines) : page::escaped(Verbatim(line.label))};
    for (const auto& part : line.parts) cells.push_back(share_cell(part));
    cells.push_back(std::isnan(line.parts[model::SpreadQuestion::works].first.value)
                        ? Html(words::number::dash)
                        : page::amount(line.together, page::Style::percent));
    table.row(cells);
  }
  return table.html();
}

}  // namespace

MaybeSection behind_section(const PageData& data) {
  if (data.behind.empty()) return std::nullopt;
  const auto in_shown = [&](const LineEvidence& line) { return bought_by(line, data.shown); };
  const auto in_others = [&](const LineEvidence& line) { return !bought_by(line, data.shown); };
  Html out = page::soft(say_behind::meaning);
  if (std::ranges::any_of(data.behind, in_shown))
    out += trials_table(data, say_behind::Caption{.title = Verbatim(data.scenarios[data.shown].title)}, in_shown);
  if (!data.shares.empty()) out += page::heading(say_behind::spread) + page::soft(say_behind::spread_meaning);
  for (const auto& plan : data.shares) out += shares_table(data, plan);
  if (data.scenarios.size() > 2) {
    out += page::heading(say_behind::other_plans) + plans_table(data);
    if (std::ranges::any_of(data.behind, in_others))
      out += page::details(say_behind::others, trials_table(data, say_behind::of_others, in_others));
  }
  return page::section("behind", say_behind::name, say_behind::title, out);
}

}  // namespace salus::output::html
