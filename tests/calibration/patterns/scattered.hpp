#pragma once
/// Events at random, for tests of the statistics on point events.
#include <algorithm>
#include <numeric>

#include "calibration/patterns/point_events.hpp"
#include "model/core/executor.hpp"
#include "model/random/philox.hpp"

namespace salus::calibration {

inline const auto serial = model::make_serial_executor();

/// Puts events in the order that statistics expect.
inline PointEvents sorted(const PointEvents& events) {
  std::vector<std::size_t> order(events.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return events.day[a] < events.day[b]; });
  PointEvents result = events;
  for (std::size_t i = 0; i < order.size(); ++i) {
    result.day[i] = events.day[order[i]];
    result.x_m[i] = events.x_m[order[i]];
    result.y_m[i] = events.y_m[order[i]];
  }
  return result;
}

/// A homogeneous Poisson process given its number: n events on a square of `side_m` in `days` days.
inline PointEvents scattered_events(std::size_t n, double side_m, double days, std::uint64_t seed) {
  PointEvents events;
  events.city = "Nowhere";
  events.types = {"theft"};
  events.resolutions = {TimeResolution::minute};
  const auto key = model::random_key(seed, 0, 7);
  for (std::uint32_t i = 0; i < n; ++i) {
    const auto place = model::uniform_pair(key, {i, 0, 0, 0});
    const auto time = model::uniform_pair(key, {i, 0, 0, 1});
    events.x_m.push_back(side_m * place[0]);
    events.y_m.push_back(side_m * place[1]);
    events.day.push_back(17000.0 + days * time[0]);
    events.type.push_back(0);
  }
  return sorted(events);
}

/// The same with near repeats planted: each event has with probability 0.3 a follower within 50 m and 10 days.
inline PointEvents with_followers(const PointEvents& events, std::uint64_t seed) {
  PointEvents result = events;
  const auto key = model::random_key(seed, 0, 8);
  for (std::uint32_t i = 0; i < events.size(); ++i) {
    const auto whether = model::uniform_pair(key, {i, 0, 0, 0});
    const auto where = model::uniform_pair(key, {i, 0, 0, 1});
    if (whether[0] >= 0.3) continue;
    result.x_m.push_back(events.x_m[i] + 70.0 * (where[0] - 0.5));
    result.y_m.push_back(events.y_m[i] + 70.0 * (where[1] - 0.5));
    result.day.push_back(events.day[i] + 10.0 * whether[1]);
    result.type.push_back(0);
  }
  return sorted(result);
}

}  // namespace salus::calibration
