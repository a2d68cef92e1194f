#include "model/city/settle.hpp"

#include <algorithm>
#include <cmath>

#include "model/city/rates.hpp"
#include "model/core/elementary.hpp"
#include "model/random/purposes.hpp"

namespace salus::model {
namespace {

using P = CityParameter;

/// What is drawn of an occupant: n of the counter.
enum : std::uint32_t { presence = 0, age = 1, traits = 2, career = 3, group = 4, bond = 5 };

std::array<std::uint32_t, 4> words(RandomKey key, std::uint32_t slot, std::uint32_t month, std::uint32_t n) {
  return philox(key, {slot, month, purpose::city_occupant, n});
}

constexpr double highest_k = 1e3;
constexpr int halvings = 48;

/// Every propensity in every kind of place: neighbourhoods in at most eight equal groups by their factor.
std::vector<Weighted> weights_of(const std::array<double, propensity_classes>& propensity, std::vector<float> places) {
  std::sort(places.begin(), places.end());
  const std::size_t groups = places.front() == places.back() ? 1 : std::min<std::size_t>(8, places.size());
  std::vector<Weighted> all;
  for (std::size_t g = 0; g < groups; ++g) {
    const std::size_t first = g * places.size() / groups;
    const std::size_t last = (g + 1) * places.size() / groups;
    double mean = 0.0;
    for (std::size_t i = first; i < last; ++i)
      mean += static_cast<double>(places[i]) / static_cast<double>(last - first);
    for (const double m : propensity)
      if (m > 0.0)
        all.push_back(
            {mean * m, static_cast<double>(last - first) / static_cast<double>(places.size()) / propensity_classes});
  }
  return all;
}

constexpr double grown_part = 2.0 / 5.0;  ///< of the band 15-19: 18 and 19

}  // namespace

Settlement::Settlement(const CityInput& input, const CityParameters& p, const Ground& ground, RandomKey key)
    : p_(p), ground_(ground), key_(key) {
  double adults = 0.0;
  for (std::size_t b = 0; b < age_bands; ++b) {
    const double part = b < 3 ? 0.0 : b == 3 ? grown_part : 1.0;
    adult_[b] = input.age_share[b] * part;
    child_[b] = input.age_share[b] * (1.0 - part);
    adults += adult_[b];
  }
  const auto cumulate = [](std::array<double, age_bands>& x) {
    double sum = 0.0;
    for (double& v : x) v = sum += v;
    for (double& v : x) v = sum > 0.0 ? v / sum : 1.0;
  };
  cumulate(adult_);
  cumulate(child_);
  head_adult_ = std::min(1.0, 2.0 * adults);
  other_adult_ = std::max(0.0, 2.0 * adults - 1.0);
  const std::array<double, career_count> shares{0.0, input.life.at_risk, input.life.active, input.life.imprisoned,
                                                input.life.desisted};
  const double women = p[P::women_offending];
  for (std::size_t c = 1; c < career_count; ++c) {
    double sum = 0.0;
    for (std::size_t b = 0; b < age_bands; ++b)
      sum += input.age_share[b] * (p.all_alike ? 1.0 : career_by_age[c][b]) * 0.5 * (1.0 + women);
    for (std::size_t b = 0; b < age_bands; ++b) {
      const double of_men = sum > 0.0 ? shares[c] * (p.all_alike ? 1.0 : career_by_age[c][b]) / sum : 0.0;
      career_[c][0][b] = of_men;
      career_[c][1][b] = of_men * women;
    }
  }
  const double slope = p[P::disadvantage_on_entry];
  for (std::uint32_t n = 0; n < ground.neighbourhoods(); ++n) {
    poor_of_place_.push_back(static_cast<float>(
        0.2 * exponential(0.7 * ground.disadvantage(n) - 0.245)));  // a fifth of all, mostly where disadvantage is
    entry_of_place_.push_back(static_cast<float>(exponential(slope * ground.disadvantage(n) - 0.5 * slope * slope)));
  }
  const Rates rates(input, p, ground);
  for (unsigned c = 0; c < propensity_classes; ++c) propensity_[c] = rates.propensity(c);
  const auto weights = weights_of(propensity_, entry_of_place_);
  for (std::size_t s = 0; s < sexes; ++s)
    for (std::size_t b = 0; b < age_bands; ++b) {
      double others = 0.0;
      for (std::size_t c = 1; c < career_count; ++c) others += career_[c][s][b];
      if (others == 0.0) continue;
      any_[s][b] = saturating(weights, others, highest_k, halvings);
      // Who got further on the path has more of both still, since who starts to offend does.
      auto on_path = weights;
      for (Weighted& w : on_path) w.given = 1.0 - exponential(-any_[s][b] * w.weight);
      const double further = others - career_[1][s][b];
      further_[s][b] = saturating(on_path, further, highest_k, halvings);
      for (std::size_t c = 2; c < career_count && further > 0.0; ++c) career_[c][s][b] /= further;
    }
}

std::uint16_t Settlement::age_drawn(double u, double v, bool adult) const {
  const auto& cumulative = adult ? adult_ : child_;
  std::size_t b = 0;
  while (b + 1 < age_bands && u >= cumulative[b]) ++b;
  double years = 5.0 * static_cast<double>(b) + 5.0 * v;
  if (b == 3) years = adult ? 18.0 + 2.0 * v : 15.0 + 3.0 * v;
  if (b == age_bands - 1) years = 80.0 + 10.0 * v;
  return static_cast<std::uint16_t>(born_offset - static_cast<int>(years * 12.0));
}

void Settlement::person_traits(People& people, std::uint32_t slot, std::uint32_t month) const {
  const auto w = words(key_, slot, month, traits);
  people.traits[slot] = static_cast<std::uint8_t>((w[0] >> 27) | (w[1] >> 29) << 5);
  people.record[slot] = 0;
  const double poor = static_cast<double>(poor_of_place_[neighbourhood_of_slot(slot)]);
  std::uint16_t flags =
      people.flags[slot] & static_cast<std::uint16_t>(person::present | person::banned | person::woman |
                                                      person::couple | person::career_bits);
  if (unit(w[2]) < 0.16) flags |= person::disabled;
  if (unit(w[3]) < poor) flags |= person::poor;
  people.flags[slot] = flags;
}

void Settlement::draw_career(People& people, std::uint32_t slot, std::uint32_t month, std::size_t band) const {
  const auto w = words(key_, slot, month, career);
  const std::size_t sex = people.sex(slot);
  const double place = static_cast<double>(entry_of_place_[neighbourhood_of_slot(slot)]);
  Career drawn = Career::not_at_risk;
  // Whoever has more propensity, or lives where there is more disadvantage, is likelier to be on that path, and further
  // on it; at which station depends on age.
  const double weight = place * propensity_[people.propensity(slot)];
  if (unit(w[0]) < 1.0 - exponential(-any_[sex][band] * weight)) {
    drawn = Career::at_risk;
    if (unit(w[1]) < 1.0 - exponential(-further_[sex][band] * weight)) {
      double u = unit(w[2]);
      std::size_t c = 2;
      while (c + 1 < career_count && u >= career_[c][sex][band]) {
        u -= career_[c][sex][band];
        ++c;
      }
      drawn = static_cast<Career>(c);
    }
  }
  people.set_career(slot, drawn);
}

void Settlement::career_traits(People& people, std::uint32_t slot, std::uint32_t month) const {
  const auto w = words(key_, slot, month, group);
  const Career c = people.career(slot);
  const bool active = c == Career::active;
  unsigned of = 0;
  if (active && unit(w[0]) < p_[P::gang_share])
    of = 1 + static_cast<unsigned>(unit(w[1]) * std::min(7.0, p_[P::groups]));
  people.set_group(slot, of);
  const bool man = people.sex(slot) == 0;
  const bool old_enough = people.age_months(slot, month) >= 180;
  const double carries = active ? p_[P::carrier_active] : man && old_enough ? p_[P::carrier_other] : 0.0;
  people.flags[slot] = static_cast<std::uint16_t>((people.flags[slot] & ~person::carrier) |
                                                  (unit(w[2]) < carries ? person::carrier : 0));
}

void Settlement::start_pair(People& people, std::uint32_t first, double taken) const {
  const auto a = words(key_, first, 0, age);
  const auto b = words(key_, first, 0, bond);
  const double residents = ground_.residents(cell_of_slot(first));
  const bool heads = first % 4 == 0;
  const bool adult = unit(a[0]) < (heads ? head_adult_ : other_adult_);
  const std::uint16_t born = age_drawn(unit(a[1]), unit(a[2]), adult);
  for (std::uint32_t i = 0; i < 2; ++i) {
    const std::uint32_t slot = first + i;
    if (unit(words(key_, slot, 0, presence)[0]) >= taken * residents) continue;
    // The second of a pair is of much the same age; grown pairs are mostly of both sexes.
    int years = 0;
    if (i == 1) years = static_cast<int>(unit(a[3]) * 9.0) - 4;
    int month_born = born + 12 * years;
    const int limit_old = born_offset - 1190;
    const int limit_young = adult ? born_offset - static_cast<int>(grown) : born_offset - 1;
    month_born = std::clamp(month_born, limit_old, limit_young);
    people.born[slot] = static_cast<std::uint16_t>(month_born);
    const bool woman_first = unit(b[0]) < 0.5;
    const bool opposite = unit(b[1]) < 0.8;
    const bool woman = i == 0 ? woman_first : adult && opposite ? !woman_first : unit(b[2]) < 0.5;
    people.flags[slot] = static_cast<std::uint16_t>(person::present | (woman ? person::woman : 0));
    person_traits(people, slot, 0);
    draw_career(people, slot, 0, people.age_band(slot, 0));
    career_traits(people, slot, 0);
  }
  const std::uint16_t one = people.flags[first];
  const std::uint16_t two = people.flags[first + 1];
  if (adult && (one & person::present) && (two & person::present) && ((one ^ two) & person::woman) &&
      unit(b[3]) < p_[P::couple_share])
    for (std::uint32_t i = 0; i < 2; ++i) people.flags[first + i] |= person::couple;
}

void Settlement::newborn(People& people, std::uint32_t slot, std::uint32_t month) const {
  people.born[slot] = static_cast<std::uint16_t>(month + born_offset);
  people.flags[slot] =
      static_cast<std::uint16_t>(person::present | (words(key_, slot, month, bond)[0] & 1u ? person::woman : 0));
  ++people.generation[slot];
  person_traits(people, slot, month);
}

void Settlement::newcomer(People& people, std::uint32_t slot, std::uint32_t month) const {
  const auto w = words(key_, slot, month, age);
  people.born[slot] =
      static_cast<std::uint16_t>(month + born_offset - grown - static_cast<std::uint32_t>(unit(w[0]) * 204.0));
  people.flags[slot] = static_cast<std::uint16_t>(person::present | (w[1] & 1u ? person::woman : 0));
  ++people.generation[slot];
  person_traits(people, slot, month);
  draw_career(people, slot, month, people.age_band(slot, month));
  if (people.career(slot) == Career::imprisoned) people.set_career(slot, Career::desisted);
  career_traits(people, slot, month);
}

void Settlement::exchange(People& people, std::uint32_t slot, std::uint32_t month) const {
  ++people.generation[slot];
  const std::uint32_t other = slot ^ 1u;
  const bool pair =
      people.here(other) && people.age_months(slot, month) >= grown && people.age_months(other, month) >= grown;
  if (pair) {
    const auto w = words(key_, slot, month, bond);
    const bool couple = unit(w[0]) < p_[P::couple_share];
    if (couple)
      people.flags[slot] = static_cast<std::uint16_t>((people.flags[slot] & ~person::woman) |
                                                      (people.is(other, person::woman) ? 0 : person::woman));
    for (const std::uint32_t s : {slot, other})
      people.flags[s] = static_cast<std::uint16_t>((people.flags[s] & ~person::couple) | (couple ? person::couple : 0));
  }
  const unsigned before = people.traits[slot] & 31u;
  person_traits(people, slot, month);
  // A career keeps the propensity that goes with it.
  if (people.career(slot) != Career::not_at_risk)
    people.traits[slot] = static_cast<std::uint8_t>((people.traits[slot] & ~31u) | before);
  career_traits(people, slot, month);
}

}  // namespace salus::model
