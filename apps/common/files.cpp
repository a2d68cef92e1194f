#include "apps/common/files.hpp"

#include <cstdlib>

#include "output/atomic_file.hpp"

namespace salus::apps {
namespace fs = std::filesystem;

fs::path data_root() {
  std::vector<fs::path> places;
  if (const char* set = std::getenv("SALUS_DATA"); set && *set) {
    places.emplace_back(set);
  } else {
    std::error_code ignored;
    if (const fs::path program = fs::read_symlink("/proc/self/exe", ignored); !program.empty())
      places.push_back(program.parent_path().parent_path() / "share" / "salus");
    places.emplace_back(SALUS_SOURCE_DATA);
  }
  for (const auto& place : places)
    if (fs::is_regular_file(place / "calibration" / "data" / "countries.csv")) return place;
  throw output::IoError("find the bundled data (calibration/data/countries.csv)", places.back().string(), ENOENT);
}

std::string read_text(const fs::path& path) { return output::read_file(path.string(), std::size_t{256} << 20); }

}  // namespace salus::apps
