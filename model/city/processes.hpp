#pragma once
/// Who a person of the city layer is and how an event came about. What a person may start, the processes, stand beside
/// the crime types that come from them (model/core/crime_types.hpp); what each is like, in process_traits.hpp.
#include <cstddef>
#include <cstdint>

#include "model/core/crime_types.hpp"
#include "model/core/grid.hpp"

namespace salus::model {

inline constexpr auto process_names = enumerator_names<Process>;

/// Attractions of a cell.
enum class Attraction : std::uint8_t { street, robbery, property };
inline constexpr std::size_t attraction_count = count_of<Attraction>;

/// Where a person stands in the life course of violent offending: the stocks of the country layer.
enum class Career : std::uint8_t { not_at_risk, at_risk, active, imprisoned, desisted };
inline constexpr std::size_t career_count = count_of<Career>;

/// How an event came about. Only a `spontaneous` one comes from a person's own rate; the others follow another event.
enum class Cause : std::uint8_t { spontaneous, near_repeat, repeat, retaliation, follow_up };
inline constexpr std::size_t cause_count = count_of<Cause>;
inline constexpr auto cause_names = enumerator_names<Cause>;

enum class Sex : std::uint8_t { man, woman };

/// Ages in bands of five years from 0, the last 80 and over.
using AgeBand = Position<struct AgeBandAxis>;
inline constexpr std::uint32_t age_bands = 17;
template <>
inline constexpr std::uint32_t axis_length<AgeBand> = age_bands;
inline constexpr AgeBand last_age_band(age_bands - 1);
inline constexpr std::uint32_t months_per_age_band = 60;
constexpr AgeBand band_of_age(std::uint32_t months) {
  const AgeBand band(months / months_per_age_band);
  return band < last_age_band ? band : last_age_band;
}
constexpr double middle_of(AgeBand band) { return 5.0 * band + 2.5; }  ///< years

/// Ages in whole years, the last 84 and over.
using AgeYear = Position<struct AgeYearAxis>;
template <>
inline constexpr std::uint32_t axis_length<AgeYear> = 5 * age_bands;
constexpr AgeYear year_of_age(std::uint32_t months) {
  constexpr AgeYear last(5 * age_bands - 1);
  const AgeYear year(months / 12);
  return year < last ? year : last;
}
constexpr AgeBand band_of_year(AgeYear year) { return AgeBand(year / 5); }

}  // namespace salus::model
