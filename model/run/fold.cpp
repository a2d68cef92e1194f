#include "model/run/fold.hpp"

#include <numeric>
#include <stdexcept>

#include "model/run/quantiles.hpp"

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

}  // namespace

Fold::Fold(const RunPlan& plan, const Programmes& programmes, const AgentPlan& agents, const Executor& executor,
           const Objectives& objectives)
    : plan_(plan),
      programmes_(programmes),
      executor_(executor),
      objectives_(objectives),
      regions_(plan, results_),
      outcomes_(plan, programmes, objectives, results_),
      draws_used_(plan) {
  identify(plan, programmes, agents, results_);
  if (!objectives.quantiles) return;
  country_.emplace(plan);
  const Positions<LocationIndex> locations(plan.countries.size() + regions_.aggregates().size());
  const auto scenarios = plan.every_scenario();
  results_.quantiles = {locations, every<Target>, scenarios, every<YearIndex>, every<QuantileIndex>};
  results_.population = {locations, every<YearIndex>};
  results_.country_draws = {plan.every_country(), every<CountrySeries>, scenarios, every<YearIndex>, plan.every_draw()};
}

void Fold::check(CountryIndex c, const CountryPart& part) const {
  const CountryInput& country = plan_.countries[c];
  const auto scenarios = plan_.every_scenario();
  const DrawRange draws = part.draws;
  if (part.code == country.code && part.scenarios == scenarios.count() &&
      part.headlines.spans(every<Headline>, scenarios, every<YearIndex>, draws) &&
      part.own.spans(every<OwnSeries>, scenarios, every<YearIndex>, draws) &&
      part.halving_base.spans(every<HalvingBase>, draws) &&
      part.city_rates.spans(positions_in<CityIndex>(country.cities), every<CityWindow>, draws) &&
      part.sums.spans(every<CountrySum>, scenarios, draws) &&
      part.lines.spans(programmes_.lines, every<LineFigure>, draws) &&
      part.probes.spans(scenarios, every<Variant>, draws.among_first(plan_.probes().count())))
    return;
  throw PartRefused("a part of " + std::string(country.code.name()) + " does not fit this run");
}

void Fold::add_to_sums(CountryIndex country, const CountryPart& part) {
  check(country, part);
  regions_.add(country, part);
  outcomes_.add(country, part);
}

void Fold::close_sums(const SharedDraws& shared) {
  regions_.close(executor_);
  outcomes_.close(shared);
  if (objectives_.quantiles) draws_used_.add(shared);
}

void Fold::finish_sums() {
  outcomes_.finish();
  if (objectives_.quantiles) draws_used_.write(results_.parameters);
}

void Fold::add_to_country(CountryIndex country, DrawBlock block, const CountryPart& part) {
  check(country, part);
  if (block == 0) country_->begin(country);
  country_->add(part);
  if (block == plan_.every_block().last()) add_country(country);
}

void Fold::add_country(CountryIndex position) {
  const CountryInput& input = plan_.countries[position];
  const LocationSeries series = country_->series();
  add_location({Location::Kind::country, std::string(input.code.name()), input.name}, series, country_->halving_bases(),
               country_->people());
  if (objectives_.proofs) outcomes_.add_city_rates(position, country_->city_rates());
  for (const auto s : plan_.every_scenario())
    for (const auto y : every<YearIndex>) {
      series.fill(incidents_of(CrimeType::homicide), s, y,
                  results_.country_draws.row(position, CountrySeries::homicide, s, y));
      series.fill(Target::violent_incidents, s, y, results_.country_draws.row(position, CountrySeries::violent, s, y));
    }
}

Results Fold::finish() {
  if (objectives_.quantiles)
    for (const auto a : regions_.aggregates()) {
      const bool all = a == regions_.aggregates().last();
      add_location(all ? Location{Location::Kind::total, "total", ""}
                       : Location{Location::Kind::region, std::string(region_names[regions_.regions()[a]]), ""},
                   regions_.series(a), regions_.halving_bases(a), regions_.people(a));
    }
  return std::move(results_);
}

void Fold::add_location(Location named, const LocationSeries& series, const HalvingBases& bases,
                        const YearlyPersons& people) {
  results_.locations.push_back(std::move(named));
  const LocationIndex location = positions_in<LocationIndex>(results_.locations).last();
  for (const auto y : every<YearIndex>) results_.population(location, y) = people(y);
  results_.halving.push_back(halving_of(series, bases, plan_));
  for_each(executor_, target_count, 1, [&](std::uint32_t t) { add_quantiles(location, series, targets()[t]); });
}

void Fold::add_quantiles(LocationIndex location, const LocationSeries& series, const TargetRecord& target) {
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

namespace {

/// Hands over the parts of a store in order, the next one read while the last one is used; the store is never called
/// twice at once.
class PartReader {
 public:
  PartReader(const RunPlan& plan, PartStore& store, const RunObserver& observer)
      : plan_(plan), store_(store), observer_(observer) {}

  struct At {
    CountryIndex country;
    DrawBlock block;
  };
  /// @return false where the observer said to stop
  template <class Use>
  bool read(const std::vector<At>& order, const Use& use) {
    auto next = load(order.front());
    for (std::size_t i = 0; i < order.size(); ++i) {
      const auto part = next.get();
      if (observer_.stop_requested()) return false;
      const At at = order[i];
      const std::string name(plan_.countries[at.country].code.name());
      if (!part) throw PartRefused("a part of " + name + " is missing");
      if (part->draws != plan_.draws_of(at.block)) throw PartRefused("a part of " + name + " is of other draws");
      if (i + 1 < order.size()) next = load(order[i + 1]);
      use(at, *part);
    }
    return true;
  }

 private:
  std::future<std::optional<CountryPart>> load(const At& at) {
    return std::async(background, [this, at] { return store_.load({plan_.countries[at.country].code, at.block}); });
  }

  const RunPlan& plan_;
  PartStore& store_;
  const RunObserver& observer_;
};

}  // namespace

std::optional<Results> fold(const RunPlan& plan, SharedBlocks& shared, const AgentPlan& agents, PartStore& store,
                            const Executor& executor, const RunObserver& observer) {
  std::vector<PartReader::At> by_block;
  std::vector<PartReader::At> by_country;
  for (const auto block : plan.every_block())
    for (const auto c : plan.every_country()) by_block.push_back({c, block});
  for (const auto c : plan.every_country())
    for (const auto block : plan.every_block()) by_country.push_back({c, block});
  Fold fold(plan, *shared.programmes(), agents, executor, {});
  PartReader parts(plan, store, observer);
  const auto add_to_sums = [&](const PartReader::At& at, const CountryPart& part) {
    fold.add_to_sums(at.country, part);
    if (at.country == plan.every_country().last()) fold.close_sums(shared.of(at.block));
  };
  if (!parts.read(by_block, add_to_sums)) return std::nullopt;
  fold.finish_sums();
  const auto add_to_country = [&](const PartReader::At& at, const CountryPart& part) {
    fold.add_to_country(at.country, at.block, part);
  };
  if (!parts.read(by_country, add_to_country)) return std::nullopt;
  return fold.finish();
}

}  // namespace salus::model
