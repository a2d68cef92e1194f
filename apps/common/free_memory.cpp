#include "apps/common/free_memory.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <sstream>

namespace salus::apps {
namespace fs = std::filesystem;
namespace {

using Bytes = std::optional<std::uint64_t>;

void take_lesser(Bytes& least, const Bytes& other) {
  if (other && (!least || *other < *least)) least = other;
}

/// The whole number after a word at the beginning of a line; nothing where there is no such line.
Bytes number_after(std::istream&& text, const std::string& word) {
  for (std::string line; std::getline(text, line);) {
    std::istringstream in(line);
    std::string first;
    std::uint64_t number = 0;
    if (in >> first >> number && first == word) return number;
  }
  return std::nullopt;
}

Bytes available_on_machine() {
  const Bytes kib = number_after(std::ifstream("/proc/meminfo"), "MemAvailable:");
  return kib ? Bytes(*kib << 10) : std::nullopt;
}

Bytes left_by_ulimit() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return std::nullopt;
  const Bytes mapped_kib = number_after(std::ifstream("/proc/self/status"), "VmSize:");
  const std::uint64_t mapped = mapped_kib.value_or(0) << 10;
  return limit.rlim_cur > mapped ? limit.rlim_cur - mapped : 0;
}

/// The number that is all that stands in a file; nothing for "max" or no file.
Bytes number_in(const fs::path& path) {
  std::ifstream file(path);
  std::uint64_t number = 0;
  return file >> number ? Bytes(number) : std::nullopt;
}

/// What a single group leaves. Pages of files that can be dropped are free.
Bytes left_by(const fs::path& group, const char* limit_name, const char* usage_name, const char* droppable_name) {
  const Bytes limit = number_in(group / limit_name);
  const Bytes usage = number_in(group / usage_name);
  if (!limit || !usage) return std::nullopt;
  const std::uint64_t droppable = number_after(std::ifstream(group / "memory.stat"), droppable_name).value_or(0);
  const std::uint64_t used = *usage - std::min(droppable, *usage);
  return *limit > used ? *limit - used : 0;
}

}  // namespace

std::optional<std::uint64_t> left_by_groups(const fs::path& mounted, const std::string& membership) {
  Bytes least;
  std::istringstream lines(membership);
  for (std::string line; std::getline(lines, line);) {
    const auto controllers = line.find(':');
    const auto path = line.find(":/");
    if (controllers == std::string::npos || path == std::string::npos) continue;
    const bool second_version = line.starts_with("0::");
    if (!second_version && line.substr(controllers, path - controllers).find("memory") == std::string::npos) continue;
    const fs::path root = second_version ? mounted : mounted / "memory";
    for (fs::path group = line.substr(path + 2);; group = group.parent_path()) {
      take_lesser(least, second_version ? left_by(root / group, "memory.max", "memory.current", "inactive_file")
                                        : left_by(root / group, "memory.limit_in_bytes", "memory.usage_in_bytes",
                                                  "total_inactive_file"));
      if (group.empty()) break;
    }
  }
  return least;
}

std::optional<std::uint64_t> free_memory() {
  Bytes least = available_on_machine();
  take_lesser(least, left_by_ulimit());
  std::ostringstream membership;
  membership << std::ifstream("/proc/self/cgroup").rdbuf();
  take_lesser(least, left_by_groups("/sys/fs/cgroup", membership.str()));
  return least;
}

}  // namespace salus::apps
