#include "calibration/fit/checks.hpp"

#include <algorithm>
#include <cmath>

#include "calibration/fit/forecast.hpp"
#include "calibration/fit/simulate.hpp"
#include "calibration/inference/domains.hpp"
#include "calibration/statistics.hpp"

namespace salus::calibration {
namespace {

constexpr std::uint32_t prior_draws = 2000;
constexpr int least_changes = 6;

std::vector<double> sorted_values(const std::vector<std::vector<double>>& chains) {
  std::vector<double> all;
  for (const auto& chain : chains) all.insert(all.end(), chain.begin(), chain.end());
  std::sort(all.begin(), all.end());
  return all;
}

/// @param values in order
model::Interval interval_of(const std::vector<double>& values) {
  return model::by_level([&](model::IntervalLevel level) { return quantile(values, model::interval_shares[level]); });
}

using Family = model::Prior::Family;

/// On the scale on which a prior of that family is normal.
double spread(std::vector<double> values, Family family) {
  for (double& v : values)
    v = family == Family::lognormal ? model::logarithm(v) : family == Family::logit_normal ? model::logit(v) : v;
  return standard_deviation(values);
}

Learnt learnt(decltype(Learnt::quantity) quantity, Family family, const FitQuantity& before, const FitQuantity& after) {
  const auto prior = sorted_values(before.chains);
  const auto posterior = sorted_values(after.chains);
  const double ratio = spread(posterior, family) / spread(prior, family);
  return {quantity, interval_of(prior), interval_of(posterior), 1.0 - ratio * ratio};
}

/// Of a quantity that the fit has as a log.
FitQuantity exponentiated(FitQuantity q) {
  for (auto& chain : q.chains)
    for (double& v : chain) v = model::exponential(v);
  return q;
}

using SeriesFigures = model::EnumArray<double, ChangeStatistic>;

/// @param years positions of the readings. @param value log rate at a reading's number.
template <class Value>
SeriesFigures figures_of(const std::vector<std::uint32_t>& years, const Value& value) {
  double squares = 0.0;
  double products = 0.0;
  double largest = 0.0;
  double before = 0.0;
  std::uint32_t n = 0;
  bool joined = false;
  for (std::size_t i = 1; i < years.size(); ++i) {
    if (years[i] != years[i - 1] + 1) {
      joined = false;
      continue;
    }
    const double d = value(i) - value(i - 1);
    squares += d * d;
    largest = std::max(largest, std::abs(d));
    ++n;
    if (joined) products += d * before;
    before = d;
    joined = true;
  }
  const double size = std::sqrt(squares / n);
  return {{size, products / squares, largest / size}};
}

int changes_in(const std::vector<std::uint32_t>& years) {
  int n = 0;
  for (std::size_t i = 1; i < years.size(); ++i) n += years[i] == years[i - 1] + 1;
  return n;
}

std::vector<PredictiveCheck> predictive_checks(const PanelCountry& country,
                                               const std::vector<std::vector<double>>& futures) {
  std::vector<std::uint32_t> years;
  std::vector<double> rates;
  for (const auto& r : country.readings)
    if (!r.modelled) {
      years.push_back(r.year);
      rates.push_back(r.log_rate);
    }
  if (changes_in(years) < least_changes) return {};
  const auto observed = figures_of(years, [&](std::size_t i) { return rates[i]; });
  model::EnumArray<std::vector<double>, ChangeStatistic> drawn;
  for (std::size_t k = 0; k < futures[0].size(); ++k) {
    const auto f = figures_of(years, [&](std::size_t i) { return futures[years[i] - years[0]][k]; });
    for (const auto statistic : model::every<ChangeStatistic>) drawn[statistic].push_back(f[statistic]);
  }
  std::vector<PredictiveCheck> out;
  for (const auto statistic : model::every<ChangeStatistic>) {
    auto& values = drawn[statistic];
    const double seen = observed[statistic];
    std::sort(values.begin(), values.end());
    double above = 0.0;
    double all = 0.0;
    for (const double v : values) {
      above += !(v < seen);
      all += 1.0;
    }
    out.push_back({statistic, seen, interval_of(values), above / all});
  }
  return out;
}

}  // namespace

std::size_t FitChecks::predictive_checks() const {
  std::size_t n = 0;
  for (const auto& c : countries) n += c.predictive.size();
  return n;
}

std::size_t FitChecks::predictive_failures() const {
  std::size_t n = 0;
  for (const auto& c : countries)
    for (const auto& p : c.predictive) n += !p.held();
  return n;
}

namespace {

RateQuantiles quantiles_of_rates(std::vector<double> logs) {
  std::sort(logs.begin(), logs.end());
  RateQuantiles q;
  for (std::size_t i = 0; i < q.size(); ++i) q[i] = model::exponential(quantile(logs, levels_of_rates[i]));
  return q;
}

/// Of the panel's years, without noise; not a number before the first reading.
void add_course(const Fit& fit, FitCountry country, model::Positions<FitYear> years, CountryChecks& own) {
  for (const auto t : years) {
    std::vector<double> logs;
    for (const auto& chain : fit.draws)
      for (const auto& d : chain) logs.push_back(d.shown(country, t));
    if (std::isnan(logs.front())) own.rates.emplace_back().fill(std::nan(""));
    else own.rates.push_back(quantiles_of_rates(std::move(logs)));
  }
}

/// What was learnt of a country's own quantities.
void add_own_learnt(const std::vector<FitQuantity>& before, const std::vector<FitQuantity>& after, CountryChecks& own) {
  for (const auto quantity : model::every<OwnQuantity>) {
    const std::string name = member_name(own_quantities[quantity].in_fit, own.iso3);
    own.learnt.push_back(learnt(quantity, Family::lognormal, exponentiated(quantity_named(before, name)),
                                exponentiated(quantity_named(after, name))));
  }
}

}  // namespace

FitChecks check_fit(const FitPanel& panel, const Fit& fit, const FitAssumptions& assumptions, std::uint32_t horizon,
                    std::uint64_t seed) {
  FitChecks out;
  Fit prior;
  prior.draws.resize(1);
  for (std::uint32_t i = 0; i < prior_draws; ++i)
    prior.draws[0].push_back(draw_prior(panel, assumptions, model::random_key(seed, i, domain::shown_prior)));
  const auto before = quantities(panel, prior);
  const auto after = quantities(panel, fit);
  for (const auto& r : pooled_registry())  // drivers that no country has are not fitted
    if (const auto* to = find_quantity(after, r.name); to != nullptr)
      out.pooled.push_back(learnt(r.id, r.prior.family, quantity_named(before, r.name), *to));
  const std::uint32_t years = panel.years();
  const auto future =
      forecast(panel, fit, assumptions, {.horizon = std::max(horizon, years), .repeats = 1, .seed = seed});
  for (const auto c : panel.every_country()) {
    CountryChecks own;
    own.iso3 = panel.countries[c].iso3;
    add_course(fit, c, panel.every_year(), own);
    for (std::uint32_t h = 1; h <= horizon; ++h) own.rates.push_back(quantiles_of_rates(future[c][h]));
    add_own_learnt(before, after, own);
    own.predictive = predictive_checks(panel.countries[c], future[c]);
    out.countries.push_back(std::move(own));
  }
  return out;
}

std::vector<Learnt> learnt_of_places(const CityFit& fit, std::uint64_t seed) {
  const Coordinates coordinates(place_priors());
  std::vector<FitQuantity> before;
  for (const auto& name : coordinates.names()) before.push_back({name, {{}}});
  for (std::uint32_t i = 0; i < prior_draws; ++i) {
    const auto theta = coordinates.theta(coordinates.draw(model::random_key(seed, i, domain::city_prior), 0));
    for (std::size_t k = 0; k < theta.size(); ++k) before[k].chains[0].push_back(theta[k]);
  }
  const auto after = quantities(fit);
  std::vector<Learnt> out;
  for (const auto& r : place_registry())
    out.push_back(learnt(r.id, r.prior.family, quantity_named(before, r.name), quantity_named(after, r.name)));
  return out;
}

std::vector<float> replicated_readings(const FitPanel& panel, const Fit& fit, const std::vector<std::uint32_t>& draws,
                                       std::uint64_t seed) {
  std::vector<float> out;
  for (std::size_t chain = 0; chain < fit.draws.size(); ++chain)
    for (const std::uint32_t k : draws) {
      const FitDraw& d = fit.draws[chain][k];
      Stream random(model::random_key(seed, chain, domain::predictive), k, 0);
      for (const auto c : panel.every_country())
        for (const auto t : panel.every_year()) {
          const double mean = d.shown(c, t);
          const double rare = random.uniform() < d.pooled[Pooled::outlier_rate] ? d.pooled[Pooled::jump_size] : 0.0;
          const double variance = d.noise[c] * d.noise[c] + rare * rare + panel.countries[c].counting_variance(mean);
          out.push_back(static_cast<float>(mean + std::sqrt(variance) * random.normal()));
        }
    }
  return out;
}

}  // namespace salus::calibration
