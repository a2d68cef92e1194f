#pragma once
/// Names of the things that are indexed: crime types, target groups, regions, income classes, drivers, loops,
/// countries.
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace salus::model {

/// Crime types of the engine; `child_maltreatment` runs alongside.
enum class CrimeType : std::uint8_t {
  homicide,
  serious_assault,
  robbery,
  partner_violence,
  sexual_violence,
  property,
  child_maltreatment
};
inline constexpr std::size_t crime_type_count = 7;
inline constexpr std::array<std::string_view, crime_type_count> crime_type_names{
    "homicide", "serious_assault", "robbery", "partner_violence", "sexual_violence", "property", "child_maltreatment"};
/// The types whose sum is reported as "violent incidents"; child maltreatment runs alongside and is not summed.
inline constexpr std::array<bool, crime_type_count> is_violent{true, true, true, true, true, false, false};

/// Groups of para 18 f. They overlap and are never summed.
enum class TargetGroup : std::uint8_t { women, children_youth, older_persons, persons_with_disabilities, poor };
inline constexpr std::size_t target_group_count = 5;
inline constexpr std::array<std::string_view, target_group_count> target_group_names{
    "women", "children_youth", "older_persons", "persons_with_disabilities", "poor"};

/// Regions in which countries share a factor (UN Statistics Division regions, Africa split at the Sahara).
enum class Region : std::uint8_t {
  asia_oceania,
  europe_north_america,
  latin_america_caribbean,
  north_africa_west_asia,
  sub_saharan_africa
};
inline constexpr std::size_t region_count = 5;
inline constexpr std::array<std::string_view, region_count> region_names{
    "asia_oceania", "europe_north_america", "latin_america_caribbean", "north_africa_west_asia", "sub_saharan_africa"};

/// World Bank income classes.
enum class Income : std::uint8_t { low, lower_middle, upper_middle, high };
inline constexpr std::size_t income_count = 4;
inline constexpr std::array<std::string_view, income_count> income_names{"low", "lower_middle", "upper_middle", "high"};

/// Structural drivers. Each enters as its change since the start of the projection, in the unit named.
enum class Driver : std::uint8_t { youth_share, inequality, unemployment, slum_share, rule_of_law, alcohol };
inline constexpr std::size_t driver_count = 6;
inline constexpr std::array<std::string_view, driver_count> driver_names{"youth_share", "inequality",  "unemployment",
                                                                         "slum_share",  "rule_of_law", "alcohol"};

/// Feedback loops that `--without` switches off.
enum class Loop : std::uint8_t { exposure, trust, sanction, prison };
inline constexpr std::size_t loop_count = 4;
inline constexpr std::array<std::string_view, loop_count> loop_names{"exposure", "trust", "sanction", "prison"};

/// A country by its ISO 3166-1 alpha-3 code and its UN M49 number; the number keys its random draws.
struct CountryCode {
  std::array<char, 4> iso3{};  ///< three capitals and a NUL
  std::uint16_t m49 = 0;
  std::string_view name() const { return {iso3.data(), 3}; }
  friend bool operator==(const CountryCode&, const CountryCode&) = default;
};

/// Index of `name` in `names`, or -1.
template <std::size_t N>
constexpr int index_of(const std::array<std::string_view, N>& names, std::string_view name) {
  for (std::size_t i = 0; i < N; ++i)
    if (names[i] == name) return static_cast<int>(i);
  return -1;
}

/// Number of a text that keys its draws, the same for ever: FNV-1a (Fowler, Noll, Vo), 32 bits. `before` goes on from
/// another text.
constexpr std::uint32_t stable_number(std::string_view text, std::uint32_t before = 2166136261u) {
  for (const char c : text) before = (before ^ static_cast<unsigned char>(c)) * 16777619u;
  return before;
}

template <class Enum>
constexpr std::size_t index(Enum value) {
  return static_cast<std::size_t>(value);
}

}  // namespace salus::model
