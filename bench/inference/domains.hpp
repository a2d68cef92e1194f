#pragma once
/// Domains of the random keys of the calibrators (model::random_key), apart from those of the model and the fit. Each
/// is used in one place.
#include <cstdint>

namespace salus::inference::domain {

inline constexpr std::uint64_t likelihood = 0x4D434D43;  ///< calls of a log-likelihood
inline constexpr std::uint64_t chain = 0x4D434D44;       ///< steps of a chain
inline constexpr std::uint64_t simulation = 0x53494D30;  ///< calls of a simulator; run = number of the call
inline constexpr std::uint64_t ensemble_kalman = 0x454B4930;
inline constexpr std::uint64_t abc_smc = 0x41424330;       ///< run = round
inline constexpr std::uint64_t mixture = 0x474D4D30;       ///< starts of mixtures; run = round
inline constexpr std::uint64_t posterior = 0x504F5330;     ///< chains on the fitted likelihood; run = round
inline constexpr std::uint64_t dequantising = 0x44455130;  ///< run = number of the call

}  // namespace salus::inference::domain
