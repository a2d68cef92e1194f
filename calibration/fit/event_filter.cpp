#include "calibration/fit/event_filter.hpp"

#include "calibration/fit/moments.hpp"
#include "model/core/ids.hpp"

namespace salus::calibration {
namespace {

using namespace moments;
using model::exponential;
using model::logarithm;

constexpr double two_pi = 6.283185307179586;

/// What may happen in a year; in the order of a particle's candidates.
enum class Rare : std::uint8_t { nothing, jump, outlier };
constexpr std::array every_way{Rare::nothing, Rare::jump, Rare::outlier};

Rare rare_of(const Events& events, std::uint32_t year) {
  return events.jump(year) ? Rare::jump : events.outlier(year) ? Rare::outlier : Rare::nothing;
}

double chance_of(const CountryLaw& law, Rare what) {
  switch (what) {
    case Rare::jump:
      return law.jump_probability;
    case Rare::outlier:
      return law.outlier_probability;
    case Rare::nothing:
      break;
  }
  return 1.0 - law.jump_probability - law.outlier_probability;
}

/// Density of a year's readings, one or more, if that happened in it.
double density(const Moments& predicted, const Step& step, const CountryLaw& law, std::span<const Reading> readings,
               double shift, Rare what) {
  const bool outlier = what == Rare::outlier;
  if (readings.size() > 1) {
    Moments s = predicted;
    if (what == Rare::jump) step.add_noise(s, law.jump_variance);
    double sum = 0.0;
    for (const Reading& r : readings) sum += log_density(update(s, law, r, r.log_rate - shift, outlier));
    return exponential(sum);
  }
  const Reading& only = readings.front();
  const double z = only.modelled ? 1.0 : 0.0;
  const double error = only.log_rate - shift - predicted.mean[x] - z * predicted.mean[b];
  const double jump = what == Rare::jump ? law.jump_variance * step.noise[x][x] : 0.0;
  const double variance =
      predicted.cov[x][x] + z * (2.0 * predicted.cov[b][x] + predicted.cov[b][b]) + noise_of(law, only, outlier) + jump;
  return exponential(-0.5 * error * error / variance) / std::sqrt(two_pi * variance);
}

/// A history of events, the Kalman moments of the latent state given it, and its weight.
struct Particle {
  Moments moments;
  Events events;
  double weight = 1.0;
};

/// A possible continuation of a particle: what happens in the next year.
struct Candidate {
  std::size_t from = 0;
  Rare what = Rare::nothing;
  double weight = 0.0;
};

/// Leaves at most n of the candidates (weights sum to 1), each with an expected weight of what it had: those above a
/// threshold as they are, the rest by systematic resampling at the threshold's weight (optimal resampling of Fearnhead
/// and Clifford). Candidate `must`, where there is one (the reference path), survives; it takes its new position.
void reduce(std::vector<Candidate>& all, std::uint32_t n, std::size_t& must, Stream& random) {
  if (all.size() <= n) return;
  // Threshold c with sum of min(weight / c, 1) = n, by fixed-point iteration from above.
  double threshold = 0.0;
  for (double next = 1.0 / n; next != threshold;) {
    threshold = next;
    double rest = 0.0;
    std::uint32_t above = 0;
    for (const auto& c : all)
      if (c.weight > threshold) ++above;
      else rest += c.weight;
    next = above < n ? std::min(threshold, rest / (n - above)) : threshold;
  }
  const bool bound = must < all.size() && all[must].weight < threshold;
  double before = 0.0;  // weights below the threshold, in order, up to `must`
  for (std::size_t i = 0; bound && i < must; ++i)
    if (all[i].weight < threshold) before += all[i].weight;
  double point = random.uniform();
  // Offset of the systematic grid, uniform among those that select `must`.
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
      if (!picked && !(bound && i == must)) continue;  // rounding must not lose the reference path
      c.weight = threshold;
    }
    if (i == must) position = left;
    all[left++] = c;
  }
  all.resize(left);
  must = position;
}

/// Predicts every particle by a year and lists its continuations with weights. @return the weights' sum.
double branch(const Step& step, const CountryLaw& law, std::span<const Reading> readings, std::uint32_t year,
              std::vector<Particle>& all, std::vector<Candidate>& candidates) {
  candidates.clear();
  double total = 0.0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    step.predict(all[i].moments, {.expected = law.expected[year], .variance = law.variance, .offset = law.offset_step});
    for (const Rare what : every_way) {
      const double prior = chance_of(law, what);
      const double chance =
          readings.empty() ? prior : prior * density(all[i].moments, step, law, readings, law.shift[year], what);
      candidates.push_back({i, what, all[i].weight * chance});
      total += candidates.back().weight;
    }
  }
  return total;
}

/// A particle after a year in which that happened.
Particle grown(const Step& step, const CountryLaw& law, std::span<const Reading> readings, std::uint32_t year,
               const Particle& from, const Candidate& candidate) {
  Particle p{from.moments, from.events, candidate.weight};
  if (candidate.what == Rare::jump) {
    step.add_noise(p.moments, law.jump_variance);
    p.events.add_jump(year);
  }
  const bool outlier = candidate.what == Rare::outlier;
  if (outlier) p.events.add_outlier(year);
  for (const Reading& r : readings) update(p.moments, law, r, r.log_rate - law.shift[year], outlier);
  return p;
}

/// One of the particles' histories, by weight.
const Events& picked(const std::vector<Particle>& all, Stream& random) {
  double u = random.uniform();
  std::size_t chosen = 0;
  while (chosen + 1 < all.size() && u > all[chosen].weight) u -= all[chosen++].weight;
  return all[chosen].events;
}

}  // namespace

void draw_event(const CountryLaw& law, std::uint32_t year, Events& events, Stream& random) {
  const double u = random.uniform();
  if (u < law.jump_probability) events.add_jump(year);
  else if (u < law.jump_probability + law.outlier_probability) events.add_outlier(year);
}

EventFilter filter_events(const CountryLaw& law, const std::vector<Reading>& readings, std::uint32_t particles,
                          const Events* kept, Stream& random) {
  const Step step(law.feedback);
  std::vector<Particle> all{{start(law), {}, 1.0}};
  std::vector<Particle> next;
  std::vector<Candidate> candidates;
  std::size_t kept_at = 0;  // the particle that follows the kept path
  EventFilter out;
  std::uint32_t t = law.first;
  for (auto left = readings_of(law, readings); !left.empty(); ++t) {
    const auto of_year = take_year(left, t);
    const double total = branch(step, law, of_year, t, all, candidates);
    if (!(total > 0.0)) {  // readings beyond anything the law allows: nothing to choose between
      out.log_likelihood = -1e300;
      if (kept != nullptr) out.events = *kept;
      return out;
    }
    out.log_likelihood += logarithm(total);
    for (auto& c : candidates) c.weight /= total;
    std::size_t must = candidates.size();  // none
    if (kept != nullptr) must = every_way.size() * kept_at + model::index(rare_of(*kept, t));
    reduce(candidates, particles, must, random);
    next.clear();
    for (const Candidate& c : candidates) next.push_back(grown(step, law, of_year, t, all[c.from], c));
    kept_at = must;
    std::swap(all, next);
  }
  out.events = picked(all, random);
  // After the last reading nothing is known of events.
  for (; t < law.years(); ++t) draw_event(law, t, out.events, random);
  return out;
}

}  // namespace salus::calibration
