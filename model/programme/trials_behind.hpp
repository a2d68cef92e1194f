#pragma once
/// How many trials stand behind a measure, and where they were.
#include <cstdint>
#include <string>
#include <vector>

#include "model/core/enumeration.hpp"

namespace salus::model {

/// Who delivered a measure in a trial.
enum class Implementer : std::uint8_t { research, demonstration, routine, unknown };
inline constexpr auto implementer_names = enumerator_names<Implementer>;

/// The trials of a measure that are used, all crime types together, as the tables of studies have them.
struct TrialsBehind {
  std::uint32_t trials = 0;
  std::uint32_t with_error = 0;  ///< of these, with an outcome whose standard error is known or bounded
  std::uint32_t bounded = 0;     ///< of those, with nothing better than a bound
  std::uint32_t teams = 0;
  std::uint32_t teams_with_error = 0;          ///< that ran the trials with an error
  EnumArray<std::uint32_t, Implementer> by{};  ///< trials
  std::vector<std::string> countries;          ///< ISO 3166-1 alpha-3, in the order of the alphabet
  int first_year = 0;                          ///< in which one began; 0: none says
  int last_year = 0;                           ///< in which one ended
  /// With trials with an error by fewer teams, what a measure does is untested in numbers: later trials of one team are
  /// no independent replications.
  static constexpr std::uint32_t least = 3;
  bool untested() const { return teams_with_error < least; }
};

}  // namespace salus::model
