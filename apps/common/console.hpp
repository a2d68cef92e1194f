#pragma once
/// What the user sees while a command works, and how it is interrupted.
#include <chrono>
#include <string>

#include "model/run/observer.hpp"

namespace salus::apps {

/// Makes Ctrl-C, SIGTERM and SIGHUP (a terminal that is closed) ask the running command to stop; a second Ctrl-C or
/// SIGTERM ends the process at once (nothing kept is harmed).
void watch_for_interruption();
/// Whether a stop was asked for.
bool interrupted() noexcept;
/// @throws output::Stopped where a stop was asked for
void stop_if_asked();

/// A line to standard error, unless quiet.
class Console {
 public:
  explicit Console(bool quiet) : quiet_(quiet) {}
  void say(const std::string& line) const;
  bool quiet() const noexcept { return quiet_; }

 private:
  bool quiet_;
};

/// Progress with the time left, on a terminal only; a log gets nothing.
class Progress final : public model::RunObserver {
 public:
  Progress(const Console& console, std::string what, std::string parts = "parts");
  ~Progress() override;
  bool stop_requested() const override { return interrupted(); }
  void part_finished(std::size_t done, std::size_t total) override;

 private:
  std::string what_;
  std::string parts_;
  bool shown_;
  bool drawn_ = false;
  std::chrono::steady_clock::time_point start_;
};

}  // namespace salus::apps
