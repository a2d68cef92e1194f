#include "model/city/city_state.hpp"

#include <gtest/gtest.h>

namespace salus::model {
namespace {

TEST(CityMonth, AddsWhatIsCountedAndNothingElse) {
  CityMonth block;
  std::uint32_t n = 1;
  for (std::uint32_t CityMonth::*count :
       {&CityMonth::born, &CityMonth::died, &CityMonth::came, &CityMonth::left, &CityMonth::killed,
        &CityMonth::by_active, &CityMonth::armed, &CityMonth::recorded, &CityMonth::imprisoned,
        &CityMonth::armed_assaults, &CityMonth::assaults, &CityMonth::stopped, &CityMonth::candidates})
    block.*count = n++;
  for (auto& count : block.incidents) count = n++;
  for (auto& count : block.causes) count = n++;
  block.persons = 99;
  block.careers[Career::active] = 99;
  CityMonth total;
  total.month = Month(4);
  total.add(block);
  total.add(block);
  EXPECT_EQ(total.born, 2u);
  EXPECT_EQ(total.died, 4u);
  EXPECT_EQ(total.candidates, 26u);
  std::uint32_t sum = total.born + total.died + total.came + total.left + total.killed + total.by_active + total.armed +
                      total.recorded + total.imprisoned + total.armed_assaults + total.assaults + total.stopped +
                      total.candidates;
  for (const auto count : total.incidents) sum += count;
  for (const auto count : total.causes) sum += count;
  EXPECT_EQ(sum, n * (n - 1));  // twice 1 + 2 + .. + (n - 1)
  EXPECT_EQ(total.month, 4u);
  EXPECT_EQ(total.persons, 0u);
  EXPECT_EQ(total.careers[Career::active], 0u);
}

TEST(CityMonth, PersonsWhoAreNotAccountedForAreALeakEitherWay) {
  CityMonth month;
  month.born = 10;
  month.came = 5;
  month.died = 4;
  month.left = 5;
  month.killed = 1;
  month.persons = 1005;
  EXPECT_NO_THROW(check_conservation(month, 1000));
  EXPECT_THROW(check_conservation(month, 1001), CityLeak);
  EXPECT_THROW(check_conservation(month, 999), CityLeak);
  month.persons = 0;
  month.died = 2000;  // more than there are: no wrapping around
  EXPECT_THROW(check_conservation(month, 1000), CityLeak);
}

}  // namespace
}  // namespace salus::model
