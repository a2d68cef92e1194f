#include "calibration/homicide_level.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "calibration/register_quality.hpp"
#include "calibration/statistics.hpp"
#include "model/core/elementary.hpp"
#include "model/core/grid.hpp"

namespace salus::calibration {
namespace {

using model::logarithm;

constexpr int forced_year = 2020;
constexpr double pseudo_changes = 8.0;  ///< weight of the pooled change, in yearly changes
constexpr double floor_sd =
    0.05;  ///< where counting alone explains the changes; assumption: no level is steadier than 5 % a year
constexpr double fresh_years = 1.5;     ///< data of the last year but one before the start count as current
constexpr std::size_t level_years = 5;  ///< years that the level rests on
constexpr int long_run_years = 15;
constexpr double least_long_run = 5.0;  ///< years
constexpr double long_run_prior = 5.0;  ///< years at which half of the gap to the long-run mean is believed
double log_rate(double per_100k_rate) { return logarithm(per_100k_rate * per_100k); }

/// Median within the region, or over all where the region has too few.
model::EnumArray<double, model::Region> by_region(const std::vector<CountryTables>& countries,
                                                  const std::vector<double>& values, const std::vector<bool>& known,
                                                  bool spread) {
  model::EnumArray<std::vector<double>, model::Region> parts;
  std::vector<double> all;
  for (std::size_t i = 0; i < countries.size(); ++i)
    if (known[i]) {
      parts[countries[i].name.region].push_back(values[i]);
      all.push_back(values[i]);
    }
  model::EnumArray<double, model::Region> out;
  for (const auto r : model::every<model::Region>) {
    const auto& part = parts[r].size() >= least_regional ? parts[r] : all;
    if (!part.empty()) out[r] = spread ? standard_deviation(part) : median(part);
  }
  return out;
}

double mean_square(const std::vector<double>& changes) {
  double squares = 0.0;
  for (const double d : changes) squares += d * d;
  return squares / static_cast<double>(changes.size());
}

double typical_change(const std::vector<YearlyChanges>& changes) {
  std::vector<double> sizes;
  for (const auto& c : changes) {
    if (c.changes.size() < least_changes) continue;
    sizes.push_back(std::sqrt(mean_square(c.changes)));
  }
  return sizes.empty() ? floor_sd : median(sizes);
}

double noise_share(const std::vector<YearlyChanges>& changes) {
  std::vector<double> shares;
  for (const auto& c : changes) {
    if (c.lags < least_changes) continue;
    shares.push_back(-(c.lag_product / c.lags) / mean_square(c.changes));
  }
  return shares.empty() ? 0.0 : std::clamp(median(shares), 0.0, 0.45);
}

/// Levels of the countries of a region: median and standard deviation.
struct RegionLevel {
  double level = 0.0;
  double spread = 0.0;
};

/// The level carried on by `years` without data: a random walk, but what it forgets the region's median replaces, so
/// that a series that ended long ago is not less certain than none. Recent series keep their level.
LocalLevel carry_on(LocalLevel now, double walk, model::Years without_data, const RegionLevel& region) {
  const double years = without_data.value();
  const double stale = walk * std::max(0.0, years - fresh_years);
  const double spread = region.spread * region.spread;
  const double forgotten = stale + spread > 0.0 && spread > 0.0 ? stale / (stale + spread) : 0.0;
  now.level += forgotten * (region.level - now.level);
  now.variance += walk * std::min(years, fresh_years) + stale * (1.0 - forgotten);
  return now;
}

/// The last usable years through the filter, carried to the start of the projection.
LocalLevel level_from_police(const CountryTables& country, const std::vector<HomicideYear>& rows, double sd,
                             const HomicidePool& pool, int start_year, std::set<std::string>& used) {
  const double noise = pool.noise_share * sd * sd;
  const double walk = sd * sd - 2.0 * noise;  // variance of a change = walk + 2 x noise of a reading
  std::vector<NoisyValue> values;
  for (std::size_t i = rows.size() > level_years ? rows.size() - level_years : 0; i < rows.size(); ++i) {
    auto& value = values.emplace_back();
    value.time = rows[i].year;
    value.value = log_rate(rows[i].rate);
    value.variance = noise + counting_variance(country, rows[i]);
    used.insert(rows[i].source_id);
  }
  const model::Region region = country.name.region;
  const model::Years years(start_year - (rows.back().year + 0.5));  // a yearly rate stands for its mid-year
  return carry_on(local_level(values, walk), walk, years,
                  {.level = pool.region_level[region], .spread = pool.region_spread[region]});
}

}  // namespace

double counting_variance(const CountryTables& country, const HomicideYear& row) {
  if (row.count && *row.count > 0) return 1.0 / *row.count;
  return 1.0 / (row.rate * per_100k * in_year(country.population_now, row.year).value);
}

YearlyChanges yearly_changes(const CountryTables& country, int last_year) {
  YearlyChanges out;
  const auto rows = usable_homicide(country, last_year);
  double noise = 0.0;
  double n = 0.0;
  int before = 0;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const auto& a = rows[i - 1];
    const auto& b = rows[i];
    if (b.year != a.year + 1 || a.source_id != b.source_id || a.year == forced_year || b.year == forced_year) continue;
    const double d = logarithm(b.rate / a.rate);
    if (before == a.year) {
      out.lag_product += d * out.changes.back();
      ++out.lags;
    }
    out.changes.push_back(d);
    ++n;
    noise += counting_variance(country, a) + counting_variance(country, b);
    before = b.year;
  }
  if (n > 0.0) out.counting_noise = noise / n;
  return out;
}

double pooled_sd(const YearlyChanges& changes, double typical, double quality) {
  double squares = pseudo_changes * typical * typical;
  double weight = pseudo_changes;
  for (const double d : changes.changes) {
    squares += quality * d * d;
    weight += quality;
  }
  return std::sqrt(std::max(floor_sd * floor_sd, squares / weight - changes.counting_noise));
}

HomicidePool pool_homicide(const std::vector<CountryTables>& countries, int last_year) {
  HomicidePool pool;
  std::vector<YearlyChanges> changes;
  for (const auto& country : countries) changes.push_back(yearly_changes(country, last_year));
  pool.typical_change = typical_change(changes);
  pool.noise_share = noise_share(changes);
  const auto own = [&](std::size_t i) {
    return pooled_sd(changes[i], pool.typical_change, register_quality(countries[i], last_year));
  };
  std::vector<bool> has_sd;
  std::vector<bool> has_level;
  std::vector<double> levels;
  std::vector<double> ratios;
  for (std::size_t i = 0; i < countries.size(); ++i) {
    has_sd.push_back(!changes[i].changes.empty());
    pool.annual_log_sd.push_back(has_sd[i] ? own(i) : 0.0);
    const auto rows = usable_homicide(countries[i], last_year);
    has_level.push_back(!rows.empty());
    levels.push_back(rows.empty() ? 0.0 : log_rate(rows.back().rate));
    if (const auto ratio = modelled_ratio(countries[i], countries[i].who, last_year)) ratios.push_back(*ratio);
  }
  pool.region_sd = by_region(countries, pool.annual_log_sd, has_sd, false);
  pool.region_level = by_region(countries, levels, has_level, false);
  pool.region_spread = by_region(countries, levels, has_level, true);
  pool.modelled_spread = standard_deviation(ratios);
  return pool;
}

HomicideEstimate estimate_homicide(const CountryTables& country, std::size_t position, const HomicidePool& pool,
                                   const ViewYears& years, std::set<std::string>& used) {
  HomicideEstimate out;
  const model::Region region = country.name.region;
  out.annual_log_sd = pool.annual_log_sd[position] > 0.0 ? pool.annual_log_sd[position] : pool.region_sd[region];
  if (const auto rows = usable_homicide(country, years.last_data); !rows.empty()) {
    const auto now = level_from_police(country, rows, out.annual_log_sd, pool, years.start, used);
    out.level = {now.level, std::sqrt(now.variance), model::Basis::observed};
    if (const double gap = disputed_share * disagreement(country, years.last_data); gap > 0.0) {
      out.disputed = true;
      out.level.log_sd = std::sqrt(out.level.log_sd * out.level.log_sd + gap * gap);
      for (const auto* modelled : {&country.who, &country.ihme})
        if (!modelled->empty()) used.insert(modelled->front().source_id);
    }
    double sum = 0.0;
    double n = 0.0;
    for (const auto& row : rows)
      if (row.year > rows.back().year - long_run_years) {
        sum += log_rate(row.rate);
        ++n;
        used.insert(row.source_id);
      }
    if (n >= least_long_run) out.reversion_gap = n / (n + long_run_prior) * (sum / n - out.level.log_rate);
    return out;
  }
  const ModelledHomicide* estimate = nullptr;
  for (const auto& row : country.who)
    if (row.year <= years.last_data && row.rate > 0) estimate = &row;
  if (estimate == nullptr) {
    out.level = {pool.region_level[region], pool.region_spread[region], model::Basis::pooled};
    return out;
  }
  const double gap = years.start - (estimate->year + 0.5);
  out.level = {log_rate(estimate->rate),
               std::sqrt(pool.modelled_spread * pool.modelled_spread + out.annual_log_sd * out.annual_log_sd * gap),
               model::Basis::modelled_estimate};
  used.insert(estimate->source_id);
  return out;
}

}  // namespace salus::calibration
