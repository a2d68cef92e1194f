/// The cities of a country in one draw: one ledger with the country, falls and credits as one reckons them by hand.
#include "model/run/city_record.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "model/run/collect.hpp"
#include "model/run/location_series.hpp"
#include "tests/model/sample_world.hpp"

namespace salus::model {
namespace {

constexpr ScenarioIndex no_programme(0u);
constexpr ScenarioIndex funded(1u);

/// The second country of the sample world, whose cities pay for two interventions and a survey; one block of draws.
class CitiesOfOneCountry : public testing::Test {
 protected:
  explicit CitiesOfOneCountry(RunPlan of = with_survey())
      : plan(std::move(of)),
        shared(draw_shared(plan, *make_thread_executor(1))),
        task(plan, *shared, CountryIndex(1u)),
        paths(task.country),
        window(EndWindow::of(plan.start_year())),
        run(task, paths) {
    record.sums = {every<CountrySum>, plan.every_scenario(), shared->draws};
    record.city_rates = {positions_in<CityIndex>(task.country.cities), every<CityWindow>, shared->draws};
    record.lines = {shared->programmes->lines, every<LineFigure>, shared->draws};
    run.prepare(DrawIndex(0u));
    run.run(no_programme, {});
    run.run(funded, {});
  }

  static RunPlan with_survey() {
    RunPlan plan = tests::sample_plan(block_lanes);
    plan.scenarios[funded].enrolment = Enrolment::named;
    plan.scenarios[funded].budget.lines.push_back(
        tests::sample_line(Half::local_delivery, std::string(survey_item), {"BBB"}, 20000000));
    return plan;
  }

  double population(CityIndex city, PanelYear year) const { return task.country.cities[city].population[year]; }
  double share(Lane lane, CityIndex city, PanelYear year) const {
    return run.draw(lane).panel.share(CrimeClass::street, city, year);
  }
  /// A reached city's homicides by the law: the country's, by its share, at its factor over the country's.
  double homicides(const LaneRun& of, const ReachedCity& city, YearIndex y, double own) const {
    return of.sums.incidents(CrimeType::homicide, y) * of.draw.panel.share(CrimeClass::street, city.city, in_panel(y)) *
           own / of.scenario.factors(y, CrimeType::homicide);
  }
  /// Entries of one lane, recorded.
  std::vector<CityEntry> entries(Lane lane) {
    std::vector<CityEntry> found;
    record_cities(task, window, run.base(lane), run.last(lane), funded, record, &found);
    return found;
  }

  RunPlan plan;
  std::unique_ptr<SharedDraws> shared;
  CountryTask task;
  CountryPathsOwner paths;
  EndWindow window;
  BlockRun run;
  CountryPart record;
};

TEST_F(CitiesOfOneCountry, AndTheRestHoldTheCountrysIncidents) {  // a city's factor that the country does not know of
  double moved = 0.0;
  for (const auto lane : run.live()) {
    const LaneRun with = run.last(lane);
    const CityLedger ledger(with);
    ASSERT_FALSE(with.scenario.reached.empty());
    for (const auto y : every<YearIndex>)
      for (const auto k : every<CrimeType>) {
        const double country = with.sums.incidents(k, y);
        const double unmoved = country / with.scenario.factors(y, k);
        double all = unmoved;
        for (const auto& reached : with.scenario.reached) {
          const double there = ledger.incidents(reached, y, k);
          EXPECT_EQ(there, ledger.incidents(reached.city, y, k));
          EXPECT_NEAR(there, ledger.incidents_without_measures(reached.city, y, k) * reached.effect.factor(y, k),
                      1e-12 * there);
          all += there - unmoved * with.draw.panel.share(class_of_type[k], reached.city, in_panel(y));
        }
        EXPECT_NEAR(all, country, 1e-9 * country);
        moved = std::max(moved, std::abs(unmoved - country) / country);
      }
  }
  EXPECT_GT(moved, 1e-4);  // else the sum would hold without any factor
}

TEST_F(CitiesOfOneCountry, LinesAreCreditedWithWhatReachedCitiesAvert) {  // overlap taken off twice, or not at all
  for (const auto lane : run.live()) {
    entries(lane);
    const LaneRun with = run.last(lane);
    const CityLedger without(run.base(lane));
    double averted = 0.0;
    double dalys = 0.0;
    for (const auto& reached : with.scenario.reached)
      for (const auto y : years_of_budget)
        for (const auto k : every<CrimeType>) {
          const double gone = without.incidents(reached.city, y, k) * (1.0 - reached.effect.factor(y, k));
          if (k == CrimeType::homicide) averted += gone;
          dalys += gone * shared->dalys[with.draw.draw][k].value();
        }
    const auto& lines = record.lines;
    double credited = 0.0;
    double credited_dalys = 0.0;
    for (const auto line : lines.along<LineIndex>()) {
      credited += lines(line, LineFigure::homicides, with.draw.draw);
      credited_dalys += lines(line, LineFigure::dalys, with.draw.draw);
    }
    EXPECT_NE(averted, 0.0);                                   // some draws of a relative risk do harm
    EXPECT_NEAR(credited, averted, 1e-6 * std::abs(averted));  // kept in single precision
    EXPECT_NEAR(credited_dalys, dalys, 1e-6 * std::abs(dalys));
  }
}

TEST_F(CitiesOfOneCountry, FallFromTheThreeYearsBeforeTheyJoinToTheEnd) {
  // Named places join with the start: their base is the past of the panel, the same with the programme and without.
  for (const auto lane : run.live()) {
    const auto kept = entries(lane);
    const LaneRun with = run.last(lane);
    const LaneRun without = run.base(lane);
    ASSERT_EQ(kept.size(), with.scenario.reached.size());
    double people = 0.0;
    for (std::size_t i = 0; i < kept.size(); ++i) {
      const auto& reached = with.scenario.reached[i];
      const CityEntry& entry = kept[i];
      EXPECT_EQ(entry.city, reached.city);
      double base = 0.0;
      double base_people = 0.0;
      double end = 0.0;
      double end_without = 0.0;
      double end_people = 0.0;
      for (std::uint32_t n = 0; n < window_years; ++n) {
        const PanelYear past(panel_past_years - window_years + n);
        base += with.draw.before_rate.value() * panel_population(task.country, past) * share(lane, reached.city, past);
        base_people += population(reached.city, past);
        const YearIndex y = window.first + n;
        end += homicides(with, reached, y, reached.effect.factor(y, CrimeType::homicide));
        end_without += homicides(without, reached, y, 1.0);
        end_people += population(reached.city, in_panel(y));
      }
      const double before = base / base_people;
      EXPECT_NEAR(double{entry.log_ratio}, std::log(end / end_people / before), 1e-5);
      EXPECT_NEAR(double{entry.log_ratio_without}, std::log(end_without / end_people / before), 1e-5);
      EXPECT_NE(double{entry.log_ratio}, double{entry.log_ratio_without});
      people += population(reached.city, in_panel(last_budget_year));
    }
    EXPECT_NEAR(double{record.sums(CountrySum::people_reached, funded, with.draw.draw)}, people, 1e-6 * people);
  }
}

TEST_F(CitiesOfOneCountry, PrevalenceIsThatOfAdults) {
  constexpr double adults = 14.0 / 17.0;  // 15 and over, of five-year bands of one size
  record.headlines = {every<Headline>, plan.every_scenario(), every<YearIndex>, shared->draws};
  record.own = {every<OwnSeries>, plan.every_scenario(), every<YearIndex>, shared->draws};
  YearlyPeople people;
  people.add(task.country);
  const auto kept = [&](Headline h, ScenarioIndex s, YearIndex y) { return record.headlines.row(h, s, y); };
  const LocationSeries series(
      {.first = [&](Headline h, YearIndex y) { return kept(h, no_programme, y); }, .averted = kept, .own = {}}, people);
  for (const auto lane : run.live()) {
    collect(task, run.base(lane), run.base(lane), no_programme, record);
    collect(task, run.base(lane), run.last(lane), funded, record);
  }
  std::vector<Single> shown(block_lanes);
  for (const auto y : every<YearIndex>) {
    ASSERT_TRUE(series.fill(Target::harassment_prevalence, funded, y, shown));
    const double asked = adults * task.person_years(y);
    for (const auto lane : run.live())
      EXPECT_NEAR(double{shown[lane]},
                  1.0 - std::exp(-run.last(lane).sums.incidents(CrimeType::sexual_violence, y) / asked), 1e-7);
  }
}

TEST_F(CitiesOfOneCountry, SurveysAskAtTheStartAndAtTheEnd) {
  const auto asked = [&](const LaneRun& of, const ReachedCity& reached, YearIndex y) {
    double incidents = 0.0;
    for (const auto k : every<CrimeType>)
      if (is_violent[k] && k != CrimeType::homicide && can_be_asked_about(k))
        incidents += CityLedger(of).incidents(reached, y, k);
    return 1.0 - std::exp(-incidents / (14.0 / 17.0 * population(reached.city, in_panel(y))));  // 15 and over
  };
  for (const auto lane : run.live()) {
    const auto kept = entries(lane);
    const LaneRun with = run.last(lane);
    for (std::size_t i = 0; i < kept.size(); ++i) {
      const auto& reached = with.scenario.reached[i];
      EXPECT_FALSE(std::isnan(double{kept[i].survey_z}));
      EXPECT_NEAR(double{kept[i].survey_log_ratio},
                  std::log(asked(with, reached, window.last()) / asked(with, reached, YearIndex(0u))), 1e-5);
    }
  }
}

TEST_F(CitiesOfOneCountry, ThatJoinWithinTheEndHaveNoFallOfTheirOwn) {  // a base that is part of the end
  const Lane lane(0u);
  auto& part = shared->courses(funded, DrawIndex(0u)).countries[task.position];
  part.joined = window.first + 1u;
  for (const auto& entry : entries(lane)) {
    EXPECT_TRUE(std::isnan(double{entry.log_ratio}));
    EXPECT_TRUE(std::isnan(double{entry.z}));
    EXPECT_FALSE(std::isnan(double{entry.survey_log_ratio}));  // a wave at the start, a wave at the end
  }
  part.joined = window.last();
  for (const auto& entry : entries(lane)) EXPECT_TRUE(std::isnan(double{entry.survey_log_ratio}));
  part.left = last_budget_year;
  entries(lane);
  EXPECT_EQ(double{record.sums(CountrySum::people_reached, funded, DrawIndex(0u))}, 0.0);
}

TEST_F(CitiesOfOneCountry, BaselinesOfAllCitiesAreTheirPartOfTheCountry) {  // a rate per city in place of per person
  for (const auto lane : run.live()) {
    const LaneRun base = run.base(lane);
    record_baseline(task, window, base, record);
    double before = 0.0;
    double after = 0.0;
    double of_country_before = 0.0;
    double of_country_after = 0.0;
    for (const auto u : positions_in<CityIndex>(task.country.cities)) {
      double people_before = 0.0;
      double people_after = 0.0;
      for (std::uint32_t n = 0; n < window_years; ++n) {
        const PanelYear past(n);
        const YearIndex y = window.first + n;
        people_before += population(u, past);
        people_after += population(u, in_panel(y));
        of_country_before +=
            base.draw.before_rate.value() * panel_population(task.country, past) * share(lane, u, past);
        of_country_after += base.sums.incidents(CrimeType::homicide, y) * share(lane, u, in_panel(y));
      }
      before += 1e-5 * people_before * record.city_rates(u, CityWindow::base, base.draw.draw);
      after += 1e-5 * people_after * record.city_rates(u, CityWindow::end, base.draw.draw);
    }
    EXPECT_NEAR(before, of_country_before, 1e-6 * before);
    EXPECT_NEAR(after, of_country_after, 1e-6 * after);
  }
}

TEST_F(CitiesOfOneCountry, TogetherHaveTheUrbanIncidents) {  // the country's, or what measures take off counted twice
  for (const auto lane : run.live())
    for (const auto y : every<YearIndex>) {
      const LaneRun with = run.last(lane);
      const CityLedger ledger(with);
      double homicides = 0.0;
      double violent = 0.0;
      for (const auto k : every<CrimeType>)
        for (const auto u : positions_in<CityIndex>(task.country.cities)) {
          if (is_violent[k]) violent += ledger.incidents(u, y, k);
          if (k == CrimeType::homicide) homicides += ledger.incidents(u, y, k);
        }
      const auto urban = urban_incidents(with, y);
      EXPECT_NEAR(urban[UrbanSeries::homicides], homicides, 1e-9 * homicides);
      EXPECT_NEAR(urban[UrbanSeries::violent], violent, 1e-9 * violent);
      EXPECT_LT(homicides, 0.8 * with.sums.incidents(CrimeType::homicide, y));
    }
}

TEST_F(CitiesOfOneCountry, AllReachedAreComparedWithNone) {  // a test against nobody
  for (const auto& entry : entries(Lane(0u))) {
    EXPECT_FALSE(std::isnan(double{entry.log_ratio}));
    for (const double value : {double{entry.z}, double{entry.credit_z}, double{entry.log_ratio_controls}})
      EXPECT_TRUE(std::isnan(value));
  }
}

/// A country of thirty cities, of which some ten are reached.
class CitiesAndControls : public CitiesOfOneCountry {
 protected:
  CitiesAndControls() : CitiesOfOneCountry(of_thirty()) {}
  static RunPlan of_thirty() {
    RunPlan plan = with_survey();
    plan.countries[1].cities.clear();
    tests::add_cities(plan.countries[1], 200, 30);
    plan.scenarios[funded].overrides = {{Parameter::reached_cities, 13.0}};
    return plan;
  }
};

TEST_F(CitiesAndControls, AreTheOthersOfTheCountryTogether) {  // the whole country, or those reached among them
  for (const auto lane : run.live()) {
    const auto kept = entries(lane);
    const LaneRun with = run.last(lane);
    ASSERT_GE(kept.size(), 5u);
    ASSERT_LE(kept.size(), 20u);
    const auto is_reached = [&](CityIndex u) {
      return std::any_of(kept.begin(), kept.end(), [u](const CityEntry& e) { return e.city == u; });
    };
    double base = 0.0;
    double end = 0.0;
    double base_people = 0.0;
    double end_people = 0.0;
    for (const auto u : positions_in<CityIndex>(task.country.cities)) {
      if (is_reached(u)) continue;
      for (std::uint32_t n = 0; n < window_years; ++n) {
        const PanelYear past(panel_past_years - window_years + n);
        const YearIndex y = window.first + n;
        base += with.draw.before_rate.value() * panel_population(task.country, past) * share(lane, u, past);
        end += CityLedger(with).incidents(u, y, CrimeType::homicide);
        base_people += population(u, past);
        end_people += population(u, in_panel(y));
      }
    }
    const double ratio = std::log(end / end_people / (base / base_people));
    for (const CityEntry& entry : kept) {
      EXPECT_NEAR(double{entry.log_ratio_controls}, ratio, 1e-5);
      EXPECT_NEAR(double{entry.log_ratio_controls_without}, ratio, 0.02);  // the country's feedback alone
      EXPECT_FALSE(std::isnan(double{entry.z}));
      EXPECT_FALSE(std::isnan(double{entry.credit_z_without}));
    }
  }
}

TEST_F(CitiesAndControls, AreThreeOrMore) {
  for (const std::uint32_t left : {2u, 3u}) {
    const Lane lane(0u);
    auto& part = shared->courses(funded, DrawIndex(0u)).countries[task.position];
    part.cities = 30 - left;
    run.run(funded, {});
    for (const auto& entry : entries(lane)) EXPECT_EQ(std::isnan(double{entry.z}), left < least_controls);
  }
}

}  // namespace
}  // namespace salus::model
