#pragma once
/// Whether draws can be believed: mixing of chains, and uniformity of ranks in simulation-based calibration.
#include <cstdint>
#include <span>
#include <vector>

namespace salus::calibration {

/// Mixing of the chains of one quantity. Not a number where a chain is constant, or not finite, or shorter than four
/// draws.
struct Mixing {
  double r_hat = 0.0;  ///< the larger of rank-normalised split R-hat of the draws and of their distances to the median;
                       ///< the limit: fit/posterior.hpp
  double bulk_ess = 0.0;  ///< effective sample size of the rank-normalised draws
  double tail_ess = 0.0;  ///< the smaller of those of the indicators of the 5 % and the 95 % quantile
};

/// Source: Vehtari, Gelman, Simpson, Carpenter, Buerkner 2021, doi:10.1214/20-BA1221. @param chains of equal length; an
/// odd middle draw is left out.
Mixing mixing(const std::vector<std::vector<double>>& chains);

/// Effective sample size of the mean of chains as they are, by Geyer's initial monotone sequence. Source: as above,
/// section 3.2.
double effective_sample_size(const std::vector<std::vector<double>>& chains);

/// Simulation-based calibration: how many of `draws` lie below the value that made the data; uniform on 0..draws.size()
/// where the calibrator is right and its draws independent. Source: Talts, Betancourt, Simpson, Vehtari, Gelman 2018,
/// arXiv:1804.06788.
std::uint32_t sbc_rank(double truth, std::span<const double> draws);

/// p-value of ranks, each in 0..levels - 1, under uniformity: the empirical distribution against the simultaneous
/// binomial envelope at up to 50 equal steps; its coverage is computed, not simulated. Reject below the false-alarm
/// rate wanted. @throws std::invalid_argument for a rank out of range, fewer than two levels, or no ranks. Source:
/// Saeilynoja, Buerkner, Vehtari 2022, doi:10.1007/s11222-022-10090-6, section 2.2.
double uniformity_p_value(std::span<const std::uint32_t> ranks, std::uint32_t levels);

}  // namespace salus::calibration
