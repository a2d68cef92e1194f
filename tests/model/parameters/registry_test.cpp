#include "model/parameters/registry.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "model/parameters/draw_prior.hpp"

namespace salus::model {
namespace {

TEST(Registry, EveryRecordIsComplete) {
  std::set<std::uint32_t> numbers;
  std::set<std::string_view> names;
  ASSERT_EQ(registry().size(), count_of<Parameter>);
  for (std::size_t i = 0; i < registry().size(); ++i) {
    const auto& r = registry()[i];
    EXPECT_EQ(index(r.id), i) << r.name;
    EXPECT_FALSE(r.name.empty() || r.symbol.empty() || r.unit.empty() || r.meaning.empty() || r.source.empty())
        << r.name;
    EXPECT_TRUE(numbers.insert(r.number).second) << r.name;
    EXPECT_TRUE(names.insert(r.name).second) << r.name;
    EXPECT_LT(r.prior.lower, r.prior.upper) << r.name;
    EXPECT_GE(central_value(r.prior), r.prior.lower) << r.name;
    EXPECT_LE(central_value(r.prior), r.prior.upper) << r.name;
  }
}

TEST(Registry, PooledParametersAreSharedAndCountryOnesAreNot) {
  const CountryCode kenya{{'K', 'E', 'N', 0}, 404};
  const CountryCode brazil{{'B', 'R', 'A', 0}, 76};
  const auto a = draw_parameters({1, 2}, kenya, {});
  const auto b = draw_parameters({1, 2}, brazil, {});
  for (const auto& r : registry()) {
    EXPECT_EQ(a[r.id] == b[r.id], r.scope == Scope::pooled) << r.name;
  }
}

TEST(Registry, OverridesReplaceDrawsAndNothingElse) {
  const CountryCode kenya{{'K', 'E', 'N', 0}, 404};
  const auto drawn = draw_parameters({1, 2}, kenya, {});
  auto set = drawn;
  apply_overrides(set, {{"scale_up", 1.0}});
  for (const auto& r : registry()) {
    EXPECT_EQ(set[r.id], r.id == Parameter::scale_up ? 1.0 : drawn[r.id]) << r.name;
  }
  EXPECT_THROW(apply_overrides(set, {{"scaleup", 1.0}}), std::invalid_argument);
}

}  // namespace
}  // namespace salus::model
