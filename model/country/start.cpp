#include "model/country/start.hpp"

namespace salus::model {

namespace {

/// What the balance is of: the country in its first months, those of the roll where there is one.
struct FirstMonths {
  double people;
  double people_after;  ///< a month later
  double births;
  double entering_risk_age;
  double risk_age_population;
  double prison_population;
  FirstMonths(const auto& paths, double after)
      : people(paths.population.front()),
        people_after(after),
        births(paths.births.front()),
        entering_risk_age(paths.entering_risk_age.front()),
        risk_age_population(paths.risk_age_population),
        prison_population(paths.prison_population) {}
};

FirstMonths first_months(const CountryInput& country) {
  if (country.roll.years > 0) return {country.roll, country.roll.population[1]};
  return {country, country.population[1]};
}

}  // namespace

std::optional<Start> balanced_start(const ParameterDraw& p, const CountryInput& country,
                                    const EnumArray<bool, Loop>& without) {
  using P = Parameter;
  const FirstMonths first = first_months(country);
  // A month's flows are constant numbers while the population grows, so their rates are those of mid-month.
  const double people = first.people;
  const double middle = 0.5 * (people + first.people_after);
  const double births = first.births / middle;
  const double entering = first.entering_risk_age * people / middle;
  Start s;
  s.people = people;
  s.birth_rate = births;
  s.active = p[P::active_share] * people;
  s.at_risk = p[P::at_risk_share] * first.risk_age_population;
  s.imprisoned = p[P::violent_prisoner_share] * first.prison_population;
  s.desistance = 1.0 / p[P::career_length];
  s.release = 1.0 / p[P::prison_stay];
  s.return_share = without[Loop::prison] ? 0.0 : p[P::return_share];
  s.relapse = p[P::relapse_rate] / 12.0;
  s.forgetting = 1.0 / p[P::desisted_memory];
  s.sanction = s.imprisoned * (s.release + births) / s.active;
  s.desisted = (s.desistance * s.active + (1.0 - s.return_share) * s.release * s.imprisoned) /
               (s.relapse + s.forgetting + births);
  const double initiated = s.active * (s.desistance + s.sanction + births) - s.return_share * s.release * s.imprisoned -
                           s.relapse * s.desisted;
  s.initiation = initiated / s.at_risk;
  s.entry_share = (s.at_risk * (leaving_risk_age + births) + initiated) / entering;
  s.not_at_risk = people - s.at_risk - s.active - s.imprisoned - s.desisted;
  if (!(s.initiation > 0.0 && s.entry_share > 0.0 && s.entry_share < 1.0 && s.not_at_risk > 0.0)) return std::nullopt;
  return s;
}

ParameterDraw draw_country_parameters(const ParameterDraw& pooled, const PooledNumbers& numbers,
                                      const CountryInput& country, const EnumArray<bool, Loop>& without) {
  ParameterDraw p = pooled;
  for (std::uint32_t attempt = 0;; ++attempt) {
    draw_own(p, numbers, country.code, attempt);
    if (attempt == 63 || balanced_start(p, country, without)) return p;
  }
}

namespace {

/// Street violence out, given street violence in, with every stock at its long-run balance; relative to the start.
double violence_out(const ParameterDraw& p, const Start& s, const EnumArray<bool, Loop>& without, double violence) {
  using P = Parameter;
  const auto on = [&](Loop loop, double value) { return without[loop] ? 0.0 : value; };
  const double b = s.birth_rate;
  const double exposure = violence;
  const double t0 = p[P::trust_level];
  const double g_t = on(Loop::trust, p[P::violence_on_trust]);
  const double trust = t0 / (t0 + (1.0 - t0) * (1.0 - g_t + g_t * violence));
  const double c0 = p[P::capacity_level];
  const double g_s = on(Loop::sanction, p[P::strain_on_capacity]);
  const double capacity = c0 / (c0 + (1.0 - c0) * (1.0 - g_s + g_s * exposure));
  const double guarded = 1.0 - p[P::guardianship] * (trust - t0);
  const double g_x = on(Loop::exposure, p[P::exposure_on_initiation]);
  const double g_e = on(Loop::exposure, p[P::exposure_on_entry]);
  const auto pulled = [&](double g) { return exposure / ((1.0 - g) * exposure + g); };
  const double initiation = s.initiation * pulled(g_x) * guarded;
  const double entry =
      s.at_risk * (leaving_risk_age + b + s.initiation) * pulled(g_e) / (1.0 + s.entry_share * (pulled(g_e) - 1.0));
  const double at_risk = entry / (leaving_risk_age + b + initiation);
  const double sanction = s.sanction * capacity / c0;
  // Per active person: imprisoned and desisted at their balance; what comes back through them.
  const double imprisoned = sanction / (s.release + b);
  const double desisted =
      (s.desistance + (1.0 - s.return_share) * s.release * imprisoned) / (s.relapse + s.forgetting + b);
  const double active = initiation * at_risk /
                        (s.desistance + sanction + b - s.return_share * s.release * imprisoned - s.relapse * desisted);
  const double w_a = p[P::active_loading_assault];
  return (1.0 - w_a + w_a * active / s.active) * guarded;
}

}  // namespace

double loop_gain(const ParameterDraw& parameters, const Start& start, const EnumArray<bool, Loop>& without) {
  const double h = 1e-4;
  return (violence_out(parameters, start, without, 1.0 + h) - violence_out(parameters, start, without, 1.0 - h)) /
         (2.0 * h);
}

}  // namespace salus::model
