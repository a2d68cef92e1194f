#include "calibration/fit/chain.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace salus::calibration {
namespace {

using model::exponential;
using model::logarithm;

const std::vector<Pooled> reading_parameters{Pooled::jump_size, Pooled::forced_year, Pooled::offset_spread,
                                             Pooled::offset_step, Pooled::modelled_noise};
const std::vector<Pooled> common_parameters{Pooled::world_variance, Pooled::region_variance, Pooled::drift_step};
const std::vector<Pooled> event_parameters{Pooled::jump_rate, Pooled::outlier_rate};
const std::vector<Pooled> noise_parameters{Pooled::reading_noise, Pooled::reading_spread};
const std::vector<Pooled> volatility_parameters{Pooled::typical_volatility, Pooled::volatility_spread};

const std::vector<Pooled> driver_parameters = [] {
  std::vector<Pooled> all;
  for (std::size_t d = 0; d < model::driver_count; ++d)
    all.push_back(static_cast<Pooled>(static_cast<std::size_t>(Pooled::driver_first) + d));
  return all;
}();

const model::Prior& prior_of(Pooled p) { return pooled_records()[static_cast<std::size_t>(p)].prior; }

/// Some pooled values on the lines on which their priors are normal.
std::vector<double> lines_of(const PooledValues& values, const std::vector<Pooled>& which) {
  std::vector<double> x;
  for (const Pooled p : which) x.push_back(to_line(prior_of(p), values[p]));
  return x;
}

void put_lines(const std::vector<Pooled>& which, const std::vector<double>& line, PooledValues& values) {
  for (std::size_t i = 0; i < which.size(); ++i) values[which[i]] = from_line(prior_of(which[i]), line[i]);
}

double log_priors(const std::vector<Pooled>& which, const std::vector<double>& line) {
  double sum = 0.0;
  for (std::size_t i = 0; i < which.size(); ++i) sum += log_prior(prior_of(which[i]), line[i]);
  return sum;
}

constexpr double impossible = -1e300;  ///< log density that is never accepted; an infinity would not subtract

std::vector<double> steps_of(const std::vector<Pooled>& which) {
  std::vector<double> steps;
  for (const Pooled p : which) steps.push_back(0.3 * prior_of(p).b);
  return steps;
}

/// What is judged with the rare events integrated out, by the particle filter.
const std::vector<Pooled> marginal_parameters{Pooled::jump_rate, Pooled::outlier_rate, Pooled::jump_size,
                                              Pooled::typical_volatility};
const std::vector<Pooled> own_parameters{Pooled::typical_volatility, Pooled::volatility_spread, Pooled::reading_noise,
                                         Pooled::reading_spread};

/// A value drawn from a prior, within its bounds.
double draw_from(const model::Prior& prior, Stream& random) {
  for (;;) {
    const double value = from_line(prior, to_line(prior, prior.a) + prior.b * random.normal());
    if (value >= prior.lower && value <= prior.upper) return value;
  }
}

CommonLaw common_law(const PooledValues& p) {
  const double step = p[Pooled::drift_step];
  return {0.0, drift_prior_sd * drift_prior_sd, step * step, p[Pooled::world_variance], p[Pooled::region_variance]};
}

double driven(const PanelCountry& country, const PooledValues& p, std::size_t year) {
  double sum = 0.0;
  for (std::size_t d = 0; d < model::driver_count; ++d)
    if (!country.driver[d].empty())
      sum += p.at(static_cast<std::size_t>(Pooled::driver_first) + d) * country.driver[d][year];
  return sum;
}

/// Everything of a country's law that follows from the pooled values, its own volatility and the common path.
void fill_law(const FitPanel& panel, std::size_t c, const PooledValues& p, double sd, double noise_share,
              const CommonPath& common, const std::vector<double>& region_level, CountryLaw& law) {
  const auto& country = panel.countries[c];
  const double v = sd * sd;
  const double offset = p[Pooled::offset_spread];
  const double noise = p[Pooled::modelled_noise];
  const double spread = p[Pooled::level_spread];
  law.variance = v;
  law.jump_variance = v * p[Pooled::jump_size] * p[Pooled::jump_size];
  law.jump_probability = p[Pooled::jump_rate];
  law.outlier_probability = p[Pooled::outlier_rate];
  law.reading_variance = v * noise_share;
  law.modelled_variance = noise * noise;
  law.offset_variance = offset * offset;
  law.offset_step = p[Pooled::offset_step] * p[Pooled::offset_step];
  law.level_mean = region_level[country.region];
  law.level_variance = spread * spread;
  const std::size_t years = panel.years();
  law.expected.resize(years);
  law.shift.resize(years);
  for (std::size_t t = 0; t < years; ++t)
    law.expected[t] =
        common.drift[t] + sd * (common.world[t] + common.region[t][country.region]) + driven(country, p, t);
  for (std::size_t t = 0; t < years; ++t) law.shift[t] = forced_shift(p, panel.first_year + static_cast<int>(t));
}

/// Drift and shocks from their own law.
CommonPath draw_common_prior(const CommonLaw& law, std::size_t years, std::size_t regions, Stream& random) {
  return draw_common(law, std::vector<std::vector<CommonReading>>(years), regions, random);
}

FitDraw draw_of(const FitPanel& panel, const PooledValues& pooled, const std::vector<double>& log_sd,
                const std::vector<double>& log_noise, const std::vector<double>& region_level, const CommonPath& common,
                const std::vector<CountryPath>& paths, const std::vector<CountryLaw>& laws,
                const std::vector<Events>& events) {
  FitDraw d;
  d.pooled = pooled;
  d.drift = common.drift.back();
  d.region_level = region_level;
  for (std::size_t c = 0; c < panel.countries.size(); ++c) {
    d.level.push_back(paths[c].level);
    d.memory.push_back(paths[c].memory);
    d.offset.push_back(paths[c].offset);
    d.latest.push_back(paths[c].mean.back());
    d.volatility.push_back(exponential(log_sd[c]));
    d.noise.push_back(exponential(log_sd[c] + 0.5 * log_noise[c]));
    for (std::size_t t = 0; t < panel.years(); ++t)
      d.shown.push_back(t < laws[c].first ? std::numeric_limits<float>::quiet_NaN()
                                          : static_cast<float>(paths[c].mean[t] + laws[c].shift[t]));
    d.log_likelihood += log_likelihood(laws[c], panel.countries[c].readings, events[c]);
  }
  return d;
}

/// A country of which nothing is known has its region's level at the end.
std::size_t first_year_of(const FitPanel& panel, const PanelCountry& country) {
  return country.readings.empty() ? panel.years() - 1 : country.readings.front().year;
}

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
  levels,
  simulating
};

}  // namespace

Chain::Chain(const FitPanel& panel, const FitAssumptions& assumptions, model::RandomKey key)
    : panel_(panel),
      assumptions_(assumptions),
      key_(key),
      readings_block_(steps_of(reading_parameters)),
      driver_block_(steps_of(driver_parameters)),
      common_block_(steps_of(common_parameters)),
      volatility_block_(steps_of(volatility_parameters)),
      noise_block_(steps_of(noise_parameters)),
      event_block_(steps_of(event_parameters)),
      level_block_(steps_of({Pooled::level_spread})),
      marginal_block_(steps_of(marginal_parameters)),
      own_block_(steps_of(own_parameters)) {
  const std::size_t n = panel.countries.size();
  Stream random(key_, 0, starting);
  for (std::size_t i = 0; i < pooled_count; ++i) pooled_.at(i) = draw_from(pooled_records()[i].prior, random);
  for (const auto& country : panel.countries)
    for (const auto& d : country.driver) drivers_ = drivers_ || !d.empty();
  for (std::size_t r = 0; r < panel.regions; ++r)
    region_level_.push_back(level_prior_mean + level_prior_sd * random.normal());
  common_ = draw_common_prior(common_law(pooled_), panel.years(), panel.regions, random);
  for (std::size_t c = 0; c < n; ++c) {
    log_sd_.push_back(logarithm(pooled_[Pooled::typical_volatility]) +
                      pooled_[Pooled::volatility_spread] * random.normal());
    log_noise_.push_back(logarithm(pooled_[Pooled::reading_noise]) + pooled_[Pooled::reading_spread] * random.normal());
    own_.emplace_back(std::vector<double>{0.2, 0.4});
  }
  events_.resize(n);
  paths_.resize(n);
  laws_.resize(n);
  for (std::size_t c = 0; c < n; ++c) {
    laws_[c].feedback = assumptions_.feedback;
    laws_[c].first = first_year_of(panel, panel.countries[c]);
  }
  set_laws();
}

void Chain::set_law(std::size_t c) {
  fill_law(panel_, c, pooled_, exponential(log_sd_[c]), exponential(log_noise_[c]), common_, region_level_, laws_[c]);
}

void Chain::set_laws() {
  for (std::size_t c = 0; c < laws_.size(); ++c) set_law(c);
}

/// Of (log sd of an innovation, log share of a reading's variance), given what is typical.
double Chain::own_log_prior(const std::vector<double>& own) const {
  const double sd = (own[0] - logarithm(pooled_[Pooled::typical_volatility])) / pooled_[Pooled::volatility_spread];
  const double noise = (own[1] - logarithm(pooled_[Pooled::reading_noise])) / pooled_[Pooled::reading_spread];
  return -0.5 * (sd * sd + noise * noise);
}

/// Puts values in place; countries' own volatility and noise move along with their median and spread in proportion, so
/// that a spread close to zero is no trap. Relative to `base`, where the step began.
void Chain::set_pooled(const Base& base, const std::vector<Pooled>& which, const std::vector<double>& line) {
  put_lines(which, line, pooled_);
  const auto moved = [&](double own, Pooled median, Pooled spread) {
    return logarithm(pooled_[median]) + pooled_[spread] / base.pooled[spread] * (own - logarithm(base.pooled[median]));
  };
  for (std::size_t c = 0; c < laws_.size(); ++c) {
    log_sd_[c] = moved(base.log_sd[c], Pooled::typical_volatility, Pooled::volatility_spread);
    log_noise_[c] = moved(base.log_noise[c], Pooled::reading_noise, Pooled::reading_spread);
  }
  set_laws();
}

/// Steps of some pooled values, everything else but the latent paths held.
void Chain::update_pooled(AdaptiveBlock& block, const std::vector<Pooled>& which, int steps, bool learning,
                          Stream& random) {
  auto x = lines_of(pooled_, which);
  double current = log_priors(which, x);
  for (std::size_t c = 0; c < laws_.size(); ++c) current += likelihood(c);
  for (int i = 0; i < steps; ++i) {
    const Base base{pooled_, log_sd_, log_noise_};
    const auto density = [&](const std::vector<double>& line) {
      double sum = log_priors(which, line);
      if (!(sum > impossible)) return impossible;
      set_pooled(base, which, line);
      for (std::size_t c = 0; c < laws_.size(); ++c) sum += likelihood(c);
      return sum;
    };
    if (!metropolis(block, x, current, density, learning, random)) restore(base);
  }
}

void Chain::restore(const Base& base) {
  pooled_ = base.pooled;
  log_sd_ = base.log_sd;
  log_noise_ = base.log_noise;
  set_laws();
}

/// New events by the conditional particle filter; then a step of what shapes them with the particle filter's likelihood
/// in the ratio. Particle-marginal Metropolis-Hastings inside particle Gibbs: Andrieu, Doucet, Holenstein 2010,
/// section 2.4.
void Chain::update_events(bool learning, Stream random) {
  const std::size_t n = laws_.size();
  const auto run = [&](bool keep, std::vector<Events>& events) {
    double sum = 0.0;
    for (std::size_t c = 0; c < n; ++c) {
      const auto filtered = filter_events(laws_[c], panel_.countries[c].readings, assumptions_.particles,
                                          keep ? &events[c] : nullptr, random);
      events[c] = filtered.events;
      sum += filtered.log_likelihood;
    }
    return sum;
  };
  double current = run(true, events_);
  const Base base{pooled_, log_sd_, log_noise_};
  auto x = lines_of(pooled_, marginal_parameters);
  for (std::size_t i = 0; i < x.size(); ++i) current += log_prior(prior_of(marginal_parameters[i]), x[i]);
  std::vector<Events> proposed(n);
  const auto density = [&](const std::vector<double>& line) {
    const double sum = log_priors(marginal_parameters, line);
    if (!(sum > impossible)) return impossible;
    set_pooled(base, marginal_parameters, line);
    return sum + run(false, proposed);
  };
  if (metropolis(marginal_block_, x, current, density, learning, random)) events_ = proposed;
  else restore(base);
}

/// Volatility and reading noise of each country.
void Chain::update_own(bool learning, Stream random) {
  for (std::size_t c = 0; c < laws_.size(); ++c) {
    std::vector<double> x{log_sd_[c], log_noise_[c]};
    const auto density = [&](const std::vector<double>& line) {
      log_sd_[c] = line[0];
      log_noise_[c] = line[1];
      set_law(c);
      return own_log_prior(line) + likelihood(c);
    };
    double current = density(x);
    for (int i = 0; i < 2; ++i) {
      metropolis(own_[c], x, current, density, learning, random);
      // Where a country's figures say little of their noise its law is nearly that of all countries: drawn from there.
      std::vector<double> fresh{
          x[0], logarithm(pooled_[Pooled::reading_noise]) + pooled_[Pooled::reading_spread] * random.normal()};
      const double there = density(fresh);
      const double prior = own_log_prior(fresh) - own_log_prior(x);
      if (random.uniform() < exponential(std::min(0.0, there - current - prior))) {
        x = fresh;
        current = there;
      }
    }
    log_sd_[c] = x[0];
    log_noise_[c] = x[1];
    set_law(c);
  }
}

/// Steps of pooled values that need no country's readings, given the rest. @param density of the lines, beginning from
/// the log prior.
template <class Density>
void Chain::walk(AdaptiveBlock& block, const std::vector<Pooled>& which, const Density& density, bool learning,
                 Stream& random) {
  constexpr int steps = 4;
  const auto whole = [&](const std::vector<double>& line) {
    const double prior = log_priors(which, line);
    return prior > impossible ? density(line, prior) : impossible;
  };
  auto x = lines_of(pooled_, which);
  double current = whole(x);
  for (int i = 0; i < steps; ++i) metropolis(block, x, current, whole, learning, random);
  put_lines(which, x, pooled_);
}

/// Variances of what countries share, with all of it integrated out; then drift and shocks.
void Chain::update_common(bool learning, Stream random) {
  std::vector<std::vector<CommonReading>> years(panel_.years());
  for (std::size_t c = 0; c < laws_.size(); ++c)
    for (std::size_t t = laws_[c].first; t < years.size(); ++t) {
      const double variance = laws_[c].variance + (events_[c].jump(t) ? laws_[c].jump_variance : 0.0);
      years[t].push_back({panel_.countries[c].region, paths_[c].change[t] - driven(panel_.countries[c], pooled_, t),
                          std::sqrt(laws_[c].variance), variance});
    }
  walk(
      common_block_, common_parameters,
      [&](const std::vector<double>& line, double prior) {
        PooledValues values = pooled_;
        put_lines(common_parameters, line, values);
        return prior + log_likelihood(common_law(values), years, panel_.regions);
      },
      learning, random);
  common_ = draw_common(common_law(pooled_), years, panel_.regions, random);
}

/// Median and spread of what countries have each of their own, given what they have.
void Chain::update_spread(AdaptiveBlock& block, const std::vector<Pooled>& which, const std::vector<double>& log_values,
                          bool learning, Stream& random) {
  walk(
      block, which,
      [&](const std::vector<double>& line, double sum) {
        const double spread = exponential(line[1]);
        for (const double own : log_values)
          sum -= 0.5 * (own - line[0]) * (own - line[0]) / (spread * spread) + line[1];
        return sum;
      },
      learning, random);
}

void Chain::update_event_rates(bool learning, Stream random) {
  double jumps = 0.0;
  double outliers = 0.0;
  double neither = 0.0;
  for (std::size_t c = 0; c < laws_.size(); ++c)
    for (std::size_t t = laws_[c].first; t < panel_.years(); ++t)
      (events_[c].jump(t) ? jumps : events_[c].outlier(t) ? outliers : neither) += 1.0;
  walk(
      event_block_, event_parameters,
      [&](const std::vector<double>& line, double prior) {
        return prior + jumps * line[0] + outliers * line[1] +
               neither * logarithm(1.0 - exponential(line[0]) - exponential(line[1]));
      },
      learning, random);
}

/// Spread of levels within regions; then the regions' means, exactly.
void Chain::update_levels(bool learning, Stream random) {
  const std::size_t n = laws_.size();
  walk(
      level_block_, {Pooled::level_spread},
      [&](const std::vector<double>& line, double sum) {
        const double spread = exponential(line[0]);
        for (std::size_t c = 0; c < n; ++c) {
          const double z = (paths_[c].start - region_level_[panel_.countries[c].region]) / spread;
          sum -= 0.5 * z * z + line[0];
        }
        return sum;
      },
      learning, random);
  const double within = 1.0 / (pooled_[Pooled::level_spread] * pooled_[Pooled::level_spread]);
  for (std::size_t r = 0; r < panel_.regions; ++r) {
    double precision = 1.0 / (level_prior_sd * level_prior_sd);
    double side = level_prior_mean * precision;
    for (std::size_t c = 0; c < n; ++c)
      if (panel_.countries[c].region == r) {
        precision += within;
        side += within * paths_[c].start;
      }
    region_level_[r] = side / precision + random.normal() / std::sqrt(precision);
  }
}

void Chain::sweep(std::uint32_t number, bool learning) {
  const auto stream = [&](Use use) { return Stream(key_, number, use); };
  const auto pooled = [&](AdaptiveBlock& block, const std::vector<Pooled>& which, int steps, Use use) {
    Stream random = stream(use);
    update_pooled(block, which, steps, learning, random);
  };
  update_events(learning, stream(rare));
  update_own(learning, stream(own_volatility));
  pooled(readings_block_, reading_parameters, 4, reading_block);
  pooled(own_block_, own_parameters, 6, own_block);
  if (drivers_) pooled(driver_block_, driver_parameters, 4, driver_block);
  Stream of_paths = stream(path);
  for (std::size_t c = 0; c < laws_.size(); ++c)
    paths_[c] = draw_path(laws_[c], panel_.countries[c].readings, events_[c], of_paths);
  update_common(learning, stream(common_part));
  Stream of_spreads = stream(volatility);
  update_spread(volatility_block_, volatility_parameters, log_sd_, learning, of_spreads);
  update_spread(noise_block_, noise_parameters, log_noise_, learning, of_spreads);
  update_event_rates(learning, stream(event_rates));
  update_levels(learning, stream(levels));
  set_laws();
}

FitDraw Chain::draw() const {
  return draw_of(panel_, pooled_, log_sd_, log_noise_, region_level_, common_, paths_, laws_, events_);
}

std::vector<double> Chain::save() const {
  std::vector<double> out;
  for (std::size_t i = 0; i < pooled_count; ++i) out.push_back(pooled_.at(i));
  for (const auto* part : {&log_sd_, &log_noise_, &region_level_}) out.insert(out.end(), part->begin(), part->end());
  for (const Events& e : events_)
    for (const std::uint64_t bits : {e.jumps, e.outliers}) {
      out.push_back(static_cast<double>(bits >> 32));
      out.push_back(static_cast<double>(bits & 0xffffffffu));
    }
  for (std::size_t t = 0; t < panel_.years(); ++t) {
    out.push_back(common_.drift[t]);
    out.push_back(common_.world[t]);
    out.insert(out.end(), common_.region[t].begin(), common_.region[t].end());
  }
  for (const auto& block : own_) block.save(out);
  for (const auto* block : {&readings_block_, &driver_block_, &common_block_, &volatility_block_, &noise_block_,
                            &event_block_, &level_block_, &marginal_block_, &own_block_})
    block->save(out);
  return out;
}

void Chain::load(const std::vector<double>& saved) {
  const double* in = saved.data();
  for (std::size_t i = 0; i < pooled_count; ++i) pooled_.at(i) = *in++;
  for (auto* part : {&log_sd_, &log_noise_, &region_level_})
    for (double& v : *part) v = *in++;
  for (Events& e : events_)
    for (std::uint64_t* bits : {&e.jumps, &e.outliers}) {
      *bits = static_cast<std::uint64_t>(*in++) << 32;
      *bits |= static_cast<std::uint64_t>(*in++);
    }
  for (std::size_t t = 0; t < panel_.years(); ++t) {
    common_.drift[t] = *in++;
    common_.world[t] = *in++;
    for (double& v : common_.region[t]) v = *in++;
  }
  for (auto& block : own_) block.load(in);
  for (auto* block : {&readings_block_, &driver_block_, &common_block_, &volatility_block_, &noise_block_,
                      &event_block_, &level_block_, &marginal_block_, &own_block_})
    block->load(in);
  set_laws();
}

namespace {

/// Everything drawn from the prior; `panel` gets readings of its own where `readings` says so.
FitDraw draw_prior(FitPanel& panel, const FitAssumptions& assumptions, model::RandomKey key,
                   const std::array<PooledRecord, pooled_count>& records, bool readings) {
  Stream random(key, 0, simulating);
  PooledValues pooled;
  for (std::size_t i = 0; i < pooled_count; ++i) pooled.at(i) = draw_from(records[i].prior, random);
  std::vector<double> region_level;
  std::vector<double> log_sd;
  std::vector<double> log_noise;
  for (std::size_t r = 0; r < panel.regions; ++r)
    region_level.push_back(level_prior_mean + level_prior_sd * random.normal());
  const CommonPath common = draw_common_prior(common_law(pooled), panel.years(), panel.regions, random);
  std::vector<CountryPath> paths;
  std::vector<CountryLaw> laws(panel.countries.size());
  std::vector<Events> events(panel.countries.size());
  for (std::size_t c = 0; c < panel.countries.size(); ++c) {
    auto& country = panel.countries[c];
    log_sd.push_back(logarithm(pooled[Pooled::typical_volatility]) +
                     pooled[Pooled::volatility_spread] * random.normal());
    log_noise.push_back(logarithm(pooled[Pooled::reading_noise]) + pooled[Pooled::reading_spread] * random.normal());
    CountryLaw& law = laws[c];
    law.feedback = assumptions.feedback;
    law.first = first_year_of(panel, country);
    fill_law(panel, c, pooled, exponential(log_sd.back()), exponential(log_noise.back()), common, region_level, law);
    for (std::size_t t = law.first; t < panel.years(); ++t) draw_event(law, t, events[c], random);
    paths.push_back(draw_path(law, {}, events[c], random));
    if (!readings) continue;
    for (auto& r : country.readings)
      r.log_rate = paths.back().mean[r.year] + law.shift[r.year] + (r.modelled ? paths.back().offsets[r.year] : 0.0) +
                   std::sqrt(r.counting + (r.modelled ? law.modelled_variance : law.reading_variance) +
                             (events[c].outlier(r.year) ? law.jump_variance : 0.0)) *
                       random.normal();
  }
  return draw_of(panel, pooled, log_sd, log_noise, region_level, common, paths, laws, events);
}

}  // namespace

FitPanel simulate(const FitPanel& pattern, const FitAssumptions& assumptions, model::RandomKey key, FitDraw& truth,
                  const std::array<PooledRecord, pooled_count>& records) {
  FitPanel panel = pattern;
  truth = draw_prior(panel, assumptions, key, records, true);
  return panel;
}

FitDraw draw_prior(const FitPanel& panel, const FitAssumptions& assumptions, model::RandomKey key) {
  FitPanel same = panel;
  return draw_prior(same, assumptions, key, pooled_records(), false);
}

}  // namespace salus::calibration
