#include <immintrin.h>

#include "model/city/sweep_abi.hpp"

namespace salus::model {
namespace {
#define SALUS_LANES 2
#include "model/city/sweep.inc"
}  // namespace

extern const SweepKernel sweep_sse2;
const SweepKernel sweep_sse2 = sweep;

}  // namespace salus::model
