#include "model/city/victims.hpp"

#include "model/city/process_traits.hpp"

namespace salus::model {
namespace {

using P = CityParameter;

constexpr std::uint32_t trials_in_cell = 24;
constexpr std::uint32_t trials_at_place = 48;  ///< where the first cell had nobody
constexpr std::uint32_t trials_for_peer = 16;
constexpr std::uint32_t youngest_peer = 10 * 12;  ///< months

}  // namespace

/// Chance, 0..1, that a person met is the victim.
double Victims::weight(const CityEvent& e, Slot slot) const {
  const auto& people = s_.people;
  const std::uint32_t age = people.age_months(slot, month_);
  double weight =
      s_.rates.chance_as_victim(e.process, people.sex(slot), age, people.career(slot), people.vulnerability(slot));
  if (traits_of(e.process).peers)
    weight *= s_.rates.peers(people.sex(e.offender), people.age_months(e.offender, month_), people.sex(slot), age);
  return weight;
}

/// Meets people of a cell one after another until one is the victim.
Slot Victims::seek(const CityEvent& e, Cell cell, std::uint32_t first_draw, std::uint32_t trials) const {
  for (std::uint32_t t = 0; t < trials; t += 4)
    for (const std::uint32_t w : words_of(s_.key, e.number, first_draw + t / 4)) {
      const Slot slot = slot_in(cell, place_of_word(w));
      const double luck = unit_of_rest(w);
      // Most are not even vulnerable enough, which one byte of the person says.
      if (luck < s_.rates.highest_chance(s_.people.vulnerability(slot)) && may_suffer(e, slot) &&
          luck < weight(e, slot))
        return slot;
    }
  return nobody;
}

/// A child of the household, that with the least word, so that each is as likely and another's absence changes nothing;
/// else one of the same cell.
Slot Victims::child_at_home(const CityEvent& e, const Words& w) const {
  const auto may = [&](Slot slot) { return may_suffer(e, slot) && s_.people.age_months(slot, month_) < grown; };
  const Slot household = household_of(e.offender).first;
  Slot child = nobody;
  for (std::uint32_t i = 0; i < 4; ++i)
    if (may(household + i) && (child == nobody || w[i] < w[child - household])) child = household + i;
  if (child != nobody) return child;
  for (const std::uint32_t word : w) {
    const Slot slot = slot_in(e.cell, word >> 20 & 63u);
    if (may(slot)) return slot;
  }
  return nobody;
}

Slot Victims::at_home(const CityEvent& e, const Words& w) const {
  if (traits_of(e.process).victim != Victim::partner) return child_at_home(e, w);
  const Slot other = other_of_dwelling(e.offender);
  return s_.people.is(other, person::couple) && may_suffer(e, other) ? other : nobody;
}

Cell Victims::where_met(const CityEvent& e, const EventDraws& d) const {
  const Words& w = d[event_draw::whom];
  const double known = hunts(e) ? 0.0 : acquaintance(e);
  if (traits_of(e.process).victim == Victim::resident ||
      unit(w[0]) < known + (1.0 - known) * s_.parameters[P::resident_victims])
    return e.cell;
  return cells_of(s_.ground.near(neighbourhood_of_cell(e.cell), w[1], w[2])).first + place_of_word(w[3]);
}

bool Victims::find(CityEvent& e, const EventDraws& d, Cell from) const {
  if (!in_public(e.process)) {
    e.victim = at_home(e, d[event_draw::whom]);
    return e.victim != nobody;
  }
  if (hunts(e)) {
    e.victim = rival(e);
    if (e.victim != nobody) return true;
  }
  e.victim = seek(e, from, event_draw::seek_first, trials_in_cell);
  if (e.victim == nobody) e.victim = seek(e, e.cell, event_draw::seek_second, trials_at_place);
  return e.victim != nobody;
}

/// Who of a group acts, suffers or joins: the member with the least hash, so that another member's absence changes
/// nothing but what that member did. Every role has a hash of its own, so that the three are chosen apart.
template <class May>
Slot Victims::least_hash(EventNumber number, Role role, Neighbourhood neighbourhood, May may) const {
  Slot best = nobody;
  std::uint32_t least = 0;
  for (const Slot slot : s_.members[neighbourhood]) {
    if (!may(slot)) continue;
    const std::uint32_t hash = philox(s_.key, draw_of_event(number, purpose::city_member, slot))[index(role)];
    if (best == nobody || hash < least) {
      best = slot;
      least = hash;
    }
  }
  return best;
}

Slot Victims::member(EventNumber number, Role role, Neighbourhood neighbourhood, unsigned group, Slot other_than,
                     Slot nor) const {
  return least_hash(number, role, neighbourhood,
                    [&](Slot slot) { return s_.people.group(slot) == group && slot != other_than && slot != nor; });
}

/// Share of an offender's own events of this kind that are on somebody known; what another event led to stays where
/// that leads.
double Victims::acquaintance(const CityEvent& e) const {
  const auto& share = traits_of(e.process).acquaintance;
  return share && e.cause == Cause::spontaneous ? s_.parameters[*share] : 0.0;
}

/// Whether a member of a group goes out for a rival.
bool Victims::hunts(const CityEvent& e) const {
  if (e.cause != Cause::spontaneous || !traits_of(e.process).feud) return false;
  const auto& people = s_.people;
  return people.career(e.offender) == Career::active && people.group(e.offender) != 0 &&
         unit(words_of(s_.key, e.number, event_draw::whether_hunts)[0]) < s_.parameters[P::rivals];
}

bool Victims::knows(const CityEvent& e, const EventDraws& d) const {
  const double known = acquaintance(e);
  return known > 0.0 && unit(d[event_draw::whom][0]) < known && !hunts(e);
}

/// A member of another group where a group member goes to attack; nobody where there is none.
Slot Victims::rival(const CityEvent& e) const {
  const auto& people = s_.people;
  const unsigned own = people.group(e.offender);
  const Neighbourhood home = neighbourhood_of_slot(e.offender);
  const Neighbourhood there = neighbourhood_of_cell(e.cell);
  return least_hash(e.number, Role::suffers, there,
                    [&](Slot slot) { return slot != e.offender && (there != home || people.group(slot) != own); });
}

/// Somebody of the offender's own cell, of much the same age and with some propensity of their own; often nobody.
Slot Victims::peer(const CityEvent& e) const {
  const auto& people = s_.people;
  for (std::uint32_t t = 0; t < trials_for_peer; t += 4)
    for (const std::uint32_t w : words_of(s_.key, e.number, event_draw::company + t / 4)) {
      const Slot slot = slot_in(cell_of_slot(e.offender), place_of_word(w));
      const std::uint32_t age = people.age_months(slot, month_);
      if (!may_suffer(e, slot) || slot == e.victim || s_.rates.propensity(people.propensity(slot)) == 0.0 ||
          age < youngest_peer)
        continue;
      if (unit_of_rest(w) <
          s_.rates.peers(people.sex(e.offender), people.age_months(e.offender, month_), people.sex(slot), age))
        return slot;
    }
  return nobody;
}

Slot Victims::companion(const CityEvent& e) const {
  const unsigned group = s_.people.career(e.offender) == Career::active ? s_.people.group(e.offender) : 0;
  if (group == 0) return peer(e);
  return member(e.number, Role::joins, neighbourhood_of_slot(e.offender), group, e.offender, e.victim);
}

}  // namespace salus::model
