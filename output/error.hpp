#pragma once
/// What can go wrong with storage: the world outside, what was kept there, a limit, or a stop that was asked for.
#include <stdexcept>
#include <string>

namespace salus::output {

/// A file operation failed. Exit code 5.
class IoError : public std::runtime_error {
 public:
  /// @param operation what was tried, in words; @param code errno, 0 where there is none.
  IoError(const std::string& operation, const std::string& path, int code);
  explicit IoError(const std::string& message) : std::runtime_error(message) {}
};

/// A stored file is damaged, foreign or of another version. Exit code 7.
class CorruptStore : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// More memory, time or room than is allowed would be needed. Exit code 6.
class LimitRefused : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Stopped on request; what was kept stays. Exit code 75.
class Stopped : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace salus::output
