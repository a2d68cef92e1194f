#include "calibration/inference/simulation_runs.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "calibration/inference/domains.hpp"

namespace salus::calibration {

using Eigen::Index;

namespace {

/// Least gap between values where a tenth of them or more are ties, so that they lie on a lattice; 0 else.
double lattice_spacing(std::vector<double> values) {
  const std::size_t all = values.size();
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  if (static_cast<double>(values.size()) > 0.9 * static_cast<double>(all)) return 0.0;
  double least = values.size() > 1 ? std::numeric_limits<double>::infinity() : 1.0;
  for (std::size_t i = 1; i < values.size(); ++i) least = std::min(least, values[i] - values[i - 1]);
  return least;
}

}  // namespace

SimulationRuns::SimulationRuns(const Coordinates& coordinates, const Simulator& simulator, std::size_t data, std::uint64_t seed, const model::Executor& executor)
    : y(0, static_cast<Index>(coordinates.size())), x(0, static_cast<Index>(data)), coordinates_(coordinates), simulator_(simulator), seed_(seed), executor_(executor) {}

void SimulationRuns::add(const Points& settings) {
  const Index before = y.rows();
  y.conservativeResize(before + settings.rows(), Eigen::NoChange);
  y.bottomRows(settings.rows()) = settings;
  x.conservativeResize(y.rows(), Eigen::NoChange);
  executor_.for_blocks(static_cast<std::size_t>(settings.rows()), 16, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      const Index row = before + static_cast<Index>(i);
      const auto out = simulator_(coordinates_.theta({y.row(row).data(), coordinates_.size()}), model::random_key(seed_, static_cast<std::uint64_t>(row), domain::simulation));
      if (out.size() != static_cast<std::size_t>(x.cols())) throw std::invalid_argument("the simulator's output and the data differ in length");
      std::copy(out.begin(), out.end(), x.row(row).data());
    }
  });
  if (spacing_.empty())
    for (Index j = 0; j < x.cols(); ++j) {
      std::vector<double> values;
      for (Index i = 0; i < x.rows(); ++i)
        if (std::isfinite(x(i, j))) values.push_back(x(i, j));
      spacing_.push_back(lattice_spacing(std::move(values)));
    }
  for (Index i = before; i < x.rows(); ++i) {
    const auto key = model::random_key(seed_, static_cast<std::uint64_t>(i), domain::dequantising);
    for (Index j = 0; j < x.cols(); ++j)
      if (const double h = spacing_[static_cast<std::size_t>(j)]; h > 0.0) x(i, j) += h * (model::uniform(key, {0, 0, 0, static_cast<std::uint32_t>(j)}) - 0.5);
  }
}

std::vector<Index> SimulationRuns::finite() const {
  std::vector<Index> rows;
  for (Index i = 0; i < x.rows(); ++i)
    if (x.row(i).allFinite()) rows.push_back(i);
  return rows;
}

}  // namespace salus::calibration
