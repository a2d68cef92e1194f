#pragma once
/// The parameters that a run drew from, kept with its results: records outlive the registry that they were taken from.
#include <optional>
#include <string>
#include <vector>

#include "model/parameters/parameters.hpp"
#include "model/run/drawn_from.hpp"

namespace salus::model {

struct ParameterUsed {
  std::string name;
  std::string symbol;
  Unit unit{};
  Scope scope{};
  Knowledge knowledge{};
  Prior prior;
  std::string meaning;
  std::string source;  ///< of the prior
  DrawnFrom drawn;     ///< the prior, or the posterior that took its place

  /// 5, 50 and 95 % of the draws themselves, before a scenario sets any: all draws, or all countries in the first ones
  /// where each has its own. Nothing in a file of before.
  std::optional<Interval> draws{};
  std::vector<double> set{};  ///< [scenario] the value that it sets in place of the draws; not a number where none
};

/// All records of the registry, in its order. @param countries of the run, with their calibrated draws
std::vector<ParameterUsed> parameters_used(const PosteriorDraws& posterior, const std::vector<CountryInput>& countries);

}  // namespace salus::model
