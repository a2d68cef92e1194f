#include "model/city/sweep_abi.hpp"

namespace salus::model {
namespace {
#define SALUS_LANES 1
#include "model/city/sweep.inc"
}  // namespace

extern const SweepKernel sweep_scalar;
const SweepKernel sweep_scalar = sweep;

}  // namespace salus::model
