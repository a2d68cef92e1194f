#include <cmath>

#include "model/core/number.hpp"
#include "output/report/headline.hpp"
#include "output/report/page_data.hpp"
#include "output/report/report.hpp"

namespace salus::output {
namespace {

using model::Results;

const char* const style = R"css(
:root{--ink:#1d2733;--soft:#55616e;--paper:#fff;--rule:#d8dde3;--accent:#175a8c;--b95:#dbe9f4;--b80:#b3d2e9;--b50:#7fb2d9;--ghost:#7a4a12;--dot:#1d2733}
@media(prefers-color-scheme:dark){:root{--ink:#e6ebf0;--soft:#a6b2be;--paper:#12181f;--rule:#333d48;--accent:#7fbdec;--b95:#1c3247;--b80:#27496a;--b50:#3a6c9b;--ghost:#e0a45e;--dot:#e6ebf0}}
*{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 system-ui,sans-serif}
main,header,footer{max-width:66rem;margin:0 auto;padding:0 1.2rem}header{padding-top:2.2rem}
h1{font-size:1.7rem;line-height:1.25;margin:0 0 .3rem}h2{font-size:1.25rem;margin:2.6rem 0 .6rem;padding-top:.9rem;border-top:1px solid var(--rule)}h3{font-size:1rem;margin:1.2rem 0 .3rem}
p{max-width:46rem}.lead{font-size:1.08rem}.soft,figcaption,caption{color:var(--soft);font-size:.88rem}a{color:var(--accent)}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:.5rem;background:var(--paper);padding:.4rem}
.wide{overflow-x:auto}table{border-collapse:collapse;font-size:.88rem;width:100%}caption{text-align:left;padding:.2rem 0 .5rem}
th,td{padding:.35rem .6rem;text-align:right;border-bottom:1px solid var(--rule);vertical-align:top;font-variant-numeric:tabular-nums}th:first-child,td:first-child,td.t,th.t{text-align:left}thead th{border-bottom:2px solid var(--ink);font-weight:600}tfoot td,tfoot th{font-weight:600;border-bottom:0}
svg{width:100%;height:auto;display:block}.grid{stroke:var(--rule)}.tick{fill:var(--soft);font-size:11px}.end{text-anchor:end;dominant-baseline:middle}.mid{text-anchor:middle}.last{text-anchor:end}
.b95{fill:var(--b95)}.b80{fill:var(--b80)}.b50{fill:var(--b50)}.median{fill:none;stroke:var(--accent);stroke-width:2}.ghost{fill:none;stroke:var(--ghost);stroke-width:1.5;stroke-dasharray:5 4}
.dot{fill:var(--dot)}.held{fill:var(--paper);stroke:var(--dot)}.model{fill:var(--ghost)}figure{margin:.8rem 0 1.4rem;max-width:46rem}
.two{display:grid;grid-template-columns:repeat(auto-fit,minmax(20rem,1fr));gap:1rem 1.6rem}.many{display:grid;grid-template-columns:repeat(auto-fill,minmax(15rem,1fr));gap:.6rem 1.2rem}.many h3{margin:.4rem 0 0}
code{font-size:.86em;overflow-wrap:anywhere}.hash td{text-align:left;font-size:.8rem}footer{padding:2rem 1.2rem 3rem}
@media print{body{font-size:10.5pt}h2{break-after:avoid}figure,tr{break-inside:avoid}.wide{overflow:visible}}
)css";

std::string td(const std::string& text) { return "<td>" + text + "</td>"; }
std::string th(const std::string& text) { return "<th scope=row>" + escaped(text) + "</th>"; }
std::string interval(const Interval& i) { return in_words(i[1]) + "<br><span class=soft>" + in_words(i[0]) + " to " + in_words(i[2]) + "</span>"; }
std::string usd(model::Cents c) { return to_string(c); }

std::string headline_section(const PageData& data, const Results& r) {
  std::string out = "<section id=headline><h2>What follows</h2>";
  for (const auto& sentence : data.headline) out += "<p class=lead>" + escaped(sentence) + "</p>";
  return out + "<p class=soft>The question: what follows from a way to spend the programme's money, and how sure is that? The answer rests on " + std::to_string(r.identity.draws) +
         " draws of everything that is not known: levels and volatility of violence in each country (estimated from published series), effects of interventions (published trials, with their "
         "conflicts), and effects of global functions (by analogy only, with one chance in two of being exactly none). All scenarios share the same random numbers, so their difference is the "
         "programme and not the noise.</p></section>";
}

std::string comparison_section(const PageData& data) {
  std::string out = "<section id=comparison><h2>Scenarios compared</h2><div class=wide><table><caption>All countries, incidents averted over the ten budget years against the first scenario: middle, and 90 % interval below. "
                    "A negative number means more incidents.</caption><thead><tr><th scope=col>Scenario<th scope=col>Budget, USD<th scope=col>Violent incidents averted<th scope=col>Homicides averted<th scope=col>Partner violence averted"
                    "<th scope=col>Homicide rate halved by 2030<th scope=col>Difference to the first</tr></thead><tbody>";
  for (const auto& s : data.scenarios) {
    const double more = 100.0 * (s.halving_rate - data.scenarios[0].halving_rate);
    out += "<tr>" + th(s.title) + td(usd(s.gross)) + td(interval(s.violent)) + td(interval(s.homicides)) + td(interval(s.partner)) + td(escaped(percent(s.halving_rate))) +
           td(std::isnan(more) ? "not known" : model::format_fixed(more, 2) + " points") + "</tr>";
  }
  out += "</tbody></table></div>";
  for (const auto& s : data.scenarios) {
    out += "<h3>" + escaped(s.title) + "</h3><p>" + escaped(s.story) + "</p>";
    if (!s.sources.empty()) {
      out += "<p class=soft>Sources: ";
      for (std::size_t i = 0; i < s.sources.size(); ++i) out += (i ? "; " : "") + escaped(s.sources[i]);
      out += ".</p>";
    }
  }
  return out + "</section>";
}

std::string figure(const LocationFan& l, bool note_history) {
  const auto& chart = l.charts.front();
  std::string out = "<figure><h3>" + escaped(l.name) + "</h3>" + svg(chart);
  if (note_history) out += std::string("<figcaption>") + (chart.history.empty() ? "No year has a published figure for every country here, so no history is drawn." : "Dots: years in which every country here has a published figure (2020 population weights).") + "</figcaption>";
  return out + "</figure>";
}

std::string legend(const PageData& data) {
  return "<p class=soft>Homicides per 100,000 people a year under '" + escaped(data.scenarios[data.shown].title) + "'. Bands hold 50, 80 and 95 % of the draws, the line is the middle; dashed: the middle of '" + escaped(data.scenarios[0].title) +
         "'. Dots are published figures; hollow dots are later than this view's data and were not used; brown dots are modelled estimates.</p>";
}

std::string fans_section(const PageData& data) {
  std::string out = "<section id=regions><h2>The total and the regions</h2>" + legend(data) + figure(data.aggregates.back(), true) + "<div class=two>";
  for (std::size_t i = 0; i + 1 < data.aggregates.size(); ++i) out += figure(data.aggregates[i], true);
  return out + "</div></section>";
}

std::string groups_section(const PageData& data) {
  static const std::array<const char*, model::target_group_count> names{"Women", "Children and youth", "Older persons", "Persons with disabilities", "Poor"};
  std::string out = "<section id=groups><h2>Target groups</h2><p class=soft>Para 18 f of the concept note. Groups overlap and are never added together. Added benefit is the group's relative reduction minus the general one; it comes here "
                    "only from which crimes fall, since who is reached within a crime type is not yet in the model. Shares of groups among victims are data-informed for women in homicide and mostly assumed elsewhere.</p>";
  for (std::size_t s = 1; s < data.scenarios.size(); ++s) {
    const auto& row = data.scenarios[s];
    out += "<div class=wide><table><caption>" + escaped(row.title) + ": violent victimisations averted over the ten budget years</caption><thead><tr><th scope=col>Group<th scope=col>Averted<th scope=col>Added benefit, per 10,000 of the group's victimisations<th scope=col class=t>Basis</tr></thead><tbody>";
    for (std::size_t g = 0; g < model::target_group_count; ++g)
      out += "<tr>" + th(names[g]) + td(interval(row.group_averted[g])) + td(model::format_fixed(std::round(1e6 * row.added_benefit[g]) / 100.0 + 0.0, 2)) + "<td class=t>" + (g == 0 ? "data-informed (homicide), assumption (other types)" : "assumption") + "</td></tr>";
    out += "</tbody></table></div>";
  }
  return out + "</section>";
}

std::string budget_section(const PageData& data, const Results& r) {
  std::string out = "<section id=budget><h2>Budget by year and line</h2><p class=soft>US dollars. Gross is direct cost plus support cost; every sum is exact to the cent.</p>";
  for (std::size_t s = 0; s < data.scenarios.size(); ++s) {
    if (data.budgets[s].empty()) continue;
    out += "<div class=wide><table><caption>" + escaped(data.scenarios[s].title) + "</caption><thead><tr><th scope=col>Line";
    for (std::size_t y = 0; y < model::budget_years; ++y) out += "<th scope=col>" + std::to_string(r.years[y]);
    out += "<th scope=col>Direct<th scope=col>Support<th scope=col>Gross</tr></thead><tbody>";
    std::array<model::Cents, model::budget_years> by_year{};
    for (const auto& row : data.budgets[s]) {
      model::Cents gross, direct, support;
      out += "<tr>" + th(row.half + ": " + row.item);
      for (std::size_t y = 0; y < model::budget_years; ++y) {
        gross += row.gross[y], direct += row.direct[y], support += row.support[y], by_year[y] += row.gross[y];
        out += td(usd(row.gross[y]));
      }
      out += td(usd(direct)) + td(usd(support)) + td(usd(gross)) + "</tr>";
    }
    out += "</tbody><tfoot><tr>" + th("Sum");
    for (const auto& c : by_year) out += td(usd(c));
    out += td(usd(data.scenarios[s].direct)) + td(usd(data.scenarios[s].support)) + td(usd(data.scenarios[s].gross)) + "</tr></tfoot></table></div>";
  }
  return out + "</section>";
}

std::string countries_section(const PageData& data) {
  std::string out = "<section id=countries><h2>Countries, in alphabetical order</h2>" + legend(data) +
                    "<p class=soft>Each chart has its own scale. Countries are not compared or ranked (concept note, para 8). 'Level' says what the starting level rests on.</p><div class=many>";
  for (const auto& l : data.countries) {
    std::string basis = l.basis;
    for (char& c : basis)
      if (c == '_') c = ' ';
    out += "<figure><h3>" + escaped(l.name) + "</h3>" + svg(l.charts.front()) + "<figcaption>Level: " + escaped(basis) + ". Halved by 2030 under the first scenario: " + escaped(percent(l.halving_rate.front())) + ".</figcaption></figure>";
  }
  return out + "</div></section>";
}

std::string limits_section() {
  return "<section id=limits><h2>What this does not tell</h2><ul>"
         "<li>Levels and volatilities are first estimates from the series, pooled where data are few; a full calibration is still to come.</li>"
         "<li>Effects of interventions are published relative risks, cut by a joint scale-up factor between a quarter and all of them; many unit costs are assumptions with wide priors.</li>"
         "<li>The effect of global functions has never been measured for a network of cities. It enters by analogy, through one joint factor that is exactly none in half of all draws.</li>"
         "<li>Places within countries, choice of countries and cities, police recording and proof of a fall are not in this version.</li>"
         "<li>A back-test validates the baseline and says nothing about effects.</li>"
         "<li>Costs outside the programme (own money of countries) are not in the budget shown.</li></ul></section>";
}

std::string provenance_section(const Results& r, const ReportContext& c) {
  std::string out = "<section id=provenance><h2>Where the numbers come from</h2><div class=wide><table class=hash><tbody>";
  const auto row = [&](const std::string& name, const std::string& value) { out += "<tr>" + th(name) + "<td><code>" + escaped(value) + "</code></td></tr>"; };
  row("Command", c.command);
  row("Content hash of results.h5", c.content_hash);
  row("Program", "Salus " + c.program_version + ", result version " + std::to_string(model::result_version) + ", " + c.compiler + ", " + c.build_type);
  if (!c.created_at.empty()) row("Made at", c.created_at);
  row("Seed and draws", std::to_string(r.identity.seed) + ", " + std::to_string(r.identity.draws) + " draws");
  row("View", std::string(model::view_names[model::index(r.identity.view)]) + ", start " + std::to_string(r.identity.start_year));
  std::string loops;
  for (const auto& loop : r.identity.without) loops += (loops.empty() ? "" : ", ") + loop;
  row("Feedback loops switched off", loops.empty() ? "none" : loops);
  row("Failed draws", r.failures.empty() ? "none" : std::to_string(r.failures.size()) + ", left out of every figure");
  out += "</tbody></table></div><h3>Input files</h3><div class=wide><table class=hash><tbody>";
  for (const auto& [name, hash] : r.identity.input_hashes) row(name, hash);
  out += "</tbody></table></div><h3>Sources of each country's figures</h3><p class=soft>Publisher, edition and licence of each source stand in <code>calibration/data/datapackage.json</code>.</p><div class=wide><table class=hash><tbody>";
  for (const auto& country : r.countries) {
    std::string ids;
    for (const auto& id : country.source_ids) ids += (ids.empty() ? "" : ", ") + id;
    row(country.name, ids);
  }
  return out + "</tbody></table></div></section>";
}

}  // namespace

std::string report_html(const Results& r, const ReportContext& context) {
  const PageData data = page_data(r);
  const std::string title = "Salus: " + std::to_string(r.countries.size()) + " countries, " + std::to_string(r.years.front()) + "-" + std::to_string(r.years[model::budget_years - 1]);
  return "<!DOCTYPE html>\n<html lang=en><head><meta charset=utf-8><meta name=viewport content=\"width=device-width,initial-scale=1\">"
         "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\"><title>" +
         escaped(title) + "</title><style>" + style + "</style></head><body><a class=skip href=#headline>To the content</a><header><h1>" + escaped(title) +
         "</h1><p class=soft>What follows from a way to spend the Safer Cities programme's money, how sure that is, and what would have happened anyway.</p></header><main>" + headline_section(data, r) +
         comparison_section(data) + fans_section(data) + groups_section(data) + budget_section(data, r) + countries_section(data) + limits_section() + provenance_section(r, context) +
         "</main><footer class=soft>Names of countries do not imply any opinion on legal status. Figures belong to their publishers.</footer></body></html>\n";
}

}  // namespace salus::output
