#include "model/run/targets.hpp"

#include <string_view>

namespace salus::model {
namespace {

struct OneTarget {
  Target id;
  std::string_view name;
  Unit unit;
  std::string_view description;
  bool additive;
};
/// Those of which there is one, not one for each type or group.
constexpr auto singles = std::to_array<OneTarget>({
    {Target::homicide_rate, "homicide_rate", Unit::per_100000_a_year, "homicides per 100,000 person-years", true},
    {Target::active_persons, "active_persons", Unit::one, "persons active in violent offending at the end of the year",
     false},
    {Target::imprisoned_persons, "imprisoned_persons", Unit::one,
     "persons imprisoned for violent offending at the end of the year", false},
    {Target::exposure, "exposure", Unit::one,
     "memory of past violence, relative to where the run or its roll forward begins, at the end of the year", false},
    {Target::trust, "trust", Unit::one, "trust and collective efficacy, 0 to 1, at the end of the year", false},
    {Target::capacity, "capacity", Unit::one, "municipal safety capacity, 0 to 1, at the end of the year", false},
    {Target::lethality, "lethality", Unit::one, "homicides per serious assault", false},
    {Target::perceived_safety, "perceived_safety", Unit::one,
     "share who feel safe walking alone (SDG 16.1.4), by remembered violence; level assumed", false},
    {Target::survey_prevalence, "survey_prevalence", Unit::one,
     "share of people of 15 and over with assault, robbery, partner or sexual violence in the year, as a survey would "
     "ask (SDG 16.1.3); two types are taken to hit the same person as chance has it",
     true},
    {Target::harassment_prevalence, "harassment_prevalence", Unit::one,
     "share of people of 15 and over with non-partner sexual violence or harassment in the year (SDG 11.7.2)", true},
    {Target::reported_violent, "reported_violent", Unit::per_year, "violent incidents that victims report", false},
    {Target::recorded_violent, "recorded_violent", Unit::per_year,
     "violent incidents in police records; may rise while violence falls, as trust and capacity grow", false},
    {Target::urban_homicides, "urban_homicides", Unit::per_year,
     "homicides in the cities of the panel, those of 300,000 and more people (para 18 e)", true},
    {Target::urban_violent, "urban_violent", Unit::per_year, "violent incidents in these cities", true},
});
static_assert(singles.size() == target_count - index(Target::homicide_rate), "one row for each target");
static_assert(
    [] {
      for (std::size_t i = 0; i < singles.size(); ++i)
        if (singles[i].id != enumerator_after(Target::homicide_rate, i)) return false;
      return true;
    }(),
    "rows in the order of the targets");

std::vector<TargetRecord> make_targets() {
  std::vector<TargetRecord> all;
  const auto per_year = [&](Target id, std::string name, std::string description) {
    all.push_back({id, std::move(name), Unit::per_year, std::move(description), true});
  };
  for (const auto type : every<CrimeType>)
    per_year(incidents_of(type), std::string(crime_type_names[type]) + "_incidents",
             "true incidents of this crime type, reported or not");
  per_year(Target::violent_incidents, "violent_incidents",
           "sum of unlike things: homicide, serious assault, robbery, partner violence (woman-years) and sexual "
           "violence; for no comparison");
  for (const auto group : every<TargetGroup>)
    all.push_back(
        {dalys_of(group), std::string(target_group_names[group]) + "_dalys", Unit::one,
         "life years (DALYs) a year that violence costs people of this group, each incident by what one costs; "
         "groups overlap and are never summed",
         true});
  for (const auto type : every<CrimeType>)
    per_year(averted_of(type), std::string(crime_type_names[type]) + "_averted",
             "incidents of the first scenario minus incidents of this one, draw by draw");
  per_year(Target::violent_averted, "violent_averted",
           "that sum in the first scenario minus it in this one, draw by draw; for no comparison");
  for (const auto& target : singles)
    all.push_back({target.id, std::string(target.name), target.unit, std::string(target.description), target.additive});
  return all;
}

}  // namespace

const std::vector<TargetRecord>& targets() {
  static const std::vector<TargetRecord> all = make_targets();
  return all;
}

std::string headline_name(Headline headline) {
  for (const auto type : every<CrimeType>)
    if (headline == headline_of(type)) return std::string(crime_type_names[type]) + "_incidents";
  for (const auto group : every<TargetGroup>)
    if (headline == headline_of(group)) return std::string(target_group_names[group]) + "_dalys";
  for (const auto series : every<UrbanSeries>)
    if (headline == headline_of(series)) return "urban_" + std::string(enumerator_names<UrbanSeries>[series]);
  throw std::invalid_argument("this is no headline");
}

}  // namespace salus::model
