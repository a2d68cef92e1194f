#include "output/summary.hpp"

#include <cmath>
#include <nlohmann/json.hpp>

#include "output/figures.hpp"
#include "output/identity_json.hpp"
#include "output/monte_carlo.hpp"
#include "output/rivals.hpp"
#include "output/targets_of_note.hpp"
#include "output/words/run.hpp"
#include "output/words/words.hpp"

namespace salus::output {
namespace {

nlohmann::json number_or_null(double value) { return !std::isfinite(value) ? nlohmann::json() : nlohmann::json(value); }

/// Figures, and their Monte Carlo standard errors where the draws tell them.
nlohmann::ordered_json interval_json(const std::vector<double>& draws) {
  const IntervalEstimate q = interval_estimate(draws);
  const auto of_end = [&q](const Estimate& end) { return q.ends_told ? number_or_null(end.error) : nlohmann::json(); };
  return {{"q05", number_or_null(q.low.value)},          {"q50", number_or_null(q.middle.value)},
          {"q95", number_or_null(q.high.value)},         {"q05_error", of_end(q.low)},
          {"q50_error", number_or_null(q.middle.error)}, {"q95_error", of_end(q.high)}};
}

nlohmann::ordered_json indicators_json(const model::Results& r, model::ScenarioIndex s) {
  nlohmann::ordered_json all;
  for (const auto& i : model::indicators()) {
    const auto draws = indicator_draws(r, i.id, s);
    auto& there = all[i.name];
    there = {{"unit", model::unit_symbols[i.unit]}};
    there.update(interval_json(draws));
    const Estimate mean = mean_estimate(draws);
    there["mean"] = number_or_null(mean.value);
    there["monte_carlo_error"] = number_or_null(mean.error);
    there["largest_draw_share"] = number_or_null(largest_draw_share(draws));
    there["draws"] = number_of_known(draws);  // of some indicators only the first ones are probed
    if (const auto* target = target_of_note(i.id))
      there["probability_at_least"] = {
          {"value", target->at_least},
          {"probability", number_or_null(share_at_least(draws, static_cast<double>(target->at_least)))}};
  }
  return all;
}

nlohmann::ordered_json scenario_json(const model::Results& r, model::ScenarioIndex s) {
  const auto& scenario = r.scenarios[s];
  model::Cents gross;
  model::Cents direct;
  model::Cents support;
  for (const auto& m : scenario.money)
    for (std::size_t y = 0; y < model::budget_years; ++y) {
      gross += m.gross[y];
      direct += m.direct[y];
      support += m.support[y];
    }
  nlohmann::ordered_json one;
  one["id"] = scenario.id;
  one["title"] = scenario.title;
  one["budget_cents"] = {{"gross", gross.value()}, {"direct", direct.value()}, {"support", support.value()}};
  auto& averted = one["averted_in_ten_years"];
  for (const Harm harm : harms(r)) averted[harm_name(harm)] = interval_json(harm_averted(r, harm, s));
  averted["sum_of_unlike_violent_incidents"] =
      interval_json(averted_draws(r, total_aggregate(r), violent_headlines(), s, over_budget));
  one["probability_homicide_rate_halved_by_2030"] = number_or_null(r.halving.back().rate_probability[s]);
  one["probability_homicide_count_halved_by_2030"] = number_or_null(r.halving.back().count_probability[s]);
  const auto& total_halving = r.halving.back();
  if (total_halving.prevalence_probability.size() == r.scenarios.size())
    one["probability_survey_prevalence_halved_by_2030"] = number_or_null(total_halving.prevalence_probability[s]);
  if (total_halving.rate_2015_probability.size() == r.scenarios.size())
    one["probability_homicide_rate_halved_by_2030_against_2015"] =
        number_or_null(total_halving.rate_2015_probability[s]);
  if (total_halving.urban_homicide_probability.size() == r.scenarios.size()) {
    one["probability_urban_homicides_halved_by_2030"] = number_or_null(total_halving.urban_homicide_probability[s]);
    one["probability_urban_violent_halved_by_2030"] = number_or_null(total_halving.urban_violent_probability[s]);
  }
  if (!r.indicators.empty()) one["indicators"] = indicators_json(r, s);
  return one;
}

/// Plans of equal money, and what choosing each is expected to lose.
nlohmann::ordered_json rivals_json(const model::Results& r, const RivalGroup& group) {
  nlohmann::ordered_json one{{"local_cents", group.money.local.value()}, {"global_cents", group.money.global.value()}};
  for (const auto s : group.plans) {
    const ExpectedLoss& loss = *group.loss_of(s);
    one["plans"].push_back({{"scenario", r.scenarios[s].id},
                            {"expected_loss_dalys", number_or_null(loss.mean)},
                            {"monte_carlo_error", number_or_null(loss.error)},
                            {"largest_draw_share", number_or_null(loss.largest_share)},
                            {"least", loss.least},
                            {"tied_with_least", loss.tied}});
  }
  return one;
}

}  // namespace

double averted_quantile(const model::Results& r, model::AggregateIndex aggregate,
                        const std::vector<model::Headline>& headlines, model::ScenarioIndex scenario, double level) {
  return quantile_of(averted_draws(r, aggregate, headlines, scenario, over_budget), level);
}

std::string summary_json(const model::Results& r, const std::string& content_hash) {
  nlohmann::ordered_json json;
  json["format"] = 2;
  json["file_type"] = "salus-summary";
  json["result_version"] = model::result_version;
  json["content_hash"] = content_hash;
  json["seed"] = std::to_string(r.identity.seed);
  json["draws"] = r.identity.draws;
  json["failed_draws"] = r.failures.size();
  json["view"] = model::view_names[r.identity.view];
  json["start_year"] = r.identity.start_year;
  json["without_loops"] = loops_json(r.identity.without);
  json["calibration"] = words::english().text(words::start_in_words(r.identity.start));
  json["start"] = start_json(r.identity.start);
  json["intervals"] = too_few_draws(r) ? too_few_draws_in_words() : "90 %";
  json["about"] = r.scenarios[shown_scenario(r)].id;
  for (const auto s : model::positions_in<model::ScenarioIndex>(r.scenarios))
    json["scenarios"].push_back(scenario_json(r, s));
  json["rivals"] = nlohmann::json::array();
  for (const auto& group : rival_groups(r))
    if (!group.losses.empty()) json["rivals"].push_back(rivals_json(r, group));
  return json.dump(1) + "\n";
}

}  // namespace salus::output
