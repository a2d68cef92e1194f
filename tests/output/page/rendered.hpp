#pragma once
/// Texts as HTML and back, in English.
#include <string>

#include "output/page/html.hpp"

namespace salus::tests {

inline std::string rendered(const output::page::Html& html) { return html.render(output::words::english()); }
/// A text from outside.
inline output::words::Verbatim outside(const std::string& text) { return output::words::Verbatim(text); }
inline output::page::Html said(const std::string& text) { return output::page::escaped(outside(text)); }

}  // namespace salus::tests
