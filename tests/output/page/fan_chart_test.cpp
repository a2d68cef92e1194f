#include "output/page/fan_chart.hpp"

#include <gtest/gtest.h>

#include "tests/output/page/rendered.hpp"

namespace salus::tests {
namespace {

namespace page = output::page;

page::FanChart sample_chart() {
  page::FanChart chart(outside("A & B"), outside("<what>"));
  chart.years = {2020, 2021};
  chart.quantiles = {{{1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0}}, {{1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0}}};
  chart.history = {{2019, 4.0, false, false}, {2020, 4.5, true, false}, {2020, 3.0, false, true}};
  return chart;
}

TEST(FanChart, BandsLieWhereTheQuantilesAre) {
  const std::string svg = rendered(page::fan_chart(sample_chart()));
  EXPECT_NE(svg.find("<title>A &amp; B</title><desc>&lt;what&gt;</desc>"), std::string::npos);
  // Largest quantile 8, so the axis ends at 8.4: y = 10 + (1 - v / 8.4) * 266; x from 46 (2019) to 630 (2021).
  EXPECT_NE(svg.find("338.0,149.3 630.0,149.3\"/>"), std::string::npos) << svg;  // the median: 4 in 2020 and in 2021
  EXPECT_NE(svg.find("class=\"held\" cx=\"338.0\""), std::string::npos);
  EXPECT_NE(svg.find("class=\"model\" cx=\"338.0\""), std::string::npos);
  EXPECT_NE(svg.find("class=\"b95\" points=\"338.0,54.3 630.0,22.7 630.0,244.3 338.0,244.3\""), std::string::npos)
      << svg;
  EXPECT_EQ(svg.find("ghost"), std::string::npos);
}

TEST(FanChart, TicksAreRoundNumbersAndYears) {
  const std::string svg = rendered(page::fan_chart(sample_chart()));
  for (const char* tick : {">0</text>", ">2</text>", ">8</text>", ">2020</text>"})
    EXPECT_NE(svg.find(tick), std::string::npos) << tick;
}

TEST(FanChart, ShowsTheFirstScenarioWhereThereIsOne) {
  auto chart = sample_chart();
  chart.ghost = {4.0, 4.0};
  EXPECT_NE(rendered(page::fan_chart(chart)).find("<polyline class=\"ghost\" points=\"338.0,149.3 630.0,149.3\"/>"),
            std::string::npos);
}

TEST(FanChart, StandsWithNothingButZeroes) {
  page::FanChart chart(outside("x"), outside("y"));
  chart.years = {2020};
  chart.quantiles.emplace_back();
  EXPECT_EQ(rendered(page::fan_chart(chart)).find("nan"), std::string::npos);
}

}  // namespace
}  // namespace salus::tests
