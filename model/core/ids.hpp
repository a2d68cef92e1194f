#pragma once
/// Names of the things that are indexed: crime types, target groups, regions, income classes, drivers, loops,
/// countries.
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "model/core/crime_types.hpp"
#include "model/core/enumeration.hpp"

namespace salus::model {

/// Groups of para 18 f. They overlap and are never summed.
enum class TargetGroup : std::uint8_t { women, children_youth, older_persons, persons_with_disabilities, poor };
inline constexpr std::size_t target_group_count = count_of<TargetGroup>;
inline constexpr auto target_group_names = enumerator_names<TargetGroup>;

/// Regions in which countries share a factor (UN Statistics Division regions, Africa split at the Sahara).
enum class Region : std::uint8_t {
  asia_oceania,
  europe_north_america,
  latin_america_caribbean,
  north_africa_west_asia,
  sub_saharan_africa
};
inline constexpr std::size_t region_count = count_of<Region>;
inline constexpr auto region_names = enumerator_names<Region>;

/// World Bank income classes.
enum class Income : std::uint8_t { low, lower_middle, upper_middle, high };
inline constexpr std::size_t income_count = count_of<Income>;
inline constexpr auto income_names = enumerator_names<Income>;

/// Structural drivers. Each enters as its change since the start of the projection, in the unit named.
enum class Driver : std::uint8_t { youth_share, inequality, unemployment, slum_share, rule_of_law, alcohol };
inline constexpr std::size_t driver_count = count_of<Driver>;
inline constexpr auto driver_names = enumerator_names<Driver>;

/// Feedback loops that `--without` switches off.
enum class Loop : std::uint8_t { exposure, trust, sanction, prison };
inline constexpr std::size_t loop_count = count_of<Loop>;
inline constexpr auto loop_names = enumerator_names<Loop>;

/// A country by its ISO 3166-1 alpha-3 code and its UN M49 number; the number keys its random draws.
struct CountryCode {
  std::array<char, 4> iso3{};  ///< three capitals and a NUL
  std::uint16_t m49 = 0;
  std::string_view name() const { return {iso3.data(), 3}; }
  friend bool operator==(const CountryCode&, const CountryCode&) = default;
};

/// Number of a text that keys its draws, the same for ever: FNV-1a (Fowler, Noll, Vo), 32 bits. `before` goes on from
/// another text.
constexpr std::uint32_t stable_number(std::string_view text, std::uint32_t before = 2166136261u) {
  for (const char c : text) before = (before ^ static_cast<unsigned char>(c)) * 16777619u;
  return before;
}

}  // namespace salus::model
