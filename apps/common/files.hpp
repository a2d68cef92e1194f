#pragma once
/// Where the bundled data are, and reading files.
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace salus::apps {

/// The folder that holds `calibration/data` and `scenarios`: SALUS_DATA, else the installed share folder beside the
/// program, else the source tree the program was built from. @throws output::IoError where none is there.
std::filesystem::path data_root();

/// Contents of a file. @throws output::IoError naming path and reason; files above 256 MiB are refused.
std::string read_text(const std::filesystem::path& path);

}  // namespace salus::apps
