#pragma once
/// Choice of the victim and of the co-offenders of an event, from the people as they are at the start of the month.
#include "model/city/city_scene.hpp"
#include "model/city/event.hpp"
#include "model/city/event_draws.hpp"

namespace salus::model {

class Victims {
 public:
  /// @param scene must outlive this.
  Victims(const CityScene& scene, Month month) : s_(scene), month_(month) {}

  /// The role for which a member of a group is drawn: co-offender, offender of a follow-up event, victim.
  enum class Role : std::uint8_t { joins, acts, suffers };

  bool may_suffer(const CityEvent& e, Slot slot) const {
    return slot != e.offender && s_.people.here(slot) && s_.people.career(slot) != Career::imprisoned;
  }
  /// Whether the victim of an event in public is an acquaintance of the offender, drawn from the cell of the event.
  bool knows(const CityEvent& event, const EventDraws& draws) const;
  /// Home cell from which the victim of an event in public is drawn: the cell of the event (always for an
  /// acquaintance), or a cell nearby, for victims on a trip.
  Cell where_met(const CityEvent& event, const EventDraws& draws) const;
  /// Sets the victim. @param from home cell, by `where_met`. @return false where no eligible person was found.
  bool find(CityEvent& event, const EventDraws& draws, Cell from) const;

  /// The co-offender of an event in public; `nobody` without one.
  Slot companion(const CityEvent& event) const;
  /// A random member of a group, up to two persons excluded; `nobody` where there is no other.
  Slot member(EventNumber number, Role role, Neighbourhood neighbourhood, unsigned group, Slot other_than,
              Slot nor = nobody) const;

 private:
  double acquaintance(const CityEvent& event) const;
  bool hunts(const CityEvent& event) const;
  Slot rival(const CityEvent& event) const;
  Slot peer(const CityEvent& event) const;
  Slot seek(const CityEvent& event, Cell cell, std::uint32_t first_draw, std::uint32_t trials) const;
  Slot at_home(const CityEvent& event, const Words& words) const;
  Slot child_at_home(const CityEvent& event, const Words& words) const;
  double weight(const CityEvent& event, Slot slot) const;
  template <class May>
  Slot least_hash(EventNumber number, Role role, Neighbourhood neighbourhood, May may) const;

  const CityScene& s_;
  Month month_;
};

}  // namespace salus::model
