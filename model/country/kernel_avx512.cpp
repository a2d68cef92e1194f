#include <immintrin.h>

#include "model/country/kernel_abi.hpp"

namespace salus::model {
namespace {
#define SALUS_LANES 8
#include "model/country/kernel.inc"
}  // namespace

extern const CountryKernel kernel_avx512;
const CountryKernel kernel_avx512{draw_noise, run_scenario};

}  // namespace salus::model
