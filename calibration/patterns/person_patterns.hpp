#pragma once
/// Patterns of who offends and who suffers, from the log of a simulated city. Names as in facts.csv.
#include "calibration/patterns/city_log.hpp"
#include "calibration/patterns/contagion.hpp"

namespace salus::calibration {

/// Offences counted where the literature counts crime: in public, so nothing that happens at home.
inline bool in_public(const LoggedEvent& e) { return !model::row_of(e.type).at_home; }

/// Incidents beyond the first against a victim within a year, over all, mean of the whole years; of one type, or of all
/// in public.
double repeat_share(const CityLog& log, const model::CrimeType* type);

struct SurveySeries {
  std::uint32_t surveys = 1;
  std::uint32_t persons = 1;  ///< in each
};
/// Of `surveys` samples of `persons` aged 12-30, the share in which having offended in public and having been a victim
/// of violence in public in the last year go together: odds ratio above 1 with a chi-square (1 degree of freedom)
/// above 3.84.
double overlap_support(const CityLog& log, const model::CityState& state, std::uint64_t seed,
                       const SurveySeries& series);

/// Share of the events of a year by the tenth of those who offended who did most, mean of the years; and by half of all
/// events, what share of offenders.
struct OffenderConcentration {
  double by_top_tenth = 0.0;
  double half_by = 0.0;
  double offenders = 0.0;  ///< share of persons who offended in a year
};
OffenderConcentration offender_concentration(const CityLog& log);

/// Ages and sexes of homicide, and ages of offending in public.
struct AgePattern {
  double victims_15_29 = 0.0;
  double victims_male = 0.0;
  double offenders_male = 0.0;
  double victim_peak = 0.0;  ///< centre of the band of five ages with the highest rate, years
  double offending_peak = 0.0;
  ByAge offending{};  ///< offences a person-year by age
};
AgePattern age_pattern(const CityLog& log);

/// Of persons released from prison at least `months` before the end, the share arrested again within that time: for
/// anything, or for violence.
double arrested_again(const CityLog& log, std::uint32_t months, bool violence_only);

/// Homicides with a group member as offender or victim, over all.
double gang_share(const CityLog& log);

/// Shootings a person of the co-arrest network (everybody ever recorded with a companion) suffered, as the published
/// estimator takes them.
NetworkEvents arrest_network(const CityLog& log);
/// Share of the network's persons who are victims of a shooting in the first eight years.
double network_victims(const NetworkEvents& network);

/// Shootings per 100 in 20 months of the `persons` men with most recorded violence in the year before, mean over starts
/// a year apart.
double high_risk_victims(const CityLog& log, std::uint32_t persons);

}  // namespace salus::calibration
