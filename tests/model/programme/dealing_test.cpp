#include "model/programme/dealing.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "model/programme/delivery.hpp"
#include "tests/model/sample_world.hpp"

namespace salus::model {
namespace {

/// Twelve countries of nine cities; three lines of 1.13, 0.565 and 0.2825 million USD a year and a survey.
struct Plan {
  std::vector<CountryInput> countries;
  Evidence evidence;
  Scenario scenario = tests::sample_scenario("s", {});
  ParameterDraw p = central_parameters();

  Plan() {
    std::vector<std::string> places;
    for (std::uint16_t i = 0; i < 12; ++i) {
      const char iso3[] = {static_cast<char>('A' + i), 'X', 'X', 0};
      countries.push_back(tests::sample_country(iso3, static_cast<std::uint16_t>(i + 4), static_cast<Region>(i % 5),
                                                Income::low, 1e7, 5e-5));
      tests::add_cities(countries.back(), 1000u + 10u * i, 9);
      places.emplace_back(iso3);
    }
    std::int64_t cents = 113000000;
    for (const char* id : {"I01", "I09", "I19"}) {
      evidence.interventions.push_back(tests::sample_intervention(id, -0.3, 0.4));
      evidence.interventions.back().least_a_year = {Prior::Family::lognormal, 25000.0, 0.7, 1.0, 1e7, 0.0};
      scenario.budget.lines.push_back(tests::sample_line(Half::local_delivery, id, places, cents));
      cents /= 2;
    }
    evidence.interventions.push_back(tests::sample_survey());
    scenario.budget.lines.push_back(
        tests::sample_line(Half::local_delivery, std::string(survey_item), places, 11300000));
    p[Parameter::funding_share] = 1.0;
    p[Parameter::joint_effect] = 0.0;
    p[Parameter::reached_cities] = 60.0;
  }
  Portfolio portfolio() const { return {scenario, evidence, countries}; }
  Course course(std::uint64_t draw = 3) const {
    return run_course(portfolio(), evidence, countries, p, {2, static_cast<std::uint32_t>(draw)});
  }
};

/// What reached cities paid of each account in a year, city by city.
std::vector<UsdPerCity> city_by_city(const Portfolio& portfolio, const Course& course, AccountIndex a, YearIndex y) {
  std::vector<UsdPerCity> all;
  for (const CountryIndex c : portfolio.by_number())
    for (std::uint32_t u = 0; u < course.countries[c].cities; ++u)
      if (course.countries[c].takes_part(y)) {
        const Persons people(1e6);
        all.push_back(course.to_city(portfolio, a, c, y, {people, people, u}));
      }
  return all;
}

TEST(Dealing, ALineGoesToSoManyCitiesThatEachHasEnoughAndKeepsItsTotal) {
  Plan plan;
  plan.scenario.budget.lines_a_city = Spread::few;
  const Portfolio portfolio = plan.portfolio();
  const Usd enough(25000.0 * std::exp(0.7));
  for (std::uint64_t draw = 0; draw < 20; ++draw) {
    const Course course = plan.course(draw);
    EXPECT_EQ(course.money.planned, plan.scenario.budget.total());
    double direct = 1e6;
    for (AccountIndex a(0u); a < 3; a = a + 1u, direct /= 2.0) {
      const double carried = std::floor(direct / enough.value());
      Usd paid;
      for (const auto y : years_of_budget) {
        Cities running;
        for (const UsdPerCity money : city_by_city(portfolio, course, a, y)) {
          if (money > UsdPerCity()) running += one_city;
          paid += money * one_city;
        }
        EXPECT_LE(running.value(), carried);
        if (running > Cities() && y > 1) {
          EXPECT_GE((course.accounts[a].to_city[y] * one_city).value(), enough.value() - 1.0);
        }
      }
      EXPECT_NEAR(paid.value(), course.accounts[a].paid.value(), 0.01);  // to the cent
    }
    for (const UsdPerCity money : city_by_city(portfolio, course, AccountIndex(3u), YearIndex(5u)))
      EXPECT_GT(money, UsdPerCity()) << "a process is spread as before";
  }
}

TEST(Dealing, ACityKeepsItsLinesAndThoseWithFewestComeFirst) {
  Plan plan;
  plan.scenario.budget.lines_a_city = Spread::few;
  const Portfolio portfolio = plan.portfolio();
  const Course course = plan.course();
  std::uint32_t fewest = 9;
  std::uint32_t most = 0;
  for (const CountryIndex c : portfolio.by_number())
    for (std::uint32_t u = 0; u < course.countries[c].cities; ++u) {
      std::uint32_t lines = 0;
      for (AccountIndex a(0u); a < 3; a = a + 1u) {
        bool ran = false;
        for (const auto y : years_of_budget) {
          const bool runs = course.dealt[a].runs(c, u, y);
          EXPECT_TRUE(runs || !ran) << "a line that a city dropped";
          ran = runs;
        }
        lines += ran ? 1u : 0u;
      }
      fewest = std::min(fewest, lines);
      most = std::max(most, lines);
    }
  EXPECT_EQ(fewest, 0u);
  EXPECT_LE(most, 2u) << "a city has three lines where others have none";
}

TEST(Dealing, FewCitiesRunEveryLineOrSomeLine) {
  Plan plan;
  const auto cities = [&](Spread lines, Spread few) {
    plan.scenario.budget.lines_a_city = lines;
    plan.scenario.budget.cities = few;
    const Course course = plan.course();
    std::uint32_t n = 0;
    for (const auto& c : course.countries) n += c.cities;
    return n;
  };
  const std::uint32_t all = cities(Spread::spread, Spread::spread);
  EXPECT_GT(all, 40u);
  EXPECT_EQ(cities(Spread::spread, Spread::few), 4u);          // the smallest line: 250,000 over 50,344
  EXPECT_EQ(cities(Spread::few, Spread::few), 19u + 9u + 4u);  // of each line
  EXPECT_EQ(cities(Spread::few, Spread::spread), all);
}

TEST(Dealing, OwnMoneyGoesToTheLinesThatACityRuns) {
  Plan plan;
  plan.scenario.budget.lines_a_city = Spread::few;
  plan.p[Parameter::city_fixed_cost] = 0.0;
  plan.p[Parameter::absorption_limit] = 1e9;
  const Portfolio portfolio = plan.portfolio();
  Course course = plan.course();
  course.own_to_city[9] = UsdPerCity(1e5);  // when every city runs what it will run
  auto drawn = draw_interventions(plan.evidence, {1, 2});
  for (auto& row : drawn) row.least_a_year = Usd();
  const Delivery delivery(portfolio, plan.evidence);
  for (const CountryIndex c : portfolio.by_number())
    for (std::uint32_t u = 0; u < course.countries[c].cities; ++u) {
      bool runs_any = false;
      for (AccountIndex a(0u); a < 3; a = a + 1u) runs_any = runs_any || course.dealt[a].runs(c, u, YearIndex(8u));
      if (!runs_any || !course.countries[c].takes_part(YearIndex(9u))) continue;
      CityEffect effect;
      const Persons people(1e6);
      delivery.act(c, {people, people, u}, {}, 0.5, course, plan.p, drawn, effect);
      for (RowIndex r(0u); r < 3; r = r + 1u) {
        const AccountIndex a(static_cast<std::uint32_t>(r));
        if (!course.dealt[a].runs(c, u, YearIndex(9u))) {
          EXPECT_EQ(effect.rows[index(r)].coverage.covered[9], 0.0);
        } else {
          EXPECT_GT(effect.rows[index(r)].coverage.covered[9], 0.0);
        }
      }
    }
}

}  // namespace
}  // namespace salus::model
