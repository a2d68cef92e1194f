#pragma once
/// `salus run`, `compare` and `demo`: scenarios on shared random numbers.
#include <string>
#include <vector>

#include "apps/common/session.hpp"

namespace salus::apps {

struct CompareOptions {
  std::vector<std::string> scenarios;  ///< paths, or names of bundled scenarios; the first is the baseline
  std::uint64_t seed = 1;
  std::uint32_t draws = 1000;
  std::vector<std::string> without;
  std::string surface;    ///< a response surface; empty for the prior one
  std::string posterior;  ///< a posterior file; empty for the bundled one, `none` for first estimates
  bool accept_failed_check = false;
  HowToRun how;
};

/// @return exit code
int compare(const CompareOptions& options);

/// One scenario against a programme-free copy of itself.
int run(CompareOptions options);

/// The four bundled scenarios.
int demo(CompareOptions options);

}  // namespace salus::apps
