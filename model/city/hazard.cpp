#include "model/city/hazard.hpp"

#include <array>
#include <stdexcept>

#include "model/city/sweep_abi.hpp"
#include "model/core/elementary.hpp"

namespace salus::model {

extern const SweepKernel sweep_scalar;
#if defined(__x86_64__)
extern const SweepKernel sweep_sse2, sweep_avx2, sweep_avx512;
#endif

namespace {

constexpr std::uint32_t threshold(std::uint32_t code) { return (8 + (code & 7)) << (code >> 3); }

/// Rate of each code, and the probability of a single point given at least one; what is always a candidate has neither.
struct CodeTable {
  std::array<double, 256> rate{};
  std::array<double, 256> single{};
  CodeTable() {
    for (std::uint32_t c = 0; c < always_candidate; ++c) {
      const double p = threshold(c) * 0x1p-32;
      // log(1 - p) loses digits where p is small; its series does not.
      rate[c] = p < 1e-4 ? p * (1.0 + p * (0.5 + p * (1.0 / 3.0 + p * 0.25))) : -logarithm(1.0 - p);
      single[c] = rate[c] * (1.0 - p) / p;
    }
  }
};
const CodeTable table;

template <SweepKernel const* Kernel>
std::size_t run(RandomKey key, Slot first_slot, Month month, const std::uint8_t* codes, std::size_t count,
                std::uint16_t* out) {
  return (*Kernel)({key.low, key.high}, first_slot, month, codes, count, out);
}

}  // namespace

double hazard_rate(std::uint8_t code) { return table.rate[code]; }

std::uint8_t hazard_code_of_high(double rate) {
  // first code with a rate of at least `rate`
  std::size_t low = 0;
  std::size_t high = always_candidate;
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    if (table.rate[middle] >= rate) high = middle;
    else low = middle + 1;
  }
  return static_cast<std::uint8_t>(low);
}

unsigned points_given_one(std::uint8_t code, double u) {
  // P(n | n >= 1) = rate^n / n! e^-rate / (1 - e^-rate), by inversion from 1.
  double p = table.single[code];
  unsigned n = 1;
  while (u > p && n < 1000) {
    u -= p;
    ++n;
    p *= table.rate[code] / n;
    if (p < 1e-300) break;
  }
  return n;
}

Sweep hazard_sweep(Isa isa) {
  switch (isa) {
    case Isa::scalar:
      return run<&sweep_scalar>;
#if defined(__x86_64__)
    case Isa::sse2:
      return run<&sweep_sse2>;
    case Isa::avx2:
      return run<&sweep_avx2>;
    case Isa::avx512:
      return run<&sweep_avx512>;
#else
    default:
      break;
#endif
  }
  throw std::invalid_argument("this program was built without kernels for that instruction set");
}

}  // namespace salus::model
