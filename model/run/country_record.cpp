#include "model/run/country_record.hpp"

namespace salus::model {

CountryRecord::CountryRecord(const RunPlan& plan, const SharedDraws& shared, const CountryInput& country)
    : values(every<Target>, plan.every_scenario(), every<YearIndex>, plan.every_draw()),
      groups_averted(every<TargetGroup>, plan.every_scenario(), every<YearIndex>, plan.every_draw()),
      urban_averted(every<UrbanSeries>, plan.every_scenario(), every<YearIndex>, plan.every_draw()),
      halving_base(every<HalvingBase>, plan.every_draw()),
      sums(every<CountrySum>, plan.every_scenario(), plan.every_draw()),
      probes(plan.every_scenario(), every<Variant>, plan.probes()),
      city_rates(positions_in<CityIndex>(country.cities), every<CityWindow>, plan.every_draw()),
      person_years(horizon_years, 0.0),
      blocks((plan.draws + block_lanes - 1) / block_lanes) {
  LineIndex next;
  for (const auto& portfolio : shared.portfolios) {
    first_line.push_back(next);
    next = next + positions_in<RowIndex>(portfolio.rows()).count();
  }
  for (auto& block : blocks) block.lines = {every<Lane>, Positions<LineIndex>(next), every<LineFigure>};
  for (std::uint32_t m = 0; m < horizon_months; ++m)
    person_years[m / months_per_year] += 0.5 * (country.population[m] + country.population[m + 1]) / 12.0;
}

void CountryRecord::mark_failed(DrawIndex d) {
  const auto scenarios = sums.along<ScenarioIndex>();
  for (const auto s : scenarios) {
    for (const auto y : every<YearIndex>) {
      for (const auto t : every<Target>) values(t, s, y, d) = not_a_number;
      for (const auto g : every<TargetGroup>) groups_averted(g, s, y, d) = not_a_number;
      for (const auto u : every<UrbanSeries>) urban_averted(u, s, y, d) = not_a_number;
    }
    for (const auto sum : every<CountrySum>) sums(sum, s, d) = not_a_number;
    for (const auto v : every<Variant>)
      if (d < probes.along<DrawIndex>().size()) probes(s, v, d) = not_a_number;
  }
  for (const auto u : city_rates.along<CityIndex>())
    for (const auto w : every<CityWindow>) city_rates(u, w, d) = not_a_number;
}

}  // namespace salus::model
