#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace salus::apps {

struct CalibrateOptions {
  std::filesystem::path out = "posterior.h5";
  std::filesystem::path data;          ///< empty for the bundled tables
  std::vector<std::string> countries;  ///< empty: all

  /// first years of the projections of the two views
  int note_start = 2020;
  int now_start = 2026;

  std::uint64_t seed = 1;
  unsigned threads = 0;
  std::size_t sweeps = 12000;  ///< sweeps kept a chain
  std::size_t draws = 400;     ///< draws kept in all
  bool quiet = false;
  bool resume = false;
};

/// Fits the country layer for both views and writes the posterior. @return exit code.
int calibrate(const CalibrateOptions& options);

}  // namespace salus::apps
