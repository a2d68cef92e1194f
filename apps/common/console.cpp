#include "apps/common/console.hpp"

#include <unistd.h>

#include <csignal>
#include <cstdio>

#include "output/error.hpp"

namespace salus::apps {
namespace {

volatile std::sig_atomic_t signals_seen = 0;

extern "C" void on_signal(int number) {
  if (signals_seen != 0 && number != SIGHUP) {  // shells send a second one of these by themselves
    std::signal(number, SIG_DFL);
    std::raise(number);
  }
  signals_seen = 1;
}

}  // namespace

void watch_for_interruption() {
  struct sigaction action {};
  action.sa_handler = on_signal;
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  struct sigaction on_hangup {};
  if (sigaction(SIGHUP, nullptr, &on_hangup) == 0 && on_hangup.sa_handler != SIG_IGN)  // as nohup wants it
    sigaction(SIGHUP, &action, nullptr);
  std::signal(SIGPIPE, SIG_IGN);  // a reader that has gone is an error of writing
  std::signal(SIGXFSZ, SIG_IGN);  // so is a file that may not grow
}

bool interrupted() noexcept { return signals_seen != 0; }

void stop_if_asked() {
  if (interrupted()) throw output::Stopped("stopped; nothing was written");
}

void Console::say(const std::string& line) const {
  if (quiet_) return;
  std::fflush(stdout);  // in a log of both, findings stand before what is said of them
  std::fprintf(stderr, "%s\n", line.c_str());
}

Progress::Progress(const Console& console, std::string what, std::string parts)
    : what_(std::move(what)),
      parts_(std::move(parts)),
      shown_(!console.quiet() && isatty(STDERR_FILENO) == 1),
      start_(std::chrono::steady_clock::now()) {}

Progress::~Progress() {
  if (drawn_) std::fputs("\r\033[K", stderr);
}

void Progress::part_finished(std::size_t done, std::size_t total) {
  if (!shown_) return;
  drawn_ = true;
  const double passed = std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
  const double left = passed / static_cast<double>(done) * static_cast<double>(total - done);
  std::fprintf(stderr, "\r\033[K%s: %zu of %zu %s, about %.0f s left", what_.c_str(), done, total, parts_.c_str(),
               left);
}

}  // namespace salus::apps
