#pragma once
/// All statistics on the events of one type in one city, and what could not be computed of them.
#include <optional>

#include "calibration/patterns/concentration.hpp"
#include "calibration/patterns/near_repeat.hpp"
#include "calibration/patterns/recurrence.hpp"
#include "calibration/patterns/rhythm.hpp"
#include "calibration/patterns/study_area.hpp"

namespace salus::calibration {

struct PatternPlan {
  double cell_m = 100.0;             ///< side of a cell: about a street segment
  std::uint32_t permutations = 999;  ///< of the tests
  std::uint32_t null_draws = 199;    ///< of concentration by chance
  std::uint64_t seed = 1;
};

/// Least number of events for any statistic but their number, and of months for recurrence.
inline constexpr std::size_t least_events = 30;
inline constexpr std::size_t least_months = 12;

/// Concentration and what chance would give.
struct ConcentrationBeside {
  Concentration observed;
  NullConcentration null;
};

struct PointPattern {
  std::string city;
  std::string type;
  std::uint32_t events = 0;
  std::uint32_t repeated = 0;  ///< rows that equal another
  double first_day = 0.0;
  double last_day = 0.0;
  TimeResolution resolution = TimeResolution::minute;
  double at_midnight = 0.0;  ///< share of exactly 00:00
  std::uint32_t cells = 0;
  double cell_m = 0.0;
  double km2 = 0.0;
  // Empty where there are too few events, or times are too coarse.
  std::optional<ConcentrationBeside> concentration;  ///< of the whole period
  std::vector<std::array<double, 2>> curve;          ///< its Lorenz curve
  std::vector<int> years;                            ///< calendar years that are covered
  std::optional<ConcentrationBeside> in_a_year;      ///< mean of the covered years, where there are two or more
  std::optional<HotSpots> hot_spots;                 ///< two covered years or more
  std::optional<Knox> knox;                          ///< all events, dates permuted within the whole period
  std::optional<Knox> knox_incidents;  ///< incidents: several victims of one are no repeats; equals `knox` where no
                                       ///< row is repeated
  std::optional<Knox>
      knox_by_year;               ///< of incidents, dates permuted within periods of 365 days; only for longer series
  std::optional<double> repeats;  ///< same_place_repeats, of incidents
  std::optional<EventRhythm> rhythm;
  std::optional<Recurrence> recurrence;

  /// The test that has least of other causes in it. @pre knox
  const Knox& strictest_knox() const { return knox_by_year ? *knox_by_year : *knox_incidents; }
};

/// @param city events of all types; @param area its cells. @note The same for any number of threads.
PointPattern point_pattern(const PointEvents& city, std::size_t type, const StudyArea& area, const PatternPlan& plan,
                           const model::Executor& executor);

}  // namespace salus::calibration
