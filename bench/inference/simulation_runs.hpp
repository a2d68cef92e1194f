#pragma once
/// Every run of a simulator so far, counted, with the settings it was made at.
#include <span>

#include "bench/inference/gaussian_mixture.hpp"
#include "bench/inference/problem.hpp"
#include "model/core/executor.hpp"

namespace salus::inference {

/// Data longer than this are summed up.
inline constexpr Eigen::Index long_data = 40;

class SimulationRuns {
 public:
  SimulationRuns(const Coordinates& coordinates, const Simulator& simulator, const std::vector<double>& observed,
                 std::uint64_t seed, const model::Executor& executor);

  /// Runs the simulator at each row of `settings`. @throws std::invalid_argument where an output and the data differ in
  /// length.
  void add(const Points& settings);

  Eigen::Index size() const { return y.rows(); }
  /// Rows from `first` on whose output is finite.
  std::vector<Eigen::Index> finite(Eigen::Index first = 0) const;
  /// Sums up long data anew, by regressions of the parameters on the outputs of the runs from `first` on, and of
  /// squares and products of parameters where these explain more than a tenth of the variance; short data stay as they
  /// are. The first `add` does it with its own runs. Source: Fearnhead, Prangle 2012,
  /// doi:10.1111/j.1467-9868.2011.01010.x.
  void sum_up(Eigen::Index first);

  Points y;                  ///< settings on the prior's scale, a row a run
  Points x;                  ///< outputs or their summaries; whole numbers are spread over their interval
  Eigen::VectorXd observed;  ///< the data in the same terms

 private:
  const Coordinates& coordinates_;
  const Simulator& simulator_;
  std::uint64_t seed_;
  const model::Executor& executor_;
  Eigen::VectorXd data_;
  Points outputs_;  ///< unsummed
  std::vector<double>
      spacing_;  ///< of the lattice that each output lies on; 0 for a continuous one. From the first call of `add`
  Eigen::MatrixXd summaries_;  ///< outputs to x; empty for short data
};

}  // namespace salus::inference
