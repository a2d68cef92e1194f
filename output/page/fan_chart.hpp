#pragma once
/// A fan chart: bands of 50, 80 and 95 %, the median, the first scenario's median as a ghost line, history as dots.
#include <vector>

#include "output/page/html.hpp"

namespace salus::output::page {

struct FanChart {
  /// For readers of the picture and for screen readers.
  FanChart(Text title_of_it, Text description_of_it)
      : title(std::move(title_of_it)), description(std::move(description_of_it)) {}

  Text title;
  Text description;

  std::vector<int> years;                      ///< of the projection
  std::vector<std::vector<double>> quantiles;  ///< [year][level: 2.5, 10, 25, 50, 75, 90, 97.5 %]
  std::vector<double> ghost;                   ///< [year] median of the first scenario; empty for none
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
