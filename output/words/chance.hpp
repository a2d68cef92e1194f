#pragma once
/// Probabilities as a reader can use them.
#include "output/words/message.hpp"

namespace salus::output::words {

/// `no run`, `under 1 %`, `37 %`, `over 99 %`, `every run`, `not known`.
Text share_of_runs(const Estimate& probability);
/// Inside a sentence: `in 37 % of runs`, `in no run`.
Message in_share_of_runs(const Estimate& probability);
/// As a number of runs, `in 28 of 1,000 runs`; of few runs (below 100) as a share.
Message in_runs(double probability, std::uint32_t runs);

}  // namespace salus::output::words
