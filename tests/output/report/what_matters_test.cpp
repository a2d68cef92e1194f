/// What matters and what does not, and what the global half does.
#include "output/report/what_matters.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "tests/output/report/sample_page.hpp"

namespace salus::tests {
namespace {

/// What matters and what does not is said either way, of the plan that it was computed for.
TEST(WhatMatters, IsSaidEitherWay) {
  auto r = sample_results(40);
  auto& o = *r.omissions;
  for (const auto d : model::Positions<model::DrawIndex>(40u)) {
    o.as_it_is[d] = 1000.0 + 10.0 * d;
    o.without[model::Omission::loops][d] = 970.0 + 10.0 * d;
    o.without[model::Omission::posterior][d] = 1500.0 + 10.0 * d;
  }
  EXPECT_EQ(sentence_with(r, "What matters"),
            "What matters for this difference and what does not, each left out of plan and baseline in 40 runs (middle "
            "of the life years averted in them as they are: 1,200): with all feedback loops off 30 fewer (Monte Carlo "
            "error 0): that matters little; with first estimates in place of the posterior 500 more (Monte Carlo "
            "error 0): that matters. What matters moves that middle by more than 10 % of it, at two Monte Carlo errors "
            "less too; what matters little does not, at two errors more.");
  // A middle by its own error, a difference by its own: no middle without it stands beside them to contradict them.
  for (const auto d : model::Positions<model::DrawIndex>(40u))
    o.without[model::Omission::loops][d] = o.as_it_is[d] + (d % 2u == 0u ? 60.0 : -60.0);
  const std::string open = sentence_with(r, "What matters");
  EXPECT_NE(open.find("loops off about as many (Monte Carlo error"), std::string::npos) << open;
  for (const auto d : model::Positions<model::DrawIndex>(40u))
    o.without[model::Omission::loops][d] = o.as_it_is[d] + 100.0 + 20.0 * (d % 3u);
  const std::string told = sentence_with(r, "What matters");
  EXPECT_NE(told.find("so few runs do not tell whether that matters"), std::string::npos) << told;
  r.identity.draws = 50;  // of more draws
  o.without[model::Omission::loops].clear();
  o.without[model::Omission::posterior].assign(40, std::nan(""));
  const std::string less = sentence_with(r, "What matters");
  EXPECT_NE(less.find("in the first 40 runs"), std::string::npos) << less;
  EXPECT_NE(less.find("all feedback loops are off as it is; "), std::string::npos) << less;
  EXPECT_NE(less.find("in place of the posterior too many runs fail"), std::string::npos) << less;
  o.without[model::Omission::posterior].clear();
  EXPECT_NE(sentence_with(r, "What matters").find("it starts from first estimates"), std::string::npos);
  r.about = model::ScenarioIndex(2u);
  EXPECT_NE(sentence_with(r, "What matters").find("was computed for '" + r.scenarios[1].title + "' only"),
            std::string::npos);
  r.omissions.reset();  // an older file
  EXPECT_EQ(sentence_with(r, "What matters"), "");
}

/// What the global half does is said by itself, and that it is assumed in the same breath, with no all-local plan
/// beside.
TEST(GlobalHalf, HasItsOwnFigureByAssumption) {
  auto r = sample_results(40);
  constexpr model::ScenarioIndex note(1u);
  for (const auto d : model::Positions<model::DrawIndex>(40u))
    r.indicators(model::Indicator::global_dalys_averted, note, d) = d < 20u ? 0.0 : d < 36u ? 200.0 : std::nan("");
  const std::string beside = sentence_with(r, "by assumption, not by measurement");
  EXPECT_NE(beside.find("by that assumption they avert 0 (90 %: 0 to 200) of the life years (DALYs) in reached cities"),
            std::string::npos)
      << beside;
  EXPECT_NE(beside.find("the first 36 runs); spent locally as well ('all-local')"), std::string::npos) << beside;
  r.scenarios[2].money.clear();  // no plan of the same money is all local
  const std::string alone = sentence_with(r, "by assumption, not by measurement");
  EXPECT_NE(alone.find("in reached cities"), std::string::npos) << alone;
  EXPECT_TRUE(alone.ends_with("the first 36 runs).")) << alone;
  const auto json = nlohmann::json::parse(output::report_json(r, context())).at("global_half");
  EXPECT_EQ(json.at("draws"), 36);
  EXPECT_FALSE(json.contains("all_local_scenario"));
}

}  // namespace
}  // namespace salus::tests
