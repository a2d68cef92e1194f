#include "calibration/fit/filter.hpp"

#include <cmath>

#include "calibration/fit/moments.hpp"

namespace salus::calibration {

using namespace moments;

double log_likelihood(const CountryLaw& law, const std::vector<Reading>& readings, const Events& events) {
  const Step step(law.feedback);
  Moments s = start(law);
  double sum = 0.0;
  auto left = readings_of(law, readings);
  for (std::uint32_t t = law.first; !left.empty(); ++t) {
    step.predict(
        s, {.expected = law.expected[t], .variance = variance_of(law, events.jump(t)), .offset = law.offset_step});
    for (const Reading& r : take_year(left, t))
      sum += log_density(update(s, law, r, r.log_rate - law.shift[t], events.outlier(t)));
  }
  return sum;
}

namespace {

/// A path simulated from the prior law, and the filter's innovations of the real readings less this path's.
struct SimulatedPath {
  CountryPath path;
  std::vector<double> own_mean;  ///< [years] eta~
  std::vector<Update> updates;   ///< of each reading
};

double advance(const Step& step, const CountryLaw& law, const SimulatedPath& s, std::uint32_t t, LevelMemory& at) {
  return step.advance(at, {.change = s.path.change[t], .in_mean = mean_weight * law.expected[t] + s.own_mean[t]});
}

SimulatedPath simulate_path(const Step& step, const CountryLaw& law, std::span<const Reading> readings,
                            const Events& events, Stream& random) {
  const std::uint32_t years = law.years();
  SimulatedPath out;
  CountryPath& path = out.path;
  path.change.assign(years, 0.0);
  path.mean.assign(years, 0.0);
  path.offsets.assign(years, 0.0);
  path.start = law.level_mean + std::sqrt(law.level_variance) * random.normal();
  path.offset = std::sqrt(law.offset_variance) * random.normal();
  out.own_mean.assign(years, 0.0);
  out.updates.reserve(readings.size());
  LevelMemory at{.level = path.start};
  Moments s;
  s.cov = start(law).cov;
  for (std::uint32_t t = law.first; t < years; ++t) {
    const double sd = std::sqrt(variance_of(law, events.jump(t)));
    const double eta = sd * random.normal();
    path.change[t] = law.expected[t] + eta;
    out.own_mean[t] = mean_weight * eta + mean_rest * sd * random.normal();
    const double mean = advance(step, law, out, t, at);
    path.offset += std::sqrt(law.offset_step) * random.normal();
    path.offsets[t] = path.offset;
    step.predict(s, {.expected = 0.0, .variance = sd * sd, .offset = law.offset_step});
    for (const Reading& r : take_year(readings, t)) {
      const double simulated = mean + law.shift[t] + (r.modelled ? path.offset : 0.0) +
                               std::sqrt(noise_of(law, r, events.outlier(t))) * random.normal();
      out.updates.push_back(update(s, law, r, r.log_rate - simulated, events.outlier(t)));
    }
  }
  return out;
}

/// Adds to a simulated path's start, changes and own means their expected disturbances given those differences, going
/// backward. @param offset_steps takes those of the second source's offset. @return that of the offset at the start.
double smooth(const Step& step, const CountryLaw& law, std::span<const Reading> readings, const Events& events,
              SimulatedPath& s, std::vector<double>& offset_steps) {
  Vector r{};
  std::size_t at = readings.size();
  for (std::uint32_t t = law.years(); t-- > law.first;) {
    while (at > 0 && readings[at - 1].year == t) {
      --at;
      const Update& u = s.updates[at];
      double sum = u.error / u.variance;
      for (std::size_t i = 0; i < 4; ++i) sum -= u.gain[i] * r[i];
      r[x] += sum;
      if (readings[at].modelled) r[b] += sum;
    }
    const double v = variance_of(law, events.jump(t));
    const double eta_weight = step.of_change.level * r[h] + step.of_change.memory * r[m] + step.of_change.mean * r[x];
    offset_steps[t] = law.offset_step * r[b];
    s.path.change[t] += v * (eta_weight + mean_weight * r[x]);
    s.own_mean[t] += v * (mean_weight * eta_weight + mean_square * r[x]);
    const double to_memory = step.of_memory.level * r[h] + step.of_memory.memory * r[m] + step.of_memory.mean * r[x];
    r = {r[h] + r[x], to_memory, r[b], 0.0};
  }
  s.path.start += law.level_variance * r[h];
  return law.offset_variance * r[b];
}

}  // namespace

CountryPath draw_path(const CountryLaw& law, const std::vector<Reading>& all, const Events& events, Stream& random) {
  const Step step(law.feedback);
  const auto readings = readings_of(law, all);
  SimulatedPath s = simulate_path(step, law, readings, events, random);
  std::vector<double> offset_steps(law.expected.size(), 0.0);
  double smoothed_offset = smooth(step, law, readings, events, s, offset_steps);
  LevelMemory at{.level = s.path.start};
  for (std::uint32_t t = law.first; t < law.years(); ++t) {
    s.path.mean[t] = advance(step, law, s, t, at);
    smoothed_offset += offset_steps[t];
    s.path.offsets[t] += smoothed_offset;
  }
  s.path.level = at.level;
  s.path.memory = at.memory;
  s.path.offset += smoothed_offset;
  return s.path;
}

}  // namespace salus::calibration
