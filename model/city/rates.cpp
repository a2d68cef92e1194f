#include "model/city/rates.hpp"

#include <algorithm>

#include "model/city/process_traits.hpp"
#include "model/core/elementary.hpp"

namespace salus::model {
namespace {

using P = CityParameter;

/// Multipliers of `Count` equally likely classes: 0 for the first `never` of them, then log-normal at the middle of
/// each class; mean 1.
template <std::uint32_t Count>
std::array<double, Count> classes_of(double never, double log_sd) {
  constexpr double count = Count;
  std::array<double, Count> multiplier{};
  double sum = 0.0;
  for (std::uint32_t c = 0; c < Count; ++c) {
    const double low = c / count;
    const double middle = low + 0.5 / count;
    // A class through which the border of the never runs counts by its part beyond it.
    const double beyond = std::clamp((low + 1.0 / count - never) * count, 0.0, 1.0);
    const double rank =
        std::clamp((std::max(middle, never + 0.5 / count) - never) / (1.0 - never + 1e-12), 1e-3, 1.0 - 1e-3);
    multiplier[c] = beyond * exponential(log_sd * normal_quantile(rank));
    sum += multiplier[c];
  }
  for (double& x : multiplier) x *= count / sum;
  return multiplier;
}

/// Situational offending in public over that at 40-49, at the middle of a five-year age band: rises from 10, peaks at
/// 15-24, falls to 1 from 40 on.
double age_curve(AgeBand band, double peak) {
  constexpr FixedGrid<double, AgeBand> share{exactly<age_bands>(
      {0.0, 0.0, 0.25, 1.0, 1.0, 0.7, 0.4, 0.18, 0.0, 0.0, -0.2, -0.4, -0.6, -0.8, -0.85, -0.9, -0.95})};
  constexpr AgeBand from_ten(2u);
  if (band < from_ten) return 0.0;
  if (band == from_ten) return 0.25 * peak;
  return share(band) >= 0.0 ? 1.0 + (peak - 1.0) * share(band) : 1.0 + share(band);
}

/// The same at a year of age, linear between the middles of bands: nobody's rate jumps on a birthday that ends a band.
double age_curve(AgeYear year, double peak) {
  constexpr AgeYear from_ten(10u);
  if (year < from_ten) return 0.0;
  const double age = year + 0.5;
  const AgeBand own = band_of_year(year);
  const AgeBand below = age < middle_of(own) ? own - 1u : own;
  if (below == last_age_band) return age_curve(last_age_band, peak);
  const double part = (age - middle_of(below)) / 5.0;
  return age_curve(below, peak) * (1.0 - part) + age_curve(below + 1u, peak) * part;
}

/// How often people of an age move, against the mean.
constexpr FixedGrid<double, AgeBand> moves{
    exactly<age_bands>({1.2, 0.8, 0.6, 1.0, 2.0, 2.2, 1.6, 1.2, 0.9, 0.7, 0.6, 0.5, 0.5, 0.4, 0.4, 0.4, 0.4})};

constexpr AgeBand from_fifteen(3u);
constexpr AgeBand from_forty(8u);

bool of_couples(Process process) { return traits_of(process).victim == Victim::partner; }

bool of_entry_age(std::uint32_t age_months) { return age_months >= entry_from && age_months < entry_to; }

}  // namespace

std::array<double, propensity_classes> propensities(const CityParameters& p) {
  return classes_of<propensity_classes>(p[P::never_share], p[P::propensity_sd]);
}

Rates::Rates(const CityInput& input, const CityParameters& p, const Ground& ground)
    : input_(input),
      p_(p),
      propensity_(propensities(p)),
      vulnerability_(classes_of<vulnerability_classes>(0.0, p[P::vulnerability_sd])) {
  make_lives();
  make_processes();
  make_chances();
  for (const Neighbourhood n : Positions<Neighbourhood>(ground.neighbourhoods())) {
    entry_of_place_.push_back(exponential(p[P::disadvantage_on_entry] * ground.disadvantage(n)));
    home_of_place_.push_back(exponential(p[P::disadvantage_on_household] * ground.disadvantage(n)));
  }
}

/// Mortality after Gompertz: doubles every eight years of age, scaled to the city's deaths from 40 on.
void Rates::make_lives() {
  double weighted = 0.0;
  for (AgeBand band = from_forty; band <= last_age_band; band = band + 1u) {
    death_(band) = exponential(0.0866 * (5.0 * band - 40.0));
    weighted += input_.age_share(band) * death_(band);
  }
  for (double& d : death_) d = p_.all_alike ? input_.deaths : weighted > 0.0 ? d * input_.deaths / weighted : 0.0;
  for (const AgeBand band : every<AgeBand>) move_(band) = p_[P::moving] / 12.0 * (p_.all_alike ? 1.0 : moves(band));
}

void Rates::make_processes() {
  for (const Process process : every<Process>) {
    const ProcessTraits& traits = traits_of(process);
    for (const AgeYear year : every<AgeYear>) {
      const double curve = p_.all_alike ? 1.0 : age_curve(year, p_[P::situational_peak]);
      const double of_age = p_.all_alike || band_of_year(year) >= from_fifteen ? 1.0 : 0.0;
      const double man = in_public(process) ? curve : of_age;
      const double woman = in_public(process) ? curve * traits.women * p_[P::women_offending] : of_age * traits.women;
      situational_(process, Sex::man, year) = man;
      situational_(process, Sex::woman, year) = p_.all_alike ? man : woman;
    }
    exposure_loading_[process] = input_.exposure_loading[type_of_process[process]];
    const double women = traits.women_victims ? std::max(1.0, p_[*traits.women_victims]) : 1.0;
    highest_exposure_[process] = traits.victim == Victim::resident ? 1.0 : p_[P::career_exposure] * women;
  }
}

void Rates::make_chances() {
  constexpr EnumArray<std::uint32_t, VictimAge> youngest{{0, youth_from, grown, older_from}};
  for (const Process process : every<Process>)
    for (const Sex sex : every<Sex>)
      for (const VictimAge age : every<VictimAge>)
        for (const Career career : every<Career>)
          chance_by_exposure_(process, sex, age, career) =
              exposure(process, sex, youngest[age], career) / highest_exposure(process);
  for (std::size_t v = 0; v < vulnerability_classes; ++v)
    chance_by_vulnerability_[v] = vulnerability_[v] / highest_vulnerability();
  for (std::uint32_t gap = 0; gap <= 2 * born_offset; ++gap) {
    const double years = gap / 12.0 / p_[P::peer_years];
    peers_of_gap_.push_back(1.0 / (1.0 + years * years));
  }
}

/// Deaths, moves and changes of career.
inline void Rates::lives_of(PersonRates& r, const People& people, Slot slot, std::uint32_t age,
                            const MonthConditions& c) const {
  const AgeBand band = band_of_age(age);
  const LifeCourse& l = input_.life;
  r.life[Life::death] = death_(band);
  r.life[Life::move] = move_(band);
  switch (people.career(slot)) {
    case Career::not_at_risk:
      if (p_.all_alike || of_entry_age(age)) r.life[Life::career] = scale_.entry * c.entry * entry_weight(people, slot);
      break;
    case Career::at_risk:
      r.life[Life::career] = scale_.initiation * c.initiation * propensity_[people.propensity(slot)] *
                             entry_of_place_[neighbourhood_of_slot(slot)];
      r.life[Life::back] = l.leaving;
      break;
    case Career::active:
      r.life[Life::career] = scale_.desistance;
      break;
    case Career::imprisoned:
      r.life[Life::career] = l.release * (1.0 - l.return_share);
      r.life[Life::back] = l.release * l.return_share;
      break;
    case Career::desisted:
      r.life[Life::career] = l.relapse;
      r.life[Life::back] = l.forgetting;
      break;
  }
}

/// Crimes that the person, who is not in prison, may start.
inline void Rates::processes_of(PersonRates& r, const People& people, Slot slot, AgeYear year,
                                const MonthConditions& c) const {
  const Sex sex = people.sex(slot);
  const double m = propensity_[people.propensity(slot)];
  const bool active = people.career(slot) == Career::active;
  for (const Process process : every<Process>) {
    const double exposed = 1.0 - exposure_loading_[process] + exposure_loading_[process] * c.exposure;
    double rate = scale_.situational[process] * situational_(process, sex, year);
    if (in_public(process)) {
      rate *= m;
      if (active) rate += scale_.active[process] * m;
    } else {
      rate *= home_of_place_[neighbourhood_of_slot(slot)] * at_home(m);
      if (of_couples(process) && !people.is(slot, person::couple)) rate = 0.0;
    }
    r.process[process] = rate * exposed * c.factor[process];
  }
}

PersonRates Rates::of(const People& people, Slot slot, Month month, const MonthConditions& c) const {
  PersonRates r;
  if (people.is(slot, person::banned)) return r;
  if (!people.is(slot, person::present)) {
    r.life[Life::fill] = c.fill;
    r.total = c.fill;
    return r;
  }
  const std::uint32_t age = people.age_months(slot, month);
  lives_of(r, people, slot, age, c);
  if (people.career(slot) != Career::imprisoned) processes_of(r, people, slot, year_of_age(age), c);
  for (const double rate : r.life) r.total += rate;
  for (const double rate : r.process) r.total += rate;
  return r;
}

double Rates::entry_weight(const People& people, Slot slot) const {
  return propensity_[people.propensity(slot)] * entry_of_place_[neighbourhood_of_slot(slot)] *
         (people.sex(slot) == Sex::woman ? p_[P::women_offending] : 1.0);
}

/// The most of any year of the band.
double Rates::highest_situational(Process process, Sex sex, AgeBand band) const {
  double highest = 0.0;
  for (std::uint32_t year = 5 * band; year < 5 * band + 5; ++year)
    highest = std::max(highest, situational_(process, sex, AgeYear(year)));
  return highest;
}

void Rates::set_highest(const MonthConditions& h) {
  const LifeCourse& l = input_.life;
  const EnumArray<double, Career> onward{{0.0, l.leaving, scale_.desistance, l.release, l.relapse + l.forgetting}};
  for (const Career career : every<Career>)
    for (const AgeBand band : every<AgeBand>) plain_(career, band) = death_(band) + move_(band) + onward[career];
  active_by_propensity_ = 0.0;
  by_propensity_.fill(0.0);
  by_home_.fill(0.0);
  by_home_couple_.fill(0.0);
  for (const Process process : every<Process>) {
    const double factor =
        h.factor[process] * (1.0 - exposure_loading_[process] + exposure_loading_[process] * h.exposure);
    if (in_public(process)) active_by_propensity_ += scale_.active[process] * factor;
    for (const Sex sex : every<Sex>)
      for (const AgeBand band : every<AgeBand>) {
        const double rate = scale_.situational[process] * highest_situational(process, sex, band) * factor;
        if (in_public(process)) by_propensity_(sex, band) += rate;
        else by_home_couple_(sex, band) += rate;
        if (!in_public(process) && !of_couples(process)) by_home_(sex, band) += rate;
      }
  }
  entry_highest_ = scale_.entry * h.entry;
  initiation_highest_ = scale_.initiation * h.initiation;
  fill_highest_ = h.fill;
}

double Rates::bound(const People& people, Slot slot, Month month) const {
  if (people.is(slot, person::banned)) return 0.0;
  if (!people.is(slot, person::present)) return fill_highest_;
  const std::uint32_t age = people.age_months(slot, month);
  const Sex sex = people.sex(slot);
  const Career career = people.career(slot);
  const double m = propensity_[people.propensity(slot)];
  const double home = home_of_place_[neighbourhood_of_slot(slot)] * at_home(m);
  const BySexAndBand& by_home = people.is(slot, person::couple) ? by_home_couple_ : by_home_;
  const auto at = [&](AgeBand band) {
    const double plain = plain_(career, band);
    if (career == Career::imprisoned) return plain;
    return plain + by_propensity_(sex, band) * m + by_home(sex, band) * home;
  };
  const AgeBand now = band_of_age(age);
  const AgeBand later = band_of_age(age + 11);
  double rate = at(now);
  if (later != now) rate = std::max(rate, at(later));
  switch (career) {
    case Career::not_at_risk:
      if (p_.all_alike || (age + 12 > entry_from && age < entry_to))
        rate += entry_highest_ * entry_weight(people, slot);
      break;
    case Career::at_risk:
      rate += initiation_highest_ * m * entry_of_place_[neighbourhood_of_slot(slot)];
      break;
    case Career::active:
      rate += active_by_propensity_ * m;
      break;
    default:
      break;
  }
  return rate * (1.0 + 1e-9);  // sums in another order than `of`
}

double Rates::exposure(Process process, Sex sex, std::uint32_t age_months, Career career) const {
  const ProcessTraits& traits = traits_of(process);
  if (traits.victim == Victim::resident) return age_months >= grown || p_.all_alike ? 1.0 : 0.0;
  const double age = age_months < youth_from   ? p_[P::child_exposure]
                     : age_months < older_from ? 1.0
                                               : p_[P::older_exposure];
  return age * (traits.women_victims && sex == Sex::woman ? p_[*traits.women_victims] : 1.0) *
         (career == Career::not_at_risk ? 1.0 : p_[P::career_exposure]);
}

double Rates::peers(Sex sex_one, std::uint32_t age_one, Sex sex_other, std::uint32_t age_other) const {
  return (sex_one == sex_other ? 1.0 : p_[P::other_sex]) *
         peers_of_gap_[age_one > age_other ? age_one - age_other : age_other - age_one];
}

}  // namespace salus::model
