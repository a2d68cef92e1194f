#pragma once
/// Exit codes of every command; documented in the README.

namespace salus::apps {

enum ExitCode : int {
  ok = 0,
  usage = 2,
  input_invalid = 3,
  run_failed = 4,
  io_error = 5,
  limit_refused = 6,
  corrupt_store = 7,
  stopped = 75,  ///< stopped early, resumable (EX_TEMPFAIL)
};

}  // namespace salus::apps
