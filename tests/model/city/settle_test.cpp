#include "model/city/settle.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/model/city/settled_city.hpp"

namespace salus::model {
namespace {

class SettleTest : public testing::Test {
 protected:
  /// Six standard deviations of a count, and what rounding by the month does to it: a false alarm of 2e-9.
  static double noise(double expected) { return 6.0 * std::sqrt(expected) + 0.01 * expected; }
  Slot first_present() const {
    return city.slot_where([&](Slot slot) { return people.here(slot); });
  }

  tests::SettledCity city{tests::sample_plan(100000, 12)};
  People& people = city.state.people;
  const Settlement& settlement = city.setting.settlement;
};

TEST_F(SettleTest, PeopleAtTheStartHaveTheCitysAgesSexesAndCareers) {
  const CityInput& input = city.setting.plan.input;
  FixedGrid<double, AgeBand> bands{};
  EnumArray<double, Career> careers{};
  double women = 0.0;
  double all = 0.0;
  for (const Slot slot : people.slots()) {
    if (!people.here(slot)) continue;
    all += 1.0;
    bands(people.age_band(slot, Month(0))) += 1.0;
    careers[people.career(slot)] += 1.0;
    women += people.sex(slot) == Sex::woman;
  }
  EXPECT_NEAR(all, 100000, noise(100000));
  EXPECT_NEAR(women, 0.5 * all, noise(0.5 * all));
  const AgeBand youth(3u);
  const AgeBand oldest = last_age_band;
  for (const AgeBand band : every<AgeBand>) {
    if (band == oldest || band == AgeBand(age_bands - 2))
      continue;  // pairs are a few years apart, 79 runs over into 80
    EXPECT_NEAR(bands(band) / all, input.age_share(band), band == youth ? 0.012 : 0.008) << band;
  }
  EXPECT_NEAR(careers[Career::at_risk], input.life.at_risk * all, noise(input.life.at_risk * all) * 1.5);
  EXPECT_NEAR(careers[Career::active], input.life.active * all, noise(input.life.active * all) * 1.5);
  EXPECT_GT(careers[Career::imprisoned], 0.0);
  EXPECT_GT(careers[Career::desisted], 0.0);
}

/// How far the numbers of people by year of age below 75 are from what is expected, the largest difference in standard
/// deviations. The first of a pair is of any age of its band, the second up to four years from it; what would lie
/// beyond the ends (0, 18, 90) is where `beyond(from, to, year)` puts it.
template <class Beyond>
double largest_deviation(const People& people, const CityInput& input, Beyond beyond) {
  std::vector<double> expected(90);
  const auto spread = [&](int from, int to) {
    for (int year = from; year < to; ++year) {
      const double share = year < 80 ? input.age_share(AgeBand(static_cast<std::uint32_t>(year) / 5)) / 5.0
                                     : input.age_share(last_age_band) / 10.0;
      expected[static_cast<std::size_t>(year)] += 0.5 * share;
      for (int gap = -4; gap <= 4; ++gap)
        expected[static_cast<std::size_t>(beyond(from, to, year + gap))] += 0.5 * share / 9.0;
    }
  };
  spread(0, 18);
  spread(18, 90);
  std::vector<double> counts(100);
  double all = 0.0;
  for (const Slot slot : people.slots()) {
    if (!people.here(slot)) continue;
    ++counts[people.age_months(slot, Month(0)) / 12];
    ++all;
  }
  double most = 0.0;
  for (std::size_t year = 0; year < 75; ++year) {
    const double n = all * expected[year];
    most = std::max(most, std::abs(counts[year] - n) / std::sqrt(n));
  }
  return most;
}

TEST_F(SettleTest, NobodyIsPiledUpAtTheEndsOfAnAgeClass) {
  const CityInput& input = city.setting.plan.input;
  const auto reflected = [](int from, int to, int year) {
    return year < from ? 2 * from - 1 - year : year >= to ? 2 * to - 1 - year : year;
  };
  const auto held = [](int from, int to, int year) { return std::clamp(year, from, to - 1); };
  // 75 years of age; two of a pair may be of one: 5.5 of Poisson's standard deviations are five: a false alarm of 4e-5.
  EXPECT_LT(largest_deviation(people, input, reflected), 5.5);
  EXPECT_GT(largest_deviation(people, input, held), 11.0);  // the defect that this looks for
}

TEST_F(SettleTest, CouplesAreGrownPairsOfBothSexes) {
  std::uint32_t couples = 0;
  std::uint32_t pairs = 0;
  for (Slot slot; slot < people.size(); slot = slot + 2u) {
    const bool grown_pair = people.here(slot) && people.here(slot + 1u) && people.age_months(slot, Month(0)) >= grown &&
                            people.age_months(slot + 1u, Month(0)) >= grown &&
                            people.sex(slot) != people.sex(slot + 1u);
    pairs += grown_pair;
    if (!people.is(slot, person::couple)) continue;
    ++couples;
    ASSERT_TRUE(grown_pair) << slot;
    ASSERT_TRUE(people.is(slot + 1u, person::couple));
  }
  const double share = city.setting.plan.parameters[CityParameter::couple_share];
  EXPECT_NEAR(couples, share * pairs, 6.0 * std::sqrt(share * (1.0 - share) * pairs));
}

TEST_F(SettleTest, GroupsAndWeaponsGoWithTheCareer) {
  double active = 0.0;
  double members = 0.0;
  double carriers = 0.0;
  for (const Slot slot : people.slots()) {
    if (!people.here(slot)) continue;
    if (people.career(slot) != Career::active) {
      ASSERT_EQ(people.group(slot), 0u);
      continue;
    }
    active += 1.0;
    members += people.group(slot) != 0;
    carriers += people.is(slot, person::carrier);
  }
  const CityParameters& p = city.setting.plan.parameters;
  EXPECT_NEAR(members, p[CityParameter::gang_share] * active, noise(active));
  EXPECT_NEAR(carriers, p[CityParameter::carrier_active] * active, noise(active));
}

TEST_F(SettleTest, NewbornsAreOfTheMonthAndNewcomersAreGrownAndFree) {
  const Slot slot = first_present();
  const std::uint8_t generation = people.generation[slot];
  settlement.newborn(people, slot, Month(5));
  EXPECT_EQ(people.age_months(slot, Month(5)), 0u);
  EXPECT_EQ(people.career(slot), Career::not_at_risk);
  EXPECT_EQ(people.generation[slot], generation + 1);
  std::uint32_t on_path = 0;
  for (Month month(1); month < 3000; month = month + 1u) {
    settlement.newcomer(people, slot, month);
    const std::uint32_t age = people.age_months(slot, month);
    ASSERT_GE(age, grown);
    ASSERT_LT(age, 35 * 12u);
    ASSERT_NE(people.career(slot), Career::imprisoned);
    on_path += people.career(slot) != Career::not_at_risk;
  }
  EXPECT_GT(on_path, 30u);
}

TEST_F(SettleTest, WhoFollowsAMoverIsOfTheSameAgeAndCareer) {
  const Slot slot = city.slot_where([&](Slot s) { return people.here(s) && people.career(s) == Career::at_risk; });
  const std::uint16_t born = people.born[slot];
  const unsigned propensity = people.propensity(slot);
  settlement.exchange(people, slot, Month(3));
  EXPECT_EQ(people.born[slot], born);
  EXPECT_EQ(people.career(slot), Career::at_risk);
  EXPECT_EQ(people.propensity(slot), propensity);  // it goes with the career
  EXPECT_EQ(people.record[slot], 0);
}

TEST_F(SettleTest, NoSlotDependsOnAnotherButItsPair) {
  People alone(people.size());
  const Slot first(first_present() & ~1u);
  const double taken = city.setting.plan.input.population.front() / people.size();
  settlement.start_pair(alone, first, taken);
  for (const Slot slot : {first, first + 1u}) {
    EXPECT_EQ(alone.flags[slot], people.flags[slot]);
    EXPECT_EQ(alone.born[slot], people.born[slot]);
    EXPECT_EQ(alone.traits[slot], people.traits[slot]);
  }
}

}  // namespace
}  // namespace salus::model
