#include "output/omissions.hpp"
#include "output/report/json_figures.hpp"

namespace salus::output {

namespace {

/// Benefit over one cost, by both values.
Json both(const Ratio& common, const Ratio& scaled) {
  return {{"one_value_for_all", ratio(common)}, {"scaled_to_income", ratio(scaled)}};
}

}  // namespace

Json worth_json(const PortfolioRow& p) {
  using model::DiscountCase;
  Json one{{"dalys_averted", interval(p.dalys)}, {"discount", number(p.discount)}};
  one["to_unhabitat"] = both(p.common, p.scaled);
  one["to_unhabitat"]["usd_a_daly_averted"] = interval(p.cost_unhabitat);
  one["to_society"] = both(p.common_society[DiscountCase::stated], p.scaled_society[DiscountCase::stated]);
  one["to_society"]["usd_a_daly_averted"] = interval(p.cost_society);
  for (const auto at : {DiscountCase::none, DiscountCase::three, DiscountCase::five}) {
    Json rate = both(p.common_society[at], p.scaled_society[at]);
    rate["rate"] = model::side_by_side_rates[at];
    one["to_society_discounted"].push_back(rate);
  }
  one["with_cost_of_public_funds"] = both(p.common_public_funds, p.scaled_public_funds);
  one["same_money_as_cash"] = both(p.common_cash, p.scaled_cash);
  one["same_money_on_health"] = {{"dalys_ratio", interval(p.health.value)},
                                 {"probability_more_dalys", share(p.health.chance)}};
  one["probability_none_averted"] = share(p.none_averted);
  one["cities"] = {{"reached", interval(p.reached)},
                   {"attributable", interval(p.attributable)},
                   {"kept_from_falling", interval(p.kept)},
                   {"shown", interval(p.shown)},
                   {"falsely_shown", interval(p.falsely_shown)}};
  one["global_dalys_averted"] = interval(p.global_averted);
  one["dollar_multiplier"] = interval(p.dollar_multiplier);
  const auto part = [&p](double share) { return number(Estimate{share, p.spread_error()}); };
  one["spread"] = {{"data", part(p.spread.data)},
                   {"analogy", part(p.spread.analogy)},
                   {"assumption", part(p.spread.assumption)},
                   {"joint", part(p.spread.joint)},
                   {"standard_error", number(p.spread_error())}};
  return one;
}

Json money_json(const MoneyRow& m) {
  return {{"planned_usd", interval(m.planned)}, {"received_usd", interval(m.received)},
          {"paid_usd", interval(m.paid)},       {"support_usd", interval(m.support)},
          {"lapsed_usd", interval(m.lapsed)},   {"unabsorbed_usd", interval(m.unabsorbed)},
          {"fixed_usd", interval(m.fixed)},     {"too_small_usd", interval(m.too_small)},
          {"own_usd", interval(m.own)},         {"transfers_usd", interval(m.transfers)},
          {"posts", interval(m.posts)}};
}

Json global_half_json(const PageData& data) {
  const GlobalHalf& half = *data.global_half;
  Json json{{"dalys_averted_by_assumption", interval(half.averted)},
            {"mean_dalys_averted_by_assumption", number(half.mean)},
            {"monte_carlo_error", number(half.mean.error)},
            {"draws", half.draws}};
  if (!half.beside) return json;
  json["all_local_scenario"] = data.scenarios[half.beside->local].id;
  json["dalys_behind"] = interval(half.beside->behind);
  json["probability_made_up_for"] = share(half.beside->made_up);
  json["probability_none_averted_all_local"] = share(half.beside->none_locally);
  return json;
}

Json omissions_json(const model::Results& r) {
  Json json{{"scenario", r.scenarios[r.omissions->scenario].id}, {"draws", r.omissions->as_it_is.size()}};
  for (const auto& row : omission_rows(*r.omissions))
    json["left_out"].push_back({{"what", model::enumerator_names<model::Omission>[row.left_out]},
                                {"middle_dalys_averted", number(row.as_it_is)},
                                {"middle_dalys_averted_without", number(row.without)},
                                {"difference", number(row.difference)},
                                {"monte_carlo_error", number(row.difference.error)},
                                {"verdict", model::enumerator_names<OmissionVerdict>[row.verdict]}});
  return json;
}

}  // namespace salus::output
