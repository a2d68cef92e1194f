#pragma once
/// Where the bundled data are, and reading files.
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace salus::apps {

/// The folder that holds `calibration/data` and `scenarios`: SALUS_DATA, else the installed share folder beside the
/// program, else the source tree the program was built from. @throws output::IoError where none is there.
std::filesystem::path data_root();
/// The same whatever SALUS_DATA says; none where the bundled data are not there.
std::optional<std::filesystem::path> bundled_root();

/// Of the tables that were read, those that are not the bundled ones; none where these are not there to compare with.
/// @param read path below the data folder, and SHA-256
std::optional<std::vector<std::string>> tables_of_ones_own(
    const std::vector<std::pair<std::string, std::string>>& read);

/// Contents of a file. @throws output::IoError naming path and reason; files above 256 MiB are refused.
std::string read_text(const std::filesystem::path& path);

}  // namespace salus::apps
