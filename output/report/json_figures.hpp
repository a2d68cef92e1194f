#pragma once
/// Figures in report.json, and what a programme is worth and costs there. Internal to json*.cpp.
#include <cmath>
#include <nlohmann/json.hpp>

#include "output/report/page_data.hpp"

namespace salus::output {

using Json = nlohmann::ordered_json;

/// What is not known, or without bound, is null.
inline Json number(double value) { return std::isfinite(value) ? Json(value) : Json(); }
template <class Unit>
Json number(model::Quantity<Unit> value) {
  return number(value.value());
}
/// With the digits that its error supports; 0 where not even its sign is told, null where it is above 0 by what it is.
inline Json number(const Estimate& figure) { return figure.not_told() ? Json() : number(figure.rounded()); }
inline Json share(const Estimate& of_draws) { return number(of_draws.value); }  // all its digits: a count of draws
inline Json interval(const IntervalEstimate& of) {
  const IntervalEstimate i = of.in_order();
  return {{"q05", number(i.low)}, {"q50", number(i.middle)}, {"q95", number(i.high)}};
}
inline Json ratio(const Ratio& r) {
  return {{"benefit_cost_ratio", interval(r.value)},
          {"probability_benefit_exceeds_cost", share(r.chance)},
          {"probability_without_cost", share(r.without_cost)}};
}

Json worth_json(const PortfolioRow& portfolio);
Json money_json(const MoneyRow& money);
/// Of the shown scenario. @pre it has one
Json global_half_json(const PageData& data);
/// The trials behind each line that any scenario buys, and behind the lines of one.
Json behind_json(const PageData& data);
Json plan_behind_json(const PlanEvidence& plan);
/// What the spread of the lines of some plans comes from.
Json shares_json(const PageData& data);
/// One plan with one thing left out at a time. @pre the results have them
Json omissions_json(const model::Results& results);

}  // namespace salus::output
