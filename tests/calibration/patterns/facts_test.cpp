#include "calibration/patterns/facts.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <set>

#include "tests/calibration/bundled_tables.hpp"
#include "tests/calibration/patterns/written_log.hpp"

namespace salus::calibration {
namespace {

std::vector<Fact> bundled() {
  return read_facts(read_file(std::filesystem::path(SALUS_SOURCE_DIR) / "calibration/patterns/facts.csv"), "facts.csv");
}

TEST(Facts, DerivedRangesAreAFifthEitherWayOfTheirValue) {
  std::set<std::string> ids;
  for (const Fact& f : bundled()) {
    EXPECT_TRUE(ids.insert(f.id).second) << f.id;
    EXPECT_LT(f.low, f.high) << f.id;
    if (f.value) {
      EXPECT_GE(*f.value, f.low) << f.id;
      EXPECT_LE(*f.value, f.high) << f.id;
    }
    if (f.range != FactRange::derived || !f.value) continue;
    EXPECT_NEAR(f.low, 0.8 * *f.value, 5e-4) << f.id;
    // Shares end at 1. The list was frozen with three decimals.
    EXPECT_NEAR(f.high, f.unit.starts_with("share") ? std::min(1.0, 1.2 * *f.value) : 1.2 * *f.value, 5e-4) << f.id;
  }
}

TEST(Facts, AKindHoldsWhereAllItsFactsDo) {
  std::vector<Fact> facts(4);
  facts[0].statistic = FactStatistic::near_repeat;
  facts[0].tag = FactTag::emergent;
  facts[0].counts_as = "one";
  facts[0].low = 1;
  facts[0].high = 2;
  facts[1] = facts[0];
  facts[1].statistic = FactStatistic::gang_share;
  facts[2] = facts[0];
  facts[2].statistic = FactStatistic::repeat_all;
  facts[2].counts_as = "two";
  facts[3] = facts[0];
  facts[3].statistic = FactStatistic::contagion_lag;
  facts[3].counts_as = "three";
  facts[3].tag = FactTag::fitted;
  Statistics found;
  found[FactStatistic::near_repeat] = 1.5;
  found[FactStatistic::gang_share] = 2.5;
  found[FactStatistic::repeat_all] = 1.0;
  found[FactStatistic::contagion_lag] = 2.0;
  const auto results = test_facts(facts, found);
  EXPECT_EQ(kinds_that_hold(results, FactTag::emergent), 1u);
  EXPECT_EQ(kinds_that_hold(results, FactTag::fitted), 1u);
  EXPECT_EQ(kinds_that_hold(results), 2u);
  EXPECT_NEAR(results[1].distance(), 0.25, 1e-12);
  EXPECT_EQ(results[0].distance(), 0.0);
  EXPECT_EQ(kinds_that_hold(test_facts(facts, {})), 0u);  // what is not computed does not hold
}

TEST(Facts, PlacesAreMeasuredInWholeYearsOnly) {
  constexpr std::array measured{FactStatistic::half_of_crime_cells, FactStatistic::quarter_of_crime_cells,
                                FactStatistic::cells_with_crime, FactStatistic::robbery_top_1,
                                FactStatistic::robbery_top_7};
  tests::WrittenLog written;
  for (const double day : {1.0, 2.0, 3.0, 4.0})
    written.add(day, model::Process::robbery, 1, 2).cell = model::Cell{day > 3.5 ? 1u : 0u};
  written.end_months(11);
  for (const auto statistic : measured) EXPECT_FALSE(place_statistics(written.log, 100)[statistic].has_value());
  written.end_month();
  const auto found = place_statistics(written.log, 100);
  for (const auto statistic : measured) ASSERT_TRUE(found[statistic].has_value());
  EXPECT_DOUBLE_EQ(*found[FactStatistic::cells_with_crime], 2.0);           // of a hundred
  EXPECT_DOUBLE_EQ(*found[FactStatistic::half_of_crime_cells], 2.0 / 3.0);  // two of the three in the fuller one
  EXPECT_FALSE(found[FactStatistic::hot_spots_kept].has_value());           // takes two years
}

TEST(Facts, AWrongListIsRefused) { EXPECT_THROW(read_facts("id,fact\nS01,x\n", "facts.csv"), model::InputError); }

}  // namespace
}  // namespace salus::calibration
