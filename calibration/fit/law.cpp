#include "calibration/fit/law.hpp"

#include <limits>

namespace salus::calibration {

using model::exponential;
using model::logarithm;

double draw_from(const model::Prior& prior, Stream& random) {
  for (;;) {
    const double value = from_line(prior, to_line(prior, prior.a) + prior.b * random.normal());
    if (value >= prior.lower && value <= prior.upper) return value;
  }
}

CommonLaw common_law(const PooledValues& p) {
  const model::Prior& drift = shared_state_registry()[SharedState::drift].prior;
  const double step = p[Pooled::trend_volatility];
  return {drift.a, drift.b * drift.b, step * step, p[Pooled::world_variance], p[Pooled::region_variance]};
}

double driven(const PanelCountry& country, const PooledValues& p, std::uint32_t year) {
  double sum = 0.0;
  for (const auto d : model::every<model::Driver>)
    if (year < country.driver[d].size()) sum += p[driver_effects[d]] * country.driver[d][year];
  return sum;
}

std::uint32_t first_year_of(const FitPanel& panel, const PanelCountry& country) {
  return country.readings.empty() ? panel.years() - 1 : country.readings.front().year;
}

FitState draw_from_prior(const FitPanel& panel, const FitAssumptions& assumptions,
                         const model::Registry<Pooled>& priors, Stream& random) {
  FitState s;
  for (const auto& record : priors) s.pooled[record.id] = draw_from(record.prior, random);
  const model::Prior& level = shared_state_registry()[SharedState::region_level].prior;
  for (std::uint32_t r = 0; r < panel.regions; ++r) s.region_level.push_back(level.a + level.b * random.normal());
  s.common =
      draw_common(common_law(s.pooled), std::vector<std::vector<CommonReading>>(panel.years()), panel.regions, random);
  const std::size_t n = panel.countries.size();
  s.log_sd.resize(n);
  s.log_noise.resize(n);
  s.events.resize(n);
  s.paths.resize(n);
  s.laws.resize(n);
  for (std::size_t c = 0; c < n; ++c) {
    s.laws[c].feedback = assumptions.feedback;
    s.laws[c].first = first_year_of(panel, panel.countries[c]);
  }
  return s;
}

BetweenCountries law_of_log_sd(const PooledValues& p, double quality) {
  return {.mean = logarithm(p[Pooled::typical_volatility]), .spread = quality * p[Pooled::volatility_spread]};
}
BetweenCountries law_of_log_noise(const PooledValues& p, double quality) {
  return {.mean = logarithm(p[Pooled::reading_noise] / quality), .spread = p[Pooled::reading_spread]};
}

void draw_own_from_prior(const FitPanel& panel, std::size_t c, FitState& s, Stream& random) {
  const double quality = panel.countries[c].quality;
  s.log_sd[c] = law_of_log_sd(s.pooled, quality).at(random.normal());
  s.log_noise[c] = law_of_log_noise(s.pooled, quality).at(random.normal());
}

void set_law(const FitPanel& panel, std::size_t c, FitState& s) {
  const auto& country = panel.countries[c];
  const auto& p = s.pooled;
  const double sd = exponential(s.log_sd[c]);
  const double v = sd * sd;
  const double offset = p[Pooled::offset_spread];
  const double noise = p[Pooled::modelled_noise];
  const double spread = p[Pooled::level_spread];
  CountryLaw& law = s.laws[c];
  law.variance = v;
  law.jump_variance = p[Pooled::jump_size] * p[Pooled::jump_size];
  law.jump_probability = p[Pooled::jump_rate];
  law.outlier_probability = p[Pooled::outlier_rate];
  law.reading_variance = exponential(2.0 * s.log_noise[c]);
  law.modelled_variance = noise * noise;
  law.offset_variance = offset * offset;
  law.offset_step = p[Pooled::offset_step] * p[Pooled::offset_step];
  law.level_mean = s.region_level[country.region];
  law.level_variance = spread * spread;
  const std::uint32_t years = panel.years();
  law.expected.resize(years);
  law.shift.resize(years);
  for (std::uint32_t t = 0; t < years; ++t) {
    const double shared = s.common.world[t] + s.common.region[t][country.region];
    law.expected[t] = s.common.drift[t] + sd * shared + driven(country, p, t);
    law.shift[t] = forced_shift(p, panel.year(t));
  }
}

FitDraw draw_of(const FitPanel& panel, const FitState& s) {
  FitDraw d;
  d.pooled = s.pooled;
  d.drift = s.common.drift.back();
  d.region_level = s.region_level;
  d.shown = {panel.every_country(), panel.every_year()};
  d.shown.fill(std::numeric_limits<double>::quiet_NaN());
  for (const auto c : panel.every_country()) {
    const CountryPath& path = s.paths[c];
    const CountryLaw& law = s.laws[c];
    d.level.push_back(path.level);
    d.memory.push_back(path.memory);
    d.offset.push_back(path.offset);
    d.latest.push_back(path.mean.back());
    d.volatility.push_back(exponential(s.log_sd[c]));
    d.noise.push_back(exponential(s.log_noise[c]));
    for (FitYear t(law.first); t < panel.years(); t = t + 1u) d.shown(c, t) = path.mean[t] + law.shift[t];
    d.log_likelihood += log_likelihood(law, panel.countries[c].readings, s.events[c]);
  }
  return d;
}

}  // namespace salus::calibration
