#include "bench/inference/regression_likelihood.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "model/core/elementary.hpp"

namespace salus::inference {

using Eigen::Index, Eigen::MatrixXd, Eigen::VectorXd;

namespace {

/// 1, u_i, u_i u_j (i <= j).
Index feature_count(Index p, int degree) { return degree == 0 ? 1 : degree == 1 ? 1 + p : (p + 1) * (p + 2) / 2; }

std::vector<double> plain(const VectorXd& v) { return {v.begin(), v.end()}; }

/// Least squares from normal equations, with a ridge that bears collinear columns.
VectorXd solve(const MatrixXd& gram, const VectorXd& moment) {
  MatrixXd a = gram;
  a.diagonal() *= 1.0 + 1e-9;
  a.diagonal().array() += 1e-9 * gram.diagonal().maxCoeff() + 1e-300;
  return a.ldlt().solve(moment);
}

double dot(const std::vector<double>& a, const double* b) {
  double sum = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

}  // namespace

void OutputRegression::features(const double* y, double* out) const {
  *out++ = 1.0;
  double* const u = out;
  for (Index i = 0; i < p_; ++i) *out++ = (y[i] - centre_[i]) / scale_[i];
  for (Index i = 0; i < p_; ++i)
    for (Index j = i; j < p_; ++j) *out++ = u[i] * u[j];
}

OutputRegression::OutputRegression(const Points& y, const Points& x, const VectorXd& weights)
    : p_(y.cols()), d_(x.cols()), weights_(weights) {
  const Index n = y.rows();
  const Index most = feature_count(p_, 2);
  const Index linear = feature_count(p_, 1);
  const VectorXd share = weights / weights.sum();
  centre_ = y.transpose() * share;
  scale_ = ((y.rowwise() - centre_.transpose()).cwiseAbs2().transpose() * share).cwiseSqrt();
  for (double& s : scale_) s = std::max(s, 1e-150);
  const double effective = effective_number(weights);
  const double log_n = model::logarithm(effective);
  const VectorXd w = share * effective;

  Points f(n, most);
  for (Index i = 0; i < n; ++i) features(y.row(i).data(), f.row(i).data());
  const MatrixXd weighted = w.asDiagonal() * f;
  const MatrixXd gram = f.transpose() * weighted;
  const MatrixXd moments = weighted.transpose() * x;
  const auto score = [&](const VectorXd& residual, double numbers) {
    return effective * model::logarithm(std::max(residual.cwiseAbs2().dot(w) / effective, 1e-300)) + numbers * log_n;
  };

  outputs_.resize(static_cast<std::size_t>(d_));
  MatrixXd residuals(n, d_);
  for (Index j = 0; j < d_; ++j) {  // means
    double best = std::numeric_limits<double>::infinity();
    for (const Index q : {linear, most}) {
      if (q == most && static_cast<double>(q) > effective / 5.0) break;
      const VectorXd b = solve(gram.topLeftCorner(q, q), moments.col(j).head(q));
      const VectorXd residual = x.col(j) - f.leftCols(q) * b;
      if (const double s = score(residual, static_cast<double>(q)); s < best) {
        best = s;
        outputs_[static_cast<std::size_t>(j)].mean = plain(b);
        residuals.col(j) = residual;
      }
    }
  }
  MatrixXd interactions(n, d_ * linear);
  for (Index l = 0; l < d_; ++l)
    interactions.middleCols(l * linear, linear) = residuals.col(l).asDiagonal() * f.leftCols(linear);
  const MatrixXd weighted_interactions = w.asDiagonal() * interactions;
  const MatrixXd link_gram = interactions.transpose() * weighted_interactions;
  z_.resize(n, d_);
  for (Index j = 0; j < d_; ++j) {
    auto& out = outputs_[static_cast<std::size_t>(j)];
    VectorXd innovation = residuals.col(j);
    double best = score(innovation, 0.0);
    for (const Index q : {Index{1}, linear}) {  // links to the outputs before
      const Index columns = j * q;
      if (columns == 0 || static_cast<double>(columns) > effective / 5.0) break;
      std::vector<Index> chosen;
      for (Index l = 0; l < j; ++l)
        for (Index k = 0; k < q; ++k) chosen.push_back(l * linear + k);
      const VectorXd b =
          solve(link_gram(chosen, chosen), weighted_interactions(Eigen::all, chosen).transpose() * residuals.col(j));
      const VectorXd rest = residuals.col(j) - interactions(Eigen::all, chosen) * b;
      if (const double s = score(rest, static_cast<double>(columns)); s < best) {
        best = s;
        out.link = plain(b);
        out.link_features = q;
        innovation = rest;
      }
    }
    // Log-variance: gamma regression of the squares, Fisher scoring.
    const VectorXd squares = innovation.cwiseAbs2();
    const double constant = model::logarithm(std::max(squares.dot(w) / effective, 1e-300));
    out.least = constant - 12.0;
    out.most = constant + 12.0;
    out.log_variance = {constant};
    best = effective * (constant + 1.0) + log_n;
    for (const Index q : {linear, most}) {
      if (static_cast<double>(q) > effective / 10.0) break;
      VectorXd g = VectorXd::Zero(q);
      VectorXd log_variance(n);
      VectorXd ratio(n);
      std::copy(out.log_variance.begin(), out.log_variance.end(), g.begin());
      MatrixXd information = 0.5 * gram.topLeftCorner(q, q);
      information.diagonal().array() += 1e-6 * effective;
      const Eigen::LLT<MatrixXd> factor(information);
      const auto evaluate = [&] {
        log_variance = f.leftCols(q) * g;
        for (Index i = 0; i < n; ++i) {
          log_variance[i] = std::clamp(log_variance[i], out.least, out.most);
          ratio[i] = squares[i] * model::exponential(-log_variance[i]);
        }
      };
      for (int iteration = 0; iteration < 25; ++iteration) {
        evaluate();
        const VectorXd step =
            factor.solve(0.5 * weighted.leftCols(q).transpose() * (ratio.cwiseMin(50.0).array() - 1.0).matrix());
        g += step;
        if (step.cwiseAbs().maxCoeff() < 1e-4) break;
      }
      evaluate();
      if (const double s = w.dot(log_variance + ratio) + static_cast<double>(q) * log_n; s < best) {
        best = s;
        out.log_variance = plain(g);
      }
    }
    numbers_ += out.mean.size() + out.link.size() + out.log_variance.size();
  }
  for (Index i = 0; i < n; ++i) log_density_normal(y.row(i).data(), x.row(i).data(), z_.row(i).data());
}

double OutputRegression::log_density_normal(const double* y, const double* x, double* z) const {
  std::vector<double> f(static_cast<std::size_t>(feature_count(p_, 2)));
  std::vector<double> residual(static_cast<std::size_t>(d_));
  features(y, f.data());
  double sum = -0.5 * static_cast<double>(d_) * model::log_two_pi;
  for (std::size_t j = 0; j < residual.size(); ++j) {
    const auto& out = outputs_[j];
    residual[j] = x[j] - dot(out.mean, f.data());
    double expected = 0.0;
    const double* b = out.link.data();
    for (std::size_t l = 0; out.link_features > 0 && l < j; ++l) {
      double link = 0.0;
      for (Index k = 0; k < out.link_features; ++k) link += *b++ * f[static_cast<std::size_t>(k)];
      expected += link * residual[l];
    }
    const double log_variance = std::clamp(dot(out.log_variance, f.data()), out.least, out.most);
    z[j] = (residual[j] - expected) * model::exponential(-0.5 * log_variance);
    sum -= 0.5 * (log_variance + z[j] * z[j]);
  }
  return sum;
}

double OutputRegression::log_density(const double* y, const double* x) const {
  std::vector<double> z(static_cast<std::size_t>(d_));
  const double as_normal = log_density_normal(y, x, z.data());
  if (shape_.size() == 0) return as_normal;
  double square = 0.0;
  for (const double v : z) square += v * v;
  return as_normal + 0.5 * (square + static_cast<double>(d_) * model::log_two_pi) + shape_.log_density(z.data());
}

void OutputRegression::fit_shape(model::RandomKey key) {
  auto mixture = choose_mixture(z_, weights_, 24, 1e-3, key);
  if (mixture.size() > 1) shape_ = std::move(mixture);
  z_.resize(0, 0);
}

RegressionLikelihood::RegressionLikelihood(const Points& y, const Points& x, const Points& posterior,
                                           model::RandomKey key) {
  const Index p = y.cols();
  const VectorXd equal = VectorXd::Ones(posterior.rows());
  constexpr double floor = 1e-2;
  constexpr double wider = 4.0;
  const auto subkey = [&](std::uint32_t n) { return model::RandomKey{key.low, key.high ^ (n << 16)}; };

  // The region: where a mixture fitted to the posterior, four times as wide, is at least as dense as at nearly all of
  // the posterior.
  const auto around = choose_mixture(posterior, equal, 6, floor, subkey(1)).inflated(wider);
  std::vector<double> own;
  for (Index i = 0; i < posterior.rows(); ++i) own.push_back(around.log_density(posterior.row(i).data()));
  std::sort(own.begin(), own.end());
  const double threshold = own[own.size() / 200] - 1.0;
  std::vector<std::pair<double, Index>> order;
  for (Index i = 0; i < y.rows(); ++i) order.emplace_back(-around.log_density(y.row(i).data()), i);
  std::sort(order.begin(), order.end());
  const auto least = static_cast<std::size_t>(std::max<Index>(200, 3 * (p + 1) * (p + 2)));
  std::vector<Index> rows;
  for (const auto& [minus_log, i] : order)
    if (-minus_log >= threshold || rows.size() < least) rows.push_back(i);
  std::sort(rows.begin(), rows.end());
  const Points inside_y = y(rows, Eigen::all);
  const Points inside_x = x(rows, Eigen::all);
  const Index n = inside_y.rows();

  double best = std::numeric_limits<double>::infinity();
  int worse = 0;
  for (const std::size_t parts : {1u, 2u, 3u, 4u, 6u}) {
    const auto gate = fit_mixture(posterior, equal, parts, floor, subkey(1 + static_cast<std::uint32_t>(parts)))
                          .mixture.inflated(wider);
    Points shares(n, static_cast<Index>(parts));  // log, then plain
    for (Index i = 0; i < n; ++i) {
      gate.log_components(inside_y.row(i).data(), shares.row(i).data());
      const double total = log_sum_exp(shares.row(i).data(), parts);
      for (double& s : shares.row(i)) s = model::exponential(s - total);
    }
    if (parts > 1 && shares.colwise().sum().minCoeff() < 3.0 * static_cast<double>(p + 2)) break;
    std::vector<OutputRegression> regressions;
    std::size_t numbers = 0;
    for (Index k = 0; k < shares.cols(); ++k) {
      regressions.emplace_back(inside_y, inside_x, (shares.col(k).array() + 1e-12).matrix());
      numbers += regressions.back().numbers();
    }
    double log_likelihood = 0.0;
    std::vector<double> z(static_cast<std::size_t>(x.cols()));
    std::vector<double> logs(parts);
    for (Index i = 0; i < n; ++i) {
      for (std::size_t k = 0; k < parts; ++k)
        logs[k] = model::logarithm(shares(i, static_cast<Index>(k))) +
                  regressions[k].log_density_normal(inside_y.row(i).data(), inside_x.row(i).data(), z.data());
      log_likelihood += log_sum_exp(logs.data(), parts);
    }
    const double score = static_cast<double>(numbers) * model::logarithm(static_cast<double>(n)) - 2.0 * log_likelihood;
    if (score < best) {
      best = score;
      gate_ = gate;
      parts_ = std::move(regressions);
      worse = 0;
    } else if (++worse == 2) break;
  }
  for (std::uint32_t k = 0; k < parts_.size(); ++k) parts_[k].fit_shape(subkey(100 + k));
}

double RegressionLikelihood::log_likelihood(const double* y, const double* x) const {
  std::vector<double> logs(parts_.size());
  gate_.log_components(y, logs.data());
  const double total = log_sum_exp(logs.data(), logs.size());
  for (std::size_t k = 0; k < parts_.size(); ++k) {
    const double share = logs[k] - total;
    logs[k] = share < -40.0 ? -std::numeric_limits<double>::infinity() : share + parts_[k].log_density(y, x);
  }
  return log_sum_exp(logs.data(), logs.size());
}

}  // namespace salus::inference
