#include "calibration/fit/cities.hpp"

#include <Eigen/Cholesky>
#include <algorithm>
#include <cmath>
#include <map>

#include "calibration/city_variance.hpp"
#include "calibration/inference/domains.hpp"
#include "calibration/inference/stream.hpp"

namespace salus::calibration {
namespace {

constexpr std::size_t least_places = 3, own_values = 3;
constexpr double per_100k = 1e-5;

/// Order of the pooled values.
enum : std::size_t { spread_at, spread_between, lasting_at, lasting_between, kept_at, kept_between, nugget_at, overdispersion_at, first_own };

/// A country's law from the pooled values and its three own standard scores.
PlaceLaw law_of(std::span<const double> pooled, const double* z) {
  PlaceLaw law;
  law.spread = model::exponential(model::logarithm(pooled[spread_at]) + pooled[spread_between] * z[0]);
  law.lasting = model::logistic(model::logit(pooled[lasting_at]) + pooled[lasting_between] * z[1]);
  law.persistence = model::logistic(model::logit(pooled[kept_at]) + pooled[kept_between] * z[2]);
  law.nugget = pooled[nugget_at], law.overdispersion = pooled[overdispersion_at];
  return law;
}

}  // namespace

double PlaceLaw::effect_sd() const { return spread * std::sqrt(lasting); }
double PlaceLaw::volatility() const { return spread * std::sqrt((1.0 - lasting) * (1.0 - persistence * persistence)); }

std::vector<PlacesOfCountry> places_of_countries(const std::vector<CitySeries>& series, int last_year) {
  std::map<std::string, std::map<std::string, std::vector<const CitySeries*>>> sources;
  const auto filled = with_persons(until(series, last_year));
  for (const auto& s : filled) sources[s.iso3][s.source_id].push_back(&s);
  std::vector<PlacesOfCountry> out;
  for (const auto& [iso3, by_source] : sources) {
    const std::vector<const CitySeries*>* chosen = nullptr;
    std::size_t most = 0;
    for (const auto& [id, group] : by_source) {
      std::size_t figures = 0;
      for (const auto* s : group) figures += s->years.size();
      if (group.size() >= least_places && figures > most) chosen = &group, most = figures;
    }
    if (chosen == nullptr) continue;
    int first = last_year, last = 0;
    for (const auto* s : *chosen)
      for (const auto& y : s->years) first = std::min(first, y.year), last = std::max(last, y.year);
    PlacesOfCountry country{iso3, static_cast<std::size_t>(last - first + 1), {}};
    for (const auto* s : *chosen) {
      std::vector<PlaceReading> place;
      for (const auto& y : s->years) {
        if (!(y.rate > 0.0)) continue;
        const double victims = y.rate * per_100k * y.persons.value_or(0.0);
        place.push_back({static_cast<std::size_t>(y.year - first), model::logarithm(y.rate), victims > 0.0 ? 1.0 / std::max(1.0, victims) : 0.0});
      }
      if (!place.empty()) country.places.push_back(std::move(place));
    }
    out.push_back(std::move(country));
  }
  return out;
}

double log_likelihood(const PlacesOfCountry& country, const PlaceLaw& law) {
  const std::size_t years = country.years;
  const double phi = law.persistence, innovation = law.volatility() * law.volatility(), lasting = law.effect_sd() * law.effect_sd();
  const double stationary = law.spread * law.spread * (1.0 - law.lasting), nugget = law.nugget * law.nugget;
  Eigen::MatrixXd information = Eigen::MatrixXd::Zero(static_cast<Eigen::Index>(years), static_cast<Eigen::Index>(years));
  Eigen::VectorXd side = Eigen::VectorXd::Zero(static_cast<Eigen::Index>(years));
  std::vector<bool> seen(years, false);
  double sum = 0.0;
  // Columns: what the filter would expect of the series itself, then of one that is 1 in a year and 0 otherwise, for each year.
  std::vector<double> a(years + 1), u(years + 1), error(years + 1);
  for (const auto& place : country.places) {
    std::fill(a.begin(), a.end(), 0.0), std::fill(u.begin(), u.end(), 0.0);
    double aa = lasting, au = 0.0, uu = stationary;
    std::size_t at = place.front().year;
    for (const auto& r : place) {
      for (; at < r.year; ++at) {
        for (std::size_t k = 0; k <= r.year; ++k) u[k] *= phi;
        au *= phi, uu = phi * phi * uu + innovation;
      }
      const double variance = aa + 2.0 * au + uu + nugget + law.overdispersion * r.counting;
      const double gain_a = (aa + au) / variance, gain_u = (au + uu) / variance;
      for (std::size_t k = 0; k <= r.year + 1; ++k) {
        error[k] = (k == 0 ? r.log_rate : k == r.year + 1 ? 1.0 : 0.0) - a[k] - u[k];
        a[k] += gain_a * error[k], u[k] += gain_u * error[k];
      }
      const double va = aa + au, vu = au + uu;
      aa -= gain_a * va, au -= gain_a * vu, uu -= gain_u * vu;
      const double inverse = 1.0 / variance;
      sum -= 0.5 * (model::log_two_pi + model::logarithm(variance) + error[0] * error[0] * inverse);
      seen[r.year] = true;
      for (std::size_t i = 0; i <= r.year; ++i) {
        const double weighted = error[i + 1] * inverse;
        side[static_cast<Eigen::Index>(i)] += weighted * error[0];
        for (std::size_t j = 0; j <= i; ++j) information(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j)) += weighted * error[j + 1];
      }
    }
  }
  for (std::size_t t = 0; t < years; ++t)
    if (!seen[t]) information(static_cast<Eigen::Index>(t), static_cast<Eigen::Index>(t)) = 1.0;
  const Eigen::LLT<Eigen::MatrixXd> factor(information);  // reads the lower triangle
  if (factor.info() != Eigen::Success) return -std::numeric_limits<double>::infinity();
  for (Eigen::Index t = 0; t < factor.matrixLLT().rows(); ++t) sum -= model::logarithm(factor.matrixLLT()(t, t));
  return sum + 0.5 * factor.matrixL().solve(side).squaredNorm();
}

const std::vector<CityRecord>& city_records() {
  static const std::vector<CityRecord> records{
      {lognormal("city_spread", 0.6, 0.6), "standard deviation of the log rate between places of a country in a year; median over countries"},
      {lognormal("city_spread_between", 0.3, 0.6), "how that differs between countries"},
      {logit_normal("city_lasting", 0.4, 1.2), "share of that variance that never passes; median over countries"},
      {lognormal("city_lasting_between", 0.5, 0.6), "how that differs between countries"},
      {logit_normal("city_kept", 0.9, 1.0), "share of a passing deviation that is left after a year; median over countries"},
      {lognormal("city_kept_between", 0.5, 0.6), "how that differs between countries"},
      {lognormal("city_nugget", 0.05, 0.8), "standard deviation of a place's yearly figure beyond counting"},
      {lognormal("city_overdispersion", 1.2, 0.4), "variance of a place's count over its Poisson variance"}};
  return records;
}

std::vector<Parameter> city_priors() {
  std::vector<Parameter> priors;
  for (const auto& r : city_records()) priors.push_back(r.parameter);
  return priors;
}

CityFit fit_cities(const std::vector<PlacesOfCountry>& countries, const McmcPlan& plan, std::size_t thin, const model::Executor& executor) {
  auto parameters = city_priors();
  for (const auto& country : countries)
    for (const char* own : {"spread", "lasting", "kept"}) parameters.push_back(normal(std::string(own) + "_score[" + country.iso3 + "]", 0.0, 1.0));
  const auto likelihood = [&](std::span<const double> theta, model::RandomKey) {
    double sum = 0.0;
    for (std::size_t c = 0; c < countries.size(); ++c) sum += log_likelihood(countries[c], law_of(theta, theta.data() + first_own + own_values * c));
    return sum;
  };
  const Draws draws = adaptive_mcmc(parameters, likelihood, plan, executor);
  CityFit fit;
  for (const auto& r : city_records()) fit.values.push_back({r.parameter.name, {}});
  for (const auto& country : countries)
    for (const char* own : {"city_spread", "city_lasting", "city_kept"}) fit.values.push_back({std::string(own) + "[" + country.iso3 + "]", {}});
  for (auto& value : fit.values) value.chains.resize(plan.chains);
  fit.other.resize(plan.chains);
  std::vector<double> theta(draws.names.size());
  for (std::size_t chain = 0; chain < plan.chains; ++chain) {
    Stream random(model::random_key(plan.seed, chain, domain::city_fit), 0, 0);
    for (std::size_t k = thin; k <= plan.draws; k += thin) {
      for (std::size_t i = 0; i < theta.size(); ++i) theta[i] = draws(chain, k - 1, i);
      std::size_t at = 0;
      for (; at < first_own; ++at) fit.values[at].chains[chain].push_back(theta[at]);
      for (std::size_t c = 0; c < countries.size(); ++c) {
        const PlaceLaw law = law_of(theta, theta.data() + first_own + own_values * c);
        for (const double own : {law.spread, law.lasting, law.persistence}) fit.values[at++].chains[chain].push_back(own);
      }
      const std::array<double, own_values> fresh{random.normal(), random.normal(), random.normal()};
      fit.other[chain].push_back(law_of(theta, fresh.data()));
    }
  }
  return fit;
}

}  // namespace salus::calibration
