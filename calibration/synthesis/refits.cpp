#include "calibration/synthesis/refits.hpp"

namespace salus::calibration {
namespace {

constexpr std::uint32_t predictions_a_draw = 10;

}  // namespace

TrialPredictor refitting_predictor(synthesis::Settings settings) {
  settings.keep_items = true;
  return [settings](const Evidence& known, const std::vector<Outcome>& targets) {
    const auto fitted = synthesis::fit(known, settings, *model::make_serial_executor());
    // Targets of one trial share place and error, here wholly; those of different trials share neither.
    std::vector<std::vector<double>> draws;
    for (const auto& target : targets)
      draws.push_back(synthesis::predict(fitted, target, synthesis::Predicted::published,
                                         settings.chain.seed + target.trial, predictions_a_draw));
    return draws;
  };
}

}  // namespace salus::calibration
