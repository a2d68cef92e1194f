#pragma once
/// The oracle: every team's trials are predicted from all other teams', and scored beside simpler predictions and
/// beside the noise that no prediction can be below.
#include <functional>
#include <vector>

#include "calibration/statistics.hpp"
#include "calibration/synthesis/outcome.hpp"
#include "model/core/executor.hpp"
#include "model/core/grid.hpp"

namespace salus::calibration {

/// Who predicts.
enum class TrialForecaster : std::uint8_t {
  salus,
  random_effects,  ///< of the row, in a new place; of its kind, or of all, where fewer than two trials are known
  two_level,       ///< trials within rows within all, both spreads by likelihood
  floor            ///< the true effect known, the trial's own error alone: expected, not scored
};
inline constexpr auto trial_forecaster_names = model::enumerator_names<TrialForecaster>;

/// What is foretold of one outcome, on the scale of the log relative risk.
struct TrialForecast {
  double mean = 0.0;
  double low = 0.0;  ///< of the 90 % interval
  double high = 0.0;
  double crps = 0.0;  ///< continuous ranked probability score of the log relative risk
};

/// One outcome, and what each forecaster said before it.
struct PredictedTrial {
  std::size_t outcome = 0;  ///< place in Evidence::outcomes
  double observed = 0.0;
  double error = 0.0;  ///< of the study and of the conversion
  model::EnumArray<TrialForecast, TrialForecaster> by;
};

/// Draws of what each target will report, from evidence that does not hold it: [target][draw]. Called at the same time
/// for several teams.
using TrialPredictor =
    std::function<std::vector<std::vector<double>>(const Evidence& known, const std::vector<Outcome>& targets)>;

/// Whether an outcome can be scored: a size and a standard error that was published. A bound is none, since it follows
/// from the size.
bool is_scored(const Outcome& outcome);
/// An outcome without what came of it, as it is foretold: neither its size nor an error that follows from that.
Outcome hidden(const Outcome& outcome);
/// Evidence without those outcomes; its lists of names stay. @param left_out by outcome
Evidence evidence_without(const Evidence& evidence, const std::vector<bool>& left_out);

/// Leaves out each team that has an outcome to be scored, with all its trials. In the order of the outcomes.
/// @param finished called after each team, from any thread
std::vector<PredictedTrial> predict_trials(const Evidence& evidence, const TrialPredictor& predictor,
                                           const model::Executor& executor, const std::function<void()>& finished = {});

/// The simple forecasters: normal, mean and sd without the target's own error. @pre known holds an outcome that can be
/// scored
struct NormalForecast {
  double mean;
  double sd;
};
NormalForecast random_effects_forecast(const Evidence& known, const Outcome& target);
NormalForecast two_level_forecast(const Evidence& known, const Outcome& target);

}  // namespace salus::calibration
