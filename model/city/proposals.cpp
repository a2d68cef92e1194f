#include "model/city/proposals.hpp"

#include <algorithm>
#include <span>

#include "model/city/consequences.hpp"
#include "model/core/elementary.hpp"
#include "model/random/purposes.hpp"

namespace salus::model {
namespace {

constexpr unsigned most_points = 63;        ///< that the number of an event has room for
constexpr std::uint32_t draw_of_life = 64;  ///< n of its counter; those below are of points

/// A Poisson number by inversion, `most_points` at most.
unsigned poisson_points(double u, double mean) {
  double p = exponential(-mean);
  double sum = p;
  unsigned n = 0;
  while (u > sum && n < most_points) {
    ++n;
    p *= mean / n;
    sum += p;
  }
  return n;
}

/// A uniform in (0, 1) from two words.
double unit(std::uint32_t high, std::uint32_t low) { return (high * 0x1p32 + low + 0.5) * 0x1p-64; }

}  // namespace

Proposals::Proposals(const CityScene& scene, const MonthConditions& now, Month month, Sweep sweep)
    : scene_(scene),
      now_(now),
      month_(month),
      month_end_(scene.calendar.begin(month + 1u)),
      sweep_(sweep),
      encounters_(scene, month) {}

/// Whether a person who is always a candidate has a change of life, and which. Rates of lives have no limit (a cohort
/// may come at risk at once) and only one change counts, so it is drawn apart from the points, which so stay few.
bool Proposals::draw_life(Slot slot, const PersonRates& rates, CityBlock& block) const {
  const double life = rates.total - rates.of_processes();
  const auto u = uniform_pair(scene_.key, {slot, month_, purpose::city_person, draw_of_life});
  if (u[0] >= 1.0 - exponential(-life)) return false;
  double at = u[1] * life;
  block.life.push_back({slot, enumerator_at(rates.life, at).value_or(Life::fill)});
  return true;
}

/// Thins a candidate's points: each is taken for one of the person's own rates, or for nothing.
void Proposals::candidate(Slot slot, CityBlock& block) const {
  const PersonRates rates = scene_.rates.of(scene_.people, slot, month_, now_);
  const std::uint8_t code = scene_.people.hazard[slot];
  const bool always = code >= always_candidate;
  const auto w = philox(scene_.key, {slot, month_, purpose::city_person, 0});
  const double total = always ? rates.of_processes() : hazard_rate(code);
  const unsigned points =
      always ? poisson_points(unit(w[0]), total) : std::min(points_given_one(code, unit(w[0])), most_points);
  bool life_decided = always && draw_life(slot, rates, block);
  for (unsigned point = 0; point < points; ++point) {
    // The first point takes two words that are there already.
    const double u = point == 0 ? unit(w[2], w[3]) : uniform(scene_.key, {slot, month_, purpose::city_person, point});
    double at = u * total;
    if (!always) {
      if (const auto life = enumerator_at(rates.life, at)) {
        if (!life_decided) block.life.push_back({slot, *life});
        life_decided = true;
        continue;
      }
    }
    const auto process = enumerator_at(rates.process, at);
    if (!process) continue;
    const auto impulse = encounters_.impulse(slot, *process, point);
    if (impulse) block.impulses.push_back(*impulse);
    else ++block.counts.stopped;
  }
}

/// What earlier months led to and is due in this one.
void Proposals::take_due(std::vector<Consequence>& pending, CityBlock& block) const {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < pending.size(); ++i) {
    const Consequence& c = pending[i];
    const std::size_t next = i + prefetch_distance;
    if (next < pending.size() && pending[next].minute < month_end_) {
      scene_.people.fetch(pending[next].offender);
      scene_.people.fetch(pending[next].victim);
    }
    if (c.minute >= month_end_) pending[kept++] = c;
    else if (const auto e = encounters_.due(c)) block.events.push_back(*e);
  }
  pending.resize(kept);
}

/// Impulses of one neighbourhood's candidates, and the events that they become.
void Proposals::propose_neighbourhood(Neighbourhood neighbourhood, CityBlock& block) const {
  const Slot first = slots_of(neighbourhood).first;
  const People& people = scene_.people;
  const std::size_t count =
      sweep_(scene_.key, first, month_, &people.hazard[first], slots_per_neighbourhood, block.candidates.data());
  const std::span found(block.candidates.data(), count);
  block.impulses.clear();
  for (std::size_t i = 0; i < std::min(found.size(), prefetch_distance); ++i) people.fetch(first + found[i]);
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (i + prefetch_distance < found.size()) people.fetch(first + found[i + prefetch_distance]);
    candidate(first + found[i], block);
    ++block.counts.candidates;
  }
  for (const auto& impulse : block.impulses) {
    const auto e = encounters_.meeting(impulse);
    if (e) block.events.push_back(*e);
    else ++block.counts.stopped;
  }
}

/// What the events lead to, and what that leads to, as far as it falls in this month.
void Proposals::follow(CityBlock& block) const {
  for (std::uint32_t at = 0; at < block.events.size(); ++at) {
    const std::size_t from = block.later.size();
    append_consequences(scene_, block.events[at], at, block.later);
    std::size_t stays = from;
    for (std::size_t i = from; i < block.later.size(); ++i) {
      const Consequence c = block.later[i];
      if (c.minute >= month_end_) block.later[stays++] = c;
      else if (const auto e = encounters_.due(c)) block.events.push_back(*e);
    }
    block.later.resize(stays);
  }
}

void Proposals::propose(IdRange<Slot> slots, std::vector<Consequence>& pending, CityBlock& block) const {
  block.events.clear();
  block.later.clear();
  block.life.clear();
  block.counts = {};
  take_due(pending, block);
  for (Slot first = slots.first; first < slots.last; first = first + slots_per_neighbourhood)
    propose_neighbourhood(neighbourhood_of_slot(first), block);
  follow(block);
}

}  // namespace salus::model
