#pragma once
/// Pictures of cities and of recorded crime.
#include <array>
#include <string>
#include <vector>

#include "output/page/html.hpp"

namespace salus::output::page {

using Curve = std::vector<std::array<double, 2>>;  ///< (share of cells, share of crimes)

/// Curve of concentration, beside chance and equality. @param shown share of cells up to which it is drawn
Html lorenz_chart(const Html& title, const Curve& observed, const Curve& chance, double shown);

/// A bar a count, and a line where all would be equal. @param labels one a bar
Html bar_chart(const Html& title, const std::vector<double>& counts, const std::vector<Text>& labels);

/// Squares in rows of `width`, darker where the value is higher; beyond `darkest` all are as dark.
Html tile_map(const Html& title, const std::vector<double>& values, std::uint32_t width, double darkest);

/// Values by age, from `first` on; the highest is marked by `peak`.
Html age_curve(const Html& title, const std::vector<double>& values, int first, const Html& peak);

}  // namespace salus::output::page
