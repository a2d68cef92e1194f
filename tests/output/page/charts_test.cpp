#include "output/page/charts.hpp"

#include <gtest/gtest.h>

#include "tests/output/page/rendered.hpp"

namespace salus::tests {
namespace {

namespace page = output::page;

std::size_t count(const std::string& in, const std::string& what) {
  std::size_t n = 0;
  for (std::size_t at = 0; (at = in.find(what, at)) != std::string::npos; at += what.size()) ++n;
  return n;
}

TEST(LorenzChart, CutsACurveAtTheEdgeOnItsLastPiece) {
  const page::Curve curve{{0.0, 0.0}, {0.5, 0.8}, {1.0, 1.0}};
  const std::string whole = rendered(page::lorenz_chart(said("<t>"), curve, curve, 1.0));
  EXPECT_NE(whole.find("<title>&lt;t&gt;</title>"), std::string::npos);
  // x from 46 to 408, y from 356 to 10.
  EXPECT_NE(whole.find("class=\"median\" points=\"46.0,356.0 227.0,79.2 408.0,10.0\""), std::string::npos) << whole;
  const std::string part = rendered(page::lorenz_chart(said("t"), curve, curve, 0.25));
  EXPECT_NE(part.find("class=\"median\" points=\"46.0,356.0 408.0,217.6\""), std::string::npos) << part;
  EXPECT_NE(part.find(">6.25 %</text>"), std::string::npos);
}

TEST(BarChart, IsAsHighAsItsLargestCount) {
  const std::string svg = rendered(page::bar_chart(said("t"), {1000, 2000}, {outside("<a>"), outside("b")}));
  EXPECT_EQ(count(svg, "<rect"), 2u);
  EXPECT_NE(svg.find("<title>&lt;a&gt;: 1,000</title>"), std::string::npos);
  EXPECT_NE(svg.find(">2,000</text>"), std::string::npos);
}

TEST(TileMap, IsDarkerWhereTheValueIsHigher) {
  const std::string svg = rendered(page::tile_map(said("t"), {0.0, 1.0, 4.0, 9.0, 1.0}, 2, 4.0));
  EXPECT_EQ(count(svg, "<rect"), 5u);
  EXPECT_NE(svg.find("fill-opacity=\"0.05\""), std::string::npos);
  EXPECT_EQ(count(svg, "fill-opacity=\"1.00\""), 2u) << svg;  // 4, and 9 beyond the darkest
  EXPECT_NE(svg.find("viewBox=\"0 0 640.0 960.0\""), std::string::npos) << svg;
}

TEST(AgeCurve, HasItsPeakAtTheTop) {
  std::vector<double> values(70, 1.0);
  values[10] = 2.0;
  const std::string svg = rendered(page::age_curve(said("t"), values, 10, said("peak & more")));
  EXPECT_NE(svg.find("110.0,20.0"), std::string::npos);
  EXPECT_NE(svg.find("30.0,110.0"), std::string::npos);
  EXPECT_NE(svg.find("peak &amp; more"), std::string::npos);
  EXPECT_NE(svg.find(">80</text>"), std::string::npos);
}

}  // namespace
}  // namespace salus::tests
