/// Panels up to an origin: nothing of later is in them, and counts and drivers of a user's file are.
#include "calibration/fit/panel.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <sstream>

#include "../bundled_tables.hpp"
#include "calibration/driver_paths.hpp"
#include "calibration/register_quality.hpp"

namespace salus::calibration {
namespace {

void expect_same(const FitPanel& a, const FitPanel& b) {
  ASSERT_EQ(a.countries.size(), b.countries.size());
  EXPECT_EQ(a.first_year, b.first_year);
  for (std::size_t c = 0; c < a.countries.size(); ++c) {
    const auto& x = a.countries[c];
    const auto& y = b.countries[c];
    EXPECT_EQ(x.iso3, y.iso3);
    EXPECT_EQ(x.exposure, y.exposure);
    EXPECT_EQ(x.driver, y.driver);
    EXPECT_EQ(x.quality, y.quality);
    ASSERT_EQ(x.readings.size(), y.readings.size()) << x.iso3;
    for (std::size_t i = 0; i < x.readings.size(); ++i) {
      EXPECT_EQ(x.readings[i].year, y.readings[i].year);
      EXPECT_EQ(x.readings[i].log_rate, y.readings[i].log_rate);
      EXPECT_EQ(x.readings[i].counting, y.readings[i].counting);
      EXPECT_EQ(x.readings[i].modelled, y.readings[i].modelled);
    }
  }
}

/// Everything after 2008 is changed or added, in every series that a fit reads; population, which only counts where a
/// count is missing, is not.
TEST(FitPanel, OfTheTablesHasNothingOfLater) {
  constexpr int origin = 2008;
  const Tables tables = read_tables(bundled_texts());
  Tables other = tables;
  std::size_t changed = 0;
  for (auto& country : other.by_country) {
    for (auto& row : country.homicide)
      if (row.year > origin) {
        row.rate *= 3.0;
        row.count = std::nullopt;
        ++changed;
      }
    for (auto& row : country.who)
      if (row.year > origin) {
        row.rate *= 0.2;
        ++changed;
      }
    for (auto& series : country.drivers)
      for (auto& row : series)
        if (row.year > origin) {
          row.value = 40.0 - row.value;
          ++changed;
        }
  }
  ASSERT_GT(changed, 500u);
  expect_same(fit_panel(tables, known_to(origin)), fit_panel(other, known_to(origin)));
  // The same change before the origin is seen.
  for (auto& country : other.by_country)
    for (auto& row : country.homicide) row.rate *= 3.0;
  EXPECT_NE(fit_panel(tables, known_to(origin)).countries[0].readings[0].log_rate,
            fit_panel(other, known_to(origin)).countries[0].readings[0].log_rate);
}

/// What the list of fitted tables leaves out may go without a fit seeing it, and each of the list may not.
TEST(FitPanel, ReadsTheFittedTablesAlone) {
  const auto whole = bundled_texts();
  const auto rows_gone = [&](const std::string& name) {  // every second row
    TableTexts texts = whole;
    std::istringstream lines(whole.by_name.at(name));
    std::string kept;
    std::string line;
    for (std::size_t n = 0; std::getline(lines, line); ++n)
      if (n % 2 == 0) kept += line + "\n";
    texts.by_name[name] = kept;
    return texts;
  };
  const auto names = fitted_table_names();
  const auto expected = fit_panel(read_tables(whole), known_to(2019));
  for (const std::string name : {"prison.csv", "crime_levels.csv", "victims.csv", "districts.csv"}) {
    EXPECT_EQ(std::count(names.begin(), names.end(), name), 0);
    expect_same(fit_panel(read_tables(rows_gone(name)), known_to(2019)), expected);
  }
  for (const std::string name : {"homicide.csv", "register_quality.csv"}) {
    EXPECT_EQ(std::count(names.begin(), names.end(), name), 1);
    const auto other = fit_panel(read_tables(rows_gone(name)), known_to(2019));
    EXPECT_TRUE(std::any_of(expected.countries.begin(), expected.countries.end(), [&](const auto& country) {
      const auto& changed = other.countries[static_cast<std::size_t>(&country - expected.countries.data())];
      return country.readings.size() != changed.readings.size() || country.quality != changed.quality;
    })) << name;
  }
}

/// A start later than the figures: the axis goes on, nothing is read there, and drivers go on from what was known.
TEST(FitPanel, GoesOnToTheStart) {
  const Tables tables = read_tables(bundled_texts());
  const auto to_2019 = fit_panel(tables, known_to(2019));
  const auto to_2023 = fit_panel(tables, {.last_known = 2019, .end = 2023});
  EXPECT_EQ(to_2023.last_year, 2023);
  EXPECT_EQ(to_2023.first_year, to_2019.first_year);
  for (std::size_t c = 0; c < to_2019.countries.size(); ++c) {
    const auto& a = to_2019.countries[c];
    const auto& b = to_2023.countries[c];
    ASSERT_EQ(a.readings.size(), b.readings.size());
    for (const auto d : model::every<model::Driver>) {
      if (a.driver[d].empty()) continue;
      ASSERT_EQ(b.driver[d].size(), a.driver[d].size() + 4);
      EXPECT_TRUE(std::equal(a.driver[d].begin(), a.driver[d].end(), b.driver[d].begin()));
    }
  }
}

TEST(FitPanel, OfAFileHasItsCountsAndDrivers) {
  model::Diagnostics findings;
  const auto own = read_own_figures(
      "iso3,year,indicator,value,unit,source_id\n"
      "UZB,2001,homicide_rate,8,per_100k,own\nUZB,2001,homicide_count,80,victims,own\nUZB,2003,homicide_rate,4,per_"
      "100k,own\nUZB,2003,homicide_count,40,victims,own\n"
      "UZB,2002,inequality,42,index_0_100,own\nUZB,2000,inequality,40,index_0_100,own\nUZB,2001,robbery,9,per_100k,"
      "own\n"
      "ZWE,2002,homicide_rate,2,per_100k,own\nZAF,2001,homicide_rate,30,per_100k,own\nQAT,2005,homicide_rate,3,per_"
      "100k,own\n",
      "own.csv", findings);
  ASSERT_TRUE(findings.empty());
  EXPECT_EQ(own.not_read, std::set<std::string>{"robbery"});
  const Tables tables = read_tables(bundled_texts());
  const auto panel = fit_panel(own, known_to(2003), tables);
  ASSERT_EQ(panel.countries.size(), 3u);  // QAT has nothing yet
  EXPECT_EQ(panel.first_year, 2001);
  const auto& xyz = panel.countries[0];
  EXPECT_EQ(xyz.iso3, "UZB");
  EXPECT_EQ(xyz.region, model::region_count);
  ASSERT_EQ(xyz.readings.size(), 2u);
  EXPECT_EQ(xyz.readings[0].counting, 1.0 / 80.0);
  EXPECT_NEAR(xyz.exposure, 10.0, 1e-9);  // forty victims at a rate of four
  EXPECT_NEAR(xyz.counting_variance(std::log(2.0)), 1.0 / 20.0, 1e-12);
  const double unit = driver_units(tables.by_country, 2003)[model::Driver::inequality];
  EXPECT_NEAR(xyz.driver[model::Driver::inequality][1], 1.0 / unit, 1e-9);  // one Gini point from 2001 to 2002
  EXPECT_TRUE(xyz.driver[model::Driver::youth_share].empty());
  for (const auto& country : panel.countries) EXPECT_EQ(country.region == model::region_count, country.iso3 != "ZAF");
  EXPECT_EQ(xyz.quality, 1.0);  // nothing speaks against the figures of who brings them
  // A country of the tables has the quality of its register, whoever brings its figures.
  for (const auto& country : tables.by_country)
    if (country.name.iso3 == panel.countries[1].iso3) {
      EXPECT_EQ(panel.countries[1].quality, register_quality(country, 2003));
    }
}

}  // namespace
}  // namespace salus::calibration
