#pragma once
/// Random effects of trials with known standard errors: what the model is compared with, equal to the R package metafor
/// 3.8 within 1e-4.
#include <cstdint>
#include <span>

namespace salus::calibration {

/// How the variance between trials is estimated.
enum class BetweenVariance : std::uint8_t {
  der_simonian_laird,  ///< DerSimonian, Laird 1986, doi:10.1016/0197-2456(86)90046-2
  paule_mandel,        ///< Paule, Mandel 1982, doi:10.6028/jres.087.022
  reml,                ///< restricted maximum likelihood; Viechtbauer 2005, doi:10.3102/10769986030003261
};

/// Standard error of the mean: normal, or as its residuals say with a t law of n - 1 degrees (Hartung, Knapp 2001,
/// doi:10.1002/sim.791).
enum class MeanError : std::uint8_t { normal, hartung_knapp };

struct RandomEffects {
  double mean = 0.0;
  double standard_error = 0.0;  ///< of the mean
  double tau2 = 0.0;            ///< variance between trials
  double q = 0.0;               ///< Cochran's statistic: n - 1 on average where all trials share one effect
};

/// @param estimates of trials; @param errors their standard errors. @throws std::invalid_argument where there are none,
/// where their numbers differ, or where an error is not above 0. One trial: its own, with a variance of 0.
RandomEffects random_effects(std::span<const double> estimates, std::span<const double> errors,
                             BetweenVariance method = BetweenVariance::paule_mandel,
                             MeanError error = MeanError::normal);

}  // namespace salus::calibration
