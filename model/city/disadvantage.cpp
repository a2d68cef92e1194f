#include "model/city/disadvantage.hpp"

#include <algorithm>
#include <cmath>

#include "model/core/elementary.hpp"
#include "model/random/purposes.hpp"
#include "model/random/sampler.hpp"

namespace salus::model {
namespace {

double square(double x) { return x * x; }

/// Log of violence in public a person, of a district, per sd of its disadvantage: found by regression in simulated
/// London (tests/apps/city_test).
constexpr double violence_of_disadvantage = 0.72;

/// Half a Gaussian window, [distance], out to three standard deviations.
std::vector<double> half_window(double sd) {
  const auto reach = static_cast<std::uint32_t>(std::ceil(3.0 * sd));
  std::vector<double> window;
  for (std::uint32_t d = 0; d <= reach; ++d) window.push_back(exponential(-0.5 * square(d / sd)));
  return window;
}

/// Lines of a grid in memory: along rows or along columns.
struct Lines {
  std::uint32_t count;
  std::uint32_t length;
  std::uint32_t from_line_to_line;
  std::uint32_t from_cell_to_cell;
};

/// Sums with the window along every line.
std::vector<double> smoothed(const std::vector<double>& in, const Lines& lines, const std::vector<double>& window) {
  std::vector<double> out(in.size());
  const auto reach = static_cast<std::uint32_t>(window.size()) - 1;
  for (std::uint32_t line = 0; line < lines.count; ++line)
    for (std::uint32_t at = 0; at < lines.length; ++at) {
      const std::uint32_t start = line * lines.from_line_to_line;
      const std::uint32_t first = at > reach ? at - reach : 0;
      const std::uint32_t last = std::min(lines.length - 1, at + reach);
      double sum = 0.0;
      for (std::uint32_t k = first; k <= last; ++k)
        sum += window[k > at ? k - at : at - k] * in[start + k * lines.from_cell_to_cell];
      out[start + at * lines.from_cell_to_cell] = sum;
    }
  return out;
}

}  // namespace

std::vector<std::uint32_t> lay_out_districts(const CityGrid& grid, const std::vector<CityDistrict>& districts) {
  constexpr std::uint32_t strip = 8;
  const std::uint32_t width = grid.width();
  const std::uint32_t height = grid.height();
  std::vector<std::uint32_t> district_of(grid.neighbourhoods());
  if (districts.empty()) return district_of;
  std::vector<std::uint32_t> band;
  bool downward = true;
  for (std::uint32_t left = 0; left < width; left += strip) {
    for (std::uint32_t step = 0; step < height; ++step) {
      const std::uint32_t row = downward ? step : height - 1 - step;
      for (std::uint32_t column = left; column < std::min(left + strip, width); ++column)
        if (row * width + column < grid.neighbourhoods()) band.push_back(row * width + column);
    }
    downward = !downward;
  }
  double passed = 0.0;
  double upto = districts[0].share;
  std::uint32_t at = 0;
  for (const std::uint32_t n : band) {
    while (passed + 0.5 > upto * grid.neighbourhoods() && at + 1 < districts.size()) {
      ++at;
      upto += districts[at].share;
    }
    district_of[n] = at;
    passed += 1.0;
  }
  return district_of;
}

std::vector<double> disadvantage_field(const CityGrid& grid, const CityParameters& p, RandomKey key) {
  const std::uint32_t width = grid.width();
  const std::uint32_t height = grid.height();
  std::vector<double> field(width * height);
  for (std::uint32_t i = 0; i < field.size(); ++i)
    field[i] = standard_normal(key, {i, place_draw::disadvantage, purpose::city_place, 0});
  const auto window = half_window(p[CityParameter::disadvantage_range]);
  field = smoothed(field, {height, width, width, 1}, window);
  field = smoothed(field, {width, height, 1, width}, window);
  field.resize(grid.neighbourhoods());
  const double n = grid.neighbourhoods();
  double mean = 0.0;
  double variance = 0.0;
  for (const double x : field) mean += x / n;
  for (const double x : field) variance += square(x - mean) / n;
  const double sd = std::sqrt(variance);
  for (double& x : field) x = sd > 0.0 ? (x - mean) / sd : 0.0;
  return field;
}

void fit_to_districts(std::vector<double>& field, const std::vector<std::uint32_t>& district_of,
                      const std::vector<CityDistrict>& districts) {
  std::vector<double> level;  // of a district's disadvantage
  double middle = 0.0;
  double between = 0.0;
  for (const auto& d : districts) {
    level.push_back(logarithm(d.violence) / violence_of_disadvantage);
    middle += d.share * level.back();
  }
  for (std::size_t d = 0; d < districts.size(); ++d) between += districts[d].share * square(level[d] - middle);
  std::vector<double> sum(districts.size());
  std::vector<double> count(districts.size());
  double neighbourhoods = 0.0;
  for (std::size_t i = 0; i < field.size(); ++i) {
    sum[district_of[i]] += field[i];
    count[district_of[i]] += 1.0;
    neighbourhoods += 1.0;
  }
  double left = 0.0;  // variance of the field about the means of districts
  for (std::size_t i = 0; i < field.size(); ++i) {
    field[i] -= sum[district_of[i]] / count[district_of[i]];
    left += square(field[i]) / neighbourhoods;
  }
  const double within = left > 0.0 ? std::sqrt(std::max(0.2, 1.0 - between) / left) : 0.0;
  for (std::size_t i = 0; i < field.size(); ++i) field[i] = within * field[i] + level[district_of[i]] - middle;
}

}  // namespace salus::model
