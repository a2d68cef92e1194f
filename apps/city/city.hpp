#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace salus::apps {

struct CityOptions {
  std::string city;
  std::filesystem::path out;
  std::vector<std::string> set;      ///< name=value
  std::vector<std::string> effects;  ///< ids of interventions, none for none
  int start_year = 2020;
  std::size_t years = 10;
  std::size_t effect_years = 3;
  double spend = 100000.0;  ///< USD a year on each intervention
  std::uint64_t seed = 1;
  unsigned threads = 0;
  bool persons = false;
  bool csv = false;
  bool quiet = false;
};

/// Simulates a city: events, rates of neighbourhoods, a page. @return exit code.
int city(const CityOptions& options);

}  // namespace salus::apps
