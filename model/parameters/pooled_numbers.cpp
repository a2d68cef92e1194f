#include "model/parameters/pooled_numbers.hpp"

#include "model/core/elementary.hpp"
#include "model/parameters/leading_dimensions.hpp"

namespace salus::model {

namespace {

/// In place of a dimension, for the order of points. Scrambling keeps aligned runs of 2^k numbers together, so that
/// those of points stay nets, and the same number of two scrambles is another point of each.
constexpr std::uint32_t order_of_points = sobol_dimensions;

/// Independent draws are compiled for the reference that `tests/apps/monte_carlo.py` needs.
#ifdef SALUS_PLAIN_DRAWS
constexpr bool even = false;
#else
constexpr bool even = true;
#endif

}  // namespace

PooledNumbers::PooledNumbers(std::uint64_t seed, std::uint32_t draw)
    : key_(random_key(seed, draw, 0)), ensemble_(even) {
  const RandomKey scramble = random_key(seed, draw % scrambles, 0);
  const std::uint32_t number = scrambled(draw / scrambles, scramble, order_of_points);
  for (std::uint32_t d = 0; d < sobol_dimensions; ++d) point_[d] = scrambled(sobol(number, d), scramble, d);
}

double PooledNumbers::uniform(DrawId id) const {
  const auto dimension = ensemble_ ? leading_dimension(id) : std::nullopt;
  return dimension ? unit(point_[*dimension]) : model::uniform(key_, id);
}

double PooledNumbers::standard_normal(DrawId id) const { return normal_quantile(uniform(id)); }
double PooledNumbers::standard_exponential(DrawId id) const { return -logarithm(uniform(id)); }

}  // namespace salus::model
