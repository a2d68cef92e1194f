#pragma once
/// A fan chart as inline SVG: bands of 50, 80 and 95 %, the median, the first scenario's median as a ghost line,
/// history as dots.
#include <string>
#include <vector>

namespace salus::output {

struct FanChart {
  /// for readers of the picture and for screen readers
  std::string title;
  std::string description;

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

std::string svg(const FanChart& chart);

/// Text safe inside HTML and SVG.
std::string escaped(const std::string& text);

}  // namespace salus::output
