#pragma once
/// Files that appear complete or not at all.
#include <cstddef>
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

/// Removes temporary files in `folder` whose writer is no longer alive.
void sweep_temporary_files(const std::string& folder);

/// Makes a folder and its parents. @throws IoError
void make_folder(const std::string& path);

/// Identifies this boot of the machine, so that process numbers of an earlier one are not mistaken for live processes.
std::string boot_id();

/// Whether a process of this boot is alive.
bool process_alive(const std::string& boot, long pid);

}  // namespace salus::output
