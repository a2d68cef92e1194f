#pragma once
/// Names of places in results.
#include "model/run/results.hpp"
#include "output/words/message.hpp"

namespace salus::output::words {

/// Name of a country, title of a region or of the total.
Text location_title(const model::Results& results, const model::Location& location);

}  // namespace salus::output::words
