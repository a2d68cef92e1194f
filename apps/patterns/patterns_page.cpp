#include "apps/patterns/patterns_page.hpp"

#include <cmath>

#include "apps/common/charts.hpp"
#include "apps/patterns/shown_figures.hpp"
#include "model/core/number.hpp"
#include "output/report/fan_chart.hpp"
#include "output/report/html_parts.hpp"

namespace salus::apps {
namespace {

namespace html = output::html;
using calibration::PointPattern;

std::string name_of_section(const PointPattern& p) { return p.city + ", " + words_of(p.type); }

std::string figures_table(const PointPattern& p) {
  html::Table table("", {"Figure", "Recorded (95 %)", "By chance", "p"});
  std::string missing;
  for (const auto& f : shown_figures(p)) {
    if (f.value.empty()) missing += "<li>" + output::escaped(f.label + ": " + f.note) + "</li>";
    else
      table.row(
          {output::escaped(f.label),
           output::escaped(f.value) +
               (f.interval.empty() ? "" : "<br><span class=\"soft n\">" + output::escaped(f.interval) + "</span>"),
           output::escaped(f.chance), output::escaped(f.p)});
  }
  return (p.concentration ? table.text() : "") + (missing.empty() ? "" : "<ul class=soft>" + missing + "</ul>");
}

std::string concentration_figure(const PointPattern& p) {
  const double all = 1.2 * p.concentration->null.mean.cells_with_crime;
  double shown = 1.0;
  for (const double end : {0.5, 0.3, 0.2, 0.1, 0.05, 0.03, 0.02, 0.01})
    if (all <= end) shown = end;
  return figure(
      "Share of crime on the hottest cells, by share of all cells: recorded (line), by chance (dashes), the same "
      "everywhere (thin line)",
      lorenz_chart("Concentration, " + name_of_section(p), p.curve, p.concentration->null.curve, shown));
}

/// A ratio with its p, marked where pairs are more than chance gives.
std::string knox_text(const calibration::KnoxCell& cell) {
  if (!std::isfinite(cell.ratio())) return "&ndash;<br><span class=soft>no pair by chance</span>";
  const std::string ratio = model::format_fixed(cell.ratio(), 2);
  const bool marked = cell.p < 0.05 && cell.ratio() > 1.0;
  return (marked ? "<strong>" + ratio + " *</strong>" : ratio) + "<br><span class=\"soft n\">p " +
         model::format_fixed(cell.p, 3) + ", " + std::to_string(cell.observed) + " pairs</span>";
}

std::string knox_table(const PointPattern& p) {
  const calibration::KnoxPlan plan;
  std::vector<std::string> heads{"Distance"};
  for (std::size_t t = 0; t < plan.days.size(); ++t)
    heads.push_back((t == 0 ? "0" : std::to_string(plan.days[t - 1] + 1)) + " to " + std::to_string(plan.days[t]) +
                    " days");
  html::Table table(
      "Near repeats: pairs of incidents (each place and time once) by distance and time apart, over what the same "
      "dates dealt to them anew give. * more than by chance, p below 0.05; of sixteen cells about one is marked by "
      "chance alone.",
      heads);
  const auto& knox = p.strictest_knox();
  for (std::size_t s = 0; s < plan.space_m.size(); ++s) {
    std::vector<std::string> cells{s == 0 ? "same place (1 m)"
                                          : model::format_fixed(plan.space_m[s - 1], 0) + " to " +
                                                model::format_fixed(plan.space_m[s], 0) + " m"};
    for (const auto& cell : knox.bands[s]) cells.push_back(knox_text(cell));
    table.row(cells);
  }
  const std::size_t incidents = p.events - p.repeated;
  const std::string used = knox.events < incidents ? " Of " + std::to_string(incidents) + " incidents the first " +
                                                         std::to_string(knox.events) + " were used."
                                                   : "";
  const std::string dealt =
      p.knox_by_year ? "Dates are dealt within stretches of 365 days only: over a longer time crime moves between "
                       "parts of a city, and pairs near in space are near in time without one bringing the other about."
                     : "";
  return table.text() + (used.empty() && dealt.empty() ? "" : html::soft(dealt + used));
}

std::string rhythm_figures(const PointPattern& p) {
  const auto& r = *p.rhythm;
  std::vector<std::string> hours;
  for (int hour = 0; hour < 24; ++hour) hours.push_back(std::to_string(hour));
  const std::string name = name_of_section(p);
  std::string out;
  if (r.weekend)
    out += figure("Events by weekday", bar_chart("Weekdays, " + name, {r.by_weekday.begin(), r.by_weekday.end()},
                                                 {"Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"}));
  if (r.night)
    out +=
        figure("Events by hour of the day", bar_chart("Hours, " + name, {r.by_hour.begin(), r.by_hour.end()}, hours));
  return out + figure("Events by month, all years together",
                      bar_chart("Months, " + name, {r.by_month.begin(), r.by_month.end()},
                                {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}));
}

std::string section_of(const PointPattern& p, const std::string& id) {
  std::string body = html::soft(heading_of(p)) + figures_table(p);
  if (p.concentration)
    body += "<div class=two>" + concentration_figure(p) + "<div>" + rhythm_figures(p) + "</div></div>";
  if (p.knox) body += knox_table(p);
  return html::section(id, name_of_section(p), body);
}

std::string reading() {
  return html::section(
      "reading", "How to read the figures",
      "<p>By chance: concentration, as if the same number of events fell on the cells at random, each as likely as the "
      "next; near repeats, as if their dates were dealt to them anew; "
      "recurrence, as if each neighbourhood's months came in any order; the rest, as if every day and hour had its "
      "equal share. People and streets are not spread evenly, so concentration beyond chance "
      "says nothing yet about why.</p><p>A file of events does not tell where a city ends: shares of cells hold for "
      "the cells in the convex hull of all its events. Police often move events to "
      "the middle of a block or a corner, which makes cells hotter and same places of what were neighbours.</p>");
}

}  // namespace

std::string patterns_page(const std::vector<PointPattern>& patterns,
                          const std::vector<std::pair<std::string, std::string>>& made) {
  std::string nav = "<a href=#reading>How to read the figures</a> ";
  std::string body = reading();
  for (std::size_t i = 0; i < patterns.size(); ++i) {
    const std::string id = "set" + std::to_string(i + 1);
    nav += "<a href=#" + id + ">" + output::escaped(name_of_section(patterns[i])) + "</a> ";
    body += section_of(patterns[i], id);
  }
  html::Table how("", {"What", "How"}, 2);
  for (const auto& [what, text] : made) how.row({output::escaped(what), output::escaped(text)});
  nav += "<a href=#made>How this was made</a>";
  return html::document("Salus: patterns of recorded crime",
                        "Where recorded crimes concentrate, whether they come in near repeats, and when they happen, "
                        "by city and type in alphabetical order.",
                        nav, "reading", body + html::section("made", "How this was made", how.text()));
}

}  // namespace salus::apps
