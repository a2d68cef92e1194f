#pragma once
/// The uncertain numbers of the city layer as records, and one value of each.
#include <cstdint>
#include <string_view>

#include "model/city/city_parameter_ids.hpp"
#include "model/city/processes.hpp"
#include "model/parameters/registry.hpp"
#include "model/random/philox.hpp"

namespace salus::model {

template <>
struct Record<CityParameter> {
  CityParameter id;
  std::uint32_t number;  ///< keys its draws; never reused
  std::string_view name;
  Unit unit;
  Knowledge knowledge;
  Prior prior;
  std::string_view meaning;
  std::string_view source;
};

const Registry<CityParameter>& city_registry();

/// One value of every parameter.
class CityParameters : public EnumArray<double, CityParameter> {
 public:
  /// Ages, sexes and places make no difference, whatever the values: only `uniform_city_parameters` says so.
  bool all_alike = false;
};

/// Every parameter at its prior's centre.
CityParameters central_city_parameters();

/// Mean number of further events that one event of a process leads to, all causes; at 1 crime would not end.
double branching_ratio(const CityParameters& p, Process process);
inline constexpr double branching_limit = 0.95;  ///< higher ones are refused

/// One draw from the priors, drawn again until every process is below `branching_limit`. All cities of a draw share it.
/// @throws std::runtime_error where 64 draws in a row are refused.
CityParameters draw_city_parameters(RandomKey key);

/// Everybody alike, every place alike, no event leads to another, no rhythm: the city of the stock equations.
CityParameters uniform_city_parameters();

}  // namespace salus::model
