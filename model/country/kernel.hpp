#pragma once
/// The country kernels for a given instruction set. All give the same bits.
#include "model/core/isa.hpp"
#include "model/country/kernel_abi.hpp"

namespace salus::model {

/// @throws std::invalid_argument where the program was built without kernels for `isa`.
const CountryKernel& country_kernel(Isa isa);

}  // namespace salus::model
