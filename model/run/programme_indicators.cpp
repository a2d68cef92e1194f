#include "model/run/programme_indicators.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

namespace salus::model {
namespace {

using I = Indicator;
/// Indicators of one scenario in one draw.
class DrawIndicators {
 public:
  DrawIndicators(const RunPlan& plan, const SharedDraws& shared, const SummedFigures& sums, Results& results,
                 ScenarioIndex s, DrawIndex d)
      : results_(results),
        scenario_(s),
        draw_(d),
        portfolio_(shared.portfolios[s]),
        course_(shared.courses(s, d)),
        parameters_(with_overrides(shared.pooled[d], plan.scenarios[s])),
        dalys_(shared.dalys[d]),
        discount_(shared.discounts[s]),
        poorer_income_(shared.programmes->poorer_income),
        sums_(sums) {}

  void add(double global_averted) {
    add_members();
    add_money();
    add_functions(global_averted);
    add_worth();
    add_sensitivities();
  }

 private:
  void put(Indicator which, double value) { results_.indicators(which, scenario_, draw_) = value; }
  void put(Indicator which, Usd value) { put(which, value.value()); }
  void put(Indicator which, PaidUsd value) { put(which, value.value()); }
  double sum(CountrySum which) const { return sums_(which, scenario_, draw_); }
  PaidUsd received() const { return (course_.money.paid + course_.money.support).dollars(); }
  PaidUsd own() const {
    PaidUsd usd;
    for (const auto y : years_of_budget) usd += course_.prices.paid(course_.global[y].own, y);
    return usd;
  }
  /// Discounted. `of` gives a year's dollars of the price year.
  template <class OfYear>
  Usd discounted(DiscountCase at, OfYear of) const {
    Usd sum;
    for (const auto y : years_of_budget) sum += of(y) * discount_.factor(at, y);
    return sum;
  }
  Usd funds(DiscountCase at) const {
    return discounted(at, [this](YearIndex y) { return course_.received[y]; });
  }
  Usd own(DiscountCase at) const {
    return discounted(at, [this](YearIndex y) { return course_.global[y].own; });
  }
  template <class Holds>
  double countries(Holds holds) const {
    double n = 0.0;
    for (const auto& c : course_.countries)
      if (holds(c)) n += 1.0;
    return n;
  }

  void add_members() {
    const bool global = portfolio_.global_money();
    const auto reviews = review_years(portfolio_.scenario().start_year);
    const auto reviewed = [&](const CountryCourse& c) {
      return std::any_of(reviews.begin(), reviews.end(), [&c](YearIndex y) { return c.takes_part(y); });
    };
    put(I::countries_first_review, global ? countries([](const auto& c) { return c.first_review; }) : 0.0);
    put(I::countries_volunteering, countries([](const auto& c) { return c.joined <= 1; }));
    put(I::countries_reviewed, global ? countries(reviewed) : 0.0);
    put(I::countries_joined, countries([](const auto& c) { return c.joined != never; }));
    put(I::countries_taking_part, countries([](const auto& c) { return c.takes_part(last_budget_year); }));
    put(I::countries_improved, countries([](const auto& c) { return c.acted; }));
    put(I::people_reached, sum(CountrySum::people_reached));
  }

  void add_money() {
    const auto& m = course_.money;
    put(I::planned_usd, m.planned.dollars());
    put(I::received_usd, received());
    put(I::paid_usd, m.paid.dollars());
    put(I::support_usd, m.support.dollars());
    put(I::lapsed_usd, m.lapsed.dollars());
    put(I::unabsorbed_usd, sum(CountrySum::unabsorbed_usd));
    put(I::fixed_usd, sum(CountrySum::fixed_usd));
    put(I::too_small_usd, sum(CountrySum::too_small_usd));
    put(I::too_small_share, sum(CountrySum::too_small_usd) / sum(CountrySum::for_measures_usd));
    put(I::own_usd, own());
    put(I::transfers_usd, sum(CountrySum::transfers_usd));
    put(I::posts, parameters_[Parameter::staff_share] * (course_.support + global_direct({})) /
                      Usd(parameters_[Parameter::post_cost]) / budget_years);
  }

  /// Direct money paid for one global function, or for all, dollars of the price year.
  Usd global_direct(std::optional<Function> function) const {
    Usd usd;
    for (const auto a : positions_in<AccountIndex>(portfolio_.accounts()))
      if (portfolio_.accounts()[a].half == Half::global_functions && (!function || portfolio_.function(a) == *function))
        usd += course_.accounts[a].worth;
    return usd;
  }

  void add_functions(double global_averted) {
    put(I::global_dalys_averted, global_averted);
    put(I::dollar_multiplier, course_.dollar_multiplier);
    put(I::adoption_hazard_outside, course_.adoption_hazard.value());
    put(I::exit_hazard_inside, course_.exit_hazard.value());
    for (const auto f : every<Function>) put(stock_of(f), course_.global[last_budget_year].stock[f]);
    const double shared_tools = std::floor(global_direct(Function::tools) / Usd(parameters_[Parameter::tool_cost]));
    put(I::tools_shared, shared_tools);
    put(I::tools_piloted, shared_tools * parameters_[Parameter::tool_adoption]);
    put(I::partners, std::floor(global_direct(Function::network) / Usd(parameters_[Parameter::partner_cost])));
  }

  void add_worth() {
    double violent = 0.0;
    for (const auto k : every<CrimeType>)
      if (is_violent[k]) violent += averted(k);
    put(I::violent_averted, violent);
    put(I::homicides_averted, averted(CrimeType::homicide));
    for (const auto k : every<CrimeType>) put(dalys_of_one(k), dalys_[k].value());
    for (const auto at : every<DiscountCase>) {
      put(at_rate(I::dalys_discounted, at), sum(at_rate(CountrySum::dalys, at)));
      put(at_rate(I::benefit_common_usd, at), sum(at_rate(CountrySum::benefit_common, at)));
      put(at_rate(I::benefit_scaled_usd, at), sum(at_rate(CountrySum::benefit_scaled, at)));
      put(at_rate(I::funds_usd, at), funds(at));
      put(at_rate(I::social_cost_usd, at), funds(at) + own(at) - Usd(sum(at_rate(CountrySum::transfers, at))));
    }
  }

  /// What else could be said of the same money.
  void add_sensitivities() {
    constexpr DiscountCase at = DiscountCase::stated;
    const Usd given = funds(at);
    put(I::discount_rate, portfolio_.scenario().discount);
    put(I::public_funds_usd,
        parameters_[Parameter::cost_of_funds] * (given + own(at)) - Usd(sum(at_rate(CountrySum::transfers, at))));
    put(I::cash_instead_usd, parameters_[Parameter::cash_share] * given);
    put(I::health_instead_dalys, given.value() / (parameters_[Parameter::health_price] * poorer_income_.value()));
  }

  double averted(CrimeType type) const {
    const auto& series = results_.aggregate_averted;
    const AggregateIndex total = series.along<AggregateIndex>().last();
    double n = 0.0;
    for (const auto y : years_of_budget) n += series(total, headline_of(type), scenario_, y, draw_);
    return n;
  }

  Results& results_;
  ScenarioIndex scenario_;
  DrawIndex draw_;
  const Portfolio& portfolio_;
  const Course& course_;
  ParameterDraw parameters_;
  const EnumArray<LifeYearsPerIncident, CrimeType>& dalys_;
  const Discount& discount_;
  UsdPerPerson poorer_income_;
  const SummedFigures& sums_;
};

/// The direct effect less that without global functions: a difference, so that no draw is left out because the effect
/// without them is none or a harm. NaN outside the probes.
double global_averted(const Probes& probes, ScenarioIndex s, DrawIndex d) {
  if (d >= probes.along<DrawIndex>().size()) return not_a_number;
  return probes(s, Variant::as_it_is, d) - probes(s, Variant::without_global, d);
}

}  // namespace

void add_programme_indicators(const RunPlan& plan, const SharedDraws& shared, const SummedFigures& sums,
                              const Probes& probes, Results& results) {
  for (const auto s : plan.every_scenario())
    for (const auto d : shared.draws)
      DrawIndicators(plan, shared, sums, results, s, d).add(global_averted(probes, s, d));
}

}  // namespace salus::model
