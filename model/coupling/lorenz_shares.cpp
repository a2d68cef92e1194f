#include "model/coupling/lorenz_shares.hpp"

#include <cmath>

#include "model/core/calendar.hpp"
#include "model/core/elementary.hpp"
#include "model/coupling/measure_trial.hpp"
#include "model/parameters/draw_prior.hpp"

namespace salus::model {
namespace {

/// A set of targets as a measure that lets nothing pass, and what it would touch.
struct Touched {
  SurfacePoint point;
  Measures measures;
  EnumArray<double, CrimeType> events;
};

class TouchCounts final : public CityObserver {
 public:
  explicit TouchCounts(std::vector<Touched>& sets) : sets_(sets) {}
  void events(const CityState& state, std::span<const CityEvent> events) override {
    for (auto& set : sets_) set.measures.set_month(state.month);
    for (const CityEvent& e : events) {
      const CrimeType type = e.type();
      all[type] += 1.0;
      for (auto& set : sets_)
        if (set.measures.on_person(e.offender, e.process) == 0.0 || at_place(set.measures, e) == 0.0)
          set.events[type] += 1.0;
    }
  }
  void month(const CityState&, const CityMonth&) override {}
  EnumArray<double, CrimeType> all;

 private:
  std::vector<Touched>& sets_;
};

}  // namespace

std::vector<SurfacePoint> lorenz_shares(const std::vector<const Intervention*>& rows, const CityPlan& plan,
                                        const CityRun& city, const CityMemory& memory, const Executor& executor) {
  const RandomKey key = random_key(plan.seed, plan.run, plan.input.code);
  const double persons = plan.input.population.at(city.state().month);
  std::vector<Touched> sets;
  for (const auto* row : rows) {
    if (row->city_target == MeasureTarget::none) continue;
    const double by_table = central_value(row->eligible_per_person) * persons * targets_a_unit(*row, city);
    const double eligible = by_table * part_there(*row, by_table, city);
    for (const bool best : {true, false})
      for (const double coverage : surface_coverages) {
        Touched set{{row->id, {}, best, coverage, std::ceil(eligible * coverage), 0.0, 0.0},
                    Measures(city.ground().cells()),
                    {}};
        Measure m = lever_of(*row, EnumArray<double, CrimeType>{});
        m.lethality = 1.0;
        m.first_month = city.state().month;
        m.strength.assign(months_per_year, 1.0);
        set.measures.add(
            m,
            choose_targets(m.target, best ? Targeting::best : Targeting::random,
                           static_cast<std::size_t>(set.point.targets), city, memory, key, stable_number(m.id)),
            city.state().people.size());
        sets.push_back(std::move(set));
      }
  }
  CityRun year(plan, executor, city.state());
  TouchCounts counts(sets);
  for (std::size_t m = 0; m < months_per_year; ++m) year.step(&counts);
  std::vector<SurfacePoint> points;
  for (const auto& set : sets)
    for (const CrimeType type : every<CrimeType>) {
      const double all = counts.all[type];
      const double touched = set.events[type];
      if (all == 0.0) continue;
      SurfacePoint p = set.point;
      p.type = type;
      p.share = touched / all;
      // A binomial share's logit, half an event added to either side.
      const double counting = 1.0 / (touched + 0.5) + 1.0 / (all - touched + 0.5);
      p.logit_sd = std::sqrt(counting + share_spread_between_cities * share_spread_between_cities);
      points.push_back(p);
    }
  return points;
}

}  // namespace salus::model
