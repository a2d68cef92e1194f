#include "output/page/parts.hpp"

#include "output/page/table.hpp"
#include "output/words/sentences/page.hpp"

namespace salus::output::page {

namespace say_page = words::page;

Html paragraph(const Html& text) { return tag("p", text); }
Html lead(const Html& text) { return tag("p", {with_class("lead")}, text); }
Html soft(const Html& text) { return tag("p", {with_class("soft")}, text); }
Html heading(const Html& text) { return tag("h3", text); }
Html strong(const Html& text) { return tag("strong", text); }
Html small(const Html& text) { return tag("span", {with_class("soft n")}, text); }
Html unbroken(const Html& text) { return tag("span", {with_class("n")}, text); }
Html below(const Html& first, const Html& second) { return first + Html::markup("<br>") + small(second); }

Html bullets(const std::vector<Html>& items) {
  Html all;
  for (const auto& item : items) all += tag("li", item);
  return items.empty() ? Html() : tag("ul", all);
}

Html details(const Html& summary, const Html& body, bool open) {
  const Html inside = tag("summary", summary) + body;
  return (open ? Html::markup("<details open>") : Html::markup("<details>")) + inside + Html::markup("</details>");
}

Html figure(const Html& caption, const Html& picture) { return tag("figure", tag("figcaption", caption) + picture); }
Html titled_figure(const Html& title, const Html& picture, const Html& caption) {
  const Html below_it = caption.empty() ? Html() : tag("figcaption", caption);
  return tag("figure", heading(title) + picture + below_it);
}
Html two(const Html& parts) { return tag("div", {with_class("two")}, parts); }
Html many(const Html& parts) { return tag("div", {with_class("many")}, parts); }
Html block(const Html& parts) { return tag("div", parts); }

Section section(const std::string& id, const Text& name, const Html& title, const Html& body) {
  return {id, name, tag("section", {{"id", Verbatim(id)}}, tag("h2", title) + body)};
}

Section made_section(const std::vector<MadeRow>& made) {
  Table how({}, {say_page::made_what, say_page::made_how}, 2);
  for (const auto& row : made) how.row({row.what, escaped(row.how)});
  return section("made", say_page::made, say_page::made, how.html());
}

}  // namespace salus::output::page
