/// Countries by code and name: what is written is answered with the country that is meant, never with a neighbour.
#include "model/core/world_countries.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace salus::model {
namespace {

const std::vector<std::string> few{"COD", "DEU", "GBR", "IRQ", "KEN", "KOR", "MAR", "NGA"};

std::string called(std::string_view text) {
  std::string all;
  for (const auto* country : countries_called(text)) all += (all.empty() ? "" : " ") + std::string(country->iso3);
  return all;
}

TEST(WorldCountries, HaveOneCodeEach) {
  std::set<std::string_view> iso3;
  std::set<std::string_view> iso2;
  std::set<std::string_view> names;
  for (const auto& country : countries_of_the_world()) {
    EXPECT_EQ(country.iso3.size(), 3u);
    EXPECT_EQ(country.iso2.size(), 2u);
    iso3.insert(country.iso3);
    iso2.insert(country.iso2);
    names.insert(country.name);
  }
  EXPECT_EQ(iso3.size(), 250u);  // 249 of ISO 3166-1, and Kosovo
  EXPECT_EQ(iso2.size(), 250u);
  EXPECT_EQ(names.size(), 250u);
}

TEST(WorldCountries, AreFoundByCodesAndNamesInUse) {
  const std::map<std::string, std::string> expected{{"KEN", "KEN"},
                                                    {"ken", "KEN"},
                                                    {"KE", "KEN"},
                                                    {"Kenya", "KEN"},
                                                    {"UK", "GBR"},
                                                    {"England", "GBR"},
                                                    {"GER", "DEU"},
                                                    {"ZAR", "COD"},
                                                    {"Iran", "IRN"},
                                                    {"Iraq", "IRQ"},
                                                    {"Niger", "NER"},
                                                    {"Nigeria", "NGA"},
                                                    {"Ivory Coast", "CIV"},
                                                    {"Côte d'Ivoire", "CIV"},
                                                    {"Vietnam", "VNM"},
                                                    {"Korea, Rep.", "KOR"},
                                                    {"South Korea", "KOR"},
                                                    {"México", "MEX"},
                                                    {"the Netherlands", "NLD"},
                                                    {"USA", "USA"},
                                                    {"Congo, Dem. Rep.", "COD"},
                                                    {"Congo", "COD COG"},
                                                    {"Korea", "KOR PRK"},
                                                    {"BUR", "BFA MMR"},
                                                    {"Guinea", "GIN"},
                                                    {"CHI", "CHL"},
                                                    {"", ""},
                                                    {"Atlantis", ""},
                                                    {"XXX", ""},
                                                    {"GBR_E_W", ""}};
  for (const auto& [text, codes] : expected) EXPECT_EQ(called(text), codes) << text;
}

/// A code of before that is another country's of today would lead astray.
TEST(WorldCountries, EveryNameIsFoundAndNoOldCodeIsOneOfToday) {
  for (const auto& country : countries_of_the_world()) {
    EXPECT_EQ(called(country.iso3), country.iso3);
    EXPECT_NE((" " + called(country.name) + " ").find(std::string(country.iso3)), std::string::npos) << country.name;
    for (std::string rest(country.also); !rest.empty();) {
      const std::string one = rest.substr(0, rest.find(';'));
      rest.erase(0, one.size() + 1);
      EXPECT_FALSE(is_country_code(one)) << one;
      EXPECT_FALSE(is_group_code(one)) << one;
      EXPECT_NE(called(one).find(country.iso3), std::string::npos) << one;
    }
  }
}

TEST(CountryRemedy, NamesWhatIsMeantAndNothingElse) {
  const std::map<std::string, std::string> fixes{
      {"Kenya", "write KEN for Kenya"},
      {"UK", "write GBR for United Kingdom"},
      {"GER", "write DEU for Germany"},
      {"ZAR", "write COD for Democratic Republic of the Congo"},
      {"Iran", "leave it out: Iran (IRN) is not among the 8 countries of countries.csv"},
      {"IRN", "leave it out: Iran (IRN) is not among the 8 countries of countries.csv"},
      {"Niger", "leave it out: Niger (NER) is not among the 8 countries of countries.csv"},
      {"Congo",
       "write the code that is meant: COD (Democratic Republic of the Congo) or COG (Congo), which is not among the 8"},
      {"Kenia", "write KEN for Kenya"},
      {"Kenyaa", "did you mean KEN (Kenya)?"},
      {"Nigeriaa", "did you mean NGA (Nigeria)?"},
      {"Nigerr", "did you mean NER (Niger), which is not among the 8?"},
      {"WLD", "leave it out, or name its countries"},
      {"XXX", "write a code of calibration/data/countries.csv"},
      {"KEM", "write a code of calibration/data/countries.csv"}};
  for (const auto& [text, fix] : fixes) EXPECT_EQ(remedy_for_country(text, few).fix, fix) << text;
  EXPECT_EQ(remedy_for_country("Iran", few).what, "the country is not among the 8 countries");
}

/// No country of the world, by any of its names, is answered with another one.
TEST(CountryRemedy, NeverPutsOneCountryInPlaceOfAnother) {
  for (const auto& country : countries_of_the_world())
    for (const auto text : {country.iso3, country.iso2, country.name}) {
      if (countries_called(text).size() > 1) continue;
      const std::string fix = remedy_for_country(text, few).fix;
      EXPECT_NE(fix.find(country.iso3), std::string::npos) << text << ": " << fix;
      for (const auto& other : few) {
        if (other != country.iso3) {
          EXPECT_EQ(fix.find(other), std::string::npos) << text << ": " << fix;
        }
      }
    }
}

}  // namespace
}  // namespace salus::model
