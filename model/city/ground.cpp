#include "model/city/ground.hpp"

#include <algorithm>
#include <cmath>

#include "model/core/elementary.hpp"
#include "model/random/purposes.hpp"
#include "model/random/sampler.hpp"

namespace salus::model {
namespace {

using P = CityParameter;
constexpr int kernel_side = 2 * trip_reach + 1;
/// What is drawn of a place: the step of its draws.
enum : std::uint32_t { disadvantage_of, shared_of, own_of, dark_of, residents_of, bar_of };

double square(double x) { return x * x; }

/// Share of cells with few dwellings (shops, works, parks), and their dwellings against those of the others.
constexpr double sparse_share = 0.12;
constexpr double sparse_dwellings = 0.25;

/// Log of violence in public a person, of a district, per sd of its disadvantage: found by regression in simulated
/// London (tests/apps/city_test).
constexpr double violence_of_disadvantage = 0.72;

}  // namespace

Ground::Ground(std::uint32_t neighbourhoods, const CityParameters& p, RandomKey key,
               const std::vector<CityDistrict>& districts)
    : neighbourhoods_(neighbourhoods),
      width_(static_cast<std::uint32_t>(std::ceil(std::sqrt(static_cast<double>(neighbourhoods))))),
      local_trips_(p[P::local_trips]) {
  lay_out(districts);
  draw_disadvantage(p, key, districts);
  draw_cells(p, key, districts);
  const double length =
      0.5 * p[P::trip_length] /
      (cell_pitch * cells_per_side);  // the mean of exp(-d / length) over the plane is twice the length
  std::vector<double> weights;
  for (int dy = -trip_reach; dy <= trip_reach; ++dy)
    for (int dx = -trip_reach; dx <= trip_reach; ++dx)
      weights.push_back(exponential(-std::sqrt(static_cast<double>(dx * dx + dy * dy)) / length));
  double sum = 0.0;
  for (const double w : weights) sum += w;
  for (const double w : weights) kernel_.push_back(w / sum);
  kernel_table_.resize(weights.size());
  make_alias(weights, kernel_table_);
}

std::array<std::uint32_t, 2> Ground::position(std::uint32_t cell) const {
  const std::uint32_t n = cell / cells_per_neighbourhood;
  const std::uint32_t c = cell % cells_per_neighbourhood;
  return {n % width_ * cells_per_side + c % cells_per_side, n / width_ * cells_per_side + c / cells_per_side};
}

std::uint32_t Ground::cell_at(std::int64_t column, std::int64_t row) const {
  if (column < 0 || row < 0 || column >= static_cast<std::int64_t>(width_) * cells_per_side) return nobody;
  const auto x = static_cast<std::uint64_t>(column);
  const auto y = static_cast<std::uint64_t>(row);
  const std::uint64_t n = y / cells_per_side * width_ + x / cells_per_side;
  if (n >= neighbourhoods_) return nobody;
  return static_cast<std::uint32_t>(n * cells_per_neighbourhood + y % cells_per_side * cells_per_side +
                                    x % cells_per_side);
}

std::vector<std::uint32_t> Ground::around(std::uint32_t cell, int reach) const {
  std::vector<std::uint32_t> cells;
  const auto [column, row] = position(cell);
  for (int dy = -reach; dy <= reach; ++dy)
    for (int dx = -reach; dx <= reach; ++dx) {
      const std::uint32_t other = cell_at(static_cast<std::int64_t>(column) + dx, static_cast<std::int64_t>(row) + dy);
      if (other != nobody && other != cell) cells.push_back(other);
    }
  return cells;
}

/// Neighbourhoods in a band that winds through the city, strip by strip, cut into districts by their people.
void Ground::lay_out(const std::vector<CityDistrict>& districts) {
  district_.assign(neighbourhoods_, 0);
  if (districts.empty()) return;
  constexpr std::uint32_t strip = 8;
  const std::uint32_t height = (neighbourhoods_ + width_ - 1) / width_;
  std::vector<std::uint32_t> band;
  for (std::uint32_t left = 0, turn = 0; left < width_; left += strip, ++turn)
    for (std::uint32_t step = 0; step < height; ++step)
      for (std::uint32_t x = left; x < std::min(left + strip, width_); ++x)
        if (const std::uint32_t n = (turn % 2 == 0 ? step : height - 1 - step) * width_ + x; n < neighbourhoods_)
          band.push_back(n);
  double passed = 0.0;
  double upto = districts[0].share;
  std::uint32_t at = 0;
  for (const std::uint32_t n : band) {
    while (passed + 0.5 > upto * neighbourhoods_ && at + 1 < districts.size()) upto += districts[++at].share;
    district_[n] = at;
    passed += 1.0;
  }
}

/// A smooth field: normal noise a neighbourhood, averaged with a Gaussian window, standardised over the city.
void Ground::draw_disadvantage(const CityParameters& p, RandomKey key, const std::vector<CityDistrict>& districts) {
  const std::uint32_t n = neighbourhoods_;
  const std::uint32_t height = (n + width_ - 1) / width_;
  std::vector<double> noise(static_cast<std::size_t>(width_) * height);
  std::vector<double> rows(noise.size());
  for (std::uint32_t i = 0; i < noise.size(); ++i)
    noise[i] = standard_normal(key, {i, disadvantage_of, purpose::city_place, 0});
  const double range = p[P::disadvantage_range];
  const int reach = static_cast<int>(std::ceil(3.0 * range));
  std::vector<double> window;
  for (int d = 0; d <= reach; ++d) window.push_back(exponential(-0.5 * square(d / range)));
  const auto smooth = [&](const std::vector<double>& in, std::vector<double>& out, bool along_rows) {
    for (std::uint32_t y = 0; y < height; ++y)
      for (std::uint32_t x = 0; x < width_; ++x) {
        double sum = 0.0;
        const int at = static_cast<int>(along_rows ? x : y);
        const int end = static_cast<int>(along_rows ? width_ : height);
        for (int k = std::max(0, at - reach); k <= std::min(end - 1, at + reach); ++k)
          sum +=
              window[static_cast<std::size_t>(std::abs(k - at))] *
              in[along_rows ? y * width_ + static_cast<std::uint32_t>(k) : static_cast<std::uint32_t>(k) * width_ + x];
        out[y * width_ + x] = sum;
      }
  };
  smooth(noise, rows, true);
  smooth(rows, noise, false);
  double mean = 0.0;
  double variance = 0.0;
  for (std::uint32_t i = 0; i < n; ++i) mean += noise[i] / n;
  for (std::uint32_t i = 0; i < n; ++i) variance += square(noise[i] - mean) / n;
  const double sd = std::sqrt(variance);
  for (std::uint32_t i = 0; i < n; ++i) disadvantage_.push_back(sd > 0.0 ? (noise[i] - mean) / sd : 0.0);
  if (!districts.empty()) {
    // Districts differ by what is recorded in them, neighbourhoods within them by what is left of the spread.
    std::vector<double> level;
    double middle = 0.0;
    double between = 0.0;
    for (const auto& d : districts) {
      level.push_back(logarithm(d.violence) / violence_of_disadvantage);
      middle += d.share * level.back();
    }
    for (std::size_t d = 0; d < districts.size(); ++d) between += districts[d].share * square(level[d] - middle);
    std::vector<double> sum(districts.size());
    std::vector<double> count(districts.size());
    for (std::uint32_t i = 0; i < n; ++i) {
      sum[district_[i]] += disadvantage_[i];
      count[district_[i]] += 1.0;
    }
    double left = 0.0;  // variance of the field about the means of districts
    for (std::uint32_t i = 0; i < n; ++i)
      left += square(disadvantage_[i] -= sum[district_[i]] / count[district_[i]]) / n;
    const double within = left > 0.0 ? std::sqrt(std::max(0.2, 1.0 - between) / left) : 0.0;
    for (std::uint32_t i = 0; i < n; ++i) disadvantage_[i] = within * disadvantage_[i] + level[district_[i]] - middle;
  }
  // Residents of the least disadvantaged neighbourhoods stop most.
  const double least = *std::min_element(disadvantage_.begin(), disadvantage_.end());
  for (const double d : disadvantage_)
    guard_.push_back(1.0 - 0.5 * (1.0 - exponential(-p[P::disadvantage_on_guard] * (3.0 - std::min(3.0, d - least)))));
}

void Ground::draw_cells(const CityParameters& p, RandomKey key, const std::vector<CityDistrict>& districts) {
  const std::uint32_t n = cells();
  const std::uint32_t height = (neighbourhoods_ + width_ - 1) / width_;
  residents_.resize(n);
  dark_.resize(n);
  bar_.resize(n);
  for (auto& a : attraction_) a.resize(n);
  const std::array<double, attraction_count> spread{p[P::street_spread], p[P::robbery_spread], p[P::property_spread]};
  const double shared = std::sqrt(p[P::attraction_shared]);
  const double own = std::sqrt(1.0 - p[P::attraction_shared]);
  const double dark_odds = logarithm(p[P::dark_share] / (1.0 - p[P::dark_share]) + 1e-300);
  const double sparse =
      spread[0] + spread[1] + spread[2] > 0.0 ? sparse_share : 0.0;  // none where every place is alike
  const double dwellings = 1.0 / (1.0 - sparse + sparse * sparse_dwellings);
  const double centre_x = 0.5 * width_ * cells_per_side;
  const double centre_y = 0.5 * height * cells_per_side;
  const double reach = 0.35 * std::max(centre_x, centre_y) + 1.0;
  for (std::uint32_t cell = 0; cell < n; ++cell) {
    const auto [column, row] = position(cell);
    const double off = square((column - centre_x) / reach) + square((row - centre_y) / reach);
    const double pull = p[P::centre_pull] * exponential(-0.5 * off);
    const double common = standard_normal(key, {cell, shared_of, purpose::city_place, 0});
    for (std::uint32_t a = 0; a < attraction_count; ++a) {
      const double z = shared * common + own * standard_normal(key, {cell, own_of, purpose::city_place, a});
      attraction_[a][cell] = static_cast<float>(exponential(spread[a] * z - 0.5 * spread[a] * spread[a] + pull));
    }
    const double log_odds = dark_odds + p[P::dark_with_disadvantage] * disadvantage_[cell / cells_per_neighbourhood];
    dark_[cell] = uniform(key, {cell, dark_of, purpose::city_place, 0}) < 1.0 / (1.0 + exponential(-log_odds));
    bar_[cell] = uniform(key, {cell, bar_of, purpose::city_place, 0}) <
                 1.0 - exponential(-p[P::bars_per_cell] * attraction(Attraction::street, cell));
    residents_[cell] = static_cast<float>(
        dwellings * (uniform(key, {cell, residents_of, purpose::city_place, 0}) < sparse ? sparse_dwellings : 1.0));
  }
  if (!districts.empty())  // trips across the city go to districts by what is recorded in them
    for (auto& a : attraction_) {
      std::vector<double> mass(districts.size());
      std::vector<double> count(districts.size());
      for (std::uint32_t cell = 0; cell < n; ++cell) {
        mass[district_[cell / cells_per_neighbourhood]] += static_cast<double>(a[cell]);
        count[district_[cell / cells_per_neighbourhood]] += 1.0;
      }
      for (std::uint32_t cell = 0; cell < n; ++cell) {
        const std::uint32_t d = district_[cell / cells_per_neighbourhood];
        a[cell] = static_cast<float>(static_cast<double>(a[cell]) * districts[d].violence * count[d] / mass[d]);
      }
    }
  std::vector<double> weights(cells_per_neighbourhood);
  std::vector<double> masses(neighbourhoods_);
  for (std::size_t a = 0; a < attraction_count; ++a) {
    cell_table_[a].resize(n);
    city_table_[a].resize(neighbourhoods_);
    for (std::uint32_t h = 0; h < neighbourhoods_; ++h) {
      masses[h] = 0.0;
      for (std::uint32_t c = 0; c < cells_per_neighbourhood; ++c)
        masses[h] += weights[c] = static_cast<double>(attraction_[a][h * cells_per_neighbourhood + c]);
      make_alias(weights, std::span(cell_table_[a]).subspan(h * cells_per_neighbourhood, cells_per_neighbourhood));
    }
    make_alias(masses, city_table_[a]);
  }
}

std::uint32_t Ground::near(std::uint32_t home, std::uint32_t which, std::uint32_t keep) const {
  const std::uint32_t offset = alias_draw(kernel_table_, which, keep);
  const std::int64_t x = static_cast<std::int64_t>(home % width_) + offset % kernel_side - trip_reach;
  const std::int64_t y = static_cast<std::int64_t>(home / width_) + offset / kernel_side - trip_reach;
  if (x < 0 || y < 0 || x >= width_ || y * width_ + x >= neighbourhoods_)
    return home;  // who would leave the city stays at home
  return static_cast<std::uint32_t>(y * width_ + x);
}

double Ground::near_probability(std::uint32_t from, std::uint32_t to) const {
  double p = 0.0;
  for (std::uint32_t offset = 0; offset < kernel_.size(); ++offset) {
    const std::int64_t x = static_cast<std::int64_t>(from % width_) + offset % kernel_side - trip_reach;
    const std::int64_t y = static_cast<std::int64_t>(from / width_) + offset / kernel_side - trip_reach;
    const bool outside = x < 0 || y < 0 || x >= width_ || y * width_ + x >= neighbourhoods_;
    if ((outside ? from : static_cast<std::uint32_t>(y * width_ + x)) == to) p += kernel_[offset];
  }
  return p;
}

std::uint32_t Ground::trip(Attraction of, std::uint32_t home, const std::array<std::uint32_t, 4>& words) const {
  const bool local = static_cast<double>(words[3]) * 0x1p-32 < local_trips_;
  const std::uint32_t to =
      local ? near(home, words[0], words[1]) : alias_draw(city_table_[index(of)], words[0], words[1]);
  return cell_in(of, to, words[2]);
}

}  // namespace salus::model
