#include "model/run/collect.hpp"

#include <numeric>

#include "model/core/elementary.hpp"
#include "model/observation/records.hpp"

namespace salus::model {
namespace {

/// Violent incidents of all types, and those of each group of victims.
struct Violence {
  double all = 0.0;
  EnumArray<double, TargetGroup> groups{};
  void add(CrimeType type, double n, const GroupShares& shares) {
    if (!is_violent[type]) return;
    all += n;
    for (const auto g : every<TargetGroup>) groups[g] += shares(g, type) * n;
  }
};

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

double adult_share(const CountryInput& country) {
  constexpr auto first_adult_band = 3;  // 15-19
  return std::accumulate(country.age_share.begin() + first_adult_band, country.age_share.end(), 0.0);
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

void collect(const LaneRun& run, const CountryInput& country, ScenarioIndex s, CountryRecord& out) {
  const double adult = adult_share(country);
  const auto& p = run.scenario.parameters;
  const double safe_level = p[Parameter::perceived_safety_level];
  const double fear = p[Parameter::fear_of_violence];
  for (const auto y : every<YearIndex>) {
    const auto put = [&](Target target, double value) { out.values(target, s, y, run.draw.draw) = value; };
    Violence violence;
    EnumArray<double, CrimeType> incidents{};
    for (const auto k : every<CrimeType>) {
      incidents[k] = run.sums.incidents(k, y);
      put(incidents_of(k), incidents[k]);
      violence.add(k, incidents[k], run.draw.groups);
    }
    put(Target::violent_incidents, violence.all);
    for (const auto g : every<TargetGroup>) put(victimisations_of(g), violence.groups[g]);
    const PersonYears people(out.person_years[y]);
    const double homicides = incidents[CrimeType::homicide];
    const double exposure = run.sums.exposure(y);
    const double trust = run.sums.trust(y);
    const double capacity = run.sums.capacity(y);
    put(Target::homicide_rate, per_100000(Incidents(homicides), people).value());
    put(Target::active_persons, run.sums.active(y));
    put(Target::imprisoned_persons, run.sums.imprisoned(y));
    put(Target::exposure, exposure);
    put(Target::trust, trust);
    put(Target::capacity, capacity);
    put(Target::lethality, homicides / incidents[CrimeType::serious_assault]);
    put(Target::perceived_safety, safe_level / (safe_level + (1.0 - safe_level) * (1.0 - fear + fear * exposure)));
    const PersonYears adults(out.person_years[y] * adult);
    put(Target::survey_prevalence, chance_in_a_year(violent_rate(incidents, adults)).value());
    const RatePerPerson harassment = Incidents(incidents[CrimeType::sexual_violence]) / adults;
    put(Target::harassment_prevalence, chance_in_a_year(harassment).value());
    const auto reported = reported_share(p, trust);
    const auto kept = kept_share(p, capacity);
    double told = 0.0;
    double recorded = 0.0;
    for (const auto k : every<CrimeType>) {
      if (!is_violent[k]) continue;
      told += reported[k] * incidents[k];
      recorded += kept[k] * reported[k] * incidents[k];
    }
    put(Target::reported_violent, told);
    put(Target::recorded_violent, recorded);
    const auto urban = urban_incidents(run, y);
    for (const auto u : every<UrbanSeries>) put(target_of(u), urban[u]);
  }
}

void collect_averted(const CountryTask& task, const LaneRun& base, const LaneRun& run, ScenarioIndex s,
                     CountryRecord& out) {
  const DrawIndex d = run.draw.draw;
  const double elasticity = run.scenario.parameters[Parameter::value_elasticity];
  const UsdPerPerson reference = task.shared.reference_income;
  const double common = value_over_home(task.shared.mean_income, reference, elasticity);
  const double scaled = value_over_home(task.country.market_income, reference, elasticity);
  EnumArray<LifeYears, DiscountCase> dalys;
  EnumArray<Usd, DiscountCase> value;
  for (const auto y : every<YearIndex>) {
    Violence violence;
    LifeYears dalys_of_year;
    Usd value_of_year;
    for (const auto k : every<CrimeType>) {
      const Incidents averted(base.sums.incidents(k, y) - run.sums.incidents(k, y));
      out.values(averted_of(k), s, y, d) = averted.value();
      dalys_of_year += averted * task.shared.dalys[d][k];
      value_of_year += averted * task.shared.costs[d][k];
      violence.add(k, averted.value(), run.draw.groups);
    }
    out.values(Target::violent_averted, s, y, d) = violence.all;
    const auto before = urban_incidents(base, y);
    const auto after = urban_incidents(run, y);
    for (const auto u : every<UrbanSeries>) out.urban_averted(u, s, y, d) = before[u] - after[u];
    for (const auto g : every<TargetGroup>) out.groups_averted(g, s, y, d) = violence.groups[g];
    if (y >= budget_years) continue;
    for (const auto of : every<DiscountCase>) {
      const double factor = task.shared.discounts[s].factor(of, y);
      dalys[of] += dalys_of_year * factor;
      value[of] += value_of_year * factor;
    }
  }
  for (const auto of : every<DiscountCase>) {
    out.sums(at_rate(CountrySum::dalys, of), s, d) = dalys[of].value();
    out.sums(at_rate(CountrySum::benefit_common, of), s, d) = (value[of] * common).value();
    out.sums(at_rate(CountrySum::benefit_scaled, of), s, d) = (value[of] * scaled).value();
  }
}

}  // namespace salus::model
