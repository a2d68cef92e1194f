#pragma once
#include "apps/patterns/patterns_options.hpp"

namespace salus::apps {

/// The pattern test on a simulated city: every fact of the frozen list beside what the model gives. @return exit code.
int city_patterns(const PatternsOptions& options);

}  // namespace salus::apps
