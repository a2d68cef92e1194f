#pragma once
/// Domains of the random keys of the calibration (model::random_key), apart from those of the model. Each is used in
/// one place.
#include <cstdint>

namespace salus::calibration::domain {

inline constexpr std::uint64_t replicate =
    0x53424330;  ///< of simulation-based calibration: run = replicate; below its key, what it draws

// Of the country and city fit.
inline constexpr std::uint64_t country_fit = 0x46495430;      ///< run = chain
inline constexpr std::uint64_t city_fit = 0x43495430;         ///< run = chain
inline constexpr std::uint64_t city_prior = 0x43495431;       ///< shown beside the posterior; run = draw
inline constexpr std::uint64_t kept_city_prior = 0x43495432;  ///< kept in the file; run = draw
inline constexpr std::uint64_t other_places = 0x43495433;     ///< laws of countries without series; run = view
inline constexpr std::uint64_t forecast = 0x464F5230;
inline constexpr std::uint64_t start_level = 0x53544C30;      ///< run = view
inline constexpr std::uint64_t lethality_share = 0x4C455430;  ///< run = draw
inline constexpr std::uint64_t shown_prior = 0x50524931;      ///< beside the posterior; run = draw
inline constexpr std::uint64_t kept_prior = 0x50524930;       ///< in the file; run = draw
inline constexpr std::uint64_t bootstrap = 0x424F4F30;
inline constexpr std::uint64_t predictive = 0x50505230;  ///< run = draw

// Of the statistics on point events.
inline constexpr std::uint64_t patterns =
    0x50544E30;  ///< run = permutation or draw of the null; model/random/purposes.hpp 40-42

// Of the synthesis of studies.
inline constexpr std::uint64_t synthesis = 0x53594E30;             ///< run = chain
inline constexpr std::uint64_t synthesis_bootstrap = 0x53594E31;   ///< run = bootstrap
inline constexpr std::uint64_t synthesis_prediction = 0x53594E32;  ///< run = draw
inline constexpr std::uint64_t synthesis_evidence = 0x53594E33;    ///< simulated; run = replicate
// Of the oracle.
inline constexpr std::uint64_t oracle = 0x4F524330;  ///< teams drawn with replacement

}  // namespace salus::calibration::domain
