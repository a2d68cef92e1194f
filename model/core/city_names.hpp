#pragma once
/// Cities by the names that people write.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace salus::model {

struct CityName {
  std::string iso3;  ///< ISO 3166-1 alpha-3 of its country
  std::string name;
  std::uint32_t code = 0;  ///< UN city code
};

/// Positions of the cities that `wanted` may mean: a name (upper or lower case, accents or none), the beginning of a
/// longer one up to a blank or dash where no name is the same, `ISO3:name`, or a UN city code. Empty for none.
std::vector<std::size_t> cities_called(const std::vector<CityName>& cities, std::string_view wanted);

/// The name nearest to a wanted one that is not known, or nothing.
std::string nearest_city(const std::vector<CityName>& cities, std::string_view wanted);

/// `ISO3:name`.
std::string full_name(const CityName& city);

/// Lower case, letters of Latin-1 and Latin Extended-A without their accents; other letters stay as they are.
std::string plain_name(std::string_view name);

}  // namespace salus::model
