#include "model/parameters/parameters.hpp"

#include <gtest/gtest.h>

#include "model/parameters/draw_prior.hpp"

namespace salus::model {
namespace {

const CountryCode kenya{{'K', 'E', 'N', 0}, 404};
const CountryCode brazil{{'B', 'R', 'A', 0}, 76};

TEST(Parameters, PriorsHaveTheirCentreWithinTheirBounds) {
  for (const auto& r : registry()) {
    EXPECT_LT(r.prior.lower, r.prior.upper) << r.name;
    EXPECT_GE(central_value(r.prior), r.prior.lower) << r.name;
    EXPECT_LE(central_value(r.prior), r.prior.upper) << r.name;
    EXPECT_EQ(central_parameters()[r.id], central_value(r.prior)) << r.name;
  }
}

TEST(Parameters, PooledOnesAreSharedAndCountryOnesAreNot) {
  const auto a = draw_parameters({1, 2}, kenya, {});
  const auto b = draw_parameters({1, 2}, brazil, {});
  for (const auto& r : registry()) {
    EXPECT_EQ(a[r.id] == b[r.id], r.scope == Scope::pooled) << r.name;
  }
}

TEST(Parameters, OverridesReplaceDrawsAndNothingElse) {
  const auto drawn = draw_parameters({1, 2}, kenya, {});
  auto set = drawn;
  apply_overrides(set, {{Parameter::scale_up, 1.0}});
  for (const auto& r : registry()) {
    EXPECT_EQ(set[r.id], r.id == Parameter::scale_up ? 1.0 : drawn[r.id]) << r.name;
  }
}

TEST(Parameters, CalibratedDrawsReplaceDrawsByTheirNumber) {
  const PosteriorDraws posterior{{{Parameter::leverage, {0.25f, 0.5f}}, {Parameter::overlap, {0.0f, 1.0f}}}};
  const auto drawn = draw_parameters({1, 2}, kenya, {});
  auto put = drawn;
  put_in(put, posterior, 3);  // draw 3 of two is draw 1
  for (const auto& r : registry()) {
    const bool own = r.id == Parameter::leverage || r.id == Parameter::overlap;
    EXPECT_TRUE(own || put[r.id] == drawn[r.id]) << r.name;
  }
  EXPECT_EQ(put[Parameter::leverage], 0.5);
  EXPECT_EQ(put[Parameter::overlap], 1.0);
  put_in(put, {}, 0);
  EXPECT_EQ(put[Parameter::leverage], 0.5);
}

TEST(Parameters, HalvesOfAPairDifferInOneKindOfKnowledge) {
  const auto one = draw_parameters({1, 2}, kenya, {});
  const auto other = draw_parameters({3, 4}, kenya, {});
  const auto both = mixed(one, other, Knowledge::analogy);
  for (const auto& r : registry())
    EXPECT_EQ(both[r.id], r.knowledge == Knowledge::analogy ? one[r.id] : other[r.id]) << r.name;
}

}  // namespace
}  // namespace salus::model
