#include "calibration/fit/cities.hpp"

#include <Eigen/Cholesky>
#include <algorithm>
#include <cmath>
#include <map>

#include "calibration/city_variance.hpp"
#include "calibration/inference/adaptive_block.hpp"
#include "calibration/inference/domains.hpp"
#include "calibration/inference/stream.hpp"

namespace salus::calibration {
namespace {

constexpr std::size_t least_places = 3;
constexpr std::size_t own_values = 3;
constexpr double per_100k = 1e-5;

/// Order of the pooled values.
enum : std::size_t {
  spread_at,
  spread_between,
  lasting_at,
  lasting_between,
  kept_at,
  kept_between,
  nugget_at,
  overdispersion_at
};

/// A country's three own values, in standard scores.
using Own = std::array<double, own_values>;

PlaceLaw law_of(const std::array<double, city_pooled>& pooled, const Own& z) {
  PlaceLaw law;
  law.spread = model::exponential(model::logarithm(pooled[spread_at]) + pooled[spread_between] * z[0]);
  law.lasting = model::logistic(model::logit(pooled[lasting_at]) + pooled[lasting_between] * z[1]);
  law.persistence = model::logistic(model::logit(pooled[kept_at]) + pooled[kept_between] * z[2]);
  law.nugget = pooled[nugget_at];
  law.overdispersion = pooled[overdispersion_at];
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
      if (group.size() >= least_places && figures > most) {
        chosen = &group;
        most = figures;
      }
    }
    if (chosen == nullptr) continue;
    int first = last_year;
    int last = 0;
    for (const auto* s : *chosen)
      for (const auto& y : s->years) {
        first = std::min(first, y.year);
        last = std::max(last, y.year);
      }
    PlacesOfCountry country{iso3, static_cast<std::size_t>(last - first + 1), {}};
    for (const auto* s : *chosen) {
      std::vector<PlaceReading> place;
      for (const auto& y : s->years) {
        if (!(y.rate > 0.0)) continue;
        const double victims = y.rate * per_100k * y.persons.value_or(0.0);
        place.push_back({static_cast<std::size_t>(y.year - first), model::logarithm(y.rate),
                         victims > 0.0 ? 1.0 / std::max(1.0, victims) : 0.0});
      }
      if (!place.empty()) country.places.push_back(std::move(place));
    }
    out.push_back(std::move(country));
  }
  return out;
}

double log_likelihood(const PlacesOfCountry& country, const PlaceLaw& law) {
  const std::size_t years = country.years;
  const double phi = law.persistence;
  const double innovation = law.volatility() * law.volatility();
  const double lasting = law.effect_sd() * law.effect_sd();
  const double stationary = law.spread * law.spread * (1.0 - law.lasting);
  const double nugget = law.nugget * law.nugget;
  Eigen::MatrixXd information =
      Eigen::MatrixXd::Zero(static_cast<Eigen::Index>(years), static_cast<Eigen::Index>(years));
  Eigen::VectorXd side = Eigen::VectorXd::Zero(static_cast<Eigen::Index>(years));
  std::vector<bool> seen(years, false);
  double sum = 0.0;
  // Columns: what the filter would expect of the series itself, then of one that is 1 in a year and 0 otherwise, for
  // each year.
  std::vector<double> a(years + 1);
  std::vector<double> u(years + 1);
  std::vector<double> error(years + 1);
  for (const auto& place : country.places) {
    std::fill(a.begin(), a.end(), 0.0);
    std::fill(u.begin(), u.end(), 0.0);
    double aa = lasting;
    double au = 0.0;
    double uu = stationary;
    std::size_t at = place.front().year;
    for (const auto& r : place) {
      for (; at < r.year; ++at) {
        for (std::size_t k = 0; k <= r.year; ++k) u[k] *= phi;
        au *= phi;
        uu = phi * phi * uu + innovation;
      }
      const double variance = aa + 2.0 * au + uu + nugget + law.overdispersion * r.counting;
      const double gain_a = (aa + au) / variance;
      const double gain_u = (au + uu) / variance;
      for (std::size_t k = 0; k <= r.year + 1; ++k) {
        error[k] = (k == 0 ? r.log_rate : k == r.year + 1 ? 1.0 : 0.0) - a[k] - u[k];
        a[k] += gain_a * error[k];
        u[k] += gain_u * error[k];
      }
      const double va = aa + au;
      const double vu = au + uu;
      aa -= gain_a * va;
      au -= gain_a * vu;
      uu -= gain_u * vu;
      const double inverse = 1.0 / variance;
      sum -= 0.5 * (model::log_two_pi + model::logarithm(variance) + error[0] * error[0] * inverse);
      seen[r.year] = true;
      for (std::size_t i = 0; i <= r.year; ++i) {
        const double weighted = error[i + 1] * inverse;
        side[static_cast<Eigen::Index>(i)] += weighted * error[0];
        for (std::size_t j = 0; j <= i; ++j)
          information(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j)) += weighted * error[j + 1];
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
      {lognormal("city_spread", 0.6, 0.6),
       "standard deviation of the log rate between places of a country in a year; median over countries"},
      {lognormal("city_spread_between", 0.3, 0.6), "how that differs between countries"},
      {logit_normal("city_lasting", 0.4, 1.2), "share of that variance that never passes; median over countries"},
      {lognormal("city_lasting_between", 0.5, 0.6), "how that differs between countries"},
      {logit_normal("city_kept", 0.9, 1.0),
       "share of a passing deviation that is left after a year; median over countries"},
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

PlaceLaw other_law(const CityDraw& draw, Stream& random) {
  const Own fresh{random.normal(), random.normal(), random.normal()};
  return law_of(draw.pooled, fresh);
}

std::vector<FitQuantity> quantities(const CityFit& fit) {
  std::vector<FitQuantity> all;
  const auto add = [&](std::string name, auto value) {
    FitQuantity q{std::move(name), {}};
    for (const auto& chain : fit.draws) {
      auto& out = q.chains.emplace_back();
      for (const CityDraw& d : chain) out.push_back(value(d));
    }
    all.push_back(std::move(q));
  };
  for (std::size_t i = 0; i < city_pooled; ++i)
    add(city_records()[i].parameter.name, [i](const CityDraw& d) { return d.pooled[i]; });
  for (std::size_t c = 0; c < fit.countries.size(); ++c) {
    const std::string of = "[" + fit.countries[c] + "]";
    add("city_spread" + of, [c](const CityDraw& d) { return d.own[c].spread; });
    add("city_lasting" + of, [c](const CityDraw& d) { return d.own[c].lasting; });
    add("city_kept" + of, [c](const CityDraw& d) { return d.own[c].persistence; });
  }
  return all;
}

namespace {

/// One chain of the fit.
class PlacesChain {
 public:
  PlacesChain(const std::vector<PlacesOfCountry>& countries, const Coordinates& coordinates, model::RandomKey key)
      : countries_(countries),
        coordinates_(coordinates),
        key_(key),
        z_(countries.size()),
        likelihood_(countries.size()),
        pooled_block_(city_pooled / 2, AdaptiveBlock(std::vector<double>(2, 0.3))),
        pair_block_(own_values, AdaptiveBlock(std::vector<double>(2, 0.3))) {
    line_.resize(city_pooled);
    y_.resize(city_pooled);
    coordinates.to_line(coordinates.draw(key, 0), line_);
    set_pooled(line_);
    Stream random(key, 0, starting);
    for (auto& z : z_)
      for (double& v : z) v = random.normal();
    for (std::size_t c = 0; c < countries.size(); ++c) {
      own_block_.emplace_back(std::vector<double>(own_values, 0.5));
      likelihood_[c] = log_likelihood(countries[c], law_of(pooled_, z_[c]));
    }
  }

  void sweep(std::uint32_t number, bool learning) {
    Stream random(key_, number, sweeping);
    for (std::size_t c = 0; c < z_.size(); ++c) update_own(c, learning, random);
    // Two by two: median and spread of each of the three, the two of the noise.
    for (std::size_t i = 0; i < city_pooled / 2; ++i)
      update_pooled(pooled_block_[i], {2 * i, 2 * i + 1}, learning, random);
    for (std::size_t i = 0; i < own_values; ++i) update_pair(i, learning, random);
  }

  CityDraw draw() const {
    CityDraw d{pooled_, {}};
    for (const Own& z : z_) d.own.push_back(law_of(pooled_, z));
    return d;
  }

 private:
  enum : std::uint32_t { starting = 1, sweeping = 2 };  // apart from the draw of the prior
  static constexpr double impossible = -1e300;

  /// @return log density of the prior on the line, or `impossible`.
  double set_pooled(const std::vector<double>& line) {
    const double sum = coordinates_.from_line(line, y_) + coordinates_.log_prior(y_);
    const auto theta = coordinates_.theta(y_);
    std::copy(theta.begin(), theta.end(), pooled_.begin());
    return std::isfinite(sum) ? sum : impossible;
  }

  void update_own(std::size_t c, bool learning, Stream& random) {
    std::vector<double> x(z_[c].begin(), z_[c].end());
    double tried = likelihood_[c];
    const auto density = [&](const std::vector<double>& z) {
      Own own;
      std::copy(z.begin(), z.end(), own.begin());
      tried = log_likelihood(countries_[c], law_of(pooled_, own));
      return tried - 0.5 * (z[0] * z[0] + z[1] * z[1] + z[2] * z[2]);
    };
    double current = likelihood_[c] - 0.5 * (x[0] * x[0] + x[1] * x[1] + x[2] * x[2]);
    for (int i = 0; i < 3; ++i)
      if (metropolis(own_block_[c], x, current, density, learning, random)) likelihood_[c] = tried;
    std::copy(x.begin(), x.end(), z_[c].begin());
  }

  /// Some of the pooled values, the countries' standard scores held.
  void update_pooled(AdaptiveBlock& block, const std::vector<std::size_t>& which, bool learning, Stream& random) {
    std::vector<double> tried(z_.size());
    std::vector<double> x;
    const auto density = [&](const std::vector<double>& some) {
      auto line = line_;
      for (std::size_t i = 0; i < which.size(); ++i) line[which[i]] = some[i];
      double sum = set_pooled(line);
      for (std::size_t c = 0; c < z_.size() && sum > impossible; ++c)
        sum += tried[c] = log_likelihood(countries_[c], law_of(pooled_, z_[c]));
      return sum;
    };
    for (const std::size_t i : which) x.push_back(line_[i]);
    double current = set_pooled(line_);
    for (const double l : likelihood_) current += l;
    if (metropolis(block, x, current, density, learning, random)) likelihood_ = tried;
    for (std::size_t i = 0; i < which.size(); ++i) line_[which[i]] = x[i];
    set_pooled(line_);
  }

  /// Median and spread of one of the three, the countries' values held.
  void update_pair(std::size_t i, bool learning, Stream& random) {
    const std::size_t median = 2 * i;
    const auto scaled = [i](double v) { return i == 0 ? model::logarithm(v) : model::logit(v); };
    std::vector<double> values;
    for (const Own& z : z_) values.push_back(scaled(pooled_[median]) + pooled_[median + 1] * z[i]);
    const auto density = [&](const std::vector<double>& pair) {
      auto line = line_;
      line[median] = pair[0];
      line[median + 1] = pair[1];
      double sum = set_pooled(line);
      if (!(sum > impossible)) return impossible;
      const double middle = scaled(pooled_[median]);
      const double spread = pooled_[median + 1];
      for (const double v : values)
        sum -= 0.5 * (v - middle) * (v - middle) / (spread * spread) + model::logarithm(spread);
      return sum;
    };
    std::vector<double> x{line_[median], line_[median + 1]};
    double current = density(x);
    for (int k = 0; k < 4; ++k) metropolis(pair_block_[i], x, current, density, learning, random);
    line_[median] = x[0];
    line_[median + 1] = x[1];
    set_pooled(line_);
    // The countries' laws are the same but for rounding, and so are their likelihoods.
    for (std::size_t c = 0; c < z_.size(); ++c) z_[c][i] = (values[c] - scaled(pooled_[median])) / pooled_[median + 1];
  }

  const std::vector<PlacesOfCountry>& countries_;
  const Coordinates& coordinates_;
  model::RandomKey key_;
  std::vector<double> line_;  ///< pooled values on the line
  std::vector<double> y_;     ///< scratch on the prior's scale
  std::array<double, city_pooled> pooled_{};
  std::vector<Own> z_;  ///< of each country, in its spread
  std::vector<double> likelihood_;
  std::vector<AdaptiveBlock> pooled_block_;
  std::vector<AdaptiveBlock> pair_block_;
  std::vector<AdaptiveBlock> own_block_;
};

}  // namespace

CityFit fit_cities(const std::vector<PlacesOfCountry>& countries, const McmcPlan& plan, std::size_t thin,
                   const model::Executor& executor) {
  CityFit fit;
  for (const auto& country : countries) fit.countries.push_back(country.iso3);
  fit.draws.resize(plan.chains);
  const Coordinates coordinates(city_priors());
  executor.for_blocks(plan.chains, 1, [&](std::size_t begin, std::size_t end) {
    for (std::size_t c = begin; c < end; ++c) {
      PlacesChain chain(countries, coordinates, model::random_key(plan.seed, c, domain::city_fit));
      std::uint32_t number = 0;
      while (number < plan.warm_up) chain.sweep(++number, true);
      for (std::size_t k = 0; k < plan.draws * thin; ++k) {
        chain.sweep(++number, false);
        if ((k + 1) % thin == 0) fit.draws[c].push_back(chain.draw());
      }
    }
  });
  return fit;
}

}  // namespace salus::calibration
