#include <immintrin.h>

#include "model/city/sweep_abi.hpp"

namespace salus::model {
namespace {
#define SALUS_LANES 4
#include "model/city/sweep.inc"
}  // namespace

extern const SweepKernel sweep_avx2;
const SweepKernel sweep_avx2 = sweep;

}  // namespace salus::model
