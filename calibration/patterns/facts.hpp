#pragma once
/// The pattern test: every fact of the frozen list on one simulated city.
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "calibration/patterns/city_log.hpp"
#include "model/core/diagnostic.hpp"
#include "model/core/executor.hpp"

namespace salus::calibration {

struct Fact {
  std::string id;
  std::string fact;
  std::string statistic;
  std::string unit;
  std::string tag;
  std::string counts_as;
  std::string source;
  std::string definition;
  std::optional<double> value;  ///< as published
  double low = 0.0;
  double high = 0.0;
  bool derived = false;  ///< the range is plus or minus 20 % of a point value
};

/// Reads the frozen list. @throws model::InputError
std::vector<Fact> read_facts(const std::string& text, const std::string& file);

/// Statistics by name; what could not be computed is not in it.
using Statistics = std::map<std::string, double>;

/// Everything the list asks of one run of a city. `spill` statistics (displacement) need runs of their own and are not
/// among them.
Statistics city_statistics(const CityLog& log, const model::CityRun& city, const model::CityInput& input,
                           std::uint64_t seed, const model::Executor& executor);

struct FactResult {
  const Fact* fact;
  std::optional<double> found;
  bool holds() const { return found && *found >= fact->low && *found <= fact->high; }
  /// How far outside its range, as a share of the nearer bound; 0 inside.
  double distance() const;
};
std::vector<FactResult> test_facts(const std::vector<Fact>& facts, const Statistics& statistics);

/// Number of kinds (`counts_as`) that hold: those of a tag, or all. A kind holds where every one of its facts of that
/// tag does.
std::size_t kinds_that_hold(const std::vector<FactResult>& results, const std::string& tag);

}  // namespace salus::calibration
