#pragma once
/// From a person's impulse to an event: where, when, how it ends. Reads the people as they are at the start of the
/// month and changes nothing, so that all encounters of a month can be drawn at the same time.
#include <optional>

#include "model/city/city_scene.hpp"
#include "model/city/event.hpp"
#include "model/city/event_draws.hpp"
#include "model/city/victims.hpp"

namespace salus::model {

class Encounters {
 public:
  /// @param scene must outlive this.
  Encounters(const CityScene& scene, Month month) : s_(scene), victims_(scene, month), month_(month) {}

  struct Impulse {
    CityEvent event;
    EventDraws draws;
    Cell from;  ///< cell from which the victim is
  };

  /// Point `point` of a person taken for a process, up to the place; nothing where somebody stops it. Prefetches the
  /// persons there, who are met later.
  std::optional<Impulse> impulse(Slot slot, Process process, unsigned point) const;
  /// The event that an impulse becomes; nothing where there is nobody to suffer it.
  std::optional<CityEvent> meeting(const Impulse& impulse) const;

  /// Fills in a consequence that is due this month; nothing where it has no one to do or suffer it any more.
  std::optional<CityEvent> due(const Consequence& consequence) const;

  /// Expected displacement of a spontaneous event in public, if measures that are not at work in this city stopped it
  /// at its place: the chance that it happens elsewhere, and what the measures there leave of it.
  struct Elsewhere {
    double events = 0.0;  ///< 0..1
    /// mean over the events' places of the factor of measures there, which their consequences meet again
    double factor = 1.0;
  };
  Elsewhere expected_elsewhere(const CityEvent& event, const Measures& measures) const;

 private:
  /// Who is in an event that another one led to.
  struct Cast {
    Slot offender = nobody;
    Slot victim = nobody;
    bool armed = false;
  };

  bool reaches_place(CityEvent& event, const EventDraws& draws, double luck) const;
  bool locate(CityEvent& event, const EventDraws& draws) const;
  double open_chance(Cell cell, bool night) const;
  double passes(const CityEvent& event) const;
  Cast cast_of(const Consequence& consequence) const;
  Slot who_goes_on(const Consequence& consequence, bool offender_here) const;
  void ending(CityEvent& event, bool armed, const EventDraws& draws) const;

  const CityScene& s_;
  Victims victims_;
  Month month_;
};

}  // namespace salus::model
