#pragma once
/// Pictures of the page as inline SVG, in the colours of the report.
#include <array>
#include <string>
#include <vector>

namespace salus::apps {

using Curve = std::vector<std::array<double, 2>>;  ///< (share of cells, share of crimes)

/// A chart with its caption, which is escaped.
std::string figure(const std::string& caption, const std::string& chart);

/// A name of a table as words: blanks for underscores.
std::string words_of(std::string name);

/// Curve of concentration, beside chance and equality. @param shown share of cells up to which it is drawn
std::string lorenz_chart(const std::string& title, const Curve& observed, const Curve& chance, double shown);

/// A bar a count, and a line where all would be equal.
std::string bar_chart(const std::string& title, const std::vector<std::size_t>& counts,
                      const std::vector<std::string>& labels);

}  // namespace salus::apps
