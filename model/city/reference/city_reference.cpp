#include "model/city/reference/city_reference.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "model/city/process_traits.hpp"
#include "model/city/settle.hpp"

namespace salus::model::reference {
namespace {

using P = CityParameter;

constexpr unsigned places_tried = 4;  ///< by an offender who is stopped again and again
constexpr unsigned meetings_first = 24;
constexpr unsigned meetings_there = 48;
constexpr unsigned meetings_child = 4;
constexpr unsigned meetings_peer = 16;
constexpr double disabled_share = 0.16;

bool violent(Process process) { return process != Process::property; }

}  // namespace

City::City(const CityPlan& plan, const Ground& ground, const CityState& start, std::uint64_t seed,
           const Planted& planted)
    : plan_(plan),
      ground_(ground),
      rates_(plan_.input, plan_.parameters, ground),
      calendar_(plan.input.start_year, plan.input.months() + 1),
      measures_(ground.cells()),
      state_(start),
      planted_(planted),
      random_(seed) {
  rates_.set_scale(start.rate_scale);
  for (const auto& pending : start.pending)
    if (!pending.empty()) throw std::invalid_argument("the reference starts where nothing is pending");
}

// Chance.

double City::uniform() { return (static_cast<double>(random_() >> 11) + 0.5) * 0x1p-53; }

double City::exponential(double mean) { return -mean * std::log(uniform()); }

/// Arrivals at rate 1 within `mean`.
unsigned City::poisson(double mean) {
  if (mean <= 0.0) return 0;
  unsigned n = 0;
  for (double at = exponential(1.0); at < mean; at += exponential(1.0)) ++n;
  return n;
}

std::uint32_t City::pick(const std::vector<double>& weights) {
  double sum = 0.0;
  for (const double w : weights) sum += w;
  double left = uniform() * sum;
  std::uint32_t last = 0;
  for (std::uint32_t i = 0; i < weights.size(); ++i) {
    if (weights[i] <= 0.0) continue;
    last = i;
    if (left < weights[i]) return i;
    left -= weights[i];
  }
  return last;
}

// Time.

double City::day_weight(Process process, Minute day) const {
  return violent(process) && calendar_.weekday(day * minutes_per_day) >= 5 ? value(P::weekend_violence) : 1.0;
}

/// A wave with its top in July, in the south in January.
double City::season() const {
  const double turn = plan_.input.latitude < 0.0 ? 0.0 : std::numbers::pi;
  return 1.0 + value(P::season) * std::cos(2.0 * std::numbers::pi * (state_.month % 12) / 12.0 + turn);
}

Minute City::time_of_day(Process process) {
  std::vector<double> hours(24, 1.0);
  for (std::size_t h = 0; h < 6 && violent(process); ++h) hours[h] = value(P::night_violence);
  const Minute hour = pick(hours);
  return 60 * hour + static_cast<Minute>(60.0 * uniform());
}

Minute City::time_in_month(Process process) {
  const Minute first = calendar_.begin(state_.month) / minutes_per_day;
  const Minute end = calendar_.begin(state_.month + 1u) / minutes_per_day;
  std::vector<double> days;
  for (Minute day = first; day < end; ++day) days.push_back(day_weight(process, day));
  return (first + pick(days)) * minutes_per_day + time_of_day(process);
}

/// From the next day on: as many whole weeks later as the lag has, then some day of the week that follows.
Minute City::time_after(Process process, Minute from, double lag_days) {
  const Minute weeks = static_cast<Minute>(std::min(lag_days, 36500.0) / 7.0);
  const Minute first = from / minutes_per_day + 1 + 7 * weeks;
  std::vector<double> days;
  for (Minute day = first; day < first + 7; ++day) days.push_back(day_weight(process, day));
  return (first + pick(days)) * minutes_per_day + time_of_day(process);
}

// Events.

MonthConditions City::conditions() const {
  const CityFeedback& f = plan_.input.feedback;
  const double guarded = 1.0 - f.guardianship * (state_.trust - f.trust_level);
  const auto pull = [&](double g) { return g > 0.0 ? 1.0 / (1.0 - g + g / state_.exposure) : 1.0; };
  MonthConditions c;
  c.exposure = state_.exposure;
  c.initiation = pull(f.exposure_on_initiation) * guarded;
  c.entry = pull(f.exposure_on_entry);
  for (const Process k : every<Process>) {
    c.factor[k] = season() * (in_public(k) ? guarded : 1.0) * measures_.highest(k);
    if (!plan_.forcing.empty()) c.factor[k] *= plan_.forcing[state_.month][k];
  }
  const auto& n = plan_.input.population;
  const double growth = n[state_.month + 1] - n[state_.month];
  const double empty = state_.people.size() - n[state_.month];
  if (growth > 0.0 && empty > growth)
    c.fill = -std::log(1.0 - growth / empty);  // so that a place is taken with the probability growth / empty
  return c;
}

void City::plan_impulses(const MonthConditions& now) {
  for (const Slot slot : state_.people.slots()) {
    const PersonRates r = rates_.of(state_.people, slot, state_.month, now);
    for (const Process k : every<Process>)
      for (unsigned left = poisson(r.process[k]); left > 0; --left) {
        Consequence c;
        c.number = ++last_number_;
        c.cause = Cause::spontaneous;
        c.process = k;
        c.offender = slot;
        c.minute = time_in_month(c.process);
        planned_.push(c);
      }
  }
}

/// A person's own impulse: whether it comes to an event.
bool City::impulse(CityEvent& e) {
  if (!chance(measures_.on_person(e.offender, e.process) / measures_.highest_on_person(e.process))) return false;
  Company company = Company::anybody;
  if (in_public(e.process)) {
    const double known = e.process == Process::assault  ? value(P::acquaintance_assault)
                         : e.process == Process::sexual ? value(P::acquaintance_sexual)
                                                        : 0.0;
    if (e.process == Process::assault && group_of(e.offender) != 0 && chance(value(P::rivals)))
      company = Company::rival;
    else if (chance(known)) company = Company::known;
    if (company == Company::known) {
      e.cell = cell_of_slot(e.offender);
      if (!chance(passes(e) / measures_.highest_in_cell(e.process))) return false;
    } else if (!find_place(e)) {
      return false;
    }
  } else {
    e.cell = cell_of_slot(e.offender);
    if (!chance(measures_.at_home(e.cell, e.process) / measures_.highest_in_cell(e.process))) return false;
  }
  if (!find_victim(e, company)) return false;
  ending(e, state_.people.is(e.offender, person::carrier));
  return true;
}

/// Chance that nobody and nothing at the place stops an event.
double City::passes(const CityEvent& e) const {
  const bool lit_night = at_night(e.minute) && !ground_.dark(e.cell);
  return ground_.guard(neighbourhood_of_cell(e.cell)) * (lit_night ? value(P::lit_effect) : 1.0) *
         measures_.in_cell(e.cell, e.process, at_night(e.minute));
}

/// The place, from all cells of the city: either near home or wherever attraction is. Who is stopped may look for
/// another.
bool City::find_place(CityEvent& e) {
  const Attraction of = attraction_of(e.process);
  const Neighbourhood home = neighbourhood_of_slot(e.offender);
  const std::uint32_t n = ground_.neighbourhoods();
  std::vector<double> near(n);
  std::vector<double> mass(n);
  std::vector<double> probability(ground_.cells());
  double everywhere = 0.0;
  for (const Cell cell : Positions<Cell>(ground_.cells())) {
    mass[neighbourhood_of_cell(cell)] += ground_.attraction(of, cell);
    everywhere += ground_.attraction(of, cell);
  }
  for (const Neighbourhood h : Positions<Neighbourhood>(n)) near[h] = ground_.near_probability(home, h);
  for (const Cell cell : Positions<Cell>(ground_.cells())) {
    const Neighbourhood h = neighbourhood_of_cell(cell);
    const double a = ground_.attraction(of, cell);
    probability[cell] = value(P::local_trips) * near[h] * a / mass[h] + (1.0 - value(P::local_trips)) * a / everywhere;
  }
  for (unsigned tried = 0; tried < places_tried; ++tried) {
    e.cell = Cell(pick(probability));
    if (chance(passes(e) / measures_.highest_in_cell(e.process))) return true;
    if (!chance(value(P::search_persistence))) return false;
  }
  return false;
}

bool City::may_suffer(const CityEvent& e, Slot slot) const {
  const bool free = planted_.prisoners_suffer || state_.people.career(slot) != Career::imprisoned;
  return slot != e.offender && state_.people.here(slot) && free;
}

/// Chance that a person met is the victim.
double City::victim_weight(const CityEvent& e, Slot slot) const {
  const People& people = state_.people;
  const std::uint32_t age = people.age_months(slot, state_.month);
  double weight =
      rates_.exposure(e.process, people.sex(slot), age, people.career(slot)) / rates_.highest_exposure(e.process);
  weight *= rates_.vulnerability(people.vulnerability(slot)) / rates_.highest_vulnerability();
  if (e.process == Process::assault && !planted_.fresh_ages)
    weight *= rates_.peers(people.sex(e.offender), people.age_months(e.offender, state_.month), people.sex(slot), age);
  return weight;
}

/// Somebody of a cell, if anybody. Every meeting is with one of its 64 places, each as likely, and the person who lives
/// there is the victim with the own weight. So none of n meetings has a victim with probability (1 - mean weight)^n,
/// and given that one has, it is each person with the share of the own weight. This is exact for cells of few or no
/// people, too.
Slot City::meet(const CityEvent& e, Cell cell, unsigned meetings) {
  std::vector<double> weights(places_per_cell);
  double mean = 0.0;
  for (std::uint32_t place = 0; place < places_per_cell; ++place) {
    const Slot slot = slot_in(cell, place);
    if (may_suffer(e, slot)) weights[place] = victim_weight(e, slot);
    mean += weights[place] / places_per_cell;
  }
  if (!chance(1.0 - std::pow(1.0 - mean, meetings))) return nobody;
  return slot_in(cell, pick(weights));
}

/// The other of the couple; a child of the household, each as likely; where there is none, perhaps a child of the same
/// cell.
Slot City::victim_at_home(const CityEvent& e) {
  const People& people = state_.people;
  if (e.process == Process::partner) {
    const Slot other = other_of_dwelling(e.offender);
    return people.is(other, person::couple) && may_suffer(e, other) ? other : nobody;
  }
  const auto children = [&](IdRange<Slot> slots) {
    std::vector<Slot> found;
    for (const Slot slot : slots)
      if (may_suffer(e, slot) && people.age_months(slot, state_.month) < grown) found.push_back(slot);
    return found;
  };
  auto candidates = children(household_of(e.offender));
  if (candidates.empty()) {
    candidates = children(slots_of(e.cell));
    if (!chance(1.0 - std::pow(1.0 - static_cast<double>(candidates.size()) / places_per_cell, meetings_child)))
      return nobody;
  }
  return candidates[pick(std::vector<double>(candidates.size(), 1.0))];
}

/// Whom the offender knows, who lives at the place, or who is out from somewhere near it.
bool City::find_victim(CityEvent& e, Company company) {
  if (!in_public(e.process)) {
    e.victim = victim_at_home(e);
    return e.victim != nobody;
  }
  if (company == Company::rival && (e.victim = rival(e)) != nobody) return true;
  Cell from = e.cell;
  if (e.process != Process::property && company != Company::known && !chance(value(P::resident_victims))) {
    std::vector<double> probability;
    for (const Neighbourhood h : Positions<Neighbourhood>(ground_.neighbourhoods())) {
      const double near = ground_.near_probability(neighbourhood_of_cell(e.cell), h);
      for (std::uint32_t c = 0; c < cells_per_neighbourhood; ++c) probability.push_back(near / cells_per_neighbourhood);
    }
    from = Cell(pick(probability));
  }
  e.victim = meet(e, from, meetings_first);
  if (e.victim == nobody) e.victim = meet(e, e.cell, meetings_there);
  return e.victim != nobody;
}

/// Group of an active offender, 0 for none and for everybody else.
std::uint8_t City::group_of(Slot slot) const {
  constexpr std::uint8_t none = 0;
  return state_.people.career(slot) == Career::active ? state_.people.group(slot) : none;
}

/// One of a group but for some, each as likely; `nobody` where there is none.
Slot City::member(Neighbourhood neighbourhood, unsigned group, const std::set<Slot>& but) {
  std::vector<Slot> all;
  if (group == 0) return nobody;
  for (const Slot slot : slots_of(neighbourhood))
    if (group_of(slot) == group && state_.people.here(slot) && !but.contains(slot)) all.push_back(slot);
  return all.empty() ? nobody : all[pick(std::vector<double>(all.size(), 1.0))];
}

/// A member of another group than the offender's own in the neighbourhood of the event, each as likely.
Slot City::rival(const CityEvent& e) {
  std::vector<Slot> all;
  const Neighbourhood there = neighbourhood_of_cell(e.cell);
  for (const Slot slot : slots_of(there)) {
    const bool own = there == neighbourhood_of_slot(e.offender) && group_of(slot) == group_of(e.offender);
    if (group_of(slot) != 0 && state_.people.here(slot) && slot != e.offender && !own) all.push_back(slot);
  }
  return all.empty() ? nobody : all[pick(std::vector<double>(all.size(), 1.0))];
}

/// Whoever of the own cell joins an offender who belongs to no group: met like a victim, with likeness in age and sex
/// in place of vulnerability and exposure.
Slot City::peer(const CityEvent& e) {
  const People& people = state_.people;
  const Cell cell = cell_of_slot(e.offender);
  std::vector<double> weights(places_per_cell);
  double mean = 0.0;
  for (std::uint32_t place = 0; place < places_per_cell; ++place) {
    const Slot slot = slot_in(cell, place);
    const std::uint32_t age = people.age_months(slot, state_.month);
    if (may_suffer(e, slot) && slot != e.victim && rates_.propensity(people.propensity(slot)) > 0.0 && age >= 120)
      weights[place] =
          rates_.peers(people.sex(e.offender), people.age_months(e.offender, state_.month), people.sex(slot), age);
    mean += weights[place] / places_per_cell;
  }
  if (!chance(1.0 - std::pow(1.0 - mean, meetings_peer))) return nobody;
  return slot_in(cell, pick(weights));
}

/// Armed or not, death, company, record, prison.
void City::ending(CityEvent& e, bool armed) {
  if (armed && (e.process == Process::assault || e.process == Process::robbery)) e.flags.set(EventFlag::armed);
  double lethality = 0.0;
  if (e.process == Process::assault)
    lethality = plan_.scale.lethality[Process::assault] * (armed ? value(P::carrier_lethality) : 1.0);
  if (e.process == Process::robbery) lethality = plan_.scale.lethality[Process::robbery];
  if (e.process == Process::partner) lethality = plan_.scale.lethality[Process::partner];
  if (chance(lethality * measures_.lethality(e.offender, e.cell, at_night(e.minute)))) e.flags.set(EventFlag::lethal);
  if (!in_public(e.process)) return;
  const unsigned group = group_of(e.offender);
  if (chance(value(P::co_offending)))
    e.companion = group != 0 ? member(neighbourhood_of_slot(e.offender), group, {e.offender, e.victim}) : peer(e);
  if (!chance(value(P::recorded))) return;
  e.flags.set(EventFlag::recorded);
  const CityFeedback& f = plan_.input.feedback;
  const double capacity = f.capacity_rate > 0.0 ? state_.capacity / f.capacity_level : 1.0;
  if (state_.people.career(e.offender) == Career::active && chance(plan_.scale.prison * capacity))
    e.flags.set(EventFlag::imprisoned);
}

/// Fills in a consequence that is due: whether it comes to an event.
bool City::follow(const Consequence& c, CityEvent& e) {
  const People& people = state_.people;
  const bool offender_here = people.here(c.offender) && people.generation[c.offender] == c.offender_generation;
  const bool victim_here = people.here(c.victim) && people.generation[c.victim] == c.victim_generation;
  const Slot offender = offender_here ? c.offender : nobody;
  const Slot victim = victim_here ? c.victim : nobody;
  const Neighbourhood offenders = neighbourhood_of_slot(c.offender);
  const Neighbourhood victims = neighbourhood_of_slot(c.victim);
  bool armed = false;
  if (c.cause == Cause::retaliation &&
      c.victim_group != 0) {  // the victim's group attacks the offender's, or an offender who belongs to none
    e.offender = member(victims, c.victim_group, {});
    e.victim = c.offender_group != 0 ? member(offenders, c.offender_group, {}) : offender;
    armed = true;
  } else if (c.cause == Cause::retaliation) {  // the victim attacks the offender
    e.offender = victim;
    e.victim = offender;
  } else if (c.cause == Cause::follow_up) {  // the offender's group attacks another of the victim's
    e.offender = member(offenders, c.offender_group, {});
    e.victim = member(victims, c.victim_group, {c.victim});
    armed = true;
  } else {  // by the same offender, or by another member of the group
    e.offender = offender;
    if (c.offender_group != 0 && (!offender_here || !chance(value(P::near_same_offender)))) {
      const Slot other = member(offenders, c.offender_group, {c.offender});
      if (other != nobody) e.offender = other;
    }
    if (c.cause == Cause::repeat) e.victim = victim;
    armed = e.offender != nobody && people.is(e.offender, person::carrier);
  }
  if (e.offender == nobody || people.career(e.offender) == Career::imprisoned) return false;
  if (!chance(measures_.on_person(e.offender, e.process))) return false;
  if (c.cause == Cause::near_repeat) {
    if (!find_victim(e, Company::anybody)) return false;
  } else {
    if (e.victim == nobody || !may_suffer(e, e.victim)) return false;
    if (c.cause != Cause::repeat) e.cell = cell_of_slot(e.victim);
  }
  if (!chance(measures_.in_cell(e.cell, e.process, at_night(e.minute)))) return false;
  ending(e, armed);
  return true;
}

void City::lead_to(const CityEvent& e, Cause cause, Process process, double mean, double lag_days) {
  for (unsigned left = poisson(mean); left > 0; --left) {
    Consequence c;
    c.number = ++last_number_;
    c.before = e.number;
    c.cause = cause;
    c.process = process;
    c.minute = time_after(process, e.minute, exponential(lag_days));
    c.offender = e.offender;
    c.victim = e.victim;
    c.cell = e.cell;
    c.offender_generation = state_.people.generation[e.offender];
    c.victim_generation = state_.people.generation[e.victim];
    c.offender_group = group_of(e.offender);
    c.victim_group = group_of(e.victim);
    if (cause == Cause::near_repeat &&
        !chance(value(P::near_same_cell))) {  // in one of the eight cells around, if the city goes on there
      const GridPlace place = ground_.grid().place_of_cell(e.cell);
      const int direction = static_cast<int>(pick({1, 1, 1, 1, 0, 1, 1, 1, 1}));
      const Cell next = ground_.grid().cell_at({place.column + direction % 3 - 1, place.row + direction / 3 - 1});
      if (next != no_cell) c.cell = next;
    }
    planned_.push(c);
  }
}

void City::consequences(const CityEvent& e) {
  const bool lethal = e.has(EventFlag::lethal);
  const bool grave = lethal || e.has(EventFlag::armed);
  const double lag = value(P::retaliation_lag);
  switch (e.process) {
    case Process::assault: {
      lead_to(e, Cause::near_repeat, e.process, value(P::near_assault), value(P::near_lag));
      if (!lethal) lead_to(e, Cause::repeat, e.process, value(P::repeat_assault), value(P::repeat_lag));
      const unsigned group = group_of(e.victim);
      if (group != 0 && group == group_of(e.offender) &&
          neighbourhood_of_slot(e.victim) == neighbourhood_of_slot(e.offender))
        break;  // within a group nobody strikes back
      if (group != 0 && grave) lead_to(e, Cause::retaliation, e.process, value(P::retaliation), lag);
      if (group != 0 && grave && group_of(e.offender) != 0)
        lead_to(e, Cause::follow_up, e.process, value(P::follow_up), lag);
      if (group == 0 && !lethal) lead_to(e, Cause::retaliation, e.process, value(P::retaliation_person), lag);
      break;
    }
    case Process::robbery:
      lead_to(e, Cause::near_repeat, e.process, value(P::near_robbery), value(P::near_lag));
      if (!lethal) lead_to(e, Cause::repeat, e.process, value(P::repeat_robbery), value(P::repeat_lag));
      break;
    case Process::sexual:
      lead_to(e, Cause::repeat, e.process, value(P::repeat_sexual), value(P::repeat_lag));
      break;
    case Process::property:
      lead_to(e, Cause::near_repeat, e.process, value(P::near_property), value(P::near_lag));
      lead_to(e, Cause::repeat, e.process, value(P::repeat_property), value(P::repeat_lag));
      break;
    case Process::partner:
    case Process::child:
      break;
  }
}

/// What is planned for the month, in the order of time.
void City::play(std::vector<CityEvent>& happened, CityMonth& counts) {
  const auto is_gone = [&](Slot slot) { return gone_.contains(slot) && !planted_.removed_go_on; };
  while (!planned_.empty() && planned_.top().minute < calendar_.begin(state_.month + 1u)) {
    const Consequence c = planned_.top();
    planned_.pop();
    CityEvent e;
    e.number = c.number;
    e.before = c.before;
    e.minute = c.minute;
    e.offender = c.offender;
    e.cell = c.cell;
    e.process = c.process;
    e.cause = c.cause;
    const bool own = c.cause == Cause::spontaneous;
    const bool comes = own ? impulse(e) : follow(c, e);
    counts.candidates += own;
    counts.stopped += own && !comes;
    if (!comes || is_gone(e.offender) || is_gone(e.victim)) continue;
    if (is_gone(e.companion)) e.companion = nobody;  // nobody joins
    happened.push_back(e);
    count(e, counts);
    if (e.has(EventFlag::lethal)) gone_.insert(e.victim);
    if (e.has(EventFlag::imprisoned)) gone_.insert(e.offender);
    consequences(e);
  }
}

void City::count(const CityEvent& e, CityMonth& counts) const {
  ++counts.incidents[e.type()];
  ++counts.causes[e.cause];
  counts.by_active += in_public(e.process) && state_.people.career(e.offender) == Career::active;
  counts.armed += e.has(EventFlag::armed);
  counts.recorded += e.has(EventFlag::recorded);
  counts.imprisoned += e.has(EventFlag::imprisoned);
  counts.killed += e.has(EventFlag::lethal);
  counts.assaults += e.process == Process::assault;
  counts.armed_assaults += e.process == Process::assault && e.has(EventFlag::armed);
}

// Lives.

/// What else happens to everybody: of all that may happen to a person the first, if it happens within a month.
std::map<Slot, Life> City::draw_lives(const MonthConditions& now) {
  std::map<Slot, Life> lives;
  for (const Slot slot : state_.people.slots()) {
    const PersonRates r = rates_.of(state_.people, slot, state_.month, now);
    double first = 1.0;
    for (const Life what : every<Life>) {
      const double rate = r.life[what] * planted_.lives;
      if (rate <= 0.0) continue;
      const double at = exponential(1.0 / rate);
      if (at < first) {
        first = at;
        lives[slot] = what;
      }
    }
  }
  return lives;
}

/// The slot is empty; of a couple the other is alone.
void City::leave(Slot slot) {
  state_.people.flags[slot] = 0;
  state_.people.record[slot] = 0;
  state_.people.clear(other_of_dwelling(slot), person::couple);
}

/// What an occupant brings along whatever the age and career.
void City::new_person(Slot slot) {
  People& people = state_.people;
  const auto propensity = static_cast<unsigned>(uniform() * propensity_classes);
  people.set_traits(slot, propensity, static_cast<unsigned>(uniform() * vulnerability_classes));
  people.record[slot] = 0;
  people.flags[slot] &= person::present | person::woman | person::couple | person::career_bits;
  if (chance(disabled_share)) people.set(slot, person::disabled);
  const double disadvantage = ground_.disadvantage(neighbourhood_of_slot(slot));
  if (chance(0.2 * std::exp(0.7 * disadvantage - 0.5 * 0.7 * 0.7))) people.set(slot, person::poor);
}

/// Somebody comes to an empty slot: a child just born, or a grown person of 18 to 34 from elsewhere.
void City::come(Slot slot, CityMonth& counts) {
  People& people = state_.people;
  const auto& n = plan_.input.population;
  const double births = plan_.input.births * n[state_.month];
  const double coming = n[state_.month + 1] - n[state_.month] + plan_.input.deaths * n[state_.month];
  const bool newborn = coming <= 0.0 || chance(births / coming);
  const bool woman = chance(0.5);
  const std::uint32_t age = newborn ? 0 : grown + static_cast<std::uint32_t>(17 * 12 * uniform());
  people.set_age(slot, state_.month + 1u, age);
  people.flags[slot] = person::present;
  people.set(slot, person::woman, woman);
  ++people.generation[slot];
  new_person(slot);
  if (newborn) {
    ++counts.born;
    return;
  }
  ++counts.came;
  people.set_career(slot, career_of_newcomer(slot));
  traits_of_career(slot);
}

/// Where a newcomer stands, by age, sex, place and propensity. Somebody of weight w (propensity times place) is on the
/// path of offending with the probability 1 - exp(-k w), k such that the share of the age and sex comes out on average;
/// beyond being at risk, given that, likewise; and there at a station in proportion to the shares.
Career City::career_of_newcomer(Slot slot) {
  const LifeCourse& l = plan_.input.life;
  const EnumArray<double, Career> wanted{{0.0, l.at_risk, l.active, l.imprisoned, l.desisted}};
  const AgeBand band = state_.people.age_band(slot, state_.month + 1u);
  const double women = value(P::women_offending);
  EnumArray<double, Career> share{};
  double on_path = 0.0;
  for (const Career c : {Career::at_risk, Career::active, Career::imprisoned, Career::desisted}) {
    const auto shape = [&](AgeBand b) { return plan_.parameters.all_alike ? 1.0 : career_by_age[c](b); };
    double sum = 0.0;
    for (const AgeBand b : every<AgeBand>) sum += plan_.input.age_share(b) * shape(b) * (0.5 + 0.5 * women);
    share[c] = wanted[c] * shape(band) / sum * (state_.people.sex(slot) == Sex::woman ? women : 1.0);
    on_path += share[c];
  }
  // Every propensity in every neighbourhood: weight, and chance of what is asked about.
  const double slope = value(P::disadvantage_on_entry);
  const auto place = [&](Neighbourhood n) { return std::exp(slope * ground_.disadvantage(n) - 0.5 * slope * slope); };
  std::vector<std::array<double, 2>> all;
  for (const Neighbourhood n : Positions<Neighbourhood>(ground_.neighbourhoods()))
    for (unsigned c = 0; c < propensity_classes; ++c) all.push_back({place(n) * rates_.propensity(c), 1.0});
  const auto solve = [&](double share_wanted) {
    double low = 0.0;
    double high = 1000.0;
    while (high - low > 1e-9) {
      double mean = 0.0;
      for (const auto& [w, given] : all)
        mean += given * (1.0 - std::exp(-0.5 * (low + high) * w)) / static_cast<double>(all.size());
      (mean < share_wanted ? low : high) = 0.5 * (low + high);
    }
    return high;
  };
  const double k = solve(on_path);
  const double weight = place(neighbourhood_of_slot(slot)) * rates_.propensity(state_.people.propensity(slot));
  for (auto& [w, given] : all) given = 1.0 - std::exp(-k * w);
  const double beyond = on_path - share[Career::at_risk];
  const double further = solve(beyond);
  if (!chance(1.0 - std::exp(-k * weight))) return Career::not_at_risk;
  if (!chance(1.0 - std::exp(-further * weight))) return Career::at_risk;
  double left = beyond * uniform();
  for (const Career c : {Career::active, Career::imprisoned}) {
    left -= share[c];
    if (left < 0.0) return c == Career::imprisoned ? Career::desisted : c;  // nobody comes to prison from elsewhere
  }
  return Career::desisted;
}

/// Group and weapon.
void City::traits_of_career(Slot slot) {
  People& people = state_.people;
  const bool active = people.career(slot) == Career::active;
  const bool man_of_fifteen = people.sex(slot) == Sex::man && people.age_months(slot, state_.month + 1u) >= 15 * 12;
  const double groups = std::min(7.0, value(P::groups));
  people.set_group(slot, active && chance(value(P::gang_share)) ? 1 + static_cast<unsigned>(uniform() * groups) : 0);
  const double carries = active ? value(P::carrier_active) : man_of_fifteen ? value(P::carrier_other) : 0.0;
  people.set(slot, person::carrier, chance(carries));
}

/// Another person of the same age, sex and career comes in place of who moves; grown neighbours of a dwelling may
/// become a couple of both sexes.
void City::move(Slot slot) {
  People& people = state_.people;
  const Slot other = other_of_dwelling(slot);
  ++people.generation[slot];
  const auto grown_up = [&](Slot s) { return people.here(s) && people.age_months(s, state_.month + 1u) >= grown; };
  if (grown_up(slot) && grown_up(other)) {
    const bool couple = chance(value(P::couple_share));
    for (const Slot s : {slot, other}) people.set(s, person::couple, couple);
    if (couple) people.set(slot, person::woman, !people.is(other, person::woman));
  }
  const unsigned propensity = people.propensity(slot);
  new_person(slot);
  if (people.career(slot) != Career::not_at_risk) people.set_traits(slot, propensity, people.vulnerability(slot));
  traits_of_career(slot);
}

void City::change(Slot slot, Life what, CityMonth& counts) {
  const auto become = [&](Career c) {
    state_.people.set_career(slot, c);
    traits_of_career(slot);
  };
  const auto& n = plan_.input.population;
  const double shrinking = n[state_.month] - n[state_.month + 1];
  const double dying = plan_.input.deaths * n[state_.month];
  switch (what) {
    case Life::death:
      ++counts.died;
      leave(slot);
      if (shrinking <= 0.0 || dying <= 0.0 || chance(1.0 - shrinking / dying)) come(slot, counts);
      break;
    case Life::move:
      ++counts.left;
      ++counts.came;
      move(slot);
      break;
    case Life::fill:
      come(slot, counts);
      break;
    case Life::career:
      switch (state_.people.career(slot)) {
        case Career::not_at_risk:
          become(Career::at_risk);
          break;
        case Career::at_risk:
          become(Career::active);
          break;
        case Career::active:
          become(Career::desisted);
          break;
        case Career::imprisoned:
          become(Career::desisted);
          break;
        case Career::desisted:
          become(Career::active);
          break;
      }
      break;
    case Life::back:
      if (state_.people.career(slot) == Career::imprisoned) become(Career::active);
      else become(Career::not_at_risk);
      break;
  }
}

/// The country layer's equations, one Euler step a month.
void City::feedback(CityMonth& month) {
  const CityFeedback& f = plan_.input.feedback;
  const double usual = plan_.input.rate[CrimeType::serious_assault] * season();
  const double persons = month.persons;
  const double violence = usual > 0.0 ? month.assaults / persons / usual : 1.0;
  const auto level = [](double at_rest, double slope, double x) {
    return 1.0 / (1.0 + (1.0 - at_rest) / at_rest * (1.0 + slope * (x - 1.0)));
  };
  state_.exposure += f.exposure_rate * (violence - state_.exposure);
  if (f.trust_rate > 0.0)
    state_.trust += f.trust_rate * (level(f.trust_level, f.violence_on_trust, violence) - state_.trust);
  if (f.capacity_rate > 0.0)
    state_.capacity +=
        f.capacity_rate * (level(f.capacity_level, f.strain_on_capacity, state_.exposure) - state_.capacity);
  month.exposure = state_.exposure;
  month.trust = state_.trust;
  month.capacity = state_.capacity;
}

CityMonth City::step(CityObserver* observer) {
  CityMonth month;
  month.month = state_.month;
  measures_.set_month(state_.month);
  const MonthConditions now = conditions();
  const auto lives = draw_lives(now);
  plan_impulses(now);
  std::vector<CityEvent> happened;
  gone_.clear();
  play(happened, month);
  if (observer) observer->events(state_, happened);
  std::set<Slot> removed;
  for (const CityEvent& e : happened) {
    if (e.has(EventFlag::recorded) && state_.people.record[e.offender] < 255) ++state_.people.record[e.offender];
    if (e.has(EventFlag::lethal) && removed.insert(e.victim).second) {
      leave(e.victim);
      come(e.victim, month);
    }
    if (e.has(EventFlag::imprisoned) && removed.insert(e.offender).second) {
      state_.people.set_career(e.offender, Career::imprisoned);
      traits_of_career(e.offender);
    }
  }
  std::vector<Slot> released;
  for (const auto& [slot, what] : lives) {
    if (removed.contains(slot)) continue;
    if (state_.people.career(slot) == Career::imprisoned && (what == Life::career || what == Life::back))
      released.push_back(slot);
    change(slot, what, month);
  }
  if (observer) observer->released(state_, released);
  for (const Slot slot : state_.people.slots())
    if (state_.people.here(slot)) {
      ++month.careers[state_.people.career(slot)];
      ++month.persons;
    }
  feedback(month);
  state_.month = state_.month + 1u;
  if (observer) observer->month(state_, month);
  return month;
}

}  // namespace salus::model::reference
