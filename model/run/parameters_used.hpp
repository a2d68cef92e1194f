#pragma once
/// The parameters that a run drew from, kept with its results: records outlive the registry that they were taken from.
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
};

/// All records of the registry, in its order. @param countries of the run, with their calibrated draws
std::vector<ParameterUsed> parameters_used(const PosteriorDraws& posterior, const std::vector<CountryInput>& countries);

}  // namespace salus::model
