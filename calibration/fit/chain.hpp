#pragma once
/// One chain of the country fit: Gibbs over what has an exact conditional law, adaptive Metropolis over the rest,
/// conditional particle filter over rare events.
#include "calibration/fit/common.hpp"
#include "calibration/fit/panel.hpp"
#include "calibration/fit/parameters.hpp"
#include "calibration/inference/adaptive_block.hpp"

namespace salus::calibration {

/// What a fit assumes besides its data.
struct FitAssumptions {
  Feedback feedback;  ///< the loops that are on
  std::size_t particles = 24;
};

/// A draw from the posterior.
struct FitDraw {
  PooledValues pooled;
  double drift = 0.0;                ///< of the last year, a year
  std::vector<double> region_level;  ///< [regions] mean log rate per 100,000 when series begin
  /// [countries] each: end of the last year; sd of a year's own innovation; sd of a reading beyond counting; what is
  /// still fed back; offset of the second source; mean of the last year.
  std::vector<double> level;
  std::vector<double> volatility;
  std::vector<double> noise;
  std::vector<double> memory;
  std::vector<double> offset;
  std::vector<double> latest;
  std::vector<float> shown;     ///< [countries][years] log of what a police reading without any noise would show; not a
                                ///< number before the first reading
  double log_likelihood = 0.0;  ///< of all readings, given everything but the paths
};

class Chain {
 public:
  Chain(const FitPanel& panel, const FitAssumptions& assumptions, model::RandomKey key);
  /// One sweep over everything. @param learning proposals adapt.
  void sweep(std::uint32_t number, bool learning);
  FitDraw draw() const;

  std::vector<double> save() const;
  void load(const std::vector<double>& saved);

 private:
  double own_log_prior(const std::vector<double>& own) const;
  void set_law(std::size_t c);
  void set_laws();
  double likelihood(std::size_t c) const { return log_likelihood(laws_[c], panel_.countries[c].readings, events_[c]); }
  // Parts of a sweep, in its order.
  void update_events(bool learning, Stream random);
  void update_own(bool learning, Stream random);
  void update_common(bool learning, Stream random);
  void update_event_rates(bool learning, Stream random);
  void update_levels(bool learning, Stream random);
  template <class Density>
  void walk(AdaptiveBlock& block, const std::vector<Pooled>& which, const Density& density, bool learning,
            Stream& random);
  void update_spread(AdaptiveBlock& block, const std::vector<Pooled>& which, const std::vector<double>& log_values,
                     bool learning, Stream& random);
  struct Base {
    PooledValues pooled;
    std::vector<double> log_sd;
    std::vector<double> log_noise;
  };
  void set_pooled(const Base& base, const std::vector<Pooled>& which, const std::vector<double>& line);
  void restore(const Base& base);
  void update_pooled(AdaptiveBlock& block, const std::vector<Pooled>& which, int steps, bool learning, Stream& random);

  const FitPanel& panel_;
  FitAssumptions assumptions_;
  model::RandomKey key_;
  bool drivers_ = false;

  PooledValues pooled_;

  /// of countries: sd of an innovation; variance of a reading in variances of an innovation
  std::vector<double> log_sd_;
  std::vector<double> log_noise_;
  std::vector<double> region_level_;

  std::vector<Events> events_;
  CommonPath common_;
  std::vector<CountryPath> paths_;
  std::vector<CountryLaw> laws_;

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

/// Draws a panel's readings from the prior, at the years and with the counting noise of `pattern`; for simulation-based
/// calibration.
/// @param truth takes what was drawn. @param records priors; others than the fit's own only to see that the difference
/// is found.
FitPanel simulate(const FitPanel& pattern, const FitAssumptions& assumptions, model::RandomKey key, FitDraw& truth,
                  const std::array<PooledRecord, pooled_count>& records = pooled_records());

/// A draw from the prior, with the likelihood of the panel's readings at it: what a fit that ignored them would give.
FitDraw draw_prior(const FitPanel& panel, const FitAssumptions& assumptions, model::RandomKey key);

}  // namespace salus::calibration
