#pragma once
/// The project's evidence tables under scenarios/evidence/, read and checked.
#include <map>
#include <string>
#include <vector>

#include "model/programme/evidence.hpp"

namespace salus::scenarios {

/// Effects, global functions, initiatives, interventions, laws, matrix of targets, values of harm; by name.
std::vector<std::string> evidence_table_names();

/// @param texts contents by file name. @param prices by which all money is converted here, once, into dollars of
/// `model::price_year`: a row whose currency or year is not among them is refused. @throws model::InputError with every
/// finding of every table.
model::Evidence read_evidence(const std::map<std::string, std::string>& texts, const model::Prices& prices);

}  // namespace salus::scenarios
