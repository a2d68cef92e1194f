#include "model/run/collect.hpp"

#include <utility>

#include "model/core/elementary.hpp"
#include "model/observation/records.hpp"

namespace salus::model {
namespace {

/// Life years that violence costs each group of victims.
struct Violence {
  EnumArray<LifeYears, TargetGroup> groups{};
  void add(CrimeType type, LifeYears cost, const GroupShares& shares) {
    if (!is_violent[type]) return;
    for (const auto g : every<TargetGroup>) groups[g] += cost * shares(g, type);
  }
};

/// What a scenario is worth against the first, from the incidents that it averted in the years of the budget.
class Worth {
 public:
  Worth(const CountryTask& task, const LaneRun& run, ScenarioIndex s)
      : task_(task), run_(run), discount_(task.shared.discounts[s]), scenario_(s) {}

  void add(Incidents averted, CrimeType type) {
    dalys_of_year_ += averted * task_.shared.dalys[run_.draw.draw][type];
    value_of_year_ += averted * task_.shared.costs[run_.draw.draw][type];
  }
  void end(YearIndex y) {
    const LifeYears dalys = std::exchange(dalys_of_year_, {});
    const Usd value = std::exchange(value_of_year_, {});
    if (y >= budget_years) return;
    for (const auto of : every<DiscountCase>) {
      const double factor = discount_.factor(of, y);
      dalys_[of] += dalys * factor;
      value_[of] += value * factor;
    }
  }
  void write(CountryPart& out) const {
    const Programmes& programmes = *task_.shared.programmes;
    const double elasticity = run_.scenario.parameters[Parameter::value_elasticity];
    const double common = value_over_home(programmes.mean_income, programmes.reference_income, elasticity);
    const double scaled = value_over_home(task_.country.market_income, programmes.reference_income, elasticity);
    const auto put = [&](CountrySum sum, DiscountCase of, double value) {
      out.sums(at_rate(sum, of), scenario_, run_.draw.draw) = value;
    };
    for (const auto of : every<DiscountCase>) {
      put(CountrySum::dalys, of, dalys_[of].value());
      put(CountrySum::benefit_common, of, (value_[of] * common).value());
      put(CountrySum::benefit_scaled, of, (value_[of] * scaled).value());
    }
  }

 private:
  const CountryTask& task_;
  const LaneRun& run_;
  const Discount& discount_;
  ScenarioIndex scenario_;
  LifeYears dalys_of_year_;
  Usd value_of_year_;
  EnumArray<LifeYears, DiscountCase> dalys_;
  EnumArray<Usd, DiscountCase> value_;
};

/// The headlines, and what they are worth.
void collect_headlines(const CountryTask& task, const LaneRun& base, const LaneRun& run, ScenarioIndex s,
                       CountryPart& out) {
  const DrawIndex d = run.draw.draw;
  Worth worth(task, run, s);
  for (const auto y : every<YearIndex>) {
    Violence violence;
    for (const auto k : every<CrimeType>) {
      const double averted = base.sums.incidents(k, y) - run.sums.incidents(k, y);
      worth.add(Incidents(averted), k);
      const double kept = s == 0 ? run.sums.incidents(k, y) : averted;
      out.headlines(headline_of(k), s, y, d) = kept;
      violence.add(k, Incidents(kept) * task.shared.dalys[d][k], run.draw.groups);
    }
    worth.end(y);
    for (const auto g : every<TargetGroup>) out.headlines(headline_of(g), s, y, d) = violence.groups[g].value();
    const auto before = urban_incidents(base, y);
    const auto after = urban_incidents(run, y);
    for (const auto u : every<UrbanSeries>)
      out.headlines(headline_of(u), s, y, d) = s == 0 ? after[u] : before[u] - after[u];
  }
  worth.write(out);
}

}  // namespace

EnumArray<double, UrbanSeries> urban_incidents(const LaneRun& run, YearIndex y) {
  EnumArray<double, UrbanSeries> urban{};
  for (const auto k : every<CrimeType>) {
    if (!is_violent[k]) continue;
    const double factor = run.scenario.factors(y, k);  // 1 less what measures take off, all of it in cities
    const double cities = run.draw.panel.cities_share(class_of_type[k], in_panel(y)) - (1.0 - factor);
    const double n = run.sums.incidents(k, y) / factor * cities;
    urban[UrbanSeries::violent] += n;
    if (k == CrimeType::homicide) urban[UrbanSeries::homicides] = n;
  }
  return urban;
}

RatePerPerson violent_rate(const EnumArray<double, CrimeType>& incidents, PersonYears adults) {
  double n = 0.0;
  for (const auto k : every<CrimeType>)
    if (can_be_asked_about(k)) n += incidents[k];
  return Incidents(n) / adults;
}

double value_over_home(UsdPerPerson income, UsdPerPerson home, double elasticity) {
  return exponential(elasticity * logarithm(income / home));
}

void collect(const CountryTask& task, const LaneRun& base, const LaneRun& run, ScenarioIndex s, CountryPart& out) {
  collect_headlines(task, base, run, s, out);
  const auto& p = run.scenario.parameters;
  const double safe_level = p[Parameter::perceived_safety_level];
  const double fear = p[Parameter::fear_of_violence];
  for (const auto y : every<YearIndex>) {
    const auto put = [&](OwnSeries series, double value) { out.own(series, s, y, run.draw.draw) = value; };
    const double exposure = run.sums.exposure(y);
    const double trust = run.sums.trust(y);
    const double capacity = run.sums.capacity(y);
    put(OwnSeries::active_persons, run.sums.active(y));
    put(OwnSeries::imprisoned_persons, run.sums.imprisoned(y));
    put(OwnSeries::exposure, exposure);
    put(OwnSeries::trust, trust);
    put(OwnSeries::capacity, capacity);
    put(OwnSeries::perceived_safety, safe_level / (safe_level + (1.0 - safe_level) * (1.0 - fear + fear * exposure)));
    const auto reported = reported_share(p, trust);
    const auto kept = kept_share(p, capacity);
    double told = 0.0;
    double recorded = 0.0;
    for (const auto k : every<CrimeType>) {
      if (!is_violent[k]) continue;
      const double seen = reported[k] * run.sums.incidents(k, y);
      told += seen;
      recorded += kept[k] * seen;
    }
    put(OwnSeries::reported_violent, told);
    put(OwnSeries::recorded_violent, recorded);
  }
}

}  // namespace salus::model
