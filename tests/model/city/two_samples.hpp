#pragma once
/// Whether two programs have one law, from replicates of each. A replicate gives the same figures in the same order; a
/// figure is one number or a table.
///
/// Every number is compared by its mean (z with the standard error from the replicates of both) and, where counts are
/// large enough, its variance (z of the log ratio, with the error from fourth moments); every table besides as a whole
/// (Hotelling's T2: a chi-square of the differences that allows for their covariance); lags and times by the
/// Kolmogorov-Smirnov distance. All findings of a comparison share one false-alarm rate (Bonferroni).
#include <algorithm>
#include <array>
#include <boost/math/distributions/fisher_f.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <map>
#include <string>
#include <vector>

namespace salus::tests {

/// Figures of one replicate, in the order in which they are noted.
struct Figures {
  std::vector<std::pair<std::string, std::vector<double>>> tables;
  std::map<std::string, std::vector<double>> samples;  ///< pooled over the replicates
  void note(const std::string& name, std::vector<double> table) { tables.emplace_back(name, std::move(table)); }
};

struct Finding {
  std::string name;
  std::string test;
  double figure = 0.0;
  double p = 1.0;
};

struct Moments {
  double mean = 0.0;
  double variance = 0.0;
  double fourth = 0.0;
  explicit Moments(const std::vector<double>& x) {
    const double n = static_cast<double>(x.size());
    for (const double v : x) mean += v / n;
    for (const double v : x) {
      variance += (v - mean) * (v - mean) / (n - 1.0);
      fourth += std::pow(v - mean, 4) / n;
    }
  }
};

/// Two-sided p of a figure that is normal but for its estimated error.
inline double p_of(double z, double freedom) {
  return 2.0 * cdf(complement(boost::math::students_t(freedom), std::abs(z)));
}

inline void compare_numbers(const std::string& name, const std::vector<double>& a, const std::vector<double>& b,
                            std::vector<Finding>& out) {
  const Moments x(a);
  const Moments y(b);
  const double n = static_cast<double>(a.size());
  const double m = static_cast<double>(b.size());
  const double freedom = n + m - 2.0;
  const double share = 1.0 / n + 1.0 / m;
  const double variance = ((n - 1.0) * x.variance + (m - 1.0) * y.variance) / freedom;
  const double scale = std::abs(x.mean) + std::abs(y.mean);
  if (variance <= 1e-20 * scale * scale) {
    if (std::abs(x.mean - y.mean) > 1e-10 * scale) out.push_back({name, "always equal", 0.0, 0.0});
    return;
  }
  // Few cases are no normal sum: what almost never happens in either is left to the tables.
  if (x.mean * n + y.mean * m < 20.0) return;
  const double z = (x.mean - y.mean) / std::sqrt(variance * share);
  out.push_back({name, "mean", z, p_of(z, freedom)});
  if (x.mean < 10.0 || y.mean < 10.0 || n < 30.0 || m < 30.0 || x.variance < 1.0 || y.variance < 1.0)
    return;  // nor of what hardly ever changes: its fourth moment is not known
  // The log of the ratio is nearer to normal than the difference. The ratio's error comes from the kurtosis of both
  // samples.
  const double kurtosis = (n * x.fourth + m * y.fourth) / (n + m) / (variance * variance);
  const double s = std::log(x.variance / y.variance) / std::sqrt(std::max(0.5, kurtosis - 1.0) * share);
  out.push_back({name, "variance", s, p_of(s, freedom)});
}

/// @param a, b [replicate][category]
inline void compare_tables(const std::string& name, const std::vector<std::vector<double>>& a,
                           const std::vector<std::vector<double>>& b, std::vector<Finding>& out) {
  const std::size_t all = a.front().size();
  const double n = static_cast<double>(a.size());
  const double m = static_cast<double>(b.size());
  std::vector<double> difference(all);
  std::vector<double> size(all);
  std::vector<std::vector<double>> within(all, std::vector<double>(all));
  for (const auto* sample : {&a, &b}) {
    std::vector<double> mean(all);
    for (const auto& row : *sample)
      for (std::size_t i = 0; i < all; ++i) mean[i] += row[i] / static_cast<double>(sample->size());
    for (std::size_t i = 0; i < all; ++i) {
      difference[i] += sample == &a ? mean[i] : -mean[i];
      size[i] += std::abs(mean[i]);
    }
    for (const auto& row : *sample)
      for (std::size_t i = 0; i < all; ++i)
        for (std::size_t j = 0; j <= i; ++j) within[i][j] += (row[i] - mean[i]) * (row[j] - mean[j]) / (n + m - 2.0);
  }
  // Cholesky; a category that follows from those before it says nothing new.
  double square = 0.0;
  double categories = 0.0;
  std::vector<std::vector<double>> root(all, std::vector<double>(all));
  std::vector<double> whitened(all);
  for (std::size_t i = 0; i < all; ++i) {
    double rest = difference[i];
    double left = within[i][i];
    for (std::size_t j = 0; j < i; ++j) {
      if (root[j][j] <= 0.0) continue;
      double sum = within[i][j];
      for (std::size_t k = 0; k < j; ++k) sum -= root[i][k] * root[j][k];
      root[i][j] = sum / root[j][j];
      left -= root[i][j] * root[i][j];
      rest -= root[i][j] * whitened[j];
    }
    if (left <= 1e-9 * within[i][i] || within[i][i] <= 1e-20 * size[i] * size[i]) continue;
    root[i][i] = std::sqrt(left);
    whitened[i] = rest / root[i][i];
    square += whitened[i] * whitened[i];
    categories += 1.0;
  }
  if (categories < 1.0) return;
  const double t2 = square * n * m / (n + m);
  const double freedom = n + m - 1.0 - categories;
  out.push_back(
      {name, "chi-square/" + std::to_string(static_cast<int>(categories)), t2,
       cdf(complement(boost::math::fisher_f(categories, freedom), t2 * freedom / (categories * (n + m - 2.0))))});
}

inline void compare_samples(const std::string& name, std::vector<double> a, std::vector<double> b,
                            std::vector<Finding>& out) {
  if (a.size() < 100 || b.size() < 100) return;
  std::sort(a.begin(), a.end());
  std::sort(b.begin(), b.end());
  double most = 0.0;
  const double n = static_cast<double>(a.size());
  const double m = static_cast<double>(b.size());
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    const double x = std::min(a[i], b[j]);
    while (i < a.size() && a[i] <= x) ++i;
    while (j < b.size() && b[j] <= x) ++j;
    most = std::max(most, std::abs(static_cast<double>(i) / n - static_cast<double>(j) / m));
  }
  const double root = std::sqrt(n * m / (n + m));
  const double lambda = (root + 0.12 + 0.11 / root) * most;
  double p = 0.0;
  for (int k = 1; k <= 100; ++k) p += (k % 2 == 1 ? 2.0 : -2.0) * std::exp(-2.0 * k * k * lambda * lambda);
  out.push_back({name, "Kolmogorov-Smirnov", most * root, lambda < 0.2 ? 1.0 : std::clamp(p, 0.0, 1.0)});
}

/// All findings, the least likely first.
inline std::vector<Finding> compare(const std::vector<Figures>& a, const std::vector<Figures>& b) {
  std::vector<Finding> out;
  const auto column = [](const std::vector<Figures>& from, std::size_t t, std::size_t i) {
    std::vector<double> x;
    for (const Figures& f : from) x.push_back(f.tables[t].second[i]);
    return x;
  };
  const auto rows = [](const std::vector<Figures>& from, std::size_t t) {
    std::vector<std::vector<double>> x;
    for (const Figures& f : from) x.push_back(f.tables[t].second);
    return x;
  };
  for (std::size_t t = 0; t < a.front().tables.size(); ++t) {
    const auto& [name, table] = a.front().tables[t];
    for (std::size_t i = 0; i < table.size(); ++i)
      compare_numbers(table.size() == 1 ? name : name + ' ' + std::to_string(i), column(a, t, i), column(b, t, i), out);
    // A covariance needs more replicates than it has rows.
    if (table.size() > 1 && 4 * table.size() < a.size() + b.size()) compare_tables(name, rows(a, t), rows(b, t), out);
  }
  std::map<std::string, std::array<std::vector<double>, 2>> pooled;
  for (const auto* from : {&a, &b})
    for (const Figures& f : *from)
      for (const auto& [name, sample] : f.samples) {
        auto& all = pooled[name][from == &a ? 0 : 1];
        all.insert(all.end(), sample.begin(), sample.end());
      }
  for (const auto& [name, sides] : pooled) compare_samples(name, sides[0], sides[1], out);
  std::sort(out.begin(), out.end(), [](const Finding& x, const Finding& y) { return x.p < y.p; });
  return out;
}

}  // namespace salus::tests
