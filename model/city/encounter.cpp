#include "model/city/encounter.hpp"

#include <algorithm>

#include "model/core/elementary.hpp"
#include "model/random/purposes.hpp"

namespace salus::model {
namespace {

using P = CityParameter;

/// Draws of an event: n of its counter.
enum : std::uint32_t {
  where = 0,
  when = 1,
  end = 2,
  whom = 3,
  seek_first = 16,
  seek_second = 48,
  company = 96,
  search = 128
};
constexpr std::uint32_t trials_in_cell = 24;
constexpr std::uint32_t trials_for_peer = 16;
constexpr std::uint32_t tries = 4;

/// The first four draws of an event, together.
std::array<std::array<std::uint32_t, 4>, 4> draws(RandomKey key, EventNumber number, std::uint32_t first) {
  return philox_row(
      key, {static_cast<std::uint32_t>(number), static_cast<std::uint32_t>(number >> 32), purpose::city_event, first});
}

/// A uniform from the 26 bits of a word that do not choose a place of a cell.
double unit_of_rest(std::uint32_t word) { return (static_cast<double>(word & 0x3FFFFFFu) + 0.5) * 0x1p-26; }

std::array<std::uint32_t, 4> words(RandomKey key, EventNumber number, std::uint32_t n) {
  return philox(key,
                {static_cast<std::uint32_t>(number), static_cast<std::uint32_t>(number >> 32), purpose::city_event, n});
}

}  // namespace

Cascades::Step::Step(double of) : mean(of), none(exponential(-of)) {}

Cascades::Cascades(const CityParameters& p)
    : retaliation(p[P::retaliation]), follow_up(p[P::follow_up]), retaliation_person(p[P::retaliation_person]) {
  for (const ProcessTraits& traits : process_traits) {
    if (traits.near) near[index<Process>(traits.process)] = Step(p[*traits.near]);
    if (traits.repeat) repeat[index<Process>(traits.process)] = Step(p[*traits.repeat]);
  }
}

std::optional<Encounters::Impulse> Encounters::impulse(std::uint32_t slot, Process process, unsigned point) const {
  Impulse i;
  CityEvent& e = i.event;
  e.number = static_cast<EventNumber>(month_ * 64 + std::min(point, 63u) + 1) << 32 |
             slot;  // never 0, which stands for no event
  e.offender = slot;
  e.process = process;
  e.cause = Cause::spontaneous;
  const Draws& d = i.draws = draws(s_.key, e.number, 0);
  const auto& w = d[when];
  e.minute = s_.rhythm.in_month(process, s_.calendar, month_, unit(w[0]), unit(w[1]));
  if (unit(w[2]) * s_.measures.highest_on_person(process) >= s_.measures.on_person(slot, process)) return std::nullopt;
  const double luck = unit(w[3]) * s_.measures.highest_in_cell(process);
  if (!in_public(process)) {
    e.cell = cell_of_slot(slot);
    if (luck >= s_.measures.at_home(e.cell, process)) return std::nullopt;
  } else if (knows(e, d)) {  // who knows each other meets at home
    e.cell = cell_of_slot(slot);
    if (luck >= passes(e)) return std::nullopt;
  } else if (!locate(e, d)) {
    return std::nullopt;
  }
  i.from = in_public(process) ? where_met(e, d) : e.cell;
  const std::uint32_t met = i.from * places_per_cell;
  for (std::uint32_t half = 0; half < places_per_cell; half += places_per_cell / 2) s_.people.fetch(met + half);
  return i;
}

std::optional<CityEvent> Encounters::meeting(const Impulse& i) const {
  CityEvent e = i.event;
  if (!find_victim(e, i.draws, i.from)) return std::nullopt;
  ending(e, s_.people.is(e.offender, person::carrier), i.draws);
  return e;
}

/// Chance that nobody and nothing at the place stops the event.
double Encounters::passes(const CityEvent& e) const {
  const double light = at_night(e.minute) && !s_.ground.dark(e.cell) ? s_.parameters[P::lit_effect] : 1.0;
  return s_.ground.guard(e.cell / cells_per_neighbourhood) * light *
         s_.measures.in_cell(e.cell, e.process, at_night(e.minute));
}

/// Chooses a cell; who is stopped there may look for another.
bool Encounters::locate(CityEvent& e, const Draws& d) const {
  double luck = unit(d[when][3]);
  const Attraction attraction = attraction_of(e.process);
  const std::uint32_t home = neighbourhood_of_slot(e.offender);
  e.cell = s_.ground.trip(attraction, home, d[where]);
  for (std::uint32_t attempt = 1;; ++attempt) {
    if (luck * s_.measures.highest_in_cell(e.process) < passes(e)) return true;
    if (attempt == tries) return false;
    const auto v = words(s_.key, e.number, search + 2 * attempt);
    if (unit(v[0]) >= s_.parameters[P::search_persistence]) return false;
    luck = unit(v[1]);
    e.cell = s_.ground.trip(attraction, home, words(s_.key, e.number, search + 2 * attempt + 1));
  }
}

Encounters::Elsewhere Encounters::expected_elsewhere(const CityEvent& event, const Measures& measures) const {
  if (event.cause != Cause::spontaneous || !in_public(event.process)) return {};
  const CityParameters& parameters = s_.parameters;
  const Ground& ground = s_.ground;
  const RandomKey key = s_.key;
  // The search of `locate` once more, up to where it ended; from there on what it would have found.
  const Draws d = draws(key, event.number, 0);
  if (knows(event, d)) return {};
  const Attraction attraction = attraction_of(event.process);
  const std::uint32_t home = neighbourhood_of_slot(event.offender);
  const bool night = at_night(event.minute);
  double luck = unit(d[when][3]);
  double searching = 0.0;
  double found = 0.0;
  double met_with = 0.0;
  std::uint32_t cell = ground.trip(attraction, home, d[where]);
  bool stopped = false;
  for (std::uint32_t attempt = 1; attempt <= tries; ++attempt) {
    const double open =
        ground.guard(cell / cells_per_neighbourhood) * (night && !ground.dark(cell) ? parameters[P::lit_effect] : 1.0);
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
    searching *= parameters[P::search_persistence];
    luck = unit(words(key, event.number, search + 2 * attempt)[1]);
    cell = ground.trip(attraction, home, words(key, event.number, search + 2 * attempt + 1));
  }
  return {found, found > 0.0 ? met_with / found : 1.0};
}

/// Chance, 0..1, that a person met is the victim.
double Encounters::victim_weight(const CityEvent& e, std::uint32_t slot) const {
  const auto& people = s_.people;
  const std::uint32_t age = people.age_months(slot, month_);
  double weight =
      s_.rates.chance_as_victim(e.process, people.sex(slot), age, people.career(slot), people.vulnerability(slot));
  if (traits_of(e.process).peers)
    weight *= s_.rates.peers(people.sex(e.offender), people.age_months(e.offender, month_), people.sex(slot), age);
  return weight;
}

/// Meets people of a cell one after another until one is the victim.
std::uint32_t Encounters::seek(const CityEvent& e, std::uint32_t cell, std::uint32_t first_draw,
                               std::uint32_t trials) const {
  for (std::uint32_t t = 0; t < trials; t += 4)
    for (const std::uint32_t w : words(s_.key, e.number, first_draw + t / 4)) {
      const std::uint32_t slot = cell * places_per_cell + (w >> 26);
      const double luck = unit_of_rest(w);
      // Most are not even vulnerable enough, which one byte of the person says.
      if (luck < s_.rates.highest_chance(s_.people.vulnerability(slot)) && may_suffer(e, slot) &&
          luck < victim_weight(e, slot))
        return slot;
    }
  return nobody;
}

std::uint32_t Encounters::victim_at_home(const CityEvent& e, const std::array<std::uint32_t, 4>& w) const {
  const auto& people = s_.people;
  if (traits_of(e.process).victim == Victim::partner) {
    const std::uint32_t other = e.offender ^ 1u;
    return people.is(other, person::couple) && may_suffer(e, other) ? other : nobody;
  }
  // A child of the household, that with the least word, so that each is as likely and another's absence changes
  // nothing; else one of the same cell.
  const std::uint32_t household = e.offender & ~3u;
  std::uint32_t child = nobody;
  for (std::uint32_t i = 0; i < 4; ++i) {
    const std::uint32_t slot = household + i;
    if (may_suffer(e, slot) && people.age_months(slot, month_) < grown &&
        (child == nobody || w[i] < w[child - household]))
      child = slot;
  }
  if (child != nobody) return child;
  for (std::uint32_t i = 0; i < 4; ++i) {
    const std::uint32_t slot = e.cell * places_per_cell + (w[i] >> 20 & 63u);
    if (may_suffer(e, slot) && people.age_months(slot, month_) < grown) return slot;
  }
  return nobody;
}

/// Cell from which the victim of an event in public is: of the place, where also who is known is met, or out from
/// somewhere near it.
std::uint32_t Encounters::where_met(const CityEvent& e, const Draws& d) const {
  const auto& w = d[whom];
  const double known = hunts(e) ? 0.0 : acquaintance(e);
  if (traits_of(e.process).victim == Victim::resident ||
      unit(w[0]) < known + (1.0 - known) * s_.parameters[P::resident_victims])
    return e.cell;
  return s_.ground.near(e.cell / cells_per_neighbourhood, w[1], w[2]) * cells_per_neighbourhood + (w[3] >> 26);
}

bool Encounters::find_victim(CityEvent& e, const Draws& d, std::uint32_t from) const {
  if (!in_public(e.process)) return (e.victim = victim_at_home(e, d[whom])) != nobody;
  if (hunts(e) && (e.victim = rival(e)) != nobody) return true;
  e.victim = seek(e, from, seek_first, trials_in_cell);
  if (e.victim == nobody)
    e.victim = seek(e, e.cell, seek_second, 2 * trials_in_cell);  // a cell without people: somebody of the place
  return e.victim != nobody;
}

/// Who of a group acts, suffers or joins: the member with the least hash, so that another member's absence changes
/// nothing but what that member did. Every role has a hash of its own, so that the three are chosen apart.
template <class May>
std::uint32_t Encounters::least_hash(EventNumber number, Role role, std::uint32_t neighbourhood, May may) const {
  std::uint32_t best = nobody;
  std::uint32_t least = 0;
  for (const std::uint32_t slot : s_.members[neighbourhood]) {
    if (!may(slot)) continue;
    const std::uint32_t hash =
        philox(s_.key, {static_cast<std::uint32_t>(number), static_cast<std::uint32_t>(number >> 32),
                        purpose::city_member, slot})[index(role)];
    if (best == nobody || hash < least) {
      best = slot;
      least = hash;
    }
  }
  return best;
}

std::uint32_t Encounters::member(EventNumber number, Role role, std::uint32_t neighbourhood, unsigned group,
                                 std::uint32_t other_than, std::uint32_t nor) const {
  return least_hash(number, role, neighbourhood, [&](std::uint32_t slot) {
    return s_.people.group(slot) == group && slot != other_than && slot != nor;
  });
}

/// Share of an offender's own events of this kind that are on somebody known; what another event led to stays where
/// that leads.
double Encounters::acquaintance(const CityEvent& e) const {
  const auto& share = traits_of(e.process).acquaintance;
  return share && e.cause == Cause::spontaneous ? s_.parameters[*share] : 0.0;
}

/// Whether a member of a group goes out for a rival.
bool Encounters::hunts(const CityEvent& e) const {
  if (e.cause != Cause::spontaneous || !traits_of(e.process).feud) return false;
  const auto& people = s_.people;
  return people.career(e.offender) == Career::active && people.group(e.offender) != 0 &&
         unit(words(s_.key, e.number, whom + 2)[0]) < s_.parameters[P::rivals];
}

bool Encounters::knows(const CityEvent& e, const Draws& d) const {
  const double known = acquaintance(e);
  return known > 0.0 && unit(d[whom][0]) < known && !hunts(e);
}

/// A member of another group where a group member goes to attack; nobody where there is none.
std::uint32_t Encounters::rival(const CityEvent& e) const {
  const auto& people = s_.people;
  const unsigned own = people.group(e.offender);
  const std::uint32_t home = neighbourhood_of_slot(e.offender);
  const std::uint32_t there = e.cell / cells_per_neighbourhood;
  return least_hash(e.number, Role::suffers, there, [&](std::uint32_t slot) {
    return slot != e.offender && (there != home || people.group(slot) != own);
  });
}

/// Somebody of the offender's own cell, of much the same age and with some propensity of their own; often nobody.
std::uint32_t Encounters::peer(const CityEvent& e) const {
  const auto& people = s_.people;
  for (std::uint32_t t = 0; t < trials_for_peer; t += 4)
    for (const std::uint32_t w : words(s_.key, e.number, company + t / 4)) {
      const std::uint32_t slot = cell_of_slot(e.offender) * places_per_cell + (w >> 26);
      const std::uint32_t age = people.age_months(slot, month_);
      if (!may_suffer(e, slot) || slot == e.victim || s_.rates.propensity(people.propensity(slot)) == 0.0 || age < 120)
        continue;
      if (unit_of_rest(w) <
          s_.rates.peers(people.sex(e.offender), people.age_months(e.offender, month_), people.sex(slot), age))
        return slot;
    }
  return nobody;
}

/// Armed or not, company, death, record, prison.
void Encounters::ending(CityEvent& e, bool armed, const Draws& d) const {
  const auto& w = d[end];
  const auto& p = s_.parameters;
  const ProcessTraits& traits = traits_of(e.process);
  if (armed && traits.armed) e.flags.set(EventFlag::armed);
  const double by_weapon = armed && traits.armed_lethality ? p[*traits.armed_lethality] : 1.0;
  const double lethal = s_.scale.lethality[e.process] * by_weapon;
  if (unit(w[0]) < lethal * s_.measures.lethality(e.offender, e.cell, at_night(e.minute)))
    e.flags.set(EventFlag::lethal);
  if (!in_public(e.process)) return;
  const unsigned group = s_.people.career(e.offender) == Career::active ? s_.people.group(e.offender) : 0;
  if (unit(w[1]) < p[P::co_offending])
    e.companion = group != 0
                      ? member(e.number, Role::joins, neighbourhood_of_slot(e.offender), group, e.offender, e.victim)
                      : peer(e);
  if (unit(w[2]) < p[P::recorded]) {
    e.flags.set(EventFlag::recorded);
    if (s_.people.career(e.offender) == Career::active && unit(w[3]) < s_.scale.prison * s_.capacity)
      e.flags.set(EventFlag::imprisoned);
  }
}

std::optional<CityEvent> Encounters::due(const Consequence& c) const {
  const auto& people = s_.people;
  CityEvent e;
  e.number = c.number;
  e.before = c.before;
  e.minute = c.minute;
  e.cell = c.cell;
  e.before_at = c.before_at;
  e.process = c.process;
  e.cause = c.cause;
  const auto same = [&](std::uint32_t slot, std::uint8_t generation) {
    return slot != nobody && people.here(slot) && people.generation[slot] == generation;
  };
  const bool offender_here = same(c.offender, c.offender_generation);
  const bool victim_here = same(c.victim, c.victim_generation);
  const auto of_group = [&](Role role, std::uint32_t slot, unsigned group, std::uint32_t other_than) {
    return member(c.number, role, neighbourhood_of_slot(slot), group, other_than);
  };
  bool armed = false;
  switch (c.cause) {
    case Cause::retaliation:  // of group on group; of a victim who belongs to none on the offender
      e.offender = c.victim_group ? of_group(Role::acts, c.victim, c.victim_group, nobody)
                   : victim_here  ? c.victim
                                  : nobody;
      e.victim = c.victim_group && c.offender_group ? of_group(Role::suffers, c.offender, c.offender_group, nobody)
                 : offender_here                    ? c.offender
                                                    : nobody;
      armed = c.victim_group != 0;
      break;
    case Cause::follow_up:
      e.offender = of_group(Role::acts, c.offender, c.offender_group, nobody);
      e.victim = of_group(Role::suffers, c.victim, c.victim_group, c.victim);
      armed = true;
      break;
    default: {
      const auto w = words(s_.key, c.number, whom + 1);
      e.offender = offender_here ? c.offender : nobody;
      if (c.offender_group && (!offender_here || unit(w[0]) >= s_.parameters[P::near_same_offender])) {
        const std::uint32_t other = of_group(Role::acts, c.offender, c.offender_group, c.offender);
        if (other != nobody) e.offender = other;
      }
      if (c.cause == Cause::repeat) e.victim = victim_here ? c.victim : nobody;
      if (e.offender != nobody) armed = people.is(e.offender, person::carrier);
    }
  }
  if (e.offender == nobody || !people.here(e.offender) || people.career(e.offender) == Career::imprisoned)
    return std::nullopt;
  const Draws d = draws(s_.key, c.number, 0);
  const auto& w = d[when];
  if (unit(w[2]) >= s_.measures.on_person(e.offender, e.process)) return std::nullopt;
  if (c.cause == Cause::near_repeat) {
    if (!find_victim(e, d, where_met(e, d))) return std::nullopt;
  } else {
    if (e.victim == nobody || !may_suffer(e, e.victim)) return std::nullopt;
    if (c.cause != Cause::repeat) e.cell = cell_of_slot(e.victim);
  }
  // Measures at the place act on it as on any other event. Its number is of those that residents and light let pass,
  // and it is not moved elsewhere.
  const double place = s_.measures.in_cell(e.cell, e.process, at_night(e.minute));
  if (unit(w[3]) >= place) return std::nullopt;
  ending(e, armed, d);
  return e;
}

void Encounters::lead_to(const CityEvent& e, std::int32_t at, Cause cause, double u, const Cascades::Step& step,
                         double lag_days, std::vector<Consequence>& out) const {
  if (u <= step.none) return;
  const auto low = static_cast<std::uint32_t>(e.number);
  const auto high = static_cast<std::uint32_t>(e.number >> 32);
  const std::uint32_t first = static_cast<std::uint32_t>(cause) * 64;
  // A Poisson number by inversion.
  double p = step.none;
  double sum = p;
  std::uint32_t count = 0;
  while (u > sum && count < 16) sum += p *= step.mean / ++count;
  const auto& people = s_.people;
  for (std::uint32_t i = 0; i < count; ++i) {
    const auto w = philox(s_.key, {low, high, purpose::city_offspring, first + 1 + 3 * i});
    const auto v = philox(s_.key, {low, high, purpose::city_offspring, first + 2 + 3 * i});
    Consequence c;
    c.number = static_cast<EventNumber>(w[0]) << 32 | w[1];
    c.before = e.number;
    c.before_at = at;
    c.cause = cause;
    c.process = cause == Cause::retaliation || cause == Cause::follow_up ? street_violence : e.process;
    c.minute =
        s_.rhythm.after(c.process, s_.calendar, e.minute, -lag_days * logarithm(unit(w[2])), unit(v[0]), unit(v[1]));
    c.offender = e.offender;
    c.victim = e.victim;
    c.cell = e.cell;
    c.offender_generation = people.generation[e.offender];
    c.victim_generation = people.generation[e.victim];
    const auto group = [&](std::uint32_t slot) {
      return static_cast<std::uint8_t>(people.career(slot) == Career::active ? people.group(slot) : 0);
    };
    c.offender_group = group(e.offender);
    c.victim_group = group(e.victim);
    if (cause == Cause::near_repeat && unit(w[3]) >= s_.parameters[P::near_same_cell]) {
      constexpr std::array<std::array<int, 2>, 8> around{
          {{-1, -1}, {0, -1}, {1, -1}, {-1, 0}, {1, 0}, {-1, 1}, {0, 1}, {1, 1}}};
      const auto [x, y] = s_.ground.position(e.cell);
      const auto [dx, dy] = around[v[2] >> 29];
      const std::uint32_t next =
          s_.ground.cell_at(static_cast<std::int64_t>(x) + dx, static_cast<std::int64_t>(y) + dy);
      if (next != nobody) c.cell = next;
    }
    out.push_back(c);
  }
}

void Encounters::consequences(const CityEvent& e, std::int32_t at, std::vector<Consequence>& out) const {
  const auto& p = s_.parameters;
  const auto k = index(e.process);
  if (!in_public(e.process)) return;
  const Cascades& c = s_.cascades;
  const auto w = philox(s_.key, {static_cast<std::uint32_t>(e.number), static_cast<std::uint32_t>(e.number >> 32),
                                 purpose::city_offspring, 0});
  lead_to(e, at, Cause::near_repeat, unit(w[0]), c.near[k], p[P::near_lag], out);
  if (!e.has(EventFlag::lethal)) lead_to(e, at, Cause::repeat, unit(w[1]), c.repeat[k], p[P::repeat_lag], out);
  if (!traits_of(e.process).feud) return;
  const auto active_group = [&](std::uint32_t slot) {
    return s_.people.career(slot) == Career::active ? s_.people.group(slot) : 0u;
  };
  const unsigned of_offender = active_group(e.offender);
  const unsigned of_victim = active_group(e.victim);
  const bool grave = e.has(EventFlag::armed) || e.has(EventFlag::lethal);
  if (of_victim != 0 && of_victim == of_offender &&
      neighbourhood_of_slot(e.victim) == neighbourhood_of_slot(e.offender))
    return;  // within a group nobody strikes back
  if (of_victim != 0) {
    if (grave) lead_to(e, at, Cause::retaliation, unit(w[2]), c.retaliation, p[P::retaliation_lag], out);
    if (grave && of_offender != 0)
      lead_to(e, at, Cause::follow_up, unit(w[3]), c.follow_up, p[P::retaliation_lag], out);
  } else if (!e.has(EventFlag::lethal)) {
    lead_to(e, at, Cause::retaliation, unit(w[2]), c.retaliation_person, p[P::retaliation_lag], out);
  }
}

}  // namespace salus::model
