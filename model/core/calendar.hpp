#pragma once
/// The time axis of a run: whole months, in order; the horizon and the budget are fixed in length (start year + 132
/// months, ten budget years), the start year is the scenario's.
#include <cstdint>

namespace salus::model {

inline constexpr std::uint32_t months_per_year = 12;
inline constexpr std::uint32_t horizon_years = 11;
inline constexpr std::uint32_t horizon_months = horizon_years * months_per_year;
inline constexpr std::uint32_t budget_years = 10;

}  // namespace salus::model
