#pragma once
/// The law of one country's yearly homicide: what is read of it, in which years something rare happened, and a year's
/// step.
///
/// Within a year the log rate moves in twelve equal steps, as in the engine, so that a yearly mean is no end-of-year
/// value. With a the year's expected external change and eta its innovation (variance v, or v (1 + size^2) in a year
/// with a jump):
///   h' = h + (a + eta) + feedback,  m' = q m + gain sqrt(q) (a + eta),  mean = h + (13/24) a + eta~ + feedback,
/// h the log rate at the end of a year, m what earlier changes still have to feed back through the loops.
#include <cmath>
#include <cstdint>
#include <vector>

#include "calibration/inference/stream.hpp"

namespace salus::calibration {

// Twelve equal steps at the starts of the months: mean weight of a year's innovation in the yearly mean, and mean
// square.
inline constexpr double mean_weight = 13.0 / 24.0;
inline constexpr double mean_square = 650.0 / 1728.0;
/// Standard deviation of what eta does not tell of eta~, for an innovation of variance 1.
inline const double mean_rest = std::sqrt(mean_square - mean_weight * mean_weight);

/// The loops of the country layer in one equation: a lasting rise of the log rate from outside by 1 ends as a rise by 1
/// / (1 - gain).
struct Feedback {
  double gain = 0.0;    ///< 0 with every loop off
  double memory = 5.0;  ///< years
};

/// A published yearly figure.
struct Reading {
  std::uint32_t year = 0;  ///< position on the panel's axis
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

  std::uint32_t first = 0;       ///< first year of the filter
  std::vector<double> expected;  ///< [years] a, from the axis' first year
  std::vector<double> shift;     ///< [years] added to every reading's mean: a shock that leaves no trace in h
  std::uint32_t years() const { return static_cast<std::uint32_t>(expected.size()); }
};

/// Years with a rare event, one bit each, so an axis has at most 64 years. A jump lasts; an outlier is gone the next
/// year (a massacre, a changed way of counting that was changed back).
struct Events {
  std::uint64_t jumps = 0;
  std::uint64_t outliers = 0;
  bool jump(std::uint32_t year) const { return (jumps >> year) & 1; }
  bool outlier(std::uint32_t year) const { return (outliers >> year) & 1; }
  void add_jump(std::uint32_t year) { jumps |= std::uint64_t{1} << year; }
  void add_outlier(std::uint32_t year) { outliers |= std::uint64_t{1} << year; }
  friend bool operator==(const Events&, const Events&) = default;
};

/// Where the step stands at the end of a year.
struct LevelMemory {
  double level = 0.0;   ///< h
  double memory = 0.0;  ///< m
};
/// What a year brings.
struct YearChange {
  double change = 0.0;   ///< a + eta
  double in_mean = 0.0;  ///< own part of the yearly mean, 13/24 a + eta~
};
/// The same before it is drawn.
struct ChangeLaw {
  double expected = 0.0;  ///< a
  double sd = 0.0;        ///< of eta
};

/// What something adds, for one of its own, to the state of a year.
struct Weights {
  double level = 0.0;   ///< to h
  double memory = 0.0;  ///< to m
  double mean = 0.0;    ///< to the yearly mean
};

/// A year's step; its coefficients follow from the loops.
struct YearStep {
  explicit YearStep(const Feedback& feedback);
  Weights of_memory;  ///< what m adds
  Weights of_change;  ///< what a + eta adds; the mean takes 13/24 a + eta~ besides

  /// One year as it is given. @return the yearly mean.
  double advance(LevelMemory& at, const YearChange& year) const;
  /// One year drawn.
  double advance(LevelMemory& at, const ChangeLaw& year, Stream& random) const;
};

}  // namespace salus::calibration
