#include "model/city/city_ids.hpp"

#include <gtest/gtest.h>

#include <concepts>
#include <vector>

#include "model/city/ground.hpp"
#include "model/city/hazard_codes.hpp"
#include "model/city/measures.hpp"
#include "model/city/people.hpp"
#include "model/city/rates.hpp"
#include "model/city/rhythm.hpp"
#include "model/city/settle.hpp"
#include "model/city/victims.hpp"

namespace salus::model {
namespace {

// What may be called with what. Each is true of the right order first, so that a name that is gone is not taken for an
// order that is refused.
using Age = std::uint32_t;
template <class... Arguments>
concept sets_age = requires(People& people, Arguments... arguments) {
  people.set_age(arguments...);
};
static_assert(sets_age<Slot, Month, Age>);
static_assert(!sets_age<Month, Slot, Age>);
static_assert(!sets_age<Slot, Age, Month>);
static_assert(!sets_age<Age, Month, Slot>);

template <class... Ids>
concept has_age = requires(const People& people, Ids... ids) {
  people.age_months(ids...);
};
static_assert(has_age<Slot, Month>);
static_assert(!has_age<Month, Slot>);

template <class... Ids>
concept has_rates = requires(const Rates& rates, const People& people, const MonthConditions& now, Ids... ids) {
  rates.of(people, ids..., now);
  rates.bound(people, ids...);
};
static_assert(has_rates<Slot, Month>);
static_assert(!has_rates<Month, Slot>);
static_assert(!has_rates<Cell, Month>);

template <class... Ids>
concept settles = requires(const Settlement& settlement, People& people, Ids... ids) {
  settlement.newborn(people, ids...);
  settlement.newcomer(people, ids...);
  settlement.exchange(people, ids...);
  settlement.career_traits(people, ids...);
};
static_assert(settles<Slot, Month>);
static_assert(!settles<Month, Slot>);

template <class... Ids>
concept sets_code = requires(const HazardCodes& codes, Ids... ids) {
  codes.set(ids...);
};
static_assert(sets_code<Slot, Month>);
static_assert(!sets_code<Month, Slot>);

template <class... Ids>
concept sweeps = requires(Sweep sweep, const std::uint8_t* codes, std::uint16_t* out, Ids... ids) {
  sweep(RandomKey{}, ids..., codes, std::size_t{32}, out);
};
static_assert(sweeps<Slot, Month>);
static_assert(!sweeps<Month, Slot>);

template <class... Ids>
concept acts_on_death = requires(const Measures& measures, Ids... ids) {
  measures.lethality(ids..., true);
};
static_assert(acts_on_death<Slot, Cell>);
static_assert(!acts_on_death<Cell, Slot>);

template <class Id>
concept acts_on_person = requires(const Measures& measures, Id id) {
  measures.on_person(id, Process::assault);
};
static_assert(acts_on_person<Slot>);
static_assert(!acts_on_person<Cell>);

template <class Id>
concept acts_in_cell = requires(const Measures& measures, Id id) {
  measures.in_cell(id, Process::assault, true);
};
static_assert(acts_in_cell<Cell>);
static_assert(!acts_in_cell<Slot>);

template <class Id>
concept is_guarded = requires(const Ground& ground, Id id) {
  ground.guard(id);
};
static_assert(is_guarded<Neighbourhood>);
static_assert(!is_guarded<Cell>);

template <class Id>
concept may_be_dark = requires(const Ground& ground, Id id) {
  ground.dark(id);
};
static_assert(may_be_dark<Cell>);
static_assert(!may_be_dark<Neighbourhood>);

template <class Id>
concept is_left_for_trips = requires(const Ground& ground, Id home, const Words& words) {
  { ground.trip(Attraction::street, home, words) } -> std::same_as<Cell>;
  { ground.near(home, 1u, 2u) } -> std::same_as<Neighbourhood>;
};
static_assert(is_left_for_trips<Neighbourhood>);
static_assert(!is_left_for_trips<Cell>);

template <class Id>
concept victims_come_from = requires(const Victims& victims, CityEvent& e, const EventDraws& draws, Id id) {
  victims.find(e, draws, id);
};
static_assert(victims_come_from<Cell>);
static_assert(!victims_come_from<Neighbourhood>);

template <class... Ids>
concept draws_member = requires(const Victims& victims, Ids... ids) {
  { victims.member(1, Victims::Role::acts, ids...) } -> std::same_as<Slot>;
};
static_assert(draws_member<Neighbourhood, unsigned, Slot>);
static_assert(!draws_member<Slot, unsigned, Neighbourhood>);

template <class Id>
concept begins = requires(const CityCalendar& calendar, Id id) {
  calendar.begin(id);
};
static_assert(begins<Month>);
static_assert(!begins<std::uint32_t>);

static_assert(!std::convertible_to<Slot, Cell> && !std::convertible_to<Cell, Slot>);
static_assert(!std::convertible_to<std::uint32_t, Slot>);
static_assert(sizeof(Slot) == sizeof(std::uint32_t));

TEST(CityIds, SlotsLieInCellsAndCellsInNeighbourhoods) {
  const Slot slot(2 * 4096 + 5 * 64 + 7);
  EXPECT_EQ(neighbourhood_of_slot(slot), Neighbourhood(2));
  EXPECT_EQ(cell_of_slot(slot), Cell(2 * 64 + 5));
  EXPECT_EQ(neighbourhood_of_cell(cell_of_slot(slot)), Neighbourhood(2));
  EXPECT_EQ(slot_in(cell_of_slot(slot), 7), slot);
}

TEST(CityIds, RangesHoldWhatLiesInThem) {
  std::uint32_t cells = 0;
  std::uint32_t slots = 0;
  for (const Cell cell : cells_of(Neighbourhood(3))) {
    EXPECT_EQ(neighbourhood_of_cell(cell), Neighbourhood(3));
    ++cells;
    for (const Slot slot : slots_of(cell)) {
      ASSERT_EQ(slot, slots_of(Neighbourhood(3)).first + slots);
      ASSERT_EQ(cell_of_slot(slot), cell);
      ++slots;
    }
  }
  EXPECT_EQ(cells, cells_per_neighbourhood);
  EXPECT_EQ(slots, slots_per_neighbourhood);
  EXPECT_EQ(slots_of(Neighbourhood(3)).last, slots_of(Neighbourhood(4)).first);
}

TEST(CityIds, TwoShareADwellingAndFourAHousehold) {
  EXPECT_EQ(other_of_dwelling(Slot(10)), Slot(11));
  EXPECT_EQ(other_of_dwelling(Slot(11)), Slot(10));
  std::vector<std::uint32_t> household;
  for (const Slot slot : household_of(Slot(11))) household.push_back(slot);
  EXPECT_EQ(household, (std::vector<std::uint32_t>{8, 9, 10, 11}));
}

}  // namespace
}  // namespace salus::model
