#include "model/country/kernel_abi.hpp"

namespace salus::model {
namespace {
#define SALUS_LANES 1
#include "model/country/kernel.inc"
}  // namespace

extern const CountryKernel kernel_scalar;
const CountryKernel kernel_scalar{draw_noise, run_scenario};

}  // namespace salus::model
