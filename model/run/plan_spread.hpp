#pragma once
/// How much of the spread of what each line of a plan averts is 'does it work', 'does it travel', 'is it delivered',
/// 'is there enough of it'.
#include <string>
#include <vector>

#include "model/core/ids.hpp"
#include "model/run/pick_freeze.hpp"

namespace salus::model {

/// A group of what is drawn. Every number that is drawn is in one group, but for two that country and programme both
/// need (municipal capacity, length of careers): with `delivered` in the programme, with `rest` in the country.
enum class SpreadQuestion : std::uint8_t {
  works,      ///< errors of the effect: of all rows, of the row, of the cell; what turns up elsewhere
  travels,    ///< how a country and a city part from the middle place, in effect and in how crime is concentrated
  delivered,  ///< who joins and with which cities, what money comes and how it is split, what cities absorb, take-up,
              ///< scale-up, overlap, global functions
  enough,     ///< unit cost, smallest useful size, who is eligible, what part of the crime the targets account for
  rest        ///< levels, trends and noise without a programme, where crime is; life years of an incident
};
inline constexpr auto spread_question_names = enumerator_names<SpreadQuestion>;

/// Indices of the ranks over draws of the life years (DALYs) that a line averts in reached cities in ten years.
struct LineSpread {
  std::string item;  ///< intervention; empty: all lines together
  EnumArray<SobolIndex, SpreadQuestion> parts{};
};

/// Of one plan.
struct PlanSpread {
  ScenarioIndex scenario;
  std::uint32_t draws = 0;
  std::vector<LineSpread> lines;  ///< all together first; none where too few draws could be run
};

}  // namespace salus::model
