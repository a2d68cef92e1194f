#include "model/coupling/city_programme.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "model/city/encounter.hpp"
#include "model/coupling/measure_trial.hpp"

namespace salus::model {
namespace {

/// What each event would be worth under each programme, summed by year and type.
class Worth final : public CityObserver {
 public:
  Worth(const CityRun& city, std::size_t warm_up, std::size_t programmes, CityCounterfactual& out)
      : city_(city), warm_up_(warm_up), out_(out) {
    for (std::size_t i = 0; i < programmes; ++i) measures.emplace_back(city.ground().cells());
  }

  std::vector<Measures> measures;  ///< [programme]

  void events(const CityState& state, std::span<const CityEvent> events) override {
    for (auto& m : measures) m.set_month(state.month);
    for (const CityEvent& e : events) add(state.month, e);
  }

  /// Forgets events that lead to nothing more.
  void month(const CityState& state, const CityMonth&) override {
    std::unordered_map<EventNumber, std::vector<Parts>> kept;
    for (const auto& block : state.pending)
      for (const Consequence& c : block)
        if (const auto found = worth_.find(c.before); found != worth_.end()) kept.insert(*found);
    worth_ = std::move(kept);
  }

 private:
  /// Worth of an event where it is, and of what it became elsewhere, where measures have a mean factor.
  struct Parts {
    Single here = 1.0;
    Single moved = 0.0;
    Single factor = 1.0;
    bool untouched() const { return here == 1.0 && moved == 0.0 && factor == 1.0; }
  };

  Parts under(const Measures& m, const CityEvent& e, Parts before) const {
    double offends = m.on_person(e.offender, e.process);
    double passes = at_place(m, e);
    if (e.cause != Cause::spontaneous) {
      offends = std::min(offends, 1.0);
      passes = std::min(passes, 1.0);
    }  // harm makes impulses more frequent, not what an event leads to
    const double here = before.here * offends;
    if (e.cause == Cause::spontaneous) {
      const auto elsewhere = passes < 1.0 ? city_.expected_elsewhere(e, m) : Encounters::Elsewhere{};
      return {here * passes, here * std::max(0.0, 1.0 - passes) * elsewhere.events, elsewhere.factor};
    }
    // Near repeats and repeats stay about the place; who strikes back goes to where the other lives.
    const bool there = e.cause == Cause::near_repeat || e.cause == Cause::repeat;
    return {here * passes, before.moved * offends * (there ? before.factor : Single(1.0)), before.factor};
  }

  void add(std::size_t month, const CityEvent& e) {
    const auto before = e.before != 0 ? worth_.find(e.before) : worth_.end();
    std::vector<Parts> worth = before != worth_.end() ? before->second : std::vector<Parts>(measures.size());
    const bool counted = month >= warm_up_;
    const bool dead = e.has(EventFlag::lethal);
    const YearIndex year(counted ? static_cast<std::uint32_t>(month - warm_up_) / months_per_year : 0u);
    if (counted) out_.without(year, e.type()) += 1.0;
    for (std::size_t i = 0; i < measures.size(); ++i) {
      const Measures& m = measures[i];
      if (!m.list().empty()) worth[i] = under(m, e, worth[i]);
      if (!counted) continue;
      const double w = worth[i].here + worth[i].moved;
      const double dies = dead && !m.list().empty() ? m.lethality(e.offender, e.cell, at_night(e.minute)) : 1.0;
      out_.with[i](year, e.type()) += w * dies;
      if (dead)
        out_.with[i](year, type_of_process[e.process]) += w * (1.0 - dies);  // who does not die of it has suffered it
    }
    if (!std::all_of(worth.begin(), worth.end(), [](const Parts& w) { return w.untouched(); }))
      worth_[e.number] = std::move(worth);
  }

  const CityRun& city_;
  std::size_t warm_up_;
  CityCounterfactual& out_;
  std::unordered_map<EventNumber, std::vector<Parts>> worth_;
};

/// One observer after the other.
class Both final : public CityObserver {
 public:
  Both(CityObserver& one, CityObserver& other) : one_(one), other_(other) {}
  void events(const CityState& state, std::span<const CityEvent> events) override {
    one_.events(state, events);
    other_.events(state, events);
  }
  void month(const CityState& state, const CityMonth& month) override {
    one_.month(state, month);
    other_.month(state, month);
  }

 private:
  CityObserver& one_;
  CityObserver& other_;
};

}  // namespace

CityProgramme city_programme(const Portfolio& portfolio, const Evidence& evidence,
                             const std::vector<InterventionDraw>& interventions, const CityEffect& effect,
                             const std::array<double, horizon_years>& people, std::size_t first_year) {
  CityProgramme programme;
  programme.first_year = first_year;
  for (std::size_t r = 0; r < effect.rows.size(); ++r) {
    const std::size_t i = portfolio.rows()[r].intervention;
    const auto& row = evidence.interventions[i];
    const auto& covered = effect.rows[r].treated;
    const auto& worn = effect.rows[r].coverage.worn;
    if (row.city_target == MeasureTarget::none || *std::max_element(covered.begin(), covered.end()) <= 0.0) continue;
    CityLever lever;
    lever.row = &row;
    for (std::size_t y = 0; y < horizon_years; ++y) {
      const Units eligible = interventions[i].eligible_per_person * Persons(people[y]);
      lever.eligible[y] = eligible.value();
      lever.units[y] = covered[y] * eligible.value();
      lever.strength[y] = effect.quality[y] * worn[y];
    }
    EnumArray<double, CrimeType> relative_risk;
    for (const auto k : every<CrimeType>) relative_risk[k] = 1.0 - effect.rows[r].reduction[k];
    add_levers(std::move(lever), relative_risk, programme);
  }
  return programme;
}

void add_levers(CityLever lever, const EnumArray<double, CrimeType>& relative_risk, CityProgramme& programme) {
  for (const bool of_area : {false, true}) {
    bool any = false;
    lever.of_area = of_area;
    for (const auto k : every<CrimeType>) {
      const auto& cell = lever.row->effect[k];
      const bool acts = cell.of_area == of_area;
      lever.relative_risk[k] = acts ? relative_risk[k] : 1.0;
      any = any || (acts && (cell.share > 0.0 || relative_risk[k] != 1.0));
    }
    if (any) programme.levers.push_back(lever);
  }
}

void ProgrammeAtWork::add(std::size_t i, std::size_t year, const CityRun& city, const CityMemory& memory, RandomKey key,
                          Measures& measures) {
  const CityLever& lever = programme_.levers[i];
  if (lever.units[year] <= 0.0) return;
  const MeasureTarget target = lever.of_area ? MeasureTarget::all_cells : lever.row->city_target;
  if (targets_a_unit_[i] == 0.0)
    targets_a_unit_[i] = targets_a_unit_there(*lever.row, lever.of_area, lever.eligible[year], city);
  const bool once = lever.row->one_off;
  const double targets = lever.units[year] * targets_a_unit_[i];
  const double most = once ? *std::max_element(lever.units.begin(), lever.units.end()) * targets_a_unit_[i] : targets;
  const double whole = std::ceil(most);
  if (targets <= 0.0) return;
  Measure m = lever_of(*lever.row, lever.relative_risk);
  m.target = target;
  m.first_month = city.state().month;
  // Part of a target is a whole one, reached in part.
  m.strength.assign(months_per_year, lever.strength[year] * targets / whole);
  if (!once || named_[i].empty())
    named_[i] = choose_targets(m.target, lever.of_area ? Targeting::random : lever.row->city_targeting,
                               static_cast<std::uint32_t>(whole), city, memory, key, stable_number(m.id));
  measures.add(m, named_[i], city.state().people.size());
}

Measures ProgrammeAtWork::year(std::size_t year, const CityPlan& plan, const CityRun& city, const CityMemory& memory) {
  Measures measures(city.ground().cells());
  if (year < programme_.first_year) return measures;
  const RandomKey key = random_key(plan.seed, plan.run, plan.input.code);
  for (std::size_t i = 0; i < programme_.levers.size(); ++i) add(i, year, city, memory, key, measures);
  return measures;
}

std::optional<CityCounterfactual> run_counterfactual(const CityPlan& plan, std::size_t warm_up,
                                                     const std::vector<CityProgramme>& programmes,
                                                     const Executor& executor, const std::function<bool()>& stop) {
  CityCounterfactual out;
  out.with.resize(programmes.size());
  CityRun city(plan, executor);
  CityMemory memory(city);
  Worth worth(city, warm_up, programmes.size(), out);
  std::vector<ProgrammeAtWork> at_work(programmes.begin(), programmes.end());
  Both both(worth, memory);
  for (std::size_t m = 0; m < warm_up + horizon_months; ++m) {
    if (stop()) return std::nullopt;
    if (m >= warm_up && (m - warm_up) % months_per_year == 0) {
      for (std::size_t i = 0; i < programmes.size(); ++i)
        worth.measures[i] = at_work[i].year((m - warm_up) / months_per_year, plan, city, memory);
      memory = CityMemory(city);
    }
    out.person_months += city.step(&both).persons;
  }
  return out;
}

}  // namespace salus::model
