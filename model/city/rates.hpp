#pragma once
/// A person's own rates: what the person may start or pass through in a month. Pure functions of the person, the
/// neighbourhood and the month's conditions, used by the engine and by the slow reference alike.
#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "model/city/city_input.hpp"
#include "model/city/city_parameters.hpp"
#include "model/city/ground.hpp"
#include "model/city/people.hpp"
#include "model/city/rhythm.hpp"

namespace salus::model {

/// What may happen to a person besides crime, at the end of the month. `fill`: somebody comes to an empty place.
enum class Life : std::uint8_t { death, move, career, back, fill };

/// Rates of one person, a month, and the sum of all.
struct PersonRates {
  EnumArray<double, Life> life{};
  EnumArray<double, Process> process{};
  double total = 0.0;
  double of_processes() const {
    double sum = 0.0;
    for (const double rate : process) sum += rate;
    return sum;
  }
};

/// Index of the rate that `at` falls on where rates are laid end to end (inverse of their cumulative sum); none beyond
/// their sum. `at` is reduced by the rates before it.
template <class Enum>
std::optional<Enum> enumerator_at(const EnumArray<double, Enum>& rates, double& at) {
  for (const Enum what : every<Enum>) {
    if (at < rates[what]) return what;
    at -= rates[what];
  }
  return std::nullopt;
}

/// Conditions that all persons of a month share.
struct MonthConditions {
  EnumArray<double, Process> factor{};  ///< season, noise and trust: on the rate of each process

  /// pulls of exposure (1 at rest)
  double initiation = 1.0;
  double entry = 1.0;
  double exposure = 1.0;

  double fill = 0.0;  ///< rate at which an empty place is taken
};

/// Coefficients that turn shares of the city's rates into rates of persons. Filled once, from the people at the start.
struct RateScale {
  /// a person and month, before weights
  EnumArray<double, Process> situational{};
  EnumArray<double, Process> active{};

  double entry = 0.0;
  double initiation = 0.0;
  double desistance = 0.0;
};

/// From this age on a person counts as grown, months.
inline constexpr std::uint32_t grown = 18 * 12;

/// Ages that differ in how exposed they are.
enum class VictimAge : std::uint8_t { child, youth, adult, older };
inline constexpr std::uint32_t youth_from = 12 * 12;
inline constexpr std::uint32_t older_from = 60 * 12;
inline VictimAge victim_age(std::uint32_t age_months) {
  return static_cast<VictimAge>((age_months >= youth_from) + (age_months >= grown) + (age_months >= older_from));
}

/// Multipliers of the classes of propensity; mean 1.
std::array<double, propensity_classes> propensities(const CityParameters& parameters);

class Rates {
 public:
  Rates(const CityInput& input, const CityParameters& parameters, const Ground& ground);

  /// Coefficients of all rates (rate_scale.hpp); before this they are zero.
  void set_scale(const RateScale& scale) { scale_ = scale; }

  /// What the person may start or pass through in this month, under its conditions.
  PersonRates of(const People& people, Slot slot, Month month, const MonthConditions& conditions) const;

  /// Conditions that `bound` allows for.
  void set_highest(const MonthConditions& highest);
  /// Upper bound of `of` over the twelve months from `month`, for any conditions at most as high as those of
  /// `set_highest`.
  double bound(const People& people, Slot slot, Month month) const;

  /// Relative hazard of entering the population at risk, by propensity, place and sex.
  double entry_weight(const People& people, Slot slot) const;
  /// Whether `bound` can change by ageing alone within a year before or after this age: at the limits of five-year age
  /// groups, and near the ages of entry into risk.
  static bool bound_moves(std::uint32_t age_months);
  double propensity(unsigned propensity_class) const { return propensity_[propensity_class]; }
  double vulnerability(unsigned vulnerability_class) const { return vulnerability_[vulnerability_class]; }
  double highest_vulnerability() const { return vulnerability_.back(); }

  /// Weight of a person as a victim in public, at most `highest_exposure(process)`; 0 for who cannot be one.
  double exposure(Process process, Sex sex, std::uint32_t age_months, Career career) const;
  double highest_exposure(Process process) const { return highest_exposure_[process]; }
  /// Probability of an assault between persons of these ages and sexes, relative to two of the same age and sex, 0..1.
  double peers(Sex sex_one, std::uint32_t age_one, Sex sex_other, std::uint32_t age_other) const;
  /// Product of the last three, each divided by its maximum: the probability, 0..1, that an offender accepts a person
  /// met as the victim (rejection sampling). By tables, since most candidates are rejected.
  double chance_as_victim(Process process, Sex sex, std::uint32_t age_months, Career career,
                          unsigned vulnerability_class) const {
    return chance_by_exposure_(process, sex, victim_age(age_months), career) *
           chance_by_vulnerability_[vulnerability_class];
  }
  /// The most that it can be for any process, age and sex.
  double highest_chance(unsigned vulnerability_class) const { return chance_by_vulnerability_[vulnerability_class]; }

 private:
  void make_lives();
  void make_processes();
  void make_chances();
  /// Factor of propensity on violence at home; mean 1.
  double at_home(double propensity) const { return 1.0 + p_[CityParameter::home_propensity] * (propensity - 1.0); }
  void lives_of(PersonRates& rates, const People& people, Slot slot, std::uint32_t age_months,
                const MonthConditions& conditions) const;
  void processes_of(PersonRates& rates, const People& people, Slot slot, AgeYear year,
                    const MonthConditions& conditions) const;

  double highest_situational(Process process, Sex sex, AgeBand band) const;

  using BySexAndBand = FixedGrid<double, Sex, AgeBand>;

  const CityInput& input_;
  const CityParameters& p_;
  RateScale scale_;
  std::array<double, propensity_classes> propensity_{};
  std::array<double, vulnerability_classes> vulnerability_{};
  FixedGrid<double, AgeBand> death_{};
  FixedGrid<double, AgeBand> move_{};
  FixedGrid<double, Process, Sex, AgeYear> situational_{};
  EnumArray<double, Process> highest_exposure_{};
  EnumArray<double, Process> exposure_loading_{};
  /// For `bound`: at the highest conditions, what does not depend on the person's propensity or place, and what is
  /// multiplied by either.
  FixedGrid<double, Career, AgeBand> plain_{};
  BySexAndBand by_propensity_{};
  BySexAndBand by_home_{};
  BySexAndBand by_home_couple_{};
  double active_by_propensity_ = 0.0;
  double entry_highest_ = 0.0;
  double initiation_highest_ = 0.0;
  double fill_highest_ = 0.0;
  FixedGrid<double, Process, Sex, VictimAge, Career> chance_by_exposure_{};
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
