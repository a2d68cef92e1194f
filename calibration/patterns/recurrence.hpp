#pragma once
/// Whether a neighbourhood's month after one with a crime has one more often than its month after one without.
#include <cstddef>
#include <cstdint>
#include <vector>

#include "calibration/patterns/point_events.hpp"

namespace salus::calibration {

/// Side of the squares that stand for neighbourhoods.
inline constexpr double neighbourhood_m = 800.0;

/// Months with a crime, by neighbourhood that had any: [neighbourhood][month], from the first event's month to the
/// last's.
std::vector<std::vector<std::uint8_t>> months_with_crime(const PointEvents& events, double square_m = neighbourhood_m);

struct Recurrence {
  /// Mantel-Haenszel relative risk of a month with a crime after one with, against one without, neighbourhoods as
  /// strata. With a months of both kinds, c with a crime after one without, n1 months after one with, n0 after one
  /// without, n = n1 + n0: sum of a n0 / n over sum of c n1 / n.
  double relative_risk = 0.0;

  /// 95 %. Source: Greenland, Robins 1985, doi:10.2307/2530643.
  double low = 0.0;
  double high = 0.0;

  /// The same where each neighbourhood's months are dealt anew, mean over permutations. It lies below 1 by about one
  /// over the months with a crime of a neighbourhood: a month that had its crime leaves fewer to the others (as in
  /// Miller, Sanjurjo 2018, doi:10.3982/ECTA14943).
  double null = 0.0;
  double p = 1.0;  ///< (1 + permutations with at least that relative risk) / (1 + permutations)
  std::size_t neighbourhoods = 0;
  std::size_t months = 0;
  double adjusted() const {
    return relative_risk / null;
  }  ///< 1 where nothing recurs, whatever the size of the neighbourhoods' own risks
};

/// Strata that never change (no crime, or one every month) say nothing. Not a number where no stratum says anything.
/// @param months [neighbourhood][month], 1 where there was a crime; at least three months
Recurrence recurrence(const std::vector<std::vector<std::uint8_t>>& months, std::uint32_t permutations,
                      std::uint64_t seed);

}  // namespace salus::calibration
