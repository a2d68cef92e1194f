/// What happens to cities anyway: the program's own blocks of draws, from the bundled posterior and without a
/// programme, on the cities and states that have published series.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>

#include "apps/session/session.hpp"
#include "calibration/city_variance.hpp"
#include "model/core/elementary.hpp"
#include "model/random/sampler.hpp"
#include "model/run/block_run.hpp"
#include "tests/calibration/bundled_tables.hpp"

namespace salus::calibration {
namespace {

using namespace model;

constexpr std::uint32_t years_apart = 9;
/// Draws of this test's own, beside those of the model.
constexpr std::uint32_t window_purpose = 900000;

/// A country whose cities are the places of one source, and the windows that it stands for.
struct World {
  CountryInput country;
  struct Place {
    CityIndex city;
    const SeriesWindow* window;
  };
  std::vector<Place> places;
};

using Worlds = std::vector<World>;

/// Provinces make up the whole country: the series' years differ, so their people are fitted into it.
void fit_people(CountryInput& country) {
  double people = 0.0;
  for (const auto& city : country.cities) people += city.population.front();
  const double fit = std::min(1.0, 0.98 * country.population.front() / people);
  for (auto& city : country.cities)
    for (double& x : city.population) x *= fit;
}

Worlds worlds_of(const std::vector<CountryInput>& countries, const Tables& tables,
                 const std::vector<SeriesWindow>& windows) {
  std::map<std::string, World> worlds;
  std::map<std::pair<std::string, std::size_t>, CityIndex> cities;
  for (const auto& window : windows) {
    const auto& series = tables.city_series[window.series];
    const std::string name = window.iso3 + series.source_id;
    World& world = worlds[name];
    if (world.places.empty()) {
      world.country = *std::find_if(countries.begin(), countries.end(),
                                    [&](const auto& c) { return c.code.name() == window.iso3; });
      world.country.cities.clear();
    }
    const auto [at, fresh] = cities.emplace(std::pair{name, window.series},
                                            CityIndex(static_cast<std::uint32_t>(world.country.cities.size())));
    if (fresh) {
      model::City city{static_cast<std::uint32_t>(window.series + 1), series.name, 0.0, 0.0, Vulnerability::middle, {}};
      city.population.assign(panel_years, window.start_persons);
      world.country.cities.push_back(std::move(city));
    }
    world.places.push_back({at->second, &window});
  }
  Worlds all;
  for (auto& [name, world] : worlds) {
    fit_people(world.country);
    all.push_back(std::move(world));
  }
  return all;
}

struct Shares {
  double fell = 0.0;
  double halved = 0.0;
  double windows = 0.0;
};

/// Recorded rates of one window in one draw: start level, people and years as published, the change from the engine.
/// Windows of one series that start in different years are different stretches of time: they share a draw only by
/// chance of the key.
void count(const World::Place& place, const LaneRun& run, RandomKey key, Shares& shares) {
  const SeriesWindow& window = *place.window;
  const auto incidents = [&](YearIndex year) {
    return run.sums.incidents(CrimeType::homicide, year) *
           run.draw.panel.share(CrimeClass::street, place.city, in_panel(year));
  };
  const double ratio = incidents(YearIndex(static_cast<std::uint32_t>(years_apart))) / incidents(YearIndex(0u));
  const auto& p = run.draw.parameters;
  const auto at = [&](std::uint32_t n) {
    return DrawId{static_cast<std::uint32_t>(window.series + 1), static_cast<std::uint32_t>(window.start_year),
                  window_purpose, n};
  };
  const auto wobble = [&](std::uint32_t n, model::Parameter sd) {
    return exponential(p[sd] * standard_normal(key, at(n)));
  };
  const double expected = window.start_rate * 1e-5 * window.start_persons;
  const auto start = poisson(key, at(1), expected * wobble(3, model::Parameter::record_noise));
  const auto end = poisson(key, at(2),
                           expected * ratio * window.end_persons / window.start_persons *
                               wobble(4, model::Parameter::record_noise) * wobble(5, model::Parameter::record_drift));
  if (start == 0) return;  // a window starts above zero
  const double before = static_cast<double>(start) / window.start_persons;
  const double after = static_cast<double>(end) / window.end_persons;
  shares.windows += 1.0;
  shares.fell += after < 0.9 * before;
  shares.halved += after <= 0.5 * before;
}

class NoProgramme : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    inputs = new session::Inputs(session::read_inputs(SALUS_SOURCE_DIR, session::bundled));
    inputs->tables.city_series = with_persons(inputs->tables.city_series);
  }
  static void TearDownTestSuite() { delete inputs; }

  /// @param change of every country, to plant a defect.
  static Shares simulate(
      const std::vector<SeriesWindow>& windows, std::uint32_t draws,
      const std::function<void(CountryInput&)>& change = [](CountryInput&) {}) {
    session::Request request;
    request.scenarios = {session::read_scenario_text("no-programme", SALUS_SOURCE_DIR)};
    request.draws = draws;
    request.seed = 11;
    RunPlan plan = session::make_plan(request, *inputs);
    plan.isa = best_isa();
    plan.scenarios.front().start_year = 2022;  // the forced year falls into the end of some windows only
    const Worlds worlds = worlds_of(plan.countries, inputs->tables, windows);
    plan.countries.clear();
    for (const auto& world : worlds) {
      plan.countries.push_back(world.country);
      change(plan.countries.back());
    }
    const auto executor = make_thread_executor(2);
    const auto shared = draw_shared(plan, *executor);
    Shares shares;
    for (const auto c : plan.every_country()) {
      const CountryTask task(plan, *shared, c);
      const CountryPathsOwner paths(task.country);
      BlockRun block(task, paths);
      for (std::uint32_t first = 0; first < draws; first += block_lanes) {
        block.prepare(DrawIndex(first));
        block.run(ScenarioIndex(0u), {});
        for (const auto lane : block.live()) {
          if (block.failure(lane)) continue;
          const LaneRun run = block.base(lane);
          EXPECT_TRUE(run.scenario.reached.empty());
          for (const auto& place : worlds[c].places) count(place, run, shared->keys[run.draw.draw], shares);
        }
      }
    }
    shares.fell /= shares.windows;
    shares.halved /= shares.windows;
    return shares;
  }

  static session::Inputs* inputs;
};
session::Inputs* NoProgramme::inputs = nullptr;

TEST_F(NoProgramme, CitiesFallAsOftenAsTheyDid) {
  const auto windows = series_windows(inputs->tables.city_series, years_apart);
  ASSERT_EQ(windows.size(), 2807u);
  const auto published = window_shares(windows);
  EXPECT_NEAR(published.fell, 0.507, 0.001);
  EXPECT_NEAR(published.halved, 0.162, 0.001);
  const auto simulated = simulate(windows, 320);
  RecordProperty("fell", std::to_string(simulated.fell));
  RecordProperty("halved", std::to_string(simulated.halved));
  std::printf("fell by more than 10 %%: published %.3f, simulated %.3f; halved: published %.3f, simulated %.3f\n",
              published.fell, simulated.fell, published.halved, simulated.halved);
  EXPECT_NEAR(simulated.fell, published.fell, 0.05);
  EXPECT_NEAR(simulated.halved, published.halved, 0.05);
}

TEST_F(NoProgramme, CitiesThatNeverMoveApartWouldBeSeen) {
  const auto windows = series_windows(inputs->tables.city_series, years_apart);
  const auto with_law = [](double persistence, double volatility) {
    return [=](CountryInput& country) {
      for (auto& draw : country.calibrated) {
        draw.city_persistence = persistence;
        draw.city_volatility = volatility;
      }
    };
  };
  const auto still = simulate(windows, 64, with_law(0.9, 0.0));
  const auto wild = simulate(windows, 64, with_law(0.99, 0.4));
  std::printf("without city noise: fell %.3f, halved %.3f; with twice as much: %.3f, %.3f\n", still.fell, still.halved,
              wild.fell, wild.halved);
  EXPECT_LT(still.halved, 0.162 - 0.05);
  EXPECT_GT(wild.halved, 0.162 + 0.05);
}

}  // namespace
}  // namespace salus::calibration
