#pragma once
/// Why a draw is left out of every figure.
#include <cstdint>

#include "model/core/enumeration.hpp"

namespace salus::model {

/// Its stocks contradict the country's prison and population figures; its loops feed back all they take in or more
/// (`value`: the gain, at least 1); persons were lost or a stock left its range; a year had more incidents of a type
/// than persons; an older file does not say it in words that are known.
struct DrawFault {
  enum class Kind : std::uint8_t { contradicting_stocks, unstable_loops, not_conserved, impossible_rate, unstated };
  Kind kind = Kind::contradicting_stocks;
  double value = 0.0;
  friend bool operator==(const DrawFault&, const DrawFault&) = default;
};
inline constexpr auto draw_fault_names = enumerator_names<DrawFault::Kind>;

}  // namespace salus::model
