#pragma once
#include <cstdint>
#include <filesystem>
#include <string>

namespace salus::apps {

struct SbcOptions {
  std::filesystem::path out = "salus-sbc";
  std::size_t replicates = 0;  ///< 0: 1,000, or 20 of the full panel
  std::uint64_t seed = 1;
  unsigned threads = 0;
  std::string fault = "none";
  bool full = false;
  bool resume = false;
  bool quiet = false;
};

/// Simulation-based calibration of the country fit. @return exit code.
int sbc(const SbcOptions& options);

}  // namespace salus::apps
