#pragma once
/// Counter-based random numbers: a draw is a pure function of (seed, run, domain; entity, step, purpose, n).
/// Generator: Philox4x32-10, Salmon, Moraes, Dror, Shaw 2011, doi:10.1145/2063384.2063405; Random123 is the oracle in
/// tests.
#include <array>
#include <cstdint>

namespace salus::model {

/// 64-bit key of one run in one domain.
struct RandomKey {
  std::uint32_t low = 0;
  std::uint32_t high = 0;
  friend bool operator==(const RandomKey&, const RandomKey&) = default;
};

/// Where in the model a draw belongs. Entities are stable identifiers, never positions in a list.
struct DrawId {
  std::uint32_t entity = 0;   ///< country M49 number, region, city id, person or place slot
  std::uint32_t step = 0;     ///< month since the start; 0 for what is drawn once
  std::uint32_t purpose = 0;  ///< a constant of purposes.hpp
  std::uint32_t n = 0;        ///< which draw of this purpose
  friend bool operator==(const DrawId&, const DrawId&) = default;
};

/// Key of run `run` (a draw of the ensemble) in `domain` (0: countries and panel; a city's id: its agents).
/// For a fixed seed and domain the map from run to key is one to one.
RandomKey random_key(std::uint64_t seed, std::uint64_t run, std::uint64_t domain);

/// Four 32-bit words of Philox4x32-10.
std::array<std::uint32_t, 4> philox(RandomKey key, DrawId id);

/// The four blocks of draws n, n + 1, n + 2, n + 3 of an id: the same words as one after the other, in a third of the
/// time.
std::array<std::array<std::uint32_t, 4>, 4> philox_row(RandomKey key, DrawId first);

/// A uniform in (0, 1) from one 32-bit word.
inline double unit(std::uint32_t word) { return (word + 0.5) * 0x1p-32; }

/// Two independent uniforms in (0, 1) with 52 bits each, from one block of Philox.
std::array<double, 2> uniform_pair(RandomKey key, DrawId id);

/// The first of the pair.
double uniform(RandomKey key, DrawId id);

}  // namespace salus::model
