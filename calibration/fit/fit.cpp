#include "calibration/fit/fit.hpp"

namespace salus::calibration {

Fit fit_countries(const FitPanel& panel, const FitPlan& plan, const model::Executor& executor) {
  Fit fit;
  fit.draws.resize(plan.chains);
  executor.for_blocks(plan.chains, 1, [&](std::size_t begin, std::size_t end) {
    for (std::size_t c = begin; c < end; ++c) {
      Chain chain(panel, plan.assumptions, model::random_key(plan.seed, c, 0));
      std::uint32_t number = 1;
      for (std::size_t i = 0; i < plan.warmup; ++i) chain.sweep(number++, true);
      for (std::size_t i = 0; i < plan.kept; ++i) {
        for (std::size_t k = 0; k < plan.thin; ++k) chain.sweep(number++, false);
        fit.draws[c].push_back(chain.draw());
      }
    }
  });
  return fit;
}

}  // namespace salus::calibration
