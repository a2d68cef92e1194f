#include "model/core/isa.hpp"

namespace salus::model {

Isa best_isa() noexcept {
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl"))
    return Isa::avx512;
  if (__builtin_cpu_supports("avx2")) return Isa::avx2;
  return Isa::sse2;
#else
  return Isa::scalar;
#endif
}

}  // namespace salus::model
