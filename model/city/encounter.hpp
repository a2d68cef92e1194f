#pragma once
/// From a person's impulse to an event: where, when, who suffers, how it ends, what it leads to. Reads the people as
/// they are at the start of the month and changes nothing, so that all encounters of a month can be drawn at the same
/// time.
#include <optional>
#include <vector>

#include "model/city/event.hpp"
#include "model/city/ground.hpp"
#include "model/city/measures.hpp"
#include "model/city/process_traits.hpp"
#include "model/city/rates.hpp"

namespace salus::model {

/// Levels that a pilot run solves for (scale.hpp).
struct CityScale {
  std::array<double, process_count>
      spontaneous{};  ///< impulses a person and month that nothing else led to, before anybody stops them
  EnumArray<double, Process> lethality;  ///< of an event without a weapon
  double prison = 0.0;                   ///< chance of prison for a recorded event in public of an active offender
};

/// Active members of groups, by neighbourhood, in slot order.
using Members = std::vector<std::vector<std::uint32_t>>;

/// Mean number of further events by cause that one event of a process leads to, and the probability of none.
struct Cascades {
  struct Step {
    double mean = 0.0;
    double none = 1.0;
    explicit Step(double of = 0.0);
  };
  explicit Cascades(const CityParameters& parameters);
  std::array<Step, process_count> near;
  std::array<Step, process_count> repeat;
  Step retaliation;
  Step follow_up;
  Step retaliation_person;
};

/// What a draw of encounters reads.
struct CityScene {
  const CityParameters& parameters;
  const Cascades& cascades;
  const Ground& ground;
  const Rates& rates;
  const Rhythm& rhythm;
  const CityCalendar& calendar;
  const People& people;
  const Members& members;
  const CityScale& scale;
  const Measures& measures;
  RandomKey key;
  double capacity = 1.0;  ///< of the municipality over that at the start: certainty of sanction
};

class Encounters {
 public:
  Encounters(const CityScene& scene, std::uint32_t month) : s_(scene), month_(month) {}

  /// Random words of an event: where, when, how it ends, whom.
  using Draws = std::array<std::array<std::uint32_t, 4>, 4>;
  struct Impulse {
    CityEvent event;
    Draws draws;
    std::uint32_t from = 0;  ///< cell from which the victim is
  };

  /// Point `point` of a person taken for a process, up to the place; nothing where somebody stops it. Asks for the
  /// persons there, who are met later.
  std::optional<Impulse> impulse(std::uint32_t slot, Process process, unsigned point) const;
  /// The event that an impulse becomes; nothing where there is nobody to suffer it.
  std::optional<CityEvent> meeting(const Impulse& impulse) const;

  /// Fills in a consequence that is due this month; nothing where it has no one to do or suffer it any more.
  std::optional<CityEvent> due(const Consequence& consequence) const;

  /// What is expected of a spontaneous event in public whose offender is stopped where it was by measures that are not
  /// at work in this city: the places to go on to, and what stops it there.
  struct Elsewhere {
    double events = 0.0;  ///< 0..1
    double factor =
        1.0;  ///< of measures at the places where they are, mean: what follows from them will meet with it again
  };
  Elsewhere expected_elsewhere(const CityEvent& event, const Measures& measures) const;

  /// Appends what an event leads to, in this month or later.
  void consequences(const CityEvent& event, std::int32_t at, std::vector<Consequence>& out) const;

 private:
  /// What a member of a group is chosen for.
  enum class Role : std::uint8_t { joins, acts, suffers };

  bool locate(CityEvent& event, const Draws& draws) const;
  std::uint32_t where_met(const CityEvent& event, const Draws& draws) const;
  bool find_victim(CityEvent& event, const Draws& draws, std::uint32_t from) const;
  std::uint32_t seek(const CityEvent& event, std::uint32_t cell, std::uint32_t first_draw, std::uint32_t trials) const;
  std::uint32_t victim_at_home(const CityEvent& event, const std::array<std::uint32_t, 4>& words) const;
  bool may_suffer(const CityEvent& e, std::uint32_t slot) const {
    return slot != e.offender && s_.people.here(slot) && s_.people.career(slot) != Career::imprisoned;
  }
  double victim_weight(const CityEvent& event, std::uint32_t slot) const;
  std::uint32_t peer(const CityEvent& event) const;
  double acquaintance(const CityEvent& event) const;
  bool hunts(const CityEvent& event) const;
  bool knows(const CityEvent& event, const Draws& draws) const;
  std::uint32_t rival(const CityEvent& event) const;
  template <class May>
  std::uint32_t least_hash(EventNumber number, Role role, std::uint32_t neighbourhood, May may) const;
  std::uint32_t member(EventNumber number, Role role, std::uint32_t neighbourhood, unsigned group,
                       std::uint32_t other_than, std::uint32_t nor = nobody) const;
  void ending(CityEvent& event, bool armed, const Draws& draws) const;
  double passes(const CityEvent& event) const;
  void lead_to(const CityEvent& event, std::int32_t at, Cause cause, double u, const Cascades::Step& step,
               double lag_days, std::vector<Consequence>& out) const;

  const CityScene& s_;
  std::uint32_t month_;
};

}  // namespace salus::model
