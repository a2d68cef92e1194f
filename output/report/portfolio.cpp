#include "output/report/portfolio.hpp"

#include <algorithm>
#include <cmath>

namespace salus::output {

using model::Results;

std::vector<double> chance_of_most(const std::vector<std::vector<double>>& series) {
  std::vector<double> wins(series.size(), 0.0);
  double all = 0.0;
  for (std::size_t d = 0; !series.empty() && d < series[0].size(); ++d) {
    if (std::any_of(series.begin(), series.end(), [d](const auto& s) { return std::isnan(s[d]); })) continue;
    all += 1.0;
    double most = series[0][d];
    double ties = 0.0;
    for (const auto& s : series) most = std::max(most, s[d]);
    for (const auto& s : series) ties += s[d] == most;
    for (std::size_t s = 0; s < series.size(); ++s)
      if (series[s][d] == most) wins[s] += 1.0 / ties;
  }
  for (double& w : wins) w = all > 0.0 ? w / all : unknown;
  return wins;
}

std::vector<double> chance_of_most_dalys(const Results& r) {
  if (r.indicators.empty()) return {};
  std::vector<std::vector<double>> dalys;
  for (const auto s : model::positions_in<model::ScenarioIndex>(r.scenarios))
    dalys.push_back(indicator_draws(r, model::Indicator::dalys_averted, s));
  return chance_of_most(dalys);
}

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
  std::vector<std::vector<double>> averted;
  for (const auto s : scenarios)
    averted.push_back(averted_draws(r, total_aggregate(r), violent_headlines(), s, over_budget));
  const auto best = chance_of_most(averted);
  const auto best_dalys = chance_of_most_dalys(r);
  std::vector<PortfolioRow> rows(r.scenarios.size());
  for (const auto s : scenarios) {
    auto& row = rows[s];
    row.best = best[s];
    if (!best_dalys.empty()) row.best_dalys = best_dalys[s];
    row.spread = {unknown, unknown, unknown, unknown};
    if (s == first_scenario || r.indicators.empty()) continue;
    row.spread = r.scenarios[s].spread;
    const auto draws = [&](model::Indicator which) { return indicator_draws(r, which, s); };
    const auto received = draws(model::Indicator::received_usd);
    const auto society = draws(model::Indicator::social_cost_usd);
    const auto common = draws(model::Indicator::benefit_common_usd);
    const auto scaled = draws(model::Indicator::benefit_scaled_usd);
    row.dalys = interval_of(draws(model::Indicator::dalys_averted));
    row.common = ratio(common, received);
    row.common_society = ratio(common, society);
    row.scaled = ratio(scaled, received);
    row.scaled_society = ratio(scaled, society);
    row.cost_unhabitat = cost_each(received, averted[s]);
    row.cost_society = cost_each(society, averted[s]);
    row.none_averted = share_where(averted[s], [](double a) { return a <= 0.0; });
    row.reached = interval_of(draws(model::Indicator::cities_reached));
    row.attributable = interval_of(draws(model::Indicator::cities_attributable));
    row.kept = interval_of(draws(model::Indicator::cities_kept_from_falling));
    row.shown = interval_of(draws(model::Indicator::cities_shown));
    row.falsely_shown = interval_of(draws(model::Indicator::cities_falsely_shown));
    row.multiplier = interval_of(draws(model::Indicator::total_multiplier));
    row.dollar_multiplier = interval_of(draws(model::Indicator::dollar_multiplier));
  }
  return rows;
}

}  // namespace salus::output
