#include "output/page/document.hpp"

#include "output/words/sentences/page.hpp"

namespace salus::output::page {
namespace {

namespace say_page = words::page;

constexpr const char* style =
    R"css(
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
.dot{fill:var(--dot)}.held{fill:var(--paper);stroke:var(--dot)}.model{fill:var(--ghost)}.even{stroke:var(--soft)}.tile{fill:#a3341f}.curve{fill:none;stroke:#a3341f;stroke-width:2}figure{margin:.8rem 0 1.4rem;max-width:46rem}
.two{display:grid;grid-template-columns:repeat(auto-fit,minmax(20rem,1fr));gap:1rem 1.6rem}.many{display:grid;grid-template-columns:repeat(auto-fill,minmax(15rem,1fr));gap:.6rem 1.2rem}.many h3{margin:.4rem 0 0}
.cards td,.cards th{text-align:left;font-size:.82rem}.n,table:not(.cards) td:not(.t){white-space:nowrap}th[scope=row]{min-width:8rem}.cards td{min-width:5.2rem}.dense{font-size:.78rem}.dense td,.dense th{padding:.3rem .35rem}td .soft,th .soft{font-size:inherit;font-weight:400}.wide{margin-bottom:1.2rem}tr.group th{padding-top:1rem;color:var(--accent);border-bottom:2px solid var(--rule)}
details{margin:.5rem 0;border-bottom:1px solid var(--rule)}summary{cursor:pointer;padding:.35rem 0;color:var(--accent)}nav{font-size:.88rem;margin:.8rem 0 0;line-height:1.9}nav a{margin-right:.9rem;white-space:nowrap}
@media(max-width:44rem){.cards thead{display:none}.cards tr{display:block;padding:.5rem 0;border-bottom:2px solid var(--rule)}.cards td,.cards th{display:block;border:0;padding:.12rem 0;max-width:none}.cards td[data-h]::before{content:attr(data-h) ": ";color:var(--soft)}.cards td:empty{display:none}.cards br{display:none}.cards br+.soft::before{content:" ("}.cards br+.soft::after{content:")"}}
code{font-size:.86em;overflow-wrap:anywhere}.hash td{text-align:left;font-size:.8rem}footer{padding:2rem 1.2rem 3rem}
@media print{body{font-size:10pt}main,header,footer{max-width:none}table{font-size:7.5pt}.cards td,.cards th{font-size:7.5pt}th,td{padding:.2rem .35rem}nav{display:none}h2{break-after:avoid}figure,tr{break-inside:avoid}.wide{overflow:visible}}
)css";

Html navigation(const std::vector<Section>& sections) {
  Html links;
  for (const auto& section : sections)
    links += tag("a", {{"href", Verbatim("#" + section.id)}}, escaped(section.name)) + Html::markup(" ");
  return tag("nav", links);
}

/// By which a command knows its own pages.
Html generator(Literal command) {
  return Html::markup("<meta name=generator content=\"salus ") + escaped(Verbatim(std::string_view(command.text()))) +
         Html::markup("\">");
}

Html head(Literal command, const Text& title) {
  return tag("head",
             Html::markup("<meta charset=utf-8><meta name=viewport content=\"width=device-width,initial-scale=1\">"
                          "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'; style-src "
                          "'unsafe-inline'; img-src data:\">") +
                 generator(command) + tag("title", untagged(title)) + tag("style", Html::markup(style)));
}

}  // namespace

std::string Document::render(const words::Words& words) const {
  Html body;
  if (!sections_.empty())
    body += tag("a", {with_class("skip"), {"href", Verbatim("#" + sections_.front().id)}}, say_page::skip);
  body += tag("header", tag("h1", escaped(title_)) + soft(escaped(lead_)) + navigation(sections_));
  Html main;
  for (const auto& section : sections_) main += section.content;
  body += tag("main", main) + tag("footer", {with_class("soft")}, say_page::footer);
  const auto& language = words.language();
  const Text code = Verbatim(language.code);
  const Html page = head(command_, title_) + tag("body", body);
  const Html whole = language.right_to_left ? tag("html", {{"lang", code}, {"dir", "rtl"}}, page)
                                            : tag("html", {{"lang", code}}, page);
  return "<!DOCTYPE html>\n" + whole.render(words) + "\n";
}

bool is_page_of(Literal command, const std::string& text) {
  const std::string before_title = text.substr(0, text.find("<title>"));
  return before_title.find(generator(command).render(words::english())) != std::string::npos;
}

}  // namespace salus::output::page
