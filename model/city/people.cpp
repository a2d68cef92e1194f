#include "model/city/people.hpp"

namespace salus::model {

std::vector<double> persons_by_neighbourhood(const People& people) {
  std::vector<double> persons(people.size() / slots_per_neighbourhood);
  for (const Slot slot : people.slots()) persons[neighbourhood_of_slot(slot)] += people.here(slot);
  return persons;
}

EnumArray<std::uint32_t, Career> persons_by_career(const People& people, const Executor& executor) {
  constexpr std::uint32_t grain = 8 * slots_per_neighbourhood;
  std::vector<EnumArray<std::uint32_t, Career>> of_block((people.size() + grain - 1) / grain);
  executor.for_blocks(people.size(), grain, [&](std::size_t first, std::size_t last) {
    // Present, not banned, at this station: one bit pattern a career. Plain sums in one pass, which compilers turn into
    // vectors.
    constexpr std::uint16_t looked_at = person::present | person::banned | person::career_bits;
    constexpr auto pattern = [](Career c) { return person::present | (index(c) << person::career_shift); };
    std::uint32_t not_at_risk = 0;
    std::uint32_t at_risk = 0;
    std::uint32_t active = 0;
    std::uint32_t imprisoned = 0;
    std::uint32_t desisted = 0;
    const std::uint16_t* flags = people.flags.data();
    for (std::size_t slot = first; slot < last; ++slot) {
      const std::uint16_t is = flags[slot] & looked_at;
      not_at_risk += is == pattern(Career::not_at_risk);
      at_risk += is == pattern(Career::at_risk);
      active += is == pattern(Career::active);
      imprisoned += is == pattern(Career::imprisoned);
      desisted += is == pattern(Career::desisted);
    }
    of_block[first / grain] = {{not_at_risk, at_risk, active, imprisoned, desisted}};
  });
  EnumArray<std::uint32_t, Career> all{};
  for (const auto& block : of_block)
    for (const Career career : every<Career>) all[career] += block[career];
  return all;
}

}  // namespace salus::model
