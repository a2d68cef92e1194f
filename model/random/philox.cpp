#include "model/random/philox.hpp"

#include <bit>

namespace salus::model {

static_assert(std::endian::native == std::endian::little, "two words in one are taken apart with the low one first");

namespace {
#define SALUS_LANES 1
// First: the others are written in its types.
#include "model/core/lanes.inc"

#include "model/random/philox.inc"
#undef SALUS_LANES

/// Finaliser of SplitMix64 (Steele, Lea, Flood 2014, doi:10.1145/2660193.2660195): a bijection of 64-bit words.
constexpr std::uint64_t mix(std::uint64_t x) {
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
  return x ^ (x >> 31);
}

}  // namespace

RandomKey random_key(std::uint64_t seed, std::uint64_t run, std::uint64_t domain) {
  constexpr std::uint64_t golden = 0x9E3779B97F4A7C15u;
  const std::uint64_t key = mix(mix(mix(seed + golden) + domain * golden + golden) + run * golden + golden);
  return std::bit_cast<RandomKey>(key);
}

std::array<std::uint32_t, 4> philox(RandomKey key, DrawId id) {
  const Words w = philox(key.low, key.high, id.entity, id.step, id.purpose, id.n);
  return std::bit_cast<std::array<std::uint32_t, 4>>(std::array{w.w0 | w.w1 << 32, w.w2 | w.w3 << 32});
}

#if !defined(__x86_64__)
std::array<std::array<std::uint32_t, 4>, 4> philox_row(RandomKey key, DrawId first) {
  std::array<std::array<std::uint32_t, 4>, 4> row{};
  for (std::uint32_t j = 0; j < 4; ++j) row[j] = philox(key, {first.entity, first.step, first.purpose, first.n + j});
  return row;
}
#endif

std::array<double, 2> uniform_pair(RandomKey key, DrawId id) {
  const Words w = philox(key.low, key.high, id.entity, id.step, id.purpose, id.n);
  return std::array{uniform_of(w.w0, w.w1), uniform_of(w.w2, w.w3)};
}

double uniform(RandomKey key, DrawId id) { return uniform_pair(key, id)[0]; }

}  // namespace salus::model
