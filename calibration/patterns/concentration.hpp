#pragma once
/// Spatial concentration of crime, and what chance alone would give.
#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "model/core/enumeration.hpp"
#include "model/core/executor.hpp"

namespace salus::calibration {

/// Figures of the Lorenz curve of crimes over cells, those with most crimes first. L(x) is the share of crimes in the
/// share x of cells, interpolated linearly between whole cells. All are shares from 0 to 1.
struct Concentration {
  double half_of_crime_cells = 0.0;     ///< smallest x with L(x) = 0.5
  double quarter_of_crime_cells = 0.0;  ///< smallest x with L(x) = 0.25
  double cells_with_crime = 0.0;
  double crime_on_top_1 = 0.0;  ///< L(0.01)
  double crime_on_top_7 = 0.0;  ///< L(0.07)
  double gini = 0.0;
  /// Gini coefficient adjusted for fewer crimes c than cells n: relative to the most even distribution that is
  /// possible, one crime in each of c cells. G' = max(n / c, 1) (G - 1) + 1; 0 where no cell has two crimes. Source:
  /// Bernasco, Steenbeek 2017, doi:10.1007/s10940-016-9324-7.
  double adjusted_gini = 0.0;
};

enum class ConcentrationStatistic : std::uint8_t {
  half_of_crime_cells,
  quarter_of_crime_cells,
  cells_with_crime,
  crime_on_top_1,
  crime_on_top_7,
  gini,
  adjusted_gini
};

/// Unit and value of each statistic.
struct ConcentrationFigure {
  ConcentrationStatistic statistic;
  bool percent;  ///< tables give it in % of cells
  double Concentration::*value;
};
inline constexpr model::EnumArray<ConcentrationFigure, ConcentrationStatistic> concentration_figures{
    {{ConcentrationStatistic::half_of_crime_cells, true, &Concentration::half_of_crime_cells},
     {ConcentrationStatistic::quarter_of_crime_cells, true, &Concentration::quarter_of_crime_cells},
     {ConcentrationStatistic::cells_with_crime, true, &Concentration::cells_with_crime},
     {ConcentrationStatistic::crime_on_top_1, false, &Concentration::crime_on_top_1},
     {ConcentrationStatistic::crime_on_top_7, false, &Concentration::crime_on_top_7},
     {ConcentrationStatistic::gini, false, &Concentration::gini},
     {ConcentrationStatistic::adjusted_gini, false, &Concentration::adjusted_gini}}};

/// @param counts crimes by cell, cells without crime included. @pre at least one crime
Concentration concentration(const std::vector<std::uint32_t>& counts);

/// Points of the Lorenz curve, (share of cells, share of crimes), from (0, 0) to (1, 1). @pre at least one crime
std::vector<std::array<double, 2>> lorenz_curve(const std::vector<std::uint32_t>& counts);

/// Null hypothesis: the same number of crimes, each in any cell with equal probability, independently of the others.
struct NullConcentration {
  Concentration mean;   ///< over the draws
  Concentration error;  ///< standard error of that mean

  /// 2.5 and 97.5 % of the draws
  Concentration low;
  Concentration high;

  std::vector<std::array<double, 2>> curve;  ///< Lorenz curve of the first draw
};
struct Scatter {
  std::uint32_t cells = 1;   ///< at least one
  std::uint32_t crimes = 1;  ///< at least one
  std::uint32_t draws = 2;   ///< at least two
  std::uint64_t seed = 1;
};
/// @note Same for any number of threads. Cost: draws x crimes random numbers.
NullConcentration null_concentration(const Scatter& scatter, const model::Executor& executor);

/// Stability of hot spots: the share of the 1 % of cells with most crimes in a year that belong to this 1 % in the next
/// year too, and their number, rounded up. Cells tied at the threshold belong to it in part, in equal parts: breaking
/// ties by the number of the cell would favour the same corner of the city every year.
struct HotSpots {
  double kept = 0.0;
  std::uint32_t cells = 0;
  std::uint32_t year_pairs = 0;
};
/// @param years at least two, counts by cell, consecutive; the share is pooled over pairs of years. @pre each year has
/// a crime
HotSpots hot_spots_kept(const std::vector<std::vector<std::uint32_t>>& years);

}  // namespace salus::calibration
