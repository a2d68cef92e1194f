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

/// Cells by number of crimes, hottest first.
struct Level {
  std::uint32_t crimes = 0;  // in each of the cells
  std::size_t cells = 0;
};
std::vector<Level> levels_of(const std::vector<std::uint32_t>& counts) {
  std::vector<std::uint32_t> held;
  for (const auto count : counts)
    if (count > 0) held.push_back(count);
  std::sort(held.begin(), held.end(), std::greater<>());
  std::vector<Level> levels;
  for (const auto count : held) {
    if (levels.empty() || levels.back().crimes != count) levels.push_back({count, 0});
    ++levels.back().cells;
  }
  levels.push_back({0, counts.size() - held.size()});
  return levels;
}

double crimes_of(const std::vector<Level>& levels) {
  double crimes = 0.0;
  for (const auto& level : levels) crimes += static_cast<double>(level.crimes) * static_cast<double>(level.cells);
  return crimes;
}

/// Fewest cells, part of a cell included, that hold so many crimes.
double cells_that_hold(const std::vector<Level>& levels, double crimes) {
  double cells = 0.0;
  for (const auto& level : levels) {
    const double here = static_cast<double>(level.crimes) * static_cast<double>(level.cells);
    if (here >= crimes && level.crimes > 0) return cells + crimes / level.crimes;
    crimes -= here;
    cells += static_cast<double>(level.cells);
  }
  return cells;
}

/// Crimes on so many of the hottest cells, part of a cell included.
double crimes_on(const std::vector<Level>& levels, double cells) {
  double crimes = 0.0;
  for (const auto& level : levels) {
    const double here = std::min(cells, static_cast<double>(level.cells));
    crimes += here * level.crimes;
    cells -= here;
  }
  return crimes;
}

/// Twice the area between the curve and the diagonal, by trapezoids: exact, since the curve is straight between its
/// corners.
double gini_of(const std::vector<Level>& levels, double cells, double crimes) {
  double area = 0.0;
  double share = 0.0;
  for (const auto& level : levels) {
    const double width = static_cast<double>(level.cells) / cells;
    const double rise = static_cast<double>(level.crimes) * static_cast<double>(level.cells) / crimes;
    area += width * (share + 0.5 * rise);
    share += rise;
  }
  return 2.0 * area - 1.0;
}

/// Crimes by cell of one draw of the null; two crimes a block of random numbers.
std::vector<std::uint32_t> scattered(std::size_t cells, std::size_t crimes, model::RandomKey key) {
  std::vector<std::uint32_t> counts(cells, 0);
  const auto n = static_cast<double>(cells);
  for (std::size_t i = 0; i < crimes; i += 2) {
    const auto u =
        model::uniform_pair(key, {0, 0, model::purpose::concentration_null, static_cast<std::uint32_t>(i / 2)});
    for (std::size_t j = 0; j < 2 && i + j < crimes; ++j)
      ++counts[std::min(cells - 1, static_cast<std::size_t>(u[j] * n))];
  }
  return counts;
}

}  // namespace

Concentration concentration(const std::vector<std::uint32_t>& counts) {
  const auto levels = levels_of(counts);
  const double n = static_cast<double>(counts.size());
  const double c = crimes_of(levels);
  Concentration result;
  result.half_of_crime_cells = cells_that_hold(levels, 0.5 * c) / n;
  result.quarter_of_crime_cells = cells_that_hold(levels, 0.25 * c) / n;
  result.cells_with_crime = 1.0 - static_cast<double>(levels.back().cells) / n;
  result.crime_on_top_1 = crimes_on(levels, 0.01 * n) / c;
  result.crime_on_top_7 = crimes_on(levels, 0.07 * n) / c;
  result.gini = gini_of(levels, n, c);
  result.adjusted_gini = std::max(n / c, 1.0) * (result.gini - 1.0) + 1.0;
  return result;
}

std::vector<std::array<double, 2>> lorenz_curve(const std::vector<std::uint32_t>& counts) {
  const auto levels = levels_of(counts);
  const double n = static_cast<double>(counts.size());
  const double c = crimes_of(levels);
  std::vector<std::array<double, 2>> curve{{0.0, 0.0}};
  for (const auto& level : levels) {
    const auto cells = static_cast<double>(level.cells);
    if (level.cells > 0) curve.push_back({curve.back()[0] + cells / n, curve.back()[1] + cells * level.crimes / c});
  }
  curve.back() = {1.0, 1.0};
  return curve;
}

NullConcentration null_concentration(std::size_t cells, std::size_t crimes, std::size_t draws, std::uint64_t seed,
                                     const model::Executor& executor) {
  std::vector<Concentration> drawn(draws);
  NullConcentration result;
  const auto counts_of = [&](std::size_t draw) {
    return scattered(cells, crimes, model::random_key(seed, draw, domain::patterns));
  };
  executor.for_blocks(draws, 8, [&](std::size_t begin, std::size_t end) {
    for (std::size_t d = begin; d < end; ++d) drawn[d] = concentration(counts_of(d));
  });
  result.curve = lorenz_curve(counts_of(0));
  for (const auto& figure : concentration_figures) {
    std::vector<double> values;
    for (const auto& one : drawn) values.push_back(one.*figure.value);
    std::sort(values.begin(), values.end());
    double sum = 0.0;
    for (const double value : values) sum += value;
    result.mean.*figure.value = sum / static_cast<double>(draws);
    result.error.*figure.value = standard_deviation(values) / std::sqrt(static_cast<double>(draws));
    result.low.*figure.value = quantile(values, 0.025);
    result.high.*figure.value = quantile(values, 0.975);
  }
  return result;
}

HotSpots hot_spots_kept(const std::vector<std::vector<std::uint32_t>>& years) {
  HotSpots result;
  result.cells = (years.front().size() + 99) / 100;
  result.year_pairs = years.size() - 1;
  std::vector<std::vector<double>> hot;  // by year and cell: the part of a place among the hottest
  for (const auto& counts : years) {
    auto sorted = counts;
    std::nth_element(sorted.begin(), sorted.begin() + static_cast<std::ptrdiff_t>(result.cells - 1), sorted.end(),
                     std::greater<>());
    const auto least = sorted[result.cells - 1];
    std::size_t above = 0;
    std::size_t tied = 0;
    for (const auto count : counts) {
      above += count > least ? 1u : 0u;
      tied += count == least ? 1u : 0u;
    }
    const double part = static_cast<double>(result.cells - above) / static_cast<double>(tied);
    auto& own = hot.emplace_back();
    for (const auto count : counts) own.push_back(count > least ? 1.0 : count == least ? part : 0.0);
  }
  double both = 0.0;
  for (std::size_t y = 0; y + 1 < hot.size(); ++y)
    for (std::size_t i = 0; i < hot[y].size(); ++i) both += hot[y][i] * hot[y + 1][i];
  result.kept = both / (static_cast<double>(result.cells) * static_cast<double>(result.year_pairs));
  return result;
}

}  // namespace salus::calibration
