#pragma once
/// Every run of a simulator so far, counted, with the settings it was made at.
#include <span>

#include "calibration/inference/gaussian_mixture.hpp"
#include "calibration/inference/problem.hpp"
#include "model/core/executor.hpp"

namespace salus::calibration {

class SimulationRuns {
 public:
  SimulationRuns(const Coordinates& coordinates, const Simulator& simulator, std::size_t data, std::uint64_t seed, const model::Executor& executor);

  /// Runs the simulator at each row of `y` (on the prior's scale). @throws std::invalid_argument where an output has the wrong length.
  void add(const Points& y);

  Eigen::Index size() const { return y.rows(); }
  /// Rows whose output is finite.
  std::vector<Eigen::Index> finite() const;

  Points y;  ///< settings, a row a run
  Points x;  ///< outputs; counts are spread over their interval

 private:
  const Coordinates& coordinates_;
  const Simulator& simulator_;
  std::uint64_t seed_;
  const model::Executor& executor_;
  std::vector<double> spacing_;  ///< of the lattice that each output lies on; 0 for a continuous one. From the first call of `add`
};

}  // namespace salus::calibration
