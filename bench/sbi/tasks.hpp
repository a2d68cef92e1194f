#pragma once
/// Tasks of the public benchmark of simulation-based inference (Lueckmann, Boelts, Greenberg, Goncalves, Macke 2021,
/// arXiv:2101.04653), as a researcher would write them down: priors and a simulator.
#include <string>
#include <vector>

#include "bench/inference/inference.hpp"

namespace salus::bench {

struct Task {
  std::string name;
  std::vector<inference::Parameter> parameters;
  inference::Simulator simulate;
  std::size_t data = 0;  ///< length of the output
};

/// two_moons, sir, gaussian_linear, gaussian_linear_uniform, gaussian_mixture, slcp, lotka_volterra. @throws
/// std::invalid_argument for another name.
Task task(const std::string& name);

}  // namespace salus::bench
