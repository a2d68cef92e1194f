#pragma once
/// The synthetic inner geography of a city: neighbourhoods of 8 x 8 cells of 64 places, on a square grid; what draws
/// crime to a cell, who watches it, where it is dark. Drawn from the city's code, so that it is the same in every run;
/// no map is claimed.
///
/// A cell is the size of a street segment, `cell_pitch` metres on a side; where each lies says city_grid.hpp.
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "model/city/alias.hpp"
#include "model/city/city_grid.hpp"
#include "model/city/city_input.hpp"
#include "model/city/city_parameters.hpp"
#include "model/city/people.hpp"

namespace salus::model {

inline constexpr double cell_pitch = 100.0;  ///< metres

/// How far a local trip goes, in neighbourhoods each way: the offsets of a square of this half-width.
inline constexpr int trip_reach = 6;

class Ground {
 public:
  /// @param neighbourhoods at least 1. @param key of the city's domain, run 0: the place is the same in every run.
  /// @param districts that it is laid out in, one beside the other.
  Ground(std::uint32_t neighbourhoods, const CityParameters& parameters, RandomKey key,
         const std::vector<CityDistrict>& districts = {});

  const CityGrid& grid() const { return grid_; }
  std::uint32_t neighbourhoods() const { return grid_.neighbourhoods(); }
  std::uint32_t cells() const { return grid_.neighbourhoods() * cells_per_neighbourhood; }

  /// Position among the districts; 0 where there are none.
  std::uint32_t district(Neighbourhood neighbourhood) const { return district_[neighbourhood]; }
  /// Mean 0, sd 1 over the city.
  double disadvantage(Neighbourhood neighbourhood) const { return disadvantage_[neighbourhood]; }
  bool dark(Cell cell) const { return dark_[cell] != 0; }
  /// A place that sells drink: the likelier the more draws street violence to the cell.
  bool bar(Cell cell) const { return bar_[cell] != 0; }
  /// Share of its places that are dwellings, against the mean.
  double residents(Cell cell) const { return residents_[cell]; }
  double attraction(Attraction of, Cell cell) const { return attraction_[of][cell]; }
  /// Chance that a crime in public is not stopped, 0..1.
  double guard(Neighbourhood neighbourhood) const { return guard_[neighbourhood]; }

  /// Cell where an offender from `home` goes, from four words: near by, by the kernel, or anywhere by attraction.
  Cell trip(Attraction of, Neighbourhood home, const std::array<std::uint32_t, 4>& words) const;
  /// Neighbourhood of a local trip.
  Neighbourhood near(Neighbourhood home, std::uint32_t which, std::uint32_t keep) const;
  /// Cell of a neighbourhood, by attraction: six bits of the word choose the bucket, the others keep it.
  Cell cell_in(Attraction of, Neighbourhood neighbourhood, std::uint32_t word) const {
    static_assert(cells_per_neighbourhood == 64);
    const Cell first = cells_of(neighbourhood).first;
    const std::uint32_t which = word >> 26;
    const AliasBucket& bucket = cell_table_[of][first + which];
    return first + (word << 6 < bucket.keep ? which : bucket.other);
  }
  double local_trips() const { return local_trips_; }
  /// Probability that a local trip from one neighbourhood ends in another; for the reference and for tests.
  double near_probability(Neighbourhood from, Neighbourhood to) const;

 private:
  void set_guards(const CityParameters& p);
  void draw_dwellings(const CityParameters& p, RandomKey key);
  void draw_attractions(const CityParameters& p, RandomKey key);
  void draw_light_and_bars(const CityParameters& p, RandomKey key);
  void draw_to_districts(const std::vector<CityDistrict>& districts);
  void make_tables();
  void make_kernel(const CityParameters& p);
  Neighbourhood moved(Neighbourhood home, GridPlace offset) const;

  CityGrid grid_;
  double local_trips_;
  std::vector<std::uint32_t> district_;
  std::vector<double> disadvantage_;
  std::vector<double> guard_;
  std::vector<Single> residents_;
  std::vector<std::uint8_t> dark_;
  std::vector<std::uint8_t> bar_;
  EnumArray<std::vector<Single>, Attraction> attraction_;
  EnumArray<std::vector<AliasBucket>, Attraction> cell_table_;  ///< [neighbourhood][cell]
  EnumArray<std::vector<AliasBucket>, Attraction> city_table_;  ///< [neighbourhood]
  std::vector<double> kernel_;                                  ///< [offset] probabilities
  std::vector<GridPlace> kernel_offset_;
  std::vector<AliasBucket> kernel_table_;
};

}  // namespace salus::model
