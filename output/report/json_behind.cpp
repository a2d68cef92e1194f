#include "output/report/json_figures.hpp"

namespace salus::output {

Json behind_json(const PageData& data) {
  Json all = Json::array();
  for (const auto& line : data.behind) {
    const model::TrialsBehind& behind = line.behind;
    Json one{{"item", line.id},
             {"title", line.label},
             {"trials", behind.trials},
             {"trials_with_standard_error", behind.with_error},
             {"of_these_only_bounded", behind.bounded},
             {"teams_with_standard_error", behind.teams_with_error},
             {"untested_in_numbers", behind.untested()},
             {"teams", behind.teams},
             {"countries", line.countries},
             {"countries_of_this_run", line.ours},
             {"first_year", behind.first_year ? Json(behind.first_year) : Json()},
             {"last_year", behind.last_year ? Json(behind.last_year) : Json()}};
    for (const auto who : model::every<model::Implementer>)
      one["trials_by"][model::implementer_names[who]] = behind.by[who];
    for (const auto s : line.in_plans) one["scenarios"].push_back(data.scenarios[s].id);
    all.push_back(std::move(one));
  }
  return all;
}

Json shares_json(const PageData& data) {
  Json all = Json::array();
  for (const auto& plan : data.shares) {
    Json one{{"scenario", data.scenarios[plan.scenario].id}, {"draws", plan.draws}, {"of", "ranks of dalys_averted"}};
    for (const auto& line : plan.lines) {
      Json parts{{"item", line.item}, {"title", line.label}, {"only_together", number(line.together)}};
      for (const auto question : model::every<model::SpreadQuestion>) {
        const model::SobolIndex& part = line.parts[question];
        parts[model::spread_question_names[question]] = {{"alone", number(part.first.value)},
                                                         {"alone_standard_error", number(part.first.error)},
                                                         {"told_from_nothing", part.first.told()},
                                                         {"with_others", number(part.total.value)},
                                                         {"with_others_standard_error", number(part.total.error)}};
      }
      one["lines"].push_back(std::move(parts));
    }
    all.push_back(std::move(one));
  }
  return all;
}

Json plan_behind_json(const PlanEvidence& plan) {
  return {{"lines", plan.lines},
          {"untested_in_numbers", plan.untested},
          {"part_of_money_untested", number(plan.untested_paid)},
          {"countries_of_this_run", plan.ours}};
}

}  // namespace salus::output
