#include "model/city/targeting.hpp"

#include <algorithm>
#include <optional>

#include "model/city/event_draws.hpp"
#include "model/city/process_traits.hpp"
#include "model/core/elementary.hpp"
#include "model/random/purposes.hpp"

namespace salus::model {
namespace {

using P = CityParameter;

/// Something that can be chosen: what speaks for it, and a draw that breaks ties, or alone decides.
struct Choice {
  double score;
  std::uint32_t luck;
  std::uint32_t target;
  friend bool operator<(const Choice& a, const Choice& b) {
    if (a.score != b.score) return a.score > b.score;
    return a.luck != b.luck ? a.luck < b.luck : a.target < b.target;
  }
};

/// Draws for a measure: n of its counter.
namespace target_draw {
enum : std::uint32_t { luck = 0, how_many_named = 1 };
}

/// Ages at which people are targets, months: from the first up to but without the second.
struct Ages {
  std::uint32_t from;
  std::uint32_t to;
};
constexpr Ages offending_age{15 * 12, 50 * 12};
constexpr Ages youth_age{12 * 12, 19 * 12};
constexpr Ages child_age{0, grown};

/// What is known of those who may be named.
struct Known {
  const People& people;
  Month month;
  const Ground& ground;
  const CityMemory& memory;

  bool is(Slot slot, Ages ages) const {
    const std::uint32_t age = people.age_months(slot, month);
    return people.here(slot) && age >= ages.from && age < ages.to;
  }
};

/// What speaks for a household, of four slots from its first; nothing where it has no child.
std::optional<double> household_score(const Known& known, Slot first) {
  bool child = false;
  double score = 0.0;
  for (const Slot slot : household_of(first)) {
    if (!known.people.here(slot)) continue;
    score += known.memory.at_home[slot];
    child = child || known.is(slot, child_age);
  }
  return child ? std::optional(score) : std::nullopt;
}

/// What speaks for a slot (the first of a couple or a household); nothing where it is none of the kind.
std::optional<double> score_of(MeasureTarget target, const Known& known, Slot slot) {
  const People& people = known.people;
  switch (target) {
    case MeasureTarget::risky_persons:
    case MeasureTarget::carriers:
      if (!known.is(slot, offending_age) || people.career(slot) == Career::imprisoned) return std::nullopt;
      if (target == MeasureTarget::carriers && !people.is(slot, person::carrier)) return std::nullopt;
      return people.record[slot];
    case MeasureTarget::youth:
      if (!known.is(slot, youth_age)) return std::nullopt;
      return known.ground.disadvantage(neighbourhood_of_slot(slot));
    case MeasureTarget::couples:
      if (slot % 2 != 0 || !people.here(slot) || !people.is(slot, person::couple)) return std::nullopt;
      return std::max(known.memory.at_home[slot], known.memory.at_home[other_of_dwelling(slot)]);
    case MeasureTarget::households:
      return slot % 4 == 0 ? household_score(known, slot) : std::nullopt;
    default:
      return std::nullopt;
  }
}

/// The same for a cell.
std::optional<double> score_of_cell(MeasureTarget target, const Known& known, Cell cell) {
  if (target == MeasureTarget::dark_cells && !known.ground.dark(cell)) return std::nullopt;
  if (target == MeasureTarget::bars && !known.ground.bar(cell)) return std::nullopt;
  return target == MeasureTarget::dark_cells ? known.memory.all[cell] : known.memory.street[cell];
}

/// Every one of a kind with what speaks for it: f(target, score).
template <class F>
void each_of_kind(MeasureTarget target, const Known& known, F f) {
  const bool cells = aims_at_cells(target);
  const std::uint32_t places = cells ? known.ground.cells() : known.people.size();
  for (std::uint32_t i = 0; i < places; ++i)
    if (const auto score = cells ? score_of_cell(target, known, Cell(i)) : score_of(target, known, Slot(i)))
      f(i, *score);
}

bool found_by_outreach(MeasureTarget target) {
  return target == MeasureTarget::risky_persons || target == MeasureTarget::carriers;
}

/// Of those wanted, how many are the best by what is known. A part of one is one as often.
std::size_t named_of(std::size_t wanted, MeasureTarget target, Targeting how, const CityRun& city, RandomKey key,
                     std::uint32_t measure) {
  if (how == Targeting::random) return 0;
  if (!found_by_outreach(target)) return wanted;
  const double u = uniform(key, {0, measure, purpose::city_measure, target_draw::how_many_named});
  const auto all = static_cast<double>(wanted);
  return static_cast<std::size_t>(all * city.plan().parameters[P::named_by_record] + u);
}

/// Puts the least choices in front, as many as are to be chosen.
void choose(std::span<Choice> from, std::size_t count) {
  const auto middle = from.begin() + static_cast<std::ptrdiff_t>(count);
  std::partial_sort(from.begin(), middle, from.end());
}

std::uint32_t slots_of_one(MeasureTarget target) {
  return target == MeasureTarget::couples ? 2 : target == MeasureTarget::households ? 4 : 1;
}

}  // namespace

CityMemory::CityMemory(const CityRun& city)
    : street(city.ground().cells()),
      all(city.ground().cells()),
      at_home(city.state().people.size()),
      key_(random_key(city.plan().seed, city.plan().run, city.plan().input.code)),
      records_(city.plan().input.records),
      with_offender_(city.plan().parameters[P::recorded]) {}

/// Whose offender is on record is on record; of the others as many as make up the share.
bool CityMemory::on_record(const CityEvent& e, Month month) const {
  if (e.has(EventFlag::recorded)) return true;
  const double share = std::min(1.0, records_.share[e.type()] * exponential(records_.drift * month));
  const double u = unit(words_of(key_, e.number, event_draw::whether_on_record)[0]);
  return u * (1.0 - with_offender_) < share - with_offender_;
}

void CityMemory::events(const CityState& state, std::span<const CityEvent> events) {
  for (const CityEvent& e : events) {
    if (in_public(e.process)) {
      if (!on_record(e, state.month)) continue;
      ++all[e.cell];
      street[e.cell] += traits_of(e.process).violent;
    } else if (at_home[e.victim] < 255) {
      ++at_home[e.victim];
    }
  }
}

std::vector<std::uint32_t> choose_targets(MeasureTarget target, Targeting how, std::size_t wanted, const CityRun& city,
                                          const CityMemory& memory, RandomKey key, std::uint32_t measure) {
  const Known known{city.state().people, city.state().month, city.ground(), memory};
  std::vector<Choice> choices;
  each_of_kind(target, known, [&](std::uint32_t i, double score) {
    const std::uint32_t luck = philox(key, {i, measure, purpose::city_measure, target_draw::luck})[0];
    choices.push_back({score, luck, i});
  });
  const std::size_t count = std::min(wanted, choices.size());
  const std::size_t named = std::min(count, named_of(wanted, target, how, city, key, measure));
  const std::span all(choices);
  choose(all, named);
  const std::span others = all.subspan(named);
  for (Choice& choice : others) choice.score = 0.0;
  choose(others, count - named);
  std::vector<std::uint32_t> chosen;
  for (const Choice& choice : all.first(count))
    for (std::uint32_t k = 0; k < slots_of_one(target); ++k) chosen.push_back(choice.target + k);
  std::sort(chosen.begin(), chosen.end());
  return chosen;
}

std::size_t targets_there(MeasureTarget target, const CityRun& city) {
  const CityMemory no_events(city);
  std::size_t count = 0;
  each_of_kind(target, {city.state().people, city.state().month, city.ground(), no_events},
               [&](std::uint32_t, double) { ++count; });
  return count;
}

double share_in_couples(const CityRun& city) {
  const People& people = city.state().people;
  double adults = 0.0;
  double in_couples = 0.0;
  for (const Slot slot : people.slots()) {
    if (!people.here(slot) || people.age_months(slot, city.state().month) < grown) continue;
    adults += 1.0;
    in_couples += people.is(slot, person::couple);
  }
  return adults > 0.0 ? in_couples / adults : 0.0;
}

}  // namespace salus::model
