#include "output/child_process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <new>
#include <utility>

#include "output/memory_left.hpp"

namespace salus::output {
namespace {

constexpr int poll_milliseconds = 100;
constexpr std::size_t longest_message = 2000;

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool addresses_are_reserved = true;  // sanitizers reserve terabytes of addresses
#elif defined(__has_feature)
constexpr bool addresses_are_reserved = __has_feature(address_sanitizer) || __has_feature(thread_sanitizer);
#else
constexpr bool addresses_are_reserved = false;
#endif

/// How a child says that it ended, after its answer.
enum class Ending : unsigned char { whole, corrupt, io_error, limit, no_memory, other };

/// Never raises a limit that is lower already. @throws IoError
void lower_limit(__rlimit_resource_t resource, rlim_t soft, rlim_t hard) {
  rlimit now{};
  if (::getrlimit(resource, &now) != 0) throw IoError("read the limits of", "the reading process", errno);
  const rlimit both{std::min(soft, now.rlim_cur), std::min(hard, now.rlim_max)};
  if (::setrlimit(resource, &both) != 0) throw IoError("limit the resources of", "the reading process", errno);
}

/// Bytes of address space that this process has.
std::uint64_t mapped_bytes() {
  std::uint64_t pages = 0;
  std::ifstream("/proc/self/statm") >> pages;
  return pages * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

class Pipe {
 public:
  Pipe() {
    if (::pipe2(ends_.data(), O_CLOEXEC) != 0) throw IoError("make", "a pipe", errno);
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  ~Pipe() {
    close_reading();
    close_writing();
  }
  int reading() const { return ends_[0]; }
  int writing() const { return ends_[1]; }
  void close_reading() { close(0); }
  void close_writing() { close(1); }

 private:
  void close(std::size_t end) {
    if (ends_[end] >= 0) ::close(std::exchange(ends_[end], -1));
  }
  std::array<int, 2> ends_ = std::to_array({-1, -1});
};

/// The answer ended before it was whole.
struct EndOfAnswer {};

class PipeSource final : public ByteSource {
 public:
  PipeSource(int fd, const std::function<bool()>& stop) : fd_(fd), stop_(stop) {}
  void get(void* bytes, std::size_t size) override {
    auto* at = static_cast<char*>(bytes);
    while (size > 0) {
      wait();
      const ssize_t n = ::read(fd_, at, size);
      if (n < 0 && errno == EINTR) continue;
      if (n < 0) throw IoError("read the answer of", "the reading process", errno);
      if (n == 0) throw EndOfAnswer();
      at += n;
      size -= static_cast<std::size_t>(n);
    }
  }

 private:
  void wait() const {
    pollfd one{fd_, POLLIN, 0};
    for (;;) {
      if (stop_ && stop_()) throw Stopped("stopped while a file was read; nothing was begun");
      const int ready = ::poll(&one, 1, poll_milliseconds);
      if (ready > 0) return;
      if (ready < 0 && errno != EINTR) throw IoError("wait for", "the reading process", errno);
    }
  }

  int fd_;
  const std::function<bool()>& stop_;
};

class PipeSink final : public ByteSink {
 public:
  explicit PipeSink(int fd) : fd_(fd) {}
  void put(const void* bytes, std::size_t size) override {
    const auto* at = static_cast<const char*>(bytes);
    while (size > 0) {
      const ssize_t n = ::write(fd_, at, size);
      if (n < 0 && errno == EINTR) continue;
      if (n <= 0) ::_exit(EXIT_FAILURE);  // nobody reads any more
      at += n;
      size -= static_cast<std::size_t>(n);
    }
  }

 private:
  int fd_;
};

void put_ending(ByteSink& to, Ending ending, std::string_view message) {
  const std::uint64_t size = std::min(message.size(), longest_message);
  to.put(&no_more, sizeof no_more);
  to.put(&ending, sizeof ending);
  to.put(&size, sizeof size);
  to.put(message.data(), size);
}

[[noreturn]] void be_the_child(pid_t parent, int writing, const ChildLimits& limits,
                               const std::function<void(ByteSink&)>& work) {
  std::signal(SIGINT, SIG_DFL);
  std::signal(SIGTERM, SIG_DFL);
  std::signal(SIGHUP, SIG_DFL);
  PipeSink sink(writing);
  try {
    // A child whose program has died meanwhile has nobody to read for.
    if (::prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || ::getppid() != parent) ::_exit(EXIT_FAILURE);
    lower_limit(RLIMIT_CORE, 0, 0);
    lower_limit(RLIMIT_CPU, limits.processor_seconds, limits.processor_seconds + rlim_t{1});
    const rlim_t memory = mapped_bytes() + limits.memory_bytes;
    if (!addresses_are_reserved) lower_limit(RLIMIT_AS, memory, memory);
    work(sink);
    put_ending(sink, Ending::whole, "");
  } catch (const CorruptStore& e) {
    put_ending(sink, Ending::corrupt, e.what());
  } catch (const IoError& e) {
    put_ending(sink, Ending::io_error, e.what());
  } catch (const LimitRefused& e) {
    put_ending(sink, Ending::limit, e.what());
  } catch (const std::bad_alloc&) {
    if (memory_is_left()) put_ending(sink, Ending::corrupt, "it claims to hold more than there can be");
    else put_ending(sink, Ending::no_memory, "");
  } catch (const std::exception& e) {
    put_ending(sink, Ending::other, e.what());
  }
  ::_exit(EXIT_SUCCESS);
}

/// The words of a child that may have been taken over: no control characters reach the terminal.
std::string harmless(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](unsigned char c) { return c < 0x20 || c >= 0x7f; }, '?');
  return text;
}

/// Reads how the child ended. @throws what it threw
void take_ending(ByteSource& from, const std::string& what) {
  Ending ending{};
  std::uint64_t size = 0;
  from.get(&ending, sizeof ending);
  from.get(&size, sizeof size);
  std::string message(std::min<std::uint64_t>(size, longest_message), '\0');
  from.get(message.data(), message.size());
  message = harmless(std::move(message));
  switch (ending) {
    case Ending::whole:
      return;
    case Ending::io_error:
      throw IoError(message);
    case Ending::limit:
      throw LimitRefused(message);
    case Ending::no_memory:
      throw LimitRefused("there is not enough memory to " + what);
    case Ending::other:
      throw std::runtime_error("could not " + what + ": " + message);
    case Ending::corrupt:
      break;
  }
  throw CorruptStore(message);
}

/// Seconds of processor time that a child has: never more than this program.
rlim_t allowed_seconds(unsigned wish) {
  rlimit now{};
  return ::getrlimit(RLIMIT_CPU, &now) == 0 ? std::min(rlim_t{wish}, now.rlim_cur) : wish;
}

/// What the death of a child says. @throws always
[[noreturn]] void throw_death(int status, const std::string& what, unsigned seconds) {
  const int number = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
  const std::string end =
      number != 0 ? "by signal " + std::to_string(number) : "with code " + std::to_string(WEXITSTATUS(status));
  switch (number) {
    case SIGINT:
    case SIGTERM:
    case SIGHUP:
      throw Stopped("the process that was to " + what + " was stopped; nothing was begun");
    case SIGXCPU:
      throw LimitRefused("it took more than " + std::to_string(allowed_seconds(seconds)) +
                         " seconds of processor time to " + what);
    case SIGKILL:
      throw std::runtime_error(
          "the process that was to " + what +
          " was killed, by the system for lack of memory or by somebody; nothing was begun, try again");
    default:
      break;
  }
  throw CorruptStore("the process that was to " + what + " ended " + end +
                     ": the file is damaged, or made to do harm; nothing was taken from it");
}

/// A started child, waited for whatever happens.
class Child {
 public:
  explicit Child(pid_t pid) : pid_(pid) {}
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child() {
    if (pid_ <= 0) return;
    ::kill(pid_, SIGKILL);
    wait();
  }
  int wait() {
    int status = 0;
    while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
    }
    pid_ = 0;
    return status;
  }

 private:
  pid_t pid_;
};

}  // namespace

void in_child(const std::string& what, const ChildLimits& limits, const std::function<void(ByteSink&)>& work,
              const std::function<void(ByteSource&)>& take, const std::function<bool()>& stop) {
  Pipe pipe;
  const pid_t parent = ::getpid();
  const pid_t pid = ::fork();
  if (pid < 0) throw IoError("start a process to " + what, "", errno);
  if (pid == 0) be_the_child(parent, pipe.writing(), limits, work);
  Child child(pid);
  pipe.close_writing();
  PipeSource source(pipe.reading(), stop);
  try {
    take(source);
    take_ending(source, what);
  } catch (const EndOfAnswer&) {
    throw_death(child.wait(), what, limits.processor_seconds);
  }
  child.wait();
}

}  // namespace salus::output
