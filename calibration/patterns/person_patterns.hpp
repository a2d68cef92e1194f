#pragma once
/// Statistics of offenders and victims in the log of a simulated city. Names as in facts.csv.
#include "calibration/patterns/city_log.hpp"
#include "calibration/patterns/contagion.hpp"

namespace salus::calibration {

/// Whether the statistics count an offence: those in public, as in most studies, and none at home.
inline bool in_public(const LoggedEvent& e) { return !model::row_of(e.type).at_home; }

/// Repeat victimisation: incidents beyond the first against the same victim within a year as a share of all incidents,
/// mean over whole years; of one type, or of all types in public.
double repeat_share(const CityLog& log, const model::CrimeType* type);

struct SurveySeries {
  std::uint32_t surveys = 1;
  std::uint32_t persons = 1;  ///< in each
};
/// Overlap of victims and offenders: the share of `surveys` samples of `persons` aged 12-30 in which offending in
/// public and violent victimisation in public in the last year are positively associated: odds ratio above 1,
/// chi-square (1 degree of freedom) above 3.84.
double overlap_support(const CityLog& log, const model::CityState& state, std::uint64_t seed,
                       const SurveySeries& series);

/// Concentration of offences among the offenders of a year, mean over years.
struct OffenderConcentration {
  double by_top_tenth = 0.0;  ///< share of offences by the tenth of offenders with most
  double half_by = 0.0;       ///< smallest share of offenders with half of all offences
  double offenders = 0.0;     ///< share of persons who offended in a year
};
OffenderConcentration offender_concentration(const CityLog& log);

/// Ages and sexes of homicide, and ages of offending in public.
struct AgePattern {
  double victims_15_29 = 0.0;
  double victims_male = 0.0;
  double offenders_male = 0.0;
  double victim_peak = 0.0;  ///< centre of the band of five ages with the highest rate, years
  double offending_peak = 0.0;
  ByAge offending{};  ///< offences per person-year by age
};
AgePattern age_pattern(const CityLog& log);

/// Of persons released from prison at least `months` before the end, the share arrested again within that time: for
/// anything, or for violence.
double arrested_again(const CityLog& log, std::uint32_t months, bool violence_only);

/// Share of homicides with a group member as offender or victim.
double gang_share(const CityLog& log);

/// The co-arrest network (persons recorded together as offender and companion) and the shootings of its members, as the
/// estimator of contagion takes them.
NetworkEvents arrest_network(const CityLog& log);
/// Share of the network's persons who are victims of a shooting in the first eight years.
double network_victims(const NetworkEvents& network);

/// Shooting victims per 100 within 20 months among the `persons` men with most recorded violence in the year before,
/// mean over starts a year apart.
double high_risk_victims(const CityLog& log, std::uint32_t persons);

}  // namespace salus::calibration
