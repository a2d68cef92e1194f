#include "output/page/html.hpp"

#include <algorithm>

namespace salus::output::page {

void Html::mark(std::string_view tags) {
  if (tags.empty()) return;
  if (pieces_.empty() || !std::holds_alternative<std::string>(pieces_.back())) pieces_.emplace_back(std::string());
  std::get<std::string>(pieces_.back()) += tags;
}

void Html::say(const Text& text, bool plain) {
  if (const auto* known = std::get_if<words::Verbatim>(&text.content())) mark(words::escape(known->text()));
  else pieces_.emplace_back(Said{text, plain});
}

Html& Html::operator+=(const Html& more) {
  for (const auto& piece : more.pieces_) {
    if (const auto* tags = std::get_if<std::string>(&piece)) mark(*tags);
    else pieces_.push_back(piece);
  }
  return *this;
}

std::string Html::render(const words::Words& words) const {
  std::string out;
  for (const auto& piece : pieces_) {
    if (const auto* tags = std::get_if<std::string>(&piece)) {
      out += *tags;
      continue;
    }
    const auto& said = std::get<Said>(piece);
    out += said.plain ? words::escape(words.text(said.text)) : words.html(said.text);
  }
  return out;
}

Html Html::markup(Literal tags) {
  Html out;
  out.mark(tags.text());
  return out;
}

Html escaped(const Text& text) {
  Html out;
  out.say(text, false);
  return out;
}

Html untagged(const Text& text) {
  Html out;
  out.say(text, true);
  return out;
}

Attribute with_class(Literal name) { return {"class", name}; }

/// Writes one tag.
class Tag {
 public:
  Tag(Literal name, std::initializer_list<Attribute> attributes) : name_(name.text()) {
    out_.mark("<" + name_);
    for (const auto& attribute : attributes) add(attribute);
  }
  Html around(const Html& inside) && {
    out_.mark(">");
    out_ += inside;
    out_.mark("</" + name_ + ">");
    return std::move(out_);
  }
  Html closed() && {
    out_.mark("/>");
    return std::move(out_);
  }

 private:
  void add(const Attribute& attribute) {
    out_.mark(std::string(" ") + attribute.name.text() + "=");
    const auto* known = std::get_if<words::Verbatim>(&attribute.value.content());
    const std::string_view text = known ? std::string_view(known->text()) : std::string_view();
    const bool bare = !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
             c == '#';
    });
    // The last bare value of a closed tag would take its slash.
    const bool quoted = !bare || name_ == "line" || name_ == "circle" || name_ == "polyline" || name_ == "polygon";
    if (quoted) out_.mark("\"");
    out_.say(attribute.value, true);
    if (quoted) out_.mark("\"");
  }

  std::string name_;
  Html out_;
};

Html tag(Literal name, std::initializer_list<Attribute> attributes, const Html& inside) {
  return Tag(name, attributes).around(inside);
}
Html tag(Literal name, const Html& inside) { return Tag(name, {}).around(inside); }
Html closed_tag(Literal name, std::initializer_list<Attribute> attributes) { return Tag(name, attributes).closed(); }

}  // namespace salus::output::page
