#include "apps/common/isolate.hpp"

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>

#include "apps/common/exit_code.hpp"
#include "output/error.hpp"

// Sanitizers reserve terabytes of addresses. g++ and clang++ say differently that one is on.
#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define SALUS_SANITIZED
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SALUS_SANITIZED
#endif

namespace salus::apps {
namespace {

void limit(int resource, rlim_t value) {
  const rlimit both{value, value};
  if (::setrlimit(static_cast<__rlimit_resource_t>(resource), &both) != 0)
    throw output::IoError("limit the resources of", "the reading process", errno);
}

}  // namespace

void continue_in_child() {
  const pid_t child = ::fork();
  if (child < 0) throw output::IoError("start", "a process that reads the file", errno);
  if (child == 0) {
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_CPU, 300);
#ifndef SALUS_SANITIZED
    limit(RLIMIT_AS, rlim_t{8} << 30);
#endif
    return;
  }
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (WIFEXITED(status)) ::_exit(WEXITSTATUS(status));
  std::fprintf(stderr,
               "salus: the process that read the file ended by signal %d: the file is damaged, or made to do harm; "
               "nothing was written from it\n",
               WTERMSIG(status));
  ::_exit(corrupt_store);
}

}  // namespace salus::apps
