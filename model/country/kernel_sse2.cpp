#include <immintrin.h>

#include "model/country/kernel_abi.hpp"

namespace salus::model {
namespace {
#define SALUS_LANES 2
#include "model/country/kernel.inc"
}  // namespace

extern const CountryKernel kernel_sse2;
const CountryKernel kernel_sse2{draw_noise, run_scenario};

}  // namespace salus::model
