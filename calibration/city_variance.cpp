#include "calibration/city_variance.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "calibration/homicide_level.hpp"
#include "calibration/statistics.hpp"
#include "model/core/elementary.hpp"

namespace salus::calibration {
namespace {

constexpr std::size_t least_series = 3;
constexpr double lowest_persistence = 0.5;
constexpr double highest_persistence = 0.995;
constexpr double persistence_step = 0.001;

/// Deviation of one year and the variance of its counting noise.
struct Deviation {
  int year = 0;
  double value = 0.0;
  double noise = 0.0;
};

/// Moments of one source, then their means over sources and countries.
struct Moments {
  std::array<double, structure_lags> half_square{};
  std::array<double, structure_lags> noise{};
  double spread = 0.0;  ///< variance between places, noise removed
  std::size_t series = 0;
  std::size_t pairs = 0;
  bool complete = false;
};

using Group = std::vector<const CitySeries*>;

std::vector<std::vector<Deviation>> deviations(const Group& group) {
  std::map<int, std::pair<double, double>> sums;
  std::vector<std::vector<Deviation>> all;
  for (const auto* series : group) {
    all.emplace_back();
    for (const auto& y : series->years) {
      if (y.rate <= 0.0) continue;
      const double log_rate = model::logarithm(y.rate);
      const double count = y.rate * per_100k * y.persons.value_or(0.0);
      all.back().push_back({y.year, log_rate, count > 0.0 ? 1.0 / std::max(count, 1.0) : 0.0});
      auto& [sum, n] = sums[y.year];
      sum += log_rate;
      n += 1.0;
    }
  }
  const auto n = static_cast<double>(group.size());
  const double scale = std::sqrt(n / (n - 1.0));
  for (auto& series : all)
    for (auto& d : series) d.value = (d.value - sums[d.year].first / sums[d.year].second) * scale;
  return all;
}

Moments moments(const Group& group) {
  Moments m;
  m.series = group.size();
  std::array<double, structure_lags> n{};
  double years = 0.0;
  for (const auto& series : deviations(group)) {
    for (const auto& d : series) {
      m.spread += d.value * d.value - d.noise;
      years += 1.0;
    }
    for (std::size_t i = 0; i < series.size(); ++i)
      for (std::size_t j = i + 1; j < series.size(); ++j) {
        const auto lag = static_cast<std::uint32_t>(series[j].year - series[i].year);
        if (lag > structure_lags) break;
        const double change = series[j].value - series[i].value;
        m.half_square[lag - 1] += 0.5 * change * change;
        m.noise[lag - 1] += 0.5 * (series[i].noise + series[j].noise);
        n[lag - 1] += 1.0;
      }
  }
  m.complete = std::all_of(n.begin(), n.end(), [](double pairs) { return pairs > 0.0; });
  if (!m.complete) return m;
  for (std::size_t k = 0; k < structure_lags; ++k) {
    m.half_square[k] /= n[k];
    m.noise[k] /= n[k];
  }
  m.spread /= years;
  m.pairs = static_cast<std::size_t>(n[0]);
  return m;
}

Moments mean(const std::vector<Moments>& parts) {
  Moments m;
  const auto n = static_cast<double>(parts.size());
  for (const auto& part : parts) {
    for (std::size_t k = 0; k < structure_lags; ++k) {
      m.half_square[k] += part.half_square[k] / n;
      m.noise[k] += part.noise[k] / n;
    }
    m.spread += part.spread / n;
    m.series += part.series;
    m.pairs += part.pairs;
  }
  m.complete = !parts.empty();
  return m;
}

Moments pooled_moments(const std::vector<CitySeries>& series) {
  std::map<std::string, std::map<std::string, Group>> groups;
  for (const auto& s : series) groups[s.iso3][s.source_id].push_back(&s);
  std::vector<Moments> countries;
  for (const auto& [iso3, sources] : groups) {
    std::vector<Moments> parts;
    for (const auto& [id, group] : sources) {
      if (group.size() < least_series) continue;
      if (auto m = moments(group); m.complete) parts.push_back(m);
    }
    if (!parts.empty()) countries.push_back(mean(parts));
  }
  return mean(countries);
}

struct Fit {
  double persistence = 0.0;
  double variance = 0.0;
  double noise_factor = 1.0;
  double misfit = -1.0;
};

/// Least squares for every persistence of a grid; the noise factor is fitted too where `free_noise`.
Fit fit(const Moments& m, bool free_noise) {
  Fit best;
  const auto steps = static_cast<int>((highest_persistence - lowest_persistence) / persistence_step + 0.5);
  for (int step = 0; step <= steps; ++step) {
    const double phi = lowest_persistence + persistence_step * step;
    double gg = 0;
    double gc = 0;
    double cc = 0;
    double yg = 0;
    double yc = 0;
    double power = 1.0;
    std::array<double, structure_lags> shape{};
    for (std::size_t k = 0; k < structure_lags; ++k) {
      power *= phi;
      shape[k] = (1.0 - power) / (1.0 - phi * phi);
      const double y = m.half_square[k];
      const double w = 1.0 / std::max(y * y, 1e-12);
      const double c = m.noise[k];
      gg += w * shape[k] * shape[k];
      gc += w * shape[k] * c;
      cc += w * c * c;
      yg += w * y * shape[k];
      yc += w * y * c;
    }
    Fit now{phi, 0.0, 1.0, 0.0};
    if (const double det = gg * cc - gc * gc; free_noise && det > 0.0)
      now.noise_factor = std::max(0.0, (yc * gg - yg * gc) / det);
    now.variance = std::max(0.0, (yg - now.noise_factor * gc) / gg);
    if (!free_noise) now.variance = std::min(now.variance, std::max(0.0, m.spread) * (1.0 - phi * phi));
    for (std::size_t k = 0; k < structure_lags; ++k) {
      const double r = (m.half_square[k] - now.noise_factor * m.noise[k] - now.variance * shape[k]) /
                       std::max(m.half_square[k], 1e-6);
      now.misfit += r * r;
    }
    if (best.misfit < 0.0 || now.misfit < best.misfit) best = now;
  }
  return best;
}

Drift drift_over(const std::vector<double>& units) {
  if (units.empty()) return {};
  const double sd = standard_deviation(units);
  return {model::mean(units), sd, sd / std::sqrt(static_cast<double>(units.size())), units.size()};
}

}  // namespace

std::vector<CitySeries> with_persons(std::vector<CitySeries> series) {
  std::map<std::pair<std::string, AreaType>, std::vector<double>> known;
  for (const auto& s : series) {
    std::vector<double> persons;
    for (const auto& y : s.years)
      if (y.persons) persons.push_back(*y.persons);
    if (!persons.empty()) known[{s.source_id, s.area_type}].push_back(median(persons));
  }
  for (auto& s : series)
    if (const auto like = known.find({s.source_id, s.area_type}); like != known.end())
      for (auto& y : s.years)
        if (!y.persons) y.persons = median(like->second);
  return series;
}

std::vector<CitySeries> until(std::vector<CitySeries> series, int last_year) {
  for (auto& s : series) std::erase_if(s.years, [&](const CityYear& y) { return y.year > last_year; });
  return series;
}

CityVariance city_variance(const std::vector<CitySeries>& series) {
  const Moments m = pooled_moments(series);
  CityVariance out;
  if (!m.complete) return out;
  const Fit poisson = fit(m, false);
  out.persistence = poisson.persistence;
  out.volatility = std::sqrt(poisson.variance);
  out.spread = std::sqrt(std::max(0.0, m.spread));
  out.effect_sd =
      std::sqrt(std::max(0.0, m.spread - poisson.variance / (1.0 - poisson.persistence * poisson.persistence)));
  out.overdispersion = fit(m, true).noise_factor;
  out.series = m.series;
  out.pairs = m.pairs;
  for (std::size_t k = 0; k < structure_lags; ++k) out.structure[k] = m.half_square[k] - m.noise[k];
  return out;
}

CityVariance jackknife(const std::vector<CitySeries>& series, LeaveOut by) {
  std::vector<CityVariance> without;
  const auto leave = [&](const auto& is_left_out) {
    std::vector<CitySeries> rest;
    for (const auto& s : series)
      if (!is_left_out(s)) rest.push_back(s);
    // A unit that no estimate rests on (a source of one series) would only shrink the error.
    if (auto estimate = city_variance(rest); estimate.series > 0) without.push_back(estimate);
  };
  if (by == LeaveOut::one_series) {
    for (const auto& one : series) leave([&](const CitySeries& s) { return &s == &one; });
  } else {
    std::set<std::string> countries;
    for (const auto& s : series) countries.insert(s.iso3);
    const auto all = city_variance(series).series;
    for (const auto& iso3 : countries) {
      leave([&](const CitySeries& s) { return s.iso3 == iso3; });
      if (!without.empty() && without.back().series == all) without.pop_back();
    }
  }
  if (without.size() < 2) return {};
  const auto n = static_cast<double>(without.size());
  const auto error = [&](double CityVariance::*field) {
    std::vector<double> values;
    for (const auto& estimate : without) values.push_back(estimate.*field);
    return standard_deviation(values) * (n - 1.0) / std::sqrt(n);
  };
  CityVariance out;
  out.effect_sd = error(&CityVariance::effect_sd);
  out.persistence = error(&CityVariance::persistence);
  out.volatility = error(&CityVariance::volatility);
  out.spread = error(&CityVariance::spread);
  out.overdispersion = error(&CityVariance::overdispersion);
  out.series = without.size();
  return out;
}

Drift country_drift(const std::vector<CountryTables>& countries, int last_year) {
  std::vector<double> units;
  for (const auto& country : countries)
    if (const auto changes = yearly_changes(country, last_year).changes; changes.size() >= least_changes)
      units.push_back(model::mean(changes));
  return drift_over(units);
}

Drift series_drift(const std::vector<CitySeries>& series) {
  std::map<std::string, std::vector<double>> by_country;
  for (const auto& s : series) {
    const CityYear* first = nullptr;
    const CityYear* last = nullptr;
    for (const auto& y : s.years)
      if (y.rate > 0.0) {
        first = first != nullptr ? first : &y;
        last = &y;
      }
    if (first != nullptr && last->year > first->year)
      by_country[s.iso3].push_back(model::logarithm(last->rate / first->rate) / (last->year - first->year));
  }
  std::vector<double> units;
  for (const auto& [iso3, drifts] : by_country) units.push_back(model::mean(drifts));
  return drift_over(units);
}

std::vector<SeriesWindow> series_windows(const std::vector<CitySeries>& series, int years) {
  std::vector<SeriesWindow> windows;
  for (std::size_t i = 0; i < series.size(); ++i)
    for (const auto& a : series[i].years)
      for (const auto& b : series[i].years)
        if (b.year == a.year + years && a.rate > 0.0)
          windows.push_back(
              {i, series[i].iso3, a.year, years, a.rate, b.rate, a.persons.value_or(0.0), b.persons.value_or(0.0)});
  return windows;
}

WindowShares window_shares(const std::vector<SeriesWindow>& windows) {
  WindowShares shares;
  if (windows.empty()) return shares;
  double n = 0.0;
  for (const auto& w : windows) {
    ++n;
    if (w.end_rate < 0.9 * w.start_rate) shares.fell += 1.0;
    if (w.end_rate <= 0.5 * w.start_rate) shares.halved += 1.0;
  }
  return {shares.fell / n, shares.halved / n};
}

}  // namespace salus::calibration
