#pragma once
/// The synthesis of all studies: draws under each account of selection, their weights, and predictions of new trials.
#include "calibration/inference/mcmc_plan.hpp"
#include "calibration/synthesis/average.hpp"
#include "model/core/executor.hpp"

namespace salus::calibration::synthesis {

struct Settings {
  McmcPlan chain{.chains = 2, .warm_up = 300, .draws = 400, .seed = 1};  ///< of each account
  Priors priors;
  SelectionWeights selection = model::for_each_of<Selection, double>(
      {{Selection::none, 0.1}, {Selection::step, 0.45}, {Selection::slope, 0.45}});  ///< prior weights;
                                                                                     ///< none: not fitted
  bool keep_items = false;  ///< of each draw results and errors of all items, so that a trial's other outcomes can be
                            ///< foretold from what it found
};

/// What is kept of a draw: of a State, what all trials share.
struct SynthesisDraw {
  Selection selection = Selection::none;
  State state;  ///< its lists by item are empty, but for results, errors and places where items are kept
};

struct AccountFit {
  std::vector<std::vector<SynthesisDraw>> chains;  ///< [chain][draw]
  double none_against = 1.0;                       ///< Bayes factor of no selection against this account
  std::vector<double> left_out;                    ///< log density of each trial, predicted from the others
};

struct Synthesis {
  Frame frame;
  Priors priors;
  model::EnumArray<AccountFit, Selection> accounts;
  SelectionWeights weights;          ///< of the accounts, by Bayes factors
  SelectionWeights by_prediction;    ///< the same by predictions of trials left out
  std::vector<SynthesisDraw> draws;  ///< of all accounts by their weights, each draw alike
};

/// Deterministic in evidence and settings; the executor runs whole chains. @throws std::invalid_argument as
/// `make_frame`, and where there are no outcomes
Synthesis fit(const Evidence& evidence, const Settings& settings, const model::Executor& executor);

/// Settings for fits to nearly the same evidence (a team left out): one chain of each account that weighs at least 2 %
/// with all of it.
Settings refit_settings(const Synthesis& full, Settings settings);

/// What a prediction is of.
enum class Predicted : std::uint8_t {
  mean,       ///< the mean over places
  effect,     ///< the effect on one outcome of a new place, without error
  trial,      ///< what a trial finds there, whether published or not
  published,  ///< what a published trial finds there
};
/// Draws of the log relative risk of a new trial, one for each of `synthesis.draws` (times `each`): a level that no
/// outcome has is drawn with the spread of its group. Read of the target: its levels, standard error (missing: drawn
/// from its size), conversion_sd, `treated`. A target of a trial that is in the fit is foretold given what that trial
/// found, where items were kept: they share a place and half of an error; it is not selected once more. One that is not
/// treated any more has no effect: what is left is the spread of outcomes and the error.
std::vector<double> predict(const Synthesis& synthesis, const Outcome& target, Predicted what, std::uint64_t seed,
                            std::uint32_t each = 1);

}  // namespace salus::calibration::synthesis
