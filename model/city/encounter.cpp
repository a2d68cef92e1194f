#include "model/city/encounter.hpp"

#include <algorithm>

#include "model/city/process_traits.hpp"

namespace salus::model {
namespace {

using P = CityParameter;
using Role = Victims::Role;

constexpr std::uint32_t places_tried = 4;  ///< by an offender who is stopped again and again
constexpr std::uint32_t points_a_month = 64;

/// Random words of another try after an offender was stopped: whether and how, and where to.
Words another_try(RandomKey key, EventNumber number, std::uint32_t attempt) {
  return words_of(key, number, event_draw::search + 2 * attempt);
}
Words another_place(RandomKey key, EventNumber number, std::uint32_t attempt) {
  return words_of(key, number, event_draw::search + 2 * attempt + 1);
}

}  // namespace

std::optional<Encounters::Impulse> Encounters::impulse(Slot slot, Process process, unsigned point) const {
  Impulse i;
  CityEvent& e = i.event;
  // Never 0, which stands for no event.
  e.number = event_number(month_ * points_a_month + std::min(point, points_a_month - 1) + 1, slot);
  e.offender = slot;
  e.process = process;
  e.cause = Cause::spontaneous;
  i.draws = draws_of(s_.key, e.number);
  const Words& w = i.draws[event_draw::when];
  e.minute = s_.rhythm.in_month(process, s_.calendar, month_, {.day = unit(w[0]), .hour = unit(w[1])});
  if (unit(w[2]) * s_.measures.highest_on_person(process) >= s_.measures.on_person(slot, process)) return std::nullopt;
  if (!reaches_place(e, i.draws, unit(w[3]))) return std::nullopt;
  i.from = in_public(process) ? victims_.where_met(e, i.draws) : e.cell;
  for (std::uint32_t half = 0; half < places_per_cell; half += places_per_cell / 2)
    s_.people.fetch(slot_in(i.from, half));
  return i;
}

std::optional<CityEvent> Encounters::meeting(const Impulse& i) const {
  CityEvent e = i.event;
  if (!victims_.find(e, i.draws, i.from)) return std::nullopt;
  ending(e, s_.people.is(e.offender, person::carrier), i.draws);
  return e;
}

/// Chance that no resident and no light at a cell stops an event.
double Encounters::open_chance(Cell cell, bool night) const {
  const double light = night && !s_.ground.dark(cell) ? s_.parameters[P::lit_effect] : 1.0;
  return s_.ground.guard(neighbourhood_of_cell(cell)) * light;
}

/// The same, and no measure either.
double Encounters::passes(const CityEvent& e) const {
  const bool night = at_night(e.minute);
  return open_chance(e.cell, night) * s_.measures.in_cell(e.cell, e.process, night);
}

/// Sets the cell; false where somebody or something stops the event. Acquainted pairs meet at the home of the offender.
bool Encounters::reaches_place(CityEvent& e, const EventDraws& d, double luck) const {
  const bool open = in_public(e.process);
  if (open && !victims_.knows(e, d)) return locate(e, d);
  e.cell = cell_of_slot(e.offender);
  const double stays = open ? passes(e) : s_.measures.at_home(e.cell, e.process);
  return luck * s_.measures.highest_in_cell(e.process) < stays;
}

/// Chooses a cell; who is stopped there may look for another.
bool Encounters::locate(CityEvent& e, const EventDraws& d) const {
  double luck = unit(d[event_draw::when][3]);
  const Attraction attraction = attraction_of(e.process);
  const Neighbourhood home = neighbourhood_of_slot(e.offender);
  e.cell = s_.ground.trip(attraction, home, d[event_draw::where]);
  for (std::uint32_t attempt = 1;; ++attempt) {
    if (luck * s_.measures.highest_in_cell(e.process) < passes(e)) return true;
    if (attempt == places_tried) return false;
    const Words w = another_try(s_.key, e.number, attempt);
    if (unit(w[0]) >= s_.parameters[P::search_persistence]) return false;
    luck = unit(w[1]);
    e.cell = s_.ground.trip(attraction, home, another_place(s_.key, e.number, attempt));
  }
}

Encounters::Elsewhere Encounters::expected_elsewhere(const CityEvent& event, const Measures& measures) const {
  if (event.cause != Cause::spontaneous || !in_public(event.process)) return {};
  // The search of `locate` once more, up to where it ended; from there on what it would have found.
  const EventDraws d = draws_of(s_.key, event.number);
  if (victims_.knows(event, d)) return {};
  const Attraction attraction = attraction_of(event.process);
  const Neighbourhood home = neighbourhood_of_slot(event.offender);
  const bool night = at_night(event.minute);
  double luck = unit(d[event_draw::when][3]);
  double searching = 0.0;
  double found = 0.0;
  double met_with = 0.0;
  Cell cell = s_.ground.trip(attraction, home, d[event_draw::where]);
  bool stopped = false;
  for (std::uint32_t attempt = 1; attempt <= places_tried; ++attempt) {
    const double open = open_chance(cell, night);
    if (stopped) {
      const double factor = measures.in_cell(cell, event.process, night);
      const double passes = std::min(1.0, open * factor);
      found += searching * passes;
      met_with += searching * passes * factor;
      searching *= 1.0 - passes;
    } else if (luck < open) {
      stopped = true;
      searching = 1.0;
    }
    searching *= s_.parameters[P::search_persistence];
    luck = unit(another_try(s_.key, event.number, attempt)[1]);
    cell = s_.ground.trip(attraction, home, another_place(s_.key, event.number, attempt));
  }
  return {found, found > 0.0 ? met_with / found : 1.0};
}

/// Armed or not, company, death, record, prison.
void Encounters::ending(CityEvent& e, bool armed, const EventDraws& d) const {
  const Words& w = d[event_draw::end];
  const auto& p = s_.parameters;
  const ProcessTraits& traits = traits_of(e.process);
  if (armed && traits.armed) e.flags.set(EventFlag::armed);
  const double by_weapon = armed && traits.armed_lethality ? p[*traits.armed_lethality] : 1.0;
  const double lethal = s_.scale.lethality[e.process] * by_weapon;
  if (unit(w[0]) < lethal * s_.measures.lethality(e.offender, e.cell, at_night(e.minute)))
    e.flags.set(EventFlag::lethal);
  if (!in_public(e.process)) return;
  if (unit(w[1]) < p[P::co_offending]) e.companion = victims_.companion(e);
  if (unit(w[2]) < p[P::recorded]) {
    e.flags.set(EventFlag::recorded);
    if (s_.people.career(e.offender) == Career::active && unit(w[3]) < s_.scale.prison * s_.capacity)
      e.flags.set(EventFlag::imprisoned);
  }
}

/// The offender of a near repeat or a repeat: the same, or another member of the group.
Slot Encounters::who_goes_on(const Consequence& c, bool offender_here) const {
  const Slot same = offender_here ? c.offender : nobody;
  if (c.offender_group == 0) return same;
  const Words w = words_of(s_.key, c.number, event_draw::who_goes_on);
  if (offender_here && unit(w[0]) < s_.parameters[P::near_same_offender]) return same;
  const Slot other =
      victims_.member(c.number, Role::acts, neighbourhood_of_slot(c.offender), c.offender_group, c.offender);
  return other != nobody ? other : same;
}

Encounters::Cast Encounters::cast_of(const Consequence& c) const {
  const auto still_here = [&](Slot slot, std::uint8_t generation) {
    return slot != nobody && s_.people.here(slot) && s_.people.generation[slot] == generation;
  };
  const bool offender_here = still_here(c.offender, c.offender_generation);
  const bool victim_here = still_here(c.victim, c.victim_generation);
  const auto of_group = [&](Role role, Slot slot, unsigned group, Slot other_than) {
    return victims_.member(c.number, role, neighbourhood_of_slot(slot), group, other_than);
  };
  Cast cast;
  switch (c.cause) {
    case Cause::retaliation:  // of group on group; of a victim who belongs to none on the offender
      cast.armed = c.victim_group != 0;
      if (c.victim_group != 0) cast.offender = of_group(Role::acts, c.victim, c.victim_group, nobody);
      else if (victim_here) cast.offender = c.victim;
      if (c.victim_group != 0 && c.offender_group != 0)
        cast.victim = of_group(Role::suffers, c.offender, c.offender_group, nobody);
      else if (offender_here) cast.victim = c.offender;
      break;
    case Cause::follow_up:
      cast.armed = true;
      cast.offender = of_group(Role::acts, c.offender, c.offender_group, nobody);
      cast.victim = of_group(Role::suffers, c.victim, c.victim_group, c.victim);
      break;
    default:
      cast.offender = who_goes_on(c, offender_here);
      if (c.cause == Cause::repeat && victim_here) cast.victim = c.victim;
      cast.armed = cast.offender != nobody && s_.people.is(cast.offender, person::carrier);
  }
  return cast;
}

std::optional<CityEvent> Encounters::due(const Consequence& c) const {
  const Cast cast = cast_of(c);
  if (cast.offender == nobody || !s_.people.here(cast.offender) ||
      s_.people.career(cast.offender) == Career::imprisoned)
    return std::nullopt;
  CityEvent e;
  e.number = c.number;
  e.before = c.before;
  e.minute = c.minute;
  e.cell = c.cell;
  e.before_at = c.before_at;
  e.process = c.process;
  e.cause = c.cause;
  e.offender = cast.offender;
  e.victim = cast.victim;
  const EventDraws d = draws_of(s_.key, c.number);
  const Words& w = d[event_draw::when];
  if (unit(w[2]) >= s_.measures.on_person(e.offender, e.process)) return std::nullopt;
  if (c.cause == Cause::near_repeat) {
    if (!victims_.find(e, d, victims_.where_met(e, d))) return std::nullopt;
  } else {
    if (e.victim == nobody || !victims_.may_suffer(e, e.victim)) return std::nullopt;
    if (c.cause != Cause::repeat) e.cell = cell_of_slot(e.victim);
  }
  // Measures at the place act on it as on any other event. Its number is of those that residents and light let pass,
  // and it is not moved elsewhere.
  if (unit(w[3]) >= s_.measures.in_cell(e.cell, e.process, at_night(e.minute))) return std::nullopt;
  ending(e, cast.armed, d);
  return e;
}

}  // namespace salus::model
