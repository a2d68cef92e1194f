#include "calibration/fit/posterior.hpp"

#include <algorithm>
#include <cmath>

#include "calibration/country_inputs.hpp"
#include "calibration/homicide_level.hpp"
#include "calibration/inference/domains.hpp"
#include "model/core/number.hpp"
#include "model/parameters/draw_prior.hpp"
#include "model/random/purposes.hpp"

namespace salus::calibration {
namespace {

const double log_per_100k = model::logarithm(1e-5);

/// Total variance of a country's yearly changes over that of its own innovation: world, region and jumps besides.
/// Twelve steps of jumps keep their size in the engine, the rest is scaled by 2/3 and back.
double total_over_own(const ViewPosterior& p, std::size_t i) {
  const auto of = [&](Pooled which) { return static_cast<double>(p.pooled[static_cast<std::size_t>(which)][i]); };
  return 1.0 + of(Pooled::world_variance) + of(Pooled::region_variance) +
         1.5 * of(Pooled::jump_rate) * of(Pooled::jump_size) * of(Pooled::jump_size);
}

/// Ten bits behind the point: less than a hundredth of what is known of it, and the file is smaller. Stays inside (0,
/// 1) where it was.
float rounded(double v) {
  return static_cast<float>(std::clamp(std::round(v * 1024.0), 1.0, v < 1.0 ? 1023.0 : 1e9) / 1024.0);
}

}  // namespace

std::string failed_check(const WorstMixing& m) {
  std::string why;
  const auto add = [&](const std::string& what) { why += (why.empty() ? "" : "; ") + what; };
  const auto shown = [](double v) { return model::format_number(std::round(v * 1000.0) / 1000.0); };
  if (!(m.r_hat <= largest_r_hat))
    add("R-hat of " + m.r_hat_of + " is " + shown(m.r_hat) + ", more than " + shown(largest_r_hat));
  if (!(m.bulk_ess >= least_ess))
    add("effective sample size of " + m.bulk_of + " is " + shown(std::floor(m.bulk_ess)) + ", less than " +
        shown(least_ess));
  if (!(m.tail_ess >= least_ess))
    add("effective sample size in the tails of " + m.tail_of + " is " + shown(std::floor(m.tail_ess)) + ", less than " +
        shown(least_ess));
  return why;
}

std::vector<std::size_t> kept_draws(const Fit& fit, std::size_t most_draws) {
  const std::size_t all = fit.draws.front().size();
  const std::size_t every = std::max<std::size_t>(1, (all * fit.draws.size() + most_draws - 1) / most_draws);
  std::vector<std::size_t> kept;
  for (std::size_t at = every; at <= all; at += every) kept.push_back(at - 1);
  return kept;
}

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
  std::vector<double> gap;  // sd of the level where sources contradict each other
  for (const auto& country : panel.countries) {
    p.countries.push_back(country.iso3);
    gap.push_back(0.0);
    for (const auto& from : tables.by_country)
      if (from.name.iso3 == country.iso3) gap.back() = disputed_share * disagreement(from, p.last_data_year);
  }
  const auto kept = kept_draws(fit, most_draws);
  p.draws = kept.size();
  Stream random(model::random_key(seed, static_cast<std::uint64_t>(model::index(view)), domain::start_level), 0, 0);
  Stream of_others(model::random_key(seed, static_cast<std::uint64_t>(model::index(view)), domain::other_places), 0, 0);
  for (std::size_t chain = 0; chain < p.chains; ++chain)
    for (std::size_t k = 0; k < p.draws; ++k) {
      const FitDraw& d = fit.draws[chain][kept[k]];
      const CityDraw& of_places = cities.draws[chain][paired_draw(k, p.draws, cities.draws[chain].size())];
      for (std::size_t i = 0; i < pooled_count; ++i) p.pooled[i].push_back(static_cast<float>(d.pooled.at(i)));
      p.drift.push_back(static_cast<float>(d.drift));
      for (const double v : d.region_level) p.region_level.push_back(static_cast<float>(v));
      for (std::size_t c = 0; c < p.countries.size(); ++c) {
        p.level.push_back(static_cast<float>(d.level[c]));
        p.start_level.push_back(static_cast<float>(d.level[c] + gap[c] * random.normal()));
        p.volatility.push_back(static_cast<float>(d.volatility[c]));
        p.reading_sd.push_back(static_cast<float>(d.noise[c]));
        p.memory.push_back(static_cast<float>(d.memory[c]));
        p.offset.push_back(static_cast<float>(d.offset[c]));
        const auto own = std::find(cities.countries.begin(), cities.countries.end(), p.countries[c]);
        const PlaceLaw law = own != cities.countries.end()
                                 ? of_places.own[static_cast<std::size_t>(own - cities.countries.begin())]
                                 : other_law(of_places, of_others);
        p.city_effect_sd.push_back(rounded(law.effect_sd()));
        p.city_persistence.push_back(rounded(law.persistence));
        p.city_volatility.push_back(rounded(law.volatility()));
      }
    }
  return p;
}

double memory_rate(const Feedback& feedback) { return 1.0 / (12.0 * feedback.memory); }

model::PosteriorDraws engine_parameters(const ViewPosterior& p, std::uint64_t seed) {
  using P = model::Parameter;
  model::PosteriorDraws out;
  out.parameters = {
      P::volatility_scale,        P::country_persistence,      P::factor_persistence, P::global_variance_share,
      P::regional_variance_share, P::lethality_variance_share, P::jump_rate,          P::jump_size,
      P::secular_trend,           P::trend_volatility};
  for (std::size_t d = 0; d < model::driver_count; ++d)
    out.parameters.push_back(static_cast<P>(model::index(P::driver_youth_share) + d));
  const auto& lethality = model::registry()[model::index(P::lethality_variance_share)];
  for (std::size_t i = 0; i < p.chains * p.draws; ++i) {
    const auto of = [&](Pooled which) { return static_cast<double>(p.pooled[static_cast<std::size_t>(which)][i]); };
    const double total = total_over_own(p, i);
    const double share = model::draw(lethality.prior, model::random_key(seed, i, domain::lethality_share),
                                     {0, 0, model::purpose::parameter_base + lethality.number, 0});
    // The engine's jumps are in standard deviations of yearly changes, 2/3 of the variance of a year's steps.
    const double jump = of(Pooled::jump_size) * std::sqrt(1.5 / total);
    for (const double v :
         {1.0, 1.0, 1.0, of(Pooled::world_variance) / total, of(Pooled::region_variance) / total, share / total,
          of(Pooled::jump_rate), jump, static_cast<double>(p.drift[i]), of(Pooled::drift_step)})
      out.values.push_back(static_cast<float>(v));
    for (std::size_t d = 0; d < model::driver_count; ++d)
      out.values.push_back(p.pooled[static_cast<std::size_t>(Pooled::driver_first) + d][i]);
  }
  return out;
}

std::vector<model::CountryInput::Calibrated> engine_starts(const ViewPosterior& p, const std::string& iso3) {
  std::vector<model::CountryInput::Calibrated> out;
  const auto found = std::lower_bound(p.countries.begin(), p.countries.end(), iso3);
  if (found == p.countries.end() || *found != iso3) return out;
  const std::size_t n = p.countries.size();
  const std::size_t c = static_cast<std::size_t>(found - p.countries.begin());
  for (std::size_t i = 0; i < p.chains * p.draws; ++i) {
    const double yearly_sd = static_cast<double>(p.volatility[i * n + c]) * std::sqrt(total_over_own(p, i) / 1.5);
    const std::size_t at = i * n + c;
    out.push_back({static_cast<float>(static_cast<double>(p.start_level[at]) + log_per_100k),
                   static_cast<float>(yearly_sd), p.memory[at], p.city_effect_sd[at], p.city_persistence[at],
                   p.city_volatility[at]});
  }
  return out;
}

}  // namespace salus::calibration
