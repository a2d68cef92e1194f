#include "model/city/city_run.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <numeric>
#include <unordered_map>

#include "model/city/hazard.hpp"
#include "model/city/process_traits.hpp"
#include "model/city/settle.hpp"
#include "model/core/elementary.hpp"
#include "model/random/purposes.hpp"

namespace salus::model {
namespace {

constexpr std::uint32_t block_size = 8;     ///< neighbourhoods that are worked on as one
constexpr double mean_taken = 46.0 / 64.0;  ///< share of places that are taken when the city is fullest
constexpr double allowance = 1.1;  ///< by which hazard codes exceed the conditions of the month in which they are set

std::uint64_t mixed_in(std::uint64_t hash, std::uint64_t value) {
  hash = (hash ^ value) * 0x9E3779B97F4A7C15u;
  return hash ^ (hash >> 29);
}

/// Adds what is counted over a month; persons, careers and conditions are not.
void add(CityMonth& to, const CityMonth& c) {
  for (std::size_t k = 0; k < crime_type_count; ++k) to.incidents[k] += c.incidents[k];
  for (std::size_t k = 0; k < cause_count; ++k) to.causes[k] += c.causes[k];
  to.born += c.born;
  to.died += c.died;
  to.came += c.came;
  to.left += c.left;
  to.killed += c.killed;
  to.by_active += c.by_active;
  to.armed += c.armed;
  to.recorded += c.recorded;
  to.imprisoned += c.imprisoned;
  to.assaults += c.assaults;
  to.armed_assaults += c.armed_assaults;
  to.stopped += c.stopped;
  to.candidates += c.candidates;
}

/// When an event happens; events of one minute have an order too.
using Moment = std::pair<Minute, EventNumber>;
Moment moment(const CityEvent& e) { return {e.minute, e.number}; }

std::uint64_t sum_of(const std::array<std::uint64_t, career_count>& careers) {
  std::uint64_t sum = 0;
  for (const std::uint64_t n : careers) sum += n;
  return sum;
}

/// A change of a person that waits for the end of the month.
struct LifeChange {
  std::uint32_t slot;
  Life what;
};

/// Working memory of one block in one month.
struct Block {
  std::vector<CityEvent> events;
  std::vector<Consequence> later;  ///< what this month's events lead to in later months; before_at: the event
  std::vector<LifeChange> life;
  std::vector<std::uint16_t> found;
  std::vector<Encounters::Impulse> impulses;
  std::vector<std::uint32_t> released;
  CityMonth counts;
  std::uint64_t hash = 0;
};

}  // namespace

std::uint32_t neighbourhoods_for(double persons) {
  return std::max(1u, static_cast<std::uint32_t>(std::ceil(persons / (mean_taken * slots_per_neighbourhood))));
}

/// Persons asked of the memory this many before they are read.
constexpr std::size_t ahead = 8;

struct CityRun::Inside {
  CityPlan plan;
  const Executor& executor;
  RandomKey key;
  RandomKey place_key;
  CityCalendar calendar;
  Rhythm rhythm;
  Ground ground;
  Rates rates;
  Settlement settlement;
  Measures measures;
  Cascades cascades;
  CityState state;
  Members members;
  std::vector<Block> blocks;
  std::vector<std::uint32_t> order;  ///< of the blocks when events are drawn: down one strip of the city after the
                                     ///< other, so that places within a trip's reach are near in memory too
  std::unordered_map<std::uint32_t, Moment> gone;  ///< killed or imprisoned this month, and by which event
  Sweep sweep;
  std::uint64_t persons = 0;

  Inside(const CityPlan& plan, const Executor& executor, double most_persons);

  std::size_t block_count() const { return (ground.neighbourhoods() + block_size - 1) / block_size; }
  std::array<std::uint32_t, 2> slots_of(std::size_t block) const;
  MonthConditions conditions(std::uint32_t month) const;
  CityScene scene() const {
    const CityFeedback& f = plan.input.feedback;
    return {plan.parameters, cascades, ground,       rates,
            rhythm,          calendar, state.people, members,
            plan.scale,      measures, key,          f.capacity_rate > 0.0 ? state.capacity / f.capacity_level : 1.0};
  }
  void people_city();
  void begin();
  /// Code of a slot from a month on.
  void recode(std::uint32_t slot, std::uint32_t month) {
    state.people.hazard[slot] = hazard_code(rates.bound(state.people, slot, month));
  }
  void recode_due(const MonthConditions& now);
  void propose(std::size_t block, const CityScene& scene, const MonthConditions& now);
  void candidate(Block& block, const Encounters& encounters, const MonthConditions& now, std::uint32_t slot) const;
  void settle_removals();
  bool gone_by(std::uint32_t slot, const CityEvent& event) const;
  bool somebody_gone(const CityEvent& event) const {
    return gone_by(event.offender, event) || gone_by(event.victim, event);
  }
  bool happens(const Block& block, const CityEvent& event) const;
  void conclude(std::size_t block);
  void apply(const LifeChange& change, Block& block);
  void vacate(std::uint32_t slot, CityMonth& counts, bool refill);
  void delist(std::uint32_t slot);
  void enlist(std::uint32_t slot);
  void set_career(std::uint32_t slot, Career career);
  void occupy(std::uint32_t slot, CityMonth& counts);
  void feedback(const CityMonth& month);
  void check(const CityMonth& month, std::uint64_t before) const;
  double refilled() const;
  double born_share() const;
  std::array<std::uint64_t, career_count> persons_by_career() const;
};

CityRun::Inside::Inside(const CityPlan& p, const Executor& e, double most_persons)
    : plan(p),
      executor(e),
      key(random_key(p.seed, p.run, p.input.code)),
      place_key(random_key(p.seed, 0, p.input.code)),
      calendar(p.input.start_year, p.input.months() + 1),
      rhythm(plan.parameters, p.input.latitude < 0.0),
      ground(neighbourhoods_for(most_persons), plan.parameters, place_key, p.input.districts),
      rates(plan.input, plan.parameters, ground),
      settlement(plan.input, plan.parameters, ground, key),
      measures(ground.cells()),
      cascades(plan.parameters),
      blocks(block_count()),
      order(block_count()),
      sweep(hazard_sweep(p.isa)) {
  std::iota(order.begin(), order.end(), 0u);
  const auto strip = [&](std::uint32_t block) { return block * block_size % ground.width() / block_size; };
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return strip(a) < strip(b); });
}

std::array<std::uint32_t, 2> CityRun::Inside::slots_of(std::size_t block) const {
  const auto first = static_cast<std::uint32_t>(block) * block_size;
  const auto last = std::min(first + block_size, ground.neighbourhoods());
  return {first * slots_per_neighbourhood, last * slots_per_neighbourhood};
}

void CityRun::Inside::people_city() {
  auto& people = state.people;
  people = People(static_cast<std::size_t>(ground.neighbourhoods()) * slots_per_neighbourhood);
  const double taken = plan.input.population.front() / static_cast<double>(people.size());
  executor.for_blocks(block_count(), 1, [&](std::size_t b, std::size_t) {
    const auto [first, last] = slots_of(b);
    for (std::uint32_t slot = first; slot < last; slot += 2) settlement.start_pair(people, slot, taken);
  });
  rates.set_scale(people, plan.scale.spontaneous, executor);
  if (plan.banned != nobody) {
    people.flags.at(plan.banned) |= person::banned;
  }
  state.rate_scale = rates.scale();
  state.trust = plan.input.feedback.trust_level;
  state.capacity = plan.input.feedback.capacity_level;
  state.pending.resize(block_count());
}

/// What follows from the state: lists of group members, number of persons.
void CityRun::Inside::begin() {
  members.assign(ground.neighbourhoods(), {});
  const auto& people = state.people;
  executor.for_blocks(ground.neighbourhoods(), block_size, [&](std::size_t first, std::size_t last) {
    for (std::size_t n = first; n < last; ++n)
      for (std::uint32_t i = 0; i < slots_per_neighbourhood; ++i) {
        const std::uint32_t slot = static_cast<std::uint32_t>(n) * slots_per_neighbourhood + i;
        if (people.here(slot) && people.career(slot) == Career::active && people.group(slot) != 0)
          members[n].push_back(slot);
      }
  });
  persons = sum_of(persons_by_career());
}

/// Part of those who die whose place is taken again at once; below 1 only where the city shrinks.
double CityRun::Inside::refilled() const {
  const auto& n = plan.input.population;
  const double change = n[state.month + 1] - n[state.month];
  const double dying = plan.input.deaths * n[state.month];
  return change >= 0.0 || dying <= 0.0 ? 1.0 : std::max(0.0, 1.0 + change / dying);
}

/// Part of those who come to an empty place who are newborn.
double CityRun::Inside::born_share() const {
  const auto& n = plan.input.population;
  const double births = plan.input.births * n[state.month];
  const double coming = n[state.month + 1] - n[state.month] + plan.input.deaths * n[state.month];
  return coming > 0.0 ? std::min(1.0, births / coming) : 1.0;
}

MonthConditions CityRun::Inside::conditions(std::uint32_t month) const {
  const CityFeedback& f = plan.input.feedback;
  MonthConditions c;
  const auto pull = [&](double g) { return state.exposure / ((1.0 - g) * state.exposure + g); };
  const double guarded = 1.0 - f.guardianship * (state.trust - f.trust_level);
  c.exposure = state.exposure;
  c.initiation = f.exposure_on_initiation > 0.0 ? pull(f.exposure_on_initiation) * guarded : guarded;
  c.entry = f.exposure_on_entry > 0.0 ? pull(f.exposure_on_entry) : 1.0;
  for (std::size_t k = 0; k < process_count; ++k) {
    const auto process = static_cast<Process>(k);
    c.factor[k] = rhythm.season(process, month % 12) * (plan.forcing.empty() ? 1.0 : plan.forcing[month][k]) *
                  (in_public(process) ? guarded : 1.0) * measures.highest(process);
  }
  const auto& n = plan.input.population;
  const double change = n[month + 1] - n[month];
  const double empty = static_cast<double>(state.people.size()) - n[month];
  if (change > 0.0 && empty > change) c.fill = -logarithm(1.0 - change / empty);
  return c;
}

/// Sets the codes of who is due this month (every neighbourhood once a year), or of everybody where conditions outgrew
/// what codes allow for.
void CityRun::Inside::recode_due(const MonthConditions& now) {
  bool outgrown = state.month == 0 || now.initiation > state.highest.initiation || now.entry > state.highest.entry ||
                  now.exposure > state.highest.exposure || now.fill > state.highest.fill;
  for (std::size_t k = 0; k < process_count; ++k) outgrown = outgrown || now.factor[k] > state.highest.factor[k];
  if (outgrown) {
    state.highest = {};
    state.highest.initiation = now.initiation * allowance;
    state.highest.entry = now.entry * allowance;
    state.highest.exposure = std::max(1.0, now.exposure) * allowance;
    state.highest.fill = now.fill * allowance;
    for (std::size_t k = 0; k < process_count; ++k) {
      const auto process = static_cast<Process>(k);
      state.highest.factor[k] =
          now.factor[k] / rhythm.season(process, state.month % 12) * rhythm.highest_season(process) * allowance;
    }
    rates.set_highest(state.highest);
  }
  executor.for_blocks(ground.neighbourhoods(), 4, [&](std::size_t first, std::size_t last) {
    for (std::size_t n = first; n < last; ++n) {
      if (!outgrown && n % 12 != state.month % 12) continue;
      const auto begin = static_cast<std::uint32_t>(n) * slots_per_neighbourhood;
      for (std::uint32_t slot = begin; slot < begin + slots_per_neighbourhood; ++slot)
        if (outgrown || Rates::bound_moves(state.people.age_months(slot, state.month))) recode(slot, state.month);
    }
  });
}

void CityRun::Inside::candidate(Block& block, const Encounters& encounters, const MonthConditions& now,
                                std::uint32_t slot) const {
  const auto& people = state.people;
  const PersonRates r = rates.of(people, slot, state.month, now);
  const std::uint8_t code = people.hazard[slot];
  const auto w = philox(key, {slot, state.month, purpose::city_person, 0});
  double total = hazard_rate(code);
  unsigned points = 0;
  std::size_t first = 0;  // of the rates that points are taken for
  bool changed = false;
  if (code >= always_candidate) {
    // Rates of lives have no limit (a cohort may come at risk at once) and only one change counts, so it is drawn apart
    // from the points, which so stay few.
    first = life_count;
    total = 0.0;
    for (std::size_t k = first; k < rate_count; ++k) total += r.rate[k];
    const double life = r.total - total;
    const auto u = uniform_pair(key, {slot, state.month, purpose::city_person, 64});
    if (changed = u[0] < 1.0 - exponential(-life); changed) {
      double at = u[1] * life;
      std::size_t what = 0;
      while (what + 1 < life_count && at >= r.rate[what]) {
        at -= r.rate[what];
        ++what;
      }
      block.life.push_back({slot, static_cast<Life>(what)});
    }
    double p = exponential(-total);
    double sum = p;
    while (unit(w[0]) > sum && points < 63) sum += p *= total / ++points;
  } else {
    points = std::min(points_given_one(code, unit(w[0])), 63u);
  }
  for (unsigned point = 0; point < points; ++point) {
    // The first point takes two words that are there already.
    double at = (point == 0 ? (static_cast<double>(w[2]) * 0x1p32 + static_cast<double>(w[3]) + 0.5) * 0x1p-64
                            : uniform(key, {slot, state.month, purpose::city_person, point})) *
                total;
    std::size_t what = first;
    while (what < rate_count && at >= r.rate[what]) {
      at -= r.rate[what];
      ++what;
    }
    if (what == rate_count) continue;
    if (what < life_count) {
      if (!changed) block.life.push_back({slot, static_cast<Life>(what)});
      changed = true;
      continue;
    }
    const auto impulse = encounters.impulse(slot, static_cast<Process>(what - life_count), point);
    if (impulse) block.impulses.push_back(*impulse);
    else ++block.counts.stopped;
  }
}

/// First phase: what would happen in a block, from the people as they are.
void CityRun::Inside::propose(std::size_t b, const CityScene& scene, const MonthConditions& now) {
  Block& block = blocks[b];
  block.events.clear();
  block.later.clear();
  block.life.clear();
  block.counts = {};
  const Encounters encounters(scene, state.month);
  const Minute month_end = calendar.begin(state.month + 1);
  auto& pending = state.pending[b];
  std::size_t kept = 0;
  for (std::size_t i = 0; i < pending.size(); ++i) {
    const Consequence& c = pending[i];
    if (i + ahead < pending.size() && pending[i + ahead].minute < month_end) {
      state.people.fetch(pending[i + ahead].offender);
      state.people.fetch(pending[i + ahead].victim);
    }
    if (c.minute >= month_end) pending[kept++] = c;
    else if (const auto e = encounters.due(c)) block.events.push_back(*e);
  }
  pending.resize(kept);
  const auto [first, last] = slots_of(b);
  block.found.resize(slots_per_neighbourhood);
  for (std::uint32_t begin = first; begin < last; begin += slots_per_neighbourhood) {
    const std::size_t n =
        sweep(key, begin, state.month, &state.people.hazard[begin], slots_per_neighbourhood, block.found.data());
    block.counts.candidates += n;
    block.impulses.clear();
    for (std::size_t i = 0; i < std::min(n, ahead); ++i) state.people.fetch(begin + block.found[i]);
    for (std::size_t i = 0; i < n; ++i) {
      if (i + ahead < n) state.people.fetch(begin + block.found[i + ahead]);
      candidate(block, encounters, now, begin + block.found[i]);
    }
    for (const auto& impulse : block.impulses) {
      const auto e = encounters.meeting(impulse);
      if (e) block.events.push_back(*e);
      else ++block.counts.stopped;
    }
  }
  // What these events lead to, and what that leads to, as far as it falls in this month.
  for (std::size_t at = 0; at < block.events.size(); ++at) {
    const std::size_t from = block.later.size();
    encounters.consequences(block.events[at], static_cast<std::int32_t>(at), block.later);
    std::size_t stays = from;
    for (std::size_t i = from; i < block.later.size(); ++i) {
      const Consequence c = block.later[i];
      if (c.minute >= month_end) block.later[stays++] = c;
      else if (const auto e = encounters.due(c)) block.events.push_back(*e);
    }
    block.later.resize(stays);
  }
}

/// Whether a person is gone by the time of an event.
bool CityRun::Inside::gone_by(std::uint32_t slot, const CityEvent& e) const {
  if (!state.people.is(slot, person::gone)) return false;
  const auto found = gone.find(slot);
  return found != gone.end() && found->second < moment(e);
}

/// Whether an event can still happen: the events before it do, and nobody in them is gone by then.
bool CityRun::Inside::happens(const Block& block, const CityEvent& e) const {
  for (const CityEvent* at = &e;; at = &block.events[static_cast<std::size_t>(at->before_at)]) {
    if (somebody_gone(*at)) return false;
    if (at->before_at < 0) return true;
  }
}

/// Killings and imprisonments of the month in the order in which they happen.
void CityRun::Inside::settle_removals() {
  struct Removal {
    Moment moment;
    std::uint32_t block;
    std::uint32_t at;
  };
  std::vector<Removal> removals;
  for (std::uint32_t b = 0; b < blocks.size(); ++b)
    for (std::uint32_t i = 0; i < blocks[b].events.size(); ++i) {
      const CityEvent& e = blocks[b].events[i];
      if (e.has(EventFlag::lethal) || e.has(EventFlag::imprisoned)) removals.push_back({moment(e), b, i});
    }
  std::sort(removals.begin(), removals.end(), [](const Removal& x, const Removal& y) { return x.moment < y.moment; });
  gone.clear();
  for (const Removal& r : removals) {
    const CityEvent& e = blocks[r.block].events[r.at];
    if (!happens(blocks[r.block], e)) continue;
    const auto remove = [&](std::uint32_t slot) {
      state.people.flags[slot] |= person::gone;
      gone.emplace(slot, moment(e));
    };
    if (e.has(EventFlag::lethal)) remove(e.victim);
    if (e.has(EventFlag::imprisoned)) remove(e.offender);
  }
}

/// Second phase of a block: strikes out what cannot happen, counts the rest, keeps what it leads to.
void CityRun::Inside::conclude(std::size_t b) {
  Block& block = blocks[b];
  block.hash = 0;
  for (std::size_t i = 0; i < block.events.size(); ++i) {
    CityEvent& e = block.events[i];
    if (i + ahead < block.events.size()) state.people.fetch(block.events[i + ahead].victim);
    // Events stand after those that led to them, so one look back is enough.
    if ((e.before_at >= 0 && block.events[static_cast<std::size_t>(e.before_at)].has(EventFlag::impossible)) ||
        somebody_gone(e)) {
      e.flags.set(EventFlag::impossible);
      continue;
    }
    if (e.companion != nobody && gone_by(e.companion, e)) e.companion = nobody;  // nobody joins
    ++block.counts.incidents[index(e.type())];
    ++block.counts.causes[index(e.cause)];
    const bool open = in_public(e.process);
    block.counts.by_active += open && state.people.career(e.offender) == Career::active;
    block.counts.armed += e.has(EventFlag::armed);
    block.counts.recorded += e.has(EventFlag::recorded);
    block.counts.imprisoned += e.has(EventFlag::imprisoned);
    block.counts.killed += e.has(EventFlag::lethal);
    block.counts.assaults += e.process == street_violence;
    block.counts.armed_assaults += e.process == street_violence && e.has(EventFlag::armed);
    if (e.has(EventFlag::recorded)) {
      std::atomic_ref<std::uint8_t> record(state.people.record[e.offender]);
      std::uint8_t offences = record.load(std::memory_order_relaxed);
      while (offences < 255 && !record.compare_exchange_weak(offences, static_cast<std::uint8_t>(offences + 1),
                                                             std::memory_order_relaxed)) {
      }
    }
    block.hash = mixed_in(
        mixed_in(mixed_in(mixed_in(block.hash, e.number), static_cast<std::uint64_t>(e.offender) << 32 | e.victim),
                 static_cast<std::uint64_t>(e.minute) << 32 | e.cell),
        static_cast<std::uint64_t>(e.companion) << 24 | static_cast<std::uint64_t>(e.flags.bits()) << 16 |
            static_cast<std::uint64_t>(e.process) << 8 | static_cast<std::uint64_t>(e.cause));
  }
  auto& pending = state.pending[b];
  for (Consequence& c : block.later) {
    if (block.events[static_cast<std::size_t>(c.before_at)].has(EventFlag::impossible)) continue;
    c.before_at = -1;
    pending.push_back(c);
  }
}

/// Takes a person off the list of the group, or puts one on; nothing for who belongs to none.
void CityRun::Inside::delist(std::uint32_t slot) {
  auto& list = members[neighbourhood_of_slot(slot)];
  const auto at = std::lower_bound(list.begin(), list.end(), slot);
  if (at != list.end() && *at == slot) list.erase(at);
}

void CityRun::Inside::enlist(std::uint32_t slot) {
  const auto& people = state.people;
  if (!people.here(slot) || people.career(slot) != Career::active || people.group(slot) == 0) return;
  auto& list = members[neighbourhood_of_slot(slot)];
  list.insert(std::lower_bound(list.begin(), list.end(), slot), slot);
}

void CityRun::Inside::set_career(std::uint32_t slot, Career career) {
  delist(slot);
  state.people.set_career(slot, career);
  settlement.career_traits(state.people, slot, state.month + 1);
  enlist(slot);
}

/// Somebody comes to an empty place.
void CityRun::Inside::occupy(std::uint32_t slot, CityMonth& counts) {
  if (uniform(key, {slot, state.month, purpose::city_life, 1}) < born_share()) {
    settlement.newborn(state.people, slot, state.month + 1);
    ++counts.born;
  } else {
    settlement.newcomer(state.people, slot, state.month + 1);
    ++counts.came;
  }
  enlist(slot);
}

/// Somebody dies or is killed; the place may be taken again at once.
void CityRun::Inside::vacate(std::uint32_t slot, CityMonth& counts, bool refill) {
  auto& people = state.people;
  delist(slot);
  people.flags[slot ^ 1u] = static_cast<std::uint16_t>(people.flags[slot ^ 1u] & ~person::couple);
  people.flags[slot] = 0;
  people.record[slot] = 0;
  if (refill) occupy(slot, counts);
}

void CityRun::Inside::apply(const LifeChange& change, Block& block) {
  CityMonth& counts = block.counts;
  auto& people = state.people;
  const std::uint32_t slot = change.slot;
  if (people.is(slot, person::gone)) return;
  const auto career = index(people.career(slot));
  constexpr std::array<Career, career_count> onward{Career::at_risk, Career::active, Career::desisted, Career::desisted,
                                                    Career::active};
  constexpr std::array<Career, career_count> back{Career::not_at_risk, Career::not_at_risk, Career::active,
                                                  Career::active, Career::not_at_risk};
  if (people.career(slot) == Career::imprisoned && (change.what == Life::career || change.what == Life::back))
    block.released.push_back(slot);
  switch (change.what) {
    case Life::death:
      ++counts.died;
      vacate(slot, counts, uniform(key, {slot, state.month, purpose::city_life, 0}) < refilled());
      break;
    case Life::move:
      ++counts.left;
      ++counts.came;
      delist(slot);
      settlement.exchange(people, slot, state.month + 1);
      enlist(slot);
      break;
    case Life::career:
      set_career(slot, onward[career]);
      break;
    case Life::back:
      set_career(slot, back[career]);
      break;
    case Life::fill:
      occupy(slot, counts);
      break;
  }
  recode(slot, state.month + 1);
  recode(slot ^ 1u, state.month + 1);  // of a couple the other's rates change too
}

/// Exposure, trust and capacity after the month: the country layer's equations, one Euler step.
void CityRun::Inside::feedback(const CityMonth& month) {
  const CityFeedback& f = plan.input.feedback;
  const double rate =
      static_cast<double>(month.assaults) / static_cast<double>(std::max<std::uint64_t>(1, month.persons));
  // What violence is measured against: the city's own rate of assaults, to which the scale was set.
  const double v = plan.input.rate[index(CrimeType::serious_assault)] > 0.0
                       ? rate / (plan.input.rate[index(CrimeType::serious_assault)] *
                                 rhythm.season(street_violence, state.month % 12))
                       : 1.0;
  if (f.exposure_rate > 0.0) state.exposure += (v - state.exposure) * f.exposure_rate;
  if (f.trust_rate > 0.0) {
    const double target =
        f.trust_level / (f.trust_level + (1.0 - f.trust_level) * (1.0 - f.violence_on_trust + f.violence_on_trust * v));
    state.trust += (target - state.trust) * f.trust_rate;
  }
  if (f.capacity_rate > 0.0) {
    const double target = f.capacity_level /
                          (f.capacity_level + (1.0 - f.capacity_level) *
                                                  (1.0 - f.strain_on_capacity + f.strain_on_capacity * state.exposure));
    state.capacity += (target - state.capacity) * f.capacity_rate;
  }
}

/// Counts everybody anew: the check of conservation rests on no running sum.
std::array<std::uint64_t, career_count> CityRun::Inside::persons_by_career() const {
  std::vector<std::array<std::uint64_t, career_count>> of_block(block_count());
  executor.for_blocks(block_count(), 1, [&](std::size_t b, std::size_t) {
    const auto [first, last] = slots_of(b);
    const std::uint16_t* flags = state.people.flags.data();
    // One bit pattern a career: present, not banned, at this station. Plain sums in one pass, which compilers turn into
    // vectors.
    constexpr std::uint16_t looked_at = person::present | person::banned | person::career_bits;
    const auto pattern = [](Career c) {
      return static_cast<std::uint16_t>(person::present | (index(c) << person::career_shift));
    };
    std::uint32_t not_at_risk = 0;
    std::uint32_t at_risk = 0;
    std::uint32_t active = 0;
    std::uint32_t imprisoned = 0;
    std::uint32_t desisted = 0;
    for (std::uint32_t slot = first; slot < last; ++slot) {
      const auto is = static_cast<std::uint16_t>(flags[slot] & looked_at);
      not_at_risk += is == pattern(Career::not_at_risk);
      at_risk += is == pattern(Career::at_risk);
      active += is == pattern(Career::active);
      imprisoned += is == pattern(Career::imprisoned);
      desisted += is == pattern(Career::desisted);
    }
    const std::array<std::uint32_t, career_count> n{not_at_risk, at_risk, active, imprisoned, desisted};
    std::copy(n.begin(), n.end(), of_block[b].begin());
  });
  std::array<std::uint64_t, career_count> all{};
  for (const auto& n : of_block)
    for (std::size_t c = 0; c < career_count; ++c) all[c] += n[c];
  return all;
}

void CityRun::Inside::check(const CityMonth& m, std::uint64_t before) const {
  const auto expected = static_cast<std::int64_t>(before) + static_cast<std::int64_t>(m.born + m.came) -
                        static_cast<std::int64_t>(m.died + m.left + m.killed);
  if (expected != static_cast<std::int64_t>(m.persons))
    throw CityLeak("month " + std::to_string(m.month) + ": " + std::to_string(m.persons) +
                   " persons where births, deaths and moves leave " + std::to_string(expected));
}

CityRun::CityRun(const CityPlan& plan, const Executor& executor) {
  const auto& n = plan.input.population;
  if (n.size() < 2)
    throw std::invalid_argument("a city needs its population at the start and the end of at least one month");
  in_ = std::make_unique<Inside>(plan, executor, *std::max_element(n.begin(), n.end()));
  in_->people_city();
  in_->begin();
}

CityRun::CityRun(const CityPlan& plan, const Executor& executor, CityState state) {
  const auto& n = plan.input.population;
  in_ = std::make_unique<Inside>(plan, executor, *std::max_element(n.begin(), n.end()));
  if (state.people.size() != static_cast<std::size_t>(in_->ground.cells()) * places_per_cell ||
      state.pending.size() != in_->block_count())
    throw std::invalid_argument("a state of " + std::to_string(state.people.size()) +
                                " places is not of this plan, whose city has " +
                                std::to_string(in_->ground.cells() * places_per_cell));
  in_->state = std::move(state);
  in_->rates.set_scale(in_->state.rate_scale);
  in_->rates.set_highest(in_->state.highest);
  in_->begin();
}

CityRun::~CityRun() = default;

CityMonth CityRun::step(CityObserver* observer) {
  Inside& in = *in_;
  auto& state = in.state;
  if (state.month >= in.plan.input.months())
    throw std::out_of_range("the city's population is given for " + std::to_string(in.plan.input.months()) +
                            " months only");
  CityMonth total;
  const std::uint64_t before = in.persons;
  const MonthConditions now = in.conditions(state.month);
  in.measures.set_month(state.month);
  in.recode_due(now);
  const CityScene scene = in.scene();
  in.executor.for_blocks(in.block_count(), 1, [&](std::size_t i, std::size_t) { in.propose(in.order[i], scene, now); });
  in.settle_removals();
  in.executor.for_blocks(in.block_count(), 1, [&](std::size_t b, std::size_t) { in.conclude(b); });
  std::vector<CityEvent> happened;
  for (Block& block : in.blocks) {
    add(total, block.counts);
    state.events_hash = mixed_in(state.events_hash, block.hash);
    if (observer) {
      happened.clear();
      for (const CityEvent& e : block.events)
        if (!e.has(EventFlag::impossible)) happened.push_back(e);
      observer->events(state, happened);
    }
  }
  // People change: first who was removed, then lives, both in a fixed order.
  for (Block& block : in.blocks)
    for (const CityEvent& e : block.events) {
      if (e.has(EventFlag::impossible)) continue;
      if (e.has(EventFlag::lethal)) {
        in.vacate(e.victim, total, true);
        state.people.flags[e.victim] |= person::gone;  // whoever comes now has no part in this month
        in.recode(e.victim, state.month + 1);
        in.recode(e.victim ^ 1u, state.month + 1);
      }
      if (e.has(EventFlag::imprisoned) && state.people.is(e.offender, person::gone) &&
          state.people.career(e.offender) == Career::active) {
        in.set_career(e.offender, Career::imprisoned);
        in.recode(e.offender, state.month + 1);
      }
    }
  // A change concerns one slot and the other of its dwelling, so blocks are independent.
  in.executor.for_blocks(in.block_count(), 1, [&](std::size_t b, std::size_t) {
    Block& block = in.blocks[b];
    block.counts = {};
    block.released.clear();
    for (std::size_t i = 0; i < block.life.size(); ++i) {
      if (i + ahead < block.life.size()) in.state.people.fetch(block.life[i + ahead].slot);
      in.apply(block.life[i], block);
    }
  });
  if (observer)
    for (const Block& block : in.blocks) observer->released(state, block.released);
  for (const Block& block : in.blocks) add(total, block.counts);
  for (const auto& [slot, minute] : in.gone)
    state.people.flags[slot] = static_cast<std::uint16_t>(state.people.flags[slot] & ~person::gone);
  if (in.plan.planted_leak > 0.0 && total.died > 0) --total.died;
  total.month = state.month;
  total.careers = in.persons_by_career();
  in.persons = total.persons = sum_of(total.careers);
  in.check(total, before);
  in.feedback(total);
  total.exposure = state.exposure;
  total.trust = state.trust;
  total.capacity = state.capacity;
  ++state.month;
  if (observer) observer->month(state, total);
  return total;
}

Encounters::Elsewhere CityRun::expected_elsewhere(const CityEvent& event, const Measures& measures) const {
  const CityScene scene = in_->scene();
  return Encounters(scene, in_->state.month).expected_elsewhere(event, measures);
}

const CityState& CityRun::state() const { return in_->state; }
const Ground& CityRun::ground() const { return in_->ground; }
const Rates& CityRun::rates() const { return in_->rates; }
Measures& CityRun::measures() { return in_->measures; }
const CityCalendar& CityRun::calendar() const { return in_->calendar; }

std::uint64_t CityRun::content_hash() const {
  std::uint64_t h = in_->state.events_hash;
  const People& p = in_->state.people;
  for (std::uint32_t slot = 0; slot < p.size(); ++slot)
    h = mixed_in(h, static_cast<std::uint64_t>(p.born[slot]) << 48 | static_cast<std::uint64_t>(p.flags[slot]) << 32 |
                        static_cast<std::uint64_t>(p.hazard[slot]) << 24 |
                        static_cast<std::uint64_t>(p.traits[slot]) << 16 |
                        static_cast<std::uint64_t>(p.generation[slot]) << 8 | p.record[slot]);
  return h;
}

std::size_t CityRun::bytes() const {
  const People& p = in_->state.people;
  std::size_t bytes = p.size() * (sizeof p.born[0] + sizeof p.flags[0] + 4);
  for (const auto& list : in_->state.pending) bytes += list.capacity() * sizeof(Consequence);
  for (const auto& block : in_->blocks)
    bytes += block.events.capacity() * sizeof(CityEvent) + block.later.capacity() * sizeof(Consequence);
  return bytes;
}

}  // namespace salus::model
