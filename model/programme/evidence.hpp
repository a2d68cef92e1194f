#pragma once
/// What is known of interventions and global functions: costs, reach, and the matrix intervention x crime type.
#include <array>
#include <string>
#include <vector>

#include "model/core/ids.hpp"
#include "model/parameters/prior.hpp"

namespace salus::model {

/// One cell of the matrix: relative risk among those reached and the share of the crime that they account for.
struct EffectCell {
  double log_rr = 0.0;        ///< mean of the log relative risk; 0 where nothing was measured
  double log_rr_sd = 0.0;     ///< its standard deviation; wide where the row is unverified or the literature conflicts
  double share = 0.0;         ///< median share of this crime in the reached places that the target accounts for, 0..1
  double share_logit_sd = 0.0;
  bool measured = false;      ///< false: no estimate for this crime type, so a spread around no effect
  std::string source;         ///< evidence id and citation, or why the cell is an assumption
};

struct Intervention {
  std::string id;             ///< evidence id (I19)
  std::string title;
  std::string unit;           ///< what money buys (person-year, place-year, city-year)
  Prior unit_cost;            ///< US dollars of direct cost a unit
  Prior eligible_per_person;  ///< target units per inhabitant of the reached places
  double ramp_months = 12.0;  ///< time constant with which coverage builds
  double decay_months = 12.0; ///< time constant with which it fades once money stops
  bool verified = false;
  bool process_only = false;  ///< costs money and appears in the indicators; has no effect on crime
  std::array<EffectCell, crime_type_count> effect;
  std::string source;
};

struct GlobalFunction {
  std::string id;             ///< knowledge, monitoring, tools, network, peer_review, advocacy
  std::string title;
  double half_life_months = 36.0;  ///< with which the stock that spending built wears
  double weight = 1.0;             ///< part in the joint stock, relative to the others
  std::string source;
};

struct Evidence {
  std::vector<Intervention> interventions;  ///< sorted by id
  std::vector<GlobalFunction> functions;    ///< sorted by id
};

}  // namespace salus::model
