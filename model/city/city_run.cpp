#include "model/city/city_run.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

#include "model/city/city_block.hpp"
#include "model/city/city_setting.hpp"
#include "model/city/conditions.hpp"
#include "model/city/content_hash.hpp"
#include "model/city/feedback.hpp"
#include "model/city/hazard.hpp"
#include "model/city/hazard_codes.hpp"
#include "model/city/lives.hpp"
#include "model/city/proposals.hpp"
#include "model/city/rate_scale.hpp"
#include "model/city/removals.hpp"

namespace salus::model {
namespace {

std::uint32_t sum_of(const EnumArray<std::uint32_t, Career>& careers) {
  std::uint32_t sum = 0;
  for (const std::uint32_t n : careers) sum += n;
  return sum;
}

}  // namespace

struct CityRun::Inside {
  CitySetting setting;
  CityState state;
  Rates rates;
  Measures measures;
  HazardCodes codes;
  Lives lives;
  Removals removals;
  Sweep sweep;
  std::vector<CityBlock> blocks;
  std::uint32_t persons = 0;

  Inside(const CityPlan& plan, const Executor& executor)
      : setting(plan, executor),
        rates(setting.plan.input, setting.plan.parameters, setting.ground),
        measures(setting.ground.cells()),
        codes(setting, rates, state),
        lives(setting, codes, state),
        removals(state.people),
        sweep(hazard_sweep(plan.isa)),
        blocks(setting.blocks.count()) {}

  std::uint32_t places() const { return setting.ground.cells() * places_per_cell; }
  CityScene scene() const;
  void people_city();
  void begin();
  void propose();
  void hand_out(CityMonth& total, CityObserver* observer);
  void take_out_removed(CityMonth& total);
  void change_lives(CityMonth& total, CityObserver* observer);
  void close(CityMonth& total, std::uint32_t before);
};

CityScene CityRun::Inside::scene() const {
  const CityFeedback& f = setting.plan.input.feedback;
  const double capacity = f.capacity_rate > 0.0 ? state.capacity / f.capacity_level : 1.0;
  return {setting.plan.parameters, setting.cascades, setting.ground, rates,
          setting.rhythm,          setting.calendar, state.people,   lives.members(),
          setting.plan.scale,      measures,         setting.key,    capacity};
}

void CityRun::Inside::people_city() {
  const CityPlan& plan = setting.plan;
  state.people = People(places());
  const double taken = plan.input.population.front() / places();
  for_each(setting.executor, setting.blocks.count(), 1, [&](std::uint32_t b) {
    const auto [first, last] = setting.blocks.slots(b);
    for (Slot slot = first; slot < last; slot = slot + 2u) setting.settlement.start_pair(state.people, slot, taken);
  });
  state.rate_scale =
      solve_rate_scale(plan.input, plan.parameters, rates, state.people, plan.scale.spontaneous, setting.executor);
  rates.set_scale(state.rate_scale);
  if (plan.banned != nobody) state.people.flags.at(plan.banned) |= person::banned;
  state.trust = plan.input.feedback.trust_level;
  state.capacity = plan.input.feedback.capacity_level;
  state.pending.resize(setting.blocks.count());
}

/// What follows from the state.
void CityRun::Inside::begin() {
  lives.list_members();
  persons = sum_of(persons_by_career(state.people, setting.executor));
}

/// The first phase of the month.
void CityRun::Inside::propose() {
  const MonthConditions now = conditions_of_month(setting, state, measures);
  measures.set_month(state.month);
  codes.set_due(now);
  const CityScene scene = this->scene();
  const Proposals proposals(scene, now, state.month, sweep);
  for_each(setting.executor, setting.blocks.count(), 1, [&](std::uint32_t i) {
    const std::uint32_t b = setting.blocks.strip_by_strip()[i];
    proposals.propose(setting.blocks.slots(b), state.pending[b], blocks[b]);
  });
}

/// Events that happen, block by block, to the counts, the hash and the observer.
void CityRun::Inside::hand_out(CityMonth& total, CityObserver* observer) {
  std::vector<CityEvent> happened;
  for (const CityBlock& block : blocks) {
    total.add(block.counts);
    state.events_hash = mixed_in(state.events_hash, block.hash);
    if (!observer) continue;
    happened.clear();
    for (const CityEvent& e : block.events)
      if (!e.has(EventFlag::impossible)) happened.push_back(e);
    observer->events(state, happened);
  }
}

/// Who was killed or imprisoned, in a fixed order.
void CityRun::Inside::take_out_removed(CityMonth& total) {
  for (const CityBlock& block : blocks)
    for (const CityEvent& e : block.events) {
      if (e.has(EventFlag::impossible)) continue;
      if (e.has(EventFlag::lethal)) lives.bury(e.victim, total);
      if (e.has(EventFlag::imprisoned) && state.people.is(e.offender, person::gone) &&
          state.people.career(e.offender) == Career::active)
        lives.imprison(e.offender);
    }
}

void CityRun::Inside::change_lives(CityMonth& total, CityObserver* observer) {
  for_each(setting.executor, setting.blocks.count(), 1, [&](std::uint32_t b) { lives.change(blocks[b]); });
  if (observer)
    for (const CityBlock& block : blocks) observer->released(state, block.released);
  for (const CityBlock& block : blocks) total.add(block.counts);
  removals.clear_marks();
}

/// Counts everybody, checks conservation, moves exposure, trust and capacity on.
void CityRun::Inside::close(CityMonth& total, std::uint32_t before) {
  if (setting.plan.planted_leak > 0.0 && total.died > 0) --total.died;
  total.month = state.month;
  total.careers = persons_by_career(state.people, setting.executor);
  total.persons = sum_of(total.careers);
  persons = total.persons;
  check_conservation(total, before);
  feed_back(setting, total, state);
  total.exposure = state.exposure;
  total.trust = state.trust;
  total.capacity = state.capacity;
  state.month = state.month + 1u;
}

CityRun::CityRun(const CityPlan& plan, const Executor& executor) : in_(std::make_unique<Inside>(plan, executor)) {
  in_->people_city();
  in_->begin();
}

CityRun::CityRun(const CityPlan& plan, const Executor& executor, CityState state)
    : in_(std::make_unique<Inside>(plan, executor)) {
  if (state.people.size() != in_->places() || state.pending.size() != in_->setting.blocks.count())
    throw std::invalid_argument("a state of " + std::to_string(state.people.size()) +
                                " places is not of this plan, whose city has " + std::to_string(in_->places()));
  in_->state = std::move(state);
  in_->rates.set_scale(in_->state.rate_scale);
  in_->rates.set_highest(in_->state.highest);
  in_->begin();
}

CityRun::~CityRun() = default;

CityMonth CityRun::step(CityObserver* observer) {
  Inside& in = *in_;
  if (in.state.month >= in.setting.plan.input.months())
    throw std::out_of_range("the city's population is given for " + std::to_string(in.setting.plan.input.months()) +
                            " months only");
  CityMonth total;
  const std::uint32_t before = in.persons;
  in.propose();
  in.removals.settle(in.blocks);
  for_each(in.setting.executor, in.setting.blocks.count(), 1,
           [&](std::uint32_t b) { in.removals.conclude(in.blocks[b], in.state.pending[b]); });
  in.hand_out(total, observer);
  in.take_out_removed(total);
  in.change_lives(total, observer);
  in.close(total, before);
  if (observer) observer->month(in.state, total);
  return total;
}

Encounters::Elsewhere CityRun::expected_elsewhere(const CityEvent& event, const Measures& measures) const {
  const CityScene scene = in_->scene();
  return Encounters(scene, in_->state.month).expected_elsewhere(event, measures);
}

const CityPlan& CityRun::plan() const { return in_->setting.plan; }
const CityState& CityRun::state() const { return in_->state; }
const Ground& CityRun::ground() const { return in_->setting.ground; }
const Rates& CityRun::rates() const { return in_->rates; }
Measures& CityRun::measures() { return in_->measures; }
const CityCalendar& CityRun::calendar() const { return in_->setting.calendar; }

std::uint64_t CityRun::content_hash() const { return mixed_in(in_->state.events_hash, in_->state.people); }

std::size_t CityRun::bytes() const {
  constexpr std::size_t bytes_a_slot = 8;
  std::size_t bytes = in_->state.people.size() * bytes_a_slot;
  for (const auto& list : in_->state.pending) bytes += list.capacity() * sizeof(Consequence);
  for (const auto& block : in_->blocks)
    bytes += block.events.capacity() * sizeof(CityEvent) + block.later.capacity() * sizeof(Consequence);
  return bytes;
}

}  // namespace salus::model
