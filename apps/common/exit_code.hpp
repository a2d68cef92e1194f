#pragma once
/// How a command ends: exit codes, documented in the README, and the failures that only the program has.
#include <stdexcept>

namespace salus::apps {

enum ExitCode : int {
  ok = 0,
  usage = 2,
  input_invalid = 3,
  run_failed = 4,  ///< or a check that was asked for did not hold
  io_error = 5,
  limit_refused = 6,
  corrupt_store = 7,
  stopped = 75,  ///< stopped early, resumable (EX_TEMPFAIL)
};

/// Wrong options. Exit code 2.
class UsageError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace salus::apps
