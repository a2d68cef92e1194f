#pragma once
/// Instruction sets the SIMD kernels are built for. The value is passed in by the caller; every choice gives the same
/// bits.
#include <array>
#include <cstdint>
#include <string_view>

namespace salus::model {

enum class Isa : std::uint8_t { scalar, sse2, avx2, avx512 };
inline constexpr std::array<std::string_view, 4> isa_names{"scalar", "sse2", "avx2", "avx512"};

/// The widest instruction set this processor runs.
Isa best_isa() noexcept;

}  // namespace salus::model
