#pragma once
/// A person's own rates: what the person may start or pass through in a month. Pure functions of the person, the
/// neighbourhood and the month's conditions, used by the engine and by the slow reference alike.
#include <array>
#include <cstdint>
#include <vector>

#include "model/city/city_input.hpp"
#include "model/city/city_parameters.hpp"
#include "model/city/ground.hpp"
#include "model/city/people.hpp"
#include "model/city/rhythm.hpp"
#include "model/core/executor.hpp"

namespace salus::model {

/// What may happen to a person besides crime, at the end of the month. `fill`: somebody comes to an empty place.
enum class Life : std::uint8_t { death, move, career, back, fill };
inline constexpr std::size_t life_count = 5;
inline constexpr std::size_t rate_count = life_count + process_count;  ///< life first, then processes

/// Rates of one person, a month, and their sum.
struct PersonRates {
  std::array<double, rate_count> rate{};
  double total = 0.0;
};

/// Conditions that all persons of a month share.
struct MonthConditions {
  std::array<double, process_count> factor{};  ///< season, noise and trust: on the rate of each process

  /// pulls of exposure (1 at rest)
  double initiation = 1.0;
  double entry = 1.0;
  double exposure = 1.0;

  double fill = 0.0;  ///< rate at which an empty place is taken
};

/// Coefficients that turn shares of the city's rates into rates of persons. Filled once, from the people at the start.
struct RateScale {
  /// a person and month, before weights
  std::array<double, process_count> situational{};
  std::array<double, process_count> active{};

  double entry = 0.0;
  double initiation = 0.0;
  double desistance = 0.0;
};

/// A weight (propensity times place), and how many, or which share, of persons have it.
struct Weighted {
  double weight;
  double share;
  double given = 1.0;  ///< chance of what the share is of
};

/// The k in [0, highest] at which the sum of share given (1 - exp(-k weight)) is `wanted`, to highest / 2^halvings;
/// `highest` where that is more than there is.
double saturating(const std::vector<Weighted>& all, double wanted, double highest, int halvings);

/// From this age on a person counts as grown, months.
inline constexpr std::uint32_t grown = 18 * 12;

class Rates {
 public:
  Rates(const CityInput& input, const CityParameters& parameters, const Ground& ground);

  /// Sets the scale from the people at the start, so that with what they may do incidents that nothing else led to are
  /// `spontaneous` a person and month.
  void set_scale(const People& people, const std::array<double, process_count>& spontaneous, const Executor& executor);
  const RateScale& scale() const { return scale_; }
  void set_scale(const RateScale& scale) { scale_ = scale; }

  /// What the person may start or pass through in this month, under its conditions.
  PersonRates of(const People& people, std::uint32_t slot, std::uint32_t month,
                 const MonthConditions& conditions) const;

  /// Conditions that `bound` allows for.
  void set_highest(const MonthConditions& highest);
  /// Upper bound of `of` over the twelve months from `month`, for any conditions at most as high as those of
  /// `set_highest`.
  double bound(const People& people, std::uint32_t slot, std::uint32_t month) const;

  /// Weight with which a person comes at risk: propensity, place and sex.
  double entry_weight(const People& people, std::uint32_t slot) const;
  /// Whether age alone moves the bound of somebody of this age within a year of it, either way: every five years, and
  /// about the ages of entry.
  static bool bound_moves(std::uint32_t age_months);
  double propensity(unsigned propensity_class) const { return propensity_[propensity_class]; }
  double vulnerability(unsigned vulnerability_class) const { return vulnerability_[vulnerability_class]; }
  double highest_vulnerability() const { return vulnerability_.back(); }

  /// Weight of a person as a victim in public, at most `highest_exposure(process)`; 0 for who cannot be one.
  double exposure(Process process, std::size_t sex, std::uint32_t age_months, Career career) const;
  double highest_exposure(Process process) const { return highest_exposure_[index(process)]; }
  /// Chance, against two persons of one age and sex, that an assault is between persons of these, 0..1.
  double peers(std::size_t sex_one, std::uint32_t age_one, std::size_t sex_other, std::uint32_t age_other) const;
  /// The last three together, each over its highest value: the chance, 0..1, that an offender takes a person met as the
  /// victim. By tables: most persons met are not.
  double chance_as_victim(Process process, std::size_t sex, std::uint32_t age_months, Career career,
                          unsigned vulnerability_class) const {
    const auto age = static_cast<std::size_t>((age_months >= 144) + (age_months >= grown) + (age_months >= 720));
    return chance_by_exposure_[index(process)][sex][age][index(career)] * chance_by_vulnerability_[vulnerability_class];
  }
  /// The most that it can be for any process, age and sex.
  double highest_chance(unsigned vulnerability_class) const { return chance_by_vulnerability_[vulnerability_class]; }

 private:
  double situational(Process process, std::size_t sex, std::size_t band) const {
    return situational_[index(process)][sex][band];
  }
  /// Factor of propensity on violence at home; mean 1.
  double at_home(double propensity) const { return 1.0 + p_[CityParameter::home_propensity] * (propensity - 1.0); }
  PersonRates at_age(const People& people, std::uint32_t slot, std::size_t band, std::uint32_t age_months,
                     const MonthConditions& conditions) const;

  const CityInput& input_;
  const CityParameters& p_;
  RateScale scale_;
  std::array<double, propensity_classes> propensity_{};
  std::array<double, vulnerability_classes> vulnerability_{};
  std::array<double, age_bands> death_{};
  std::array<double, age_bands> move_{};
  std::array<std::array<std::array<double, age_bands>, sexes>, process_count> situational_{};
  std::array<double, process_count> highest_exposure_{};
  std::array<double, process_count> active_loading_{};
  std::array<double, process_count> exposure_loading_{};
  /// For `bound`: at the highest conditions, what does not depend on the person's propensity or place, and what is
  /// multiplied by either.
  std::array<std::array<double, age_bands>, career_count> plain_{};
  std::array<std::array<double, age_bands>, sexes> by_propensity_{};
  std::array<std::array<double, age_bands>, sexes> by_home_{};
  std::array<std::array<double, age_bands>, sexes> by_home_couple_{};
  double active_by_propensity_ = 0.0;
  double entry_highest_ = 0.0;
  double initiation_highest_ = 0.0;
  double fill_highest_ = 0.0;
  std::array<std::array<std::array<std::array<double, career_count>, 4>, sexes>, process_count>
      chance_by_exposure_{};  ///< [process][sex][below 12, 18, 60 years, older][career]
  std::array<double, vulnerability_classes> chance_by_vulnerability_{};
  std::vector<double> peers_of_gap_;  ///< [months between two persons of one sex]

  /// [neighbourhood] factors of disadvantage
  std::vector<double> entry_of_place_;
  std::vector<double> home_of_place_;
};

/// Hazard of coming at risk is spread over these ages, months.
inline constexpr std::uint32_t entry_from = 13 * 12;
inline constexpr std::uint32_t entry_to = 18 * 12;
inline bool Rates::bound_moves(std::uint32_t age) {
  const std::uint32_t in_band = age % 60;
  return in_band < 12 || in_band >= 48 || (age + 12 >= entry_from && age < entry_from + 12) ||
         (age >= entry_to && age < entry_to + 12);
}

}  // namespace salus::model
