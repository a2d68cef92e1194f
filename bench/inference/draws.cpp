#include "bench/inference/draws.hpp"

namespace salus::inference {

std::vector<calibration::Mixing> mixing(const Draws& draws) {
  std::vector<calibration::Mixing> all;
  for (std::size_t p = 0; p < draws.names.size(); ++p) {
    std::vector<std::vector<double>> chains(draws.chains, std::vector<double>(draws.per_chain));
    for (std::size_t c = 0; c < draws.chains; ++c)
      for (std::size_t i = 0; i < draws.per_chain; ++i) chains[c][i] = draws(c, i, p);
    all.push_back(calibration::mixing(chains));
  }
  return all;
}

}  // namespace salus::inference
