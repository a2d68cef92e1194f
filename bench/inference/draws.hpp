#pragma once
/// What every calibrator gives: equally weighted draws of named parameters.
#include <cstdint>
#include <string>
#include <vector>

#include "calibration/inference/diagnostics.hpp"

namespace salus::inference {

struct Draws {
  std::vector<std::string> names;  ///< of the parameters
  std::size_t chains = 0;          ///< 1 where draws have no order
  std::size_t per_chain = 0;
  std::vector<double> values;     ///< chains x per_chain x parameters, the last running fastest
  std::uint64_t simulations = 0;  ///< calls of the simulator or the log-likelihood, pilots and warm-up included

  double& operator()(std::size_t chain, std::size_t draw, std::size_t parameter) {
    return values[(chain * per_chain + draw) * names.size() + parameter];
  }
  double operator()(std::size_t chain, std::size_t draw, std::size_t parameter) const {
    return values[(chain * per_chain + draw) * names.size() + parameter];
  }
  /// All draws of one parameter, chain after chain.
  std::vector<double> of(std::size_t parameter) const {
    std::vector<double> all;
    all.reserve(chains * per_chain);
    for (std::size_t i = parameter; i < values.size(); i += names.size()) all.push_back(values[i]);
    return all;
  }
};

/// One `Mixing` a parameter.
std::vector<calibration::Mixing> mixing(const Draws& draws);

}  // namespace salus::inference
