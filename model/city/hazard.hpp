#pragma once
/// One byte that bounds what a person may do in a month, so that most persons cost one comparison.
///
/// Candidate points of a person form a Poisson process of rate L a month, L the bound of the person's total rate. The
/// byte codes the probability of at least one point, t / 2^32 with t = (8 + m) 2^e, m the low three bits and e the
/// rest: between it and the total rate lie at most an eighth. So with u 32 random bits a person is a candidate where u
/// < t: exact whatever the code, since each point is then taken for one of the person's own rates with probability rate
/// / L and for nothing with the rest (thinning: Lewis, Shedler 1979, doi:10.1002/nav.3800260304).
#include <bit>
#include <cstddef>
#include <cstdint>

#include "model/city/city_ids.hpp"
#include "model/core/isa.hpp"
#include "model/random/philox.hpp"

namespace salus::model {

/// From this code on a person is always a candidate and draws the number of points from the own total.
inline constexpr std::uint8_t always_candidate = 29 * 8;

/// What `hazard_code` is from a rate of 0.1 on.
std::uint8_t hazard_code_of_high(double rate);

/// Smallest code whose rate is at least `rate` a month.
inline std::uint8_t hazard_code(double rate) {
  if (!(rate < 0.1)) return hazard_code_of_high(rate);
  // The probability is at most the rate: round that up to three bits behind the leading one.
  const double t = rate * 0x1p32 * (1.0 + 1e-9);
  if (t <= 8.0) return 0;
  const auto below = static_cast<std::uint32_t>(t);
  const auto shift = static_cast<std::uint32_t>(28 - std::countl_zero(below + 1));
  return static_cast<std::uint8_t>((shift << 3) + (below >> shift) - 7);
}
/// Rate that a code below `always_candidate` stands for: -log(1 - t / 2^32).
double hazard_rate(std::uint8_t code);
/// Number of candidate points of a code below `always_candidate` given that there is at least one, from a uniform: a
/// Poisson variate cut at 1.
unsigned points_given_one(std::uint8_t code, double u);

/// Finds the candidates among `count` persons (a multiple of 32, starting at a multiple of 32): those whose 32 bits lie
/// below the threshold of their code. The bits of slot s in month m are word s mod 4 of Philox at (s / 4, m,
/// purpose::city_sweep, 0), whatever the instruction set.
/// @param out takes the offsets in ascending order, `count` at most. @return how many.
using Sweep = std::size_t (*)(RandomKey key, Slot first_slot, Month month, const std::uint8_t* codes, std::size_t count,
                              std::uint16_t* out);
Sweep hazard_sweep(Isa isa);

}  // namespace salus::model
