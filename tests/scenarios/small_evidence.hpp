#pragma once
/// Evidence tables of a row or two each, well-formed.
#include <map>
#include <string>

#include "model/core/prices.hpp"

namespace salus::tests {

/// Prices that the small tables need.
inline model::Prices small_prices() {
  model::Prices prices;
  double index = 80.0;
  for (int year = 2003; year <= 2022; ++year) prices.add_deflator(year, index += 2.0);
  prices.add_exchange("KES", 2018, 101.3);
  return prices;
}

inline std::map<std::string, std::string> small_evidence() {
  return {
      {"interventions.csv",
       "id,title,unit,unit_cost,currency,price_year,unit_cost_log_sd,unit_cost_verified,transfer_share,eligible_per_"
       "person,eligible_"
       "log_sd,ramp_months,decay_months,delay_months,fatigue_months,political,displacement,displacement_sd,mechanism,"
       "decay_class,verified,process_only,city_target,city_targeting,city_targets_a_unit,effect_of,start_up,least_usd_"
       "a_year,"
       "least_log_sd,least_source,source\n"
       "I01,Lighting,resident-year,4,USD,2019,1.0,no,0,0.2,0.5,9,60,0,0,no,0,0.2,places,asset,yes,no,dark_cells,best,0."
       "02,reached,unknown,6000,1.0,made up,made "
       "up\n"
       "P01,Plan,city-year,15000,USD,2011,1.0,no,0,,,6,12,0,0,no,0,0,process,process,yes,yes,none,none,0,reached,"
       "unknown,,,"
       "none,made up\n"},
      {"laws.csv", "id,title,city_target,crime_type,verified,source\nI07,Closing,bars,homicide,yes,made up\n"},
      {"matrix.csv",
       "intervention,crime_type,share,share_logit_sd,measured,source\nI01,property,0.25,0.5,yes,made up\n"},
      {"effects.csv",
       "intervention,crime_type,log_rr,common_sd,row_sd,cell_sd,between_sd,trials,outcomes,source\n"
       "I01,property,-0.15,0.02,0.1,0.1,0.2,3,4,made up\nI07,homicide,-0.1,0,0,0.2,0,1,1,made up\n"},
      {"global_functions.csv",
       "id,title,half_life_months,source\nadvocacy,A,24,made up\nknowledge,K,24,made up\nmonitoring,M,24,made "
       "up\nnetwork,N,24,made up\npeer_review,R,24,made up\ntools,T,24,made up\n"},
      {"values.csv",
       "crime_type,dalys,dalys_log_sd,cost,currency,price_year,cost_log_sd,verified,source\nhomicide,40,0.3,8e6,USD,"
       "2013,0.2,yes,made "
       "up\nserious_assault,1,1,1e5,USD,2019,1,no,made up\nrobbery,1,1,1e6,KES,2018,1,no,made up\n"
       "partner_violence,1,1,1e4,USD,2019,1,no,made up\nsexual_violence,1,1,1e4,USD,2019,1,no,made "
       "up\nproperty,1,1,1e3,USD,2019,1,no,made "
       "up\nchild_maltreatment,1,1,1e4,USD,2019,1,no,made up\n"},
      {"initiatives.csv",
       "id,title,process_only,items,note\n16e,Peer exchange,no,network,made up\n18c,Projects,no,I01 P01,made up\n"}};
}

}  // namespace salus::tests
