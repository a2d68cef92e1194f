#pragma once
/// Simulation-based calibration of the country fit: truths drawn from the priors, panels simulated from them and
/// fitted; where the fit is right, the rank of each truth among independent draws of its posterior is uniform. Source:
/// Talts, Betancourt, Simpson, Vehtari, Gelman 2018, arXiv:1804.06788; the log-likelihood among the quantities: Modrak
/// et al. 2023, doi:10.1214/23-BA1404 (ranks of parameters alone do not see a fit that ignores its data).
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "calibration/fit/fit.hpp"
#include "model/core/central_interval.hpp"
#include "model/core/enumeration.hpp"

namespace salus::calibration {

/// What can be wrong on purpose, to see that the check finds it.
struct SbcFault {
  enum class Kind : std::uint8_t {
    none,
    narrow,   ///< draws at `size` of their distance to their mean
    shift,    ///< draws moved by `size` of their standard deviations
    prior,    ///< truths from a prior of `size` times the typical volatility
    ignored,  ///< draws from the prior: the data are not looked at
  };
  Kind kind = Kind::none;
  double size = 0.0;
};
inline constexpr auto sbc_fault_names = model::enumerator_names<SbcFault::Kind>;
/// Of the faults that `salus sbc` plants.
inline constexpr model::EnumArray<double, SbcFault::Kind> sbc_fault_sizes{{0.0, 0.8, 0.2, 2.0, 0.0}};

struct SbcPlan {
  FitPanel pattern;  ///< years, sources, counting noise and drivers of each panel; its rates are not used
  FitPlan fit;       ///< its seed is that of the whole check; `thin` so large that draws are nearly independent
  SbcFault fault;
};

/// Six countries in two regions from 2011 to 2022: years are missing, one has the second source only, one has 3 to 10
/// victims a year, three have drivers. @param countries the first so many.
FitPanel sbc_pattern(std::size_t countries = 6);
/// Sweeps by measurement (calibration/fit/README.md): draws of a panel of that pattern are nearly independent.
FitPlan sbc_fit_plan();
/// The same for the panel of all countries.
FitPlan sbc_full_plan();

struct SbcQuantity {
  std::string name;
  FitGroup group = FitGroup::pooled;
};
/// Quantities that are ranked, in order: what the panel can inform of those of the fit, and `log_likelihood`, that of
/// all readings.
std::vector<SbcQuantity> sbc_quantities(const FitPanel& pattern);

/// By quantity.
struct SbcReplicate {
  std::vector<std::uint32_t> rank;  ///< of the truth, 0 .. draws
  std::vector<double> ess;          ///< effective sample size of the draws; not a number where they are constant
};
/// A function of plan and number alone. @throws FitStopped
SbcReplicate sbc_replicate(const SbcPlan& plan, std::uint64_t number);

/// Draws of a replicate, over all chains.
std::uint32_t sbc_draws(const SbcPlan& plan);

inline constexpr std::size_t sbc_bins = 20;

struct SbcVerdict {
  SbcQuantity quantity;
  double p_value = 1.0;  ///< of uniform ranks, this quantity alone
  double adjusted =
      1.0;  ///< over all quantities (Bonferroni): below the wanted rate of false alarms the fit is rejected
  std::array<std::uint32_t, sbc_bins> histogram{};
  double ess_share = 1.0;    ///< mean effective sample size, of the number of draws
  model::Coverage coverage;  ///< of truths
};
/// @pre at least one replicate; draws + 1 is a multiple of `sbc_bins`.
std::vector<SbcVerdict> sbc_verdicts(const std::vector<SbcQuantity>& quantities,
                                     std::span<const SbcReplicate> replicates, std::uint32_t draws);

/// Histograms added up and coverages averaged, for a look: `pooled` over what all countries share, and a group for what
/// each country has. Members of a group hang together within a replicate, so a group has no p-value.
struct SbcGroup {
  FitGroup of = FitGroup::pooled;
  std::uint32_t quantities = 0;
  std::array<std::uint32_t, sbc_bins> histogram{};
  model::Coverage coverage;
};
std::vector<SbcGroup> sbc_groups(const std::vector<SbcVerdict>& verdicts);

}  // namespace salus::calibration
