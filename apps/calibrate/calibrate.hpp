#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace salus::apps {

struct CalibrateOptions {
  std::filesystem::path out = "posterior.h5", data;  ///< data: empty for the bundled tables
  std::vector<std::string> countries;                ///< empty: all
  int note_start = 2020, now_start = 2026;           ///< first years of the projections of the two views
  std::uint64_t seed = 1;
  unsigned threads = 0;
  std::size_t sweeps = 12000, draws = 400;           ///< sweeps kept a chain; draws kept in all
  bool quiet = false, resume = false;
};

/// Fits the country layer for both views and writes the posterior. @return exit code.
int calibrate(const CalibrateOptions& options);

}  // namespace salus::apps
