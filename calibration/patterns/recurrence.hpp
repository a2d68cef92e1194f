#pragma once
/// Recurrence of crime in neighbourhoods: whether it is more likely in the month after one with a crime than in the
/// month after one without.
#include <cstddef>
#include <cstdint>
#include <vector>

#include "calibration/patterns/point_events.hpp"
#include "model/core/executor.hpp"

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

  /// Mean relative risk with the months of each neighbourhood in random order. It is below 1, by about 1 over the
  /// number of a neighbourhood's months with a crime: the bias of conditioning on an earlier event in a short series
  /// (Miller, Sanjurjo 2018, doi:10.3982/ECTA14943).
  double null = 0.0;
  double p = 1.0;  ///< (1 + permutations with at least that relative risk) / (1 + permutations)
  std::size_t neighbourhoods = 0;
  std::size_t months = 0;
  /// Relative risk without that bias: 1 if there is no recurrence, however much risk differs between neighbourhoods.
  double adjusted() const { return relative_risk / null; }
};

/// Neighbourhoods with no crime, or with crime in every month, carry no information. Not a number where none carries
/// any.
/// @param months [neighbourhood][month], 1 where there was a crime; at least three months
/// @note The same for any number of threads.
Recurrence recurrence(const std::vector<std::vector<std::uint8_t>>& months, std::uint32_t permutations,
                      std::uint64_t seed, const model::Executor& executor);

}  // namespace salus::calibration
