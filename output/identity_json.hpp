#pragma once
/// What summary.json and report.json both say of the run. Internal to these two.
#include <nlohmann/json.hpp>

#include "model/run/results.hpp"

namespace salus::output {

inline nlohmann::ordered_json loops_json(const model::EnumArray<bool, model::Loop>& without) {
  auto all = nlohmann::ordered_json::array();
  for (const auto l : model::every<model::Loop>)
    if (without[l]) all.push_back(model::loop_names[l]);
  return all;
}

inline nlohmann::ordered_json start_json(const model::ProjectionStart& start) {
  nlohmann::ordered_json json{{"kind", model::start_kind_names[start.kind]},
                              {"believed", start.believed()},
                              {"draws", start.draws},
                              {"last_data_year", start.last_data_year},
                              {"missing_countries", start.missing},
                              {"other_data", start.other_data},
                              {"checks_stated", start.checks.stated}};
  if (start.rolled_from) json["rolled_from"] = *start.rolled_from;
  json["failed_checks"] = nlohmann::ordered_json::array();
  for (const auto& check : start.checks.failed)
    json["failed_checks"].push_back({{"view", model::view_names[check.view]},
                                     {"statistic", model::mixing_statistic_names[check.statistic]},
                                     {"quantity", check.quantity},
                                     {"value", check.value},
                                     {"limit", check.limit}});
  return json;
}

}  // namespace salus::output
