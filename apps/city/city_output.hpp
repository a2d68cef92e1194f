#pragma once
/// What `salus city` writes.
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "apps/common/cities.hpp"
#include "calibration/patterns/city_log.hpp"
#include "model/coupling/measure_trial.hpp"
#include "model/programme/response_surface.hpp"

namespace salus::apps {

/// One intervention on the best targets and on any; a law on all there are.
struct EffectRow {
  const model::MeasureEvidence* row;
  std::optional<model::Usd> spent;  ///< over all years; none for a law, which nobody buys
  model::TrialEffect best;
  model::TrialEffect random;
};

/// How a city came about: an attribute of its file, and a row of its page.
enum class Origin : std::uint8_t { program, seed, content, parameters, rates, inner_geography, warm_up };
struct MadeFact {
  Origin what;
  output::words::Text how;
};

/// Everything that is written and shown.
struct CityOutcome {
  NamedCity city;
  const model::CityPlan* plan;
  const model::CityRun* run;
  const calibration::CityLog* log;
  std::vector<EffectRow> effects;
  model::ResponseSurface surface;  ///< Lorenz shares
  unsigned effect_years = 0;
  int start_year = 0;
  std::vector<MadeFact> made;
};

/// netCDF-4: events, neighbourhoods by year and type. @param persons with who was in each event.
std::string city_file(const CityOutcome& outcome, bool persons);
/// A district of the real city beside the simulated one: serious assault and robbery where they happen, a person, over
/// the city's mean.
struct DistrictRow {
  std::string name;
  double persons = 0.0;
  double recorded = 0.0;
  double simulated = 0.0;
};
/// By name; empty where no table has districts of the city.
std::vector<DistrictRow> district_rows(const CityOutcome& outcome);
/// Rows `neighbourhood,column,row,disadvantage,persons,year,crime_type,incidents,per_100k,district`.
std::string neighbourhoods_csv(const CityOutcome& outcome);
/// The columns that `salus patterns --events` reads.
std::string events_csv(const CityOutcome& outcome);
/// Rows `intervention,title,target,targeting,targets,usd,crime_type,averted`.
std::string effects_csv(const CityOutcome& outcome);

/// Incidents by year and type. [year]
std::vector<model::EnumArray<double, model::CrimeType>> yearly_incidents(const CityOutcome& outcome);

}  // namespace salus::apps
