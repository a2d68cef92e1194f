/// A posterior rolled forward by the engine says what one says that was fitted for the later start on the same figures.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "apps/session/session.hpp"
#include "calibration/fit/posterior.hpp"
#include "tests/calibration/bundled_tables.hpp"
#include "tests/model/sample_world.hpp"

namespace salus::calibration {
namespace {

constexpr int last_known = 2018;
const std::vector<std::string> some_countries{"COL", "KEN", "PHL", "ZAF"};

/// Fitted to figures up to 2018, for a start of any later year.
ViewPosterior fitted_for(int start) {
  FitPanel panel = fit_panel(tables(), {.last_known = last_known, .end = start - 1});
  std::erase_if(panel.countries, [](const PanelCountry& c) { return std::ranges::count(some_countries, c.iso3) == 0; });
  FitPlan plan;
  plan.warmup = 400;
  plan.kept = 400;
  plan.thin = 2;
  plan.seed = 7;
  plan.assumptions.feedback = measured_feedback({});
  const auto executor = model::make_thread_executor(2);
  const Fit fit = fit_countries(panel, plan, *executor);
  static const CityFit cities =
      fit_cities(places_of_countries(tables().city_series, last_known),
                 {.chains = plan.chains, .warm_up = 50, .draws = 50, .seed = 7}, 1, *executor);
  return view_posterior(panel, fit, cities, plan.assumptions, model::View::as_of_note, start, tables(), 1600, 7);
}

/// Homicides of the first year by the engine, a run a posterior draw. [country][draw]
std::vector<std::vector<double>> first_year(const ViewPosterior& posterior, int start) {
  model::RunPlan plan;
  plan.posterior = engine_parameters(posterior, 0);
  CalibratedStarts starts;
  starts.memory_rate = memory_rate(posterior.feedback);
  for (const auto& iso3 : posterior.countries) starts.by_country[iso3] = engine_starts(posterior, iso3);
  plan.countries = rolled_country_inputs(tables(), model::View::as_of_note, posterior.start_year, start, &starts);
  std::erase_if(plan.countries,
                [](const auto& c) { return std::ranges::count(some_countries, std::string(c.code.name())) == 0; });
  plan.evidence = tests::sample_plan(8).evidence;
  plan.scenarios = {model::Scenario{}};
  plan.scenarios.front().id = "none";
  plan.scenarios.front().start_year = start;
  plan.draws = static_cast<std::uint32_t>(posterior.chains * posterior.draws);
  plan.seed = static_cast<std::uint64_t>(start);  // noise of its own
  plan.isa = model::best_isa();
  const auto executor = model::make_thread_executor(2);
  model::Ensemble ensemble(plan, *executor);
  tests::MemoryStore store;
  tests::QuietObserver observer;
  ensemble.run(store, observer);
  const auto results = *ensemble.fold(store, observer);
  std::vector<std::vector<double>> all;
  for (const auto c : plan.every_country()) {
    const auto row =
        results.country_draws.row(c, model::CountrySeries::homicide, model::ScenarioIndex(0u), model::YearIndex(0u));
    all.emplace_back(row.begin(), row.end());
  }
  return all;
}

/// Largest distance between two empirical distributions.
double distance(std::vector<double> a, std::vector<double> b) {
  std::sort(a.begin(), a.end());
  std::sort(b.begin(), b.end());
  double most = 0.0;
  for (const double x : a) {
    const auto share = [x](const std::vector<double>& of) {
      return static_cast<double>(std::upper_bound(of.begin(), of.end(), x) - of.begin()) /
             static_cast<double>(of.size());
    };
    most = std::max(most, std::abs(share(a) - share(b)));
  }
  return most;
}

/// The distance that two samples of as many independent draws exceed with a chance of 1 in 1,000 in any of eight
/// comparisons (Kolmogorov, Smirnov): the draws' effective number is at least that of the slowest level.
double critical(const ViewPosterior& a, const ViewPosterior& b) {
  const auto least = [](const ViewPosterior& p) {
    double ess = static_cast<double>(p.chains * p.draws);
    for (const auto& q : p.judged)
      for (const auto& iso3 : some_countries)
        if (q.name == member_name(FitGroup::level, iso3) || q.name == member_name(FitGroup::log_volatility, iso3))
          ess = std::min(ess, q.mixing.bulk_ess);
    return ess;
  };
  constexpr double chance = 1e-3 / 8.0;
  return std::sqrt(-0.5 * std::log(chance / 2.0) * (1.0 / least(a) + 1.0 / least(b)));
}

TEST(Roll, AgreesWithAPosteriorFittedForTheLaterStart) {
  const auto at_2019 = fitted_for(2019);
  const auto at_2020 = fitted_for(2020);
  const auto at_2023 = fitted_for(2023);
  double furthest = 0.0;
  for (const auto* later : {&at_2020, &at_2023}) {
    const auto rolled = first_year(at_2019, later->start_year);
    const auto fitted = first_year(*later, later->start_year);
    for (std::size_t c = 0; c < some_countries.size(); ++c)
      EXPECT_LT(distance(rolled[c], fitted[c]), critical(at_2019, *later))
          << some_countries[c] << " in " << later->start_year;
  }
  // The fault that it would be to take the posterior for that of the later year.
  auto unrolled = at_2019;
  unrolled.start_year = 2023;
  const auto stale = first_year(unrolled, 2023);
  const auto fitted = first_year(at_2023, 2023);
  for (std::size_t c = 0; c < some_countries.size(); ++c) furthest = std::max(furthest, distance(stale[c], fitted[c]));
  EXPECT_GT(furthest, critical(at_2019, at_2023));
}

/// A later start is reached on the same people, and what is known then is what the posterior knew.
TEST(Roll, InputsGoOnFromTheEarlierStart) {
  CalibratedStarts starts;
  for (const int start : {2026, 2028, 2030, 2034}) {
    const auto early = make_country_inputs(tables(), model::View::now, 2024);
    const auto late = rolled_country_inputs(tables(), model::View::now, 2024, start, &starts);
    ASSERT_EQ(early.size(), late.size());
    for (std::size_t c = 0; c < late.size(); ++c) {
      const auto& roll = late[c].roll;
      EXPECT_EQ(roll.years, static_cast<std::uint32_t>(start - 2024));
      EXPECT_NEAR(early[c].population[roll.months()] / late[c].population.front(), 1.0, 1e-12);
      EXPECT_EQ(early[c].level[model::CrimeType::homicide].log_rate,
                late[c].level[model::CrimeType::homicide].log_rate);
      for (const auto d : model::every<model::Driver>)
        EXPECT_NEAR(early[c].driver_change[d][roll.months()], late[c].driver_change[d].front(), 1e-9);
    }
  }
}

}  // namespace
}  // namespace salus::calibration
