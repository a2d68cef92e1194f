#include "output/page/table.hpp"

#include <utility>

namespace salus::output::page {
namespace {

constexpr std::size_t most_roomy = 8;  ///< columns; more are set in smaller print

Html row_heading(const Html& text) { return tag("th", {{"scope", "row"}}, text); }
Html scrolled(const Html& table) { return tag("div", {with_class("wide")}, table); }

}  // namespace

Table::Table(const Html& caption, std::vector<Text> heads, std::size_t text_columns, Look look)
    : caption_(caption), heads_(std::move(heads)), text_columns_(text_columns), look_(look) {}

Html Table::head() const {
  Html out;
  for (std::size_t i = 0; i < heads_.size(); ++i) {
    const Attribute scope{"scope", "col"};
    const bool text = i > 0 && i < text_columns_;
    out += text ? tag("th", {scope, with_class("t")}, escaped(heads_[i])) : tag("th", {scope}, escaped(heads_[i]));
  }
  return tag("thead", tag("tr", out));
}

Html Table::row_of(const std::vector<Html>& cells) const {
  Html out = row_heading(cells.front());
  for (std::size_t i = 1; i < cells.size(); ++i) {
    const bool text = i < text_columns_;
    if (look_ == Look::plain) out += text ? tag("td", {with_class("t")}, cells[i]) : tag("td", cells[i]);
    else if (text) out += tag("td", {with_class("t"), {"data-h", heads_.at(i)}}, cells[i]);
    else out += tag("td", {{"data-h", heads_.at(i)}}, cells[i]);
  }
  return tag("tr", out);
}

void Table::group(const Html& title) {
  const Html cell = tag("th", {{"scope", "rowgroup"}, {"colspan", Verbatim(std::to_string(heads_.size()))}}, title);
  body_ += tag("tr", {with_class("group")}, cell);
}
void Table::row(const std::vector<Html>& cells) { body_ += row_of(cells); }
void Table::foot(const std::vector<Html>& cells) { foot_ += row_of(cells); }

Html Table::html() const {
  Html inside = head() + tag("tbody", body_);
  if (!foot_.empty()) inside += tag("tfoot", foot_);
  const Html caption = caption_.empty() ? Html() : tag("p", {with_class("caption")}, caption_);
  if (look_ == Look::cards) return caption + scrolled(tag("table", {with_class("cards")}, inside));
  if (heads_.size() > most_roomy) return caption + scrolled(tag("table", {with_class("dense")}, inside));
  return caption + scrolled(tag("table", inside));
}

void PairTable::row(const Html& name, const Html& value) {
  rows_ += tag("tr", row_heading(name) + tag("td", tag("code", value)));
}
Html PairTable::html() const { return scrolled(tag("table", {with_class("hash")}, tag("tbody", rows_))); }

}  // namespace salus::output::page
