#pragma once
/// What follows, in sentences with intervals: for the terminal and the first screen of the report.
#include <optional>
#include <vector>

#include "model/run/results.hpp"
#include "output/words/message.hpp"

namespace salus::output {

/// At most ten paragraphs, however many scenarios: what the shown scenario does against the first, what of it rests on
/// agents, how it stands among plans of equal money, the base rates, the four numbers over cities, the targets, who
/// joins, the money, the global half, what matters and what does not. Of one scenario alone: that a baseline is
/// missing. Numbers have two significant digits.
std::vector<words::Message> headline_sentences(const model::Results& results);

/// What must be said before anything else: projections that do not start from a posterior that passed its check.
/// Nothing where they do.
std::optional<words::Message> caution(const model::Results& results);

}  // namespace salus::output
