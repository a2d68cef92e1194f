#include "output/page/forest_plot.hpp"

#include <gtest/gtest.h>

#include "tests/output/page/rendered.hpp"

namespace salus::tests {
namespace {

namespace page = output::page;

std::string plot(const std::vector<page::ForestRow>& rows) {
  return rendered(page::forest_plot(said("A & B"), said("how to read it"), rows));
}

// The axis from 0.1 to 10 lies between 270 and 626: 1 is at 448, 0.5 at 448 - log10(2) * 178 = 394.4.
TEST(ForestPlot, FiguresLieOnALogAxis) {
  const std::string svg = plot({{outside("SASA!"), 0.5, 0.25, 1.0}});
  EXPECT_NE(svg.find("<title>A &amp; B</title><desc>how to read it</desc>"), std::string::npos);
  EXPECT_NE(svg.find("class=\"dot\" cx=\"394.4\" cy=\"16.0\""), std::string::npos) << svg;
  EXPECT_NE(svg.find("class=\"even\" x1=\"340.8\" y1=\"16.0\" x2=\"448.0\""), std::string::npos) << svg;
  EXPECT_NE(svg.find("SASA!"), std::string::npos);
  EXPECT_EQ(svg.find("held"), std::string::npos);
}

TEST(ForestPlot, WhatCameIsHollowAndWhatIsPooledStandsOut) {
  const std::string svg = plot({{outside("a"), 0.5, 0.25, 1.0, 2.0, false}, {outside("b"), 0.9, 0.5, 1.5, {}, true}});
  EXPECT_NE(svg.find("class=\"held\" cx=\"501.6\" cy=\"16.0\""), std::string::npos) << svg;
  EXPECT_NE(svg.find("class=\"median\""), std::string::npos);
  EXPECT_NE(svg.find("cy=\"32.0\""), std::string::npos);
}

TEST(ForestPlot, WhatHasNoSizeHasALabelAlone) {
  const std::string svg = plot({{outside("null")}});
  EXPECT_EQ(svg.find("<circle"), std::string::npos);
  EXPECT_EQ(svg.find("nan"), std::string::npos);
  EXPECT_NE(svg.find(">null</text>"), std::string::npos);
}

TEST(ForestPlot, LinesAreCutAtTheFrame) {
  const std::string svg = plot({{outside("wide"), 0.5, 0.001, 1000.0}});
  EXPECT_NE(svg.find("x1=\"270.0\" y1=\"16.0\" x2=\"626.0\""), std::string::npos) << svg;
}

}  // namespace
}  // namespace salus::tests
