#pragma once
/// The pattern test: every fact of the frozen list on one simulated city.
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "calibration/patterns/city_log.hpp"
#include "model/core/diagnostic.hpp"
#include "model/core/enumeration.hpp"
#include "model/core/executor.hpp"

namespace salus::calibration {

/// The statistics of the list, by their names in facts.csv; the last four are reported beside it.
enum class FactStatistic : std::uint8_t {
  half_of_crime_cells,
  quarter_of_crime_cells,
  cells_with_crime,
  hot_spots_kept,
  robbery_top_1,
  robbery_top_7,
  displacement_seen,
  diffusion_seen,
  spill_over,
  disadvantaged_ratio,
  near_repeat,
  area_recurrence,
  near_repeat_distance,
  near_repeat_days,
  contagion_share,
  contagion_lag,
  cascade_mean,
  cascade_largest,
  network_victims,
  repeat_all,
  repeat_sexual,
  repeat_assault,
  repeat_robbery,
  overlap_support,
  gang_share,
  high_risk_victims,
  victims_15_29,
  victims_male,
  offenders_male,
  victim_peak_age,
  offending_peak_age,
  return_2_years,
  violent_return_3_years,
  injuries_per_homicide,
  weekend_homicide,
  night_homicide,
  true_contagion_share,
  offences_by_top_tenth,
  offenders_of_half,
  offenders_a_year
};
inline constexpr auto fact_statistic_names = model::enumerator_names<FactStatistic>;

/// Role of a fact in the model: a figure put in, a target that parameters were fitted to, or neither.
enum class FactTag : std::uint8_t { input, fitted, emergent };
inline constexpr auto fact_tag_names = model::enumerator_names<FactTag>;

/// What a fact's range is: as published, or plus and minus 20 % of a point value.
enum class FactRange : std::uint8_t { published, derived };

struct Fact {
  std::string id;
  std::string fact;
  FactStatistic statistic{};
  std::string unit;
  FactTag tag{};
  std::string counts_as;
  std::string source;
  std::string definition;
  std::optional<double> value;  ///< as published
  double low = 0.0;
  double high = 0.0;
  FactRange range{};
};

/// Reads the frozen list. @throws model::InputError
std::vector<Fact> read_facts(const std::string& text, const std::string& file);

/// Nothing where it could not be computed.
using Statistics = model::EnumArray<std::optional<double>, FactStatistic>;

/// Spatial statistics: means over the whole years of a log; nothing where it has no whole year.
Statistics place_statistics(const CityLog& log, std::size_t cells);

/// All statistics of one run of a city but displacement_seen, diffusion_seen and spill_over, which need runs
/// of their own.
Statistics city_statistics(const CityLog& log, const model::CityRun& city, const model::CityInput& input,
                           std::uint64_t seed, const model::Executor& executor);

struct FactResult {
  const Fact* fact;
  std::optional<double> found;
  bool holds() const { return found && *found >= fact->low && *found <= fact->high; }
  /// How far outside its range, as a share of the nearer bound; 0 inside.
  double distance() const;
};
std::vector<FactResult> test_facts(const std::vector<Fact>& facts, const Statistics& statistics);

/// Number of kinds (`counts_as`) that hold: those of a tag, or all. A kind holds where every one of its facts of that
/// tag does.
std::size_t kinds_that_hold(const std::vector<FactResult>& results, std::optional<FactTag> tag = std::nullopt);

}  // namespace salus::calibration
