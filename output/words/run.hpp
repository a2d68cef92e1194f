#pragma once
/// What is said of a run: titles, what it starts from, which checks of chains failed, why draws failed.
#include "model/run/ensemble.hpp"
#include "model/run/results.hpp"
#include "output/words/message.hpp"

namespace salus::output::words {

/// `posterior of 400 draws, data to 2019; its chains passed their check`.
Message start_in_words(const model::ProjectionStart& start);

/// `now: R-hat of jump_rate is 1.05, more than 1.01; ...`, by view; that the file does not say where it does not.
/// @pre the checks did not pass.
Message checks_in_words(const model::ChainChecks& checks);

inline Verbatim title_of(const model::ScenarioResult& scenario) { return Verbatim(scenario.title); }

/// Why a draw failed.
Message fault_in_words(const model::DrawFault& fault);
/// Why a run ended because of its draws.
Message failure_in_words(const model::RunFailure& failure);

}  // namespace salus::output::words
