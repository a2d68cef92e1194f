#pragma once
/// Instruction sets the SIMD kernels are built for. The value is passed in by the caller; every choice gives the same
/// bits.
#include <cstdint>

#include "model/core/enumeration.hpp"

namespace salus::model {

enum class Isa : std::uint8_t { scalar, sse2, avx2, avx512 };
inline constexpr auto isa_names = enumerator_names<Isa>;

/// The widest instruction set this processor runs.
Isa best_isa() noexcept;

}  // namespace salus::model
