#include "model/run/line_sizes.hpp"

#include <algorithm>

namespace salus::model {
namespace {

/// What cities get of one line, a city and year an entry.
struct Found {
  std::vector<Usd> money;
  double below = 0.0;
};

/// One draw of a plan.
class Sizes {
 public:
  Sizes(const RunPlan& plan, const Portfolio& portfolio, std::vector<Found>& found)
      : plan_(plan), portfolio_(portfolio), found_(found) {}

  void add(const Course& course, const ParameterDraw& p, const std::vector<InterventionDraw>& drawn) {
    for (const auto c : plan_.every_country())
      for (std::uint32_t u = 0; u < course.countries[c].cities; ++u)
        for (const auto y : years_of_budget)
          if (course.countries[c].takes_part(y)) add_city(course, p, drawn, {c, u, y});
  }

 private:
  struct Where {
    CountryIndex country;
    std::uint32_t city;
    YearIndex year;
  };

  UsdPerCity money(const Course& course, AccountIndex a, const Where& at) const {
    const Persons mean = portfolio_.mean_city(at.country);
    return portfolio_.shares(a, at.country) ? course.to_city(portfolio_, a, at.country, at.year, {mean, mean, at.city})
                                            : UsdPerCity();
  }

  void add_city(const Course& course, const ParameterDraw& p, const std::vector<InterventionDraw>& drawn,
                const Where& at) {
    UsdPerCity here;
    for (const auto a : positions_in<AccountIndex>(course.accounts)) here += money(course, a, at);
    if (here <= UsdPerCity()) return;
    const double kept = std::max(0.0, 1.0 - UsdPerCity(p[Parameter::city_fixed_cost]) / here);
    for (const auto r : positions_in<RowIndex>(portfolio_.rows())) {
      const auto& row = portfolio_.rows()[r];
      UsdPerCity line;
      for (const AccountIndex a : row.accounts) line += money(course, a, at);
      if (line <= UsdPerCity()) continue;
      const Usd usable = line * one_city * kept;
      found_[index(r)].money.push_back(usable);
      if (usable * course.global[at.year].economy < drawn[row.intervention].least_a_year) found_[index(r)].below += 1.0;
    }
  }

  const RunPlan& plan_;
  const Portfolio& portfolio_;
  std::vector<Found>& found_;
};

}  // namespace

std::vector<LineSize> line_sizes(const RunPlan& plan, ScenarioIndex scenario, const Executor& executor) {
  const Portfolio portfolio(plan.scenarios[scenario], plan.evidence, plan.countries);
  std::vector<LineSize> sizes;
  const auto acting = [](const PortfolioRow& row) { return !row.accounts.empty(); };
  if (std::none_of(portfolio.rows().begin(), portfolio.rows().end(), acting)) return sizes;
  const auto common = draw_common(plan, {DrawIndex(0u), plan.draws}, executor);
  std::vector<Found> found(portfolio.rows().size());
  for (const auto d : common->draws) {
    const ParameterDraw p = with_overrides(common->pooled[d], plan.scenarios[scenario]);
    Sizes(plan, portfolio, found)
        .add(run_course(portfolio, plan.evidence, plan.countries, p, common->numbers[d]), p, common->interventions[d]);
  }
  for (const auto r : positions_in<RowIndex>(portfolio.rows())) {
    auto& money = found[index(r)].money;
    LineSize size{portfolio.rows()[r].intervention, Usd(), 0.0, 0.0};
    if (!money.empty()) {
      const double n = positions_in<RowIndex>(money).count();
      const auto middle = money.begin() + static_cast<std::ptrdiff_t>(money.size() / 2);
      std::nth_element(money.begin(), middle, money.end());
      size.middle = *middle;
      size.below = found[index(r)].below / n;
      size.cities = n / plan.draws / budget_years;
    }
    sizes.push_back(size);
  }
  return sizes;
}

}  // namespace salus::model
