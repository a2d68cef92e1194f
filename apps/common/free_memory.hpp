#pragma once
/// How much memory this process may still take.
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace salus::apps {

/// Bytes: the least of what the machine has available, what `ulimit -v` leaves, and what the control group leaves;
/// nothing where none of them says anything.
std::optional<std::uint64_t> free_memory();

/// What control groups leave, the narrowest of a group and those above it. @param mounted where their files are
/// @param membership content of /proc/self/cgroup
std::optional<std::uint64_t> left_by_groups(const std::filesystem::path& mounted, const std::string& membership);

}  // namespace salus::apps
