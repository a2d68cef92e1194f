#pragma once
/// Numbers with a unit, for what crosses a function: money, counts, people, time, rates, probabilities. Two of
/// different units are never exchanged, added or compared; a quotient has the unit that it should, and a product only
/// where units cancel. Made from a plain number where that is said, and read as one by `value()`; in memory a double.
#include <compare>
#include <concepts>

namespace salus::model {

namespace units {

struct none;
struct dollar;       ///< US dollars of `price_year` (model/core/prices.hpp), at market exchange rates
struct paid_dollar;  ///< US dollars as a budget has them: of the year in which they are paid, or of one it states
struct city;         ///< that shares an account
struct country;      ///< that takes part
struct person;       ///< inhabitant
struct year;         ///< of a calendar
struct person_year;
struct hundred_thousand_person_years;
struct measure;    ///< what an intervention's money buys: a person-year, a place-year
struct interview;  ///< of a survey of victims
struct incident;   ///< of any crime type
struct life_year;  ///< disability-adjusted
struct joining;    ///< a country begins to take part
struct leaving;    ///< a country ends it
struct turnover;   ///< a government changes
struct chance;     ///< a probability, or a share of people: 0..1
struct fall;       ///< the part of a rate that is gone: 0..1
/// Ratio of two units.
template <class Of, class Each>
struct per;

/// Dimensionless fractions; sums of them are not defined.
template <class Unit>
concept part = std::same_as<Unit, chance> || std::same_as<Unit, fall>;

template <class A, class B>
struct quotient {
  using type = per<A, B>;
};
template <class A>
struct quotient<A, A> {
  using type = none;
};
template <class A, class B>
struct quotient<A, per<A, B>> {
  using type = B;
};

template <class A, class B>
struct product {};
template <class A, class B>
struct product<per<A, B>, B> {
  using type = A;
};
template <class A, class B>
struct product<B, per<A, B>> {
  using type = A;
};

}  // namespace units

/// A number of `Unit`.
template <class Unit>
class Quantity {
 public:
  constexpr Quantity() = default;
  constexpr explicit Quantity(double value) : value_(value) {}
  constexpr double value() const noexcept { return value_; }

  friend constexpr auto operator<=>(Quantity, Quantity) = default;
  friend constexpr Quantity operator+(Quantity a, Quantity b) requires(!units::part<Unit>) {
    return Quantity(a.value_ + b.value_);
  }
  friend constexpr Quantity operator-(Quantity a, Quantity b) requires(!units::part<Unit>) {
    return Quantity(a.value_ - b.value_);
  }
  friend constexpr Quantity operator*(Quantity a, double factor) { return Quantity(a.value_ * factor); }
  friend constexpr Quantity operator*(double factor, Quantity a) { return Quantity(factor * a.value_); }
  friend constexpr Quantity operator/(Quantity a, double divisor) { return Quantity(a.value_ / divisor); }
  constexpr Quantity& operator+=(Quantity other) requires(!units::part<Unit>) { return *this = *this + other; }
  constexpr Quantity& operator*=(double factor) { return *this = *this * factor; }
  constexpr Quantity& operator/=(double divisor) { return *this = *this / divisor; }

 private:
  double value_ = 0.0;
};

namespace units {

/// A plain number where every unit cancels.
template <class Unit>
constexpr auto of(double value) {
  if constexpr (std::same_as<Unit, none>) return value;
  else return Quantity<Unit>(value);
}

}  // namespace units

template <class A, class B>
constexpr auto operator/(Quantity<A> a, Quantity<B> b) {
  return units::of<typename units::quotient<A, B>::type>(a.value() / b.value());
}
template <class A, class B>
requires requires { typename units::product<A, B>::type; }
constexpr auto operator*(Quantity<A> a, Quantity<B> b) {
  return units::of<typename units::product<A, B>::type>(a.value() * b.value());
}

template <class Of, class Each>
using Per = Quantity<units::per<Of, Each>>;

using Usd = Quantity<units::dollar>;  ///< total over all recipients; dollars of another kind are converted first
using PaidUsd = Quantity<units::paid_dollar>;
using UsdPerCity = Per<units::dollar, units::city>;
using UsdPerPerson = Per<units::dollar, units::person>;
using UsdPerUnit = Per<units::dollar, units::measure>;
using UsdPerIncident = Per<units::dollar, units::incident>;
using LifeYears = Quantity<units::life_year>;
using LifeYearsPerIncident = Per<units::life_year, units::incident>;

using Cities = Quantity<units::city>;
using Countries = Quantity<units::country>;
using Persons = Quantity<units::person>;
using Units = Quantity<units::measure>;
using UnitsPerPerson = Per<units::measure, units::person>;
using Interviews = Quantity<units::interview>;
using Incidents = Quantity<units::incident>;
using Years = Quantity<units::year>;
using PersonYears = Quantity<units::person_year>;

using RatePerPerson = Per<units::incident, units::person_year>;
using RatePer100000 = Per<units::incident, units::hundred_thousand_person_years>;  ///< as homicide is published
using Turnover = Per<units::turnover, units::year>;
using JoiningHazard = Per<units::joining, units::year>;
using LeavingHazard = Per<units::leaving, units::year>;
using Probability = Quantity<units::chance>;
using RelativeFall = Quantity<units::fall>;

/// Converts a per-city amount to a total for one city.
inline constexpr Cities one_city(1.0);

/// What money for a survey buys: its unit is an interview.
constexpr Interviews interviews_of(Units of_survey) { return Interviews(of_survey.value()); }

/// Incidents as they are published, and back.
constexpr RatePer100000 per_100000(Incidents n, PersonYears people) {
  return RatePer100000(1e5 * n.value() / people.value());
}

constexpr RatePerPerson per_person(RatePer100000 rate) { return RatePerPerson(rate.value() * 1e-5); }

constexpr Probability complement(Probability p) { return Probability(1.0 - p.value()); }

/// The one way from a rate to a probability: at least one event in a year, 1 - exp(-rate).
Probability chance_in_a_year(RatePerPerson rate);
namespace units {
double chance_of_any(double expected);
}
template <class Event>
Probability chance_in_a_year(Per<Event, units::year> hazard) {
  return Probability(units::chance_of_any(hazard.value()));
}

}  // namespace salus::model
