#include "model/country/start.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "model/country/kernel.hpp"
#include "tests/model/country/sample_block.hpp"

namespace salus::model {
namespace {

const EnumArray<bool, Loop> all_on{};
const EnumArray<bool, Loop> all_off({true, true, true, true});

TEST(Start, StocksSumToThePopulationAndAreWhatTheFiguresSay) {
  const auto plan = tests::sample_plan();
  const auto p = central_parameters();
  const auto s = balanced_start(p, plan.countries[1], all_on);
  ASSERT_TRUE(s);
  EXPECT_NEAR(s->not_at_risk + s->at_risk + s->active + s->imprisoned + s->desisted, 6.0e7, 1e-3);
  EXPECT_NEAR(s->imprisoned, 0.35 * 0.002 * 6.0e7, 1e-6);
  EXPECT_NEAR(s->at_risk, 0.2 * 0.25 * 6.0e7, 1e-6);
}

TEST(Start, RefusesFiguresThatContradictEachOther) {
  auto country = tests::sample_plan().countries[1];
  country.prison_population = 0.0;
  auto p = central_parameters();
  EXPECT_TRUE(balanced_start(p, country, all_on));
  p[Parameter::at_risk_share] = 0.8;
  p[Parameter::active_share] = 0.05;  // more start than there are entrants
  EXPECT_FALSE(balanced_start(p, country, all_on));
}

TEST(LoopGain, IsZeroWithEveryLoopOffAndGrowsWithEachLoop) {
  const auto country = tests::sample_plan().countries[1];
  const auto p = central_parameters();
  EXPECT_NEAR(loop_gain(p, *balanced_start(p, country, all_off), all_off), 0.0, 1e-9);
  const double full = loop_gain(p, *balanced_start(p, country, all_on), all_on);
  EXPECT_GT(full, 0.05);
  EXPECT_LT(full, 1.0);
  for (const Loop loop : {Loop::exposure, Loop::trust, Loop::sanction}) {
    auto off = all_on;
    off[loop] = true;
    EXPECT_LT(loop_gain(p, *balanced_start(p, country, off), off), full) << loop_names[loop];
  }
}

TEST(LoopGain, PredictsTheLongRunAnswerToALastingPush) {
  // A small lasting push of street violence settles at push / (1 - gain). Start each lane's kernel 40 times in a row
  // would be slow, so the stocks are made fast instead: memories and spells of months settle within the horizon.
  tests::SampleBlock block;
  for (auto& year : block.programme.factor)
    for (auto& type : year)
      for (double& x : type) x = 1.0;
  auto p = central_parameters();
  for (const auto id : {Parameter::exposure_memory, Parameter::trust_memory, Parameter::capacity_memory}) p[id] = 2.0;
  p[Parameter::career_length] = 4.0;
  p[Parameter::prison_stay] = 6.0;
  p[Parameter::desisted_memory] = 6.0;
  p[Parameter::active_share] = 0.001;
  p[Parameter::at_risk_share] = 0.6;
  const auto& country = block.plan.countries[1];
  EnumArray<double, CrimeType> levels;
  levels.fill(-8.0);
  for (const auto lane : every<Lane>) ASSERT_FALSE(fill_stocks(p, country, levels, all_on, lane, block.stocks));
  const double gain = loop_gain(p, *balanced_start(p, country, all_on), all_on);
  auto noise = std::make_unique<NoisePaths>();
  auto sums = std::make_unique<YearlySums>();
  tests::set_quiet(*noise);
  const double push = 1e-3;
  for (auto& month : noise->street)
    for (double& x : month) x = 1.0 + push;
  country_kernel(Isa::scalar).run_scenario(block.stocks, block.programme, block.paths.view(), *noise, *sums);
  // At rest exposure equals violence. The stock at risk turns over in 15 years, so 11 years reach most, not all, of its
  // part.
  EXPECT_NEAR((sums->exposure[10][0] - 1.0) / push, 1.0 / (1.0 - gain), 0.03 / (1.0 - gain));
}

}  // namespace
}  // namespace salus::model
