/// The registry template on a small layer of its own: what it refuses, and how it is read.
#include "model/parameters/registry.hpp"

#include <gtest/gtest.h>

namespace salus::model {

enum class Fruit : std::uint8_t { apple, pear };

template <>
struct Record<Fruit> {
  Fruit id;
  std::uint32_t number;
  std::string_view name;
  std::string_view symbol;
  Unit unit;
  Prior prior;
  std::string_view meaning;
  std::string_view source;
};

enum class Vegetable : std::uint8_t { leek };

template <>
struct Record<Vegetable> {
  Vegetable id;
  std::string_view name;
  std::string_view unit;
  Prior prior;
  std::string_view meaning;
  std::string_view source;
};

namespace {

using Records = Registry<Fruit>::Records;

constexpr Records good{{{Fruit::apple, 1, "apple", "a", Unit::one, priors::uniform_on(0.0, 1.0), "an apple", "a tree"},
                        {Fruit::pear, 2, "pear", "p", Unit::day, priors::uniform_on(0.0, 2.0), "a pear", "a shop"}}};
static_assert(Recorded<Fruit> && !Recorded<Vegetable>, "a unit is no text");
static_assert(Registry<Fruit>(good).find("pear")->unit == Unit::day);

TEST(Registry, IsReadByEnumeratorByNameAndInOrder) {
  const Registry<Fruit> registry(good);
  EXPECT_EQ(registry[Fruit::pear].name, "pear");
  EXPECT_EQ(registry.find("apple"), &registry[Fruit::apple]);
  EXPECT_EQ(registry.find("plum"), nullptr);
  std::string names;
  for (const auto& record : registry) names += record.name;
  EXPECT_EQ(names, "applepear");
  const auto changed = registry.with_prior(Fruit::apple, priors::uniform_on(0.0, 9.0));
  EXPECT_EQ(changed[Fruit::apple].prior.upper, 9.0);
  EXPECT_EQ(registry[Fruit::apple].prior.upper, 1.0);
}

/// Each of these is an error of the compiler where the registry is constexpr, as those of the layers are.
TEST(Registry, RefusesRecordsThatAreNotOneAQuantity) {
  const auto refused = [](auto change) {
    Records records = good;
    change(records[1]);
    EXPECT_THROW(Registry<Fruit>{records}, std::logic_error);
  };
  refused([](auto& r) { r.id = Fruit::apple; });
  refused([](auto& r) { r = {}; });
  refused([](auto& r) { r.name = "apple"; });
  refused([](auto& r) { r.name = ""; });
  refused([](auto& r) { r.symbol = "a"; });
  refused([](auto& r) { r.number = 1; });
  refused([](auto& r) { r.symbol = ""; });
  refused([](auto& r) { r.meaning = ""; });
  refused([](auto& r) { r.source = ""; });
  refused([](auto& r) { r.prior = priors::uniform_on(2.0, 1.0); });
  EXPECT_NO_THROW(Registry<Fruit>{good});
}

}  // namespace
}  // namespace salus::model
