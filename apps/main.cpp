/// The program: runs what the command line names, and turns failures into messages and exit codes.
#include <fcntl.h>
#include <malloc.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <new>
#include <system_error>

#include "apps/common/command_line.hpp"
#include "apps/common/exit_code.hpp"
#include "apps/session/start.hpp"
#include "model/core/diagnostic.hpp"
#include "output/error.hpp"
#include "output/words/run.hpp"
#include "output/words/words.hpp"

namespace {

using namespace salus;
using namespace salus::apps;

int fail(int code, const std::string& message) {
  std::fprintf(stderr, "salus: %s\n", message.c_str());
  return code;
}

/// What options there are for a posterior that was refused.
std::string advice(session::PosteriorRefused::Reason reason) {
  using enum session::PosteriorRefused::Reason;
  switch (reason) {
    case no_such_start:
      return "; calibrate with --start-note or --start-now in that year or up to ten before";
    case failed_check:
      return "; calibrate with more --sweeps, or say --accept-failed-check";
    case no_country:
      break;
  }
  return {};
}

int run(int argc, char** argv) {
  try {
    CommandLine line(argc, argv);
    add_commands(line);
    return line.run();
  } catch (const UsageError& e) {
    return fail(usage, e.what());
  } catch (const session::PosteriorRefused& e) {
    return fail(usage, std::string(e.what()) + advice(e.reason()));
  } catch (const model::InputError& e) {
    const std::size_t n = e.diagnostics().size();
    std::fprintf(stderr, "%s\n", e.what());
    return fail(input_invalid, std::to_string(n) + (n == 1 ? " error" : " errors") + "; nothing was run");
  } catch (const output::LimitRefused& e) {
    return fail(limit_refused, e.what());
  } catch (const output::CorruptStore& e) {
    return fail(corrupt_store, e.what());
  } catch (const output::IoError& e) {
    return fail(io_error, e.what());
  } catch (const model::RunFailure& e) {
    return fail(run_failed, output::words::english().text(output::words::failure_in_words(e)));
  } catch (const output::Stopped& e) {
    return fail(stopped, e.what());
  } catch (const std::bad_alloc&) {
    return fail(limit_refused, "not enough memory");
  } catch (const std::filesystem::filesystem_error& e) {
    return fail(io_error, "could not reach '" + e.path1().string() + "': " + e.code().message() +
                              "; give the right to search its folder, or name another place");
  } catch (const std::system_error& e) {
    // The only one of ours: a thread for which there was no memory.
    if (e.code() != std::errc::resource_unavailable_try_again) return fail(run_failed, e.what());
    return fail(limit_refused, "the system gives no more threads or memory; ask for fewer --threads");
  } catch (const std::exception& e) {
    return fail(run_failed, e.what());
  }
}

/// Closed standard streams are opened on /dev/null, so that no file of ours gets descriptor 0 to 2.
void keep_standard_descriptors() {
  int fd = -1;
  do fd = ::open("/dev/null", O_RDWR);
  while (fd >= 0 && fd <= STDERR_FILENO);
  if (fd > STDERR_FILENO) ::close(fd);
}

/// What was said must have arrived: otherwise success is none.
int with_output_written(int code) {
  errno = 0;
  if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return code;
  if (code != ok) return code;
  const std::string why = errno != 0 ? std::string(": ") + std::strerror(errno) : "";
  return fail(io_error, "could not write all of standard output" + why);
}

}  // namespace

int main(int argc, char** argv) {
#ifdef __GLIBC__
  // Megabytes of shards and series come and go: kept in the heap, they are not mapped and zeroed anew by the kernel
  // each time.
  mallopt(M_MMAP_THRESHOLD, 32 << 20);
  mallopt(M_TRIM_THRESHOLD, 1 << 30);
#endif
  keep_standard_descriptors();
  return with_output_written(run(argc, argv));
}
