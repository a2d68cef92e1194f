#pragma once
/// Near-repeat victimisation: the Knox test of space-time interaction, and repeats at the same place.
#include "calibration/patterns/point_events.hpp"
#include "model/core/executor.hpp"

namespace salus::calibration {

/// Bands, permutations and limits of a Knox test.
struct KnoxPlan {
  /// Upper ends of the bands of distance, metres, inclusive; the first is the same place. 125 m is about a block.
  std::vector<double> space_m{1.0, 125.0, 250.0, 400.0};
  /// Upper ends of the bands of time between two dates, days, inclusive.
  std::vector<std::uint32_t> days{14, 28, 42, 56};
  std::uint32_t permutations = 999;
  std::uint64_t seed = 1;
  /// Dates are permuted only within periods of so many days, counted from the first event; 0: within the whole series.
  /// Short periods keep slow shifts of crime between parts of a city from being taken for near repeats. Source:
  /// Ornstein, Hammond 2017, doi:10.1007/s10940-016-9281-1.
  std::uint32_t period_days = 0;
  std::uint32_t most_events = 20000;  ///< if there are more: those of the first two years, at most so many
  std::size_t most_pairs =
      10000000;  ///< within the last band of distance; if there are more: half of the events, and so on
};

/// Pairs of events in one band of distance and time.
struct KnoxCell {
  std::uint32_t observed = 0;
  double mean = 0.0;  ///< over the permutations

  /// 2.5 and 97.5 % of the permutations, pairs
  double low = 0.0;
  double high = 0.0;

  double p = 1.0;        ///< (1 + permutations with at least as many pairs) / (1 + permutations)
  double ratio() const;  ///< observed / mean; not a number where the mean is 0
};

struct Knox {
  std::vector<std::vector<KnoxCell>> bands;  ///< [distance][time]: pairs in both bands
  std::vector<std::vector<KnoxCell>>
      within;                ///< [distance][time]: pairs up to the ends of both, the same place included
  std::uint32_t events = 0;  ///< that were used, the first of those given
  std::size_t pairs = 0;     ///< of any time apart, within the last band of distance

  /// What near repeats are told by: pairs at the same place or in the band next to it, in the first band of time.
  const KnoxCell& nearest() const { return within[1].front(); }
};

/// Knox test: pairs near in space and time, compared with random permutations of the dates over the events. The time
/// of day is not used, as in the published studies. @param events of resolution day or minute, sorted. @note The same
/// for any number of threads. Cost: permutations x pairs. Source: Knox 1964, doi:10.2307/2985220; permutation and bands
/// of a block: Ratcliffe, Rengert 2008, doi:10.1057/palgrave.sj.8350068. Checked by
/// tests/calibration/patterns/near_repeat_test.cpp (all pairs).
Knox near_repeat(const PointEvents& events, const KnoxPlan& plan, const model::Executor& executor);

/// Length of the window for repeats, days.
inline constexpr std::int32_t repeat_days = 365;

/// Share of crimes that are repeats: a crime opens a window of 365 days, in which all others at the same place are
/// repeats; the first one after it opens the next window. Crimes within 1 m of each other, directly or through a chain
/// of others, are at one place. It may be a block or a street corner rather than a victim. Counts as in Farrell, Pease
/// 1993 (Once bitten, twice bitten, Home Office): incidents beyond the first over incidents. @param events of
/// resolution day or minute, not empty
double same_place_repeats(const PointEvents& events);

}  // namespace salus::calibration
