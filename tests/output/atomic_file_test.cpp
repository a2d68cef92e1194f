/// Files appear complete or not at all: under errors, a full disk, and sudden death.
#include "output/atomic_file.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <random>

#include "output/error.hpp"
#include "tests/output/temporary_folder.hpp"

namespace salus::tests {
namespace {

namespace fs = std::filesystem;

class AtomicFile : public TemporaryFolder {
 protected:
  std::string path(const std::string& name) const { return (root / name).string(); }
  std::size_t files() const { return static_cast<std::size_t>(std::distance(fs::directory_iterator(root), {})); }
};

TEST_F(AtomicFile, WritesReplacesAndReads) {
  output::write_file(path("a"), "one");
  output::write_file(path("a"), "two two");
  EXPECT_EQ(output::read_file(path("a"), 100), "two two");
  EXPECT_EQ(files(), 1u);
}

TEST_F(AtomicFile, SaysWhatFailedAndWhere) {
  const auto message = [&](auto act) -> std::string {
    try {
      act();
    } catch (const output::IoError& e) {
      return e.what();
    }
    return "nothing";
  };
  EXPECT_NE(message([&] { output::write_file(path("no/such/a"), "x"); }).find("No such file"), std::string::npos);
  EXPECT_NE(message([&] { output::read_file(path("none"), 10); }).find(path("none")), std::string::npos);
  output::write_file(path("big"), "12345");
  EXPECT_NE(message([&] { output::read_file(path("big"), 4); }), "nothing");
  EXPECT_NE(message([&] { output::read_file(root.string(), 100); }), "nothing");
  fs::create_directory(path("taken"));
  EXPECT_NE(message([&] { output::write_file(path("taken"), "x"); }), "nothing");
  EXPECT_EQ(files(), 2u) << "a temporary file was left";
}

/// A limit on file size stands in for a full disk: the write fails half-way.
TEST_F(AtomicFile, AFailedWriteLeavesTheOldFileAndNothingElse) {
  output::write_file(path("a"), "old");
  const pid_t child = ::fork();
  if (child == 0) {
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit limit{4096, 4096};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    try {
      output::write_file(path("a"), std::string(100000, 'n'));
    } catch (const output::IoError&) {
      ::_exit(5);
    }
    ::_exit(0);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_EQ(WEXITSTATUS(status), 5);
  EXPECT_EQ(output::read_file(path("a"), 100), "old");
  EXPECT_EQ(files(), 1u);
}

/// A writer is killed 60 times at random moments; the file is always one of the whole versions.
TEST_F(AtomicFile, SuddenDeathNeverTearsAFile) {
  output::write_file(path("a"), std::string(300000, 'a'));
  std::mt19937_64 random(11);
  for (int round = 0; round < 60; ++round) {
    const pid_t child = ::fork();
    if (child == 0)
      for (char c = 'b';; c = c == 'z' ? 'b' : static_cast<char>(c + 1))
        output::write_file(path("a"), std::string(300000, c));
    ::usleep(static_cast<useconds_t>(500 + random() % 8000));
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    const std::string now = output::read_file(path("a"), 1000000);
    ASSERT_EQ(now.size(), 300000u);
    ASSERT_EQ(now.find_first_not_of(now[0]), std::string::npos);
  }
  output::write_file(path("b.salus-tmp.0.1.0"), "of a program that wrote b");
  output::sweep_temporary_files(root.string(), [](const std::string& name) { return name == "a"; });
  EXPECT_EQ(files(), 2u) << "files of dead writers were not swept, or those of another name were";
  output::sweep_temporary_files(root.string(), [](const std::string& name) { return name == "b"; });
  EXPECT_EQ(files(), 1u);
}

TEST_F(AtomicFile, SweepingSparesTheLiving) {
  const pid_t child = ::fork();
  if (child == 0) {
    ::pause();
    ::_exit(0);
  }
  EXPECT_TRUE(output::process_alive(output::boot_id(), child));
  EXPECT_FALSE(output::process_alive("another boot", child));
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
  EXPECT_FALSE(output::process_alive(output::boot_id(), child));
}

}  // namespace
}  // namespace salus::tests
