#include "model/run/fold.hpp"

#include <numeric>
#include <stdexcept>

#include "model/run/country_fold.hpp"
#include "model/run/draws_used.hpp"
#include "model/run/quantiles.hpp"
#include "model/run/regional_sums.hpp"

namespace salus::model {
namespace {

void identify(const RunPlan& plan, const Programmes& programmes, const AgentPlan& agents, Results& results) {
  auto& id = results.identity;
  id.seed = plan.seed;
  id.draws = plan.draws;
  id.start_year = plan.start_year();
  id.view = plan.scenarios.front().view;
  id.without = plan.without;
  for (const auto s : plan.every_scenario()) {
    const auto& scenario = plan.scenarios[s];
    results.scenarios.push_back({scenario.id,
                                 scenario.title,
                                 scenario.story,
                                 scenario.sources,
                                 programmes.portfolios[s].accounts(),
                                 scenario.budget.price_year,
                                 scenario.enrolment,
                                 scenario.budget.drawn_split,
                                 {},
                                 {},
                                 agents.cover[s]});
  }
  results.years.resize(horizon_years);
  std::iota(results.years.begin(), results.years.end(), id.start_year);
  results.countries = plan.countries;
  results.parameters = parameters_used(plan.posterior, plan.countries);
  results.interventions = plan.evidence.interventions;
  results.functions = plan.evidence.functions;
  results.harm_values.assign(plan.evidence.values.begin(), plan.evidence.values.end());
  results.initiatives = plan.evidence.initiatives;
}

bool fits(const RunPlan& plan, const Programmes& programmes, CountryIndex c, DrawBlock block, const CountryPart& part) {
  const CountryInput& country = plan.countries[c];
  const auto scenarios = plan.every_scenario();
  const DrawRange draws = plan.draws_of(block);
  return part.code == country.code && part.draws == draws && part.scenarios == scenarios.count() &&
         part.headlines.spans(every<Headline>, scenarios, every<YearIndex>, draws) &&
         part.own.spans(every<OwnSeries>, scenarios, every<YearIndex>, draws) &&
         part.halving_base.spans(every<HalvingBase>, draws) &&
         part.city_rates.spans(positions_in<CityIndex>(country.cities), every<CityWindow>, draws) &&
         part.sums.spans(every<CountrySum>, scenarios, draws) &&
         part.lines.spans(programmes.lines, every<LineFigure>, draws) &&
         part.probes.spans(scenarios, every<Variant>, draws.among_first(plan.probes().count()));
}

/// A part of the run, by position.
struct PartPlace {
  CountryIndex country;
  DrawBlock block;
};

class Folder {
 public:
  Folder(const RunPlan& plan, SharedBlocks& shared, const AgentPlan& agents, PartStore& store, const Executor& executor)
      : plan_(plan),
        shared_(shared),
        programmes_(*shared.programmes()),
        store_(store),
        executor_(executor),
        regions_(plan, results_),
        outcomes_(plan, programmes_, results_),
        draws_used_(plan) {
    identify(plan, programmes_, agents, results_);
    const Positions<LocationIndex> locations(plan.countries.size() + regions_.aggregates().size());
    const auto scenarios = plan.every_scenario();
    results_.quantiles = {locations, every<Target>, scenarios, every<YearIndex>, every<QuantileIndex>};
    results_.population = {locations, every<YearIndex>};
    results_.country_draws = {plan.every_country(), every<CountrySeries>, scenarios, every<YearIndex>,
                              plan.every_draw()};
  }

  Results fold() {
    fold_draws();
    fold_countries();
    for (const auto a : regions_.aggregates()) {
      const bool all = a == regions_.aggregates().last();
      add_location(all ? Location{Location::Kind::total, "total", ""}
                       : Location{Location::Kind::region, std::string(region_names[regions_.regions()[a]]), ""},
                   regions_.series(a), regions_.halving_bases(a), regions_.people(a));
    }
    return std::move(results_);
  }

 private:
  /// What needs all countries of a draw at once.
  void fold_draws() {
    std::vector<PartPlace> order;
    for (const auto block : plan_.every_block())
      for (const auto c : plan_.every_country()) order.push_back({c, block});
    read(order, [&](const PartPlace& at, const CountryPart& part) {
      regions_.add(at.country, part);
      outcomes_.add(at.country, part);
      if (at.country != plan_.every_country().last()) return;
      const SharedDraws& shared = shared_.of(at.block);
      regions_.close(executor_);
      outcomes_.close(shared);
      draws_used_.add(shared);
    });
    outcomes_.finish();
    draws_used_.write(results_.parameters);
  }

  /// What needs all draws of a country at once.
  void fold_countries() {
    std::vector<PartPlace> order;
    for (const auto c : plan_.every_country())
      for (const auto block : plan_.every_block()) order.push_back({c, block});
    CountryFold country(plan_);
    read(order, [&](const PartPlace& at, const CountryPart& part) {
      if (at.block == 0) country.begin(at.country);
      country.add(part);
      if (at.block == plan_.every_block().last()) add_country(at.country, country);
    });
  }

  void add_country(CountryIndex position, const CountryFold& country) {
    const CountryInput& input = plan_.countries[position];
    const LocationSeries series = country.series();
    add_location({Location::Kind::country, std::string(input.code.name()), input.name}, series, country.halving_bases(),
                 country.people());
    outcomes_.add_city_rates(position, country.city_rates());
    for (const auto s : plan_.every_scenario())
      for (const auto y : every<YearIndex>) {
        series.fill(incidents_of(CrimeType::homicide), s, y,
                    results_.country_draws.row(position, CountrySeries::homicide, s, y));
        series.fill(Target::violent_incidents, s, y,
                    results_.country_draws.row(position, CountrySeries::violent, s, y));
      }
  }

  void add_location(Location named, const LocationSeries& series, const HalvingBases& bases,
                    const YearlyPersons& people) {
    results_.locations.push_back(std::move(named));
    const LocationIndex location = positions_in<LocationIndex>(results_.locations).last();
    for (const auto y : every<YearIndex>) results_.population(location, y) = people(y);
    results_.halving.push_back(halving_of(series, bases, plan_));
    for_each(executor_, target_count, 1, [&](std::uint32_t t) { add_quantiles(location, series, targets()[t]); });
  }

  void add_quantiles(LocationIndex location, const LocationSeries& series, const TargetRecord& target) {
    SortScratch sort;
    std::vector<Single> values(plan_.draws);
    for (const auto s : plan_.every_scenario())
      for (const auto y : every<YearIndex>) {
        const auto row = results_.quantiles.row(location, target.id, s, y);
        if (series.fill(target.id, s, y, values)) write_quantiles(values, row, sort);
        else if (target.additive) throw std::logic_error("nobody sums up " + target.name);
        else std::ranges::fill(row, Single(not_a_number));
      }
  }

  /// Hands over parts in order, the next one read while the last one is used; the store is never called twice at once.
  template <class Use>
  void read(const std::vector<PartPlace>& order, const Use& use) {
    const auto load = [&](const PartPlace& at) {
      return std::async(background, [this, at] { return store_.load({plan_.countries[at.country].code, at.block}); });
    };
    auto next = load(order.front());
    for (std::size_t i = 0; i < order.size(); ++i) {
      const auto part = next.get();
      const PartPlace& at = order[i];
      const std::string name(plan_.countries[at.country].code.name());
      if (!part) throw std::invalid_argument("a part of " + name + " is missing");
      if (!fits(plan_, programmes_, at.country, at.block, *part))
        throw std::invalid_argument("a part of " + name + " does not fit this run");
      if (i + 1 < order.size()) next = load(order[i + 1]);
      use(at, *part);
    }
  }

  const RunPlan& plan_;
  SharedBlocks& shared_;
  const Programmes& programmes_;
  PartStore& store_;
  const Executor& executor_;
  Results results_;
  RegionalSums regions_;
  Outcomes outcomes_;
  DrawsUsed draws_used_;
};

}  // namespace

Results fold(const RunPlan& plan, SharedBlocks& shared, const AgentPlan& agents, PartStore& store,
             const Executor& executor) {
  return Folder(plan, shared, agents, store, executor).fold();
}

}  // namespace salus::model
