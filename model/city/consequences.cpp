#include "model/city/consequences.hpp"

#include "model/city/process_traits.hpp"
#include "model/core/elementary.hpp"
#include "model/random/purposes.hpp"

namespace salus::model {
namespace {

using P = CityParameter;

constexpr std::uint32_t most_of_a_cause = 16;
constexpr std::uint32_t draws_of_a_cause = 64;  ///< n of the counter: which consequence, three each, after the first

/// A Poisson number by inversion.
std::uint32_t number_following(double u, const Cascades::Step& step) {
  double p = step.none;
  double sum = p;
  std::uint32_t count = 0;
  while (u > sum && count < most_of_a_cause) {
    ++count;
    p *= step.mean / count;
    sum += p;
  }
  return count;
}

/// One of the eight cells around another; itself where the city ends.
Cell cell_beside(const CityGrid& grid, Cell cell, std::uint32_t word) {
  constexpr auto around = exactly<8, GridPlace>({{-1, -1}, {0, -1}, {1, -1}, {-1, 0}, {1, 0}, {-1, 1}, {0, 1}, {1, 1}});
  const GridPlace place = grid.place_of_cell(cell);
  const GridPlace step = around[word >> 29];
  const Cell next = grid.cell_at({place.column + step.column, place.row + step.row});
  return next == no_cell ? cell : next;
}

std::uint8_t active_group(const People& people, Slot slot) {
  constexpr std::uint8_t none = 0;
  return people.career(slot) == Career::active ? people.group(slot) : none;
}

/// One event, and where what it leads to is appended.
struct Source {
  const CityScene& scene;
  const CityEvent& event;
  std::uint32_t at;
  std::vector<Consequence>& out;

  void lead_to(Cause cause, double u, const Cascades::Step& step, double lag_days) const;
  Consequence consequence(Cause cause, std::uint32_t which, double lag_days) const;
};

Consequence Source::consequence(Cause cause, std::uint32_t which, double lag_days) const {
  const CityEvent& e = event;
  const People& people = scene.people;
  const std::uint32_t first = static_cast<std::uint32_t>(cause) * draws_of_a_cause + 3 * which;
  const auto w = philox(scene.key, draw_of_event(e.number, purpose::city_offspring, first + 1));
  const auto v = philox(scene.key, draw_of_event(e.number, purpose::city_offspring, first + 2));
  const bool struck_back = cause == Cause::retaliation || cause == Cause::follow_up;
  const double lag = -lag_days * logarithm(unit(w[2]));
  Consequence c;
  c.number = event_number(w[0], w[1]);
  c.before = e.number;
  c.before_at = at;
  c.cause = cause;
  c.process = struck_back ? street_violence : e.process;
  c.minute = scene.rhythm.after(c.process, scene.calendar, e.minute, lag, {.day = unit(v[0]), .hour = unit(v[1])});
  c.offender = e.offender;
  c.victim = e.victim;
  c.cell = e.cell;
  c.offender_generation = people.generation[e.offender];
  c.victim_generation = people.generation[e.victim];
  c.offender_group = active_group(people, e.offender);
  c.victim_group = active_group(people, e.victim);
  if (cause == Cause::near_repeat && unit(w[3]) >= scene.parameters[P::near_same_cell])
    c.cell = cell_beside(scene.ground.grid(), e.cell, v[2]);
  return c;
}

void Source::lead_to(Cause cause, double u, const Cascades::Step& step, double lag_days) const {
  if (u <= step.none) return;
  const std::uint32_t count = number_following(u, step);
  for (std::uint32_t i = 0; i < count; ++i) out.push_back(consequence(cause, i, lag_days));
}

}  // namespace

void append_consequences(const CityScene& scene, const CityEvent& e, std::uint32_t at, std::vector<Consequence>& out) {
  if (!in_public(e.process)) return;
  const CityParameters& p = scene.parameters;
  const Cascades& c = scene.cascades;
  const Source source{scene, e, at, out};
  const auto w = philox(scene.key, draw_of_event(e.number, purpose::city_offspring, 0));
  const bool lethal = e.has(EventFlag::lethal);
  source.lead_to(Cause::near_repeat, unit(w[0]), c.near[e.process], p[P::near_lag]);
  if (!lethal) source.lead_to(Cause::repeat, unit(w[1]), c.repeat[e.process], p[P::repeat_lag]);
  if (!traits_of(e.process).feud) return;
  const unsigned of_offender = active_group(scene.people, e.offender);
  const unsigned of_victim = active_group(scene.people, e.victim);
  if (of_victim == 0) {
    if (!lethal) source.lead_to(Cause::retaliation, unit(w[2]), c.retaliation_person, p[P::retaliation_lag]);
    return;
  }
  const bool own_group =
      of_victim == of_offender && neighbourhood_of_slot(e.victim) == neighbourhood_of_slot(e.offender);
  const bool grave = lethal || e.has(EventFlag::armed);
  if (own_group || !grave) return;  // within a group nobody strikes back
  source.lead_to(Cause::retaliation, unit(w[2]), c.retaliation, p[P::retaliation_lag]);
  if (of_offender != 0) source.lead_to(Cause::follow_up, unit(w[3]), c.follow_up, p[P::retaliation_lag]);
}

}  // namespace salus::model
