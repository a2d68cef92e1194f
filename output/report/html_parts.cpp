#include "output/report/html_parts.hpp"

#include <algorithm>
#include <cmath>

#include "model/core/number.hpp"
#include "output/report/headline.hpp"

namespace salus::output::html {

const char* const page_style = R"css(
:root{--ink:#1d2733;--soft:#55616e;--paper:#fff;--rule:#d8dde3;--accent:#175a8c;--b95:#dbe9f4;--b80:#b3d2e9;--b50:#7fb2d9;--ghost:#7a4a12;--dot:#1d2733}
@media(prefers-color-scheme:dark){:root{--ink:#e6ebf0;--soft:#a6b2be;--paper:#12181f;--rule:#333d48;--accent:#7fbdec;--b95:#1c3247;--b80:#27496a;--b50:#3a6c9b;--ghost:#e0a45e;--dot:#e6ebf0}}
*{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 system-ui,sans-serif}
main,header,footer{max-width:70rem;margin:0 auto;padding:0 1.2rem}header{padding-top:2.2rem}
h1{font-size:1.7rem;line-height:1.25;margin:0 0 .3rem}h2{font-size:1.25rem;margin:2.6rem 0 .6rem;padding-top:.9rem;border-top:1px solid var(--rule)}h3{font-size:1rem;margin:1.2rem 0 .3rem}
p{max-width:46rem}.lead{font-size:1.08rem}.soft,figcaption,.caption{color:var(--soft);font-size:.88rem}a{color:var(--accent)}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:.5rem;background:var(--paper);padding:.4rem}
.wide{overflow-x:auto}table{border-collapse:collapse;font-size:.88rem;width:100%}.caption{margin:1rem 0 .4rem}
th,td{padding:.35rem .6rem;text-align:right;border-bottom:1px solid var(--rule);vertical-align:top;font-variant-numeric:tabular-nums}th:first-child,td:first-child,td.t,th.t{text-align:left}thead th{border-bottom:2px solid var(--ink);font-weight:600}tfoot td,tfoot th{font-weight:600;border-bottom:0}
svg{width:100%;height:auto;display:block}.grid{stroke:var(--rule)}.tick{fill:var(--soft);font-size:11px}.end{text-anchor:end;dominant-baseline:middle}.mid{text-anchor:middle}.last{text-anchor:end}
.b95{fill:var(--b95)}.b80{fill:var(--b80)}.b50{fill:var(--b50)}.median{fill:none;stroke:var(--accent);stroke-width:2}.ghost{fill:none;stroke:var(--ghost);stroke-width:1.5;stroke-dasharray:5 4}
.dot{fill:var(--dot)}.held{fill:var(--paper);stroke:var(--dot)}.model{fill:var(--ghost)}figure{margin:.8rem 0 1.4rem;max-width:46rem}
.two{display:grid;grid-template-columns:repeat(auto-fit,minmax(20rem,1fr));gap:1rem 1.6rem}.many{display:grid;grid-template-columns:repeat(auto-fill,minmax(15rem,1fr));gap:.6rem 1.2rem}.many h3{margin:.4rem 0 0}
.cards td,.cards th{text-align:left;font-size:.82rem}.n,table:not(.cards) td:not(.t){white-space:nowrap}th[scope=row]{min-width:8rem}.cards td{min-width:5.2rem}.dense{font-size:.78rem}.dense td,.dense th{padding:.3rem .35rem}td .soft,th .soft{font-size:inherit;font-weight:400}.wide{margin-bottom:1.2rem}tr.group th{padding-top:1rem;color:var(--accent);border-bottom:2px solid var(--rule)}
details{margin:.5rem 0;border-bottom:1px solid var(--rule)}summary{cursor:pointer;padding:.35rem 0;color:var(--accent)}nav{font-size:.88rem;margin:.8rem 0 0;line-height:1.9}nav a{margin-right:.9rem;white-space:nowrap}
@media(max-width:44rem){.cards thead{display:none}.cards tr{display:block;padding:.5rem 0;border-bottom:2px solid var(--rule)}.cards td,.cards th{display:block;border:0;padding:.12rem 0;max-width:none}.cards td[data-h]::before{content:attr(data-h) ": ";color:var(--soft)}.cards td:empty{display:none}.cards br{display:none}.cards br+.soft::before{content:" ("}.cards br+.soft::after{content:")"}}
code{font-size:.86em;overflow-wrap:anywhere}.hash td{text-align:left;font-size:.8rem}footer{padding:2rem 1.2rem 3rem}
@media print{body{font-size:10pt}main,header,footer{max-width:none}table{font-size:7.5pt}.cards td,.cards th{font-size:7.5pt}th,td{padding:.2rem .35rem}nav{display:none}h2{break-after:avoid}figure,tr{break-inside:avoid}.wide{overflow:visible}}
)css";

std::string document(const std::string& title, const std::string& lead, const std::string& nav,
                     const std::string& first, const std::string& body) {
  return "<!DOCTYPE html>\n<html lang=en><head><meta charset=utf-8><meta name=viewport "
         "content=\"width=device-width,initial-scale=1\">"
         "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'; style-src 'unsafe-inline'; img-src "
         "data:\"><title>" +
         escaped(title) + "</title><style>" + page_style + "</style></head><body><a class=skip href=#" + first +
         ">To the content</a><header><h1>" + escaped(title) + "</h1><p class=soft>" + escaped(lead) + "</p><nav>" +
         nav + "</nav></header><main>" + body +
         "</main><footer class=soft>Names of countries do not imply any opinion on legal status. Figures belong to "
         "their publishers.</footer></body></html>\n";
}

std::string td(const std::string& cell) { return "<td>" + cell + "</td>"; }
std::string th(const std::string& text) { return "<th scope=row>" + escaped(text) + "</th>"; }
std::string usd(model::Cents c) { return to_string(c); }

std::string amount(double v) {
  if (std::isnan(v)) return "&ndash;";
  if (std::isinf(v)) return "no bound";
  if (std::abs(v) < 9.95 && std::abs(v - std::round(v)) > 0.05) return model::format_fixed(v, 1);
  return in_words(v);
}

std::string amount(double v, const std::string& unit) {
  if (std::isnan(v) || std::isinf(v)) return amount(v);
  if (unit == "1e-5 year-1" || unit == "1e-6" || unit == "ratio") {
    const double rounded = std::round(v * 100.0) / 100.0 + 0.0;  // no minus before a zero
    return std::abs(v) >= 1000.0 ? in_words(v) : model::format_fixed(rounded, 2);
  }
  if (unit == "two digits") {
    const double size = std::abs(v);
    const int decimals = size > 0.0 ? std::clamp(1 - static_cast<int>(std::floor(std::log10(size))), 0, 3) : 0;
    return size >= 10.0 ? in_words(v) : model::format_fixed(std::round(v * 1000.0) / 1000.0 + 0.0, decimals);
  }
  if (unit == "share") return model::format_fixed(100.0 * v, 1) + " %";
  if (unit == "USD") return in_words(v) + " $";
  return amount(v);
}

std::string interval(const Interval& i, const std::string& unit) {
  std::string out = "<span class=n>" + amount(i[1], unit) + "</span>";
  if (std::isnan(i[0]) || std::isnan(i[2])) return out;
  std::string low = amount(i[0], unit);
  const std::string high = amount(i[2], unit);
  if (low == high && low == amount(i[1], unit)) return out;
  // A unit that both ends share is said once.
  for (const std::string shared : {" million $", " million", " $", " %"})
    if (low.ends_with(shared) && high.ends_with(shared)) {
      low.resize(low.size() - shared.size());
      break;
    }
  return out + "<br><span class=\"soft n\">" + low + " to " + high + "</span>";
}

std::string ranged(const Interval& i, const std::string& unit) {
  return amount(i[1], unit) + " (90 %: " + amount(i[0], unit) + " to " + amount(i[2], unit) + ")";
}

std::string chance(double p) { return std::isnan(p) ? "&ndash;" : escaped(percent(p)); }

std::string points(double with, double without) {
  const double more = std::round(10000.0 * (with - without)) / 100.0 + 0.0;
  return std::isnan(more) ? "&ndash;" : model::format_fixed(more, 2) + " points";
}

Table::Table(const std::string& caption, std::vector<std::string> heads, std::size_t text_columns, bool cards)
    : heads_(std::move(heads)), text_columns_(text_columns), cards_(cards) {
  head_ = std::string("<div class=wide><table") +
          (cards               ? " class=cards"
           : heads_.size() > 8 ? " class=dense"
                               : "") +
          "><thead><tr>";
  if (!caption.empty()) head_ = "<p class=caption>" + escaped(caption) + "</p>" + head_;
  for (std::size_t i = 0; i < heads_.size(); ++i)
    head_ +=
        std::string("<th scope=col") + (i > 0 && i < text_columns_ ? " class=t>" : ">") + escaped(heads_[i]) + "</th>";
  head_ += "</tr></thead>";
}

std::string Table::row_of(const std::vector<std::string>& cells) const {
  std::string out = "<tr><th scope=row>" + cells.front() + "</th>";
  for (std::size_t i = 1; i < cells.size(); ++i)
    out += std::string("<td") + (i < text_columns_ ? " class=t" : "") +
           (cards_ ? " data-h=\"" + escaped(heads_[i]) + "\"" : "") + ">" + cells[i] + "</td>";
  return out + "</tr>";
}

void Table::group(const std::string& title) {
  body_ += "<tr class=group><th scope=rowgroup colspan=" + std::to_string(heads_.size()) + ">" + escaped(title) +
           "</th></tr>";
}
void Table::row(const std::vector<std::string>& cells) { body_ += row_of(cells); }
void Table::foot(const std::vector<std::string>& cells) { foot_ += row_of(cells); }
std::string Table::text() const {
  return head_ + "<tbody>" + body_ + "</tbody>" + (foot_.empty() ? "" : "<tfoot>" + foot_ + "</tfoot>") +
         "</table></div>";
}

std::string section(const std::string& id, const std::string& title, const std::string& body) {
  return "<section id=" + id + "><h2>" + escaped(title) + "</h2>" + body + "</section>";
}
std::string details(const std::string& summary, const std::string& body, bool open) {
  return std::string("<details") + (open ? " open" : "") + "><summary>" + escaped(summary) + "</summary>" + body +
         "</details>";
}
std::string soft(const std::string& text) { return "<p class=soft>" + escaped(text) + "</p>"; }

}  // namespace salus::output::html
