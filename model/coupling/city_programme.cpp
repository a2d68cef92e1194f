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
  Worth(const CityPlan& plan, const Ground& ground, std::size_t warm_up, std::size_t programmes, CityCounterfactual& out)
      : plan_(plan), ground_(ground), warm_up_(warm_up), key_(random_key(plan.seed, plan.run, plan.input.code)), out_(out), working_(programmes, false) {
    for (std::size_t i = 0; i < programmes; ++i) measures.emplace_back(ground.cells());
  }

  std::vector<Measures> measures;   ///< [programme]
  void begun(std::size_t programme) { working_[programme] = true; }

  void events(const CityState& state, std::span<const CityEvent> events) override {
    for (auto& m : measures) m.set_month(state.month);
    for (const CityEvent& e : events) add(state.month, e);
  }

  /// Forgets events that lead to nothing more.
  void month(const CityState& state, const CityMonth&) override {
    std::unordered_map<EventNumber, std::vector<float>> kept;
    for (const auto& block : state.pending)
      for (const Consequence& c : block)
        if (const auto found = worth_.find(c.before); found != worth_.end()) kept.insert(*found);
    worth_ = std::move(kept);
  }

 private:
  void add(std::size_t month, const CityEvent& e) {
    const auto before = worth_.find(e.before);
    std::vector<float> worth(measures.size(), 1.0f);
    if (e.before != 0 && before != worth_.end()) worth = before->second;
    const bool counted = month >= warm_up_;
    auto* year = counted ? &out_.without[(month - warm_up_) / months_per_year] : nullptr;
    if (counted) (*year)[index(e.type())] += 1.0;
    for (std::size_t i = 0; i < measures.size(); ++i) {
      double dies = 1.0;
      if (working_[i]) {
        const Measures& m = measures[i];
        double offends = m.on_person(e.offender, e.process), passes = in_public[index(e.process)] ? m.in_cell(e.cell, e.process, at_night(e.minute)) : m.at_home(e.cell, e.process);
        if (e.cause != Cause::spontaneous) offends = std::min(offends, 1.0), passes = std::min(passes, 1.0);  // harm makes impulses more frequent, not what an event leads to
        const double elsewhere = passes < 1.0 ? (1.0 - passes) * expected_elsewhere(e, plan_.parameters, ground_, m, key_) : 0.0;
        worth[i] = static_cast<float>(static_cast<double>(worth[i]) * offends * (passes + elsewhere));
        if (e.has(event::lethal)) dies = m.lethality(e.offender);
      }
      if (!counted) continue;
      auto& with = out_.with[i][(month - warm_up_) / months_per_year];
      const auto w = static_cast<double>(worth[i]);
      with[index(e.type())] += w * dies;
      if (e.has(event::lethal)) with[index(type_of_process[index(e.process)])] += w * (1.0 - dies);  // who does not die of it has suffered it
    }
    if (std::any_of(worth.begin(), worth.end(), [](float w) { return w != 1.0f; })) worth_[e.number] = std::move(worth);
  }

  const CityPlan& plan_;
  const Ground& ground_;
  std::size_t warm_up_;
  RandomKey key_;
  CityCounterfactual& out_;
  std::vector<bool> working_;
  std::unordered_map<EventNumber, std::vector<float>> worth_;
};

/// One observer after the other.
class Both final : public CityObserver {
 public:
  Both(CityObserver& one, CityObserver& other) : one_(one), other_(other) {}
  void events(const CityState& state, std::span<const CityEvent> events) override { one_.events(state, events), other_.events(state, events); }
  void month(const CityState& state, const CityMonth& month) override { one_.month(state, month), other_.month(state, month); }

 private:
  CityObserver &one_, &other_;
};

}  // namespace

CityProgramme city_programme(const Portfolio& portfolio, const Evidence& evidence, const std::vector<InterventionDraw>& interventions, const CityEffect& effect, double people, std::size_t first_year) {
  CityProgramme programme;
  programme.first_year = first_year;
  for (std::size_t r = 0; r < effect.rows.size(); ++r) {
    const std::size_t i = portfolio.rows()[r].intervention;
    const auto& row = evidence.interventions[i];
    const auto& covered = effect.rows[r].covered;
    const double most = *std::max_element(covered.begin(), covered.end());
    if (row.city_target == MeasureTarget::none || most <= 0.0) continue;
    CityLever lever;
    lever.row = &row;
    for (std::size_t k = 0; k < crime_type_count; ++k) lever.relative_risk[k] = 1.0 - interventions[i].reduction[k];
    lever.targets = most * interventions[i].eligible_per_person * people * row.city_targets_a_unit;
    for (std::size_t y = 0; y < horizon_years; ++y) lever.strength[y] = covered[y] / most * effect.quality[y];
    programme.levers.push_back(lever);
  }
  return programme;
}

void begin(const CityProgramme& programme, const CityPlan& plan, const CityRun& city, const CityMemory& memory, Measures& measures) {
  const RandomKey key = random_key(plan.seed, plan.run, plan.input.code);
  for (const CityLever& lever : programme.levers) {
    Measure m = lever_of(*lever.row, lever.relative_risk);
    m.first_month = city.state().month;
    const double whole = std::ceil(lever.targets);  // part of a target is a whole one, reached in part
    for (std::size_t y = programme.first_year; y < horizon_years; ++y) m.strength.insert(m.strength.end(), months_per_year, lever.strength[y] * lever.targets / whole);
    measures.add(m, choose_targets(m.target, lever.row->city_targeting, static_cast<std::size_t>(whole), city, memory, key, stable_number(m.id)), city.state().people.size());
  }
}

std::optional<CityCounterfactual> run_counterfactual(const CityPlan& plan, std::size_t warm_up, const std::vector<CityProgramme>& programmes, const Executor& executor, const std::function<bool()>& stop) {
  CityCounterfactual out;
  out.with.resize(programmes.size());
  CityRun city(plan, executor);
  CityMemory memory(city.ground().cells(), city.state().people.size());
  Worth worth(plan, city.ground(), warm_up, programmes.size(), out);
  Both both(worth, memory);
  for (std::size_t m = 0; m < warm_up + horizon_months; ++m) {
    if (stop()) return std::nullopt;
    if (m >= warm_up && (m - warm_up) % months_per_year == 0) {
      for (std::size_t i = 0; i < programmes.size(); ++i)
        if (programmes[i].first_year == (m - warm_up) / months_per_year) begin(programmes[i], plan, city, memory, worth.measures[i]), worth.begun(i);
      memory = CityMemory(city.ground().cells(), city.state().people.size());
    }
    out.person_months += static_cast<double>(city.step(&both).persons);
  }
  return out;
}

}  // namespace salus::model
