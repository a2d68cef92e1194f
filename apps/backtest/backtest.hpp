#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace salus::apps {

struct BacktestOptions {
  std::filesystem::path out;
  std::filesystem::path data;  ///< empty for the bundled tables
  std::vector<int> origins{2005, 2008, 2011, 2014, 2017};
  int horizon = 10;
  std::vector<std::string> without;  ///< loops, or `drivers`
  std::uint64_t seed = 1;
  unsigned threads = 0;
  std::size_t sweeps = 1600;  ///< kept a chain, after half as many to learn from
  bool quiet = false;
};

/// Forecasts from past origins and what came. @return exit code.
int backtest(const BacktestOptions& options);

}  // namespace salus::apps
