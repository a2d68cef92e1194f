/// What doubling the money, halving it and concentrating it in half the cities does, by hand: for three rows in
/// proportion to coverage, for two along the bundled curves.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "model/programme/delivery.hpp"
#include "tests/model/sample_world.hpp"
#include "tests/scenarios/bundled_inputs.hpp"

namespace salus::model {
namespace {

constexpr double people = 1e6;
constexpr double ceiling = 0.6;
constexpr std::size_t at = 9;  ///< the last year of the budget
constexpr double reduction = 0.4;
constexpr double share = 0.3;
constexpr double career = 72.0;  ///< months, of those whom a row treats that is aimed at offenders

/// Part of the eligible that is covered in the tenth year in a city that pays `usd` each year, from the row's figures
/// alone. @param lasts months that a unit paid once stays at work
double covered_by_hand(const Intervention& row, double usd, double lasts) {
  const double eligible = row.eligible_per_person.a * people * ceiling;
  const double ramps = 12.0 / row.ramp_months;  // in a year
  double still = 0.0;                           // units at work
  double covered = 0.0;
  double mean = 0.0;
  for (std::size_t y = 0; y <= at; ++y) {
    const double units = usd / row.unit_cost.a;
    still = row.one_off ? still * std::exp(-12.0 / lasts) + units : units;
    const double aim = ceiling * (1.0 - std::exp(-still / eligible));
    mean = aim - (aim - covered) * (1.0 - std::exp(-ramps)) / ramps;
    covered = aim - (aim - covered) * std::exp(-ramps);
  }
  return mean;
}

double lasting_by_hand(const Intervention& row, double leaves = career) {
  return 1.0 / (1.0 / row.decay_months + 1.0 / leaves);
}

/// Part of the crime that goes, in proportion to coverage.
double by_hand(const Intervention& row, double usd) {
  return covered_by_hand(row, usd, lasting_by_hand(row)) * share * reduction;
}

/// The same along the curve of robberies: it stands where those treated are, who leave as it says.
double by_hand_along(const Intervention& row, double usd) {
  const CurvePrior& prior = *row.effect[CrimeType::robbery].curve;
  const double treated = covered_by_hand(row, usd, row.decay_months);
  const double covered = row.one_off ? covered_by_hand(row, usd, lasting_by_hand(row, prior.kept_months)) : treated;
  const double of_all =
      row.eligible_per_person.a * row.city_targets_a_unit / prior.targets_per_person;  // all who are eligible
  const double p = treated * of_all;
  const double s = prior.median.scale;
  const double ahead = prior.median.first == FirstTargets::exhausted ? p * (1.0 + s) / (p + s)
                                                                     : std::log(1.0 + p / s) / std::log(1.0 + 1.0 / s);
  return prior.median.full * ((1.0 - prior.median.ahead) * p + prior.median.ahead * ahead) * (covered / treated) *
         reduction;
}

double normal_below(double x) { return 0.5 * std::erfc(-x / std::sqrt(2.0)); }

/// One row in a country of eight like cities, all figures but its smallest useful size at their medians.
class Row {
 public:
  explicit Row(const std::string& id, const ResponseSurface* surface = nullptr) {
    Evidence evidence = *tests::bundled_vocabulary().evidence;
    if (surface != nullptr) apply(*surface, evidence);
    const auto& rows = evidence.interventions;
    row_ = *std::find_if(rows.begin(), rows.end(), [&](const auto& row) { return row.id == id; });
    for (auto& cell : row_.effect) {  // all places alike
      cell.between_sd = 0.0;
      if (cell.curve) cell.curve->full.city = cell.curve->ahead.city = cell.curve->scale.city = 0.0;
    }
    evidence_.interventions = {row_};
    countries_ = {tests::sample_country("BBB", 76, Region::latin_america_caribbean, Income::low, 6e7, 1e-4)};
    tests::add_cities(countries_[0], 200, 8);
    scenario_ = tests::sample_scenario("s", {tests::sample_line(Half::local_delivery, id, {"BBB"}, 0)});
    scenario_.enrolment = Enrolment::named;
    p_[Parameter::funding_share] = p_[Parameter::scale_up] = 1.0;
    p_[Parameter::joint_effect] = p_[Parameter::city_fixed_cost] = 0.0;
    p_[Parameter::absorption_limit] = 1e9;
    p_[Parameter::take_up_ceiling] = ceiling;
    p_[Parameter::career_length] = career;
  }

  const Intervention& figures() const { return row_; }
  /// Sum over the reached cities of the part of a crime that goes, mean over draws of the smallest useful size.
  double gone(double usd_a_city, double cities, double least) const {
    return cities * city(
                        {usd_a_city, cities}, [least](std::uint32_t) { return Usd(least); }, 1);
  }
  double gone_in_the_mean(double usd_a_city, double cities, std::uint32_t draws) const {
    return cities * city(
                        {usd_a_city, cities},
                        [this](std::uint32_t d) {
                          return draw_interventions(evidence_, {1, d})[0].least_a_year;
                        },
                        draws);
  }

 private:
  struct Money {
    double usd_a_city;
    double cities;
  };
  template <class Least>
  double city(const Money& money, Least least, std::uint32_t draws) const {
    Scenario scenario = scenario_;
    scenario.budget.lines[0].gross.fill(
        Cents(static_cast<std::int64_t>(std::round(money.usd_a_city * money.cities * 113.0))));
    ParameterDraw p = p_;
    p[Parameter::reached_cities] = money.cities;
    const Portfolio portfolio(scenario, evidence_, countries_);
    const auto course = run_course(portfolio, evidence_, countries_, p, {1, 2});
    EXPECT_EQ(course.countries[0].cities, money.cities);
    const Delivery delivery(portfolio, evidence_);
    InterventionDraw drawn;
    drawn.unit_cost = UsdPerUnit(row_.unit_cost.a);
    drawn.eligible_per_person = UnitsPerPerson(row_.eligible_per_person.a);
    drawn.targeted.fill({.full = share});
    if (const auto& curve = row_.effect[CrimeType::robbery].curve) {
      drawn.targeted.fill(curve->median);
      drawn.targets_per_person = curve->targets_per_person;
      drawn.reach = reach_of(row_, *curve, row_.eligible_per_person.a);
    }
    drawn.reduction.fill(reduction);
    double sum = 0.0;
    for (std::uint32_t d = 0; d < draws; ++d) {
      drawn.least_a_year = least(d);
      CityEffect effect;
      delivery.act(CountryIndex(0u), Persons(people), {}, 0.5, course, p, {drawn}, effect);
      sum += 1.0 - effect.factor(YearIndex(std::uint32_t{at}), CrimeType::robbery);
    }
    return sum / draws;
  }

  Intervention row_;
  Evidence evidence_;
  std::vector<CountryInput> countries_;
  Scenario scenario_;
  ParameterDraw p_ = central_parameters();
};

TEST(SmallestSize, DoublingHalvingAndConcentratingDoWhatIsFoundByHand) {
  for (const char* id : {"I19", "I13", "I01"}) {
    const Row row(id);
    const double least = row.figures().least_a_year.a;
    const auto effect = [&](double usd) { return by_hand(row.figures(), usd); };
    const auto near = [&](double found, double expected) { EXPECT_NEAR(found, expected, 1e-5 * expected) << id; };
    // Half again as much as the smallest useful size, in eight cities.
    double m = 1.5 * least;
    near(row.gone(m, 8.0, least), 8.0 * effect(m));
    near(row.gone(2.0 * m, 8.0, least), 8.0 * effect(2.0 * m));
    EXPECT_EQ(row.gone(0.5 * m, 8.0, least), 0.0) << id;  // three quarters of it
    near(row.gone(2.0 * m, 4.0, least), 4.0 * effect(2.0 * m));
    // Above it the law of coverage alone: a little less than twice, and than as much.
    EXPECT_LT(effect(2.0 * m), 2.0 * effect(m)) << id;
    EXPECT_GT(effect(2.0 * m), 1.8 * effect(m)) << id;
    // Seven tenths of it buy process; twice as much, and as much in half the cities, do not.
    m = 0.7 * least;
    EXPECT_EQ(row.gone(m, 8.0, least), 0.0) << id;
    EXPECT_EQ(row.gone(0.5 * m, 8.0, least), 0.0) << id;
    near(row.gone(2.0 * m, 8.0, least), 8.0 * effect(2.0 * m));
    near(row.gone(2.0 * m, 4.0, least), 4.0 * effect(2.0 * m));
  }
}

TEST(SmallestSize, DoublingHalvingAndConcentratingGoAlongTheBundledCurves) {
  Diagnostics findings;
  const auto surface =
      scenarios::read_surface(tests::scenario_file("scenarios/evidence/coverage_curves.csv"), "curves", findings);
  for (const char* id : {"I13", "I01"}) {
    const Row row(id, &surface);
    const double m = 1.5 * row.figures().least_a_year.a;
    const auto effect = [&](double usd) { return by_hand_along(row.figures(), usd); };
    const auto near = [&](double found, double expected) { EXPECT_NEAR(found, expected, 1e-5 * expected) << id; };
    near(row.gone(m, 8.0, 0.0), 8.0 * effect(m));
    near(row.gone(0.5 * m, 8.0, 0.0), 8.0 * effect(0.5 * m));
    near(row.gone(2.0 * m, 8.0, 0.0), 8.0 * effect(2.0 * m));
    near(row.gone(2.0 * m, 4.0, 0.0), 4.0 * effect(2.0 * m));
    // The best come first: twice the money averts less than twice as much, the same in half the cities less than in
    // all.
    EXPECT_LT(effect(2.0 * m), 1.98 * effect(m)) << id;
    EXPECT_GT(effect(2.0 * m), effect(m)) << id;
  }
}

/// Over draws of the smallest useful size the mean has no cliff: effect x chance that the size is reached. 2,000 draws
/// a figure, twelve figures; each within 4.5 standard errors: chance alone refuses one time in 12,000.
TEST(SmallestSize, InTheMeanIsTheEffectTimesTheChanceThatThereIsEnough) {
  constexpr std::uint32_t draws = 2000;
  for (const char* id : {"I19", "I13", "I01"}) {
    const Row row(id);
    const Prior& least = row.figures().least_a_year;
    for (const auto& [usd, cities] : {std::pair(least.a, 8.0), std::pair(2.0 * least.a, 8.0),
                                      std::pair(0.5 * least.a, 8.0), std::pair(2.0 * least.a, 4.0)}) {
      const double enough = normal_below(std::log(usd / least.a) / least.b);
      const double error = std::sqrt(enough * (1.0 - enough) / draws);
      const double found = row.gone_in_the_mean(usd, cities, draws) / (cities * by_hand(row.figures(), usd));
      EXPECT_NEAR(found, enough, 4.5 * error) << id << " " << usd;
      EXPECT_GT(std::abs(found - 1.0), 4.5 * error) << id;  // the planted defect: no smallest size at all
    }
  }
}

}  // namespace
}  // namespace salus::model
