/// What a run drew from: every record of the registry, with the posterior where one stood in its place.
#include "model/run/parameters_used.hpp"

#include <gtest/gtest.h>

namespace salus::model {
namespace {

TEST(ParametersUsed, AreAllRecordsInTheirOrder) {
  PosteriorDraws posterior;
  posterior.series = {{Parameter::secular_trend, {}}};
  for (int d = 0; d <= 100; ++d) posterior.series[0].draws.push_back(static_cast<float>(100 - d));
  const auto all = parameters_used(posterior, {});
  ASSERT_EQ(all.size(), registry().size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto& record = registry().begin()[i];
    EXPECT_EQ(all[i].name, record.name);
    EXPECT_EQ(all[i].symbol, record.symbol);
    EXPECT_EQ(all[i].prior.a, record.prior.a);
    EXPECT_EQ(all[i].source, record.source);
    EXPECT_EQ(all[i].drawn.posterior.has_value(), record.id == Parameter::secular_trend) << record.name;
  }
  EXPECT_EQ(all[index(Parameter::secular_trend)].drawn.posterior, (Interval{5.0, 50.0, 95.0}));
}

}  // namespace
}  // namespace salus::model
