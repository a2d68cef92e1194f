#include "model/city/city_parameters.hpp"

#include <gtest/gtest.h>

#include "model/parameters/draw_prior.hpp"
#include "model/parameters/parameters.hpp"

namespace salus::model {
namespace {

TEST(CityParameters, RecordsDrawWithNumbersOfTheirOwn) {
  for (const auto& city : city_registry()) {
    EXPECT_GE(central_value(city.prior), city.prior.lower) << city.name;
    EXPECT_LE(central_value(city.prior), city.prior.upper) << city.name;
    for (const auto& r : registry()) EXPECT_NE(city.number, r.number) << city.name << " and " << r.name;
  }
}

TEST(CityParameters, DrawsAreInBoundsAndEveryProcessEnds) {
  for (std::uint32_t i = 0; i < 200; ++i) {
    const auto p = draw_city_parameters({1, i});
    for (const auto& r : city_registry()) {
      EXPECT_GE(p[r.id], r.prior.lower) << r.name;
      EXPECT_LE(p[r.id], r.prior.upper) << r.name;
    }
    for (const Process process : {Process::assault, Process::robbery, Process::sexual, Process::property})
      EXPECT_LT(branching_ratio(p, process), branching_limit);
  }
}

TEST(CityParameters, UniformOnesLeadToNothing) {
  const auto p = uniform_city_parameters();
  EXPECT_TRUE(p.all_alike);
  for (const Process process : {Process::assault, Process::robbery, Process::sexual, Process::property})
    EXPECT_EQ(branching_ratio(p, process), 0.0);
  EXPECT_FALSE(central_city_parameters().all_alike);
  EXPECT_GT(branching_ratio(central_city_parameters(), Process::assault), 0.1);
}

}  // namespace
}  // namespace salus::model
