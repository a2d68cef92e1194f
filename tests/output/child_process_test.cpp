/// Work in a child process: its answer arrives, and however it ends, the right thing is said of it.
#include "output/child_process.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <thread>

#include "output/error.hpp"

namespace salus::tests {
namespace {

using output::ByteSink;
using output::ByteSource;

constexpr output::ChildLimits limits{std::uint64_t{1} << 30, 30};

/// What became of work that gives no answer.
std::string end_of(const std::function<void()>& work, const output::ChildLimits& of = limits) {
  try {
    output::in_child(
        "read it", of, [&](ByteSink&) { work(); },
        [](ByteSource& from) {
          unsigned char mark = output::more;
          from.get(&mark, sizeof mark);
        },
        {});
  } catch (const output::CorruptStore& e) {
    return std::string("corrupt: ") + e.what();
  } catch (const output::IoError& e) {
    return std::string("io: ") + e.what();
  } catch (const output::LimitRefused& e) {
    return std::string("limit: ") + e.what();
  } catch (const output::Stopped& e) {
    return std::string("stopped: ") + e.what();
  } catch (const std::exception& e) {
    return std::string("failed: ") + e.what();
  }
  return "whole";
}

bool begins(const std::string& text, const char* with) { return text.starts_with(with); }

bool gone(pid_t pid) { return ::kill(pid, 0) != 0 && errno == ESRCH; }

/// Waits up to five seconds.
bool becomes_gone(pid_t pid) {
  for (int i = 0; i < 500 && !gone(pid); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(10));
  return gone(pid);
}

TEST(ChildProcess, AnAnswerOfAnySizeArrives) {
  const std::string sent(3000001, 'x');
  std::string got;
  output::in_child(
      "read it", limits,
      [&](ByteSink& to) {
        to.put(&output::more, 1);
        to.put(sent.data(), sent.size());
      },
      [&](ByteSource& from) {
        unsigned char mark = 0;
        from.get(&mark, 1);
        got.resize(sent.size());
        from.get(got.data(), got.size());
        from.get(&mark, 1);
        EXPECT_EQ(mark, output::no_more);
      },
      {});
  EXPECT_EQ(got, sent);
}

TEST(ChildProcess, WhatIsThrownThereIsThrownHere) {
  EXPECT_EQ(end_of([] {}), "whole");
  EXPECT_EQ(end_of([] { throw output::CorruptStore("no sense"); }), "corrupt: no sense");
  EXPECT_EQ(end_of([] { throw output::IoError("no disk"); }), "io: no disk");
  EXPECT_EQ(end_of([] { throw output::LimitRefused("too much"); }), "limit: too much");
  EXPECT_EQ(end_of([] { throw std::logic_error("oops"); }), "failed: could not read it: oops");
  EXPECT_EQ(end_of([] { throw output::CorruptStore("\x1b[2J\xff" + std::string(5000, 'a')); }).substr(0, 16),
            "corrupt: ?[2J?aa");
}

// A crash tells of the file; a kill, an interruption and a limit tell nothing of it.
TEST(ChildProcess, EveryDeathIsCalledByItsName) {
  for (const int number : {SIGSEGV, SIGABRT, SIGBUS, SIGILL})
    EXPECT_TRUE(begins(end_of([number] {
                         std::signal(number, SIG_DFL);  // sanitizers have their own
                         ::raise(number);
                       }),
                       "corrupt: "))
        << number;
  const std::string killed = end_of([] { ::raise(SIGKILL); });
  EXPECT_TRUE(begins(killed, "failed: ")) << killed;
  EXPECT_EQ(killed.find("damaged"), std::string::npos);
  for (const int number : {SIGINT, SIGTERM, SIGHUP})
    EXPECT_TRUE(begins(end_of([number] { ::raise(number); }), "stopped: "));
  EXPECT_TRUE(begins(end_of([] { ::_exit(3); }), "corrupt: "));
}

TEST(ChildProcess, ProcessorTimeIsBounded) {
  const std::string found = end_of(
      [] {
        for (std::atomic<unsigned> i = 0;; ++i) {
        }
      },
      {limits.memory_bytes, 1});
  EXPECT_EQ(found, "limit: it took more than 1 seconds of processor time to read it");
}

TEST(ChildProcess, MemoryIsBounded) {
  rlimit now{};
  ::getrlimit(RLIMIT_AS, &now);
  std::string answer = end_of([] {
    rlimit inside{};
    ::getrlimit(RLIMIT_AS, &inside);
    throw output::IoError(std::to_string(inside.rlim_cur));
  });
  if (answer == "io: " + std::to_string(now.rlim_cur)) GTEST_SKIP() << "sanitizers reserve addresses";
  const std::string flood = end_of(
      [] {
        std::vector<std::string> all;
        for (;;) all.emplace_back(std::size_t{1} << 24, 'x');
      },
      {std::uint64_t{1} << 27, 30});
  EXPECT_EQ(flood, "limit: there is not enough memory to read it");
  // An honest file would have had room: only a damaged one asks for that much at once.
  EXPECT_TRUE(begins(end_of([] { std::string(std::size_t{1} << 40, 'x'); }), "corrupt: "));
}

TEST(ChildProcess, AStopEndsTheChild) {
  pid_t child = 0;
  const auto begun = std::chrono::steady_clock::now();
  const auto wait_for_more = [&](ByteSource& from) {
    from.get(&child, sizeof child);
    from.get(&child, sizeof child);
  };
  EXPECT_THROW(output::in_child(
                   "read it", limits,
                   [](ByteSink& to) {
                     const pid_t self = ::getpid();
                     to.put(&self, sizeof self);
                     ::pause();
                   },
                   wait_for_more, [&] { return child != 0; }),
               output::Stopped);
  EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(5));
  EXPECT_TRUE(gone(child));
}

TEST(ChildProcess, NoChildOutlivesItsProgram) {
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  const pid_t program = ::fork();
  if (program == 0) {
    output::in_child(
        "read it", limits,
        [&](ByteSink&) {
          const pid_t self = ::getpid();
          if (::write(ends[1], &self, sizeof self) == sizeof self) ::pause();
        },
        [](ByteSource& from) {
          char never = 0;
          from.get(&never, 1);
        },
        {});
    ::_exit(0);
  }
  pid_t child = 0;
  ASSERT_EQ(::read(ends[0], &child, sizeof child), static_cast<ssize_t>(sizeof child));
  EXPECT_FALSE(gone(child));
  ::kill(program, SIGKILL);
  ::waitpid(program, nullptr, 0);
  EXPECT_TRUE(becomes_gone(child));
  ::close(ends[0]);
  ::close(ends[1]);
}

}  // namespace
}  // namespace salus::tests
