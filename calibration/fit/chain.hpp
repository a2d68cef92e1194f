#pragma once
/// One chain of the country fit: Gibbs over what has an exact conditional law, adaptive Metropolis over the rest,
/// conditional particle filter over rare events.
#include <span>

#include "calibration/fit/law.hpp"
#include "calibration/inference/adaptive_block.hpp"

namespace salus::calibration {

class Chain {
 public:
  Chain(const FitPanel& panel, const FitAssumptions& assumptions, model::RandomKey key);
  /// One sweep over everything. @param learning proposals adapt.
  void sweep(std::uint32_t number, bool learning);
  FitDraw draw() const { return draw_of(panel_, state_); }

  std::vector<double> save() const;
  void load(const std::vector<double>& saved);

 private:
  /// Some of the pooled values, updated together.
  using Some = std::span<const Pooled>;
  /// Values before a Metropolis step, to return to where it is rejected.
  struct Base {
    PooledValues pooled;
    std::vector<double> log_sd;
    std::vector<double> log_noise;
  };

  std::size_t countries() const { return panel_.countries.size(); }
  const std::vector<Reading>& readings(std::size_t c) const { return panel_.countries[c].readings; }
  double own_log_prior(std::size_t country, const std::vector<double>& own) const;
  void set_laws();
  double likelihood(std::size_t c) const { return log_likelihood(state_.laws[c], readings(c), state_.events[c]); }

  Base base() const { return {state_.pooled, state_.log_sd, state_.log_noise}; }
  void set_pooled(const Base& base, Some which, const std::vector<double>& line);
  void restore(const Base& base);

  // Parts of a sweep, in its order.
  void update_events(bool learning, Stream random);
  void update_own(bool learning, Stream random);
  void update_pooled(AdaptiveBlock& block, Some which, int steps, bool learning, Stream random);
  void update_paths(Stream random);
  void update_common(bool learning, Stream random);
  using LawBetween = BetweenCountries (*)(const PooledValues& pooled, double quality);
  void update_spread(AdaptiveBlock& block, Some which, const std::vector<double>& log_values, LawBetween law,
                     bool learning, Stream& random);
  void update_event_rates(bool learning, Stream random);
  void update_levels(bool learning, Stream random);

  double filter_all(bool keep, std::vector<Events>& events, Stream& random) const;
  std::vector<std::vector<CommonReading>> common_readings() const;
  template <class Density>
  void walk(AdaptiveBlock& block, Some which, const Density& density, bool learning, Stream& random);
  std::array<AdaptiveBlock*, 9> blocks();
  std::array<const AdaptiveBlock*, 9> blocks() const;

  const FitPanel& panel_;
  FitAssumptions assumptions_;
  model::RandomKey key_;
  bool drivers_ = false;

  FitState state_;

  std::vector<AdaptiveBlock> own_;
  AdaptiveBlock readings_block_;
  AdaptiveBlock driver_block_;
  AdaptiveBlock common_block_;
  AdaptiveBlock volatility_block_;
  AdaptiveBlock noise_block_;
  AdaptiveBlock event_block_;
  AdaptiveBlock level_block_;
  AdaptiveBlock marginal_block_;
  AdaptiveBlock own_block_;
};

}  // namespace salus::calibration
