#pragma once
/// Who lives in a slot: the people at the start, and those who come later.
#include <vector>

#include "model/city/city_input.hpp"
#include "model/city/city_parameters.hpp"
#include "model/city/ground.hpp"
#include "model/city/people.hpp"

namespace salus::model {

/// Where careers stand by age, before their sums are made to fit: at risk from 15 to 29, active about 22, imprisoned
/// and desisted later.
inline constexpr auto career_by_age = for_each_of<Career, FixedGrid<double, AgeBand>>({
    {Career::not_at_risk, {}},
    {Career::at_risk, {exactly<age_bands, double>({0, 0, 0, 1, 1, 1, 0.15, 0.05, 0, 0, 0, 0, 0, 0, 0, 0, 0})}},
    {Career::active,
     {exactly<age_bands, double>({0, 0, 0.02, 0.8, 1.0, 0.8, 0.5, 0.3, 0.18, 0.1, 0.05, 0.02, 0.01, 0, 0, 0, 0})}},
    {Career::imprisoned,
     {exactly<age_bands, double>({0, 0, 0, 0.4, 1.0, 1.0, 0.8, 0.6, 0.4, 0.25, 0.15, 0.1, 0.05, 0.02, 0, 0, 0})}},
    {Career::desisted,
     {exactly<age_bands, double>({0, 0, 0, 0.1, 0.5, 0.9, 1.0, 1.0, 0.9, 0.8, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0.1})}},
});

/// Draws occupants. Everything about a slot is keyed by the slot and the month in which the occupant comes, so no slot
/// depends on another but its couple.
class Settlement {
 public:
  Settlement(const CityInput& input, const CityParameters& parameters, const Ground& ground, RandomKey key);

  /// The people at the start of one pair of slots (2 m, 2 m + 1). @param taken mean share of places that are taken.
  void start_pair(People& people, Slot first, double taken) const;
  /// A child just born in an empty slot.
  void newborn(People& people, Slot slot, Month month) const;
  /// A grown person from elsewhere in an empty slot.
  void newcomer(People& people, Slot slot, Month month) const;
  /// Another person of the same age, sex and career in place of one who moves; grown neighbours of a dwelling may
  /// become a couple.
  void exchange(People& people, Slot slot, Month month) const;
  /// Traits that go with a career: group and weapon. Called whenever a career changes.
  void career_traits(People& people, Slot slot, Month month) const;

 private:
  void set_ages(const CityInput& input);
  void set_careers(const CityInput& input);
  void set_places();
  void set_paths();
  void person_traits(People& people, Slot slot, Month month) const;
  void draw_career(People& people, Slot slot, Month month) const;
  Career station(double u, Sex sex, AgeBand band) const;
  int age_drawn(double u, double v, bool adult) const;

  using ByBand = FixedGrid<double, AgeBand>;
  using BySexAndBand = FixedGrid<double, Sex, AgeBand>;

  const CityParameters& p_;
  const Ground& ground_;
  RandomKey key_;

  /// cumulative age shares among the grown and the others
  ByBand adult_{};
  ByBand child_{};

  /// share of grown pairs among first and second pairs of a household
  double head_adult_ = 1.0;
  double other_adult_ = 0.5;

  FixedGrid<double, Career, Sex, AgeBand> career_{};  ///< from active on: share of those further on the path
  std::vector<Single> poor_of_place_;                 ///< [neighbourhood] share who are poor
  std::vector<Single> entry_of_place_;                ///< factor on coming at risk
  std::array<double, propensity_classes> propensity_{};
  /// k: somebody of weight w (propensity times place) is on the path with 1 - exp(-k w), and beyond being at risk,
  /// given that, likewise.
  BySexAndBand any_{};
  BySexAndBand further_{};
};

}  // namespace salus::model
