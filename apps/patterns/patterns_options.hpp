#pragma once
/// What `salus patterns` was asked for.
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace salus::apps {

struct PatternsOptions {
  std::string city;              ///< a simulated city; or
  std::vector<std::string> set;  ///< name=value: parameters of the city layer
  std::filesystem::path events;  ///< a table of points, also packed by gzip
  std::filesystem::path out;
  double cell_m = 100.0;
  unsigned permutations = 999;
  std::uint64_t seed = 1;
  unsigned threads = 0;
  bool quiet = false;
  bool replace = false;  ///< finished results of other events or settings may go
};

}  // namespace salus::apps
