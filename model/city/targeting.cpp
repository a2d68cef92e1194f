#include "model/city/targeting.hpp"

#include <algorithm>

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

bool ages(const CityState& s, std::uint32_t slot, std::uint32_t from, std::uint32_t to) {
  const std::uint32_t age = s.people.age_months(slot, s.month);
  return age >= from && age < to;
}

/// Whether a slot (its first, for couples and households) is one of the kind, and what speaks for it.
bool candidate(MeasureTarget target, const CityRun& city, const CityMemory& memory, std::uint32_t slot, double& score) {
  const CityState& s = city.state();
  const People& people = s.people;
  switch (target) {
    case MeasureTarget::risky_persons:
    case MeasureTarget::carriers:
      if (!people.here(slot) || people.career(slot) == Career::imprisoned || !ages(s, slot, 180, 600)) return false;
      if (target == MeasureTarget::carriers && !people.is(slot, person::carrier)) return false;
      score = people.record[slot];
      return true;
    case MeasureTarget::youth:
      score = city.ground().disadvantage(neighbourhood_of_slot(slot));
      return people.here(slot) && ages(s, slot, 144, 228);
    case MeasureTarget::couples:
      score = std::max(memory.at_home[slot], memory.at_home[slot ^ 1u]);
      return slot % 2 == 0 && people.here(slot) && people.is(slot, person::couple);
    case MeasureTarget::households: {
      if (slot % 4 != 0) return false;
      bool child = false;
      score = 0.0;
      for (std::uint32_t i = slot; i < slot + 4; ++i)
        if (people.here(i)) {
          score += memory.at_home[i];
          child = child || ages(s, i, 0, grown);
        }
      return child;
    }
    default:
      return false;
  }
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
  std::vector<Choice> choices;
  const auto add = [&](std::uint32_t entity, double score) {
    choices.push_back(
        {how == Targeting::best ? score : 0.0, philox(key, {entity, measure, purpose::city_measure, 0})[0], entity});
  };
  if (aims_at_cells(target)) {
    for (std::uint32_t cell = 0; cell < city.ground().cells(); ++cell) {
      if (target == MeasureTarget::dark_cells && !city.ground().dark(cell)) continue;
      if (target == MeasureTarget::bars && !city.ground().bar(cell)) continue;
      add(cell, target == MeasureTarget::dark_cells ? memory.all[cell] : memory.street[cell]);
    }
  } else {
    double score = 0.0;
    for (std::uint32_t slot = 0; slot < city.state().people.size(); ++slot)
      if (candidate(target, city, memory, slot, score)) add(slot, score);
  }
  const std::size_t n = std::min(wanted, choices.size());
  std::partial_sort(choices.begin(), choices.begin() + static_cast<std::ptrdiff_t>(n), choices.end());
  std::vector<std::uint32_t> chosen;
  const std::uint32_t slots = target == MeasureTarget::couples ? 2 : target == MeasureTarget::households ? 4 : 1;
  for (std::size_t i = 0; i < n; ++i)
    for (std::uint32_t k = 0; k < slots; ++k) chosen.push_back(choices[i].target + k);
  std::sort(chosen.begin(), chosen.end());
  return chosen;
}

}  // namespace salus::model
