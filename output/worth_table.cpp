#include "output/worth_table.hpp"

#include <limits>

#include "output/quantile_table.hpp"
#include "output/table_cells.hpp"

namespace salus::output {
namespace {

using model::DiscountCase;
using model::Indicator;

/// What is set against what. Each is of the scenario's own rate, and at the others follows it among the indicators.
struct Account {
  std::string_view benefit;
  Indicator gained;
  std::string_view cost;
  Indicator spent;
  bool at_every_rate;
};
constexpr auto accounts = std::to_array<Account>({
    {"common", Indicator::benefit_common_usd, "donors", Indicator::funds_usd, true},
    {"common", Indicator::benefit_common_usd, "society", Indicator::social_cost_usd, true},
    {"scaled", Indicator::benefit_scaled_usd, "donors", Indicator::funds_usd, true},
    {"scaled", Indicator::benefit_scaled_usd, "society", Indicator::social_cost_usd, true},
    {"common", Indicator::benefit_common_usd, "society_with_cost_of_funds", Indicator::public_funds_usd, false},
    {"scaled", Indicator::benefit_scaled_usd, "society_with_cost_of_funds", Indicator::public_funds_usd, false},
    {"common", Indicator::benefit_common_usd, "same_money_as_cash", Indicator::cash_instead_usd, false},
    {"scaled", Indicator::benefit_scaled_usd, "same_money_as_cash", Indicator::cash_instead_usd, false},
    {"dalys", Indicator::dalys_discounted, "same_money_on_health", Indicator::health_instead_dalys, false},
});

/// The two rows of an account at one rate. The mean of a ratio is the ratio of means.
std::string rows_of(const std::string& head, model::Unit unit, const std::vector<double>& gained,
                    const std::vector<double>& spent) {
  const auto net = paired(gained, spent, [](double g, double s) { return g - s; });
  const std::string end =
      ',' + cell(largest_draw_share(net)) + ',' + probability_cells(net, [](double v) { return v > 0.0; }) + '\n';
  const auto row = [&](const char* figure, model::Unit of, const std::string& cells) {
    return head + figure + ',' + csv_text(model::unit_symbols[of]) + ',' + cells + end;
  };
  return row("benefit_over_cost", model::Unit::one,
             distribution_cells(paired(gained, spent, benefit_over_cost), ratio_of_means(gained, spent))) +
         row("net_benefit", unit, distribution_cells(net, mean_estimate(net)));
}

}  // namespace

double benefit_over_cost(double benefit, double cost) {
  if (cost > 0.0) return benefit / cost;
  if (benefit == cost) return unknown;
  return benefit > cost ? std::numeric_limits<double>::infinity() : -std::numeric_limits<double>::infinity();
}

std::string worth_table(const model::Results& r) {
  std::string text = std::string("scenario,benefit,cost,discount,own_rate,figure,unit,") + distribution_heads +
                     ",largest_draw_share,probability,probability_error\n";
  if (r.indicators.empty() || !against_nothing(r)) return text;
  for (const auto s : model::positions_in<model::ScenarioIndex>(r.scenarios)) {
    const double own = quantile_of(indicator_draws(r, Indicator::discount_rate, s), 0.5);
    if (s == first_scenario || std::isnan(own)) continue;
    for (const auto& account : accounts)
      for (const auto at : model::every<DiscountCase>) {
        const bool is_own = at == DiscountCase::stated;
        const double rate = is_own ? own : model::side_by_side_rates[at];
        if (!is_own && (!account.at_every_rate || cell(rate) == cell(own))) continue;
        const auto draws = [&](Indicator i) {
          return indicator_draws(r, account.at_every_rate ? model::at_rate(i, at) : i, s);
        };
        const std::string head = csv_text(r.scenarios[s].id) + ',' + std::string(account.benefit) + ',' +
                                 std::string(account.cost) + ',' + cell(rate) + ',' + (is_own ? "yes," : "no,");
        text += rows_of(head, model::indicators()[model::index(account.gained)].unit, draws(account.gained),
                        draws(account.spent));
      }
  }
  return text;
}

}  // namespace salus::output
