#include "model/coupling/coverage_fit.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "model/core/elementary.hpp"
#include "model/core/statistics.hpp"

namespace salus::model {
namespace {

bool by_place(MeasureTarget target) { return aims_at_cells(target) || target == MeasureTarget::youth; }

/// Keeps a share where it has a logit.
double inside(double share) { return std::clamp(share, 0.005, 0.995); }

/// One kind of target in one city.
struct Found {
  std::uint32_t law = 0;
  bool at_centre = false;
  double persons = 0.0;
  const LorenzShares* shares = nullptr;
  NamingLevels levels;
};

double full_of(const Found& f, CrimeType type) { return f.shares->share(curve_parts.size() - 1, type); }

std::vector<SharePoint> points_of(const LorenzShares& s, CrimeType type) {
  std::vector<SharePoint> points;
  const double all = s.events[type];
  for (std::size_t i = 0; i < curve_parts.size(); ++i) {
    if (s.targets[i] == 0.0) continue;
    const double share = s.share(i, type);
    const double middle = (s.touched[type][i] + 0.5) / (all + 1.0);
    const double off = curve_error * middle;
    points.push_back({s.part(i), share, 1.0 / (middle * (1.0 - middle) / all + off * off)});
  }
  return points;
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return quantile(values, 0.5);
}

NamingLevels levels_of(const CityShares& city, const LorenzShares& s) {
  EnumArray<double, CrimeType> rates;
  for (const auto k : every<CrimeType>) rates[k] = (s.events[k] + 0.5) / (city.persons * city.years);
  return naming_levels(rates);
}

/// Those by which the middle is told, and those by which the spread: where none is at the centre, all are both.
std::vector<Found> those(const std::vector<Found>& cities, bool at_centre) {
  std::vector<Found> some;
  for (const Found& f : cities)
    if (f.at_centre == at_centre) some.push_back(f);
  return some.empty() ? cities : some;
}

/// Values of those cities, which go with `cities` one by one.
std::vector<Grouped> values_of(const std::vector<Found>& cities, const std::vector<Grouped>& values, bool at_centre) {
  std::vector<Grouped> some;
  for (std::size_t i = 0; i < cities.size(); ++i)
    if (cities[i].at_centre == at_centre) some.push_back(values[i]);
  return some.empty() ? values : some;
}

/// Takes out of what differs what the level says of it.
ByLevel take_level(const std::vector<Found>& cities, CrimeType type, std::vector<Grouped>& own) {
  const MeasureTarget target = cities.front().shares->target;
  std::vector<double> x;
  std::vector<double> y;
  for (std::size_t i = 0; i < cities.size(); ++i) {
    x.push_back(cities[i].levels.at(target, type));
    y.push_back(own[i].value);
  }
  if (x.size() < cities_for_a_slope) return {};
  const ShrunkLine line = shrunk_line(x, y);
  for (std::size_t i = 0; i < own.size(); ++i) own[i].value -= line.slope * (x[i] - line.mean_x);
  return {exponential(line.mean_x), line.sd_x, by_place(target) ? 0.0 - line.slope : line.slope};
}

/// The shape, at full reach 1.
CurvePrior shape_of(const std::vector<Found>& cities, CrimeType type) {
  const MeasureTarget target = cities.front().shares->target;
  const FirstTargets first = by_place(target) ? FirstTargets::fading : FirstTargets::exhausted;
  std::vector<double> log_scale;
  std::vector<double> ahead;
  for (const Found& f : those(cities, true)) {
    const auto c =
        nearest_curve({.full = full_of(f, type), .first = first, .ahead = {}, .scale = {}}, points_of(*f.shares, type));
    log_scale.push_back(logarithm(c.scale));
    ahead.push_back(logit(inside(c.ahead)));
  }
  CurvePrior prior;
  prior.median = {1.0, logistic(median(ahead)), exponential(median(log_scale)), first};
  std::vector<Grouped> own;
  for (const Found& f : cities) {
    GivenCurve given{.full = full_of(f, type), .first = first, .ahead = {}, .scale = {}};
    if (by_place(target)) given.ahead = prior.median.ahead;
    else given.scale = prior.median.scale;
    const auto c = nearest_curve(given, points_of(*f.shares, type));
    own.push_back({f.law, by_place(target) ? logarithm(c.scale) : logit(inside(c.ahead))});
  }
  prior.by_level = take_level(cities, type, own);
  const double middle = grouped_spread(values_of(cities, own, true)).mean;
  const CurveSpread spread = grouped_spread(values_of(cities, own, false)).spread;
  if (by_place(target)) {
    prior.median.scale = exponential(middle);
    prior.scale = spread;
  } else {
    prior.median.ahead = logistic(middle);
    prior.ahead = spread;
  }
  return prior;
}

/// Sets the share at full reach. @param spread_of the type whose cities show how it differs.
void set_full(const std::vector<Found>& cities, CrimeType type, CrimeType spread_of, CurvePrior& prior) {
  double touched = 0.0;
  double events = 0.0;
  double counting = 0.0;
  std::vector<Grouped> logits;
  for (const Found& f : those(cities, true)) {
    touched += f.shares->touched[type].back();
    events += f.shares->events[type];
  }
  const auto drawn = those(cities, false);
  for (const Found& f : drawn) {
    const double here = f.shares->touched[spread_of].back();
    const double all = f.shares->events[spread_of];
    logits.push_back({f.law, logit((here + 0.5) / (all + 1.0))});
    counting += (1.0 / (here + 0.5) + 1.0 / (all - here + 0.5)) / static_cast<double>(drawn.size());
  }
  prior.median.full = events > 0.0 ? touched / events : 0.0;
  if (touched == events || touched == 0.0) return;  // all of it, or none, in every city
  prior.full = grouped_spread(logits).spread;
  prior.full.city = std::sqrt(std::max(0.0, prior.full.city * prior.full.city - counting));
}

}  // namespace

ShrunkLine shrunk_line(std::span<const double> x, std::span<const double> y) {
  const auto n = static_cast<double>(x.size());
  ShrunkLine line;
  double mean_y = 0.0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    line.mean_x += x[i] / n;
    mean_y += y[i] / n;
  }
  double xx = 0.0;
  double xy = 0.0;
  double yy = 0.0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    xx += (x[i] - line.mean_x) * (x[i] - line.mean_x);
    xy += (x[i] - line.mean_x) * (y[i] - mean_y);
    yy += (y[i] - mean_y) * (y[i] - mean_y);
  }
  line.sd_x = std::sqrt(xx / (n - 1.0));
  if (xx == 0.0) return line;
  const double slope = xy / xx;
  const double squared_error = std::max(0.0, yy - slope * xy) / ((n - 2.0) * xx);
  line.slope = slope == 0.0 ? 0.0 : slope * std::max(0.0, 1.0 - squared_error / (slope * slope));
  return line;
}

GroupedSpread grouped_spread(std::span<const Grouped> values) {
  GroupedSpread g;
  const auto n = static_cast<double>(values.size());
  if (values.empty()) return g;
  std::map<std::uint32_t, std::vector<double>> groups;
  for (const auto& v : values) {
    groups[v.group].push_back(v.value);
    g.mean += v.value / n;
  }
  double within = 0.0;
  double between = 0.0;
  double squares = 0.0;
  for (const auto& [_, group] : groups) {
    const auto size = static_cast<double>(group.size());
    double mean = 0.0;
    for (const double v : group) mean += v / size;
    for (const double v : group) within += (v - mean) * (v - mean);
    between += size * (mean - g.mean) * (mean - g.mean);
    squares += size * size;
  }
  const auto k = static_cast<double>(groups.size());
  if (n == 1.0) return g;
  const double in = n > k ? within / (n - k) : 0.0;
  g.spread.city = std::sqrt(in);
  if (k > 1.0) g.spread.common = std::sqrt(std::max(0.0, (between / (k - 1.0) - in) / ((n - squares / n) / (k - 1.0))));
  return g;
}

ResponseSurface fitted_surface(std::span<const CityShares> cities, std::string label) {
  ResponseSurface surface{std::move(label), {}};
  for (const MeasureTarget target : every<MeasureTarget>) {
    std::vector<Found> found;
    double density = 0.0;
    for (const CityShares& city : cities)
      for (const LorenzShares& s : city.kinds)
        if (s.target == target) found.push_back({city.law, city.at_centre, city.persons, &s, levels_of(city, s)});
    for (const Found& f : found) density += f.shares->all_targets / f.persons / static_cast<double>(found.size());
    for (const CrimeType type : every<CrimeType>) {
      const CrimeType shape = type == CrimeType::homicide ? CrimeType::serious_assault : type;
      std::vector<Found> with;
      for (const Found& f : found)
        if (f.shares->touched[shape].back() > 0.0) with.push_back(f);
      if (with.empty()) continue;
      CurvePrior prior = shape_of(with, shape);
      set_full(with, type, shape, prior);
      prior.targets_per_person = density;
      if (cities.size() == 1) {
        (by_place(target) ? prior.scale : prior.ahead).common = spread_of_one_city;
        if (prior.median.full < 1.0) prior.full.common = spread_of_one_city;
      }
      if (prior.median.full > 0.0) surface.curves.push_back({target, type, prior});
    }
  }
  return surface;
}

}  // namespace salus::model
