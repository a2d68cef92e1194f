#pragma once
/// The axes of the model's grids: what runs along them, and how long those of fixed length are.
#include "model/core/calendar.hpp"
#include "model/core/grid.hpp"
#include "model/core/ids.hpp"

namespace salus::model {

using ScenarioIndex = Position<struct ScenarioAxis>;  ///< of a run; the first is the baseline
using DrawIndex = Position<struct DrawAxis>;
using YearIndex = Position<struct YearAxis>;                  ///< years since January of the start year
using CountryIndex = Position<struct CountryAxis>;            ///< among the countries of a run
using LocationIndex = Position<struct LocationAxis>;          ///< countries, regions, the total
using AggregateIndex = Position<struct AggregateAxis>;        ///< regions that have a country, the total
using CityIndex = Position<struct CityAxis>;                  ///< among the cities of its country
using AccountIndex = Position<struct AccountAxis>;            ///< among the accounts of its portfolio
using InterventionIndex = Position<struct InterventionAxis>;  ///< in the catalogue of evidence
using RowIndex = Position<struct RowAxis>;                    ///< among the acting interventions of its portfolio
using QuantileIndex = Position<struct QuantileAxis>;          ///< among the levels of a quantile table

template <>
inline constexpr std::uint32_t axis_length<YearIndex> = horizon_years;

/// A number of each crime type in each year of the horizon. What it is of is part of the type, so that counts never
/// pass for factors.
template <class Of>
class YearlyByType : public FixedGrid<double, YearIndex, CrimeType> {
 public:
  constexpr YearlyByType() = default;  // no aggregate: none is made from another's cells
};
using YearlyIncidents = YearlyByType<struct OfIncidents>;
using YearlyFactors = YearlyByType<struct OfFactors>;  ///< on incidents; 1: nothing acts
using YearlyParts = YearlyByType<struct OfParts>;      ///< of incidents, that go; 0: nothing acts, below: harm

/// The years in which money of the budget is spent: the first of the horizon.
inline constexpr Positions<YearIndex> years_of_budget(budget_years);
inline constexpr YearIndex last_budget_year = years_of_budget.last();

}  // namespace salus::model
