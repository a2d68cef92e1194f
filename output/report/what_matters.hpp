#pragma once
/// What of a plan's effect is assumed, and what it does not depend on, in a sentence each.
#include <optional>

#include "model/run/results.hpp"
#include "output/words/message.hpp"

namespace salus::output {

/// What money for global functions does, that this is assumed, and what it has to make up for; nothing where there is
/// none, or nothing is known of it.
std::optional<words::Message> what_global_functions_do(const model::Results& results, model::ScenarioIndex scenario);

/// What matters for the difference that a plan makes, and what does not; nothing where it was not computed, or too few
/// draws tell.
std::optional<words::Message> what_matters(const model::Results& results, model::ScenarioIndex scenario);

}  // namespace salus::output
