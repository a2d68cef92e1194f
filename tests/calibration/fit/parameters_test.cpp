/// One record a quantity over all registries; what of the fit becomes the engine's.
#include "calibration/fit/parameters.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <map>
#include <set>
#include <string>

#include "model/city/city_parameters.hpp"
#include "model/parameters/draw_prior.hpp"

namespace salus::calibration {
namespace {

using model::Parameter;

/// Those of the fit that are the model's own records.
bool is_the_models(std::string_view name) { return model::registry().find(name) != nullptr; }

TEST(FitParameters, NamesAreUniqueOverAllRegistries) {
  std::multiset<std::string_view> names;
  const auto add = [&](const auto& registry) {
    for (const auto& r : registry) names.insert(r.name);
  };
  add(model::registry());
  add(model::city_registry());
  add(shared_state_registry());
  add(place_registry());
  for (const auto& r : pooled_registry())
    if (!is_the_models(r.name)) names.insert(r.name);
  for (const auto name : names) EXPECT_EQ(names.count(name), 1u) << name;
}

TEST(FitParameters, WhatTheModelHasIsItsOwnRecord) {
  int the_models = 0;
  for (const auto& r : pooled_registry()) {
    const auto* own = model::registry().find(r.name);
    if (own == nullptr) continue;
    ++the_models;
    EXPECT_EQ(r.symbol, own->symbol);
    EXPECT_EQ(r.unit, own->unit);
    EXPECT_EQ(to_string(r.prior), to_string(own->prior));
    EXPECT_EQ(r.meaning, own->meaning);
    EXPECT_EQ(r.source, own->source);
    ASSERT_TRUE(r.to_engine.has_value());
    EXPECT_EQ(r.to_engine->parameter, own->id);
  }
  EXPECT_EQ(the_models, 7);  // jumps and drivers
  for (std::size_t d = 0; d < model::driver_count; ++d)
    EXPECT_EQ(pooled_registry()[driver_effects[d]].name, model::registry()[model::driver_parameters[d]].name);
}

/// A symbol with two records acts in two places, under two names: one in the fit, one in the engine. Until their
/// numbers are merged there are three.
TEST(FitParameters, NoTwoRecordsDescribeOneSymbolWhereItActs) {
  std::map<std::string_view, std::string_view> engine;
  for (const auto& r : model::registry()) EXPECT_TRUE(engine.emplace(r.symbol, r.name).second) << r.name;
  std::map<std::string_view, std::string_view> fit;
  std::set<std::string> twice;
  const auto add = [&](const auto& registry) {
    for (const auto& r : registry) {
      EXPECT_TRUE(fit.emplace(r.symbol, r.name).second) << r.name;
      const auto other = engine.find(r.symbol);
      if (other == engine.end() || other->second == r.name) continue;
      EXPECT_TRUE(other->second.starts_with("engine_")) << other->second;
      twice.insert(std::string(r.symbol));
    }
  };
  add(pooled_registry());
  add(shared_state_registry());
  EXPECT_EQ(twice, (std::set<std::string>{"s2020", "s_mu", "sJ"}));
}

TEST(FitParameters, TheEngineTakesNoParameterTwice) {
  std::set<Parameter> taken;
  for (const auto& rule : to_engine()) {
    const auto& r = model::registry()[rule.parameter];
    EXPECT_TRUE(taken.insert(rule.parameter).second) << r.name;
    EXPECT_EQ(r.scope, model::Scope::pooled) << r.name;
    EXPECT_EQ(r.part, model::Part::noise) << r.name;  // a scenario's own value would be lost
    EXPECT_FALSE(rule.rule.empty()) << r.name;
  }
  EXPECT_EQ(taken.size(), 16u);
}

/// By hand: 1 + 0.3 + 0.5 + 1.5 x 0.06 x 9 = 2.61 of the country's own variance in all.
TEST(FitParameters, RulesAreThoseOfTheReadme) {
  FittedDraw draw;
  draw.pooled[Pooled::world_variance] = 0.3;
  draw.pooled[Pooled::region_variance] = 0.5;
  draw.pooled[Pooled::jump_rate] = 0.06;
  draw.pooled[Pooled::jump_size] = 3.0;
  draw.pooled[Pooled::drift_step] = 0.02;
  draw.pooled[Pooled::driver_alcohol] = 0.07;
  draw.drift = -0.03;
  draw.lethality_share = 0.261;
  std::map<Parameter, double> values;
  for (const auto& rule : to_engine()) values[rule.parameter] = rule.value(draw);
  EXPECT_NEAR(values.at(Parameter::global_variance_share), 0.3 / 2.61, 1e-12);
  EXPECT_NEAR(values.at(Parameter::regional_variance_share), 0.5 / 2.61, 1e-12);
  EXPECT_NEAR(values.at(Parameter::lethality_variance_share), 0.1, 1e-12);
  EXPECT_NEAR(values.at(Parameter::engine_jump_size), 3.0 * std::sqrt(1.5 / 2.61), 1e-12);
  EXPECT_EQ(values.at(Parameter::jump_rate), 0.06);
  EXPECT_EQ(values.at(Parameter::secular_trend), -0.03);
  EXPECT_EQ(values.at(Parameter::engine_trend_volatility), 0.02);
  EXPECT_EQ(values.at(Parameter::driver_alcohol), 0.07);
  EXPECT_EQ(values.at(Parameter::driver_inequality), 0.0);
  for (const Parameter fixed :
       {Parameter::volatility_scale, Parameter::country_persistence, Parameter::factor_persistence})
    EXPECT_EQ(values.at(fixed), 1.0);
}

TEST(FitParameters, PriorsOfTheFitAreNormalOnTheirLine) {
  for (const auto& r : pooled_registry()) {
    const double z = (to_line(r.prior, from_line(r.prior, 0.25)) - to_line(r.prior, r.prior.a)) / r.prior.b;
    const double value = from_line(r.prior, 0.25);
    if (value >= r.prior.lower && value <= r.prior.upper) {
      EXPECT_NEAR(log_prior(r.prior, 0.25), -0.5 * z * z, 1e-9) << r.name;
    } else {
      EXPECT_EQ(log_prior(r.prior, 0.25), -std::numeric_limits<double>::infinity()) << r.name;
    }
  }
}

TEST(FitParameters, TheShockOf2020FadesThrough2021) {
  PooledValues values;
  values[Pooled::forced_year] = 0.13;
  EXPECT_EQ(forced_shift(values, 2019), 0.0);
  EXPECT_EQ(forced_shift(values, 2020), 0.13);
  EXPECT_NEAR(forced_shift(values, 2021), 0.06, 1e-12);
  EXPECT_EQ(forced_shift(values, 2022), 0.0);
}

}  // namespace
}  // namespace salus::calibration
