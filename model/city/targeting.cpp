#include "model/city/targeting.hpp"

#include <algorithm>
#include <optional>

#include "model/city/process_traits.hpp"
#include "model/random/purposes.hpp"

namespace salus::model {
namespace {

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

std::uint32_t slots_of_one(MeasureTarget target) {
  return target == MeasureTarget::couples ? 2 : target == MeasureTarget::households ? 4 : 1;
}

}  // namespace

void CityMemory::events(const CityState&, std::span<const CityEvent> events) {
  for (const CityEvent& e : events) {
    if (in_public(e.process)) {
      ++all[e.cell];
      street[e.cell] += traits_of(e.process).violent;
    } else if (at_home[e.victim] < 255) {
      ++at_home[e.victim];
    }
  }
}

std::vector<std::uint32_t> choose_targets(MeasureTarget target, Targeting how, std::size_t wanted, const CityRun& city,
                                          const CityMemory& memory, RandomKey key, std::uint32_t measure) {
  const bool cells = aims_at_cells(target);
  const Known known{city.state().people, city.state().month, city.ground(), memory};
  const std::uint32_t kinds = cells ? known.ground.cells() : known.people.size();
  std::vector<Choice> choices;
  for (std::uint32_t i = 0; i < kinds; ++i) {
    const auto score = cells ? score_of_cell(target, known, Cell(i)) : score_of(target, known, Slot(i));
    if (!score) continue;
    const std::uint32_t luck = philox(key, {i, measure, purpose::city_measure, 0})[0];
    choices.push_back({how == Targeting::best ? *score : 0.0, luck, i});
  }
  const std::span all(choices);
  const std::span first = all.first(std::min(wanted, all.size()));
  std::partial_sort(all.begin(), first.end(), all.end());
  std::vector<std::uint32_t> chosen;
  for (const Choice& choice : first)
    for (std::uint32_t k = 0; k < slots_of_one(target); ++k) chosen.push_back(choice.target + k);
  std::sort(chosen.begin(), chosen.end());
  return chosen;
}

}  // namespace salus::model
