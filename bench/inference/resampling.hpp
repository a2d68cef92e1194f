#pragma once
/// Systematic resampling: one uniform for all, unbiased numbers of offspring.
#include <cstddef>
#include <span>
#include <vector>

namespace salus::inference {

/// Ancestors of `n` equally weighted particles, in order: the least a with w_0 + ... + w_a > (i + u) / n x the sum.
/// Source: Kitagawa 1996, doi:10.1080/10618600.1996.10474692. @param weights non-negative, any scale. @param u in (0,
/// 1). @throws std::invalid_argument unless their sum is positive and finite.
std::vector<std::size_t> systematic_resample(std::span<const double> weights, std::size_t n, double u);

}  // namespace salus::inference
