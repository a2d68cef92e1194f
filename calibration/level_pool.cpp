#include "calibration/level_pool.hpp"

#include <cmath>
#include <span>

#include "model/core/elementary.hpp"
#include "model/core/grid.hpp"

namespace salus::calibration {
namespace {

/// Before any figure: one incident per hundred persons, within a factor of 50 either way.
constexpr double mean_centre = 0.01;
constexpr double mean_sd = 2.0;

constexpr std::size_t mean_at = model::count_of<QuestionnaireFamily>;
constexpr std::size_t region_at = mean_at + 1;
constexpr std::size_t country_at = region_at + model::count_of<model::Region>;
static_assert(country_at <= model::level_unknowns, "what countries share needs more unknowns");

/// Unknowns with a joint normal law, which figures narrow.
class Unknowns {
 public:
  /// Independent, with mean zero. @param sds by unknown
  explicit Unknowns(const std::vector<double>& sds) : mean_(sds.size()), covariance_(sds.size()) {
    for (std::size_t i = 0; i < sds.size(); ++i) {
      covariance_[i].resize(sds.size());
      covariance_[i][i] = sds[i] * sds[i];
    }
  }

  /// A figure: the sum of some unknowns, with an error.
  void read(std::span<const std::size_t> terms, double value, double error_sd) {
    std::vector<double> with_sum(mean_.size());
    double expected = 0.0;
    for (const std::size_t t : terms) {
      expected += mean_[t];
      for (std::size_t i = 0; i < mean_.size(); ++i) with_sum[i] += covariance_[t][i];
    }
    double variance = error_sd * error_sd;
    for (const std::size_t t : terms) variance += with_sum[t];
    for (std::size_t i = 0; i < mean_.size(); ++i) mean_[i] += with_sum[i] * (value - expected) / variance;
    narrow(with_sum, variance);
  }

  /// What one standard deviation of an unknown moves each; what is left is the law where it is known.
  std::vector<double> take_out(std::size_t unknown) {
    std::vector<double> moved = covariance_[unknown];
    const double variance = moved[unknown];
    if (variance <= 0.0) return std::vector<double>(mean_.size());
    narrow(moved, variance);
    for (double& m : moved) m /= std::sqrt(variance);
    return moved;
  }

  double mean(std::size_t unknown) const { return mean_[unknown]; }
  double variance(std::size_t unknown) const { return covariance_[unknown][unknown]; }

 private:
  void narrow(const std::vector<double>& column, double variance) {
    for (std::size_t i = 0; i < mean_.size(); ++i)
      for (std::size_t j = 0; j < mean_.size(); ++j) covariance_[i][j] -= column[i] * column[j] / variance;
  }

  std::vector<double> mean_;
  std::vector<std::vector<double>> covariance_;
};

}  // namespace

std::vector<model::TypeLevel> pool_levels(const std::vector<model::Region>& regions,
                                          const std::vector<LevelFigure>& figures, const ReferenceFamily& reference) {
  std::vector<double> sds(country_at + regions.size(), country_sd);
  for (const auto f : model::every<QuestionnaireFamily>)
    sds[model::index(f)] = f == reference.family ? reference.sd : family_sd;
  sds[mean_at] = mean_sd;
  for (const auto r : model::every<model::Region>) sds[region_at + model::index(r)] = region_sd;
  Unknowns unknowns(sds);
  const auto terms_of = [&](std::size_t country) {
    return std::array{mean_at, region_at + model::index(regions[country]), country_at + country};
  };
  const double centre = model::logarithm(mean_centre);
  for (const auto& figure : figures) {
    const auto [mean, region, country] = terms_of(figure.country);
    const std::array<std::size_t, 4> terms{mean, region, country, model::index(figure.family)};
    unknowns.read(terms, figure.log_rate - centre, figure.sd);
  }
  std::vector<model::TypeLevel> levels(regions.size());
  for (std::size_t i = 0; i < levels.size(); ++i) {
    levels[i].log_rate = centre;
    for (const std::size_t t : terms_of(i)) levels[i].log_rate += unknowns.mean(t);
  }
  for (std::size_t shared = 0; shared < country_at; ++shared) {
    const auto moved = unknowns.take_out(shared);
    for (std::size_t i = 0; i < levels.size(); ++i)
      for (const std::size_t t : terms_of(i)) levels[i].common[shared] += moved[t];
  }
  for (std::size_t i = 0; i < levels.size(); ++i) levels[i].own_sd = std::sqrt(unknowns.variance(country_at + i));
  return levels;
}

}  // namespace salus::calibration
