#pragma once
/// What follows, in words with intervals: for the terminal and the first screen of the report.
#include <string>
#include <vector>

#include "model/run/results.hpp"

namespace salus::output {

/// At most nine sentences, however many scenarios: what the shown scenario does against the first, what of it rests on
/// agents, the portfolios side by side, the base rates, the four numbers over cities, the targets, who joins, the
/// money, the global half. Numbers have two significant digits.
std::vector<std::string> headline_sentences(const model::Results& results);

/// What must be said before anything else: projections that do not start from a posterior that passed its check. Empty
/// where they do.
std::string caution(const model::Results& results);

/// The scenario that the page is about: 'concept-note' where it was run and is not the first, else the second, else the
/// first.
std::size_t shown_scenario(const model::Results& results);

/// A count in words: two significant digits, thousands grouped, `million` from a million on.
std::string in_words(double value);

/// A probability as words for the reader: `no run`, `under 1 %`, `37 %`, `over 99 %`, `every run`.
std::string percent(double probability);
/// The same inside a sentence: `in 37 % of runs`, `in no run`.
std::string in_draws(double probability);

}  // namespace salus::output
