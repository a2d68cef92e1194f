#include "calibration/fit/posterior.hpp"

#include <algorithm>
#include <cmath>

#include "calibration/country_inputs.hpp"
#include "calibration/homicide_level.hpp"
#include "calibration/inference/domains.hpp"
#include "calibration/register_quality.hpp"
#include "model/parameters/draw_prior.hpp"
#include "model/random/purposes.hpp"

namespace salus::calibration {
namespace {

const double log_per_100k = model::logarithm(1e-5);

/// A kept draw, as the engine's parameters follow from it.
FittedDraw fitted_draw(const ViewPosterior& p, std::size_t i) {
  FittedDraw d;
  for (const auto& record : pooled_registry()) d.pooled[record.id] = static_cast<double>(p.pooled[record.id][i]);
  d.drift = static_cast<double>(p.drift[i]);
  return d;
}

/// Rounded to what a file keeps, before anything uses it.
void keep(std::vector<float>& series, double value) { series.push_back(static_cast<float>(value)); }

/// Rounds to ten bits behind the point: less than a hundredth of the posterior's sd, and the file compresses better.
/// Stays inside (0, 1) where it was.
float rounded(double v) {
  return static_cast<float>(std::clamp(std::round(v * 1024.0), 1.0, v < 1.0 ? 1023.0 : 1e9) / 1024.0);
}

}  // namespace

std::vector<model::FailedCheck> failed_checks(const WorstMixing& m, model::View view) {
  using Statistic = model::MixingStatistic;
  std::vector<model::FailedCheck> failed;
  if (!(m.r_hat <= largest_r_hat)) failed.push_back({Statistic::r_hat, m.r_hat_of, m.r_hat, largest_r_hat, view});
  if (!(m.bulk_ess >= least_ess)) failed.push_back({Statistic::bulk_ess, m.bulk_of, m.bulk_ess, least_ess, view});
  if (!(m.tail_ess >= least_ess)) failed.push_back({Statistic::tail_ess, m.tail_of, m.tail_ess, least_ess, view});
  return failed;
}

std::vector<std::uint32_t> kept_draws(const Fit& fit, std::size_t most_draws) {
  const std::size_t all = fit.draws.front().size();
  const std::size_t every = std::max<std::size_t>(1, (all * fit.draws.size() + most_draws - 1) / most_draws);
  std::vector<std::uint32_t> kept;
  for (std::uint32_t at = 0; at < all; ++at)
    if ((at + 1) % every == 0) kept.push_back(at);
  return kept;
}

namespace {

/// What a kept draw of the country fit says of a country. @param gap sd of the level where sources contradict each
/// other.
void keep_country(const FitDraw& d, std::size_t c, double gap, Stream& random, ViewPosterior& p) {
  keep(p.level, d.level[c]);
  keep(p.start_level, d.level[c] + gap * random.normal());
  keep(p.volatility, d.volatility[c]);
  keep(p.reading_sd, d.noise[c]);
  keep(p.memory, d.memory[c]);
  keep(p.offset, d.offset[c]);
}

void keep_places(const PlaceLaw& law, ViewPosterior& p) {
  p.city_effect_sd.push_back(rounded(law.effect_sd()));
  p.city_persistence.push_back(rounded(law.persistence));
  p.city_volatility.push_back(rounded(law.volatility()));
}

/// [countries of the panel] Where sources contradict each other, half of the gap counts as sd of the level.
std::vector<double> level_gaps(const FitPanel& panel, const Tables& tables, int last_year) {
  std::vector<double> gaps;
  for (const auto& country : panel.countries) {
    gaps.push_back(0.0);
    for (const auto& from : tables.by_country)
      if (from.name.iso3 == country.iso3) gaps.back() = disputed_share * disagreement(from, last_year);
  }
  return gaps;
}

/// The law of a country's places: its own where it has series, else drawn anew from what countries have in common.
PlaceLaw law_of_places(const CityFit& cities, const CityDraw& draw, const std::string& iso3, Stream& of_others) {
  for (std::size_t own = 0; own < cities.countries.size(); ++own)
    if (cities.countries[own] == iso3) return draw.own[own];
  return other_law(draw, of_others);
}

}  // namespace

ViewPosterior view_posterior(const FitPanel& panel, const Fit& fit, const CityFit& cities,
                             const FitAssumptions& assumptions, model::View view, int start_year, const Tables& tables,
                             std::size_t most_draws, std::uint64_t seed) {
  ViewPosterior p;
  p.view = view;
  p.start_year = start_year;
  p.last_data_year = last_data_year(view, start_year);
  p.feedback = assumptions.feedback;
  p.judged = mixing_of(quantities(panel, fit));
  const auto places = mixing_of(quantities(cities));
  p.judged.insert(p.judged.end(), places.begin(), places.end());
  p.mixing = worst_mixing(p.judged);
  p.chains = fit.draws.size();
  p.regions = panel.regions;
  for (const auto& country : panel.countries) p.countries.push_back(country.iso3);
  const auto gaps = level_gaps(panel, tables, p.last_data_year);
  const auto kept = kept_draws(fit, most_draws);
  p.draws = kept.size();
  Stream random(model::random_key(seed, model::index(view), domain::start_level), 0, 0);
  Stream of_others(model::random_key(seed, model::index(view), domain::other_places), 0, 0);
  for (std::size_t chain = 0; chain < p.chains; ++chain)
    for (std::size_t k = 0; k < p.draws; ++k) {
      const FitDraw& d = fit.draws[chain][kept[k]];
      const CityDraw& of_places = cities.draws[chain][paired_draw(k, p.draws, cities.draws[chain].size())];
      for (const auto& record : pooled_registry()) keep(p.pooled[record.id], d.pooled[record.id]);
      keep(p.drift, d.drift);
      for (const double v : d.region_level) keep(p.region_level, v);
      for (std::size_t c = 0; c < p.countries.size(); ++c) {
        keep_country(d, c, gaps[c], random, p);
        keep_places(law_of_places(cities, of_places, p.countries[c], of_others), p);
      }
    }
  return p;
}

double memory_rate(const Feedback& feedback) { return 1.0 / (12.0 * feedback.memory); }

model::PosteriorDraws engine_parameters(const ViewPosterior& p, std::uint64_t seed) {
  model::PosteriorDraws out;
  for (const ToEngine& rule : to_engine()) out.series.push_back({rule.parameter, {}});
  const auto& lethality = model::registry()[model::Parameter::lethality_variance_share];
  const model::DrawId id{0, 0, model::purpose::parameter_base + lethality.number, 0};
  for (std::size_t i = 0; i < p.chains * p.draws; ++i) {
    FittedDraw draw = fitted_draw(p, i);
    draw.lethality_share = model::draw(lethality.prior, model::random_key(seed, i, domain::lethality_share), id);
    for (std::size_t r = 0; r < out.series.size(); ++r) keep(out.series[r].draws, to_engine()[r].value(draw));
  }
  return out;
}

std::vector<model::CountryInput::Calibrated> engine_starts(const ViewPosterior& p, const std::string& iso3) {
  std::vector<model::CountryInput::Calibrated> out;
  const std::size_t n = p.countries.size();
  std::size_t at = 0;  // of the country in a draw
  while (at < n && p.countries[at] != iso3) ++at;
  if (at == n) return out;
  for (std::size_t i = 0; i < p.chains * p.draws; ++i) {
    // The engine's volatility is of yearly changes, 2/3 of the variance of a year's steps.
    const double yearly_sd =
        static_cast<double>(p.volatility[at]) * std::sqrt(fitted_draw(p, i).total_over_own() / 1.5);
    out.push_back({.log_rate = static_cast<float>(static_cast<double>(p.start_level[at]) + log_per_100k),
                   .annual_log_sd = static_cast<float>(yearly_sd),
                   .memory = p.memory[at],
                   .city_effect_sd = p.city_effect_sd[at],
                   .city_persistence = p.city_persistence[at],
                   .city_volatility = p.city_volatility[at]});
    at += n;
  }
  return out;
}

}  // namespace salus::calibration
