#pragma once
/// The synthetic inner geography of a city: neighbourhoods of 8 x 8 cells of 64 places, on a square grid; what draws
/// crime to a cell, who watches it, where it is dark. Drawn from the city's code, so that it is the same in every run;
/// no map is claimed.
///
/// A cell is the size of a street segment, `cell_pitch` metres on a side. Neighbourhood n lies at column n mod width,
/// row n / width; its 64 cells in rows of eight.
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "model/city/alias.hpp"
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

  std::uint32_t neighbourhoods() const { return neighbourhoods_; }
  std::uint32_t cells() const { return neighbourhoods_ * cells_per_neighbourhood; }
  std::uint32_t width() const { return width_; }

  /// Column and row of a cell on the city's grid, cells.
  std::array<std::uint32_t, 2> position(std::uint32_t cell) const;
  /// Cell at a column and row; `nobody` outside the city.
  std::uint32_t cell_at(std::int64_t column, std::int64_t row) const;

  /// Cells at most `reach` columns and rows from one, without it, row by row.
  std::vector<std::uint32_t> around(std::uint32_t cell, int reach) const;

  std::uint32_t district(std::uint32_t neighbourhood) const {
    return district_[neighbourhood];
  }  ///< position among the districts; 0 where there are none
  double disadvantage(std::uint32_t neighbourhood) const {
    return disadvantage_[neighbourhood];
  }  ///< mean 0, sd 1 over the city
  bool dark(std::uint32_t cell) const { return dark_[cell] != 0; }
  bool bar(std::uint32_t cell) const {
    return bar_[cell] != 0;
  }  ///< a place that sells drink: the likelier the more draws street violence to the cell
  double residents(std::uint32_t cell) const {
    return static_cast<double>(residents_[cell]);
  }  ///< share of its places that are dwellings, against the mean
  double attraction(Attraction of, std::uint32_t cell) const {
    return static_cast<double>(attraction_[index(of)][cell]);
  }
  double guard(std::uint32_t neighbourhood) const {
    return guard_[neighbourhood];
  }  ///< chance that a crime in public is not stopped, 0..1

  /// Cell where an offender from `home` goes, from four words: near by, by the kernel, or anywhere by attraction.
  std::uint32_t trip(Attraction of, std::uint32_t home, const std::array<std::uint32_t, 4>& words) const;
  /// Neighbourhood of a local trip.
  std::uint32_t near(std::uint32_t home, std::uint32_t which, std::uint32_t keep) const;
  /// Cell of a neighbourhood, by attraction: six bits of the word choose the bucket, the others keep it.
  std::uint32_t cell_in(Attraction of, std::uint32_t neighbourhood, std::uint32_t word) const {
    static_assert(cells_per_neighbourhood == 64);
    const std::uint32_t first = neighbourhood * cells_per_neighbourhood;
    const std::uint32_t cell = word >> 26;
    const AliasBucket& bucket = cell_table_[index(of)][first + cell];
    return first + (word << 6 < bucket.keep ? cell : bucket.other);
  }
  double local_trips() const { return local_trips_; }
  /// Probability that a local trip from one neighbourhood ends in another; for the reference and for tests.
  double near_probability(std::uint32_t from, std::uint32_t to) const;

 private:
  void draw_disadvantage(const CityParameters& p, RandomKey key, const std::vector<CityDistrict>& districts);
  void lay_out(const std::vector<CityDistrict>& districts);
  void draw_cells(const CityParameters& p, RandomKey key, const std::vector<CityDistrict>& districts);

  std::uint32_t neighbourhoods_;
  std::uint32_t width_;
  double local_trips_;
  std::vector<std::uint32_t> district_;
  std::vector<double> disadvantage_;
  std::vector<double> guard_;
  std::vector<float> residents_;
  std::vector<std::uint8_t> dark_;
  std::vector<std::uint8_t> bar_;
  std::array<std::vector<float>, attraction_count> attraction_;
  std::array<std::vector<AliasBucket>, attraction_count> cell_table_;  ///< [neighbourhood][cell]
  std::array<std::vector<AliasBucket>, attraction_count> city_table_;  ///< [neighbourhood]
  std::vector<double> kernel_;                                         ///< [offset] probabilities
  std::vector<AliasBucket> kernel_table_;
};

}  // namespace salus::model
