#include "model/parameters/leading_dimensions.hpp"

#include "model/parameters/parameter_records.hpp"
#include "model/random/purposes.hpp"

namespace salus::model {
namespace {

using enum CrimeType;
using P = Parameter;
using Dimensions = std::array<std::optional<DrawId>, sobol_dimensions>;

DrawId parameter(Parameter which) {
  return {purpose::the_world, 0, purpose::parameter_base + registry()[which].number, 0};
}
DrawId effect(std::string_view intervention, CrimeType on) {
  return {stable_number(intervention), 0, purpose::effect, index(on)};
}
DrawId row_effect(std::string_view intervention) { return {stable_number(intervention), 0, purpose::row_effect, 0}; }
DrawId unit_cost(std::string_view intervention) { return {stable_number(intervention), 0, purpose::unit_cost, 0}; }
DrawId eligible(std::string_view intervention) { return {stable_number(intervention), 0, purpose::eligible_units, 0}; }
DrawId least_size(std::string_view intervention) { return {stable_number(intervention), 0, purpose::least_size, 0}; }
DrawId local_split(std::string_view item) { return {split_number(item, true), 0, purpose::drawn_split, 0}; }
DrawId life_years(CrimeType of) { return {index(of), 0, purpose::harm_value, 0}; }

Dimensions made() {
  return {local_split("I13"),
          local_split("I19"),
          parameter(P::scale_up),
          unit_cost("I13"),
          effect("I19", partner_violence),
          effect("I13", homicide),
          effect("I01", serious_assault),
          common_level(child_maltreatment, 0),
          effect("I01", sexual_violence),
          effect("I01", robbery),
          effect("I01", homicide),
          effect("I13", partner_violence),
          effect("I01", property),
          eligible("I13"),
          parameter(P::funding_share),
          common_level(property, 8),
          common_level(serious_assault, 0),
          common_level(partner_violence, 4),
          common_level(robbery, 1),
          common_level(sexual_violence, 0),
          unit_cost("I01"),
          unit_cost("I16"),
          local_split("I16"),
          parameter(P::joint_effect),
          local_split("I01"),
          effect("I19", child_maltreatment),
          unit_cost("I19"),
          effect("I13", serious_assault),
          effect("I13", property),
          effect("I13", sexual_violence),
          eligible("I16"),
          effect("I13", robbery),
          life_years(partner_violence),
          life_years(serious_assault),
          common_level(robbery, 0),
          DrawId{purpose::the_world, 0, purpose::common_effect, 0},
          row_effect("I19"),
          row_effect("I13"),
          row_effect("I01"),
          least_size("I01")};
}

}  // namespace

const Dimensions& leading_dimensions() {
  static const Dimensions all = made();
  return all;
}

DrawId common_level(CrimeType type, std::uint32_t unknown) {
  return {purpose::the_world, 0, purpose::common_level, index(type) * unknowns_of_a_level + unknown};
}

std::optional<std::uint32_t> leading_dimension(DrawId id) {
  const auto& all = leading_dimensions();
  for (std::uint32_t d = 0; d < sobol_dimensions; ++d)
    if (all[d] == id) return d;
  return std::nullopt;
}

}  // namespace salus::model
