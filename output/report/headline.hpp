#pragma once
/// What follows, in words with intervals: for the terminal and the first screen of the report.
#include <string>
#include <vector>

#include "model/run/results.hpp"

namespace salus::output {

/// One sentence a scenario against the first one, then the base rates. Numbers have two significant digits.
std::vector<std::string> headline_sentences(const model::Results& results);

/// A count in words: two significant digits, thousands grouped, `million` from a million on.
std::string in_words(double value);

/// A probability as words for the reader: `no draw`, `under 1 %`, `37 %`, `over 99 %`, `every draw`.
std::string percent(double probability);

}  // namespace salus::output
