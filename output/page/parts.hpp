#pragma once
/// Paragraphs, folds, lists and figures of a page.
#include <string>
#include <vector>

#include "output/page/html.hpp"

namespace salus::output::page {

Html paragraph(const Html& text);
Html lead(const Html& text);     ///< a paragraph of the first screen
Html soft(const Html& text);     ///< a paragraph in small print
Html heading(const Html& text);  ///< inside a section
Html strong(const Html& text);
Html small(const Html& text);                       ///< beside or below a figure, in soft ink
Html unbroken(const Html& text);                    ///< on one line
Html below(const Html& first, const Html& second);  ///< the second under the first, in small print
Html bullets(const std::vector<Html>& items);
/// Closed unless `open`; readable without JavaScript.
Html details(const Html& summary, const Html& body, bool open = false);
/// A picture under its caption; or under its title, with a caption below (empty for none).
Html figure(const Html& caption, const Html& picture);
Html titled_figure(const Html& title, const Html& picture, const Html& caption);
/// Side by side where the screen is wide: halves, or as many as fit.
Html two(const Html& parts);
Html many(const Html& parts);
Html block(const Html& parts);  ///< one of `two`

/// A part of a page that its navigation names.
struct Section {
  std::string id;  ///< what links point to
  Text name;       ///< in the navigation
  Html content;
};
Section section(const std::string& id, const Text& name, const Html& title, const Html& body);

/// What of how a file came about, and how.
struct MadeRow {
  words::Message what;
  Text how;
};
/// In a section of its own.
Section made_section(const std::vector<MadeRow>& made);

}  // namespace salus::output::page
