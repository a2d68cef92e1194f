#pragma once
/// Priors in words.
#include "model/parameters/prior.hpp"
#include "output/words/message.hpp"

namespace salus::output::words {

/// `lognormal(median 0.3, log sd 0.5) on [0, 2]`, with every digit.
Message prior_in_words(const model::Prior& prior);

}  // namespace salus::output::words
