#include "output/report/portfolio.hpp"

#include <cmath>

namespace salus::output {

using model::Results;

namespace {

Ratio ratio(const std::vector<double>& benefit, const std::vector<double>& cost) {
  const auto values = paired(benefit, cost, [](double b, double c) { return c > 0.0 ? b / c : unknown; });
  return {interval_of(values), share_where(values, [](double v) { return v > 1.0; })};
}

Interval cost_each(const std::vector<double>& cost, const std::vector<double>& averted) {
  return interval_of(paired(
      cost, averted, [](double c, double a) { return a > 0.0 ? c / a : std::numeric_limits<double>::infinity(); }));
}

}  // namespace

std::vector<PortfolioRow> portfolio_rows(const Results& r) {
  const auto scenarios = model::positions_in<model::ScenarioIndex>(r.scenarios);
  std::vector<PortfolioRow> rows(r.scenarios.size());
  for (const auto s : scenarios) {
    auto& row = rows[s];
    row.spread = {unknown, unknown, unknown, unknown};
    if (s == first_scenario || r.indicators.empty()) continue;
    row.spread = r.scenarios[s].spread;
    const auto draws = [&](model::Indicator which) { return indicator_draws(r, which, s); };
    const auto received = draws(model::Indicator::received_usd);
    const auto society = draws(model::Indicator::social_cost_usd);
    const auto common = draws(model::Indicator::benefit_common_usd);
    const auto scaled = draws(model::Indicator::benefit_scaled_usd);
    const auto averted = draws(model::Indicator::dalys_averted);
    row.dalys = interval_of(averted);
    row.common = ratio(common, received);
    row.common_society = ratio(common, society);
    row.scaled = ratio(scaled, received);
    row.scaled_society = ratio(scaled, society);
    row.cost_unhabitat = cost_each(received, averted);
    row.cost_society = cost_each(society, averted);
    row.none_averted = share_where(averted, [](double a) { return a <= 0.0; });
    row.reached = interval_of(draws(model::Indicator::cities_reached));
    row.attributable = interval_of(draws(model::Indicator::cities_attributable));
    row.kept = interval_of(draws(model::Indicator::cities_kept_from_falling));
    row.shown = interval_of(draws(model::Indicator::cities_shown));
    row.falsely_shown = interval_of(draws(model::Indicator::cities_falsely_shown));
    row.global_averted = interval_of(draws(model::Indicator::global_violent_averted));
    row.dollar_multiplier = interval_of(draws(model::Indicator::dollar_multiplier));
  }
  return rows;
}

}  // namespace salus::output
