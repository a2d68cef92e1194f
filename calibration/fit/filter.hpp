#pragma once
/// One country's yearly homicide as a linear state space, given in which years something rare happened: Kalman filter,
/// simulation smoother, and a conditional particle filter over the rare events in which each particle carries its own
/// Kalman filter.
///
/// Within a year the log rate moves in twelve equal steps, as in the engine, so that a yearly mean is no end-of-year
/// value. With a the year's expected external change and eta its innovation (variance v, or v (1 + size^2) in a year
/// with a jump):
///   h' = h + (a + eta) + feedback,  m' = q m + gain sqrt(q) (a + eta),  mean = h + (13/24) a + eta~ + feedback,
/// h the log rate at the end of a year, m what earlier changes still have to feed back through the loops.
#include <array>
#include <cstdint>
#include <vector>

#include "calibration/inference/stream.hpp"

namespace salus::calibration {

/// The loops of the country layer in one equation: a lasting rise of the log rate from outside by 1 ends as a rise by 1
/// / (1 - gain).
struct Feedback {
  double gain = 0.0;    ///< 0 with every loop off
  double memory = 5.0;  ///< years
};

/// A published yearly figure.
struct Reading {
  std::size_t year = 0;  ///< position on the panel's axis
  double log_rate = 0.0;
  double counting = 0.0;  ///< variance of the log from counting victims alone
  bool modelled = false;  ///< second source: shifted by the country's own offset
};

/// What the readings of a country are compared with. Variances are of the log rate.
struct CountryLaw {
  Feedback feedback;
  double variance = 0.01;  ///< of a year's innovation without a jump
  double jump_variance =
      0.0;  ///< what a rare event adds: a jump to the innovation, an outlier to the readings of the year

  /// a year; not both in one
  double jump_probability = 0.0;
  double outlier_probability = 0.0;

  double reading_variance = 0.0;   ///< of a police reading beyond counting
  double modelled_variance = 0.0;  ///< of a reading of the second source
  double offset_variance = 0.0;    ///< of the second source's offset before the first year, prior
  double offset_step = 0.0;        ///< of its yearly step

  /// of h before the first year, prior
  double level_mean = 0.0;
  double level_variance = 1.0;

  std::size_t first = 0;         ///< first year of the filter
  std::vector<double> expected;  ///< [years] a, from the axis' first year
  std::vector<double> shift;     ///< [years] added to every reading's mean: a shock that leaves no trace in h
};

/// Years with a rare event, one bit each, so an axis has at most 64 years. A jump lasts; an outlier is gone the next
/// year (a massacre, a changed way of counting that was changed back).
struct Events {
  std::uint64_t jumps = 0;
  std::uint64_t outliers = 0;
  bool jump(std::size_t year) const { return (jumps >> year) & 1; }
  bool outlier(std::size_t year) const { return (outliers >> year) & 1; }
  friend bool operator==(const Events&, const Events&) = default;
};

/// A year's step; its coefficients follow from the loops.
struct YearStep {
  explicit YearStep(const Feedback& feedback);
  std::array<double, 3> from_memory{};  ///< what m adds to h, m and the yearly mean
  std::array<double, 3> load{};         ///< what a + eta adds to each; the mean takes 13/24 a + eta~ besides

  /// One year with a given change a + eta and own part of the mean, 13/24 a + eta~. @return the yearly mean.
  double advance(double& level, double& memory, double change, double in_mean) const;
  /// One year drawn: expected change, standard deviation of the innovation.
  double advance(double& level, double& memory, double expected, double sd, Stream& random) const;
};

/// Log-likelihood of the readings (sorted by year) given the events. Exact.
double log_likelihood(const CountryLaw& law, const std::vector<Reading>& readings, const Events& events);

/// Draws what happened in a year of which nothing is known.
void draw_event(const CountryLaw& law, std::size_t year, Events& events, Stream& random);

/// A draw of everything latent, given the events and the readings.
struct CountryPath {
  double start = 0.0;  ///< h before the first year

  /// h, m and the second source's offset at the end of the axis
  double level = 0.0;
  double memory = 0.0;
  double offset = 0.0;

  std::vector<double> change;   ///< [years] a + eta; 0 before the first year
  std::vector<double> mean;     ///< [years] yearly means of the log rate
  std::vector<double> offsets;  ///< [years] offset of the second source
};

/// Durbin, Koopman 2002, doi:10.1093/biomet/89.3.603: simulated path plus the smoothed error of its readings.
CountryPath draw_path(const CountryLaw& law, const std::vector<Reading>& readings, const Events& events,
                      Stream& random);

/// Particle filter over the events. Every particle goes on in all three ways; of these as many as there are particles
/// are left, the heavy ones surely and the others by chance, so that no two are alike and the likelihood estimate
/// scatters little. Conditional on a path it leaves the law of the events given the readings as it is. Sources:
/// Fearnhead, Clifford 2003, doi:10.1111/1467-9868.00421; Whiteley, Andrieu, Doucet 2010, arXiv:1011.2437 (discrete
/// particle Markov chain Monte Carlo).
struct EventFilter {
  double log_likelihood = 0.0;  ///< log of an unbiased estimate, where no path was given
  Events events;                ///< drawn from the particles
};
/// @param kept a path to condition on, or null.
EventFilter filter_events(const CountryLaw& law, const std::vector<Reading>& readings, std::size_t particles,
                          const Events* kept, Stream& random);

}  // namespace salus::calibration
