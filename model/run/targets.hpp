#pragma once
/// Quantities that are reported as quantiles over draws, per location, scenario and calendar year, and the series that
/// are kept draw by draw.
#include <array>
#include <limits>
#include <string>
#include <vector>

#include "model/core/axes.hpp"
#include "model/core/interval.hpp"
#include "model/core/unit.hpp"

namespace salus::model {

/// What stands where a draw or a place has no value.
inline constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

/// In the order of every result. A target of each crime type stands in the order of the types, one of each target group
/// in that of the groups: `incidents_of(CrimeType::robbery)`.
enum class Target : std::uint8_t {
  first_incidents,  ///< of the first crime type
  violent_incidents = crime_type_count,
  first_dalys,  ///< of the first target group
  first_averted = first_dalys + target_group_count,
  violent_averted = first_averted + crime_type_count,
  homicide_rate,
  active_persons,
  imprisoned_persons,
  exposure,
  trust,
  capacity,
  lethality,
  perceived_safety,
  survey_prevalence,
  harassment_prevalence,
  reported_violent,
  recorded_violent,
  urban_homicides,
  urban_violent
};
inline constexpr std::size_t target_count = index(Target::urban_violent) + 1;
template <>
inline constexpr std::size_t count_of<Target> = target_count;

constexpr Target incidents_of(CrimeType type) { return enumerator_after(Target::first_incidents, type); }
constexpr Target dalys_of(TargetGroup group) { return enumerator_after(Target::first_dalys, group); }
constexpr Target averted_of(CrimeType type) { return enumerator_after(Target::first_averted, type); }

struct TargetRecord {
  Target id;
  std::string name;  ///< as in tables and files: homicide_incidents
  Unit unit{};
  std::string description;
  bool additive = false;  ///< sums over countries; defined for regions and the total too
};

/// All of them, in their order.
const std::vector<TargetRecord>& targets();

/// What is summed over the cities of the panel, whatever there is in the rest of a country.
enum class UrbanSeries : std::uint8_t { homicides, violent };
inline constexpr std::size_t urban_series_count = count_of<UrbanSeries>;
constexpr Target target_of(UrbanSeries series) { return enumerator_after(Target::urban_homicides, series); }

/// Series kept per draw: incidents of the crime types, life years that violence costs the target groups, incidents in
/// cities; a year.
using Headline = Position<struct HeadlineAxis>;
inline constexpr std::size_t headline_count = crime_type_count + target_group_count + urban_series_count;
template <>
inline constexpr std::uint32_t axis_length<Headline> = headline_count;

constexpr Headline headline_of(CrimeType type) { return Headline(index(type)); }
constexpr Headline headline_of(TargetGroup group) { return headline_of(every<CrimeType>.last()) + 1u + index(group); }
constexpr Headline headline_of(UrbanSeries series) {
  return headline_of(every<TargetGroup>.last()) + 1u + index(series);
}
std::string headline_name(Headline headline);

/// Quantile levels of every quantile table (the 23 levels of forecast hubs).
inline constexpr auto quantile_levels =
    exactly<23>({0.01, 0.025, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4,   0.45, 0.5,
                 0.55, 0.6,   0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.975, 0.99});
template <>
inline constexpr std::uint32_t axis_length<QuantileIndex> = quantile_levels.size();

/// Position of a level of the table. @pre it is one.
constexpr QuantileIndex at_level(double level) {
  for (const auto q : every<QuantileIndex>)
    if (quantile_levels[q] == level) return q;
  throw std::invalid_argument("this quantile is not kept");
}
inline constexpr EnumArray<QuantileIndex, IntervalLevel> interval_levels{
    {at_level(0.05), at_level(0.5), at_level(0.95)}};

}  // namespace salus::model
