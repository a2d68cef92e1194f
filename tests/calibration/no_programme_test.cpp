/// What happens to cities anyway: the engine, without a programme, on the cities and states that have published series.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>

#include "calibration/city_variance.hpp"
#include "calibration/country_inputs.hpp"
#include "model/core/elementary.hpp"
#include "model/country/block.hpp"
#include "model/country/kernel.hpp"
#include "model/observation/records.hpp"
#include "model/panel/panel.hpp"
#include "model/random/sampler.hpp"
#include "tests/calibration/bundled_tables.hpp"

namespace salus::calibration {
namespace {

using namespace model;

/// One country with the places of one source for its cities.
struct World {
  CountryInput country;
  std::vector<std::size_t> windows;  ///< that this world simulates
  std::vector<std::size_t> place;    ///< position of each window's series among the cities
};

struct Shares {
  double fell = 0.0;
  double halved = 0.0;
  double windows = 0.0;
};

/// Recorded rates nine years apart of every window, in `blocks` blocks of eight draws: start level, people and years as
/// published, the path of the country and the place from the engine. The country's pull towards its own long-run level
/// in 2019 is left out, since windows start at every level it had. @param settings overrides for a planted defect.
Shares simulate(const Tables& tables, const std::vector<SeriesWindow>& windows, int blocks,
                const std::vector<Override>& settings) {
  const auto inputs = make_country_inputs(tables, View::as_of_note, 2020);
  std::map<std::string, World> worlds;
  std::map<std::pair<std::string, std::size_t>, std::size_t> places;
  for (std::size_t w = 0; w < windows.size(); ++w) {
    const auto& series = tables.city_series[windows[w].series];
    const std::string name = windows[w].iso3 + series.source_id;
    auto& world = worlds[name];
    if (world.windows.empty()) {
      world.country =
          *std::find_if(inputs.begin(), inputs.end(), [&](const auto& c) { return c.code.name() == windows[w].iso3; });
      world.country.cities.clear();
      world.country.reversion_gap = 0.0;
    }
    const auto [at, fresh] = places.emplace(std::pair{name, windows[w].series}, world.country.cities.size());
    if (fresh) {
      model::City city{
          static_cast<std::uint32_t>(windows[w].series + 1), series.name, 0.0, 0.0, Vulnerability::middle, {}};
      city.population.assign(panel_years, windows[w].start_persons);
      world.country.cities.push_back(std::move(city));
    }
    world.windows.push_back(w);
    world.place.push_back(at->second);
  }
  Shares shares;
  const std::array<bool, loop_count> all_on{};
  const auto& kernel = country_kernel(best_isa());
  for (auto& [name, world] : worlds) {
    auto& country = world.country;
    double people = 0.0;  // provinces make up the whole country: the series' years differ, so they are fitted into it
    for (const auto& city : country.cities) people += city.population.front();
    const double fit = std::min(1.0, 0.98 * country.population.front() / people);
    for (auto& city : country.cities)
      for (double& x : city.population) x *= fit;
    const CountryPathsOwner paths(country);
    auto noise_in = std::make_unique<NoiseParameters>();
    auto noise = std::make_unique<NoisePaths>();
    auto stocks = std::make_unique<StockParameters>();
    auto programme = std::make_unique<ProgrammeFactors>();
    auto sums = std::make_unique<YearlySums>();
    for (auto& year : programme->factor)
      for (auto& type : year)
        for (double& x : type) x = 1.0;
    for (int b = 0; b < blocks; ++b) {
      std::array<ParameterDraw, block_lanes> drawn;
      std::array<PanelDraw, block_lanes> panel;
      std::array<RandomKey, block_lanes> keys;
      for (int lane = 0; lane < block_lanes; ++lane) {
        const auto l = static_cast<std::size_t>(lane);
        keys[l] = random_key(11, static_cast<std::uint64_t>(b * block_lanes + lane), 0);
        for (std::uint32_t attempt = 0; attempt < 64;
             ++attempt) {  // as the ensemble does: loops and variances that make sense
          drawn[l] = draw_country_parameters(keys[l], country, attempt, all_on);
          const auto start = balanced_start(drawn[l], country, all_on);
          if (own_variance_share(drawn[l]) >= least_own_variance && start && loop_gain(drawn[l], *start, all_on) < 1.0)
            break;
        }
        apply_overrides(drawn[l], settings);
        fill_noise(drawn[l], country, country_start(country, 0), keys[l], 2010, lane,
                   *noise_in);  // the forced year falls into the end of some windows only
        noise_in->forced_first = noise_in->forced_last = -1;
        if (fill_stocks(drawn[l], country, draw_levels(country, country_start(country, 0), keys[l]), all_on, lane,
                        *stocks))
          throw std::runtime_error("a draw was refused");
        panel[l].draw(country, drawn[l], keys[l]);
      }
      kernel.draw_noise(*noise_in, paths.view(), *noise);
      kernel.run_scenario(*stocks, *programme, paths.view(), *noise, *sums);
      for (std::size_t lane = 0; lane < block_lanes; ++lane)
        for (std::size_t i = 0; i < world.windows.size(); ++i) {
          const auto& window = windows[world.windows[i]];
          const std::size_t u = world.place[i];
          const std::size_t first = panel_past_years;
          const std::size_t last = panel_past_years + 9;
          const auto rate = [&](std::size_t year) {
            return sums->incidents[0][year - panel_past_years][lane] * panel[lane].share(CrimeClass::street, u, year) /
                   country.cities[u].population[year];
          };
          // Windows of one series that start in different years are different stretches of time: they share a draw only
          // by chance of the key.
          const double ratio = rate(last) / rate(first);
          const DrawId at{static_cast<std::uint32_t>(window.series + 1), static_cast<std::uint32_t>(window.start_year),
                          900000, 0};
          const auto& p = drawn[lane];
          const double noise_sd = p[Parameter::record_noise];
          const double drift = p[Parameter::record_drift];
          const auto wobble = [&](std::uint32_t n, double sd) {
            return exponential(sd * standard_normal(keys[lane], {at.entity, at.step, at.purpose, n}));
          };
          const double expected = window.start_rate * 1e-5 * window.start_persons;
          const auto start = poisson(keys[lane], {at.entity, at.step, at.purpose, 1}, expected * wobble(3, noise_sd));
          const auto end = poisson(
              keys[lane], {at.entity, at.step, at.purpose, 2},
              expected * ratio * window.end_persons / window.start_persons * wobble(4, noise_sd) * wobble(5, drift));
          if (start == 0) continue;  // a window starts above zero
          const double r0 = static_cast<double>(start) / window.start_persons;
          const double r1 = static_cast<double>(end) / window.end_persons;
          shares.windows += 1.0;
          shares.fell += r1 < 0.9 * r0;
          shares.halved += r1 <= 0.5 * r0;
        }
    }
  }
  shares.fell /= shares.windows;
  shares.halved /= shares.windows;
  return shares;
}

class NoProgramme : public ::testing::Test {
 protected:
  static const Tables& tables() {
    static const Tables all = [] {
      Tables t = read_tables(bundled_texts());
      t.city_series = with_persons(t.city_series);
      return t;
    }();
    return all;
  }
};

TEST_F(NoProgramme, CitiesFallAsOftenAsTheyDid) {
  const auto windows = series_windows(tables().city_series, 9);
  ASSERT_EQ(windows.size(), 2807u);
  const auto published = window_shares(windows);
  EXPECT_NEAR(published.fell, 0.507, 0.001);
  EXPECT_NEAR(published.halved, 0.162, 0.001);
  const auto simulated = simulate(tables(), windows, 40, {});
  RecordProperty("fell", std::to_string(simulated.fell));
  RecordProperty("halved", std::to_string(simulated.halved));
  std::printf("fell by more than 10 %%: published %.3f, simulated %.3f; halved: published %.3f, simulated %.3f\n",
              published.fell, simulated.fell, published.halved, simulated.halved);
  EXPECT_NEAR(simulated.fell, published.fell, 0.05);
  EXPECT_NEAR(simulated.halved, published.halved, 0.05);
}

TEST_F(NoProgramme, CitiesThatNeverMoveApartWouldBeSeen) {
  const auto windows = series_windows(tables().city_series, 9);
  const auto still = simulate(tables(), windows, 8, {{model::Parameter::city_volatility, 0.0}});
  const auto wild = simulate(tables(), windows, 8,
                             {{model::Parameter::city_persistence, 0.99}, {model::Parameter::city_volatility, 0.4}});
  std::printf("without city noise: fell %.3f, halved %.3f; with twice as much: %.3f, %.3f\n", still.fell, still.halved,
              wild.fell, wild.halved);
  EXPECT_LT(still.halved, 0.162 - 0.05);
  EXPECT_GT(wild.halved, 0.162 + 0.05);
}

}  // namespace
}  // namespace salus::calibration
