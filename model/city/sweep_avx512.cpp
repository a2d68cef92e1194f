#include <immintrin.h>

#include "model/city/sweep_abi.hpp"

namespace salus::model {
namespace {
#define SALUS_LANES 8
#include "model/city/sweep.inc"
}  // namespace

extern const SweepKernel sweep_avx512;
const SweepKernel sweep_avx512 = sweep;

}  // namespace salus::model
