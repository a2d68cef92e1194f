#include "calibration/fit/cities.hpp"

#include <algorithm>
#include <cmath>
#include <span>

#include "calibration/inference/adaptive_block.hpp"
#include "calibration/inference/domains.hpp"
#include "calibration/inference/stream.hpp"
#include "model/core/grid.hpp"

namespace salus::calibration {
namespace {

using Q = PlacePooled;

/// A country's values in standard scores.
using Own = model::EnumArray<double, PlaceOwn>;

/// Pooled values that are updated together.
using Pair = std::array<Q, 2>;
constexpr auto pairs = std::to_array<Pair>({{Q::city_spread, Q::city_spread_between},
                                            {Q::city_lasting, Q::city_lasting_between},
                                            {Q::city_kept, Q::city_kept_between},
                                            {Q::city_nugget, Q::city_overdispersion}});

PlaceLaw law_of(const PlaceValues& pooled, const Own& z) {
  PlaceLaw law;
  law.spread = model::exponential(model::logarithm(pooled[Q::city_spread]) +
                                  pooled[Q::city_spread_between] * z[PlaceOwn::spread]);
  law.lasting =
      model::logistic(model::logit(pooled[Q::city_lasting]) + pooled[Q::city_lasting_between] * z[PlaceOwn::lasting]);
  law.persistence =
      model::logistic(model::logit(pooled[Q::city_kept]) + pooled[Q::city_kept_between] * z[PlaceOwn::kept]);
  law.nugget = pooled[Q::city_nugget];
  law.overdispersion = pooled[Q::city_overdispersion];
  return law;
}

/// Log density of standard scores, a constant apart.
double log_density(const std::vector<double>& scores) {
  double squares = 0.0;
  for (const double z : scores) squares += z * z;
  return -0.5 * squares;
}

/// A median on the scale on which countries spread about it.
double scaled(Q median, double value) {
  return median == Q::city_spread ? model::logarithm(value) : model::logit(value);
}

/// One chain of the fit.
class PlacesChain {
 public:
  PlacesChain(const std::vector<PlacesOfCountry>& countries, const Coordinates& coordinates, model::RandomKey key)
      : countries_(countries),
        coordinates_(coordinates),
        key_(key),
        z_(countries.size()),
        likelihood_(countries.size()),
        pooled_block_(pairs.size(), AdaptiveBlock(std::vector<double>(2, 0.3))),
        pair_block_(std::vector(own_of_places.size(), AdaptiveBlock({0.3, 0.3})), model::every<PlaceOwn>) {
    coordinates.to_line(coordinates.draw(key, 0), line_);
    set_pooled(line_);
    Stream random(key, 0, starting);
    for (auto& z : z_)
      for (double& v : z) v = random.normal();
    for (std::size_t c = 0; c < countries.size(); ++c) {
      own_block_.emplace_back(std::vector<double>(own_of_places.size(), 0.5));
      likelihood_[c] = log_likelihood(countries[c], law_of(pooled_, z_[c]));
    }
  }

  void sweep(std::uint32_t number, bool learning) {
    Stream random(key_, number, sweeping);
    for (std::size_t c = 0; c < z_.size(); ++c) update_own(c, learning, random);
    for (std::size_t i = 0; i < pairs.size(); ++i) update_pooled(pooled_block_[i], pairs[i], learning, random);
    for (const auto own : model::every<PlaceOwn>) update_pair(own, learning, random);
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
  double set_pooled(const PlaceValues& line) {
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
      return tried + log_density(z);
    };
    double current = likelihood_[c] + log_density(x);
    for (int i = 0; i < 3; ++i)
      if (metropolis(own_block_[c], x, current, density, learning, random)) likelihood_[c] = tried;
    std::copy(x.begin(), x.end(), z_[c].begin());
  }

  /// Two of the pooled values, the countries' standard scores held.
  void update_pooled(AdaptiveBlock& block, const Pair& which, bool learning, Stream& random) {
    std::vector<double> tried(z_.size());
    const auto density = [&](const std::vector<double>& pair) {
      double sum = set_pooled(line_with(which, pair));
      for (std::size_t c = 0; c < z_.size() && sum > impossible; ++c) {
        tried[c] = log_likelihood(countries_[c], law_of(pooled_, z_[c]));
        sum += tried[c];
      }
      return sum;
    };
    const auto [one, other] = which;
    std::vector<double> x{line_[one], line_[other]};
    double current = set_pooled(line_);
    for (const double l : likelihood_) current += l;
    if (metropolis(block, x, current, density, learning, random)) likelihood_ = tried;
    line_ = line_with(which, x);
    set_pooled(line_);
  }

  /// Median and spread of one of the three, the countries' values held.
  void update_pair(PlaceOwn own, bool learning, Stream& random) {
    const Q median = own_of_places[own].median;
    const Q between = own_of_places[own].between;
    std::vector<double> values;
    for (const Own& z : z_) values.push_back(scaled(median, pooled_[median]) + pooled_[between] * z[own]);
    const auto density = [&](const std::vector<double>& pair) {
      double sum = set_pooled(line_with({median, between}, pair));
      if (!(sum > impossible)) return impossible;
      const double middle = scaled(median, pooled_[median]);
      const double spread = pooled_[between];
      for (const double v : values)
        sum -= 0.5 * (v - middle) * (v - middle) / (spread * spread) + model::logarithm(spread);
      return sum;
    };
    std::vector<double> x{line_[median], line_[between]};
    double current = density(x);
    for (int k = 0; k < 4; ++k) metropolis(pair_block_(own), x, current, density, learning, random);
    line_ = line_with({median, between}, x);
    set_pooled(line_);
    // The countries' laws are the same but for rounding, and so are their likelihoods.
    for (std::size_t c = 0; c < z_.size(); ++c)
      z_[c][own] = (values[c] - scaled(median, pooled_[median])) / pooled_[between];
  }

  PlaceValues line_with(const Pair& which, const std::vector<double>& pair) const {
    const auto [one, other] = which;
    PlaceValues line = line_;
    line[one] = pair.front();
    line[other] = pair.back();
    return line;
  }

  const std::vector<PlacesOfCountry>& countries_;
  const Coordinates& coordinates_;
  model::RandomKey key_;
  PlaceValues line_;  ///< pooled values on the line
  PlaceValues y_;     ///< scratch on the prior's scale
  PlaceValues pooled_;
  std::vector<Own> z_;  ///< of each country, in its spread
  std::vector<double> likelihood_;
  std::vector<AdaptiveBlock> pooled_block_;
  model::Grid<AdaptiveBlock, PlaceOwn> pair_block_;
  std::vector<AdaptiveBlock> own_block_;
};

}  // namespace

std::vector<Parameter> place_priors() {
  std::vector<Parameter> priors;
  for (const auto& record : place_registry()) priors.push_back({std::string(record.name), record.prior});
  return priors;
}

PlaceLaw other_law(const CityDraw& draw, Stream& random) {
  Own fresh;
  for (double& z : fresh) z = random.normal();
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
  const auto name_of = [](Q quantity) { return place_registry()[quantity].name; };
  for (const auto& record : place_registry())
    add(std::string(record.name), [id = record.id](const CityDraw& d) { return d.pooled[id]; });
  for (std::size_t c = 0; c < fit.countries.size(); ++c) {
    const auto own = [&](Q quantity) { return member_name(name_of(quantity), fit.countries[c]); };
    add(own(Q::city_spread), [c](const CityDraw& d) { return d.own[c].spread; });
    add(own(Q::city_lasting), [c](const CityDraw& d) { return d.own[c].lasting; });
    add(own(Q::city_kept), [c](const CityDraw& d) { return d.own[c].persistence; });
  }
  return all;
}

CityFit fit_cities(const std::vector<PlacesOfCountry>& countries, const McmcPlan& plan, std::size_t thin,
                   const model::Executor& executor, const std::function<bool()>& stop) {
  CityFit fit;
  for (const auto& country : countries) fit.countries.push_back(country.iso3);
  fit.draws.resize(plan.chains);
  const Coordinates coordinates(place_priors());
  executor.for_blocks(plan.chains, 1, [&](std::size_t begin, std::size_t end) {
    for (std::size_t c = begin; c < end; ++c) {
      PlacesChain chain(countries, coordinates, model::random_key(plan.seed, c, domain::city_fit));
      std::uint32_t number = 0;
      const auto sweep = [&](bool learning) {
        if (stop && stop()) throw FitStopped("the fit of places was stopped");
        chain.sweep(++number, learning);
      };
      while (number < plan.warm_up) sweep(true);
      for (std::size_t k = 0; k < plan.draws * thin; ++k) {
        sweep(false);
        if ((k + 1) % thin == 0) fit.draws[c].push_back(chain.draw());
      }
    }
  });
  return fit;
}

}  // namespace salus::calibration
