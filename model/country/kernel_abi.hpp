#pragma once
/// Plain data that the country kernels read and write: one country, a block of 8 draws (lanes). No functions and no
/// templates of others here: the kernel files are compiled for one instruction set each, and shared inline code would
/// leak between them. Shapes are [..][lane]; times are months; money is US dollars of direct cost; persons are persons.

namespace salus::model {

inline constexpr int block_lanes = 8;
inline constexpr int kernel_types = 7;     ///< crime_type_count
inline constexpr int kernel_drivers = 6;   ///< driver_count
inline constexpr int kernel_months = 132;  ///< horizon_months
inline constexpr int kernel_years = 11;    ///< horizon_years

/// Months from where levels were estimated to the start, at most, and all months that a kernel may run through.
inline constexpr int kernel_roll_months = 120;
inline constexpr int kernel_all_months = kernel_roll_months + kernel_months;
inline constexpr int kernel_years_before = 3;  ///< the last ones before the start that are told of

inline constexpr int kernel_street = 1;   ///< CrimeType::serious_assault: street violence as it feeds back
inline constexpr int kernel_alcohol = 5;  ///< Driver::alcohol, which moves household violence too

/// Purposes of the noise's draws (model/random/purposes.hpp).
inline constexpr unsigned kernel_country_noise = 1;
inline constexpr unsigned kernel_global_factor = 2;
inline constexpr unsigned kernel_regional_factor = 3;

typedef double Lanes[block_lanes];

/// What moves one country whatever the scenario: demography and drivers, shared by all lanes. Months count from where
/// levels were estimated.
struct CountryPaths {
  int roll_months;  ///< before the start: whole years
  const double* births;
  const double* net_outflow;  ///< deaths minus net migration
  const double* entering_risk_age;
  const double* population;  ///< [months + 1] published path, for the check
  const double* driver_change[kernel_drivers];
  double planted_leak;       ///< persons lost a month without a flow; 0 but in the test of the check
  double planted_explosion;  ///< factor on incidents beyond every ceiling; 1 but in the test of the check
};

/// Noise of one block: keys and coefficients.
struct NoiseParameters {
  unsigned long long key_low[block_lanes];
  unsigned long long key_high[block_lanes];

  /// entities of the draws
  unsigned country;
  unsigned region;

  unsigned first_step;  ///< month since January 2000 that noise begins in: draws are keyed by calendar month

  /// months of the forced year and of its fading, [first, first + 12) and up to last; -1 for none
  int forced_first;
  int forced_last;

  /// of the monthly innovations of the log
  Lanes sd_violence;
  Lanes sd_lethality;
  Lanes sd_household;
  Lanes sd_property;
  Lanes sd_global;
  Lanes sd_region;

  /// share of a deviation left after a month
  Lanes keep_country;
  Lanes keep_factor;

  Lanes jump_probability;        ///< a month
  Lanes jump_sd;                 ///< of the log
  Lanes reversion_gap;           ///< where country noise reverts to
  Lanes forced_shock;            ///< of the log in the forced year
  Lanes trend;                   ///< log street violence a month
  Lanes trend_step;              ///< sd of the monthly change of the trend
  Lanes memory;                  ///< log street violence that the past still brings in all
  Lanes memory_kept;             ///< share of it left after a month
  Lanes driver[kernel_drivers];  ///< log street violence per unit of driver change
  Lanes driver_household;        ///< log household violence per unit of alcohol change

  /// how much of each deviation moves the log rate of a crime type
  double street_share[kernel_types];
  double household_share[kernel_types];
  double property_share[kernel_types];
  double lethality_share[kernel_types];

  /// street violence as it feeds back, relative to its level at the start: before it saturates, and its ceiling
  Lanes street_base;
  Lanes street_ceiling;
};

/// Noise of one block, drawn once and used by every scenario: factors on rates, relative to where levels were
/// estimated.
struct NoisePaths {
  double street[kernel_all_months][block_lanes];              ///< on street violence as it feeds back
  double type[kernel_all_months][kernel_types][block_lanes];  ///< on the rate of each crime type
};

/// Coefficients of the stocks. Rates are per month.
struct StockParameters {
  /// persons at the start
  Lanes not_at_risk;
  Lanes at_risk;
  Lanes active;
  Lanes imprisoned;
  Lanes desisted;

  Lanes entry_share;
  Lanes initiation;
  Lanes sanction;
  Lanes desistance;
  Lanes release;
  Lanes return_share;
  Lanes relapse;
  Lanes forgetting;
  Lanes exposure_on_entry;
  Lanes exposure_on_initiation;
  Lanes exposure_rate;
  Lanes trust_level;
  Lanes violence_on_trust;
  Lanes trust_rate;
  Lanes guardianship;
  Lanes capacity_level;
  Lanes strain_on_capacity;
  Lanes capacity_rate;

  /// loadings; the rest of 1 is constant
  Lanes active_weight[kernel_types];
  Lanes exposure_weight[kernel_types];

  Lanes base[kernel_types];      ///< incidents per person-month at the start, before they saturate
  double ceiling[kernel_types];  ///< incidents per person-month that no rate reaches
  bool at_home[kernel_types];    ///< guardianship of the street does not act on the type
  double leaving_risk_age;
};

/// What a scenario's programme does to the country's rates: a factor a year; 1 is nothing, and leaves every bit as it
/// is.
struct ProgrammeFactors {
  double factor[kernel_years][kernel_types][block_lanes];
};

/// What is kept of a scenario: sums over the year, and states at its end.
struct YearlySums {
  double incidents[kernel_types][kernel_years][block_lanes];
  double active[kernel_years][block_lanes];
  double imprisoned[kernel_years][block_lanes];
  double exposure[kernel_years][block_lanes];
  double trust[kernel_years][block_lanes];
  double capacity[kernel_years][block_lanes];
  double homicides_before[kernel_years_before][block_lanes];  ///< in the years before the start that are run through
  double failed_month[block_lanes];     ///< first month of all with a broken invariant; -1 for none
  double impossible_year[block_lanes];  ///< first year of all with more incidents of a type than persons; -1 for none
};

using DrawNoise = void (*)(const NoiseParameters&, const CountryPaths&, NoisePaths&);
using RunScenario = void (*)(const StockParameters&, const ProgrammeFactors&, const CountryPaths&, const NoisePaths&,
                             YearlySums&);

/// The two kernels of one instruction set.
struct CountryKernel {
  DrawNoise draw_noise;
  RunScenario run_scenario;
};

}  // namespace salus::model
