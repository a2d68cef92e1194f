#include "calibration/fit/feedback.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <stdexcept>

#include "model/country/block.hpp"
#include "model/country/kernel.hpp"
#include "model/parameters/parameters.hpp"

namespace salus::calibration {
namespace {

constexpr double rise = 0.01;  ///< small enough that the answer is linear to a hundredth of itself

/// Log rate far below every ceiling, where the answer does not depend on it.
const double rare = model::logarithm(1e-6);

/// A country in which nothing moves: births and deaths balance, no driver changes.
model::CountryInput still_country() {
  model::CountryInput c;
  c.code = {{'X', 'X', 'X', '\0'}, 0};
  const double people = 1e7;
  const double births = 0.018 / 12.0 * people;
  c.population.assign(model::horizon_months + 1, people);
  c.births.assign(model::horizon_months, births);
  c.deaths.assign(model::horizon_months, births);
  c.net_migration.assign(model::horizon_months, 0.0);
  c.entering_risk_age.assign(model::horizon_months, 0.017 / 12.0 * people);
  c.risk_age_population = 0.25 * people;
  c.prison_population = 0.002 * people;
  for (auto& path : c.driver_change) path.assign(model::horizon_months, 0.0);
  return c;
}

/// Mean over year y of 1 + gain / (1 - gain) (1 - exp(-rate t)), the step response of the linear equation.
double equation(double gain, double memory, double y) {
  const double rate = (1.0 - gain) / memory;
  return 1.0 +
         gain / (1.0 - gain) * (1.0 - (model::exponential(-rate * y) - model::exponential(-rate * (y + 1.0))) / rate);
}

}  // namespace

std::array<double, model::horizon_years> engine_answer(const model::EnumArray<bool, model::Loop>& without) {
  const auto country = still_country();
  const model::CountryPathsOwner paths(country);
  model::EnumArray<double, model::CrimeType> log_rate;
  log_rate.fill(rare);
  auto stocks = std::make_unique<model::StockParameters>();
  for (const auto lane : model::every<model::Lane>)
    if (model::fill_stocks(model::central_parameters(), country, log_rate, without, lane, *stocks))
      throw std::logic_error("measured_feedback: the centres of the priors make no stocks");
  auto programme = std::make_unique<model::ProgrammeFactors>();
  for (auto& year : programme->factor)
    for (auto& type : year) std::fill(std::begin(type), std::end(type), 1.0);
  auto noise = std::make_unique<model::NoisePaths>();
  for (int m = 0; m < model::kernel_months; ++m)
    for (int lane = 0; lane < model::block_lanes; ++lane) {
      const double street = lane == 0 ? 1.0 : 1.0 + rise;
      noise->street[m][lane] = street;
      for (auto& type : noise->type[m]) type[lane] = street;
    }
  auto sums = std::make_unique<model::YearlySums>();
  model::country_kernel(model::Isa::scalar).run_scenario(*stocks, *programme, paths.view(), *noise, *sums);
  const auto& homicides = sums->incidents[model::index(model::CrimeType::homicide)];
  std::array<double, model::horizon_years> out{};
  for (std::size_t y = 0; y < model::horizon_years; ++y)
    out[y] = model::logarithm(homicides[y][1] / homicides[y][0]) / model::logarithm(1.0 + rise);
  return out;
}

Feedback measured_feedback(const model::EnumArray<bool, model::Loop>& without) {
  const auto target = engine_answer(without);
  const auto misfit = [&](double gain, double memory) {
    double sum = 0.0;
    double year = 0.0;
    for (const double answer : target) {
      const double d = equation(gain, memory, year) - answer;
      sum += d * d;
      year += 1.0;
    }
    return sum;
  };
  // Two unknowns, a smooth unimodal loss: grid search, refined around the best point.
  Feedback best{0.0, 5.0};
  double gain_step = 0.1;
  double log_step = 0.5;
  double least = misfit(best.gain, best.memory);
  while (gain_step > 1e-7) {
    const Feedback centre = best;
    for (int i = -2; i <= 2; ++i)
      for (int j = -2; j <= 2; ++j) {
        const Feedback f{centre.gain + gain_step * i,
                         std::clamp(centre.memory * model::exponential(log_step * j), 0.5, 50.0)};
        if (f.gain < -0.5 || f.gain > 0.9) continue;
        if (const double miss = misfit(f.gain, f.memory); miss < least) {
          least = miss;
          best = f;
        }
      }
    gain_step *= 0.6;
    log_step *= 0.6;
  }
  return best;
}

}  // namespace salus::calibration
