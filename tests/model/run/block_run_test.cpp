/// What a draw of a country holds before any scenario, as one reckons it by hand.
#include "model/run/block_run.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/model/sample_world.hpp"

namespace salus::model {
namespace {

/// The first draw of the second country of the sample world, after a change to what is known of it.
template <class Change>
CountryDraw drawn(Change change) {
  RunPlan plan = tests::sample_plan(1);
  change(plan.countries[1]);
  const auto shared = draw_shared(plan, *make_thread_executor(1));
  const CountryTask task(plan, *shared, CountryIndex(1u));
  const CountryPathsOwner paths(task.country);
  BlockRun run(task, paths);
  run.prepare(DrawIndex(0u));
  return run.draw(Lane(0u));
}

TEST(CountryDraw, HalvingRestsOnHomicideAndOnWhatSurveysAskAbout) {  // homicide twice, or another type in its place
  const CountryDraw draw = drawn([](CountryInput&) {});
  const double people = tests::sample_plan().countries[1].base_population;
  const double homicides = std::exp(draw.level[CrimeType::homicide]) * people;
  double asked = 0.0;
  for (const auto type :
       {CrimeType::serious_assault, CrimeType::robbery, CrimeType::partner_violence, CrimeType::sexual_violence})
    asked += std::exp(draw.level[type]) * people;
  EXPECT_NEAR(draw.halving_base[HalvingBase::homicides], homicides, 1e-12 * homicides);
  EXPECT_NEAR(draw.halving_base[HalvingBase::homicides_2015], homicides, 1e-12 * homicides);
  EXPECT_NEAR(draw.halving_base[HalvingBase::violence], asked, 1e-12 * asked);
  // In cities: what they have of it in the three years before the start, together.
  double urban = 0.0;
  double urban_homicides = 0.0;
  for (const auto k : every<CrimeType>)
    for (const auto u : positions_in<CityIndex>(tests::sample_plan().countries[1].cities))
      for (std::uint32_t y = 0; y < panel_past_years; ++y) {
        if (!is_violent[k]) continue;
        const double n =
            std::exp(draw.level[k]) * people * draw.panel.share(class_of_type[k], u, PanelYear(y)) / panel_past_years;
        urban += n;
        if (k == CrimeType::homicide) urban_homicides += n;
      }
  EXPECT_NEAR(draw.halving_base[HalvingBase::urban_homicides], urban_homicides, 1e-12 * urban_homicides);
  EXPECT_NEAR(draw.halving_base[HalvingBase::urban_violence], urban, 1e-12 * urban);
  EXPECT_NEAR(draw.before_rate.value(), homicides / people, 1e-12 * homicides / people);
}

TEST(CountryDraw, PublishedRatesStandInForTheDrawsOwn) {  // a rate that was held out, or of other years
  const CountryDraw draw = drawn([](CountryInput& c) {
    c.base_homicide_rate = RatePerPerson(5e-5);
    const auto publish = [&](int year, double rate, Basis basis = Basis::observed, bool held_out = false) {
      c.history.push_back({year, RatePer100000(rate), "a source", basis, held_out});
    };
    publish(2014, 90.0);
    publish(2015, 6.0);
    publish(2017, 2.0);
    publish(2018, 70.0, Basis::observed, true);
    publish(2018, 80.0, Basis::modelled_estimate);
    publish(2019, 4.0);
  });
  const double people = tests::sample_plan().countries[1].base_population;
  EXPECT_NEAR(draw.halving_base[HalvingBase::homicides], 5e-5 * people, 1e-9 * people);
  EXPECT_NEAR(draw.halving_base[HalvingBase::homicides_2015], 10e-5 * people, 1e-9 * people);
  EXPECT_NEAR(draw.before_rate.value(), 3e-5, 1e-14);
}

}  // namespace
}  // namespace salus::model
