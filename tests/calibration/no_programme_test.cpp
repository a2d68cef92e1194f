/// What happens to cities anyway: the program's own blocks of draws, from the bundled posterior and without a
/// programme, on the cities and states that have published series.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <numeric>

#include "apps/session/session.hpp"
#include "calibration/city_variance.hpp"
#include "calibration/statistics.hpp"
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

/// Log changes of the places of one source over the same years, about their mean: what a country's own course leaves.
class Apart {
 public:
  using Years = std::pair<std::string, int>;  ///< source, with its country, and start year
  void add(const Years& years, double log_change) { groups_[years].push_back(log_change); }
  /// Groups of another draw are others.
  void close() {
    for (const auto& [years, changes] : groups_) {
      const double n = static_cast<double>(changes.size());
      const double mean = std::accumulate(changes.begin(), changes.end(), 0.0) / n;
      for (const double change : changes) squares_ += (change - mean) * (change - mean);
      freedom_ += n - 1.0;
    }
    groups_.clear();
  }
  double sd() const { return std::sqrt(squares_ / freedom_); }

 private:
  std::map<Years, std::vector<double>> groups_;
  double squares_ = 0.0;
  double freedom_ = 0.0;
};

Apart::Years years_of(const SeriesWindow& window, const Tables& tables) {
  return {window.iso3 + tables.city_series[window.series].source_id, window.start_year};
}

struct Shares {
  double fell = 0.0;
  double halved = 0.0;
  double windows = 0.0;
  Apart apart;
};

/// Recorded rates of one window in one draw: start level, people and years as published, the change from the engine.
/// Windows of one series that start in different years are different stretches of time: they share a draw only by
/// chance of the key.
void count(const World::Place& place, const LaneRun& run, RandomKey key, const Tables& tables, Shares& shares) {
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
  if (end > 0) shares.apart.add(years_of(window, tables), logarithm(after / before));
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
          for (const auto& place : worlds[c].places)
            count(place, run, shared->keys[run.draw.draw], inputs->tables, shares);
          shares.apart.close();
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

/// Standard errors of what was published, jackknifed over its five countries: 0.13 of the share that fell and 0.057 of
/// the share that halved, which hold the luck of five national courses; 0.03 of the spread between places of a country
/// over the same years, which does not.
constexpr double error_of_fell = 0.127;
constexpr double error_of_halved = 0.057;
constexpr double error_of_apart = 0.03;

Apart published_apart(const std::vector<SeriesWindow>& windows, const Tables& tables) {
  Apart apart;
  for (const auto& w : windows)
    if (w.end_rate > 0.0) apart.add(years_of(w, tables), logarithm(w.end_rate / w.start_rate));
  apart.close();
  return apart;
}

/// Within two errors, three of the spread: false alarms, were the law exact, 5 % of each share and 0.3 % of the spread.
TEST_F(NoProgramme, CitiesFallAsOftenAsTheyDid) {
  const auto windows = series_windows(inputs->tables.city_series, years_apart);
  ASSERT_EQ(windows.size(), 2807u);
  const auto published = window_shares(windows);
  const double apart = published_apart(windows, inputs->tables).sd();
  EXPECT_NEAR(published.fell, 0.507, 0.001);
  EXPECT_NEAR(published.halved, 0.162, 0.001);
  EXPECT_NEAR(apart, 0.643, 0.001);
  const auto simulated = simulate(windows, 320);
  RecordProperty("fell", std::to_string(simulated.fell));
  RecordProperty("halved", std::to_string(simulated.halved));
  std::printf(
      "fell by more than 10 %%: published %.3f, simulated %.3f; halved: published %.3f, simulated %.3f; sd of log "
      "changes within a country: published %.3f, simulated %.3f\n",
      published.fell, simulated.fell, published.halved, simulated.halved, apart, simulated.apart.sd());
  EXPECT_NEAR(simulated.fell, published.fell, 2.0 * error_of_fell);
  EXPECT_NEAR(simulated.halved, published.halved, 2.0 * error_of_halved);
  EXPECT_NEAR(simulated.apart.sd(), apart, 3.0 * error_of_apart);
}

TEST_F(NoProgramme, CitiesThatNeverMoveApartWouldBeSeen) {
  const auto windows = series_windows(inputs->tables.city_series, years_apart);
  const double apart = published_apart(windows, inputs->tables).sd();
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
  std::printf("without city noise: halved %.3f, apart %.3f; with twice as much: %.3f, %.3f\n", still.halved,
              still.apart.sd(), wild.halved, wild.apart.sd());
  EXPECT_LT(still.apart.sd(), apart - 3.0 * error_of_apart);
  EXPECT_GT(wild.apart.sd(), apart + 3.0 * error_of_apart);
}

/// Malawi's police published 6.2, 7.8, 4.8, 2.5, 3.3, 1.6, 6.2 per 100,000: a register, not a country.
TEST_F(NoProgramme, APoorRegistersSwingsAreNoise) {
  ASSERT_TRUE(inputs->posterior.has_value());
  for (const auto& view : inputs->posterior->views) {
    const auto middle = [&](const std::vector<float>& of_countries, std::string_view iso3) {
      const auto at = std::find(view.countries.begin(), view.countries.end(), iso3) - view.countries.begin();
      std::vector<double> draws;
      for (auto i = static_cast<std::size_t>(at); i < of_countries.size(); i += view.countries.size())
        draws.push_back(static_cast<double>(of_countries[i]));
      return median(draws);
    };
    EXPECT_LT(middle(view.volatility, "MWI"), 0.15);
    EXPECT_GT(middle(view.reading_sd, "MWI"), 0.25);
    EXPECT_GT(middle(view.volatility, "SLV"), 0.2);  // a good register's swings are the country's
    EXPECT_LT(middle(view.reading_sd, "SLV"), 0.05);
  }
}

}  // namespace
}  // namespace salus::calibration
