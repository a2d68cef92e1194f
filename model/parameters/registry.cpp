#include "model/parameters/registry.hpp"

#include <stdexcept>
#include <string>

#include "model/parameters/draw_prior.hpp"
#include "model/random/purposes.hpp"

namespace salus::model {
namespace {

using F = Prior::Family;

constexpr Prior lognormal(double median, double log_sd, double lower, double upper) { return {F::lognormal, median, log_sd, lower, upper, 0.0}; }
constexpr Prior share(double median, double logit_sd, double lower = 0.0, double upper = 1.0) { return {F::logit_normal, median, logit_sd, lower, upper, 0.0}; }
constexpr Prior normal(double mean, double sd, double lower, double upper) { return {F::normal, mean, sd, lower, upper, 0.0}; }
constexpr Prior uniform_on(double lower, double upper) { return {F::uniform, lower, upper, lower, upper, 0.0}; }

constexpr std::string_view judgement = "judgement: no verified figure; wide prior";
constexpr std::string_view confounded = "judgement: confounded with the noise, stays prior";

std::vector<ParameterRecord> make_registry() {
  using P = Parameter;
  constexpr auto pooled = Scope::pooled;
  constexpr auto country = Scope::country;
  return {
      // Stocks and their flows.
      {P::active_share, 1, "active_share", "a0", "1", country, lognormal(0.004, 0.5, 2e-4, 0.05), "persons active in violent offending per inhabitant at the start", judgement},
      {P::at_risk_share, 2, "at_risk_share", "r0", "1", country, share(0.2, 0.5, 0.02, 0.8), "share of persons aged 15-29 who are at risk of violent offending", judgement},
      {P::violent_prisoner_share, 3, "violent_prisoner_share", "pv", "1", country, share(0.35, 0.5, 0.02, 0.95), "share of all prisoners held for violent offending; prison data include pre-trial and non-violent prisoners", judgement},
      {P::prison_stay, 4, "prison_stay", "L", "month", country, lognormal(36.0, 0.4, 6.0, 180.0), "mean stay in prison for violent offending", judgement},
      {P::return_share, 5, "return_share", "rho", "1", pooled, share(0.365, 0.3, 0.1, 0.7), "share of released prisoners who return to violent offending", "Yukhnenko, Farouki, Fazel, 33 countries, reconvicted within 2 years 18-55 % (midpoint; fact S44)"},
      {P::career_length, 6, "career_length", "1/delta", "month", pooled, lognormal(72.0, 0.4, 18.0, 240.0), "mean length of an active spell", judgement},
      {P::relapse_rate, 7, "relapse_rate", "r", "year-1", pooled, lognormal(0.03, 0.5, 0.002, 0.3), "rate at which desisted persons become active again", judgement},
      {P::desisted_memory, 8, "desisted_memory", "tauD", "month", pooled, lognormal(120.0, 0.3, 36.0, 360.0), "time after which a desisted person counts as not at risk", judgement},
      // Loop violence -> exposure -> initiation.
      {P::exposure_on_initiation, 9, "exposure_on_initiation", "gX", "1", pooled, share(0.2, 0.6, 0.0, 0.9), "elasticity of initiation to exposure at the start; never more than 1 / (1 - gX) times", confounded},
      {P::exposure_on_entry, 10, "exposure_on_entry", "gE", "1", pooled, share(0.1, 0.6, 0.0, 0.9), "elasticity of the odds of entering risk to exposure at the start", confounded},
      {P::exposure_memory, 11, "exposure_memory", "tauX", "month", pooled, lognormal(60.0, 0.4, 12.0, 240.0), "memory of past violence", confounded},
      // Loop violence -> trust -> guardianship.
      {P::trust_level, 12, "trust_level", "T0", "1", country, share(0.4, 0.3, 0.05, 0.95), "trust and collective efficacy at the start", confounded},
      {P::violence_on_trust, 13, "violence_on_trust", "gT", "1", pooled, share(0.3, 0.6, 0.0, 0.95), "weight of violence in the odds of distrust", confounded},
      {P::trust_memory, 14, "trust_memory", "tauT", "month", pooled, lognormal(48.0, 0.4, 12.0, 240.0), "time constant of trust", confounded},
      {P::guardianship, 15, "guardianship", "gG", "1", pooled, share(0.3, 0.6, 0.0, 0.95), "relative fall of street violence and initiation when trust goes from 0 to 1", confounded},
      // Loop capacity -> certainty of sanction.
      {P::capacity_level, 16, "capacity_level", "G0", "1", country, share(0.4, 0.4, 0.05, 0.95), "municipal safety capacity at the start", confounded},
      {P::strain_on_capacity, 17, "strain_on_capacity", "gS", "1", pooled, share(0.2, 0.6, 0.0, 0.95), "weight of remembered violence in the odds of being without capacity", confounded},
      {P::capacity_memory, 18, "capacity_memory", "tauG", "month", pooled, lognormal(48.0, 0.4, 12.0, 240.0), "time constant of capacity", confounded},
      // Loadings of crime types. Partner violence and child maltreatment do not load on the active stock; street violence does not
      // load on exposure but through entry and initiation (a direct loading would let a run of bad noise feed itself). Numbers 24
      // and 25 are retired.
      {P::active_loading_homicide, 19, "active_loading_homicide", "wA_homicide", "1", pooled, share(0.5, 0.4, 0.0, 0.8), "share of homicide that moves with the active stock", "gang shares of homicide 0.6-0.66 in two cities (facts S34, S35), 0.19 organised crime world-wide (S79): wide between"},
      {P::active_loading_assault, 20, "active_loading_assault", "wA_assault", "1", pooled, share(0.4, 0.4, 0.0, 0.8), "share of serious assault that moves with the active stock", judgement},
      {P::active_loading_robbery, 21, "active_loading_robbery", "wA_robbery", "1", pooled, share(0.6, 0.4, 0.0, 0.9), "share of robbery that moves with the active stock", judgement},
      {P::active_loading_sexual, 22, "active_loading_sexual", "wA_sexual", "1", pooled, share(0.1, 0.5, 0.0, 0.6), "share of non-partner sexual violence that moves with the active stock", judgement},
      {P::active_loading_property, 23, "active_loading_property", "wA_property", "1", pooled, share(0.5, 0.4, 0.0, 0.9), "share of property crime that moves with the active stock", judgement},
      {P::exposure_loading_partner, 26, "exposure_loading_partner", "wX_partner", "1", pooled, share(0.2, 0.5, 0.0, 0.8), "share of partner violence that moves with exposure", confounded},
      {P::exposure_loading_sexual, 27, "exposure_loading_sexual", "wX_sexual", "1", pooled, share(0.1, 0.5, 0.0, 0.4), "share of non-partner sexual violence that moves with exposure", confounded},
      {P::exposure_loading_child, 28, "exposure_loading_child", "wX_child", "1", pooled, share(0.2, 0.5, 0.0, 0.8), "share of child maltreatment that moves with exposure", confounded},
      // Unmodelled intensity.
      {P::volatility_scale, 29, "volatility_scale", "kappa", "1", pooled, lognormal(1.0, 0.15, 0.5, 2.0), "factor on every country's yearly volatility of homicide", "first estimate; uncertainty of a pooled standard deviation"},
      {P::country_persistence, 30, "country_persistence", "phi", "year-1", pooled, share(0.95, 0.5, 0.7, 0.995), "share of a deviation that is left after a year", "0.96 a year implied by Fajnzylber, Lederman, Loayza 2002 (fact S52, derived)"},
      {P::factor_persistence, 31, "factor_persistence", "phiF", "year-1", pooled, share(0.95, 0.5, 0.7, 0.995), "the same for the global and regional factors", judgement},
      {P::global_variance_share, 32, "global_variance_share", "vG", "1", pooled, share(0.05, 0.6, 0.0, 0.4), "share of a country's yearly variance that all countries have in common", judgement},
      {P::regional_variance_share, 33, "regional_variance_share", "vR", "1", pooled, share(0.1, 0.6, 0.0, 0.4), "share that the countries of a region have in common", judgement},
      {P::lethality_variance_share, 34, "lethality_variance_share", "vL", "1", pooled, share(0.15, 0.6, 0.0, 0.5), "share that is lethality (weapons, alcohol, care) and not violence", judgement},
      {P::jump_rate, 35, "jump_rate", "pJ", "year-1", pooled, lognormal(0.04, 0.6, 0.002, 0.3), "rate of rare jumps of a country's level", judgement},
      {P::jump_size, 36, "jump_size", "sJ", "1", pooled, lognormal(2.5, 0.3, 1.0, 6.0), "standard deviation of a jump of the log rate, in the country's yearly standard deviations", judgement},
      {P::household_volatility, 37, "household_volatility", "sH", "year-1", pooled, lognormal(0.04, 0.5, 0.005, 0.3), "yearly standard deviation of log partner violence and child maltreatment", judgement},
      {P::property_volatility, 38, "property_volatility", "sP", "year-1", pooled, lognormal(0.08, 0.5, 0.01, 0.4), "yearly standard deviation of log property crime beyond its share of violence", judgement},
      {P::forced_year_shock, 39, "forced_year_shock", "s2020", "1", pooled, lognormal(0.08, 0.4, 0.01, 0.4), "standard deviation of the common shock of 2020, either sign, gone by the end of 2021", judgement},
      // Drivers: change of the log rate per pooled standard deviation of the driver. The literature conflicts, so the priors are wide.
      {P::driver_youth_share, 40, "driver_youth_share", "b_youth", "1", pooled, normal(0.10, 0.15, -0.6, 0.8), "log street violence per sd of the share of men aged 15-29", "none in 126 countries (fact S59), large in Sao Paulo (S60, unverified): carried into the width"},
      {P::driver_inequality, 41, "driver_inequality", "b_gini", "1", pooled, normal(0.20, 0.12, -0.5, 0.9), "log street violence per sd of the Gini index", "Lancet Reg Health Am 2023, RR 1.28 (1.10-1.48) per sd in cities (S53); Fajnzylber et al. 2002 (S50, S51)"},
      {P::driver_unemployment, 42, "driver_unemployment", "b_unemployment", "1", pooled, normal(0.03, 0.06, -0.4, 0.5), "log street violence per sd of unemployment", judgement},
      {P::driver_slum_share, 43, "driver_slum_share", "b_slum", "1", pooled, normal(0.05, 0.08, -0.5, 0.6), "log street violence per sd of the slum share", judgement},
      {P::driver_rule_of_law, 44, "driver_rule_of_law", "b_law", "1", pooled, normal(-0.10, 0.10, -0.8, 0.5), "log street violence per sd of the rule of law", judgement},
      {P::driver_alcohol, 45, "driver_alcohol", "b_alcohol", "1", pooled, normal(0.06, 0.06, -0.4, 0.5), "log violence, partner violence included, per sd of alcohol per head", judgement},
      // Programme.
      {P::scale_up, 46, "scale_up", "q", "1", pooled, uniform_on(0.25, 1.0), "joint scale-up factor on every published effect: fidelity, transport and selective publication in one", "DellaVigna, Linos 2022: effects at government scale 0.24 of published ones (G03); 1 is full transfer"},
      {P::joint_effect, 47, "joint_effect", "J", "1", pooled, {F::spike_lognormal, 0.25, 0.7, 0.0, 1.5, 0.5}, "relative rise of the scale-up factor, and weight of adoption with own money, when the global stock is complete; exactly 0 with probability one half", "by analogy only (G01-G12): spike at zero, and one joint factor with a cap, because a product of hopeful factors is right-skewed"},
      {P::global_half_stock, 48, "global_half_stock", "K50", "USD", pooled, lognormal(1.0e7, 0.6, 1.0e6, 1.0e8), "stock of global spending at which half of the joint effect is reached", judgement},
      {P::leverage, 49, "leverage", "l", "1", pooled, uniform_on(0.0, 1.0), "additional domestic money per dollar of global spending at full joint effect of 1; outside the programme's budget", "flypaper estimates from crowd-out to 0.82 (G10); the committed 5.75 of G11 is not additional"},
      {P::take_up_ceiling, 50, "take_up_ceiling", "c_max", "1", pooled, share(0.6, 0.4, 0.1, 0.95), "highest coverage of the eligible that money can reach", judgement},
      {P::reached_people, 51, "reached_people", "N_reached", "1", pooled, lognormal(1.0e8, 0.2, 4.0e7, 2.5e8), "inhabitants of the reached places, all recipients together", "concept note, para 18 h: about 100 million people"},
      // Perceived safety.
      {P::perceived_safety_level, 52, "perceived_safety_level", "S0", "1", country, share(0.55, 0.4, 0.05, 0.97), "share who feel safe walking alone at the start", "SDG 16.1.4: 29 values in 15 countries, no panel; wide prior"},
      {P::fear_of_violence, 53, "fear_of_violence", "gF", "1", pooled, share(0.3, 0.6, 0.0, 0.95), "weight of remembered violence in the odds of feeling unsafe", judgement},
  };
}

}  // namespace

const std::vector<ParameterRecord>& registry() {
  static const std::vector<ParameterRecord> all = make_registry();
  return all;
}

ParameterDraw draw_parameters(RandomKey key, CountryCode country, Attempt attempt) {
  ParameterDraw values;
  for (const auto& record : registry()) {
    const bool own = record.scope == Scope::country;
    values[record.id] = draw(record.prior, key, {own ? country.m49 : 0u, 0, purpose::parameter_base + record.number, own ? attempt.country : attempt.pooled});
  }
  return values;
}

void apply_overrides(ParameterDraw& values, const std::vector<Override>& overrides) {
  for (const auto& setting : overrides) {
    bool known = false;
    for (const auto& record : registry())
      if (record.name == setting.parameter) values[record.id] = setting.value, known = true;
    if (!known) throw std::invalid_argument("no parameter is named '" + setting.parameter + "'");
  }
}

ParameterDraw central_parameters() {
  ParameterDraw values;
  for (const auto& record : registry()) values[record.id] = central_value(record.prior);
  return values;
}

}  // namespace salus::model
