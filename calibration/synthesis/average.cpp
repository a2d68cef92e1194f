#include "calibration/synthesis/average.hpp"

#include <algorithm>
#include <cmath>

#include "calibration/inference/domains.hpp"

namespace salus::calibration::synthesis {

SelectionWeights bayes_weights(const SelectionWeights& prior, const SelectionWeights& none_against) {
  SelectionWeights weights;
  double sum = 0.0;
  for (const auto account : model::every<Selection>) {
    weights[account] = prior[account] / std::max(none_against[account], 1e-300);
    sum += weights[account];
  }
  for (double& w : weights) w /= sum;
  return weights;
}

std::vector<double> left_out_densities(const std::vector<std::vector<double>>& densities) {
  std::vector<double> out;
  const auto draws = static_cast<double>(densities.size());
  for (std::size_t t = 0; t < densities.front().size(); ++t) {
    if (std::isnan(densities.front()[t])) continue;
    double least = densities.front()[t];
    for (const auto& draw : densities) least = std::min(least, draw[t]);
    double mean = 0.0;
    for (const auto& draw : densities) mean += model::exponential(least - draw[t]) / draws;
    double above = 0.0;
    double below = 0.0;
    for (const auto& draw : densities) {
      const double ratio = std::min(model::exponential(least - draw[t]), std::sqrt(draws) * mean);
      above += ratio * model::exponential(draw[t] - least);
      below += ratio;
    }
    out.push_back(least + model::logarithm(above / below));
  }
  return out;
}

SelectionWeights bootstrap_weights(const model::EnumArray<std::vector<double>, Selection>& by_account,
                                   std::uint64_t seed) {
  constexpr std::uint32_t bootstraps = 1000;
  const std::size_t trials = by_account[Selection::none].size();
  double count = 0.0;
  for (std::size_t t = 0; t < trials; ++t) count += 1.0;
  SelectionWeights mean;
  std::vector<double> share(trials);
  for (std::uint32_t b = 0; b < bootstraps; ++b) {
    Stream random(model::random_key(seed, b, domain::synthesis_bootstrap), 0, 0);
    double sum = 0.0;
    for (double& s : share) {
      s = -model::logarithm(random.uniform());
      sum += s;
    }
    SelectionWeights total;
    for (const auto account : model::every<Selection>)
      for (std::size_t t = 0; t < trials; ++t) total[account] += count * share[t] / sum * by_account[account][t];
    const double top = *std::max_element(total.begin(), total.end());
    double all = 0.0;
    for (double& v : total) {
      v = model::exponential(v - top);
      all += v;
    }
    for (const auto account : model::every<Selection>) mean[account] += total[account] / all / bootstraps;
  }
  return mean;
}

}  // namespace salus::calibration::synthesis
