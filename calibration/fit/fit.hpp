#pragma once
/// The country fit: chains in parallel, draws kept, diagnostics.
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "calibration/fit/chain.hpp"
#include "calibration/inference/diagnostics.hpp"
#include "model/core/executor.hpp"

namespace salus::calibration {

struct FitPlan {
  /// sweeps; `kept` draws a chain, every `thin`-th sweep
  std::size_t chains = 4;
  std::size_t warmup = 1000;
  std::size_t kept = 250;
  std::size_t thin = 8;

  std::uint64_t seed = 1;
  FitAssumptions assumptions;
  std::function<bool()> stop;  ///< asked after each sweep; may be empty
};

/// Keeps chains that are under way, so that a fit goes on after a stop with the same numbers. Called from the chains'
/// threads, never twice at once for one chain.
struct ChainStore {
  std::function<std::optional<std::vector<double>>(std::size_t chain)> load;
  std::function<void(std::size_t chain, const std::vector<double>&)> save;
  std::size_t every = 500;  ///< sweeps
};

/// The plan's `stop` said so.
class FitStopped : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Draws by chain.
struct Fit {
  std::vector<std::vector<FitDraw>> draws;  ///< [chains][kept]
};

/// What a quantity is of: of all countries (`pooled`), of a region, or of a country by what it is.
enum class FitGroup : std::uint8_t { pooled, region_level, level, log_volatility, log_noise, offset };
inline constexpr auto fit_group_names = model::enumerator_names<FitGroup>;
/// What a quantity of a country or a region goes by: `level[KEN]`.
std::string member_name(std::string_view quantity, std::string_view member);
std::string member_name(FitGroup group, std::string_view member);

/// One quantity of the fit by chain.
struct FitQuantity {
  std::string name;  ///< of a pooled value, drift, region_level[n], level[ISO], log_volatility[ISO], log_noise[ISO],
                     ///< offset[ISO]
  std::vector<std::vector<double>> chains;  ///< [chains][kept]
  bool informed = true;  ///< false: no reading can tell (offset of a country without a second source)
  FitGroup group = FitGroup::pooled;
};
/// Every quantity whose mixing is judged: pooled values, levels of regions, and of each country level, volatility,
/// noise and offset.
std::vector<FitQuantity> quantities(const FitPanel& panel, const Fit& fit);
/// Null where none of them has the name.
const FitQuantity* find_quantity(const std::vector<FitQuantity>& all, std::string_view name);
/// @throws std::logic_error where none of them has the name
const FitQuantity& quantity_named(const std::vector<FitQuantity>& all, std::string_view name);

struct QuantityMixing {
  std::string name;
  Mixing mixing;
};
std::vector<QuantityMixing> mixing_of(const std::vector<FitQuantity>& quantities);

struct WorstMixing {
  double r_hat = 0.0;
  double bulk_ess = 0.0;
  double tail_ess = 0.0;
  std::string r_hat_of;
  std::string bulk_of;
  std::string tail_of;
};
/// The worst over the quantities.
WorstMixing worst_mixing(const std::vector<QuantityMixing>& quantities);

/// Deterministic in panel and plan; the executor runs whole chains. @param store may be null. @throws FitStopped
Fit fit_countries(const FitPanel& panel, const FitPlan& plan, const model::Executor& executor,
                  const ChainStore* store = nullptr);

}  // namespace salus::calibration
