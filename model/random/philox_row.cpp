#include <emmintrin.h>

#include <bit>

#include "model/random/philox.hpp"

namespace salus::model {
namespace {
#define SALUS_LANES 2
// First: the others are written in its types.
#include "model/core/lanes.inc"

#include "model/random/philox.inc"
}  // namespace

// Two blocks in one register, two registers side by side: every x86-64 processor has SSE2.
std::array<std::array<std::uint32_t, 4>, 4> philox_row(RandomKey key, DrawId first) {
  const Word key0 = splat_word(key.low);
  const Word key1 = splat_word(key.high);
  const Word entity = splat_word(first.entity);
  const Word step = splat_word(first.step);
  const Word purpose_word = splat_word(first.purpose);
  const Words a = philox(key0, key1, entity, step, purpose_word, Word{first.n, first.n + 1});
  const Words b = philox(key0, key1, entity, step, purpose_word, Word{first.n + 2, first.n + 3});
  const auto block = [](const Words& w, int lane) {
    const Word low = w.w0 | w.w1 << 32;
    const Word high = w.w2 | w.w3 << 32;
    return std::bit_cast<std::array<std::uint32_t, 4>>(std::array{low[lane], high[lane]});
  };
  return std::array{block(a, 0), block(a, 1), block(b, 0), block(b, 1)};
}

}  // namespace salus::model
