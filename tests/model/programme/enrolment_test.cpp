/// Who takes part: hazards and numbers of cities in closed form, whatever the order of countries.
#include "model/programme/enrolment.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/model/sample_world.hpp"

namespace salus::model {
namespace {

using StocksByYear = std::array<FunctionStocks, horizon_years>;

/// Fifty countries in five regions with 1, 4, 9, 16 or 25 cities; those of high income share no local line.
struct Volunteers {
  std::vector<CountryInput> countries;
  Evidence evidence = tests::sample_plan().evidence;
  Scenario scenario;
  StocksByYear stocks{};
  ParameterDraw p = central_parameters();

  Volunteers() {
    std::vector<std::string> places;
    for (std::uint16_t i = 0; i < 50; ++i) {
      const char iso3[] = {static_cast<char>('A' + i / 26), static_cast<char>('A' + i % 26), 'Y', 0};
      const bool high = i % 7 == 0;
      countries.push_back(tests::sample_country(iso3, static_cast<std::uint16_t>(i + 4), static_cast<Region>(i % 5),
                                                high ? Income::high : Income::low, 1e7, 5e-5));
      const std::size_t root = i % 5 + 1u;
      tests::add_cities(countries.back(), 1000u + 100u * i, root * root);
      if (!high) places.emplace_back(iso3);
    }
    scenario = tests::sample_scenario("s", {tests::sample_line(Half::global_functions, "knowledge", {}, 250000000),
                                            tests::sample_line(Half::local_delivery, "I09", places, 250000000)});
    p[Parameter::means_selection] = 0.0;  // no country is pulled more than another
    p[Parameter::need_selection] = 0.0;
    p[Parameter::analysis_selection] = 0.0;
    p[Parameter::first_review_countries] = 20.0;
    p[Parameter::political_change] = 0.0;
    p[Parameter::joint_effect] = 1.0;
  }
  Enrolled enrolled(std::uint64_t draw = 0) const {
    return enrol(Portfolio(scenario, evidence, countries), countries, stocks, p, random_key(3, draw, 0));
  }
};

TEST(Enrolment, KnowledgeRaisesTheHazardOfJoining) {
  Volunteers w;
  w.p[Parameter::adoption_hazard] = 0.1;
  w.p[Parameter::knowledge_on_adoption] = 0.5;
  w.p[Parameter::network_on_adoption] = 0.0;
  EXPECT_NEAR(w.enrolled().adoption_hazard.value(), 0.1, 1e-12);
  for (auto& stock : w.stocks) stock[Function::knowledge] = 0.8;
  EXPECT_NEAR(w.enrolled().adoption_hazard.value(), 0.1 * (1.0 + 0.5 * 0.8), 1e-12);
  w.p[Parameter::joint_effect] = 0.0;  // the spike: knowledge that does nothing
  EXPECT_NEAR(w.enrolled().adoption_hazard.value(), 0.1, 1e-12);
}

TEST(Enrolment, TheNetworkRaisesItByTheShareOfTheRegionThatTakesPart) {
  Volunteers w;
  w.p[Parameter::adoption_hazard] = 1e-9;  // nobody but the first review joins
  w.p[Parameter::knowledge_on_adoption] = 0.0;
  w.p[Parameter::network_on_adoption] = 2.0;
  for (auto& stock : w.stocks) stock[Function::network] = 0.5;
  const auto part = w.enrolled();
  EnumArray<double, Region> members{};
  for (const auto c : positions_in<CountryIndex>(w.countries))
    members[w.countries[c].region] += part.countries[c].first_review ? 1.0 : 0.0;
  double hazards = 0.0;
  double out = 0.0;
  for (const auto c : positions_in<CountryIndex>(w.countries)) {
    if (part.countries[c].first_review) continue;
    hazards += 1e-9 * (1.0 + 2.0 * 0.5 * members[w.countries[c].region] / 10.0);  // ten countries a region
    out += 1.0;
  }
  EXPECT_EQ(out, 30.0);
  EXPECT_NEAR(part.adoption_hazard.value(), hazards / out, 1e-15);
  EXPECT_GT(std::abs(part.adoption_hazard.value() - 1e-9 * 1.4), 1e-12);  // the mean share is another number
}

TEST(Enrolment, ReviewsKeepCountriesThroughAChangeOfGovernment) {
  Volunteers w;
  w.p[Parameter::political_change] = 0.3;
  w.p[Parameter::exit_at_change] = 0.4;
  w.p[Parameter::review_on_exit] = 0.5;
  const double change = 1.0 - std::exp(-0.3);
  EXPECT_NEAR(w.enrolled().exit_hazard.value(), -std::log(1.0 - change * 0.4), 1e-12);
  for (auto& stock : w.stocks) stock[Function::peer_review] = 0.8;
  EXPECT_NEAR(w.enrolled().exit_hazard.value(), -std::log(1.0 - change * 0.4 * (1.0 - 0.5 * 0.8)), 1e-12);
  w.p[Parameter::review_on_exit] = 2.0;  // more than all of it is all of it
  const auto kept = w.enrolled();
  EXPECT_EQ(kept.exit_hazard.value(), 0.0);
  for (const auto& c : kept.countries) EXPECT_EQ(c.left, never);
}

TEST(Enrolment, CitiesComeByTheRootOfTheirNumber) {
  Volunteers w;
  w.p[Parameter::reached_cities] = 60.0;
  double roots = 0.0;
  for (const auto& c : w.countries)
    if (c.income != Income::high) roots += std::sqrt(static_cast<double>(c.cities.size()));
  const auto part = w.enrolled();
  for (const auto c : positions_in<CountryIndex>(w.countries)) {
    const auto& country = w.countries[c];
    const double n = static_cast<double>(country.cities.size());
    const bool comes = part.countries[c].joined != never && country.income != Income::high;
    const double cities = std::clamp(std::round(60.0 * 48.0 / 25.0 / roots * std::sqrt(n)), 1.0, n);
    EXPECT_EQ(part.countries[c].cities, comes ? cities : 0.0) << n;
  }
}

TEST(Enrolment, RecommendationsAreActedOnWhereThereIsAReview) {
  Volunteers w;
  w.p[Parameter::adoption_hazard] = 0.1;
  w.p[Parameter::act_on_review] = 1.0;
  const auto with = w.enrolled();
  double late = 0.0;
  for (const auto& c : with.countries) {
    const YearIndex last = review_years(w.scenario.start_year).back();
    EXPECT_EQ(c.acted, c.joined <= last);
    late += c.joined > last ? 1.0 : 0.0;
  }
  EXPECT_GT(late, 0.0);
  w.scenario.budget.lines.erase(w.scenario.budget.lines.begin());  // no global money, no review
  for (const auto& c : w.enrolled().countries) EXPECT_FALSE(c.acted);
}

TEST(Enrolment, ReviewsReportToHabitatAssembliesWheneverItStarts) {  // three and seven years after any start
  for (int start = 2020; start <= 2032; ++start) {
    const auto reviews = review_years(start);
    const int first = start + static_cast<int>(reviews.front());
    EXPECT_TRUE(first == 2023 || first == 2027 || first == 2031 || first == 2035) << start;
    EXPECT_EQ(reviews.back(), reviews.front() + 4u);
    EXPECT_GE(reviews.front(), 2u) << start;  // those that join in the second year have a year for it
    EXPECT_LT(reviews.back(), budget_years) << start;
  }
  EXPECT_EQ(review_years(2020).front(), 3u);
  EXPECT_EQ(review_years(2026).front(), 5u);  // 2031: for that of 2027 the first countries join too late
}

TEST(Enrolment, PriorsHoldTheRecordOfTheSaferCitiesProgramme) {  // a prior from a plan alone
  // 24 countries and 77 urban areas in 25 years (concept note, para 4), were all of these countries among the 48. Their
  // number is a Poisson count: half the mass of the prior of the hazard is to hold its middle, nine tenths the ends.
  const double record = -std::log(1.0 - 24.0 / 48.0) / 25.0;
  const double error = 1.0 / std::sqrt(24.0);  // of the log
  const Prior& hazard = registry()[Parameter::adoption_hazard].prior;
  const auto standard = [](const Prior& p, double value) { return std::log(value / p.a) / p.b; };
  EXPECT_LT(std::abs(standard(hazard, record)), 0.674);
  EXPECT_LT(std::abs(standard(hazard, record * std::exp(1.645 * error))), 1.645);
  EXPECT_LT(std::abs(standard(hazard, record * std::exp(-1.645 * error))), 1.645);
  // Cities of a country as on record, for the recipients among 25 of 48 countries; and the 100 of the note.
  const Prior& cities = registry()[Parameter::reached_cities].prior;
  EXPECT_LT(std::abs(standard(cities, 77.0 / 24.0 * 25.0 * 32.0 / 48.0)), 1.0);
  EXPECT_LT(std::abs(standard(cities, 100.0)), 1.0);
}

TEST(Enrolment, NeedIsTheLevelOfHomicide) {  // the rate of another crime type
  Volunteers w;
  w.p[Parameter::need_selection] = 50.0;
  for (const auto c : positions_in<CountryIndex>(w.countries))
    w.countries[c].level[c % 5 < 2 ? CrimeType::homicide : CrimeType::serious_assault].log_rate += 1.0;
  const auto part = w.enrolled();
  for (const auto c : positions_in<CountryIndex>(w.countries))
    EXPECT_EQ(part.countries[c].first_review, c % 5 < 2) << c;
}

TEST(Enrolment, IsNobodysWithoutMoney) {
  Volunteers w;
  w.scenario.budget.lines.clear();
  const auto part = w.enrolled();
  EXPECT_TRUE(std::isnan(part.adoption_hazard.value()));
  EXPECT_TRUE(std::isnan(part.exit_hazard.value()));
  for (const auto& c : part.countries) EXPECT_EQ(c.joined, never);
}

TEST(Enrolment, DoesNotDependOnTheOrderOfCountries) {  // sums that decide, in the order of the inputs
  Volunteers w;
  w.p[Parameter::need_selection] = 0.7;
  w.p[Parameter::means_selection] = 0.3;
  w.p[Parameter::analysis_selection] = 0.5;
  w.p[Parameter::political_change] = 0.3;
  for (std::size_t i = 0; i < w.countries.size(); ++i) {
    w.countries[i].level[CrimeType::homicide].log_rate += 0.017 * static_cast<double>(i * i % 23);
    w.countries[i].gdp_per_head *= 1.0 + 0.1 * static_cast<double>(i % 11);
  }
  for (std::uint64_t draw = 0; draw < 20; ++draw) {
    const auto forth = w.enrolled(draw);
    std::reverse(w.countries.begin(), w.countries.end());
    auto back = w.enrolled(draw);
    std::reverse(w.countries.begin(), w.countries.end());
    std::reverse(back.countries.begin(), back.countries.end());
    EXPECT_EQ(forth.adoption_hazard.value(), back.adoption_hazard.value());
    for (const auto c : positions_in<CountryIndex>(w.countries)) {
      EXPECT_EQ(forth.countries[c].joined, back.countries[c].joined);
      EXPECT_EQ(forth.countries[c].left, back.countries[c].left);
      EXPECT_EQ(forth.countries[c].cities, back.countries[c].cities);
      EXPECT_EQ(forth.countries[c].acted, back.countries[c].acted);
    }
  }
}

}  // namespace
}  // namespace salus::model
