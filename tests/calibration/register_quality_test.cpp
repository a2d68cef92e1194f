/// Qualities by hand, and those of the bundled registers.
#include "calibration/register_quality.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "calibration/fit/panel.hpp"
#include "tests/calibration/bundled_tables.hpp"

namespace salus::calibration {
namespace {

CountryTables with_completeness(std::vector<YearValue> percent) {
  CountryTables country;
  country.death_register[RegisterMeasure::completeness] = std::move(percent);
  return country;
}

CountryTables with_answer(double yes) {
  CountryTables country;
  country.death_register[RegisterMeasure::at_least_75_percent] = {{2016, yes, "x"}};
  return country;
}

TEST(RegisterQuality, IsTheCompletenessKnownByThen) {
  const auto country = with_completeness({{2015, 50.0, "x"}, {2016, 60.0, "x"}, {2019, 100.0, "x"}});
  EXPECT_DOUBLE_EQ(register_quality(country, 2019), 0.7);
  EXPECT_DOUBLE_EQ(register_quality(country, 2016), 0.55);
  EXPECT_DOUBLE_EQ(register_quality(country, 2005), 0.5);  // all are later: the first
  EXPECT_EQ(register_quality(with_completeness({{2015, 100.0, "x"}}), 2019), 1.0);
  EXPECT_EQ(register_quality(with_completeness({{2015, 0.7, "x"}}), 2019), least_quality);
}

TEST(RegisterQuality, OfAnAnswerIsTheMiddleOfWhatItLeaves) {
  EXPECT_DOUBLE_EQ(register_quality(with_answer(1.0), 2019), 0.875);
  EXPECT_DOUBLE_EQ(register_quality(with_answer(0.0), 2019), 0.375);
  EXPECT_DOUBLE_EQ(register_quality(CountryTables{}, 2019), 0.375);  // nothing is published
  auto both = with_answer(0.0);
  both.death_register[RegisterMeasure::completeness] = {{2016, 94.0, "y"}};
  EXPECT_DOUBLE_EQ(register_quality(both, 2019), 0.94);  // a share says more than an answer
}

TEST(RegisterQuality, FallsWherePoliceAndHealthDisagreeByMoreThanTwo) {
  auto country = with_completeness({{2015, 100.0, "x"}});
  country.homicide = {{2010, 2.0, std::nullopt, "p"}};
  const auto quality = [&](double modelled) {
    country.who = {{2010, modelled, "who_x"}};
    return register_quality(country, 2019);
  };
  EXPECT_EQ(quality(3.8), 1.0);
  EXPECT_NEAR(quality(5.0), 0.8, 1e-12);
  EXPECT_NEAR(quality(0.5), 0.5, 1e-12);
  EXPECT_EQ(quality(50.0), least_quality);
  EXPECT_EQ(register_quality(country, 2009), 1.0);  // not known by then
}

TEST(RegisterQuality, OfTheBundledTablesIsWhatTheirPublishersSay) {
  const auto panel = fit_panel(tables(), known_to(2019));
  const auto of = [&](std::string_view iso3) {
    return std::find_if(panel.countries.begin(), panel.countries.end(), [&](const auto& c) { return c.iso3 == iso3; })
        ->quality;
  };
  for (const auto iso3 : {"MWI", "TZA", "SEN", "BDI", "CMR", "PNG"}) EXPECT_DOUBLE_EQ(of(iso3), 0.375) << iso3;
  for (const auto iso3 : {"BFA", "NGA", "UGA"}) EXPECT_EQ(of(iso3), least_quality) << iso3;
  for (const auto iso3 : {"SLV", "ITA", "NOR", "ZAF"}) EXPECT_GT(of(iso3), 0.99) << iso3;
  EXPECT_NEAR(of("IRQ"), 0.789, 1e-3);
}

}  // namespace
}  // namespace salus::calibration
