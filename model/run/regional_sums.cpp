#include "model/run/regional_sums.hpp"

#include <algorithm>

namespace salus::model {
namespace {

void add_to(std::vector<double>& sums, const std::vector<Single>& values) {
  auto sum = sums.begin();
  for (const double value : values) *sum++ += value;
}

}  // namespace

RegionalSums::RegionalSums(const RunPlan& plan, Results& results) : plan_(plan), results_(results) {
  for (const auto region : every<Region>)
    if (std::ranges::count(plan.countries, region, &CountryInput::region) > 0) regions_.push_back(region);
  const auto draws = plan.every_draw();
  bases_.resize(aggregates().size());
  people_.resize(aggregates().size());
  for (auto& base : bases_) base.incidents = {every<HalvingBase>, draws};
  for (const auto& country : plan.countries) {
    const auto found = std::ranges::find(regions_, country.region);
    region_of_.push_back(AggregateIndex(static_cast<std::uint32_t>(found - regions_.begin())));
    for (const AggregateIndex a : {region_of_.back(), aggregates().last()}) {
      people_[a].add(country);
      bases_[a].people += country.base_population;
      bases_[a].adults += adult_share(country) * country.base_population;
    }
  }
  results.aggregate_first = {aggregates(), every<Headline>, every<YearIndex>, draws};
  results.aggregate_averted = {aggregates(), every<Headline>, plan.every_scenario(), every<YearIndex>, draws};
}

void RegionalSums::add(CountryIndex country, const CountryPart& part) {
  if (draws_ != part.draws) {
    draws_ = part.draws;
    block_.assign(aggregates().size(),
                  {{every<Headline>, plan_.every_scenario(), every<YearIndex>, draws_}, {every<HalvingBase>, draws_}});
  }
  for (const AggregateIndex a : {region_of_[country], aggregates().last()}) {
    add_to(block_[a].headlines.cells(), part.headlines.cells());
    add_to(block_[a].bases.cells(), part.halving_base.cells());
  }
}

void RegionalSums::close(const Executor& executor) {
  for_each(executor, aggregates().count(), 1, [&](std::uint32_t a) { close(AggregateIndex(a)); });
}

void RegionalSums::close(AggregateIndex a) {
  const Block& block = block_[a];
  put_in(bases_[a].incidents, block.bases);
  for (const auto h : every<Headline>)
    for (const auto y : every<YearIndex>)
      for (const auto d : draws_) {
        const double first = block.headlines(h, ScenarioIndex(0u), y, d);
        results_.aggregate_first(a, h, y, d) = first;
        // The first scenario averts nothing, but has no number where it failed.
        for (const auto s : plan_.every_scenario())
          results_.aggregate_averted(a, h, s, y, d) = s == 0 ? 0.0 * first : block.headlines(h, s, y, d);
      }
}

LocationSeries RegionalSums::series(AggregateIndex a) const {
  const Results& r = results_;
  return LocationSeries(
      {.first = [&r, a](Headline h, YearIndex y) { return r.aggregate_first.row(a, h, y); },
       .averted = [&r, a](Headline h, ScenarioIndex s, YearIndex y) { return r.aggregate_averted.row(a, h, s, y); }},
      people_[a]);
}

}  // namespace salus::model
