#pragma once
/// One Markov chain of the synthesis under one account of selection. Effects of places are integrated out throughout;
/// the README says which part moves how.
#include "calibration/inference/adaptive_block.hpp"
#include "calibration/synthesis/density.hpp"

namespace salus::calibration::synthesis {

class Chain {
 public:
  /// Starts from the prior. @param setting refers to what outlives the chain
  Chain(const Setting& setting, model::RandomKey key);
  /// Moves everything once. @param learning proposals and reference points adapt: never in sweeps that are kept
  void sweep(std::uint32_t number, bool learning);
  const State& state() const { return state_; }
  /// Posterior over prior density at no selection, given everything else: the mean over draws is the Bayes factor of no
  /// selection against this account (Dickey 1971, doi:10.1214/aoms/1177693507). 1 under no selection.
  double density_at_none() const;

 private:
  void move_coefficients(Stream& random);
  void move_together(bool learning, Stream& random);
  void move_trial_spreads(Stream& random);
  void move_weights(Stream& random);
  void move_error(std::uint32_t trial, std::uint32_t item, Stream& random);
  void move_estimate(std::uint32_t trial, std::uint32_t item, Stream& random);
  void move_error_law(Stream& random);
  void move_error_line(Origin origin, Stream& random);
  void learn_reference();

  std::vector<double> together() const;
  void put_together(const std::vector<double>& x, State& state) const;
  double together_density(const State& state) const;

  Setting setting_;
  model::RandomKey key_;
  State state_;
  std::vector<double> reference_;  ///< by trial: mean of the leading item around which log shares are expanded
  double reference_steps_ = 0.0;
  std::vector<double> known_log_errors_;  ///< by item; read where the error is known
  Gaussian gaussian_;                     ///< of the coefficients given everything else, shares expanded
  AdaptiveBlock together_;
};

}  // namespace salus::calibration::synthesis
