#include "model/city/rates.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "model/city/process_traits.hpp"
#include "model/core/elementary.hpp"

namespace salus::model {
namespace {

using P = CityParameter;

/// Multipliers of `classes` equally likely classes: 0 for the first `never` of them, then log-normal at the middle of
/// each class; mean 1.
template <std::size_t N>
std::array<double, N> classes_of(double never, double log_sd) {
  std::array<double, N> m{};
  double sum = 0.0;
  for (std::size_t c = 0; c < N; ++c) {
    const double low = static_cast<double>(c) / N;
    const double middle = low + 0.5 / N;
    // A class through which the border of the never runs counts by its part beyond it.
    const double beyond = std::clamp((low + 1.0 / N - never) * N, 0.0, 1.0);
    const double rank =
        std::clamp((std::max(middle, never + 0.5 / N) - never) / (1.0 - never + 1e-12), 1e-3, 1.0 - 1e-3);
    m[c] = beyond * exponential(log_sd * normal_quantile(rank));
    sum += m[c];
  }
  for (double& x : m) x *= N / sum;
  return m;
}

bool of_couples(Process process) { return traits_of(process).victim == Victim::partner; }

/// Share of a five-year age band's life course spent on situational offending in public: rises from 10, peaks at 15-24,
/// falls to 1 from 40 on.
double age_curve(std::size_t band, double peak) {
  constexpr std::array<double, age_bands> share{0.0, 0.0,  0.25, 1.0,  1.0,  0.7,   0.4,  0.18, 0.0,
                                                0.0, -0.2, -0.4, -0.6, -0.8, -0.85, -0.9, -0.95};
  if (band < 2) return 0.0;
  if (band == 2) return 0.25 * peak;
  return share[band] >= 0.0 ? 1.0 + (peak - 1.0) * share[band] : 1.0 + share[band];
}

}  // namespace

double saturating(const std::vector<Weighted>& all, double wanted, double highest, int halvings) {
  double low = 0.0;
  double high = highest;
  for (int i = 0; i < halvings; ++i) {
    const double middle = 0.5 * (low + high);
    double sum = 0.0;
    for (const Weighted& w : all) sum += w.share * w.given * (1.0 - exponential(-middle * w.weight));
    (sum < wanted ? low : high) = middle;
  }
  return high;
}

Rates::Rates(const CityInput& input, const CityParameters& p, const Ground& ground) : input_(input), p_(p) {
  propensity_ = classes_of<propensity_classes>(p[P::never_share], p[P::propensity_sd]);
  vulnerability_ = classes_of<vulnerability_classes>(0.0, p[P::vulnerability_sd]);
  // Mortality after Gompertz: doubles every eight years of age, scaled to the city's deaths from 40 on.
  double weighted = 0.0;
  for (std::size_t b = 8; b < age_bands; ++b)
    weighted += input.age_share[b] * (death_[b] = exponential(0.0866 * (5.0 * static_cast<double>(b) - 40.0)));
  for (double& d : death_) d = p.all_alike ? input.deaths : weighted > 0.0 ? d * input.deaths / weighted : 0.0;
  constexpr std::array<double, age_bands> moves{1.2, 0.8, 0.6, 1.0, 2.0, 2.2, 1.6, 1.2, 0.9,
                                                0.7, 0.6, 0.5, 0.5, 0.4, 0.4, 0.4, 0.4};
  for (std::size_t b = 0; b < age_bands; ++b) move_[b] = p[P::moving] / 12.0 * (p.all_alike ? 1.0 : moves[b]);
  for (std::size_t k = 0; k < process_count; ++k) {
    const auto process = static_cast<Process>(k);
    const ProcessTraits& traits = traits_of(process);
    for (std::size_t b = 0; b < age_bands; ++b) {
      const double curve = p.all_alike ? 1.0 : age_curve(b, p[P::situational_peak]);
      const double adult = b >= 3 || p.all_alike ? 1.0 : 0.0;
      situational_[k][0][b] = in_public(process) ? curve : adult;
      situational_[k][1][b] = in_public(process) ? curve * traits.women * p[P::women_offending] : adult * traits.women;
      if (p.all_alike) situational_[k][1][b] = situational_[k][0][b];
    }
    const std::size_t type = index(type_of_process[k]);
    active_loading_[k] = input.active_loading[type];
    exposure_loading_[k] = input.exposure_loading[type];
    highest_exposure_[k] =
        traits.victim == Victim::resident
            ? 1.0
            : p[P::career_exposure] * (traits.women_victims ? std::max(1.0, p[*traits.women_victims]) : 1.0);
  }
  for (std::size_t k = 0; k < process_count; ++k)
    for (std::size_t s = 0; s < sexes; ++s)
      for (std::size_t c = 0; c < career_count; ++c)
        for (std::size_t a = 0; a < 4; ++a) {
          constexpr std::array<std::uint32_t, 4> age{0, 144, grown, 720};
          const auto process = static_cast<Process>(k);
          chance_by_exposure_[k][s][a][c] =
              exposure(process, s, age[a], static_cast<Career>(c)) / highest_exposure(process);
        }
  for (std::size_t v = 0; v < vulnerability_classes; ++v)
    chance_by_vulnerability_[v] = vulnerability_[v] / highest_vulnerability();
  for (std::uint32_t gap = 0; gap <= 2 * born_offset; ++gap) {
    const double years = static_cast<double>(gap) / 12.0 / p[P::peer_years];
    peers_of_gap_.push_back(1.0 / (1.0 + years * years));
  }
  for (std::uint32_t n = 0; n < ground.neighbourhoods(); ++n) {
    entry_of_place_.push_back(exponential(p[P::disadvantage_on_entry] * ground.disadvantage(n)));
    home_of_place_.push_back(exponential(p[P::disadvantage_on_household] * ground.disadvantage(n)));
  }
}

PersonRates Rates::at_age(const People& people, std::uint32_t slot, std::size_t band, std::uint32_t age,
                          const MonthConditions& c) const {
  PersonRates r;
  const auto flags = people.flags[slot];
  if (flags & person::banned) return r;
  const auto life = [&r](Life what) -> double& { return r.rate[index(what)]; };
  if (!(flags & person::present)) {
    life(Life::fill) = r.total = c.fill;
    return r;
  }
  const std::size_t sex = people.sex(slot);
  const std::uint32_t place = neighbourhood_of_slot(slot);
  const double m = propensity_[people.propensity(slot)];
  life(Life::death) = death_[band];
  life(Life::move) = move_[band];
  const LifeCourse& l = input_.life;
  const Career career = people.career(slot);
  switch (career) {
    case Career::not_at_risk:
      if (p_.all_alike || (age >= entry_from && age < entry_to))
        life(Life::career) = scale_.entry * c.entry * entry_weight(people, slot);
      break;
    case Career::at_risk:
      life(Life::career) = scale_.initiation * c.initiation * m * entry_of_place_[place];
      life(Life::back) = l.leaving;
      break;
    case Career::active:
      life(Life::career) = scale_.desistance;
      break;
    case Career::imprisoned:
      life(Life::career) = l.release * (1.0 - l.return_share);
      life(Life::back) = l.release * l.return_share;
      break;
    case Career::desisted:
      life(Life::career) = l.relapse;
      life(Life::back) = l.forgetting;
      break;
  }
  if (career != Career::imprisoned) {
    for (std::size_t k = 0; k < process_count; ++k) {
      const double exposed = 1.0 - exposure_loading_[k] + exposure_loading_[k] * c.exposure;
      double rate = scale_.situational[k] * situational(static_cast<Process>(k), sex, band);
      if (in_public(static_cast<Process>(k))) {
        rate *= m;
        if (career == Career::active) rate += scale_.active[k] * m;
      } else {
        rate *= home_of_place_[place] * at_home(m);
        if (of_couples(static_cast<Process>(k)) && !(flags & person::couple)) rate = 0.0;
      }
      r.rate[life_count + k] = rate * exposed * c.factor[k];
    }
  }
  for (const double rate : r.rate) r.total += rate;
  return r;
}

double Rates::entry_weight(const People& people, std::uint32_t slot) const {
  return propensity_[people.propensity(slot)] * entry_of_place_[neighbourhood_of_slot(slot)] *
         (people.sex(slot) == 1 ? p_[P::women_offending] : 1.0);
}

PersonRates Rates::of(const People& people, std::uint32_t slot, std::uint32_t month,
                      const MonthConditions& conditions) const {
  return at_age(people, slot, people.age_band(slot, month), people.age_months(slot, month), conditions);
}

void Rates::set_highest(const MonthConditions& h) {
  const LifeCourse& l = input_.life;
  const std::array<double, career_count> onward{0.0, l.leaving, scale_.desistance, l.release, l.relapse + l.forgetting};
  active_by_propensity_ = 0.0;
  for (std::size_t b = 0; b < age_bands; ++b) {
    for (std::size_t c = 0; c < career_count; ++c) plain_[c][b] = death_[b] + move_[b] + onward[c];
    for (std::size_t s = 0; s < sexes; ++s) by_propensity_[s][b] = by_home_[s][b] = by_home_couple_[s][b] = 0.0;
  }
  for (std::size_t k = 0; k < process_count; ++k) {
    const double factor = h.factor[k] * (1.0 - exposure_loading_[k] + exposure_loading_[k] * h.exposure);
    const bool open = in_public(static_cast<Process>(k));
    if (open) active_by_propensity_ += scale_.active[k] * factor;
    for (std::size_t s = 0; s < sexes; ++s)
      for (std::size_t b = 0; b < age_bands; ++b) {
        const double rate = scale_.situational[k] * situational_[k][s][b] * factor;
        if (open) by_propensity_[s][b] += rate;
        else by_home_couple_[s][b] += rate;
        if (!open && !of_couples(static_cast<Process>(k))) by_home_[s][b] += rate;
      }
  }
  entry_highest_ = scale_.entry * h.entry;
  initiation_highest_ = scale_.initiation * h.initiation;
  fill_highest_ = h.fill;
}

double Rates::bound(const People& people, std::uint32_t slot, std::uint32_t month) const {
  const std::uint16_t flags = people.flags[slot];
  if (flags & person::banned) return 0.0;
  if (!(flags & person::present)) return fill_highest_;
  const std::uint32_t age = people.age_months(slot, month);
  const std::size_t sex = people.sex(slot);
  const std::size_t career = index(people.career(slot));
  const std::size_t last = age_bands - 1;
  const double m = propensity_[people.propensity(slot)];
  const double home = home_of_place_[neighbourhood_of_slot(slot)] * at_home(m);
  const auto at = [&](std::size_t band) {
    const double plain = plain_[career][band];
    if (static_cast<Career>(career) == Career::imprisoned) return plain;
    return plain + by_propensity_[sex][band] * m +
           (flags & person::couple ? by_home_couple_ : by_home_)[sex][band] * home;
  };
  const std::size_t now = std::min<std::size_t>(age / 60, last);
  const std::size_t later = std::min<std::size_t>((age + 11) / 60, last);
  double rate = at(now);
  if (later != now) rate = std::max(rate, at(later));
  switch (static_cast<Career>(career)) {
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

namespace {

/// Weights of everybody of some neighbourhoods, with coefficients of one.
struct Weights {
  std::array<double, process_count> situational{};
  double active = 0.0;
  double persons = 0.0;
  double entry = 0.0;
  double initiation = 0.0;
  double not_at_risk = 0.0;
  double at_risk = 0.0;
  std::map<int, double> window;  ///< persons in the ages of entry by log weight, sixteenths
};

void add(Weights& to, const Weights& w) {
  for (std::size_t k = 0; k < process_count; ++k) to.situational[k] += w.situational[k];
  to.active += w.active;
  to.persons += w.persons;
  to.entry += w.entry;
  to.initiation += w.initiation;
  to.not_at_risk += w.not_at_risk;
  to.at_risk += w.at_risk;
  for (const auto& [bin, count] : w.window) to.window[bin] += count;
}

}  // namespace

void Rates::set_scale(const People& people, const std::array<double, process_count>& spontaneous,
                      const Executor& executor) {
  scale_ = {};
  scale_.situational.fill(1.0);
  scale_.entry = scale_.initiation = 1.0;
  MonthConditions rest;
  rest.factor.fill(1.0);
  constexpr std::size_t grain = 8 * slots_per_neighbourhood;
  std::vector<Weights> of_block((people.size() + grain - 1) / grain);
  executor.for_blocks(people.size(), grain, [&](std::size_t first, std::size_t last) {
    Weights& w = of_block[first / grain];
    for (std::size_t i = first; i < last; ++i) {
      const auto slot = static_cast<std::uint32_t>(i);
      if (!people.here(slot)) continue;
      w.persons += 1.0;
      const PersonRates r = of(people, slot, 0, rest);
      const Career career = people.career(slot);
      if (career == Career::not_at_risk) {
        w.entry += r.rate[index(Life::career)];
        w.not_at_risk += 1.0;
      }
      if (career == Career::at_risk) {
        w.initiation += r.rate[index(Life::career)];
        w.at_risk += 1.0;
      }
      if (career == Career::active) w.active += propensity_[people.propensity(slot)];
      for (std::size_t k = 0; k < process_count; ++k) w.situational[k] += r.rate[life_count + k];
      if (const std::uint32_t age = people.age_months(slot, 0); age >= entry_from && age < entry_to) {
        const double weight = entry_weight(people, slot);
        if (weight > 0.0) ++w.window[static_cast<int>(std::floor(logarithm(weight) * 16.0))];
      }
    }
  });
  Weights all;
  for (const Weights& w : of_block) add(all, w);
  const auto ratio = [](double a, double b) { return b > 0.0 ? a / b : 0.0; };
  scale_.entry = ratio(input_.life.entry * all.not_at_risk, all.entry);
  if (!p_.all_alike) {
    // A cohort comes at risk over the ages of entry, the likeliest first: its whole share, not its first month's, is
    // what the flow is made of.
    std::vector<Weighted> histogram;
    for (const auto& [bin, count] : all.window) histogram.push_back({exponential((bin + 0.5) / 16.0), count});
    scale_.entry = saturating(histogram, input_.life.entry * all.not_at_risk * (entry_to - entry_from), 1e6, 100) /
                   (entry_to - entry_from);
  }
  scale_.initiation = ratio(input_.life.initiation * all.at_risk, all.initiation);
  scale_.desistance = input_.life.desistance;
  for (std::size_t k = 0; k < process_count; ++k) {
    const double own = in_public(static_cast<Process>(k)) && all.active > 0.0 ? active_loading_[k] : 0.0;
    scale_.situational[k] = ratio(spontaneous[k] * (1.0 - own) * all.persons, all.situational[k]);
    scale_.active[k] = ratio(spontaneous[k] * own * all.persons, all.active);
  }
}

double Rates::exposure(Process process, std::size_t sex, std::uint32_t age_months, Career career) const {
  const ProcessTraits& traits = traits_of(process);
  if (traits.victim == Victim::resident) return age_months >= grown || p_.all_alike ? 1.0 : 0.0;
  const double age = age_months < 144 ? p_[P::child_exposure] : age_months < 720 ? 1.0 : p_[P::older_exposure];
  return age * (traits.women_victims && sex == 1 ? p_[*traits.women_victims] : 1.0) *
         (career == Career::not_at_risk ? 1.0 : p_[P::career_exposure]);
}

double Rates::peers(std::size_t sex_one, std::uint32_t age_one, std::size_t sex_other, std::uint32_t age_other) const {
  return (sex_one == sex_other ? 1.0 : p_[P::other_sex]) *
         peers_of_gap_[age_one > age_other ? age_one - age_other : age_other - age_one];
}

}  // namespace salus::model
