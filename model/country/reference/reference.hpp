#pragma once
/// The country layer written slowly and plainly, one draw at a time, in doubles and standard functions: the oracle of
/// the kernels. Same inputs (one lane of the block), any number of integrator steps a month.
#include <array>

#include "model/country/kernel_abi.hpp"

namespace salus::model::reference {

/// Factors of a month on rates.
struct MonthNoise {
  std::array<double, kernel_types> type{};
  double street = 1.0;  ///< on street violence as it feeds back

  static MonthNoise all(double factor) {
    MonthNoise noise{{}, factor};
    noise.type.fill(factor);
    return noise;
  }
};
using Noise = std::array<MonthNoise, kernel_all_months>;

Noise draw_noise(const NoiseParameters& in, const CountryPaths& paths, int lane);

struct Outcome {
  std::array<std::array<double, kernel_years>, kernel_types> incidents{};  ///< a year

  /// at the end of the year
  std::array<double, kernel_years> active{};
  std::array<double, kernel_years> imprisoned{};
  std::array<double, kernel_years> exposure{};
  std::array<double, kernel_years> trust{};
  std::array<double, kernel_years> capacity{};
  std::array<double, kernel_years> persons{};
};

/// @param steps_a_month integrator steps (classical Runge-Kutta) within each month; 1 is what the kernels do.
Outcome run_scenario(const StockParameters& in, const ProgrammeFactors& programme, const CountryPaths& paths,
                     const Noise& noise, int lane, int steps_a_month);

}  // namespace salus::model::reference
