#include "calibration/patterns/contagion.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <unordered_map>

namespace salus::calibration {
namespace {

constexpr unsigned reach = 3;
constexpr double year = 365.24;

/// Persons within distance 3 of a person in the network, with 1 / distance^2.
std::vector<std::pair<std::uint32_t, double>> near(const NetworkEvents& n, std::uint32_t from) {
  std::vector<std::pair<std::uint32_t, double>> found;
  std::unordered_map<std::uint32_t, unsigned> distance{{from, 0}};
  std::vector<std::uint32_t> border{from};
  for (unsigned d = 1; d <= reach; ++d) {
    std::vector<std::uint32_t> next;
    for (const std::uint32_t person : border)
      for (const std::uint32_t other : n.ties[person])
        if (distance.emplace(other, d).second) {
          next.push_back(other);
          found.emplace_back(other, 1.0 / (d * d));
        }
    border = std::move(next);
  }
  std::sort(found.begin(), found.end());
  return found;
}

/// A possible cause of an event: an earlier event, and 1 / distance^2 between the victims.
struct Before {
  std::uint32_t event;
  double weight;
};

struct Links {
  std::vector<std::vector<Before>> before;  ///< [event]
  std::vector<double> reached;              ///< [event] sum of 1 / distance^2 over all persons within reach
};

Links link(const NetworkEvents& n) {
  Links l;
  std::unordered_map<std::uint32_t, std::vector<std::pair<std::uint32_t, double>>> around;
  for (const auto& e : n.events)
    if (!around.contains(e.person)) around.emplace(e.person, near(n, e.person));
  std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> so_far;  // events by person
  for (std::uint32_t i = 0; i < n.events.size(); ++i) {
    const auto& mine = around.at(n.events[i].person);
    double sum = 0.0;
    auto& before = l.before.emplace_back();
    for (const auto& [person, weight] : mine) {
      sum += weight;
      if (const auto found = so_far.find(person); found != so_far.end())
        for (const std::uint32_t event : found->second)
          if (n.events[event].day < n.events[i].day) before.push_back({event, weight});
    }
    l.reached.push_back(sum);
    so_far[n.events[i].person].push_back(i);
  }
  return l;
}

/// Season of the daily counts: 1 + rho sin(2 pi t / year + phi), by its first harmonic.
void fit_season(const NetworkEvents& n, Contagion& c) {
  double sine = 0.0;
  double cosine = 0.0;
  const double whole = std::floor(n.days / year) * year;
  if (whole < year) return;
  double count = 0.0;
  for (const auto& e : n.events) {
    if (e.day >= whole) continue;
    const double angle = 2.0 * std::numbers::pi * e.day / year;
    sine += std::sin(angle);
    cosine += std::cos(angle);
    count += 1.0;
  }
  if (count == 0.0) return;
  sine *= 2.0 / count;
  cosine *= 2.0 / count;
  c.rho = std::min(0.95, std::hypot(sine, cosine));
  c.phi = std::atan2(cosine, sine);
}

double season(const Contagion& c, double day) {
  return 1.0 + c.rho * std::sin(2.0 * std::numbers::pi * day / year + c.phi);
}

/// One step of expectation-maximisation. @return the log-likelihood before it
double improve(const NetworkEvents& n, const Links& l, double season_days, Contagion& c) {
  double own = 0.0;
  double passed = 0.0;
  double waited = 0.0;
  double log_sum = 0.0;
  double reached = 0.0;
  for (std::size_t i = 0; i < n.events.size(); ++i) {
    const double mu = c.mu0 * season(c, n.events[i].day);
    double sum = 0.0;
    double lag = 0.0;
    for (const Before& b : l.before[i]) {
      const double wait = n.events[i].day - n.events[b.event].day;
      const double part = c.alpha * b.weight * c.beta * std::exp(-c.beta * wait);
      sum += part;
      lag += part * wait;
    }
    log_sum += std::log(mu + sum);
    own += mu / (mu + sum);
    passed += sum / (mu + sum);
    waited += lag / (mu + sum);
    reached += l.reached[i] * -std::expm1(-c.beta * (n.days - n.events[i].day));
  }
  const double likelihood = log_sum - c.mu0 * n.persons * season_days - c.alpha * reached;
  // Right censoring: events after the end of the series are not seen. Their expected waiting time enters the decay
  // rate.
  double hidden = 0.0;
  for (std::size_t i = 0; i < n.events.size(); ++i) {
    const double left = n.days - n.events[i].day;
    hidden += c.alpha * l.reached[i] * left * std::exp(-c.beta * left);
  }
  c.mu0 = own / (n.persons * season_days);
  c.alpha = reached > 0.0 ? passed / reached : 0.0;
  if (waited + hidden > 0.0) c.beta = std::clamp(passed / (waited + hidden), 1e-4, 10.0);
  return likelihood;
}

/// Attributes each event to an earlier one or to the background, and measures the cascades.
void attribute(const NetworkEvents& n, const Links& l, Contagion& c) {
  std::vector<std::size_t> root(n.events.size());
  std::vector<std::size_t> size(n.events.size(), 0);
  std::uint32_t passed = 0;
  double lag = 0.0;
  for (std::size_t i = 0; i < n.events.size(); ++i) {
    double sum = 0.0;
    double most = 0.0;
    std::size_t from = i;
    for (const Before& b : l.before[i]) {
      const double part = c.alpha * b.weight * c.beta * std::exp(-c.beta * (n.events[i].day - n.events[b.event].day));
      sum += part;
      if (part > most) {
        most = part;
        from = b.event;
      }
    }
    root[i] = i;
    if (sum > c.mu0 * season(c, n.events[i].day)) {
      ++passed;
      lag += n.events[i].day - n.events[from].day;
      root[i] = root[from];
    }
    ++size[root[i]];
  }
  const auto events = static_cast<double>(n.events.size());
  c.share = passed / events;
  c.mean_lag = passed > 0 ? lag / passed : 0.0;
  c.cascades = n.events.size() - passed;
  c.mean_size = events / (events - passed);
  c.largest = *std::max_element(size.begin(), size.end());
}

}  // namespace

Contagion estimate_contagion(const NetworkEvents& n) {
  Contagion c;
  const Links l = link(n);
  fit_season(n, c);
  // Integral of the season over the series.
  const double w = 2.0 * std::numbers::pi / year;
  const double season_days = n.days + c.rho / w * (std::cos(c.phi) - std::cos(w * n.days + c.phi));
  c.mu0 = 0.7 * static_cast<double>(n.events.size()) / (n.persons * season_days);
  c.alpha = 0.01;
  c.beta = 0.01;
  double last = -1e300;
  for (int round = 0; round < 500; ++round) {
    c.log_likelihood = improve(n, l, season_days, c);
    if (c.log_likelihood - last < 1e-7 * std::abs(c.log_likelihood)) break;
    last = c.log_likelihood;
  }
  attribute(n, l, c);
  return c;
}

}  // namespace salus::calibration
