#include "calibration/fit/place_law.hpp"

#include <Eigen/Cholesky>
#include <algorithm>
#include <cmath>
#include <map>

#include "calibration/city_variance.hpp"
#include "calibration/statistics.hpp"
#include "model/core/elementary.hpp"

namespace salus::calibration {
namespace {

constexpr std::size_t least_places = 3;

using Series = std::vector<const CitySeries*>;

/// Of the sources of a country the one with most figures; null where none has places enough.
const Series* chosen_source(const std::map<std::string, Series>& by_source) {
  const Series* chosen = nullptr;
  std::size_t most = 0;
  for (const auto& [id, group] : by_source) {
    std::size_t figures = 0;
    for (const auto* s : group) figures += s->years.size();
    if (group.size() >= least_places && figures > most) {
      chosen = &group;
      most = figures;
    }
  }
  return chosen;
}

/// Years count from `first`.
std::vector<PlaceReading> readings_of(const CitySeries& series, int first) {
  std::vector<PlaceReading> place;
  for (const auto& y : series.years) {
    if (!(y.rate > 0.0)) continue;
    const double victims = y.rate * per_100k * y.persons.value_or(0.0);
    const double counting = victims > 0.0 ? 1.0 / std::max(1.0, victims) : 0.0;
    place.push_back({static_cast<std::uint32_t>(y.year - first), model::logarithm(y.rate), counting});
  }
  return place;
}

/// Normal equations for the country's yearly effects, from the innovations of readings filtered with these at 0
/// (augmented Kalman filter).
struct YearEquations {
  explicit YearEquations(std::uint32_t years)
      : information(Eigen::MatrixXd::Zero(years, years)), side(Eigen::VectorXd::Zero(years)), seen(years, false) {}
  Eigen::MatrixXd information;  ///< lower triangle
  Eigen::VectorXd side;
  std::vector<bool> seen;
  double log_density = 0.0;  ///< of the errors
};

/// Kalman filter of one place's lasting effect (a) and passing deviation (u). Columns: what it would expect of the
/// series itself, then of one that is 1 in a year and 0 otherwise, for each year.
class PlaceFilter {
 public:
  PlaceFilter(const PlaceLaw& law, std::uint32_t years)
      : phi_(law.persistence),
        innovation_(law.volatility() * law.volatility()),
        lasting_(law.effect_sd() * law.effect_sd()),
        stationary_(law.spread * law.spread * (1.0 - law.lasting)),
        nugget_(law.nugget * law.nugget),
        overdispersion_(law.overdispersion),
        a_(years + 1),
        u_(years + 1),
        error_(years + 1) {}

  void run(const std::vector<PlaceReading>& place, YearEquations& years) {
    std::fill(a_.begin(), a_.end(), 0.0);
    std::fill(u_.begin(), u_.end(), 0.0);
    aa_ = lasting_;
    au_ = 0.0;
    uu_ = stationary_;
    std::uint32_t at = place.front().year;
    for (const auto& r : place) {
      for (; at < r.year; ++at) pass_year(r.year);
      take_in(r, years);
    }
  }

 private:
  void pass_year(std::uint32_t last) {
    for (std::uint32_t k = 0; k <= last; ++k) u_[k] *= phi_;
    au_ *= phi_;
    uu_ = phi_ * phi_ * uu_ + innovation_;
  }

  void take_in(const PlaceReading& r, YearEquations& years) {
    const double variance = aa_ + 2.0 * au_ + uu_ + nugget_ + overdispersion_ * r.counting;
    const double gain_a = (aa_ + au_) / variance;
    const double gain_u = (au_ + uu_) / variance;
    for (std::uint32_t k = 0; k <= r.year + 1; ++k) {
      error_[k] = (k == 0 ? r.log_rate : k == r.year + 1 ? 1.0 : 0.0) - a_[k] - u_[k];
      a_[k] += gain_a * error_[k];
      u_[k] += gain_u * error_[k];
    }
    const double va = aa_ + au_;
    const double vu = au_ + uu_;
    aa_ -= gain_a * va;
    au_ -= gain_a * vu;
    uu_ -= gain_u * vu;
    const double inverse = 1.0 / variance;
    years.log_density -= 0.5 * (model::log_two_pi + model::logarithm(variance) + error_[0] * error_[0] * inverse);
    years.seen[r.year] = true;
    for (std::uint32_t i = 0; i <= r.year; ++i) {
      const double weighted = error_[i + 1] * inverse;
      years.side[i] += weighted * error_[0];
      for (std::uint32_t j = 0; j <= i; ++j) years.information(i, j) += weighted * error_[j + 1];
    }
  }

  // Variances but for the first and the last.
  double phi_;
  double innovation_;
  double lasting_;
  double stationary_;
  double nugget_;
  double overdispersion_;

  // Means by column; then their covariance.
  std::vector<double> a_;
  std::vector<double> u_;
  std::vector<double> error_;
  double aa_ = 0.0;
  double au_ = 0.0;
  double uu_ = 0.0;
};

}  // namespace

double PlaceLaw::effect_sd() const { return spread * std::sqrt(lasting); }
double PlaceLaw::volatility() const { return spread * std::sqrt((1.0 - lasting) * (1.0 - persistence * persistence)); }

std::vector<PlacesOfCountry> places_of_countries(const std::vector<CitySeries>& series, int last_year) {
  std::map<std::string, std::map<std::string, Series>> sources;
  const auto filled = with_persons(until(series, last_year));
  for (const auto& s : filled) sources[s.iso3][s.source_id].push_back(&s);
  std::vector<PlacesOfCountry> out;
  for (const auto& [iso3, by_source] : sources) {
    const Series* chosen = chosen_source(by_source);
    if (chosen == nullptr) continue;
    int first = last_year;
    int last = 0;
    for (const auto* s : *chosen)
      for (const auto& y : s->years) {
        first = std::min(first, y.year);
        last = std::max(last, y.year);
      }
    PlacesOfCountry country{iso3, static_cast<std::uint32_t>(last - first + 1), {}};
    for (const auto* s : *chosen)
      if (auto place = readings_of(*s, first); !place.empty()) country.places.push_back(std::move(place));
    out.push_back(std::move(country));
  }
  return out;
}

double log_likelihood(const PlacesOfCountry& country, const PlaceLaw& law) {
  YearEquations years(country.years);
  PlaceFilter filter(law, country.years);
  for (const auto& place : country.places) filter.run(place, years);
  for (std::uint32_t t = 0; t < country.years; ++t)
    if (!years.seen[t]) years.information(t, t) = 1.0;
  const Eigen::LLT<Eigen::MatrixXd> factor(years.information);
  if (factor.info() != Eigen::Success) return -std::numeric_limits<double>::infinity();
  double sum = years.log_density;
  for (std::uint32_t t = 0; t < country.years; ++t) sum -= model::logarithm(factor.matrixLLT()(t, t));
  return sum + 0.5 * factor.matrixL().solve(years.side).squaredNorm();
}

}  // namespace salus::calibration
