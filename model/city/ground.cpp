#include "model/city/ground.hpp"

#include <algorithm>
#include <cmath>

#include "model/city/disadvantage.hpp"
#include "model/core/elementary.hpp"
#include "model/random/purposes.hpp"
#include "model/random/sampler.hpp"

namespace salus::model {
namespace {

using P = CityParameter;

double squared(double x) { return x * x; }

/// Share of cells with few dwellings (shops, works, parks), and their dwellings against those of the others.
constexpr double sparse_share = 0.12;
constexpr double sparse_dwellings = 0.25;

/// Falls from 1 in the middle of the city.
class Centrality {
 public:
  explicit Centrality(const CityGrid& grid)
      : column_(0.5 * grid.width() * cells_per_side),
        row_(0.5 * grid.height() * cells_per_side),
        reach_(0.35 * std::max(column_, row_) + 1.0) {}
  double operator()(GridPlace place) const {
    const double off = squared((place.column - column_) / reach_) + squared((place.row - row_) / reach_);
    return exponential(-0.5 * off);
  }

 private:
  double column_;
  double row_;
  double reach_;
};

}  // namespace

Ground::Ground(std::uint32_t neighbourhoods, const CityParameters& p, RandomKey key,
               const std::vector<CityDistrict>& districts)
    : grid_(neighbourhoods),
      local_trips_(p[P::local_trips]),
      district_(lay_out_districts(grid_, districts)),
      disadvantage_(disadvantage_field(grid_, p, key)) {
  if (!districts.empty()) fit_to_districts(disadvantage_, district_, districts);
  set_guards(p);
  draw_dwellings(p, key);
  draw_attractions(p, key);
  draw_light_and_bars(p, key);
  if (!districts.empty()) draw_to_districts(districts);
  make_tables();
  make_kernel(p);
}

/// Residents of the least disadvantaged neighbourhoods stop most.
void Ground::set_guards(const CityParameters& p) {
  const double least = *std::min_element(disadvantage_.begin(), disadvantage_.end());
  for (const double d : disadvantage_)
    guard_.push_back(1.0 - 0.5 * (1.0 - exponential(-p[P::disadvantage_on_guard] * (3.0 - std::min(3.0, d - least)))));
}

void Ground::draw_dwellings(const CityParameters& p, RandomKey key) {
  const bool all_alike = p[P::street_spread] + p[P::robbery_spread] + p[P::property_spread] <= 0.0;
  const double sparse = all_alike ? 0.0 : sparse_share;
  const double dwellings = 1.0 / (1.0 - sparse + sparse * sparse_dwellings);
  for (const Cell cell : Positions<Cell>(cells())) {
    const bool few = uniform(key, {cell, place_draw::residents, purpose::city_place, 0}) < sparse;
    residents_.push_back(dwellings * (few ? sparse_dwellings : 1.0));
  }
}

void Ground::draw_attractions(const CityParameters& p, RandomKey key) {
  const EnumArray<double, Attraction> spread{{p[P::street_spread], p[P::robbery_spread], p[P::property_spread]}};
  const double shared = std::sqrt(p[P::attraction_shared]);
  const double own = std::sqrt(1.0 - p[P::attraction_shared]);
  const Centrality centrality(grid_);
  for (const Cell cell : Positions<Cell>(cells())) {
    const double pull = p[P::centre_pull] * centrality(grid_.place_of_cell(cell));
    const double common = standard_normal(key, {cell, place_draw::shared, purpose::city_place, 0});
    for (const Attraction a : every<Attraction>) {
      const double z = shared * common + own * standard_normal(key, {cell, place_draw::own, purpose::city_place,
                                                                     static_cast<std::uint32_t>(a)});
      attraction_[a].push_back(exponential(spread[a] * z - 0.5 * spread[a] * spread[a] + pull));
    }
  }
}

void Ground::draw_light_and_bars(const CityParameters& p, RandomKey key) {
  const double dark_odds = logarithm(p[P::dark_share] / (1.0 - p[P::dark_share]) + 1e-300);
  for (const Cell cell : Positions<Cell>(cells())) {
    const double log_odds = dark_odds + p[P::dark_with_disadvantage] * disadvantage_[neighbourhood_of_cell(cell)];
    const double bars = p[P::bars_per_cell] * attraction(Attraction::street, cell);
    dark_.push_back(uniform(key, {cell, place_draw::dark, purpose::city_place, 0}) <
                    1.0 / (1.0 + exponential(-log_odds)));
    bar_.push_back(uniform(key, {cell, place_draw::bar, purpose::city_place, 0}) < 1.0 - exponential(-bars));
  }
}

/// Trips across the city go to districts by what is recorded in them.
void Ground::draw_to_districts(const std::vector<CityDistrict>& districts) {
  const auto district_of = [&](Cell cell) { return district_[neighbourhood_of_cell(cell)]; };
  for (auto& attraction : attraction_) {
    std::vector<double> mass(districts.size());
    std::vector<double> count(districts.size());
    for (const Cell cell : Positions<Cell>(cells())) {
      mass[district_of(cell)] += attraction[cell];
      count[district_of(cell)] += 1.0;
    }
    for (const Cell cell : Positions<Cell>(cells())) {
      const std::uint32_t d = district_of(cell);
      attraction[cell] = attraction[cell] * districts[d].violence * count[d] / mass[d];
    }
  }
}

void Ground::make_tables() {
  std::vector<double> weights(cells_per_neighbourhood);
  std::vector<double> masses(neighbourhoods());
  for (const Attraction a : every<Attraction>) {
    cell_table_[a].resize(cells());
    city_table_[a].resize(neighbourhoods());
    for (const Neighbourhood n : Positions<Neighbourhood>(neighbourhoods())) {
      const IdRange<Cell> own = cells_of(n);
      masses[n] = 0.0;
      for (const Cell cell : own) {
        weights[cell - own.first] = attraction(a, cell);
        masses[n] += attraction(a, cell);
      }
      make_alias(weights, std::span(cell_table_[a]).subspan(own.first, cells_per_neighbourhood));
    }
    make_alias(masses, city_table_[a]);
  }
}

void Ground::make_kernel(const CityParameters& p) {
  // The mean of exp(-d / length) over the plane is twice the length.
  const double length = 0.5 * p[P::trip_length] / (cell_pitch * cells_per_side);
  std::vector<double> weights;
  for (int dy = -trip_reach; dy <= trip_reach; ++dy)
    for (int dx = -trip_reach; dx <= trip_reach; ++dx) {
      const double squared = dx * dx + dy * dy;
      kernel_offset_.push_back({dx, dy});
      weights.push_back(exponential(-std::sqrt(squared) / length));
    }
  double sum = 0.0;
  for (const double w : weights) sum += w;
  for (const double w : weights) kernel_.push_back(w / sum);
  kernel_table_.resize(weights.size());
  make_alias(weights, kernel_table_);
}

/// Neighbourhood of a step of the kernel; who would leave the city stays at home.
Neighbourhood Ground::moved(Neighbourhood home, GridPlace offset) const {
  const GridPlace from = grid_.place_of_neighbourhood(home);
  const Neighbourhood to = grid_.neighbourhood_at({from.column + offset.column, from.row + offset.row});
  return to == no_neighbourhood ? home : to;
}

Neighbourhood Ground::near(Neighbourhood home, std::uint32_t which, std::uint32_t keep) const {
  return moved(home, kernel_offset_[alias_draw(kernel_table_, which, keep)]);
}

double Ground::near_probability(Neighbourhood from, Neighbourhood to) const {
  double p = 0.0;
  for (std::size_t i = 0; i < kernel_.size(); ++i)
    if (moved(from, kernel_offset_[i]) == to) p += kernel_[i];
  return p;
}

Cell Ground::trip(Attraction of, Neighbourhood home, const std::array<std::uint32_t, 4>& words) const {
  const bool local = words[3] * 0x1p-32 < local_trips_;
  const Neighbourhood to =
      local ? near(home, words[0], words[1]) : Neighbourhood(alias_draw(city_table_[of], words[0], words[1]));
  return cell_in(of, to, words[2]);
}

}  // namespace salus::model
