#include "model/city/lives.hpp"

#include <algorithm>

#include "model/random/purposes.hpp"

namespace salus::model {
namespace {

/// Draws of a change: n of its counter.
namespace life_draw {
enum : std::uint32_t { whether_refilled = 0, whether_born = 1 };
}

/// The career after a change onward, and after one back.
constexpr EnumArray<Career, Career> onward{
    {Career::at_risk, Career::active, Career::desisted, Career::desisted, Career::active}};
constexpr EnumArray<Career, Career> back{
    {Career::not_at_risk, Career::not_at_risk, Career::active, Career::active, Career::not_at_risk}};

bool belongs_to_group(const People& people, Slot slot) {
  return people.here(slot) && people.career(slot) == Career::active && people.group(slot) != 0;
}

}  // namespace

Lives::Lives(const CitySetting& setting, const HazardCodes& codes, CityState& state)
    : setting_(setting), codes_(codes), state_(state) {}

void Lives::list_members() {
  members_.assign(setting_.ground.neighbourhoods(), {});
  for_each(setting_.executor, setting_.ground.neighbourhoods(), neighbourhoods_per_block, [&](std::uint32_t n) {
    for (const Slot slot : slots_of(Neighbourhood(n)))
      if (belongs_to_group(state_.people, slot)) members_[n].push_back(slot);
  });
}

void Lives::delist(Slot slot) {
  auto& list = members_[neighbourhood_of_slot(slot)];
  const auto at = std::lower_bound(list.begin(), list.end(), slot);
  if (at != list.end() && *at == slot) list.erase(at);
}

void Lives::enlist(Slot slot) {
  if (!belongs_to_group(state_.people, slot)) return;
  auto& list = members_[neighbourhood_of_slot(slot)];
  list.insert(std::lower_bound(list.begin(), list.end(), slot), slot);
}

void Lives::set_career(Slot slot, Career career) {
  delist(slot);
  state_.people.set_career(slot, career);
  setting_.settlement.career_traits(state_.people, slot, state_.month + 1u);
  enlist(slot);
}

/// Share of those who die whose place is taken again at once; below 1 only where the city shrinks.
double Lives::refilled() const {
  const auto& n = setting_.plan.input.population;
  const double change = n[state_.month + 1] - n[state_.month];
  const double dying = setting_.plan.input.deaths * n[state_.month];
  return change >= 0.0 || dying <= 0.0 ? 1.0 : std::max(0.0, 1.0 + change / dying);
}

/// Share of those who come to an empty place who are newborn.
double Lives::born_share() const {
  const auto& n = setting_.plan.input.population;
  const double births = setting_.plan.input.births * n[state_.month];
  const double coming = n[state_.month + 1] - n[state_.month] + setting_.plan.input.deaths * n[state_.month];
  return coming > 0.0 ? std::min(1.0, births / coming) : 1.0;
}

/// Somebody comes to an empty place.
void Lives::occupy(Slot slot, CityMonth& counts) {
  if (uniform(setting_.key, {slot, state_.month, purpose::city_life, life_draw::whether_born}) < born_share()) {
    setting_.settlement.newborn(state_.people, slot, state_.month + 1u);
    ++counts.born;
  } else {
    setting_.settlement.newcomer(state_.people, slot, state_.month + 1u);
    ++counts.came;
  }
  enlist(slot);
}

/// Nobody is left in a place; of a couple the other is alone.
void Lives::vacate(Slot slot) {
  delist(slot);
  state_.people.clear(other_of_dwelling(slot), person::couple);
  state_.people.flags[slot] = 0;
  state_.people.record[slot] = 0;
}

void Lives::die(Slot slot, CityMonth& counts) {
  ++counts.died;
  vacate(slot);
  if (uniform(setting_.key, {slot, state_.month, purpose::city_life, life_draw::whether_refilled}) < refilled())
    occupy(slot, counts);
}

void Lives::move(Slot slot, CityMonth& counts) {
  ++counts.left;
  ++counts.came;
  delist(slot);
  setting_.settlement.exchange(state_.people, slot, state_.month + 1u);
  enlist(slot);
}

void Lives::bury(Slot slot, CityMonth& counts) {
  vacate(slot);
  occupy(slot, counts);
  state_.people.set(slot, person::gone);
  codes_.set(slot, state_.month + 1u);
  codes_.set(other_of_dwelling(slot), state_.month + 1u);
}

void Lives::imprison(Slot slot) {
  set_career(slot, Career::imprisoned);
  codes_.set(slot, state_.month + 1u);
}

void Lives::apply(const LifeChange& change, CityBlock& block) {
  const Slot slot = change.slot;
  if (state_.people.is(slot, person::gone)) return;
  const Career career = state_.people.career(slot);
  if (career == Career::imprisoned && (change.what == Life::career || change.what == Life::back))
    block.released.push_back(slot);
  switch (change.what) {
    case Life::death:
      die(slot, block.counts);
      break;
    case Life::move:
      move(slot, block.counts);
      break;
    case Life::career:
      set_career(slot, onward[career]);
      break;
    case Life::back:
      set_career(slot, back[career]);
      break;
    case Life::fill:
      occupy(slot, block.counts);
      break;
  }
  codes_.set(slot, state_.month + 1u);
  codes_.set(other_of_dwelling(slot), state_.month + 1u);  // of a couple the other's rates change too
}

void Lives::change(CityBlock& block) {
  block.counts = {};
  block.released.clear();
  for (std::size_t i = 0; i < block.life.size(); ++i) {
    if (i + prefetch_distance < block.life.size()) state_.people.fetch(block.life[i + prefetch_distance].slot);
    apply(block.life[i], block);
  }
}

}  // namespace salus::model
