#include "model/city/targeting.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/model/city/sample_city.hpp"

namespace salus::model {
namespace {

/// A city after a year that is remembered.
class TargetingTest : public testing::Test {
 protected:
  TargetingTest() {
    for (int m = 0; m < 12; ++m) city.step(&memory);
  }
  std::vector<std::uint32_t> chosen(MeasureTarget target, Targeting how, std::size_t wanted,
                                    std::uint32_t measure = 1) const {
    return choose_targets(target, how, wanted, city, memory, {7, 8}, measure);
  }
  double violence_in(const std::vector<std::uint32_t>& cells) const {
    double sum = 0.0;
    for (const std::uint32_t cell : cells) sum += memory.street[cell];
    return sum;
  }
  std::uint32_t age(Slot slot) const { return people().age_months(slot, city.state().month); }
  const People& people() const { return city.state().people; }

  std::unique_ptr<Executor> executor = make_serial_executor();
  CityRun city{tests::sample_plan(60000, 12), *executor};
  CityMemory memory{city.ground().cells(), people().size()};
};

TEST_F(TargetingTest, TheBestCellsAreThoseWithMostViolence) {
  const auto best = chosen(MeasureTarget::hot_cells, Targeting::best, 40);
  ASSERT_EQ(best.size(), 40u);
  EXPECT_TRUE(std::is_sorted(best.begin(), best.end()));
  std::uint32_t least = 1000;
  for (const std::uint32_t cell : best) least = std::min(least, memory.street[cell]);
  for (std::uint32_t cell = 0; cell < memory.street.size(); ++cell) {
    if (!std::binary_search(best.begin(), best.end(), cell)) {
      ASSERT_LE(memory.street[cell], least);
    }
  }
  EXPECT_GT(violence_in(best), 2.0 * violence_in(chosen(MeasureTarget::hot_cells, Targeting::random, 40)));
}

TEST_F(TargetingTest, DarkCellsAreDarkAndBarsHaveABar) {
  for (const auto how : {Targeting::best, Targeting::random}) {
    for (const std::uint32_t cell : chosen(MeasureTarget::dark_cells, how, 50))
      EXPECT_TRUE(city.ground().dark(Cell(cell)));
    for (const std::uint32_t cell : chosen(MeasureTarget::bars, how, 50)) EXPECT_TRUE(city.ground().bar(Cell(cell)));
  }
}

TEST_F(TargetingTest, PersonsAreOfTheKind) {
  std::uint8_t least = 255;
  for (const std::uint32_t target : chosen(MeasureTarget::risky_persons, Targeting::best, 100)) {
    const Slot slot(target);
    EXPECT_TRUE(people().here(slot));
    EXPECT_NE(people().career(slot), Career::imprisoned);
    EXPECT_GE(age(slot), 15u * 12);
    EXPECT_LT(age(slot), 50u * 12);
    least = std::min(least, people().record[slot]);
  }
  EXPECT_GE(least, 1);
  for (const std::uint32_t slot : chosen(MeasureTarget::carriers, Targeting::random, 100))
    EXPECT_TRUE(people().is(Slot(slot), person::carrier));
  for (const std::uint32_t target : chosen(MeasureTarget::youth, Targeting::best, 100)) {
    const Slot slot(target);
    EXPECT_GE(age(slot), 12u * 12);
    EXPECT_LT(age(slot), 19u * 12);
  }
}

TEST_F(TargetingTest, CouplesComeAsBothAndHouseholdsWhole) {
  const auto couples = chosen(MeasureTarget::couples, Targeting::best, 30);
  ASSERT_EQ(couples.size(), 60u);
  for (std::size_t i = 0; i < couples.size(); i += 2) {
    EXPECT_EQ(couples[i] + 1, couples[i + 1]);
    EXPECT_TRUE(people().is(Slot(couples[i]), person::couple));
  }
  const auto households = chosen(MeasureTarget::households, Targeting::random, 30);
  ASSERT_EQ(households.size(), 120u);
  for (std::size_t i = 0; i < households.size(); i += 4) {
    EXPECT_EQ(households[i] % 4, 0u);
    const auto child = [&](std::uint32_t slot) { return people().here(Slot(slot)) && age(Slot(slot)) < grown; };
    EXPECT_TRUE(std::any_of(households.begin() + static_cast<std::ptrdiff_t>(i),
                            households.begin() + static_cast<std::ptrdiff_t>(i) + 4, child));
  }
}

TEST_F(TargetingTest, RandomOnesDifferByMeasureAndNoMoreAreNamedThanThereAre) {
  const auto one = chosen(MeasureTarget::hot_cells, Targeting::random, 40, 1);
  EXPECT_EQ(one, chosen(MeasureTarget::hot_cells, Targeting::random, 40, 1));
  EXPECT_NE(one, chosen(MeasureTarget::hot_cells, Targeting::random, 40, 2));
  EXPECT_EQ(chosen(MeasureTarget::all_cells, Targeting::best, 1'000'000).size(), city.ground().cells());
  EXPECT_TRUE(chosen(MeasureTarget::none, Targeting::best, 10).empty());
}

TEST_F(TargetingTest, MemoryTellsPublicFromHome) {
  CityMemory fresh(city.ground().cells(), people().size());
  CityEvent robbery;
  robbery.process = Process::robbery;
  robbery.cell = Cell(3);
  robbery.victim = Slot(9);
  CityEvent theft = robbery;
  theft.process = Process::property;
  CityEvent home = robbery;
  home.process = Process::partner;
  const std::vector<CityEvent> events{robbery, theft, home};
  for (int i = 0; i < 300; ++i) fresh.events(city.state(), events);
  EXPECT_EQ(fresh.street[3], 300u);
  EXPECT_EQ(fresh.all[3], 600u);
  EXPECT_EQ(fresh.at_home[9], 255);
}

}  // namespace
}  // namespace salus::model
