#include "bench/inference/gaussian_mixture.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "model/core/elementary.hpp"
#include "model/random/sampler.hpp"

namespace salus::inference {

using Eigen::Index, Eigen::MatrixXd, Eigen::VectorXd;

namespace {

constexpr double negligible = -40.0;  ///< log of a share that no double notices beside 1

}  // namespace

double log_sum_exp(const double* values, std::size_t n) {
  const double largest = *std::max_element(values, values + n);
  if (largest == -std::numeric_limits<double>::infinity()) return largest;
  double sum = 0.0;
  for (std::size_t i = 0; i < n; ++i)
    if (values[i] - largest > negligible) sum += model::exponential(values[i] - largest);
  return largest + model::logarithm(sum);
}

double effective_number(const VectorXd& weights) { return weights.sum() * weights.sum() / weights.squaredNorm(); }

GaussianMixture::GaussianMixture(const VectorXd& shares, std::vector<VectorXd> means, std::vector<MatrixXd> covariances)
    : shares_(shares / shares.sum()), means_(std::move(means)), covariances_(std::move(covariances)) {
  for (std::size_t k = 0; k < means_.size(); ++k) {
    const Eigen::LLT<MatrixXd> llt(covariances_[k]);
    if (llt.info() != Eigen::Success) throw std::domain_error("a covariance of a mixture is not positive definite");
    factors_.push_back(llt.matrixL());
    const Index p = means_[k].size();
    const MatrixXd inverse = factors_[k].triangularView<Eigen::Lower>().solve(MatrixXd::Identity(p, p));
    double constant =
        model::logarithm(shares_[static_cast<Index>(k)]) - 0.5 * static_cast<double>(p) * model::log_two_pi;
    for (Index i = 0; i < p; ++i) {
      constant += model::logarithm(inverse(i, i));
      for (Index j = 0; j <= i; ++j) inverse_factors_.push_back(inverse(i, j));
    }
    constants_.push_back(constant);
  }
}

void GaussianMixture::log_components(const double* x, double* out) const {
  const double* row = inverse_factors_.data();
  const auto p = means_[0].size();
  std::vector<double> gap(static_cast<std::size_t>(p));
  for (std::size_t k = 0; k < means_.size(); ++k) {
    for (Index i = 0; i < p; ++i) gap[static_cast<std::size_t>(i)] = x[i] - means_[k][i];
    double square = 0.0;
    for (Index i = 0; i < p; row += ++i) {
      double z = 0.0;
      for (Index j = 0; j <= i; ++j) z += row[j] * gap[static_cast<std::size_t>(j)];
      square += z * z;
    }
    out[k] = constants_[k] - 0.5 * square;
  }
}

double GaussianMixture::log_density(const double* x) const {
  std::vector<double> logs(size());
  log_components(x, logs.data());
  return log_sum_exp(logs.data(), size());
}

std::size_t GaussianMixture::component(double u) const {
  std::size_t k = 0;
  for (double below = shares_[0]; below <= u && k + 1 < size(); below += shares_[static_cast<Index>(k)]) ++k;
  return k;
}

void GaussianMixture::draw(std::size_t k, bool centred, model::RandomKey key, model::DrawId id, double* out) const {
  const Index p = means_[k].size();
  VectorXd z(p);
  for (Index i = 0; i < p; ++i, ++id.n) z[i] = model::standard_normal(key, id);
  for (Index i = 0; i < p; ++i)
    out[i] = (centred ? 0.0 : means_[k][i]) + factors_[k].row(i).head(i + 1).dot(z.head(i + 1));
}

GaussianMixture GaussianMixture::inflated(double factor) const {
  auto covariances = covariances_;
  for (auto& s : covariances) s *= factor;
  return {shares_, means_, std::move(covariances)};
}

namespace {

/// k-means++: each next centre a point drawn in proportion to its squared distance from the nearest one so far. @return
/// nearest centre of each point.
std::vector<std::size_t> seed_labels(const Points& points, const VectorXd& weights, std::size_t components,
                                     model::RandomKey key) {
  VectorXd nearest = VectorXd::Ones(points.rows());
  std::vector<std::size_t> labels(static_cast<std::size_t>(points.rows()), 0);
  for (std::size_t k = 0; k < components; ++k) {
    const double target = model::uniform(key, {0, 0, 1, static_cast<std::uint32_t>(k)}) * nearest.dot(weights);
    Index chosen = 0;
    for (double below = nearest[0] * weights[0]; below <= target && chosen + 1 < points.rows();) {
      ++chosen;
      below += nearest[chosen] * weights[chosen];
    }
    for (Index i = 0; i < points.rows(); ++i) {
      const double distance = (points.row(i) - points.row(chosen)).squaredNorm();
      if (k == 0 || distance < nearest[i]) {
        nearest[i] = distance;
        labels[static_cast<std::size_t>(i)] = k;
      }
    }
  }
  return labels;
}

}  // namespace

MixtureFit fit_mixture(const Points& points, const VectorXd& weights, std::size_t components, double floor,
                       model::RandomKey key) {
  const Index n = points.rows();
  const Index p = points.cols();
  const VectorXd w = weights / weights.sum();
  const double effective = effective_number(w);
  const VectorXd centre = points.transpose() * w;
  const Points gaps = points.rowwise() - centre.transpose();
  MatrixXd all = gaps.transpose() * w.asDiagonal() * gaps;
  for (Index i = 0; i < p; ++i)
    all(i, i) = all(i, i) * (1.0 + 1e-9) + 1e-300;  // a quantity that never moves still has a density

  MatrixXd shares = MatrixXd::Zero(n, static_cast<Index>(components));  // of each point in each component
  if (components == 1) shares.setOnes();
  else {
    const Points scaled = all.llt().matrixL().solve(gaps.transpose()).transpose();
    const auto labels = seed_labels(scaled, w, components, key);
    for (Index i = 0; i < n; ++i) shares(i, static_cast<Index>(labels[static_cast<std::size_t>(i)])) = 1.0;
  }
  MixtureFit fit;
  std::vector<double> logs(components);
  for (int iteration = 0; iteration < 100; ++iteration) {
    VectorXd sizes(static_cast<Index>(components));
    std::vector<VectorXd> means;
    std::vector<MatrixXd> covariances;
    for (Index k = 0; k < shares.cols(); ++k) {
      const VectorXd own = shares.col(k).cwiseProduct(w);
      sizes[k] = own.sum() + 1e-12;
      const VectorXd mean = gaps.transpose() * own / sizes[k];
      MatrixXd s = MatrixXd::Zero(p, p);
      for (Index i = 0; i < n; ++i) {
        if (own[i] == 0.0) continue;
        const VectorXd gap = gaps.row(i).transpose() - mean;
        s.selfadjointView<Eigen::Lower>().rankUpdate(gap, own[i] / sizes[k]);
      }
      s = s.selfadjointView<Eigen::Lower>();
      // A component with fewer points than it takes to span the space is spread over all.
      s += (components > 1 ? (sizes[k] * effective > static_cast<double>(p + 1) ? floor : 1.0) : 0.0) * all;
      if (components == 1) s = all;
      means.push_back(centre + mean);
      covariances.push_back(s);
    }
    fit.mixture = GaussianMixture(sizes, std::move(means), std::move(covariances));
    double log_likelihood = 0.0;
    for (Index i = 0; i < n; ++i) {
      fit.mixture.log_components(points.row(i).data(), logs.data());
      const double total = log_sum_exp(logs.data(), components);
      log_likelihood += w[i] * total;
      for (std::size_t k = 0; k < components; ++k)
        shares(i, static_cast<Index>(k)) = logs[k] - total > negligible ? model::exponential(logs[k] - total) : 0.0;
    }
    log_likelihood *= effective;
    const bool done = components == 1 || (iteration > 0 && log_likelihood - fit.log_likelihood < 1e-5 * effective);
    fit.log_likelihood = log_likelihood;
    if (done) break;
  }
  return fit;
}

GaussianMixture choose_mixture(const Points& points, const VectorXd& weights, std::size_t most, double floor,
                               model::RandomKey key) {
  const double effective = effective_number(weights);
  const double p = static_cast<double>(points.cols());
  GaussianMixture best;
  double best_score = std::numeric_limits<double>::infinity();
  int worse = 0;
  for (const std::size_t k : {1u, 2u, 3u, 4u, 6u, 8u, 12u, 16u, 24u}) {
    const double numbers = static_cast<double>(k) * 0.5 * (p + 1.0) * (p + 2.0) - 1.0;
    if (k > 1 && (k > most || numbers > 0.5 * effective)) break;
    auto fit = fit_mixture(points, weights, k, floor, key);
    const double score = numbers * model::logarithm(effective) - 2.0 * fit.log_likelihood;
    if (score < best_score) {
      best = std::move(fit.mixture);
      best_score = score;
      worse = 0;
    } else if (++worse == 2) break;
  }
  return best;
}

}  // namespace salus::inference
