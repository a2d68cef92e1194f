#pragma once
/// The country fit: chains in parallel, draws kept, diagnostics.
#include "calibration/fit/chain.hpp"
#include "model/core/executor.hpp"

namespace salus::calibration {

struct FitPlan {
  std::size_t chains = 4, warmup = 1000, kept = 250, thin = 8;  ///< sweeps; `kept` draws a chain, every `thin`-th sweep
  std::uint64_t seed = 1;
  FitAssumptions assumptions;
};

/// Draws by chain.
struct Fit {
  std::vector<std::vector<FitDraw>> draws;  ///< [chains][kept]
};

/// Deterministic in panel and plan; the executor runs whole chains.
Fit fit_countries(const FitPanel& panel, const FitPlan& plan, const model::Executor& executor);

}  // namespace salus::calibration
