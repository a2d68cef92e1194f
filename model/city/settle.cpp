#include "model/city/settle.hpp"

#include <algorithm>

#include "model/city/rates.hpp"
#include "model/city/saturation.hpp"
#include "model/core/elementary.hpp"
#include "model/random/purposes.hpp"

namespace salus::model {
namespace {

using P = CityParameter;

/// What is drawn of an occupant: n of the counter.
namespace occupant_draw {
enum : std::uint32_t { presence = 0, age = 1, traits = 2, career = 3, group = 4, bond = 5 };
}

std::array<std::uint32_t, 4> words(RandomKey key, Slot slot, Month month, std::uint32_t n) {
  return philox(key, {slot, month, purpose::city_occupant, n});
}

constexpr LevelSearch level_search{.highest = 1e3, .halvings = 48};

constexpr AgeBand of_fifteen(3u);         ///< the band that both children and the grown are of
constexpr double grown_part = 2.0 / 5.0;  ///< of it: 18 and 19

constexpr double disabled_share = 0.16;
constexpr double both_sexes = 0.8;  ///< share of grown pairs that are of both
/// Ages of people at the start, months: from the first up to but without the second.
struct AgeLimits {
  int from;
  int to;
};
constexpr AgeLimits adult_ages{grown, 90 * 12};
constexpr AgeLimits child_ages{0, grown};

/// An age beyond the ends, reflected at them: where the first of a pair is of any age alike, so is the second. (Held at
/// an end instead, all of them would be of one age.)
int within(AgeLimits ages, int months) {
  if (months < ages.from) return 2 * ages.from - 1 - months;
  if (months >= ages.to) return 2 * ages.to - 1 - months;
  return months;
}

/// The careers on the path of offending; those beyond being at risk come second.
constexpr std::array on_path{Career::at_risk, Career::active, Career::imprisoned, Career::desisted};
constexpr std::array beyond_risk{Career::active, Career::imprisoned, Career::desisted};

/// One of the two bands whose middles an age lies between, the nearer the likelier: what is drawn by band is linear
/// between their middles then, and jumps at no border.
AgeBand band_drawn(std::uint32_t months, double u) {
  constexpr std::uint32_t half = months_per_age_band / 2;
  const double shift = months_per_age_band * u;
  return band_of_age(std::max(half, months + static_cast<std::uint32_t>(shift)) - half);
}

/// Shares of the people who are drawn by each band, where ages are spread evenly over bands.
FixedGrid<double, AgeBand> shares_drawn(const FixedGrid<double, AgeBand>& age_share) {
  constexpr double to_each_side = 1.0 / 8.0;
  FixedGrid<double, AgeBand> drawn{};
  for (const AgeBand band : every<AgeBand>) {
    const AgeBand below = band == AgeBand(0u) ? band : band - 1u;
    const AgeBand above = band == last_age_band ? band : band + 1u;
    drawn(below) += to_each_side * age_share(band);
    drawn(band) += (1.0 - 2.0 * to_each_side) * age_share(band);
    drawn(above) += to_each_side * age_share(band);
  }
  return drawn;
}

/// Every propensity in every kind of place: neighbourhoods in at most eight equal groups by their factor.
std::vector<Weighted> weights_of(const std::array<double, propensity_classes>& propensity, std::vector<Single> places,
                                 std::uint32_t count) {
  std::sort(places.begin(), places.end());
  const std::uint32_t groups = places.front() == places.back() ? 1 : std::min(8u, count);
  const double neighbourhoods = count;
  std::vector<Weighted> all;
  for (std::uint32_t g = 0; g < groups; ++g) {
    const std::uint32_t first = g * count / groups;
    const std::uint32_t last = (g + 1) * count / groups;
    const double size = last - first;
    double mean = 0.0;
    for (std::uint32_t i = first; i < last; ++i) mean += places[i] / size;
    for (const double m : propensity)
      if (m > 0.0) all.push_back({mean * m, size / neighbourhoods / propensity_classes});
  }
  return all;
}

}  // namespace

Settlement::Settlement(const CityInput& input, const CityParameters& p, const Ground& ground, RandomKey key)
    : p_(p), ground_(ground), key_(key), propensity_(propensities(p)) {
  set_ages(input);
  set_careers(input);
  set_places();
  set_paths();
}

void Settlement::set_ages(const CityInput& input) {
  double adults = 0.0;
  for (const AgeBand band : every<AgeBand>) {
    const double part = band < of_fifteen ? 0.0 : band == of_fifteen ? grown_part : 1.0;
    adult_(band) = input.age_share(band) * part;
    child_(band) = input.age_share(band) * (1.0 - part);
    adults += adult_(band);
  }
  for (ByBand* cumulative : {&adult_, &child_}) {
    double sum = 0.0;
    for (double& v : *cumulative) {
      sum += v;
      v = sum;
    }
    for (double& v : *cumulative) v = sum > 0.0 ? v / sum : 1.0;
  }
  head_adult_ = std::min(1.0, 2.0 * adults);
  other_adult_ = std::max(0.0, 2.0 * adults - 1.0);
}

/// Share of a sex and age that is at each station of the path.
void Settlement::set_careers(const CityInput& input) {
  const EnumArray<double, Career> shares{
      {0.0, input.life.at_risk, input.life.active, input.life.imprisoned, input.life.desisted}};
  const double women = p_[P::women_offending];
  const ByBand persons = shares_drawn(input.age_share);
  for (const Career c : on_path) {
    const auto shape = [&](AgeBand band) { return p_.all_alike ? 1.0 : career_by_age[c](band); };
    double sum = 0.0;
    for (const AgeBand band : every<AgeBand>) sum += persons(band) * shape(band) * 0.5 * (1.0 + women);
    for (const AgeBand band : every<AgeBand>) {
      const double of_men = sum > 0.0 ? shares[c] * shape(band) / sum : 0.0;
      career_(c, Sex::man, band) = of_men;
      career_(c, Sex::woman, band) = of_men * women;
    }
  }
}

void Settlement::set_places() {
  const double slope = p_[P::disadvantage_on_entry];
  for (const Neighbourhood n : Positions<Neighbourhood>(ground_.neighbourhoods())) {
    // A fifth of all are poor, mostly where disadvantage is.
    poor_of_place_.push_back(0.2 * exponential(0.7 * ground_.disadvantage(n) - 0.245));
    entry_of_place_.push_back(exponential(slope * ground_.disadvantage(n) - 0.5 * slope * slope));
  }
}

void Settlement::set_paths() {
  const auto weights = weights_of(propensity_, entry_of_place_, ground_.neighbourhoods());
  for (const Sex sex : every<Sex>)
    for (const AgeBand band : every<AgeBand>) {
      double others = 0.0;
      for (const Career c : on_path) others += career_(c, sex, band);
      if (others == 0.0) continue;
      any_(sex, band) = saturating(weights, others, level_search);
      // Who got further on the path has more of both still, since who starts to offend does.
      auto given_on_path = weights;
      for (Weighted& w : given_on_path) w.given = 1.0 - exponential(-any_(sex, band) * w.weight);
      const double further = others - career_(Career::at_risk, sex, band);
      further_(sex, band) = saturating(given_on_path, further, level_search);
      if (further <= 0.0) continue;
      for (const Career c : beyond_risk) career_(c, sex, band) /= further;
    }
}

/// Age in months from two uniforms.
int Settlement::age_drawn(double u, double v, bool adult) const {
  const ByBand& cumulative = adult ? adult_ : child_;
  AgeBand band(0u);
  while (band < last_age_band && u >= cumulative(band)) band = band + 1u;
  double years = 5.0 * band + 5.0 * v;
  if (band == of_fifteen) years = adult ? 18.0 + 2.0 * v : 15.0 + 3.0 * v;
  if (band == last_age_band) years = 80.0 + 10.0 * v;
  return static_cast<int>(years * 12.0);
}

void Settlement::person_traits(People& people, Slot slot, Month month) const {
  constexpr std::uint16_t kept =
      person::present | person::banned | person::woman | person::couple | person::career_bits;
  const auto w = words(key_, slot, month, occupant_draw::traits);
  people.set_traits(slot, w[0] >> 27, w[1] >> 29);
  people.record[slot] = 0;
  people.flags[slot] &= kept;
  people.set(slot, person::disabled, unit(w[2]) < disabled_share);
  people.set(slot, person::poor, unit(w[3]) < poor_of_place_[neighbourhood_of_slot(slot)]);
}

/// Whoever has more propensity, or lives where there is more disadvantage, is likelier to be on the path of offending,
/// and further on it; at which station depends on age.
void Settlement::draw_career(People& people, Slot slot, Month month) const {
  const auto w = words(key_, slot, month, occupant_draw::career);
  const Sex sex = people.sex(slot);
  const AgeBand band = band_drawn(people.age_months(slot, month), unit(w[3]));
  const double weight = entry_of_place_[neighbourhood_of_slot(slot)] * propensity_[people.propensity(slot)];
  Career drawn = Career::not_at_risk;
  if (unit(w[0]) < 1.0 - exponential(-any_(sex, band) * weight)) {
    drawn = Career::at_risk;
    if (unit(w[1]) < 1.0 - exponential(-further_(sex, band) * weight)) drawn = station(unit(w[2]), sex, band);
  }
  people.set_career(slot, drawn);
}

/// Station of who is beyond being at risk.
Career Settlement::station(double u, Sex sex, AgeBand band) const {
  for (const Career c : {Career::active, Career::imprisoned}) {
    if (u < career_(c, sex, band)) return c;
    u -= career_(c, sex, band);
  }
  return Career::desisted;
}

void Settlement::career_traits(People& people, Slot slot, Month month) const {
  const auto w = words(key_, slot, month, occupant_draw::group);
  const bool active = people.career(slot) == Career::active;
  unsigned of = 0;
  if (active && unit(w[0]) < p_[P::gang_share])
    of = 1 + static_cast<unsigned>(unit(w[1]) * std::min(7.0, p_[P::groups]));
  people.set_group(slot, of);
  const bool grown_man = people.sex(slot) == Sex::man && people.age_months(slot, month) >= 15 * 12;
  const double carries = active ? p_[P::carrier_active] : grown_man ? p_[P::carrier_other] : 0.0;
  people.set(slot, person::carrier, unit(w[2]) < carries);
}

void Settlement::start_pair(People& people, Slot first, double taken) const {
  constexpr Month start;
  const auto a = words(key_, first, start, occupant_draw::age);
  const auto b = words(key_, first, start, occupant_draw::bond);
  const double residents = ground_.residents(cell_of_slot(first));
  const bool heads = first % 4 == 0;
  const bool adult = unit(a[0]) < (heads ? head_adult_ : other_adult_);
  const AgeLimits ages = adult ? adult_ages : child_ages;
  const int age_of_first = age_drawn(unit(a[1]), unit(a[2]), adult);
  // The second of a pair is of much the same age; grown pairs are mostly of both sexes.
  const int years_younger = static_cast<int>(unit(a[3]) * 9.0) - 4;
  const bool first_woman = unit(b[0]) < 0.5;
  const bool second_woman = adult && unit(b[1]) < both_sexes ? !first_woman : unit(b[2]) < 0.5;
  for (std::uint32_t i = 0; i < 2; ++i) {
    const Slot slot = first + i;
    if (unit(words(key_, slot, start, occupant_draw::presence)[0]) >= taken * residents) continue;
    const int months = i == 0 ? age_of_first : within(ages, age_of_first - 12 * years_younger);
    people.flags[slot] = person::present;
    people.set(slot, person::woman, i == 0 ? first_woman : second_woman);
    people.set_age(slot, start, static_cast<std::uint32_t>(months));
    person_traits(people, slot, start);
    draw_career(people, slot, start);
    career_traits(people, slot, start);
  }
  const Slot second = first + 1u;
  const bool both = people.is(first, person::present) && people.is(second, person::present);
  if (adult && both && people.sex(first) != people.sex(second) && unit(b[3]) < p_[P::couple_share])
    for (const Slot slot : {first, second}) people.set(slot, person::couple);
}

void Settlement::newborn(People& people, Slot slot, Month month) const {
  people.set_age(slot, month, 0);
  people.flags[slot] = person::present;
  people.set(slot, person::woman, words(key_, slot, month, occupant_draw::bond)[0] & 1u);
  ++people.generation[slot];
  person_traits(people, slot, month);
}

void Settlement::newcomer(People& people, Slot slot, Month month) const {
  const auto w = words(key_, slot, month, occupant_draw::age);
  people.set_age(slot, month, grown + static_cast<std::uint32_t>(unit(w[0]) * 204.0));
  people.flags[slot] = person::present;
  people.set(slot, person::woman, w[1] & 1u);
  ++people.generation[slot];
  person_traits(people, slot, month);
  draw_career(people, slot, month);
  if (people.career(slot) == Career::imprisoned) people.set_career(slot, Career::desisted);
  career_traits(people, slot, month);
}

void Settlement::exchange(People& people, Slot slot, Month month) const {
  ++people.generation[slot];
  const Slot other = other_of_dwelling(slot);
  const bool pair =
      people.here(other) && people.age_months(slot, month) >= grown && people.age_months(other, month) >= grown;
  if (pair) {
    const bool couple = unit(words(key_, slot, month, occupant_draw::bond)[0]) < p_[P::couple_share];
    if (couple) people.set(slot, person::woman, people.sex(other) == Sex::man);
    for (const Slot s : {slot, other}) people.set(s, person::couple, couple);
  }
  const unsigned before = people.propensity(slot);
  person_traits(people, slot, month);
  // A career keeps the propensity that goes with it.
  if (people.career(slot) != Career::not_at_risk) people.set_traits(slot, before, people.vulnerability(slot));
  career_traits(people, slot, month);
}

}  // namespace salus::model
