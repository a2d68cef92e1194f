#pragma once
/// Files that appear complete or not at all.
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "output/error.hpp"

namespace salus::output {

/// Writes `bytes` to `path`: temporary file in the same folder, full write, fsync, checked close, rename, fsync of the
/// folder. Where anything fails the temporary file is removed and the old file, if any, is untouched. @throws IoError
void write_file(const std::string& path, std::string_view bytes);

/// Contents of a file. @throws IoError, also above `limit` bytes; CorruptStore, before more is read, where it does not
/// begin with `beginning`
std::string read_file(const std::string& path, std::size_t limit, std::string_view beginning = {});

/// Whether a file of that name is a temporary one of `write_file`.
bool is_temporary(std::string_view name);

/// Writes nothing, but finds out whether `write_file` could: a temporary file is made and removed. @throws IoError
void try_to_write(const std::string& path);

/// Removes temporary files in `folder` whose writer is no longer alive, of the names that `is_ours` takes.
void sweep_temporary_files(const std::string& folder, const std::function<bool(const std::string&)>& is_ours);

/// Makes a folder and its parents, whose names survive a loss of power. @throws IoError
void make_folder(const std::string& path);

/// Identifies this boot of the machine, so that process numbers of an earlier one are not mistaken for live processes.
std::string boot_id();

/// Whether a process of this boot is alive.
bool process_alive(const std::string& boot, std::int64_t pid);

}  // namespace salus::output
