#include "model/programme/course.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/model/sample_world.hpp"

namespace salus::model {
namespace {

/// Sixty countries with four cities each, so that shares have small errors.
std::vector<CountryInput> many_countries() {
  std::vector<CountryInput> all;
  for (std::uint16_t i = 0; i < 60; ++i) {
    const char iso3[] = {static_cast<char>('A' + i / 26), static_cast<char>('A' + i % 26), 'X', 0};
    all.push_back(tests::sample_country(iso3, static_cast<std::uint16_t>(i + 4), static_cast<Region>(i % 5),
                                        i % 3 == 0 ? Income::high : Income::low, 1e7, 5e-5));
    tests::add_cities(all.back(), 1000u + 10u * i, 4);
  }
  return all;
}

std::vector<std::string> places_of(const std::vector<CountryInput>& countries) {
  std::vector<std::string> places;
  for (const auto& c : countries)
    if (c.income != Income::high) places.emplace_back(c.code.name());
  return places;
}

ParameterDraw settings() {
  ParameterDraw p = central_parameters();
  p[Parameter::funding_share] = 1.0;
  p[Parameter::joint_effect] = 0.0;
  return p;
}

struct World {
  std::vector<CountryInput> countries = many_countries();
  Evidence evidence = tests::sample_plan().evidence;
  Scenario scenario = tests::sample_scenario(
      "s", {tests::sample_line(Half::global_functions, "knowledge", {}, 250000000),
            tests::sample_line(Half::local_delivery, "I09", places_of(many_countries()), 250000000)});
};

TEST(Course, AdoptionAndExitFollowTheirHazards) {
  // Closed form without imitation: those not in the first review are out after n years with probability exp(-h n); the
  // mean over 400 draws of 60 countries lies within 5 standard errors (false alarm 6e-7). Catches a hazard used as a
  // probability.
  World w;
  const Portfolio portfolio(w.scenario, w.evidence, w.countries);
  ParameterDraw p = settings();
  p[Parameter::first_review_countries] = 12.0;
  p[Parameter::adoption_hazard] = 0.3;
  p[Parameter::political_change] = 0.5;
  p[Parameter::exit_at_change] = 0.4;
  p[Parameter::means_selection] = p[Parameter::analysis_selection] = 0.0;  // no country is pulled more than another
  double joined = 0.0;
  double stayed = 0.0;
  double first = 0.0;
  double hazard_as_probability = 0.0;
  const int draws = 400;
  for (int d = 0; d < draws; ++d) {
    const auto course =
        run_course(portfolio, w.evidence, w.countries, p, random_key(1, static_cast<std::uint64_t>(d), 0));
    for (const auto& c : course.countries) {
      first += c.first_review;
      joined += !c.first_review && c.joined != never;
      stayed += c.first_review && c.left == never;
    }
  }
  EXPECT_EQ(first, 12.0 * draws);
  const double n = 48.0 * draws;
  const double expected = 1.0 - std::exp(-0.3 * 9);
  const double se = std::sqrt(expected * (1 - expected) / n);
  EXPECT_NEAR(joined / n, expected, 5 * se);
  hazard_as_probability = 1.0 - std::pow(0.7, 9);
  EXPECT_GT(std::abs(joined / n - hazard_as_probability), 5 * se);  // the defect is seen
  const double a_year = 1.0 - (1.0 - std::exp(-0.5)) * 0.4;
  const double stay = std::pow(a_year, 9);
  const double m = 12.0 * draws;
  EXPECT_NEAR(stayed / m, stay, 5 * std::sqrt(stay * (1 - stay) / m));
}

TEST(Course, MeansAndPrioritiesPullAsTheirFactorsOnTheHazardSay) {
  // Twenty countries of high income and forty of low: factor f on the hazard, f of a country over the mean of all.
  // Closed forms within 5 standard errors (false alarm 6e-7 each): of one country in the first review, the chance that
  // it is a rich one is 20 f / (20 f + 40); without a first review a country is out after nine years with probability
  // exp(-h f / mean 9).
  World w;
  const Portfolio portfolio(w.scenario, w.evidence, w.countries);
  ParameterDraw p = settings();
  p[Parameter::analysis_selection] = 0.0;
  p[Parameter::means_selection] = 0.5;
  p[Parameter::adoption_hazard] = 0.1;
  p[Parameter::political_change] = 0.0;
  const double f = std::sqrt(50000.0 / 8000.0);
  const double mean = (20.0 * f + 40.0) / 60.0;
  const int draws = 600;
  double rich = 0.0;
  double rich_joined = 0.0;
  double poor_joined = 0.0;
  for (int d = 0; d < draws; ++d) {
    p[Parameter::first_review_countries] = 1.0;
    const auto one =
        run_course(portfolio, w.evidence, w.countries, p, random_key(11, static_cast<std::uint64_t>(d), 0));
    p[Parameter::first_review_countries] = 0.0;
    const auto none =
        run_course(portfolio, w.evidence, w.countries, p, random_key(12, static_cast<std::uint64_t>(d), 0));
    for (std::size_t c = 0; c < w.countries.size(); ++c) {
      const bool high = w.countries[c].income == Income::high;
      rich += one.countries[c].first_review && high;
      (high ? rich_joined : poor_joined) += none.countries[c].joined != never;
    }
  }
  const auto holds = [](double hits, double n, double chance) {
    return std::abs(hits / n - chance) < 5.0 * std::sqrt(chance * (1.0 - chance) / n);
  };
  EXPECT_TRUE(holds(rich, draws, 20.0 * f / (20.0 * f + 40.0)));
  EXPECT_FALSE(holds(rich, draws, 1.0 / 3.0));  // the defect, no pull, is seen
  const auto joins = [&](double factor) { return 1.0 - std::exp(-0.1 * factor * 9.0); };
  EXPECT_TRUE(holds(rich_joined, 20.0 * draws, joins(f / mean)));
  EXPECT_TRUE(holds(poor_joined, 40.0 * draws, joins(1.0 / mean)));
  EXPECT_FALSE(holds(poor_joined, 40.0 * draws, joins(1.0)));
  // Priority in the common country analysis: only countries without high income have one, so with a pull of log 3 on
  // every one of them the chance of a rich one is 20 / (20 + 3 40).
  p[Parameter::means_selection] = 0.0;
  p[Parameter::analysis_priority] = 1.0;
  p[Parameter::analysis_selection] = std::log(3.0);
  p[Parameter::first_review_countries] = 1.0;
  rich = 0.0;
  for (int d = 0; d < draws; ++d) {
    const auto one =
        run_course(portfolio, w.evidence, w.countries, p, random_key(13, static_cast<std::uint64_t>(d), 0));
    for (std::size_t c = 0; c < w.countries.size(); ++c)
      rich += one.countries[c].first_review && w.countries[c].income == Income::high;
  }
  EXPECT_TRUE(holds(rich, draws, 20.0 / 140.0));
  EXPECT_FALSE(holds(rich, draws, 1.0 / 3.0));
}

TEST(Course, MoneyByPeopleIsTheSameSumInProportionToThem) {
  World w;
  for (std::size_t c = 0; c < w.countries.size(); ++c)
    for (auto& city : w.countries[c].cities)
      for (double& people : city.population) people *= 1.0 + 0.5 * static_cast<double>(c % 7);
  w.scenario.budget.by = CityShare::people;
  const Portfolio portfolio(w.scenario, w.evidence, w.countries);
  ParameterDraw p = settings();
  p[Parameter::reached_cities] = 100.0;
  const AccountIndex local(1u);
  const YearIndex year(4u);
  const auto course = run_course(portfolio, w.evidence, w.countries, p, random_key(2, 3, 0));
  double all = 0.0;
  double cities = 0.0;
  double least = 1e9;
  double most = 0.0;
  for (const auto c : positions_in<CountryIndex>(w.countries)) {
    const auto& part = course.countries[c];
    if (!portfolio.shares(local, c) || !part.takes_part(year)) continue;
    Persons chosen;  // the first ones
    std::vector<Persons> people;
    for (std::uint32_t u = 0; u < part.cities; ++u) {
      people.emplace_back(w.countries[c].cities[u].population[in_panel(YearIndex(0u))]);
      chosen += people.back();
    }
    for (const Persons here : people) {
      const double usd = course.to_city(portfolio, local, c, year, {here, chosen / part.cities}).value();
      all += usd;
      cities += 1.0;
      const double a_head = usd / here.value() * (chosen / part.cities).value() / portfolio.mean_city(c).value();
      least = std::min(least, a_head);
      most = std::max(most, a_head);
    }
  }
  ASSERT_GT(cities, 10.0);
  EXPECT_NEAR(all, cities * course.accounts[local].to_city[year].value(), 1e-6 * all);  // the same sum
  EXPECT_NEAR(most / least, 1.0, 1e-9);  // alike a head, but for which of a country's cities were chosen
}

TEST(Course, CitiesAddUpToTheirNumberAndMoneyToTheBudget) {
  World w;
  const Portfolio portfolio(w.scenario, w.evidence, w.countries);
  ParameterDraw p = settings();
  p[Parameter::reached_cities] = 100.0;
  for (std::uint64_t d = 0; d < 50; ++d) {
    const auto course = run_course(portfolio, w.evidence, w.countries, p, random_key(2, d, 0));
    EXPECT_EQ(course.money.planned, w.scenario.budget.total());
    EXPECT_EQ(course.money.missing, Cents());
    Usd paid;
    for (const auto a : positions_in<AccountIndex>(portfolio.accounts()))
      for (const auto y : years_of_budget) {
        Cities n;
        for (const auto c : positions_in<CountryIndex>(w.countries))
          if (portfolio.shares(a, c) && course.countries[c].takes_part(y)) n += Cities(course.countries[c].cities);
        paid += n * course.accounts[a].to_city[y];
      }
    const Usd direct_global(10.0 * std::floor(250000000.0 * 10000.0 / 11300.0) / 100.0);
    const double all = course.money.paid.dollars().value();
    EXPECT_NEAR((paid + direct_global).value(), all, 1e-5);
    EXPECT_NEAR((course.accounts[0].paid + course.accounts[1].paid).value(), all, 1e-5);
    for (std::size_t c = 0; c < w.countries.size(); ++c) {
      EXPECT_LE(course.countries[c].cities, w.countries[c].cities.size());
      if (w.countries[c].income == Income::high) {
        EXPECT_EQ(course.countries[c].cities, 0u) << "high-income countries are peers, not recipients";
      }
    }
  }
}

TEST(Course, TheStockIsBuiltAndWears) {
  World w;
  const Portfolio portfolio(w.scenario, w.evidence, w.countries);
  const ParameterDraw p = settings();
  const auto course = run_course(portfolio, w.evidence, w.countries, p, {1, 2});
  // dK/dt = spending - r K with constant spending: K(t) = s / r (1 - exp(-r t)).
  const double usd = std::floor(250000000.0 * 10000.0 / 11300.0) / 100.0;
  const double r = std::log(2.0) / 3.0;
  const double half = p[Parameter::global_half_stock] / 6.0;
  const double k10 = usd / r * (1.0 - std::exp(-10.0 * r));
  EXPECT_NEAR(course.global[9].stock[Function::knowledge], k10 / (k10 + half), 1e-9);
  const double k11 = k10 * std::exp(-r);
  EXPECT_NEAR(course.global[10].stock[Function::knowledge], k11 / (k11 + half), 1e-9);
  EXPECT_EQ(course.global[9].stock[Function::network], 0.0);
}

TEST(Course,
     AtTheSpikeGlobalMoneyChangesNothingButProcess) {  // every effect of a function must pass through the joint factor
  World w;
  Scenario local = w.scenario;
  local.budget.lines.erase(local.budget.lines.begin());
  const Portfolio both(w.scenario, w.evidence, w.countries);
  const Portfolio alone(local, w.evidence, w.countries);
  ParameterDraw p = settings();
  const auto a = run_course(both, w.evidence, w.countries, p, {3, 4});
  const auto b = run_course(alone, w.evidence, w.countries, p, {3, 4});
  for (std::size_t c = 0; c < w.countries.size(); ++c) {
    EXPECT_EQ(a.countries[c].joined, b.countries[c].joined);
    EXPECT_EQ(a.countries[c].left, b.countries[c].left);
    EXPECT_EQ(a.countries[c].cities, b.countries[c].cities);
  }
  for (std::size_t y = 0; y < budget_years; ++y) {
    EXPECT_EQ(a.accounts[1].to_city[y], b.accounts[0].to_city[y]);
    EXPECT_EQ(a.own_to_city[y], UsdPerCity());
    EXPECT_EQ(a.global[y].quality, 1.0);
    EXPECT_EQ(a.global[y].economy, 1.0);
    EXPECT_EQ(a.global[y].power, 1.0);
  }
  EXPECT_EQ(a.dollar_multiplier, 1.0);
  EXPECT_GT(a.global[9].stock[Function::knowledge], 0.0);
}

TEST(Course, TheJointCapHoldsTheProduct) {
  World w;
  w.scenario.budget.lines.push_back(tests::sample_line(Half::global_functions, "tools", {}, 2500000000));
  w.scenario.budget.lines.push_back(tests::sample_line(Half::global_functions, "advocacy", {}, 2500000000));
  const Portfolio portfolio(w.scenario, w.evidence, w.countries);
  ParameterDraw p = settings();
  p[Parameter::joint_effect] = 3.0;
  p[Parameter::joint_cap] = 1.4;
  p[Parameter::scale_up] = 0.25;
  p[Parameter::leverage] = 1.0;
  // Scale-up, unit cost, and own money against all that the programme pays, year by year.
  const auto most = [&](const Course& course) {
    double largest = 0.0;
    for (const auto y : years_of_budget) {
      Usd paid;
      Cities cities;
      for (const auto c : positions_in<CountryIndex>(w.countries))
        if (portfolio.recipient(c) && course.countries[c].takes_part(y)) cities += Cities(course.countries[c].cities);
      for (const auto a : positions_in<AccountIndex>(portfolio.accounts()))
        paid += portfolio.accounts()[a].half == Half::local_delivery ? course.accounts[a].to_city[y] * cities
                                                                     : course.accounts[a].worth / budget_years;
      const GlobalEffects& global = course.global[y];
      largest = std::max(largest, global.quality * global.economy * (paid + global.own) / paid);
    }
    return largest;
  };
  EXPECT_NEAR(most(run_course(portfolio, w.evidence, w.countries, p, {5, 6})), 1.4, 1e-9);  // bites
  p[Parameter::joint_cap] = 4.0;
  EXPECT_GT(most(run_course(portfolio, w.evidence, w.countries, p, {5, 6})), 1.5);  // without the cap it would be more
  // No split makes it jump: the last local dollar gone, own money is what it was.
  const auto own = [&](std::int64_t local_cents) {
    Scenario s = w.scenario;
    for (auto& line : s.budget.lines)
      if (line.half == Half::local_delivery) line.gross.fill(Cents(local_cents));
    p[Parameter::joint_cap] = 1.4;
    return run_course(Portfolio(s, w.evidence, w.countries), w.evidence, w.countries, p, {5, 6}).global[9].own.value();
  };
  EXPECT_GT(own(100000), 0.0);
  EXPECT_NEAR(own(100000), own(200000), 1e-3 * own(200000));
}

TEST(Course, ADrawnSplitKeepsTheHalfToTheCent) {
  World w;
  w.scenario.budget.lines.push_back(tests::sample_line(Half::local_delivery, "I01", places_of(w.countries), 123456789));
  w.scenario.budget.drawn_split = {{false, true}};
  const Portfolio portfolio(w.scenario, w.evidence, w.countries);
  double first = 0.0;
  for (std::uint64_t d = 0; d < 400; ++d) {
    const auto course = run_course(portfolio, w.evidence, w.countries, settings(), random_key(9, d, 0));
    ASSERT_EQ(course.money.planned, w.scenario.budget.total());
    UsdPerCity a;
    UsdPerCity b;
    for (std::size_t y = 1; y < budget_years; ++y) {
      a += course.accounts[1].to_city[y];
      b += course.accounts[2].to_city[y];
    }
    first += a / (a + b) / 400.0;
  }
  EXPECT_GT(first, 0.25);  // neither line takes it all in the mean
  EXPECT_LT(first, 0.60);
}

TEST(Course, NamedPlacesTakePartFromTheStartAndStay) {
  World w;
  w.scenario.enrolment = Enrolment::named;
  const Portfolio portfolio(w.scenario, w.evidence, w.countries);
  const auto course = run_course(portfolio, w.evidence, w.countries, settings(), {7, 8});
  double cities = 0.0;
  for (std::size_t c = 0; c < w.countries.size(); ++c) {
    EXPECT_EQ(course.countries[c].joined, w.countries[c].income == Income::high ? never : YearIndex(0u));
    cities += course.countries[c].cities;
  }
  EXPECT_NEAR(cities, 100.0, 25.0);  // whole numbers a country
}

TEST(Course, RefusesWhatItDoesNotKnow) {
  World w;
  auto scenario = w.scenario;
  scenario.budget.lines[1].item = "I99";
  EXPECT_THROW(Portfolio(scenario, w.evidence, w.countries), std::invalid_argument);
  scenario = w.scenario;
  scenario.budget.lines[1].places = {"ZZZ"};
  EXPECT_THROW(Portfolio(scenario, w.evidence, w.countries), std::invalid_argument);
  scenario = w.scenario;
  scenario.budget.lines[0].item = "magic";
  EXPECT_THROW(Portfolio(scenario, w.evidence, w.countries), std::invalid_argument);
}

}  // namespace
}  // namespace salus::model
