#include "model/core/city_names.hpp"

#include <gtest/gtest.h>

namespace salus::model {
namespace {

using Found = std::vector<std::size_t>;

std::vector<CityName> cities() {
  return {{"COL", "Medellín", 20852}, {"VEN", "Valencia", 21000},       {"ESP", "Valencia", 21001},
          {"GBR", "London", 22860},   {"CAN", "London-Ontario", 20001}, {"GBR", "London Bridge", 20002}};
}

TEST(CityNames, APlainNameIsSmallAndWithoutAccents) {
  EXPECT_EQ(plain_name("São Paulo-Ñ Z"), "sao paulo-n z");
  EXPECT_EQ(plain_name("İSTANBUL @[`{"), "istanbul @[`{");  // the neighbours of the letters in ASCII stay
  EXPECT_EQ(plain_name("Київ"), "Київ");
}

TEST(CityNames, ACityGoesByNameCountryAndNameOrCode) {
  EXPECT_EQ(cities_called(cities(), "medellin"), (Found{0}));
  EXPECT_EQ(cities_called(cities(), "VALENCIA"), (Found{1, 2}));
  EXPECT_EQ(cities_called(cities(), "esp:valencia"), (Found{2}));
  EXPECT_EQ(cities_called(cities(), "COL:valencia"), Found{});
  EXPECT_EQ(cities_called(cities(), "21000"), (Found{1}));
}

TEST(CityNames, ABeginningCountsOnlyWhereNoNameIsTheSame) {
  EXPECT_EQ(cities_called(cities(), "london"), (Found{3}));
  EXPECT_EQ(cities_called(cities(), "can:london"), (Found{4}));
  EXPECT_EQ(cities_called(cities(), "lond"), Found{});
}

TEST(CityNames, TheNearestNameIsOneThatCanBeWritten) {
  EXPECT_EQ(nearest_city(cities(), "Medelin"), "Medellín");
  EXPECT_EQ(nearest_city(cities(), "GBR:Lodon"), "GBR:London");
  EXPECT_EQ(nearest_city(cities(), "ESP:Medelin"), "COL:Medellín");  // the country may be what is wrong
  EXPECT_EQ(nearest_city(cities(), "Ulaanbaatar"), "");
  EXPECT_EQ(nearest_city({}, "London"), "");
}

TEST(CityNames, AFullNameIsFoundAgain) {
  EXPECT_EQ(full_name(cities()[2]), "ESP:Valencia");
  EXPECT_EQ(cities_called(cities(), full_name(cities()[2])), (Found{2}));
}

}  // namespace
}  // namespace salus::model
