#include "calibration/patterns/concentration.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

#include "calibration/inference/domains.hpp"
#include "calibration/statistics.hpp"
#include "model/random/philox.hpp"
#include "model/random/purposes.hpp"

namespace salus::calibration {
namespace {

/// Cells grouped by their number of crimes, most crimes first. Whole numbers.
struct Level {
  double crimes = 0.0;  // in each of the cells
  double cells = 0.0;
};
std::vector<Level> levels_of(const std::vector<std::uint32_t>& counts) {
  std::vector<std::uint32_t> held;
  double without = 0.0;
  for (const auto count : counts)
    if (count > 0) held.push_back(count);
    else ++without;
  std::sort(held.begin(), held.end(), std::greater<>());
  std::vector<Level> levels;
  for (const auto count : held) {
    if (levels.empty() || levels.back().crimes != count) levels.emplace_back().crimes = count;
    ++levels.back().cells;
  }
  levels.push_back({0.0, without});
  return levels;
}

double cells_of(const std::vector<Level>& levels) {
  double cells = 0.0;
  for (const auto& level : levels) cells += level.cells;
  return cells;
}

double crimes_of(const std::vector<Level>& levels) {
  double crimes = 0.0;
  for (const auto& level : levels) crimes += level.crimes * level.cells;
  return crimes;
}

/// Smallest number of cells, fractions included, that have so many crimes.
double cells_that_hold(const std::vector<Level>& levels, double crimes) {
  double cells = 0.0;
  for (const auto& level : levels) {
    const double here = level.crimes * level.cells;
    if (here >= crimes && level.crimes > 0.0) return cells + crimes / level.crimes;
    crimes -= here;
    cells += level.cells;
  }
  return cells;
}

/// Crimes in so many of the cells with most crimes, fractions included.
double crimes_on(const std::vector<Level>& levels, double cells) {
  double crimes = 0.0;
  for (const auto& level : levels) {
    const double here = std::min(cells, level.cells);
    crimes += here * level.crimes;
    cells -= here;
  }
  return crimes;
}

/// Twice the area between the curve and the diagonal; trapezoids are exact, as the curve is piecewise linear.
double gini_of(const std::vector<Level>& levels, double cells, double crimes) {
  double area = 0.0;
  double share = 0.0;
  for (const auto& level : levels) {
    const double width = level.cells / cells;
    const double rise = level.crimes * level.cells / crimes;
    area += width * (share + 0.5 * rise);
    share += rise;
  }
  return 2.0 * area - 1.0;
}

/// Crimes by cell in one draw under the null hypothesis. A block of random numbers places two crimes.
std::vector<std::uint32_t> scattered(std::uint32_t cells, std::uint32_t crimes, model::RandomKey key) {
  std::vector<std::uint32_t> counts(cells, 0);
  for (std::uint32_t i = 0; i < crimes; i += 2) {
    const auto u = model::uniform_pair(key, {0, 0, model::purpose::concentration_null, i / 2});
    for (std::uint32_t j = 0; j < 2 && i + j < crimes; ++j)
      ++counts[std::min(cells - 1, static_cast<std::uint32_t>(u[j] * cells))];
  }
  return counts;
}

}  // namespace

Concentration concentration(const std::vector<std::uint32_t>& counts) {
  const auto levels = levels_of(counts);
  const double n = cells_of(levels);
  const double c = crimes_of(levels);
  Concentration result;
  result.half_of_crime_cells = cells_that_hold(levels, 0.5 * c) / n;
  result.quarter_of_crime_cells = cells_that_hold(levels, 0.25 * c) / n;
  result.cells_with_crime = 1.0 - levels.back().cells / n;
  result.crime_on_top_1 = crimes_on(levels, 0.01 * n) / c;
  result.crime_on_top_7 = crimes_on(levels, 0.07 * n) / c;
  result.gini = gini_of(levels, n, c);
  result.adjusted_gini = std::max(n / c, 1.0) * (result.gini - 1.0) + 1.0;
  return result;
}

std::vector<std::array<double, 2>> lorenz_curve(const std::vector<std::uint32_t>& counts) {
  const auto levels = levels_of(counts);
  const double n = cells_of(levels);
  const double c = crimes_of(levels);
  std::vector<std::array<double, 2>> curve{{0.0, 0.0}};
  for (const auto& level : levels) {
    if (level.cells > 0.0)
      curve.push_back({curve.back()[0] + level.cells / n, curve.back()[1] + level.cells * level.crimes / c});
  }
  curve.back() = {1.0, 1.0};
  return curve;
}

NullConcentration null_concentration(const Scatter& s, const model::Executor& executor) {
  std::vector<Concentration> drawn(s.draws);
  NullConcentration result;
  const auto counts_of = [&](std::size_t draw) {
    return scattered(s.cells, s.crimes, model::random_key(s.seed, draw, domain::patterns));
  };
  executor.for_blocks(s.draws, 8, [&](std::size_t begin, std::size_t end) {
    for (std::size_t d = begin; d < end; ++d) drawn[d] = concentration(counts_of(d));
  });
  result.curve = lorenz_curve(counts_of(0));
  for (const auto& figure : concentration_figures) {
    std::vector<double> values;
    for (const auto& one : drawn) values.push_back(one.*figure.value);
    std::sort(values.begin(), values.end());
    result.mean.*figure.value = model::mean(values);
    result.error.*figure.value = standard_deviation(values) / std::sqrt(s.draws);
    result.low.*figure.value = quantile(values, 0.025);
    result.high.*figure.value = quantile(values, 0.975);
  }
  return result;
}

HotSpots hot_spots_kept(const std::vector<std::vector<std::uint32_t>>& years) {
  HotSpots result;
  result.cells = static_cast<std::uint32_t>((years.front().size() + 99) / 100);
  std::vector<std::vector<double>> hot;  // by year and cell: 1 in the hottest 1 %, a fraction for ties, else 0
  for (const auto& counts : years) {
    auto sorted = counts;
    std::nth_element(sorted.begin(), sorted.begin() + (result.cells - 1), sorted.end(), std::greater<>());
    const auto least = sorted[result.cells - 1];
    double above = 0.0;
    double tied = 0.0;
    for (const auto count : counts) {
      above += count > least;
      tied += count == least;
    }
    const double part = (result.cells - above) / tied;
    auto& own = hot.emplace_back();
    for (const auto count : counts) own.push_back(count > least ? 1.0 : count == least ? part : 0.0);
  }
  double both = 0.0;
  for (std::size_t y = 0; y + 1 < hot.size(); ++y) {
    for (std::size_t i = 0; i < hot[y].size(); ++i) both += hot[y][i] * hot[y + 1][i];
    ++result.year_pairs;
  }
  const double cells = result.cells;
  result.kept = both / (cells * result.year_pairs);
  return result;
}

}  // namespace salus::calibration
