#include "calibration/fit/chain.hpp"

#include <algorithm>
#include <cmath>

#include "calibration/fit/event_filter.hpp"

namespace salus::calibration {
namespace {

using model::exponential;
using model::logarithm;

// Pooled values that are updated together.
constexpr std::array reading_parameters{Pooled::jump_size, Pooled::forced_year, Pooled::offset_spread,
                                        Pooled::offset_step, Pooled::modelled_noise};
constexpr std::array common_parameters{Pooled::world_variance, Pooled::region_variance, Pooled::trend_volatility};
constexpr std::array event_parameters{Pooled::jump_rate, Pooled::outlier_rate};
constexpr std::array noise_parameters{Pooled::reading_noise, Pooled::reading_spread};
constexpr std::array volatility_parameters{Pooled::typical_volatility, Pooled::volatility_spread};
constexpr std::array level_parameters{Pooled::level_spread};
/// Updated by particle-marginal Metropolis-Hastings, with the rare events integrated out.
constexpr std::array marginal_parameters{Pooled::jump_rate, Pooled::outlier_rate, Pooled::jump_size,
                                         Pooled::typical_volatility};
constexpr std::array own_parameters{Pooled::typical_volatility, Pooled::volatility_spread, Pooled::reading_noise,
                                    Pooled::reading_spread};

/// Where a value stands among those of a block.
template <std::size_t Count>
consteval std::size_t place_of(Pooled value, const std::array<Pooled, Count>& block) {
  std::size_t at = 0;
  while (block[at] != value) ++at;
  return at;
}

/// What a country has of its own, as a block.
enum OwnLine : std::size_t { own_log_sd, own_log_noise };

constexpr double impossible = -1e300;  ///< log density that is never accepted; an infinity would not subtract

const model::Prior& prior_of(Pooled p) { return pooled_registry()[p].prior; }

/// Some pooled values, each transformed to the scale on which its prior is normal.
std::vector<double> lines_of(const PooledValues& values, std::span<const Pooled> which) {
  std::vector<double> x;
  for (const Pooled p : which) x.push_back(to_line(prior_of(p), values[p]));
  return x;
}

void put_lines(std::span<const Pooled> which, const std::vector<double>& line, PooledValues& values) {
  for (std::size_t i = 0; i < which.size(); ++i) values[which[i]] = from_line(prior_of(which[i]), line[i]);
}

double log_priors(std::span<const Pooled> which, const std::vector<double>& line) {
  double sum = 0.0;
  for (std::size_t i = 0; i < which.size(); ++i) sum += log_prior(prior_of(which[i]), line[i]);
  return sum;
}

std::vector<double> steps_of(std::span<const Pooled> which) {
  std::vector<double> steps;
  for (const Pooled p : which) steps.push_back(0.3 * prior_of(p).b);
  return steps;
}

/// Purposes of the random numbers of a sweep.
enum Use : std::uint32_t {
  starting,
  rare,
  own_volatility,
  reading_block,
  own_block,
  driver_block,
  path,
  common_part,
  volatility,
  event_rates,
  levels
};

}  // namespace

Chain::Chain(const FitPanel& panel, const FitAssumptions& assumptions, model::RandomKey key)
    : panel_(panel),
      assumptions_(assumptions),
      key_(key),
      readings_block_(steps_of(reading_parameters)),
      driver_block_(steps_of(driver_effects)),
      common_block_(steps_of(common_parameters)),
      volatility_block_(steps_of(volatility_parameters)),
      noise_block_(steps_of(noise_parameters)),
      event_block_(steps_of(event_parameters)),
      level_block_(steps_of(level_parameters)),
      marginal_block_(steps_of(marginal_parameters)),
      own_block_(steps_of(own_parameters)) {
  for (const auto& country : panel.countries)
    for (const auto& d : country.driver) drivers_ = drivers_ || !d.empty();
  Stream random(key_, 0, starting);
  state_ = draw_from_prior(panel, assumptions, pooled_registry(), random);
  for (std::size_t c = 0; c < countries(); ++c) {
    draw_own_from_prior(panel_, c, state_, random);
    own_.emplace_back(std::vector<double>{0.2, 0.4});
  }
  set_laws();
}

void Chain::set_laws() {
  for (std::size_t c = 0; c < countries(); ++c) set_law(panel_, c, state_);
}

/// Log prior of a country's (log sd of an innovation, log sd of a reading), given medians and spreads.
double Chain::own_log_prior(std::size_t c, const std::vector<double>& own) const {
  const double quality = panel_.countries[c].quality;
  const double sd = law_of_log_sd(state_.pooled, quality).standardised(own[own_log_sd]);
  const double noise = law_of_log_noise(state_.pooled, quality).standardised(own[own_log_noise]);
  return -0.5 * (sd * sd + noise * noise);
}

/// Sets pooled values and moves countries' own volatility and noise with their median and spread in proportion
/// (non-centred parametrisation), so that the chain mixes where a spread is close to zero. `base`: values before the
/// step.
void Chain::set_pooled(const Base& base, Some which, const std::vector<double>& line) {
  put_lines(which, line, state_.pooled);
  for (std::size_t c = 0; c < countries(); ++c) {
    const double quality = panel_.countries[c].quality;
    const auto moved = [&](LawBetween law, double own) {
      return law(state_.pooled, quality).at(law(base.pooled, quality).standardised(own));
    };
    state_.log_sd[c] = moved(law_of_log_sd, base.log_sd[c]);
    state_.log_noise[c] = moved(law_of_log_noise, base.log_noise[c]);
  }
  set_laws();
}

void Chain::restore(const Base& base) {
  state_.pooled = base.pooled;
  state_.log_sd = base.log_sd;
  state_.log_noise = base.log_noise;
  set_laws();
}

/// Steps of some pooled values, everything else but the latent paths held.
void Chain::update_pooled(AdaptiveBlock& block, Some which, int steps, bool learning, Stream random) {
  auto x = lines_of(state_.pooled, which);
  double current = log_priors(which, x);
  for (std::size_t c = 0; c < countries(); ++c) current += likelihood(c);
  for (int i = 0; i < steps; ++i) {
    const Base before = base();
    const auto density = [&](const std::vector<double>& line) {
      double sum = log_priors(which, line);
      if (!(sum > impossible)) return impossible;
      set_pooled(before, which, line);
      for (std::size_t c = 0; c < countries(); ++c) sum += likelihood(c);
      return sum;
    };
    if (!metropolis(block, x, current, density, learning, random)) restore(before);
  }
}

/// Draws the rare events of every country anew. @param keep conditional on the current ones (particle Gibbs).
/// @return log of the likelihood estimate.
double Chain::filter_all(bool keep, std::vector<Events>& events, Stream& random) const {
  double sum = 0.0;
  for (std::size_t c = 0; c < countries(); ++c) {
    const auto filtered =
        filter_events(state_.laws[c], readings(c), assumptions_.particles, keep ? &events[c] : nullptr, random);
    events[c] = filtered.events;
    sum += filtered.log_likelihood;
  }
  return sum;
}

/// New events by the conditional particle filter; then a Metropolis-Hastings step of `marginal_parameters` with the
/// particle filter's likelihood in the ratio. Particle-marginal Metropolis-Hastings inside particle Gibbs: Andrieu,
/// Doucet, Holenstein 2010, section 2.4.
void Chain::update_events(bool learning, Stream random) {
  double current = filter_all(true, state_.events, random);
  const Base before = base();
  auto x = lines_of(state_.pooled, marginal_parameters);
  for (std::size_t i = 0; i < x.size(); ++i) current += log_prior(prior_of(marginal_parameters[i]), x[i]);
  std::vector<Events> proposed(countries());
  const auto density = [&](const std::vector<double>& line) {
    const double sum = log_priors(marginal_parameters, line);
    if (!(sum > impossible)) return impossible;
    set_pooled(before, marginal_parameters, line);
    return sum + filter_all(false, proposed, random);
  };
  if (metropolis(marginal_block_, x, current, density, learning, random)) state_.events = proposed;
  else restore(before);
}

/// Volatility and reading noise of each country.
void Chain::update_own(bool learning, Stream random) {
  for (std::size_t c = 0; c < countries(); ++c) {
    const auto of_noise = law_of_log_noise(state_.pooled, panel_.countries[c].quality);
    const auto put = [&](const std::vector<double>& line) {
      state_.log_sd[c] = line[own_log_sd];
      state_.log_noise[c] = line[own_log_noise];
      set_law(panel_, c, state_);
    };
    const auto density = [&](const std::vector<double>& line) {
      put(line);
      return own_log_prior(c, line) + likelihood(c);
    };
    std::vector<double> x{state_.log_sd[c], state_.log_noise[c]};
    double current = density(x);
    for (int i = 0; i < 2; ++i) {
      metropolis(own_[c], x, current, density, learning, random);
      // Where a country's readings hardly inform its noise, a proposal from the prior over countries mixes better.
      const std::vector<double> fresh{x[own_log_sd], of_noise.at(random.normal())};
      const double there = density(fresh);
      const double prior = own_log_prior(c, fresh) - own_log_prior(c, x);
      if (random.uniform() < exponential(std::min(0.0, there - current - prior))) {
        x = fresh;
        current = there;
      }
    }
    put(x);
  }
}

/// Steps of pooled values that need no country's readings, given the rest. @param density of the lines, beginning from
/// the log prior.
template <class Density>
void Chain::walk(AdaptiveBlock& block, Some which, const Density& density, bool learning, Stream& random) {
  constexpr int steps = 4;
  const auto whole = [&](const std::vector<double>& line) {
    const double prior = log_priors(which, line);
    return prior > impossible ? density(line, prior) : impossible;
  };
  auto x = lines_of(state_.pooled, which);
  double current = whole(x);
  for (int i = 0; i < steps; ++i) metropolis(block, x, current, whole, learning, random);
  put_lines(which, x, state_.pooled);
}

void Chain::update_paths(Stream random) {
  for (std::size_t c = 0; c < countries(); ++c)
    state_.paths[c] = draw_path(state_.laws[c], readings(c), state_.events[c], random);
}

/// [years] Countries' yearly changes as readings of the common drift and shocks.
std::vector<std::vector<CommonReading>> Chain::common_readings() const {
  std::vector<std::vector<CommonReading>> years(panel_.years());
  for (std::size_t c = 0; c < countries(); ++c) {
    const PanelCountry& country = panel_.countries[c];
    const CountryLaw& law = state_.laws[c];
    for (std::uint32_t t = law.first; t < panel_.years(); ++t) {
      const double change = state_.paths[c].change[t] - driven(country, state_.pooled, t);
      const double variance = law.variance + (state_.events[c].jump(t) ? law.jump_variance : 0.0);
      years[t].push_back({country.region, change, std::sqrt(law.variance), variance});
    }
  }
  return years;
}

/// Variances of the common drift and shocks, with these integrated out; then drift and shocks themselves.
void Chain::update_common(bool learning, Stream random) {
  const auto years = common_readings();
  const auto density = [&](const std::vector<double>& line, double prior) {
    PooledValues values = state_.pooled;
    put_lines(common_parameters, line, values);
    return prior + log_likelihood(common_law(values), years, panel_.regions);
  };
  walk(common_block_, common_parameters, density, learning, random);
  state_.common = draw_common(common_law(state_.pooled), years, panel_.regions, random);
}

/// Median and spread over countries of a country's own value, given these values.
void Chain::update_spread(AdaptiveBlock& block, Some which, const std::vector<double>& log_values, LawBetween law,
                          bool learning, Stream& random) {
  const auto density = [&](const std::vector<double>& line, double sum) {
    PooledValues values = state_.pooled;
    put_lines(which, line, values);
    for (std::size_t c = 0; c < countries(); ++c) {
      const auto between = law(values, panel_.countries[c].quality);
      const double z = between.standardised(log_values[c]);
      sum -= 0.5 * z * z + logarithm(between.spread);
    }
    return sum;
  };
  walk(block, which, density, learning, random);
}

void Chain::update_event_rates(bool learning, Stream random) {
  double jumps = 0.0;
  double outliers = 0.0;
  double neither = 0.0;
  for (std::size_t c = 0; c < countries(); ++c)
    for (std::uint32_t t = state_.laws[c].first; t < panel_.years(); ++t)
      (state_.events[c].jump(t) ? jumps : state_.events[c].outlier(t) ? outliers : neither) += 1.0;
  const auto density = [&](const std::vector<double>& line, double prior) {
    const double log_jump = line[place_of(Pooled::jump_rate, event_parameters)];
    const double log_outlier = line[place_of(Pooled::outlier_rate, event_parameters)];
    return prior + jumps * log_jump + outliers * log_outlier +
           neither * logarithm(1.0 - exponential(log_jump) - exponential(log_outlier));
  };
  walk(event_block_, event_parameters, density, learning, random);
}

/// Spread of levels within regions; then the regions' means, exactly.
void Chain::update_levels(bool learning, Stream random) {
  const auto density = [&](const std::vector<double>& line, double sum) {
    const double log_spread = line.front();
    const double spread = exponential(log_spread);
    for (std::size_t c = 0; c < countries(); ++c) {
      const double z = (state_.paths[c].start - state_.region_level[panel_.countries[c].region]) / spread;
      sum -= 0.5 * z * z + log_spread;
    }
    return sum;
  };
  walk(level_block_, level_parameters, density, learning, random);
  const model::Prior& level = shared_state_registry()[SharedState::region_level].prior;
  const double within = 1.0 / (state_.pooled[Pooled::level_spread] * state_.pooled[Pooled::level_spread]);
  for (std::uint32_t r = 0; r < panel_.regions; ++r) {
    double precision = 1.0 / (level.b * level.b);
    double side = level.a * precision;
    for (std::size_t c = 0; c < countries(); ++c)
      if (panel_.countries[c].region == r) {
        precision += within;
        side += within * state_.paths[c].start;
      }
    state_.region_level[r] = side / precision + random.normal() / std::sqrt(precision);
  }
}

void Chain::sweep(std::uint32_t number, bool learning) {
  const auto stream = [&](Use use) { return Stream(key_, number, use); };
  update_events(learning, stream(rare));
  update_own(learning, stream(own_volatility));
  update_pooled(readings_block_, reading_parameters, 4, learning, stream(reading_block));
  update_pooled(own_block_, own_parameters, 6, learning, stream(own_block));
  if (drivers_) update_pooled(driver_block_, driver_effects, 4, learning, stream(driver_block));
  update_paths(stream(path));
  update_common(learning, stream(common_part));
  Stream of_spreads = stream(volatility);
  update_spread(volatility_block_, volatility_parameters, state_.log_sd, law_of_log_sd, learning, of_spreads);
  update_spread(noise_block_, noise_parameters, state_.log_noise, law_of_log_noise, learning, of_spreads);
  update_event_rates(learning, stream(event_rates));
  update_levels(learning, stream(levels));
  set_laws();
}

std::array<AdaptiveBlock*, 9> Chain::blocks() {
  return std::array{&readings_block_, &driver_block_, &common_block_,   &volatility_block_, &noise_block_,
                    &event_block_,    &level_block_,  &marginal_block_, &own_block_};
}
std::array<const AdaptiveBlock*, 9> Chain::blocks() const {
  return std::array{&readings_block_, &driver_block_, &common_block_,   &volatility_block_, &noise_block_,
                    &event_block_,    &level_block_,  &marginal_block_, &own_block_};
}

std::vector<double> Chain::save() const {
  std::vector<double> out(state_.pooled.begin(), state_.pooled.end());
  for (const auto* part : {&state_.log_sd, &state_.log_noise, &state_.region_level})
    out.insert(out.end(), part->begin(), part->end());
  for (const Events& e : state_.events)
    for (const std::uint64_t bits : {e.jumps, e.outliers}) {
      out.push_back(static_cast<std::uint32_t>(bits >> 32));
      out.push_back(static_cast<std::uint32_t>(bits));
    }
  for (std::uint32_t t = 0; t < panel_.years(); ++t) {
    out.push_back(state_.common.drift[t]);
    out.push_back(state_.common.world[t]);
    out.insert(out.end(), state_.common.region[t].begin(), state_.common.region[t].end());
  }
  for (const auto& block : own_) block.save(out);
  for (const auto* block : blocks()) block->save(out);
  return out;
}

void Chain::load(const std::vector<double>& saved) {
  const double* in = saved.data();
  for (double& v : state_.pooled) v = *in++;
  for (auto* part : {&state_.log_sd, &state_.log_noise, &state_.region_level})
    for (double& v : *part) v = *in++;
  for (Events& e : state_.events)
    for (std::uint64_t* bits : {&e.jumps, &e.outliers}) {
      *bits = static_cast<std::uint64_t>(*in++) << 32;
      *bits |= static_cast<std::uint64_t>(*in++);
    }
  for (std::uint32_t t = 0; t < panel_.years(); ++t) {
    state_.common.drift[t] = *in++;
    state_.common.world[t] = *in++;
    for (double& v : state_.common.region[t]) v = *in++;
  }
  for (auto& block : own_) block.load(in);
  for (auto* block : blocks()) block->load(in);
  set_laws();
}

}  // namespace salus::calibration
