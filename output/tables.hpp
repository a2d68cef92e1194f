#pragma once
/// Tables for spreadsheets beside the quantiles: indicators, budget, cities. Fields as in the quantile table; nothing
/// is ordered by a value.
#include <string>

#include "model/run/results.hpp"

namespace salus::output {

/// What is averted first (life years, then each crime type), then the other indicators:
/// `scenario,indicator,unit,q05,q50,q95,mean,q05_error,q50_error,q95_error,mean_error,largest_draw_share,condition,
/// probability,probability_error`: each figure has its own Monte Carlo error; condition is the target of the concept
/// note, where there is one ("at least 100"), and probability the share of draws that meet it.
std::string indicator_table(const model::Results& results);

/// `scenario,half,item,places,year,gross,direct,support`: US dollars with two decimals; gross = direct + support in
/// every row.
std::string budget_table(const model::Results& results);

/// `country,code,city,vulnerability,scenario,reached,...`: by country (alphabetical by name), then code, then scenario
/// as given. A cell is empty where there is no figure (a city that takes part in no draw cannot have fallen in one).
std::string city_table(const model::Results& results);

/// One row a scenario, city and draw that ran as agents: incidents averted in ten years by crime type, as the panel has
/// it and as the agents have it. Empty where none ran.
std::string agent_table(const model::Results& results);

}  // namespace salus::output
