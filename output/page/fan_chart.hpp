#pragma once
/// A fan chart: bands of 50, 80 and 95 %, the median, the first scenario's median as a ghost line, history as dots.
#include <vector>

#include "model/core/enumeration.hpp"
#include "output/page/html.hpp"

namespace salus::output::page {

/// Edges of the bands, by the per cent that a band holds.
enum class FanLevel : std::uint8_t { low_95, low_80, low_50, middle, high_50, high_80, high_95 };
/// The quantile at each, 0..1.
inline constexpr model::EnumArray<double, FanLevel> fan_shares{{0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975}};

struct FanChart {
  /// For readers of the picture and for screen readers.
  FanChart(Text title_of_it, Text description_of_it)
      : title(std::move(title_of_it)), description(std::move(description_of_it)) {}

  Text title;
  Text description;

  using Quantiles = model::EnumArray<double, FanLevel>;
  std::vector<int> years;            ///< of the projection
  std::vector<Quantiles> quantiles;  ///< [year]; without bands where their edges are not numbers
  std::vector<double> ghost;         ///< [year] median of the first scenario; empty for none
  struct Dot {
    int year;
    double value;
    bool held_out;
    bool modelled;
  };
  std::vector<Dot> history;
  int width = 640;
  int height = 300;
};

Html fan_chart(const FanChart& chart);

}  // namespace salus::output::page
