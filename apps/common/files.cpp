#include "apps/common/files.hpp"

#include <cstdlib>

#include "output/atomic_file.hpp"
#include "output/sha256.hpp"

namespace salus::apps {
namespace fs = std::filesystem;

namespace {

bool holds_data(const fs::path& place) { return fs::is_regular_file(place / "calibration" / "data" / "countries.csv"); }

}  // namespace

std::optional<fs::path> bundled_root() {
  std::error_code ignored;
  const fs::path program = fs::read_symlink("/proc/self/exe", ignored);
  const fs::path installed = program.parent_path().parent_path() / "share" / "salus";
  if (!program.empty() && holds_data(installed)) return installed;
  if (holds_data(SALUS_SOURCE_DATA)) return SALUS_SOURCE_DATA;
  return std::nullopt;
}

fs::path data_root() {
  const char* set = std::getenv("SALUS_DATA");
  const bool own = set && *set;
  const auto place = own ? std::optional<fs::path>(set) : bundled_root();
  if (place && holds_data(*place)) return *place;
  throw output::IoError("find the bundled data (calibration/data/countries.csv)", own ? set : SALUS_SOURCE_DATA,
                        ENOENT);
}

std::optional<std::vector<std::string>> tables_of_ones_own(
    const std::vector<std::pair<std::string, std::string>>& read) {
  const auto root = bundled_root();
  if (!root) return std::nullopt;
  std::vector<std::string> own;
  for (const auto& [name, hash] : read) {
    // A posterior or surface of one's own is no table, and says so in its name.
    if (!name.starts_with("calibration/") && !name.starts_with("scenarios/")) continue;
    const fs::path ours = *root / name;
    if (!fs::is_regular_file(ours) || output::sha256_hex(read_text(ours)) != hash) own.push_back(name);
  }
  return own;
}

std::string read_text(const fs::path& path) { return output::read_file(path.string(), std::size_t{256} << 20); }

}  // namespace salus::apps
