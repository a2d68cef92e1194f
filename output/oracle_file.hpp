#pragma once
/// oracle.json: what predictions of trials were worth, a line a score and a question.
#include <map>
#include <string>

#include "model/run/oracle_summary.hpp"

namespace salus::output {

/// @param made_of what the predictions follow from: tables by their hashes, settings
std::string oracle_json(const model::OracleSummary& oracle, const std::map<std::string, std::string>& made_of);
/// What `oracle_json` wrote; figures have six digits. @throws model::InputError that names the file and what is wrong
model::OracleSummary read_oracle(const std::string& text, const std::string& file);

}  // namespace salus::output
