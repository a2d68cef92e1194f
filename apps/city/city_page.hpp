#pragma once
#include <string>

#include "apps/city/city_output.hpp"
#include "model/core/executor.hpp"

namespace salus::apps {

/// The page of a simulated city: incidents, map, concentration, near repeats, ages, what measures do. Readable without
/// JavaScript.
std::string city_page(const CityOutcome& outcome, std::uint64_t seed, const model::Executor& executor);

}  // namespace salus::apps
