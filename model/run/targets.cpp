#include <stdexcept>

#include "model/run/results.hpp"

namespace salus::model {
namespace {

std::vector<Target> make_targets() {
  std::vector<Target> all;
  const auto per_year = [&](std::string name, std::string description) {
    all.push_back({std::move(name), "year-1", std::move(description), true});
  };
  for (const auto type : crime_type_names)
    per_year(std::string(type) + "_incidents", "true incidents of this crime type, reported or not");
  per_year("violent_incidents", "sum of homicide, serious assault, robbery, partner violence and sexual violence");
  for (const auto group : target_group_names)
    per_year(std::string(group) + "_victimisations",
             "violent incidents whose victim belongs to this group; groups overlap and are never summed");
  for (const auto type : crime_type_names)
    per_year(std::string(type) + "_averted",
             "incidents of the first scenario minus incidents of this one, draw by draw");
  per_year("violent_averted", "violent incidents of the first scenario minus those of this one, draw by draw");
  all.push_back({"homicide_rate", "1e-5 year-1", "homicides per 100,000 person-years", true});
  all.push_back({"active_persons", "1", "persons active in violent offending at the end of the year", false});
  all.push_back({"imprisoned_persons", "1", "persons imprisoned for violent offending at the end of the year", false});
  all.push_back({"exposure", "1", "memory of past violence, relative to the start, at the end of the year", false});
  all.push_back({"trust", "1", "trust and collective efficacy, 0 to 1, at the end of the year", false});
  all.push_back({"capacity", "1", "municipal safety capacity, 0 to 1, at the end of the year", false});
  all.push_back({"lethality", "1", "homicides per serious assault", false});
  all.push_back({"perceived_safety", "1",
                 "share who feel safe walking alone (SDG 16.1.4), by remembered violence; level assumed", false});
  all.push_back({"survey_prevalence", "1",
                 "share of people with assault, robbery, partner or sexual violence in the year, as a survey would ask "
                 "(SDG 16.1.3)",
                 true});
  all.push_back({"harassment_prevalence", "1",
                 "share of people with non-partner sexual violence or harassment in the year (SDG 11.7.2)", true});
  all.push_back({"reported_violent", "year-1", "violent incidents that victims report", false});
  all.push_back({"recorded_violent", "year-1",
                 "violent incidents in police records; may rise while violence falls, as trust and capacity grow",
                 false});
  return all;
}

}  // namespace

const std::vector<Target>& targets() {
  static const std::vector<Target> all = make_targets();
  return all;
}

std::size_t target_index(std::string_view name) {
  const auto& all = targets();
  for (std::size_t i = 0; i < all.size(); ++i)
    if (all[i].name == name) return i;
  throw std::out_of_range("no target is named '" + std::string(name) + "'");
}

std::string headline_name(std::size_t headline) {
  return headline < crime_type_count ? std::string(crime_type_names[headline]) + "_incidents"
                                     : std::string(target_group_names[headline - crime_type_count]) + "_victimisations";
}

}  // namespace salus::model
