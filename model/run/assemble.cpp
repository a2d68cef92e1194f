#include "model/run/assemble.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>
#include <stdexcept>

#include "model/core/elementary.hpp"
#include "model/run/collect.hpp"
#include "model/run/draws_used.hpp"
#include "model/run/outcomes.hpp"
#include "model/run/quantiles.hpp"

namespace salus::model {
namespace {

constexpr ScenarioIndex baseline(0u);

/// Sums per draw over the countries of a region (or of all), in double, in the order of the countries: the first
/// scenario's values, and the others' differences from it.
class Sums {
 public:
  void add(const CountryResult& country, const CountryInput& input) {
    if (headlines_.empty()) {
      headlines_ = {every<Headline>, country.headlines.along<ScenarioIndex>(), every<YearIndex>,
                    country.headlines.along<DrawIndex>()};
      population_.resize(horizon_years);
      adults_.resize(horizon_years);
      halving_base_ = {every<HalvingBase>, country.headlines.along<DrawIndex>()};
    }
    add_up(headlines_.cells(), country.headlines.cells());
    add_up(population_, country.population);
    const double adult = adult_share(input);
    auto adults = adults_.begin();
    for (const double people : country.population) *adults++ += adult * people;
    add_up(halving_base_.cells(), country.halving_base.cells());
    base_population_ += input.base_population;
    base_adults_ += adult * input.base_population;
  }

  /// What a scenario averted of a headline: zero for the first, but not a number where that is none.
  double averted(Headline h, ScenarioIndex s, YearIndex y, DrawIndex d) const {
    return s == baseline ? 0.0 * headlines_(h, baseline, y, d) : headlines_(h, s, y, d);
  }
  double headline(Headline h, ScenarioIndex s, YearIndex y, DrawIndex d) const {
    return headlines_(h, baseline, y, d) - averted(h, s, y, d);
  }
  double incidents(CrimeType k, ScenarioIndex s, YearIndex y, DrawIndex d) const {
    return headline(headline_of(k), s, y, d);
  }
  double urban(UrbanSeries series, ScenarioIndex s, YearIndex y, DrawIndex d) const {
    return headline(headline_of(series), s, y, d);
  }
  double violent(ScenarioIndex s, YearIndex y, DrawIndex d) const {
    double sum = 0.0;
    for (const auto k : every<CrimeType>)
      if (is_violent[k]) sum += incidents(k, s, y, d);
    return sum;
  }
  double violent_averted(ScenarioIndex s, YearIndex y, DrawIndex d) const {
    double sum = 0.0;
    for (const auto k : every<CrimeType>)
      if (is_violent[k]) sum += averted(headline_of(k), s, y, d);
    return sum;
  }
  /// Share of adults with violence in the year, as a survey asks.
  double prevalence(ScenarioIndex s, YearIndex y, DrawIndex d) const {
    double n = 0.0;
    for (const auto k : every<CrimeType>)
      if (can_be_asked_about(k)) n += incidents(k, s, y, d);
    return chance_in_a_year(Incidents(n) / adults(y)).value();
  }
  double harassment(ScenarioIndex s, YearIndex y, DrawIndex d) const {
    return chance_in_a_year(Incidents(incidents(CrimeType::sexual_violence, s, y, d)) / adults(y)).value();
  }
  double base(HalvingBase of, DrawIndex d) const { return halving_base_(of, d); }
  double base_population() const { return base_population_; }
  PersonYears base_adults() const { return PersonYears(base_adults_); }
  const std::vector<double>& population() const { return population_; }
  PersonYears people(YearIndex y) const { return PersonYears(population_[y]); }
  PersonYears adults(YearIndex y) const { return PersonYears(adults_[y]); }

 private:
  static void add_up(std::vector<double>& sums, const std::vector<Single>& values) {
    auto sum = sums.begin();
    for (const double value : values) *sum++ += value;
  }

  Grid<double, Headline, ScenarioIndex, YearIndex, DrawIndex> headlines_;
  std::vector<double> population_;
  std::vector<double> adults_;
  Grid<double, HalvingBase, DrawIndex> halving_base_;
  double base_population_ = 0.0;
  double base_adults_ = 0.0;
};

/// P(value in 2030 <= half the base) over draws that did not fail.
Halving halving_of(const Sums& sums, const RunPlan& plan) {
  Halving result;
  for (const auto s : plan.every_scenario()) {
    double rate_hits = 0.0;
    double count_hits = 0.0;
    double prevalence_hits = 0.0;
    double rate_2015_hits = 0.0;
    double urban_homicide_hits = 0.0;
    double urban_violent_hits = 0.0;
    double n = 0.0;
    for (const auto y : every<YearIndex>) {
      if (plan.start_year() + static_cast<int>(y) != 2030) continue;
      for (const auto d : plan.every_draw()) {
        const double homicides = sums.incidents(CrimeType::homicide, s, y, d);
        if (std::isnan(homicides)) continue;
        const double people = sums.base_population();
        const double rate = homicides / sums.population()[y];
        const double base = sums.base(HalvingBase::homicides, d) / people;
        const double violence =
            chance_in_a_year(Incidents(sums.base(HalvingBase::violence, d)) / sums.base_adults()).value();
        n += 1.0;
        rate_hits += rate <= 0.5 * base;
        count_hits += homicides <= 0.5 * sums.base(HalvingBase::homicides, d);
        prevalence_hits += sums.prevalence(s, y, d) <= 0.5 * violence;
        rate_2015_hits += rate <= 0.5 * sums.base(HalvingBase::homicides_2015, d) / people;
        urban_homicide_hits +=
            sums.urban(UrbanSeries::homicides, s, y, d) <= 0.5 * sums.base(HalvingBase::urban_homicides, d);
        urban_violent_hits +=
            sums.urban(UrbanSeries::violent, s, y, d) <= 0.5 * sums.base(HalvingBase::urban_violence, d);
      }
    }
    const auto share = [&](double hits) { return n > 0.0 ? hits / n : not_a_number; };
    result.rate_probability.push_back(share(rate_hits));
    result.count_probability.push_back(share(count_hits));
    result.prevalence_probability.push_back(share(prevalence_hits));
    result.rate_2015_probability.push_back(share(rate_2015_hits));
    result.urban_homicide_probability.push_back(share(urban_homicide_hits));
    result.urban_violent_probability.push_back(share(urban_violent_hits));
  }
  return result;
}

/// Quantiles of every target that is defined for an aggregate, from its sums.
class AggregateQuantiles {
 public:
  AggregateQuantiles(const Sums& sums, LocationIndex location, Results& results)
      : sums_(sums),
        location_(location),
        quantiles_(results.quantiles),
        values_(results.aggregate_draws.along<DrawIndex>().size()) {}

  void write() {
    for (const auto k : every<CrimeType>) {
      write(incidents_of(k), [&](auto... at) { return sums_.incidents(k, at...); });
      write(averted_of(k), [&](auto... at) { return sums_.averted(headline_of(k), at...); });
    }
    for (const auto g : every<TargetGroup>)
      write(victimisations_of(g), [&](auto... at) { return sums_.headline(headline_of(g), at...); });
    for (const auto u : every<UrbanSeries>) write(target_of(u), [&](auto... at) { return sums_.urban(u, at...); });
    write(Target::violent_incidents, [&](auto... at) { return sums_.violent(at...); });
    write(Target::violent_averted, [&](auto... at) { return sums_.violent_averted(at...); });
    write(Target::survey_prevalence, [&](auto... at) { return sums_.prevalence(at...); });
    write(Target::harassment_prevalence, [&](auto... at) { return sums_.harassment(at...); });
    write(Target::homicide_rate, [&](ScenarioIndex s, YearIndex y, DrawIndex d) {
      return per_100000(Incidents(sums_.incidents(CrimeType::homicide, s, y, d)), sums_.people(y)).value();
    });
    for (const auto& target : targets())
      if (!written_[target.id]) leave_out(target);
  }

 private:
  template <class Value>
  void write(Target target, Value value) {
    written_[target] = true;
    for (const auto s : quantiles_.along<ScenarioIndex>())
      for (const auto y : every<YearIndex>) {
        DrawIndex d(0u);
        for (Single& v : values_) {
          v = value(s, y, d);
          d = d + 1u;
        }
        write_quantiles(values_, quantiles_.row(location_, target, s, y), scratch_);
      }
  }
  void leave_out(const TargetRecord& target) {
    if (target.additive) throw std::logic_error("nobody sums up " + target.name);
    for (const auto s : quantiles_.along<ScenarioIndex>())
      for (const auto y : every<YearIndex>)
        for (Single& q : quantiles_.row(location_, target.id, s, y)) q = not_a_number;
  }

  const Sums& sums_;
  LocationIndex location_;
  Grid<Single, LocationIndex, Target, ScenarioIndex, YearIndex, QuantileIndex>& quantiles_;
  std::vector<Single> values_;
  SortScratch scratch_;
  EnumArray<bool, Target> written_{};
};

class Assembler {
 public:
  Assembler(const RunPlan& plan, const SharedDraws& shared, const AgentPlan& agents)
      : plan_(plan), outcomes_(plan, shared) {
    identify(plan, shared, agents);
    for (const auto& country : plan.countries) present_.insert(country.region);
    const auto scenarios = plan.every_scenario();
    const auto draws = plan.every_draw();
    const Positions<LocationIndex> locations(plan.countries.size() + present_.size() + 1);
    const Positions<AggregateIndex> aggregates(present_.size() + 1);
    results_.quantiles = {locations, every<Target>, scenarios, every<YearIndex>, every<QuantileIndex>};
    results_.population = {locations, every<YearIndex>};
    results_.aggregate_draws = {aggregates, every<Headline>, scenarios, every<YearIndex>, draws};
    results_.aggregate_averted = {aggregates, every<Headline>, scenarios, every<YearIndex>, draws};
    results_.country_draws = {plan.every_country(), every<CountrySeries>, scenarios, every<YearIndex>, draws};
  }

  void add_country(CountryIndex position, const CountryResult& result) {
    const CountryInput& input = plan_.countries[position];
    check(input, result);
    const LocationIndex location = next_location({Location::Kind::country, std::string(input.code.name()), input.name});
    for (const auto y : every<YearIndex>) {
      results_.population(location, y) = result.population[y];
      for (const auto s : plan_.every_scenario())
        for (const auto t : every<Target>) {
          const auto row = result.quantiles.row(t, s, y);
          std::copy(row.begin(), row.end(), results_.quantiles.row(location, t, s, y).begin());
        }
    }
    Sums own;
    own.add(result, input);
    for (const auto s : plan_.every_scenario())
      for (const auto y : every<YearIndex>)
        for (const auto d : plan_.every_draw()) {
          results_.country_draws(position, CountrySeries::homicide, s, y, d) =
              own.incidents(CrimeType::homicide, s, y, d);
          results_.country_draws(position, CountrySeries::violent, s, y, d) = own.violent(s, y, d);
        }
    results_.halving.push_back(halving_of(own, plan_));
    regions_[input.region].add(result, input);
    total_.add(result, input);
    results_.failures.insert(results_.failures.end(), result.failures.begin(), result.failures.end());
    outcomes_.add(result);
  }

  Results finish() {
    refuse_too_many_failures();
    AggregateIndex aggregate;
    for (const Region r : present_) {
      add_aggregate({Location::Kind::region, std::string(region_names[r]), ""}, aggregate, regions_[r]);
      aggregate = aggregate + 1u;
    }
    add_aggregate({Location::Kind::total, "total", ""}, aggregate, total_);
    outcomes_.finish(results_);
    return std::move(results_);
  }

 private:
  void identify(const RunPlan& plan, const SharedDraws& shared, const AgentPlan& agents) {
    auto& id = results_.identity;
    id.seed = plan.seed;
    id.draws = plan.draws;
    id.start_year = plan.start_year();
    id.view = plan.scenarios.front().view;
    id.without = plan.without;
    for (const auto s : plan.every_scenario()) {
      const auto& scenario = plan.scenarios[s];
      results_.scenarios.push_back({scenario.id,
                                    scenario.title,
                                    scenario.story,
                                    scenario.sources,
                                    shared.portfolios[s].accounts(),
                                    scenario.budget.price_year,
                                    scenario.enrolment,
                                    scenario.budget.drawn_split,
                                    {},
                                    {},
                                    agents.cover[s]});
    }
    results_.years.resize(horizon_years);
    std::iota(results_.years.begin(), results_.years.end(), id.start_year);
    results_.countries = plan.countries;
    results_.parameters = parameters_used(plan.posterior, plan.countries);
    add_draws_used(plan, shared, results_.parameters);
    results_.interventions = plan.evidence.interventions;
    results_.functions = plan.evidence.functions;
    results_.harm_values.assign(plan.evidence.values.begin(), plan.evidence.values.end());
    results_.initiatives = plan.evidence.initiatives;
  }

  LocationIndex next_location(Location location) {
    results_.locations.push_back(std::move(location));
    return positions_in<LocationIndex>(results_.locations).last();
  }

  void check(const CountryInput& input, const CountryResult& result) const {
    const auto scenarios = plan_.every_scenario();
    const auto draws = plan_.every_draw();
    if (!(result.code == input.code) || !result.headlines.spans(every<Headline>, scenarios, every<YearIndex>, draws) ||
        !result.quantiles.spans(every<Target>, scenarios, every<YearIndex>, every<QuantileIndex>) ||
        result.population.size() != horizon_years || !result.halving_base.spans(every<HalvingBase>, draws))
      throw std::invalid_argument("the shard of " + std::string(input.code.name()) + " does not fit this run");
  }

  void refuse_too_many_failures() const {
    std::set<std::uint32_t> failed;
    for (const auto& failure : results_.failures) failed.insert(failure.draw);
    if (100 * failed.size() <= plan_.draws) return;
    throw RunFailure(failed.size(), plan_.draws, results_.failures.front());
  }

  void add_aggregate(Location named, AggregateIndex aggregate, const Sums& sums) {
    const LocationIndex location = next_location(std::move(named));
    results_.halving.push_back(halving_of(sums, plan_));
    for (const auto y : every<YearIndex>) {
      results_.population(location, y) = sums.population()[y];
      for (const auto h : every<Headline>)
        for (const auto s : plan_.every_scenario())
          for (const auto d : plan_.every_draw()) {
            results_.aggregate_draws(aggregate, h, s, y, d) = sums.headline(h, s, y, d);
            results_.aggregate_averted(aggregate, h, s, y, d) = sums.averted(h, s, y, d);
          }
    }
    AggregateQuantiles(sums, location, results_).write();
  }

  const RunPlan& plan_;
  Results results_;
  EnumArray<Sums, Region> regions_;
  Sums total_;
  std::set<Region> present_;
  Outcomes outcomes_;
};

}  // namespace

Results assemble(const RunPlan& plan, const SharedDraws& shared, const AgentPlan& agents, ShardStore& store) {
  Assembler assembler(plan, shared, agents);
  // The next shard is read while the last one is added; the store is never called twice at once.
  const auto load = [&](CountryIndex c) {
    return std::async(background, [&store, &plan, c] { return store.load(plan.countries[c].code); });
  };
  auto next = load(CountryIndex(0u));
  for (const auto c : plan.every_country()) {
    const auto result = next.get();
    const auto& country = plan.countries[c];
    if (!result) throw std::invalid_argument("the shard of " + std::string(country.code.name()) + " is missing");
    if (c + 1 < plan.countries.size()) next = load(c + 1u);
    assembler.add_country(c, *result);
  }
  return assembler.finish();
}

}  // namespace salus::model
