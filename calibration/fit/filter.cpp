#include "calibration/fit/filter.hpp"

#include <algorithm>
#include <cmath>

namespace salus::calibration {
namespace {

using model::exponential;
using model::log_two_pi;
using model::logarithm;

// Twelve equal steps at the starts of the months: mean weight of a year's innovation in the yearly mean, and mean
// square.
constexpr double mean_weight = 13.0 / 24.0;
constexpr double mean_square = 650.0 / 1728.0;
const double mean_rest = std::sqrt(mean_square - mean_weight * mean_weight);
constexpr double two_pi = 6.283185307179586;

enum : std::size_t { h, m, b, x };  // level, memory, offset of the second source, yearly mean (of this year only)
using Vector = std::array<double, 4>;
using Matrix = std::array<Vector, 4>;

struct Moments {
  Vector mean{};
  Matrix cov{};
};

/// The step with the covariance that an innovation of variance 1 brings: (eta, eta~) have [[1, 13/24], [13/24,
/// 650/1728]].
struct Step : YearStep {
  explicit Step(const Feedback& f) : YearStep(f) {
    const auto loaded = [&](std::size_t i) { return i == b ? 0.0 : load[i == x ? 2 : i]; };
    for (std::size_t i : {h, m, b, x})
      for (std::size_t j : {h, m, b, x})
        noise[i][j] = loaded(i) * loaded(j) + (i == x ? mean_weight * loaded(j) : 0.0) +
                      (j == x ? mean_weight * loaded(i) : 0.0) + (i == x && j == x ? mean_square : 0.0);
  }
  Matrix noise{};

  void predict(Moments& s, double expected, double variance, double offset_step) const {
    const double vh = from_memory[0];
    const double vm = from_memory[1];
    const double vx = from_memory[2];
    Matrix& c = s.cov;
    const double hh = c[h][h];
    const double hm = c[h][m];
    const double mm = c[m][m];
    const double hb = c[h][b];
    const double mb = c[m][b];
    const double bb = c[b][b];
    const double before_h = s.mean[h];
    const double before_m = s.mean[m];
    s.mean[h] = before_h + vh * before_m + load[0] * expected;
    s.mean[m] = vm * before_m + load[1] * expected;
    s.mean[x] = before_h + vx * before_m + (mean_weight + load[2]) * expected;
    c[h][h] = hh + 2.0 * vh * hm + vh * vh * mm;
    c[h][m] = vm * (hm + vh * mm);
    c[h][b] = hb + vh * mb;
    c[h][x] = hh + (vh + vx) * hm + vh * vx * mm;
    c[m][m] = vm * vm * mm;
    c[m][b] = vm * mb;
    c[m][x] = vm * (hm + vx * mm);
    c[b][b] = bb + offset_step;
    c[b][x] = hb + vx * mb;
    c[x][x] = hh + 2.0 * vx * hm + vx * vx * mm;
    add_noise(s, variance);
  }

  /// More variance of this year's innovation, after `predict`. The lower triangle is not kept.
  void add_noise(Moments& s, double variance) const {
    for (std::size_t i = 0; i < 4; ++i)
      for (std::size_t j = i; j < 4; ++j) s.cov[i][j] += variance * noise[i][j];
  }
};

/// What one reading did: innovation, its variance and the gain.
struct Update {
  double error = 0.0;
  double variance = 1.0;
  Vector gain{};
};

double noise_of(const CountryLaw& law, const Reading& r, bool outlier) {
  return r.counting + (r.modelled ? law.modelled_variance : law.reading_variance) + (outlier ? law.jump_variance : 0.0);
}

Update update(Moments& s, const CountryLaw& law, const Reading& r, double log_rate, double shift, bool outlier) {
  const double z = r.modelled ? 1.0 : 0.0;
  const auto& c = s.cov;
  const Vector cross{c[h][x] + z * c[h][b], c[m][x] + z * c[m][b], c[b][x] + z * c[b][b], c[x][x] + z * c[b][x]};
  Update u;
  u.error = log_rate - shift - s.mean[x] - z * s.mean[b];
  u.variance = cross[x] + z * cross[b] + noise_of(law, r, outlier);
  const double inverse = 1.0 / u.variance;
  for (std::size_t i = 0; i < 4; ++i) {
    u.gain[i] = cross[i] * inverse;
    s.mean[i] += u.gain[i] * u.error;
  }
  for (std::size_t i = 0; i < 4; ++i)
    for (std::size_t j = i; j < 4; ++j) s.cov[i][j] -= u.gain[i] * cross[j];
  return u;
}

double log_density(const Update& u) {
  return -0.5 * (log_two_pi + logarithm(u.variance) + u.error * u.error / u.variance);
}

/// Density of a year's readings if it was 0: as most, 1: a jump, 2: an outlier.
double density(const Moments& predicted, const Step& step, const CountryLaw& law, const Reading* first,
               const Reading* last, double shift, std::size_t what) {
  if (last - first > 1) {
    Moments s = predicted;
    if (what == 1) step.add_noise(s, law.jump_variance);
    double sum = 0.0;
    for (const Reading* r = first; r != last; ++r)
      sum += log_density(update(s, law, *r, r->log_rate, shift, what == 2));
    return exponential(sum);
  }
  const double z = first->modelled ? 1.0 : 0.0;
  const double error = first->log_rate - shift - predicted.mean[x] - z * predicted.mean[b];
  const double variance = predicted.cov[x][x] + z * (2.0 * predicted.cov[b][x] + predicted.cov[b][b]) +
                          noise_of(law, *first, what == 2) + (what == 1 ? law.jump_variance * step.noise[x][x] : 0.0);
  return exponential(-0.5 * error * error / variance) / std::sqrt(two_pi * variance);
}

/// A history of events with the moments of what is latent given it, and its share of the weight.
struct Particle {
  Moments moments;
  Events events;
  double weight = 1.0;
};

/// A particle going on with what happens in the next year.
struct Candidate {
  std::size_t from = 0;
  std::size_t what = 0;
  double weight = 0.0;
};

/// Leaves at most n of the candidates (weights sum to 1), each with an expected weight of what it had: those above a
/// threshold as they are, the rest by systematic sampling at the threshold's weight. The candidate `must`, where there
/// is one, is among those left; it takes its new position.
void reduce(std::vector<Candidate>& all, std::size_t n, std::size_t& must, Stream& random) {
  if (all.size() <= n) return;
  // What is not above the threshold fills the places left at that weight: falls to its fixed point.
  double threshold = 0.0;
  for (double next = 1.0 / static_cast<double>(n); next != threshold;) {
    threshold = next;
    double rest = 0.0;
    std::size_t above = 0;
    for (const auto& c : all) c.weight > threshold ? static_cast<void>(++above) : static_cast<void>(rest += c.weight);
    next = above < n ? std::min(threshold, rest / static_cast<double>(n - above)) : threshold;
  }
  const bool bound = must < all.size() && all[must].weight < threshold;
  double before = 0.0;  // weights below the threshold, in order, up to `must`
  for (std::size_t i = 0; bound && i < must; ++i)
    if (all[i].weight < threshold) before += all[i].weight;
  double point = random.uniform();
  // A start of the comb that picks `must`, uniform among all such.
  point = bound ? std::fmod(before + point * all[must].weight, threshold) : point * threshold;
  std::size_t left = 0;
  std::size_t position = all.size();
  double passed = 0.0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    Candidate c = all[i];
    if (c.weight < threshold) {
      passed += c.weight;
      const bool picked = passed > point;
      if (picked) point += threshold;
      if (!picked && !(bound && i == must)) continue;  // rounding must not lose the bound one
      c.weight = threshold;
    }
    if (i == must) position = left;
    all[left++] = c;
  }
  all.resize(left);
  must = position;
}

Moments start(const CountryLaw& law) {
  Moments s;
  s.mean[h] = law.level_mean;
  s.cov[h][h] = law.level_variance;
  s.cov[b][b] = law.offset_variance;
  return s;
}

double variance_of(const CountryLaw& law, bool jump) { return law.variance + (jump ? law.jump_variance : 0.0); }

std::size_t first_reading(const CountryLaw& law, const std::vector<Reading>& readings) {
  return static_cast<std::size_t>(std::lower_bound(readings.begin(), readings.end(), law.first,
                                                   [](const Reading& r, std::size_t year) { return r.year < year; }) -
                                  readings.begin());
}

}  // namespace

YearStep::YearStep(const Feedback& f) {
  const double rate = (1.0 - f.gain) / f.memory;
  const double kept = exponential(-rate);
  from_memory = {(1.0 - kept) / (rate * f.memory), kept, 0.5 / f.memory};
  load = {1.0 + 0.5 * f.gain / f.memory, f.gain * std::sqrt(kept), f.gain / (6.0 * f.memory)};
}

double YearStep::advance(double& level, double& memory, double change, double in_mean) const {
  const double mean = level + from_memory[2] * memory + in_mean + load[2] * change;
  level += from_memory[0] * memory + load[0] * change;
  memory = from_memory[1] * memory + load[1] * change;
  return mean;
}

double YearStep::advance(double& level, double& memory, double expected, double sd, Stream& random) const {
  const double eta = sd * random.normal();
  const double in_mean = mean_weight * eta + mean_rest * sd * random.normal();
  return advance(level, memory, expected + eta, mean_weight * expected + in_mean);
}

double log_likelihood(const CountryLaw& law, const std::vector<Reading>& readings, const Events& events) {
  const Step step(law.feedback);
  Moments s = start(law);
  double sum = 0.0;
  std::size_t at = first_reading(law, readings);
  for (std::size_t t = law.first; at < readings.size(); ++t) {
    step.predict(s, law.expected[t], variance_of(law, events.jump(t)), law.offset_step);
    for (; at < readings.size() && readings[at].year == t; ++at)
      sum += log_density(update(s, law, readings[at], readings[at].log_rate, law.shift[t], events.outlier(t)));
  }
  return sum;
}

CountryPath draw_path(const CountryLaw& law, const std::vector<Reading>& readings, const Events& events,
                      Stream& random) {
  const Step step(law.feedback);
  const std::size_t years = law.expected.size();
  const std::size_t begin = first_reading(law, readings);
  // A path and readings from the law itself; then the filter sees the difference between the real readings and these.
  CountryPath path;
  path.change.assign(years, 0.0);
  path.mean.assign(years, 0.0);
  path.offsets.assign(years, 0.0);
  path.start = law.level_mean + std::sqrt(law.level_variance) * random.normal();
  path.offset = std::sqrt(law.offset_variance) * random.normal();
  std::vector<double> own_mean(years, 0.0);  // eta~
  double level = path.start;
  double memory = 0.0;
  Moments s;
  s.cov = start(law).cov;
  std::vector<Update> updates;
  updates.reserve(readings.size());
  const auto advance = [&](std::size_t t) {
    return step.advance(level, memory, path.change[t], mean_weight * law.expected[t] + own_mean[t]);
  };
  std::size_t at = begin;
  for (std::size_t t = law.first; t < years; ++t) {
    const double sd = std::sqrt(variance_of(law, events.jump(t)));
    const double eta = sd * random.normal();
    path.change[t] = law.expected[t] + eta;
    own_mean[t] = mean_weight * eta + mean_rest * sd * random.normal();
    const double mean = advance(t);
    path.offsets[t] = path.offset += std::sqrt(law.offset_step) * random.normal();
    step.predict(s, 0.0, sd * sd, law.offset_step);
    for (; at < readings.size() && readings[at].year == t; ++at) {
      const Reading& r = readings[at];
      const double simulated = mean + law.shift[t] + (r.modelled ? path.offset : 0.0) +
                               std::sqrt(noise_of(law, r, events.outlier(t))) * random.normal();
      updates.push_back(update(s, law, r, r.log_rate - simulated, 0.0, events.outlier(t)));
    }
  }
  // Backward: expected disturbances given those differences.
  Vector r{};
  std::vector<double> offset_steps(years, 0.0);
  for (std::size_t t = years; t-- > law.first;) {
    while (at > begin && readings[at - 1].year == t) {
      --at;
      const Update& u = updates[at - begin];
      double sum = u.error / u.variance;
      for (std::size_t i = 0; i < 4; ++i) sum -= u.gain[i] * r[i];
      r[x] += sum;
      if (readings[at].modelled) r[b] += sum;
    }
    const double v = variance_of(law, events.jump(t));
    const double eta_weight = step.load[0] * r[h] + step.load[1] * r[m] + step.load[2] * r[x];
    offset_steps[t] = law.offset_step * r[b];
    path.change[t] += v * (eta_weight + mean_weight * r[x]);
    own_mean[t] += v * (mean_weight * eta_weight + mean_square * r[x]);
    const double to_memory = step.from_memory[0] * r[h] + step.from_memory[1] * r[m] + step.from_memory[2] * r[x];
    r = {r[h] + r[x], to_memory, r[b], 0.0};
  }
  path.start += law.level_variance * r[h];
  double smoothed_offset = law.offset_variance * r[b];
  level = path.start;
  memory = 0.0;
  for (std::size_t t = law.first; t < years; ++t) {
    path.mean[t] = advance(t);
    path.offsets[t] += smoothed_offset += offset_steps[t];
  }
  path.level = level;
  path.memory = memory;
  path.offset += smoothed_offset;
  return path;
}

void draw_event(const CountryLaw& law, std::size_t year, Events& events, Stream& random) {
  const double u = random.uniform();
  if (u < law.jump_probability) events.jumps |= std::uint64_t{1} << year;
  else if (u < law.jump_probability + law.outlier_probability) events.outliers |= std::uint64_t{1} << year;
}

EventFilter filter_events(const CountryLaw& law, const std::vector<Reading>& readings, std::size_t particles,
                          const Events* kept, Stream& random) {
  const Step step(law.feedback);
  std::vector<Particle> all{{start(law), {}, 1.0}};
  std::vector<Particle> next;
  std::vector<Candidate> candidates;
  std::size_t kept_at = 0;  // the particle that follows the kept path
  EventFilter out;
  std::size_t at = first_reading(law, readings);
  for (std::size_t t = law.first; at < readings.size(); ++t) {
    std::size_t end = at;
    while (end < readings.size() && readings[end].year == t) ++end;
    candidates.clear();
    double total = 0.0;
    const std::array<double, 3> prior{1.0 - law.jump_probability - law.outlier_probability, law.jump_probability,
                                      law.outlier_probability};
    for (std::size_t i = 0; i < all.size(); ++i) {
      step.predict(all[i].moments, law.expected[t], law.variance, law.offset_step);
      for (std::size_t what = 0; what < 3; ++what) {
        const double chance = end > at ? prior[what] * density(all[i].moments, step, law, readings.data() + at,
                                                               readings.data() + end, law.shift[t], what)
                                       : prior[what];
        candidates.push_back({i, what, all[i].weight * chance});
        total += candidates.back().weight;
      }
    }
    if (!(total > 0.0)) {  // readings beyond anything the law allows: nothing to choose between
      out.log_likelihood = -1e300;
      if (kept != nullptr) out.events = *kept;
      return out;
    }
    out.log_likelihood += logarithm(total);
    for (auto& c : candidates) c.weight /= total;
    const std::size_t none = candidates.size();
    std::size_t must = kept != nullptr ? 3 * kept_at + (kept->jump(t) ? 1 : kept->outlier(t) ? 2 : 0) : none;
    reduce(candidates, particles, must, random);
    next.clear();
    for (std::size_t i = 0; i < candidates.size(); ++i) {
      const auto& c = candidates[i];
      next.push_back({all[c.from].moments, all[c.from].events, c.weight});
      Particle& p = next.back();
      if (c.what == 1) {
        step.add_noise(p.moments, law.jump_variance);
        p.events.jumps |= std::uint64_t{1} << t;
      }
      if (c.what == 2) p.events.outliers |= std::uint64_t{1} << t;
      for (std::size_t k = at; k < end; ++k)
        update(p.moments, law, readings[k], readings[k].log_rate, law.shift[t], c.what == 2);
    }
    kept_at = must;
    std::swap(all, next);
    at = end;
  }
  double u = random.uniform();
  std::size_t chosen = 0;
  while (chosen + 1 < all.size() && u > all[chosen].weight) u -= all[chosen++].weight;
  out.events = all[chosen].events;
  // After the last reading nothing is known of events.
  for (std::size_t t = readings.empty() ? law.first : readings.back().year + 1; t < law.expected.size(); ++t)
    draw_event(law, t, out.events, random);
  return out;
}

}  // namespace salus::calibration
