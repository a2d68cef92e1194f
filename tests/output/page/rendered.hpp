#pragma once
/// Texts as HTML and back, in English.
#include <string>

#include "output/page/html.hpp"

namespace salus::tests {

inline std::string rendered(const output::page::Html& html) { return html.render(output::words::english()); }
inline output::page::Html said(const std::string& text) { return output::page::escaped(text); }

}  // namespace salus::tests
