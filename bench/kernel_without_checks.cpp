// The AVX2 kernel without its invariants, to measure what they cost.
#define SALUS_WITHOUT_CHECKS
#include <immintrin.h>

#include "model/country/kernel_abi.hpp"

namespace salus::model {
namespace {
#define SALUS_LANES 4
#include "model/country/kernel.inc"
}  // namespace

extern const CountryKernel kernel_without_checks;
const CountryKernel kernel_without_checks{draw_noise, run_scenario};

}  // namespace salus::model
