/// One record a quantity over all registries; what of the fit becomes the engine's.
#include "calibration/fit/parameters.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "model/city/city_parameters.hpp"
#include "model/country/block.hpp"
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
  EXPECT_EQ(the_models, 10);  // jumps, the forced year, the walk of the drift, drivers
  for (const auto d : model::every<model::Driver>)
    EXPECT_EQ(pooled_registry()[driver_effects[d]].name, model::registry()[model::driver_parameters[d]].name);
}

/// A record as far as it says which quantity it is.
struct Described {
  std::string_view symbol;
  std::string_view name;
};

/// The symbol that equations know a quantity by; those of agents, which have none, its name.
template <class Of>
std::string_view symbol_of(const Of& record) {
  if constexpr (requires { record.symbol; }) return record.symbol;
  else return record.name;
}

/// Every record of the country layer, the city layer and the fits. The fit's own of the model's records is the same.
std::vector<Described> all_described() {
  std::vector<Described> all;
  const auto add = [&](const auto& registry) {
    for (const auto& r : registry) all.push_back({symbol_of(r), r.name});
  };
  add(model::registry());
  add(model::city_registry());
  for (const auto& r : pooled_registry())
    if (!is_the_models(r.name)) all.push_back({symbol_of(r), r.name});
  add(shared_state_registry());
  add(place_registry());
  return all;
}

/// Symbols of which two records speak, wherever they act.
std::multiset<std::string_view> described_twice(const std::vector<Described>& all) {
  std::multiset<std::string_view> twice;
  for (std::size_t i = 0; i < all.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (all[i].symbol == all[j].symbol) twice.insert(all[i].symbol);
  return twice;
}

TEST(FitParameters, NoTwoRecordsDescribeOneSymbol) {
  for (const auto symbol : described_twice(all_described())) ADD_FAILURE() << "two records describe " << symbol;
}

TEST(FitParameters, APlantedSecondRecordIsFound) {
  const auto agents = symbol_of(*model::city_registry().begin());
  for (const Described& planted :
       {Described{"sE", "city_effect"}, Described{"spread", "spread_of_places"}, Described{agents, "another"},
        Described{"sJ", "engine_jump_size"}, Described{"mu_t", "drift_of_agents"}}) {
    auto all = all_described();
    all.push_back(planted);
    EXPECT_EQ(described_twice(all).count(planted.symbol), 1u) << planted.symbol << ' ' << planted.name;
  }
}

TEST(FitParameters, PlacesTakeThePlaceOfThreePriorsAndNoOthersRule) {
  std::set<Parameter> by_places;
  for (const auto& rule : places_to_engine()) EXPECT_TRUE(by_places.insert(rule.parameter).second);
  std::set<Parameter> put;
  for (const auto& place : model::place_parameters) put.insert(place.parameter);
  EXPECT_EQ(by_places, put);
  for (const auto& rule : to_engine()) EXPECT_FALSE(by_places.contains(rule.parameter));
  // A record has a part in exactly the rules that name its symbol; one of a spread between countries in those of the
  // value that it spreads.
  for (const auto& r : place_registry()) {
    const std::string symbol(r.symbol.substr(0, r.symbol.find("_between")));
    for (const auto& rule : places_to_engine()) {
      const bool named = rule.rule.find(symbol) != std::string_view::npos;
      const bool has_part = std::any_of(r.to_engine.begin(), r.to_engine.end(),
                                        [&](const auto& own) { return own.parameter == rule.parameter; });
      EXPECT_EQ(named, has_part) << r.name << ": " << rule.rule;
    }
  }
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
  EXPECT_EQ(taken.size(), 17u);
}

/// By hand: 1 + 0.3 + 0.5 = 1.8 of the country's own variance in all, jumps besides.
TEST(FitParameters, RulesAreThoseOfTheReadme) {
  FittedDraw draw;
  draw.pooled[Pooled::world_variance] = 0.3;
  draw.pooled[Pooled::region_variance] = 0.5;
  draw.pooled[Pooled::jump_rate] = 0.06;
  draw.pooled[Pooled::jump_size] = 0.4;
  draw.pooled[Pooled::trend_volatility] = 0.02;
  draw.pooled[Pooled::driver_alcohol] = 0.07;
  draw.drift = -0.03;
  draw.lethality_share = 0.18;
  std::map<Parameter, double> values;
  for (const auto& rule : to_engine()) values[rule.parameter] = rule.value(draw);
  EXPECT_NEAR(values.at(Parameter::global_variance_share), 0.3 / 1.8, 1e-12);
  EXPECT_NEAR(values.at(Parameter::regional_variance_share), 0.5 / 1.8, 1e-12);
  EXPECT_NEAR(values.at(Parameter::lethality_variance_share), 0.1, 1e-12);
  EXPECT_EQ(values.at(Parameter::jump_size), 0.4);
  EXPECT_EQ(values.at(Parameter::jump_rate), 0.06);
  EXPECT_EQ(values.at(Parameter::secular_trend), -0.03);
  EXPECT_EQ(values.at(Parameter::trend_volatility), 0.02);
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
