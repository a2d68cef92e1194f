#include "bench/inference/simulation_runs.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "bench/inference/domains.hpp"

namespace salus::inference {

using Eigen::Index, Eigen::MatrixXd, Eigen::VectorXd;

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

/// Coefficients of ridge regressions of parameters, and of those squares and products that are explained, on
/// standardised outputs.
MatrixXd summaries(const Points& y, const Points& x) {
  const Index n = y.rows();
  const Index p = y.cols();
  const VectorXd middle = x.colwise().mean();
  MatrixXd centred = x.rowwise() - middle.transpose();
  const VectorXd sd = (centred.cwiseAbs2().colwise().mean().cwiseSqrt().array() + 1e-150).matrix().transpose();
  centred = (centred * sd.cwiseInverse().asDiagonal()).eval();
  MatrixXd targets(n, p + p * (p + 1) / 2);
  targets.leftCols(p) = y.rowwise() - y.colwise().mean();
  for (Index i = 0, k = p; i < p; ++i)
    for (Index j = i; j < p; ++j, ++k) {
      targets.col(k) = targets.col(i).cwiseProduct(targets.col(j));
      targets.col(k).array() -= targets.col(k).mean();
    }
  MatrixXd gram = centred.transpose() * centred;
  gram.diagonal().array() += 1e-2 * static_cast<double>(n);
  const MatrixXd b = gram.ldlt().solve(centred.transpose() * targets);
  std::vector<Index> kept;
  for (Index k = 0; k < targets.cols(); ++k) {
    const double explained =
        1.0 - (targets.col(k) - centred * b.col(k)).squaredNorm() / std::max(targets.col(k).squaredNorm(), 1e-300);
    const double by_chance = static_cast<double>(x.cols()) / static_cast<double>(n);
    if (k < p || explained > 0.1 + by_chance) kept.push_back(k);
  }
  return sd.cwiseInverse().asDiagonal() * b(Eigen::all, kept);
}

}  // namespace

SimulationRuns::SimulationRuns(const Coordinates& coordinates, const Simulator& simulator,
                               const std::vector<double>& data, std::uint64_t seed, const model::Executor& executor)
    : y(0, static_cast<Index>(coordinates.size())),
      coordinates_(coordinates),
      simulator_(simulator),
      seed_(seed),
      executor_(executor),
      data_(Eigen::Map<const VectorXd>(data.data(), static_cast<Index>(data.size()))),
      outputs_(0, data_.size()) {}

void SimulationRuns::add(const Points& settings) {
  const Index before = y.rows();
  y.conservativeResize(before + settings.rows(), Eigen::NoChange);
  y.bottomRows(settings.rows()) = settings;
  outputs_.conservativeResize(y.rows(), Eigen::NoChange);
  executor_.for_blocks(static_cast<std::size_t>(settings.rows()), 16, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      const Index row = before + static_cast<Index>(i);
      const auto out = simulator_(coordinates_.theta({y.row(row).data(), coordinates_.size()}),
                                  model::random_key(seed_, static_cast<std::uint64_t>(row), domain::simulation));
      if (out.size() != static_cast<std::size_t>(outputs_.cols()))
        throw std::invalid_argument("the simulator's output and the data differ in length");
      std::copy(out.begin(), out.end(), outputs_.row(row).data());
    }
  });
  if (spacing_.empty())
    for (Index j = 0; j < outputs_.cols(); ++j) {
      std::vector<double> values;
      for (Index i = 0; i < outputs_.rows(); ++i)
        if (std::isfinite(outputs_(i, j))) values.push_back(outputs_(i, j));
      spacing_.push_back(lattice_spacing(std::move(values)));
    }
  for (Index i = before; i < outputs_.rows(); ++i) {
    const auto key = model::random_key(seed_, static_cast<std::uint64_t>(i), domain::dequantising);
    for (Index j = 0; j < outputs_.cols(); ++j)
      if (const double h = spacing_[static_cast<std::size_t>(j)]; h > 0.0)
        outputs_(i, j) += h * (model::uniform(key, {0, 0, 0, static_cast<std::uint32_t>(j)}) - 0.5);
  }
  if (before == 0) sum_up(0);
  else x = summaries_.size() > 0 ? Points(outputs_ * summaries_) : outputs_;
}

std::vector<Index> SimulationRuns::finite(Index first) const {
  std::vector<Index> rows;
  for (Index i = first; i < outputs_.rows(); ++i)
    if (outputs_.row(i).allFinite()) rows.push_back(i);
  return rows;
}

void SimulationRuns::sum_up(Index first) {
  x = outputs_;
  observed = data_;
  const auto rows = finite(first);
  if (data_.size() <= long_data || rows.empty()) return;
  summaries_ = summaries(y(rows, Eigen::all), outputs_(rows, Eigen::all));
  x = outputs_ * summaries_;
  observed = summaries_.transpose() * data_;
}

}  // namespace salus::inference
