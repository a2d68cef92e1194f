#pragma once
/// Delivery in one city in one draw: money -> what the city can use -> units -> coverage -> factors on rates.
///
/// For each row: usable dollars = dollars less the fixed cost of taking part, saturating at what the city can absorb
/// (in proportion to its municipal capacity); a year in which they are below the row's smallest useful size buys
/// process only: no units; else units = dollars / unit cost; coverage aims at c_max (1 - exp(-units / (c_max eligible
/// people))) and approaches it with the row's ramp, or falls with its decay. Then x = share(coverage) q (1 - RR) (1 -
/// displaced) is the part of a crime type that goes, share a curve (coverage_curve.hpp); rows on different mechanisms
/// act independently, rows on one mechanism overlap:
///   gone(mechanism) = (1 - w) (1 - prod (1 - x)) + w max x,   factor = prod over mechanisms (1 - gone).
/// A row with a relative risk above 1 has negative x and works the same way.
#include <array>
#include <optional>
#include <span>
#include <vector>

#include "model/country/city.hpp"
#include "model/programme/course.hpp"
#include "model/programme/coverage_lag.hpp"
#include "model/programme/response_surface.hpp"

namespace salus::model {

/// Parts of crime types, all of each.
inline constexpr EnumArray<double, CrimeType> all_of_it = [] {
  EnumArray<double, CrimeType> all;
  all.fill(1.0);
  return all;
}();

/// One draw of everything about interventions, common to all countries.
struct InterventionDraw {
  UsdPerUnit unit_cost;                ///< direct
  UnitsPerPerson eligible_per_person;  ///< of the city
  Usd least_a_year;                    ///< of a city; less of it buys process only
  double displaced = 0.0;              ///< share of a reduction that turns up elsewhere in the city
  double reach = 1.0;                  ///< part of all targets in the city that all who are eligible make up
  double targets_per_person = 0.0;     ///< of the city, all of the kind; 0: what is reached has no least size
  /// What the targets account for, before what is the city's own.
  EnumArray<CoverageCurve, CrimeType> targeted{};
  /// Of a reduction among targets, what becomes of the city's.
  EnumArray<double, CrimeType> passed_on{all_of_it};
  EnumArray<double, CrimeType> reduction{};  ///< 1 - RR among those reached, in the middle of all places
};

/// A place in one draw. What a row does there deviates from the middle of all places by the spread between places times
/// a standard normal number, alike for all its crime types: log RR = that of the middle + spread x deviation.
struct EffectPlace {
  RandomKey key;                         ///< of the draw
  std::uint32_t country = 0;             ///< M49 number
  std::uint32_t city = 0;                ///< code
  double between_countries = 0.5;        ///< share of the variance that the cities of a country have in common, 0..1
  std::optional<NamingLevels> levels{};  ///< at the start; none: those of the cities that curves were found in
  /// @param row `stable_number` of the intervention's id.
  double deviation(std::uint32_t row) const;
  /// How concentrated crime is among targets of a kind here, beside other cities.
  CurveLuck luck(MeasureTarget target) const;
};

/// Draws every intervention of the catalogue, in its order: the median of each number is the written one, known or not.
/// Keyed by the evidence id, so that adding a row moves no other.
std::vector<InterventionDraw> draw_interventions(const Evidence& evidence, const PooledNumbers& numbers);

/// Pick-freeze pair: what is known like `kept` from `one`, the rest from `other`. Measured and verified effects and
/// published unit costs are data; unmeasured or unverified effects analogy; the rest assumption.
std::vector<InterventionDraw> mixed(const Evidence& evidence, const std::vector<InterventionDraw>& one,
                                    const std::vector<InterventionDraw>& other, Knowledge kept);

/// What a programme does to one city's rates.
struct CityEffect {
  YearlyFactors factor;
  bool delivered = false;                     ///< any money reached the city, process lines included
  PaidUsd unabsorbed;                         ///< over the budget years: beyond what the city could use
  PaidUsd fixed;                              ///< cost of taking part
  PaidUsd too_small;                          ///< in lines below their smallest useful size: bought process only
  PaidUsd for_measures;                       ///< all of acting lines, with what the three above take
  std::array<Usd, budget_years> transfers{};  ///< handed on to participants
  struct Row {
    CoveredYears coverage;
    YearlyParts alone{};                       ///< what the row would take away alone; for attribution in proportion
    EnumArray<double, CrimeType> reduction{};  ///< 1 - RR among those reached, here
    /// As `covered`, had no career of those treated ended: what agents start from, whose careers end by themselves.
    std::array<double, horizon_years> treated{};
  };
  std::vector<Row> rows;
  std::array<double, horizon_years> quality{};  ///< scale-up factor on every row's effect
};

/// The slow, obvious version of what `Delivery::act` does for all types at once: combines the parts of one crime type
/// that the rows of one mechanism would take away alone, given the overlap w in 0..1.
double combined(std::span<const double> alone, double overlap);

class Delivery {
 public:
  Delivery(const Portfolio& portfolio, const Evidence& evidence);

  /// The effect in a city of country `country`. @param capacity municipal capacity 0..1. @pre the country takes part in
  /// some year.
  void act(CountryIndex country, const CityPeople& people, const EffectPlace& place, double capacity,
           const Course& course, const ParameterDraw& parameters, const std::vector<InterventionDraw>& interventions,
           CityEffect& out) const;

  /// Interviews that the survey accounts pay for in a city of this country, all years together; alike in all cities.
  Interviews interviews(CountryIndex country, const Course& course,
                        const std::vector<InterventionDraw>& interventions) const;

 private:
  /// How units of a row come and go.
  struct Wear {
    double lasts = 0.0;  ///< of a unit paid once, the part still at work a year later; 0 for units paid every year
    CoverageLag lag;
  };
  struct Row {
    std::uint32_t number = 0;     ///< `stable_number` of its id
    double transfer_share = 0.0;  ///< of its dollars, what is handed on to participants
    bool political = false;
    bool one_off = false;
    bool of_careers = false;  ///< its units are persons in violent careers
    CoverageLag::Months months;
    Wear wear;  ///< where no career ends
    MeasureTarget target{};
    EnumArray<std::optional<CurvePrior>, CrimeType> curves{};
    std::uint32_t mechanism = 0;  ///< position among the mechanisms of this portfolio
    EnumArray<double, CrimeType> between_sd{};
    bool differs = false;  ///< from place to place
  };
  static Wear wear_of(const CoverageLag::Months& months, bool one_off);
  /// Where careers end with a mean of so many months.
  static Wear wear_in_careers(const Row& row, double career_months);
  /// Usable dollars of each row by year; empty where there are none.
  using Spending = std::vector<std::array<Usd, budget_years>>;
  /// What the city can use of its money; the rest is entered in `out`.
  Spending usable(CountryIndex country, const CityPeople& people, double capacity, const Course& course,
                  const ParameterDraw& parameters, const std::vector<InterventionDraw>& interventions,
                  CityEffect& out) const;
  /// Part of a city's own money that goes to each row in a year: to those that it runs in proportion to the plan; as
  /// planned where it runs none, or all.
  std::vector<double> own_parts(CountryIndex country, std::uint32_t city, const Course& course, YearIndex year) const;
  /// Takes out of a year's usable dollars those of lines below their smallest useful size.
  void keep_enough(YearIndex year, const Course& course, const std::vector<InterventionDraw>& interventions,
                   Spending& usd, CityEffect& out) const;
  /// What a row's dollars meet in a city.
  struct Reach {
    const std::array<Usd, budget_years>& usd;
    Persons people;
    const CountryCourse& part;
    const Course& course;
    double ceiling;
    const InterventionDraw& drawn;
  };
  /// Coverage that a row's dollars aim at, and what they reach of it, by year.
  std::array<double, horizon_years> aimed_at(RowIndex row, const Wear& wear, const Reach& reach) const;
  CoveredYears covered(RowIndex row, const Wear& wear, const Reach& reach) const;
  /// 1 - RR among those reached.
  EnumArray<double, CrimeType> reduction(RowIndex row, const InterventionDraw& drawn, const EffectPlace& place) const;
  const Portfolio* portfolio_;
  std::vector<Row> rows_;
  std::uint32_t mechanisms_ = 0;
  double career_length_;  ///< months, the middle of its prior
  InterventionIndex survey_;
};

}  // namespace salus::model
