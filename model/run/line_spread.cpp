#include "model/run/line_spread.hpp"

#include <algorithm>
#include <cmath>

#include "model/run/block_run.hpp"
#include "model/run/city_record.hpp"
#include "model/run/overlap_share.hpp"
#include "model/run/shared.hpp"

namespace salus::model {
namespace {

using Q = SpreadQuestion;
constexpr ScenarioIndex the_plan(1u);

/// Which draw each group of inputs is taken from.
using Sources = EnumArray<DrawIndex, SpreadQuestion>;

/// Life years that each row averts in each draw: as it is, and with one group of inputs from the other of the pair.
struct Averted {
  Grid<double, RowIndex, DrawIndex> as_it_is;
  Grid<double, RowIndex, SpreadQuestion, DrawIndex> swapped;
  Averted(Positions<RowIndex> rows, Positions<DrawIndex> draws)
      : as_it_is(rows, draws), swapped(rows, every<SpreadQuestion>, draws) {}
  void add(const Averted& country) {
    const auto sum = [](auto& to, const auto& from) {
      auto at = to.cells().begin();
      for (const double value : from.cells()) *at++ += value;
    };
    sum(as_it_is, country.as_it_is);
    sum(swapped, country.swapped);
  }
};

/// Costs and reach of one draw with the effects of another.
std::vector<InterventionDraw> with_effects(std::vector<InterventionDraw> of,
                                           const std::vector<InterventionDraw>& from) {
  auto effect = from.begin();
  for (InterventionDraw& one : of) {
    one.reduction = effect->reduction;
    one.displaced = effect->displaced;
    one.passed_on = effect->passed_on;
    ++effect;
  }
  return of;
}

/// What the pairs of a run share whatever the country.
class Pairs {
 public:
  Pairs(const RunPlan& plan, const SharedDraws& shared)
      : plan_(plan), shared_(shared), rows_(positions_in<RowIndex>(shared.portfolios[the_plan].rows())) {
    for (const auto d : plan.every_draw()) {
      const DrawIndex other = partner_of(d, plan.every_draw());
      other_effects_.push_back(with_effects(shared.interventions[d], shared.interventions[other]));
    }
  }
  Averted nothing() const { return {rows_, plan_.every_draw()}; }

  /// One lane of a country, in all variants. @pre the first scenario was run
  void run(const CountryTask& task, const BlockRun& block, Lane lane, Averted& out) const {
    const DrawIndex own = block.draw(lane).draw;
    const DrawIndex other = partner_of(own, plan_.every_draw());
    Sources from;
    from.fill(own);
    put(task, block, from, [&](RowIndex r) -> double& { return out.as_it_is(r, own); });
    for (const auto question : every<SpreadQuestion>) {
      Sources swapped = from;
      swapped[question] = other;
      put(task, block, swapped, [&](RowIndex r) -> double& { return out.swapped(r, question, own); });
    }
  }
  /// A pair of which one cannot be run is in no figure.
  void fail(DrawIndex draw, Averted& out) const {
    for (const auto r : rows_)
      for (const DrawIndex d : {draw, partner_of(draw, plan_.every_draw())}) out.as_it_is(r, d) = not_a_number;
  }

 private:
  const std::vector<InterventionDraw>& interventions(const Sources& from) const {
    // Effects of the one with everything else of the other are those of the other with the effects of the one.
    if (from[Q::works] == from[Q::enough]) return shared_.interventions[from[Q::works]];
    return other_effects_[from[Q::enough]];
  }

  template <class To>
  void put(const CountryTask& task, const BlockRun& block, const Sources& from, To to) const {
    const Course& course = shared_.courses(the_plan, from[Q::delivered]);
    if (course.countries[task.position].joined == never) return;
    const LaneRun base = block.base(block.lane_of(from[Q::rest]));
    const ParameterDraw p =
        with_overrides(block.draw(block.lane_of(from[Q::delivered])).parameters, plan_.scenarios[the_plan]);
    const auto reached =
        reached_cities(task.country, task.position, base.draw.panel, p,
                       {shared_.deliveries[the_plan], course, interventions(from), shared_.places(from[Q::travels])},
                       shared_.keys[from[Q::delivered]]);
    const CityLedger without(base);
    const auto& worth = shared_.dalys[from[Q::rest]];
    for (const auto& city : reached)
      for (const auto y : years_of_budget)
        for (const auto k : every<CrimeType>) {
          if (city.effect.factor(y, k) == 1.0) continue;
          const LifeYears lost = Incidents(without.incidents_without_measures(city.city, y, k)) * worth[k];
          const OverlapShare share(city.effect, y, k);
          for (const auto r : rows_) to(r) += lost.value() * share.part(city.effect.rows[r]);
        }
  }

  const RunPlan& plan_;
  const SharedDraws& shared_;
  Positions<RowIndex> rows_;
  std::vector<std::vector<InterventionDraw>> other_effects_;  ///< [draw] its own with the effects of its partner
};

Averted averted_by_rows(const RunPlan& plan, const SharedDraws& shared, const Executor& executor) {
  const Pairs pairs(plan, shared);
  const std::uint32_t blocks = (plan.draws + block_lanes - 1) / block_lanes;
  std::vector<Averted> of_country(plan.countries.size(), pairs.nothing());
  for_each(executor, plan.every_country().count() * blocks, 1, [&](std::uint32_t i) {
    const CountryIndex c(i / blocks);
    const CountryTask task(plan, shared, c);
    const CountryPathsOwner paths(task.country);
    BlockRun block(task, paths);
    block.prepare(DrawIndex(i % blocks * block_lanes));
    block.run(ScenarioIndex(0u), {});
    for (const auto lane : block.live()) pairs.run(task, block, lane, of_country[c]);
    for (const auto lane : block.live())
      if (block.failure(lane)) pairs.fail(block.draw(lane).draw, of_country[c]);
  });
  Averted all = pairs.nothing();
  for (const Averted& one : of_country) all.add(one);
  return all;
}

/// Values of one line, with each group swapped.
struct LineValues {
  std::vector<double> as_it_is;
  EnumArray<std::vector<double>, SpreadQuestion> swapped;
};

LineSpread spread_of(const std::string& item, const LineValues& line) {
  std::vector<double> all = line.as_it_is;
  for (const auto& values : line.swapped) all.insert(all.end(), values.begin(), values.end());
  to_ranks(all);
  const std::size_t n = line.as_it_is.size();
  const std::span<const double> ranks(all);
  LineSpread out{.item = item};
  for (const auto q : every<SpreadQuestion>)
    out.parts[q] = sobol_index(ranks.subspan(0, n), ranks.subspan((1 + index(q)) * n, n));
  return out;
}

}  // namespace

PlanSpread line_spread(RunPlan plan, const Executor& executor) {
  plan.probed = false;
  plan.draws = std::min(plan.draws, line_spread_draws) & ~1u;
  PlanSpread out{.scenario = the_plan, .draws = plan.draws, .lines = {}};
  if (plan.draws < least_line_spread_draws) return out;
  const auto shared = draw_shared(plan, executor);
  const Averted averted = averted_by_rows(plan, *shared, executor);
  const auto& rows = shared->portfolios[the_plan].rows();
  if (rows.empty()) return out;
  LineValues together;
  together.as_it_is.resize(plan.draws);
  for (auto& values : together.swapped) values.resize(plan.draws);
  out.lines.emplace_back();
  for (const auto r : positions_in<RowIndex>(rows)) {
    const auto of = [](const auto& row, std::vector<double>& sum) {
      std::vector<double> values(row.begin(), row.end());
      std::transform(sum.begin(), sum.end(), values.begin(), sum.begin(), std::plus<>());
      return values;
    };
    LineValues line{.as_it_is = of(averted.as_it_is.row(r), together.as_it_is), .swapped = {}};
    for (const auto q : every<SpreadQuestion>) line.swapped[q] = of(averted.swapped.row(r, q), together.swapped[q]);
    out.lines.push_back(spread_of(plan.evidence.interventions[rows[r].intervention].id, line));
  }
  out.lines.front() = spread_of("", together);
  return out;
}

}  // namespace salus::model
