#pragma once
/// Central intervals by which forecasts are judged.
#include <cstdint>

#include "model/core/enumeration.hpp"
#include "model/core/grid.hpp"

namespace salus::model {

/// By the share of outcomes, in per cent, that an interval should hold.
enum class CentralInterval : std::uint8_t { in50, in80, in90, in95 };
inline constexpr auto central_interval_names = enumerator_names<CentralInterval>;
/// The same, 0..1.
inline constexpr EnumArray<double, CentralInterval> central_shares{{0.50, 0.80, 0.90, 0.95}};

/// Share of outcomes that each interval held.
using Coverage = EnumArray<double, CentralInterval>;

}  // namespace salus::model
