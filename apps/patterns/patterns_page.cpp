#include "apps/patterns/patterns_page.hpp"

#include <cmath>

#include "apps/patterns/shown_figures.hpp"
#include "output/page/charts.hpp"
#include "output/page/document.hpp"
#include "output/page/figures.hpp"
#include "output/page/table.hpp"
#include "output/words/sentences/calendar.hpp"
#include "output/words/sentences/city.hpp"
#include "output/words/sentences/number.hpp"
#include "output/words/sentences/patterns.hpp"

namespace salus::apps {
namespace {

namespace page = output::page;
namespace words = output::words;
namespace say = output::words::patterns;
using calibration::PointPattern;
using page::escaped;
using page::Html;
using page::Style;
using page::Table;
using words::Text;

words::Message name_of_set(const PointPattern& p) {
  return say::SetOf{.city = words::Verbatim(p.city), .type = words::spaced(p.type)};
}

Html cell_of(const std::optional<Text>& text) { return text ? escaped(*text) : Html(); }

Html figures_table(const PointPattern& p) {
  Table table({}, {say::figure, say::recorded, say::by_chance, say::p});
  Html missing;
  for (const auto& f : shown_figures(p)) {
    if (f.missing) {
      missing += page::tag("li", say::Missing{.figure = f.label, .why = *f.missing});
      continue;
    }
    const Html value = f.interval ? page::below(escaped(*f.value), escaped(*f.interval)) : escaped(*f.value);
    table.row({f.label, value, cell_of(f.chance), cell_of(f.p)});
  }
  Html out;
  if (p.concentration) out += table.html();
  if (!missing.empty()) out += page::tag("ul", {page::with_class("soft")}, missing);
  return out;
}

Html concentration_figure(const PointPattern& p) {
  const double all = 1.2 * p.concentration->null.mean.cells_with_crime;
  double shown = 1.0;
  for (const double end : {0.5, 0.3, 0.2, 0.1, 0.05, 0.03, 0.02, 0.01})
    if (all <= end) shown = end;
  return page::figure(say::concentration_caption, page::lorenz_chart(say::Concentration{.events = name_of_set(p)},
                                                                     p.curve, p.concentration->null.curve, shown));
}

/// A ratio with its p, marked where pairs are more than chance gives.
Html knox_cell(const calibration::KnoxCell& cell) {
  if (!std::isfinite(cell.ratio())) return page::below(words::number::dash, say::no_pair);
  const bool marked = cell.p < 0.05 && cell.ratio() > 1.0;
  const Html ratio = marked ? page::strong(words::city::Marked{.ratio = cell.ratio()})
                            : page::amount(cell.ratio(), Style::two_decimals);
  return page::below(ratio, say::Pairs{.p = cell.p, .pairs = cell.observed});
}

Html knox_table(const PointPattern& p) {
  const calibration::KnoxPlan plan;
  std::vector<Text> heads{say::distance};
  for (std::size_t t = 0; t < plan.days.size(); ++t)
    heads.push_back(say::Days{.from = t == 0 ? 0 : plan.days[t - 1] + 1, .to = plan.days[t]});
  Table table(say::near, heads);
  const auto& knox = p.strictest_knox();
  for (std::size_t s = 0; s < plan.space_m.size(); ++s) {
    std::vector<Html> cells{s == 0 ? Html(say::same_place)
                                   : Html(say::Metres{.from = plan.space_m[s - 1], .to = plan.space_m[s]})};
    for (const auto& cell : knox.bands[s]) cells.push_back(knox_cell(cell));
    table.row(cells);
  }
  const std::size_t incidents = p.events - p.repeated;
  std::vector<Text> remarks;
  if (p.knox_by_year) remarks.push_back(say::dealt);
  if (knox.events < incidents) remarks.push_back(say::Used{.all = incidents, .used = knox.events});
  return remarks.empty() ? table.html() : table.html() + page::soft(words::paragraph(remarks));
}

/// A picture of counts, one a bar.
template <class Counts>
Html bars(const Html& caption, const Html& title, const Counts& counts, const std::vector<Text>& labels) {
  return page::figure(caption, page::bar_chart(title, {counts.begin(), counts.end()}, labels));
}

Html rhythm_figures(const PointPattern& p) {
  namespace of = words::calendar;
  const auto& r = *p.rhythm;
  const words::Message events = name_of_set(p);
  std::vector<Text> hours;
  for (int hour = 0; hour < 24; ++hour) hours.push_back(words::Figure{hour, Style::integer});
  Html out;
  if (r.weekend)
    out += bars(say::weekdays_caption, say::Weekdays{.events = events}, r.by_weekday,
                {of::monday, of::tuesday, of::wednesday, of::thursday, of::friday, of::saturday, of::sunday});
  if (r.night) out += bars(say::hours_caption, say::Hours{.events = events}, r.by_hour, hours);
  return out + bars(say::months_caption, say::Months{.events = events}, r.by_month,
                    {of::january, of::february, of::march, of::april, of::may, of::june, of::july, of::august,
                     of::september, of::october, of::november, of::december});
}

page::Section section_of(const PointPattern& p, const std::string& id) {
  Html body = page::soft(heading_of(p)) + figures_table(p);
  if (p.concentration) body += page::two(concentration_figure(p) + page::block(rhythm_figures(p)));
  if (p.knox) body += knox_table(p);
  return page::section(id, name_of_set(p), name_of_set(p), body);
}

}  // namespace

std::string patterns_page(const std::vector<PointPattern>& patterns, const std::vector<page::MadeRow>& made) {
  page::Document document("patterns", say::title, say::lead);
  document.add(
      page::section("reading", say::reading, say::reading, page::paragraph(say::chance) + page::paragraph(say::edges)));
  for (std::size_t i = 0; i < patterns.size(); ++i)
    document.add(section_of(patterns[i], "set" + std::to_string(i + 1)));
  document.add(page::made_section(made));
  return document.render(words::english());
}

}  // namespace salus::apps
