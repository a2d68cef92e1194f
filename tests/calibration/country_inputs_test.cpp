#include "calibration/country_inputs.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "bundled_tables.hpp"
#include "calibration/driver_paths.hpp"
#include "calibration/homicide_level.hpp"
#include "model/core/crime_types.hpp"
#include "model/core/number.hpp"
#include "model/country/ceiling.hpp"

namespace salus::calibration {
namespace {

using model::View;

const model::CountryInput& find(const std::vector<model::CountryInput>& inputs, std::string_view iso3) {
  for (const auto& c : inputs)
    if (c.code.name() == iso3) return c;
  throw std::out_of_range(std::string(iso3));
}

double log_sd(const model::TypeLevel& level) {
  double variance = level.own_sd * level.own_sd;
  for (const double sd : level.common) variance += sd * sd;
  return std::sqrt(variance);
}

double rate(const model::CountryInput& c) { return 1e5 * std::exp(c.level[model::CrimeType::homicide].log_rate); }

class BothViews : public testing::TestWithParam<std::pair<View, int>> {};

TEST_P(BothViews, AllCountriesAreCompleteFiniteAndAlphabetical) {
  const auto inputs = make_country_inputs(tables(), GetParam().first, GetParam().second);
  ASSERT_EQ(inputs.size(), 48u);
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    const auto& c = inputs[i];
    SCOPED_TRACE(c.name);
    if (i > 0) {
      EXPECT_LT(inputs[i - 1].name, c.name);
    }
    EXPECT_GT(c.code.m49, 0);
    ASSERT_EQ(c.population.size(), model::horizon_months + 1);
    for (const auto* path : {&c.births, &c.deaths, &c.net_migration, &c.entering_risk_age})
      ASSERT_EQ(path->size(), model::horizon_months);
    for (const auto& path : c.driver_change) {
      ASSERT_EQ(path.size(), model::horizon_months);
      EXPECT_EQ(path.front(), 0.0);
      for (const double v : path) ASSERT_LT(std::abs(v), 3.0);
    }
    for (std::size_t m = 0; m < model::horizon_months; ++m) {
      ASSERT_NEAR((c.population[m] + c.births[m] - c.deaths[m] + c.net_migration[m]) / c.population[m + 1], 1.0, 1e-12);
      ASSERT_GT(c.births[m], 0.0);
      ASSERT_GT(c.deaths[m], 0.0);
      ASSERT_LT(std::abs(c.net_migration[m]), 0.004 * c.population[m]);
    }
    EXPECT_GT(c.risk_age_population, 0.1 * c.population[0]);
    EXPECT_LT(c.risk_age_population, 0.35 * c.population[0]);
    EXPECT_GT(c.prison_population, 1e-4 * c.population[0]);
    EXPECT_LT(c.prison_population, 0.02 * c.population[0]);
    EXPECT_GT(c.urban_share, 0.1);
    EXPECT_LT(c.urban_share, 1.0);
    for (const auto type : model::every<model::CrimeType>) {
      const auto& level = c.level[type];
      EXPECT_GT(log_sd(level), 0.0);
      EXPECT_LT(log_sd(level), 2.5);
      // So far below the ceiling that saturation takes less than 3 % of a total's median.
      const model::Ceiling ceiling{model::row_of(type).ceiling};
      const double rate_of_input = std::exp(level.log_rate);
      EXPECT_LT(rate_of_input, ceiling.value) << model::crime_type_names[type];
      EXPECT_GT(ceiling.saturated(rate_of_input), 0.99 * rate_of_input) << model::crime_type_names[type];
    }
    EXPECT_GT(rate(c), 0.3);
    EXPECT_LT(rate(c), 60.0);
    EXPECT_GE(c.annual_log_sd, 0.05);
    EXPECT_LT(c.annual_log_sd, 0.6);
    EXPECT_LT(std::abs(c.reversion_gap), 2.0);
    EXPECT_GT(c.base_population, 0.0);
    for (const auto& group : c.victim_share)
      for (const auto& share : group) {
        EXPECT_GT(share.share, 0.0);
        EXPECT_LT(share.share, 1.0);
        EXPECT_GT(share.common_sd + share.own_sd, 0.0);
      }
    EXPECT_FALSE(c.history.empty());
    EXPECT_FALSE(c.source_ids.empty());
    EXPECT_TRUE(std::is_sorted(c.source_ids.begin(), c.source_ids.end()));
  }
}

INSTANTIATE_TEST_SUITE_P(Views, BothViews,
                         testing::Values(std::pair(View::as_of_note, 2020), std::pair(View::now, 2025),
                                         std::pair(View::as_of_note, 2025)));

TEST(CountryInputs, KnownCountriesAndTheTotalAreWhereTheyShouldBe) {
  const auto inputs = make_country_inputs(tables(), View::as_of_note, 2020);
  if (std::getenv("SALUS_PRINT") != nullptr)
    for (const auto view : {View::as_of_note, View::now})
      for (const auto& c : make_country_inputs(tables(), view, view == View::now ? 2025 : 2020)) {
        std::printf("%s pop %.2f->%.2fM prison %.0f urban %.2f sd %.3f gap %+.2f base %.2f |",
                    std::string(c.code.name()).c_str(), c.population[0] / 1e6, c.population.back() / 1e6,
                    c.prison_population, c.urban_share, c.annual_log_sd, c.reversion_gap,
                    1e5 * c.base_homicide_rate.value_or(model::RatePerPerson()).value());
        for (const auto& l : c.level)
          std::printf(" %.4g(%.2f%c)", 1e5 * std::exp(l.log_rate), log_sd(l), model::basis_names[l.basis][0]);
        std::printf(" | b %.1f d %.1f m %+.1f /1000 | driver end", 12e3 * c.births[0] / c.population[0],
                    12e3 * c.deaths[0] / c.population[0], 12e3 * c.net_migration[0] / c.population[0]);
        for (const auto& d : c.driver_change) std::printf(" %+.2f", d.back());
        std::printf(" | homicide shares");
        for (const auto& g : c.victim_share)
          std::printf(" %.2f(%.2f)", g[model::CrimeType::homicide].share, g[model::CrimeType::homicide].own_sd);
        std::printf("\n");
      }
  if (std::getenv("SALUS_PRINT") != nullptr) {
    const auto pool = pool_homicide(tables().by_country, note_last_year);
    const auto units = driver_units(tables().by_country);
    std::printf("typical change %.3f noise share %.3f WHO spread %.3f units", pool.typical_change, pool.noise_share,
                pool.modelled_spread);
    for (const double u : units) std::printf(" %.3f", u);
    std::printf("\n");
  }
  EXPECT_NEAR(rate(find(inputs, "ZAF")), 35.8, 2.0);
  EXPECT_NEAR(rate(find(inputs, "BRA")), 22.5, 2.5);
  EXPECT_NEAR(rate(find(inputs, "DEU")), 0.80, 0.1);
  EXPECT_NEAR(rate(find(inputs, "MEX")), 29.0, 2.0);
  EXPECT_NEAR(rate(find(inputs, "USA")), 5.0, 0.4);
  double homicides = 0.0;
  for (const auto& c : inputs) homicides += std::exp(c.level[model::CrimeType::homicide].log_rate) * c.population[0];
  if (std::getenv("SALUS_PRINT") != nullptr) std::printf("homicides a year: %.0f\n", homicides);
  EXPECT_GT(homicides, 250e3);
  EXPECT_LT(homicides, 310e3);
}

/// Scales every figure dated after 2019 that is an observation, not the projection of 2019.
Tables perturbed() {
  Tables changed = tables();
  const auto scale = [](std::vector<YearValue>& series) {
    for (auto& row : series)
      if (row.year > note_last_year && row.source_id != "unwpp2019_medium_projection") row.value *= 1.37;
  };
  for (auto& c : changed.by_country) {
    for (auto& row : c.homicide)
      if (row.year > note_last_year) {
        row.rate *= 1.37;
        row.count.reset();
      }
    for (auto* series : {&c.who, &c.ihme})
      for (auto& row : *series)
        if (row.year > note_last_year) row.rate *= 1.37;
    for (auto& row : c.levels)
      if (row.year > note_last_year) row.value *= 1.37;
    for (auto& row : c.victims)
      if (row.year > note_last_year) {
        row.share *= 0.5;
        row.victims *= 3.0;
      }
    scale(c.gdp_per_head);
    scale(c.population_now);
    scale(c.population_note);
    scale(c.urban_share);
    scale(c.prisoners);
    for (auto& driver : c.drivers) scale(driver);
  }
  for (auto& series : changed.city_series)
    for (auto& row : series.years)
      if (row.year > note_last_year) row.rate *= 1.37;
  return changed;
}

/// All of an input but its history, as text that differs where a bit differs.
std::string fingerprint(const model::CountryInput& c) {
  std::string text(c.code.name());
  const auto add = [&](double v) { text += ' ' + model::format_number(v); };
  for (const auto* path : {&c.population, &c.births, &c.deaths, &c.net_migration, &c.entering_risk_age})
    for (const double v : *path) add(v);
  for (const auto& path : c.driver_change)
    for (const double v : path) add(v);
  for (const double v :
       {c.risk_age_population, c.prison_population, c.urban_share, c.annual_log_sd, c.reversion_gap,
        c.base_homicide_rate.value_or(model::RatePerPerson(-1.0)).value(), c.base_population, c.gdp_per_head})
    add(v);
  for (const auto& city : c.cities) {
    text += ' ' + std::to_string(city.code) + city.name + std::string(model::vulnerability_names[city.vulnerability]);
    for (const double v : city.population) add(v);
  }
  for (const auto& l : c.level) {
    add(l.log_rate);
    add(l.log_median);
    for (const double v : l.common) add(v);
    add(l.own_sd);
    add(static_cast<double>(l.basis));
  }
  for (const auto& group : c.victim_share)
    for (const auto& s : group) {
      add(s.share);
      add(s.common_sd);
      add(s.own_sd);
      add(static_cast<double>(s.basis));
    }
  for (const auto& source : c.source_ids) text += ' ' + source;
  return text;
}

/// FNV-1a over the fingerprints of all countries, for comparing builds: printed with SALUS_PRINT=1.
TEST(CountryInputs, TwoCallsGiveTheSameBits) {
  for (const auto& [view, start] : {std::pair(View::as_of_note, 2020), std::pair(View::now, 2025)}) {
    std::uint64_t hash[] = {14695981039346656037u, 14695981039346656037u};
    for (auto& h : hash)
      for (const auto& c : make_country_inputs(tables(), view, start))
        for (const char byte : fingerprint(c)) h = (h ^ static_cast<unsigned char>(byte)) * 1099511628211u;
    EXPECT_EQ(hash[0], hash[1]);
    if (std::getenv("SALUS_PRINT") != nullptr)
      std::printf("inputs %d: %016llx\n", start, static_cast<unsigned long long>(hash[0]));
  }
}

TEST(CountryInputs, TheNoteUsesNothingDatedAfter2019) {
  const Tables changed = perturbed();
  for (const int start : {2020, 2025}) {
    const auto a = make_country_inputs(tables(), View::as_of_note, start);
    const auto b = make_country_inputs(changed, View::as_of_note, start);
    for (std::size_t i = 0; i < a.size(); ++i) EXPECT_EQ(fingerprint(a[i]), fingerprint(b[i])) << a[i].name;
  }
  // The check can fail: the other view does use them.
  EXPECT_NE(fingerprint(make_country_inputs(tables(), View::now, 2025)[0]),
            fingerprint(make_country_inputs(changed, View::now, 2025)[0]));
}

TEST(CountryInputs, LaterYearsAreInTheHistoryAndHeldOut) {
  const auto inputs = make_country_inputs(tables(), View::as_of_note, 2020);
  std::size_t held = 0;
  for (const auto& c : inputs)
    for (const auto& row : c.history) {
      EXPECT_EQ(row.held_out, row.year > note_last_year);
      held += row.held_out;
    }
  EXPECT_GT(held, 100u);
  EXPECT_FALSE(find(make_country_inputs(tables(), View::now, 2025), "USA").history.back().held_out);
}

TEST(CountryInputs, WithoutTheNonCommercialFilesCountriesFallBackToPools) {
  auto texts = bundled_texts();
  texts.by_name.erase("noncommercial/homicide_modelled.csv");
  texts.by_name.erase("noncommercial/alcohol.csv");
  const auto inputs = make_country_inputs(read_tables(texts), View::as_of_note, 2020);
  for (const char* iso3 : {"SEN", "MLI", "CIV", "COD", "MDG"}) {
    EXPECT_EQ(find(inputs, iso3).level[model::CrimeType::homicide].basis, model::Basis::pooled) << iso3;
    EXPECT_GT(find(inputs, iso3).level[model::CrimeType::homicide].own_sd, 0.3) << iso3;
    EXPECT_EQ(find(make_country_inputs(tables(), View::as_of_note, 2020), iso3).level[model::CrimeType::homicide].basis,
              model::Basis::modelled_estimate)
        << iso3;
  }
  for (const auto& c : inputs) {
    for (const double v : c.driver_change[model::Driver::alcohol]) ASSERT_EQ(v, 0.0);
    for (const auto& source : c.source_ids)
      EXPECT_TRUE(source.rfind("who_", 0) != 0 && source.rfind("ihme_", 0) != 0) << source;
  }
}

TEST(CountryInputs, DisputedLevelsAreWideAndHaveNoPublishedBase) {
  const auto inputs = make_country_inputs(tables(), View::as_of_note, 2020);
  EXPECT_GT(find(inputs, "NGA").level[model::CrimeType::homicide].own_sd, 0.5);
  EXPECT_FALSE(find(inputs, "NGA").base_homicide_rate.has_value());
  EXPECT_LT(find(inputs, "ZAF").level[model::CrimeType::homicide].own_sd, 0.1);
  EXPECT_NEAR(find(inputs, "ZAF").base_homicide_rate.value().value(), 1e-5 * (35.284016 + 35.865765 + 35.787476) / 3,
              1e-9);
}

TEST_P(BothViews, CitiesAndTheRestAreTheCountry) {
  const auto [view, start] = GetParam();
  const auto inputs = make_country_inputs(tables(), view, start);
  std::size_t units = 0;
  for (const auto& c : inputs) {
    SCOPED_TRACE(c.name);
    units += c.cities.size();
    ASSERT_FALSE(c.cities.empty());
    EXPECT_TRUE(
        std::is_sorted(c.cities.begin(), c.cities.end(), [](const auto& a, const auto& b) { return a.code < b.code; }));
    // A lone unit of towns belongs to the one country that the UN table leaves out.
    EXPECT_EQ(c.cities[0].code > model::towns_code_base, c.code.name() == "CPV");
    for (std::size_t y = 0; y < model::panel_years; ++y) {
      double sum = 0.0;
      for (const auto& city : c.cities) {
        ASSERT_EQ(city.population.size(), model::panel_years);
        ASSERT_GT(city.population[y], 1e5) << city.name;
        sum += city.population[y];
      }
      // 30 June of the panel year: the mean of the months around it is the mid-year population. Far below it, so that
      // none was scaled.
      if (y >= model::panel_past_years && y + 1 < model::panel_years) {
        EXPECT_LT(sum, 0.9 * c.population[12 * (y - model::panel_past_years) + 6]);
      }
    }
    EXPECT_GT(c.gdp_per_head, 500.0);
    EXPECT_LT(c.gdp_per_head, 120e3);
  }
  EXPECT_EQ(units, 883u);
}

TEST(CountryInputs, CitiesProductAndClassesOfKnownCountries) {
  using V = model::Vulnerability;
  const auto inputs = make_country_inputs(tables(), View::as_of_note, 2020);
  const auto& argentina = find(inputs, "ARG");
  EXPECT_EQ(argentina.cities.size(), 17u);
  EXPECT_EQ(argentina.cities[0].name, "Bahia Blanca");
  EXPECT_NEAR(argentina.cities[0].population[0], 307351 * std::pow(315533.0 / 307351, 0.4), 1e-6);  // 2017
  EXPECT_EQ(argentina.cities[0].population[3], 315533.0);                                           // 2020
  // Without a slum share of its own: the median of the income class.
  for (const char* iso3 : {"AUS", "KOR", "USA", "GBR", "DEU"})
    EXPECT_EQ(find(inputs, iso3).cities[0].vulnerability, V::lower) << iso3;
  for (const char* iso3 : {"BRA", "IND", "MEX", "ZAF", "MYS"})
    EXPECT_EQ(find(inputs, iso3).cities[0].vulnerability, V::middle) << iso3;
  for (const char* iso3 : {"COD", "NGA", "BDI", "PHL"})
    EXPECT_EQ(find(inputs, iso3).cities[0].vulnerability, V::higher) << iso3;
  for (const auto& row :
       tables().by_country[static_cast<std::size_t>(&find(inputs, "USA") - inputs.data())].gdp_per_head)
    if (row.year == note_last_year) {
      EXPECT_EQ(find(inputs, "USA").gdp_per_head, row.value);
    }
  // A country without a figure takes the median of its income class.
  Tables without = tables();
  without.by_country[static_cast<std::size_t>(&find(inputs, "NOR") - inputs.data())].gdp_per_head.clear();
  const auto others = make_country_inputs(without, View::as_of_note, 2020);
  EXPECT_GT(find(others, "NOR").gdp_per_head, 40e3);
  EXPECT_LT(find(others, "NOR").gdp_per_head, find(inputs, "NOR").gdp_per_head);
}

TEST(CountryInputs, CitiesThatWouldExceedTheirCountryAreScaledToIt) {
  Tables crowded = tables();
  for (auto& city : crowded.cities)
    if (city.iso3 == "ARG")
      for (auto& point : city.persons) point.value *= 3.0;
  const auto inputs = make_country_inputs(crowded, View::as_of_note, 2020);
  const auto& argentina = find(inputs, "ARG");
  double sum = 0.0;
  for (const auto& city : argentina.cities) sum += city.population[model::panel_past_years];
  EXPECT_NEAR(sum / argentina.population[6], 1.0, 1e-9);
}

TEST(CountryInputs, AStartYearOutsideTheAgeTableIsRefused) {
  EXPECT_THROW(make_country_inputs(tables(), View::now, 2017), std::invalid_argument);
  EXPECT_THROW(make_country_inputs(tables(), View::now, 2036), std::invalid_argument);
  EXPECT_NO_THROW(make_country_inputs(tables(), View::now, 2035));
  EXPECT_NO_THROW(make_country_inputs(tables(), View::as_of_note, 2018));
}

}  // namespace
}  // namespace salus::calibration
