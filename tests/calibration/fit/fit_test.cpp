/// Chains of the country fit: the same numbers however they are run.
#include "calibration/fit/fit.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace salus::calibration {
namespace {

TEST(Fit, SameDrawsForAnyNumberOfThreadsAndAcrossACheckpoint) {
  FitPanel panel;
  panel.first_year = 2000;
  panel.last_year = 2009;
  panel.regions = 2;
  for (std::uint32_t c = 0; c < 3; ++c) {
    PanelCountry country;
    country.iso3 = std::string("AA") + static_cast<char>('A' + c);
    country.region = c % 2;
    for (std::uint32_t t = c; t < 9; ++t)
      country.readings.push_back({t, 1.0 + 0.1 * ((t * 7 + c * 3) % 5), 0.01, false});
    panel.countries.push_back(country);
  }
  FitPlan plan;
  plan.chains = 3;
  plan.warmup = 20;
  plan.kept = 5;
  plan.thin = 2;
  const auto one = model::make_serial_executor();
  const auto eight = model::make_thread_executor(8);
  const Fit a = fit_countries(panel, plan, *one);
  const Fit b = fit_countries(panel, plan, *eight);
  for (std::size_t c = 0; c < 3; ++c)
    for (std::size_t k = 0; k < 5; ++k) EXPECT_EQ(a.draws[c][k].level, b.draws[c][k].level);
  // A chain saved and loaded into a fresh one goes on with the same numbers.
  Chain whole(panel, plan.assumptions, model::random_key(1, 0, 0));
  Chain first(panel, plan.assumptions, model::random_key(1, 0, 0));
  Chain second(panel, plan.assumptions, model::random_key(1, 0, 0));
  for (std::uint32_t s = 1; s <= 30; ++s) whole.sweep(s, s <= 20);
  for (std::uint32_t s = 1; s <= 12; ++s) first.sweep(s, true);
  second.load(first.save());
  for (std::uint32_t s = 13; s <= 30; ++s) second.sweep(s, s <= 20);
  EXPECT_EQ(whole.draw().level, second.draw().level);
  EXPECT_EQ(whole.save(), second.save());
}

/// What no reading can touch is not judged: the effect of a driver that no country has.
TEST(Fit, QuantitiesAreThoseThatThePanelInforms) {
  FitPanel panel;
  panel.first_year = 2000;
  panel.last_year = 2004;
  panel.regions = 2;
  panel.countries.resize(1);
  panel.countries[0].iso3 = "AAA";
  panel.countries[0].driver[model::Driver::inequality].assign(5, 0.1);
  const auto all = quantities(panel, {});
  const auto has = [&](std::string_view name) {
    return std::any_of(all.begin(), all.end(), [&](const auto& q) { return q.name == name; });
  };
  for (const char* name : {"jump_rate", "driver_inequality", "drift", "region_level[1]", "level[AAA]"})
    EXPECT_TRUE(has(name)) << name;
  for (const char* name : {"driver_alcohol", "region_level[2]", "level[BBB]"}) EXPECT_FALSE(has(name)) << name;
}

}  // namespace
}  // namespace salus::calibration
