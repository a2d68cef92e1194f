#include "output/report/portfolio.hpp"

#include <algorithm>
#include <cmath>

#include "model/run/country_part.hpp"
#include "output/monte_carlo.hpp"
#include "output/worth_table.hpp"

namespace salus::output {

using model::Results;

namespace {

Ratio ratio(const std::vector<double>& benefit, const std::vector<double>& cost) {
  const auto gain = paired(benefit, cost, [](double b, double c) { return b - c; });
  const auto known = paired(cost, benefit, [](double c, double) { return c; });
  return {.value = interval_estimate(paired(benefit, cost, benefit_over_cost)),
          .chance = share_estimate(gain, [](double v) { return v > 0.0; }),
          .without_cost = share_estimate(known, [](double c) { return c <= 0.0; })};
}

IntervalEstimate cost_each(const std::vector<double>& cost, const std::vector<double>& averted) {
  const auto each = paired(
      cost, averted, [](double c, double a) { return a > 0.0 ? c / a : std::numeric_limits<double>::infinity(); });
  return interval_estimate(each).above_nothing();
}

/// The first where it is known in any draw: results of before discounting have the second.
std::vector<double> known_or(std::vector<double> first, std::vector<double> second) {
  const bool known = std::any_of(first.begin(), first.end(), [](double v) { return !std::isnan(v); });
  return known ? std::move(first) : std::move(second);
}

/// @param draws an indicator's values
template <class Draws>
void add_worth(const Draws& draws, PortfolioRow& row) {
  using I = model::Indicator;
  const auto common = draws(I::benefit_common_usd);
  const auto scaled = draws(I::benefit_scaled_usd);
  const auto funds = known_or(draws(I::funds_usd), draws(I::received_usd));
  row.dalys = interval_estimate(draws(I::dalys_averted));
  row.discount = quantile_of(draws(I::discount_rate), 0.5);
  row.common = ratio(common, funds);
  row.scaled = ratio(scaled, funds);
  for (const auto at : model::every<model::DiscountCase>) {
    const auto society = draws(model::at_rate(I::social_cost_usd, at));
    row.common_society[at] = ratio(draws(model::at_rate(I::benefit_common_usd, at)), society);
    row.scaled_society[at] = ratio(draws(model::at_rate(I::benefit_scaled_usd, at)), society);
  }
  const auto public_funds = draws(I::public_funds_usd);
  row.common_public_funds = ratio(common, public_funds);
  row.scaled_public_funds = ratio(scaled, public_funds);
  const auto cash = draws(I::cash_instead_usd);
  row.common_cash = ratio(common, cash);
  row.scaled_cash = ratio(scaled, cash);
  row.health = ratio(draws(I::dalys_discounted), draws(I::health_instead_dalys));
}

}  // namespace

std::vector<double> funds_draws(const Results& r, model::ScenarioIndex s) {
  return known_or(indicator_draws(r, model::Indicator::funds_0_usd, s),
                  indicator_draws(r, model::Indicator::received_usd, s));
}

std::vector<PortfolioRow> portfolio_rows(const Results& r) {
  const auto scenarios = model::positions_in<model::ScenarioIndex>(r.scenarios);
  std::vector<PortfolioRow> rows(r.scenarios.size());
  for (const auto s : scenarios) {
    auto& row = rows[s];
    row.spread = {unknown, unknown, unknown, unknown};
    row.probes = std::min(r.identity.draws, model::probe_draws);
    if (s == first_scenario || r.indicators.empty()) continue;
    row.spread = r.scenarios[s].spread;
    const auto draws = [&](model::Indicator which) { return indicator_draws(r, which, s); };
    add_worth(draws, row);
    const auto averted = draws(model::Indicator::dalys_averted);
    row.cost_unhabitat = cost_each(funds_draws(r, s), averted);
    row.cost_society = cost_each(
        known_or(draws(model::Indicator::social_cost_0_usd), draws(model::Indicator::social_cost_usd)), averted);
    row.none_averted = share_estimate(averted, [](double a) { return a <= 0.0; });
    row.reached = interval_estimate(draws(model::Indicator::cities_reached));
    row.attributable = interval_estimate(draws(model::Indicator::cities_attributable));
    row.kept = interval_estimate(draws(model::Indicator::cities_kept_from_falling));
    row.shown = interval_estimate(draws(model::Indicator::cities_shown));
    row.falsely_shown = interval_estimate(draws(model::Indicator::cities_falsely_shown));
    row.global_averted = interval_estimate(draws(model::Indicator::global_dalys_averted));
    row.dollar_multiplier = interval_estimate(draws(model::Indicator::dollar_multiplier)).above_nothing();
  }
  return rows;
}

}  // namespace salus::output
