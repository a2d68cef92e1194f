/// The records of the country layer, the city panel, the programme and what is observed: a table.
#include "model/parameters/parameter_records.hpp"

#include "model/core/grid.hpp"

namespace salus::model {
namespace {

using namespace priors;

constexpr std::string_view confounded = "judgement: confounded with the noise, stays prior";

using P = Parameter;
using U = Unit;
constexpr auto pooled = Scope::pooled;
constexpr auto country = Scope::country;
constexpr auto data = Knowledge::data;
constexpr auto analogy = Knowledge::analogy;
constexpr auto assumption = Knowledge::assumption;

constexpr Registry<Parameter> records({{
    // Stocks and their flows.
    {P::active_share, 1, "active_share", "a0", U::one, country, assumption, lognormal(0.004, 0.5, 2e-4, 0.05),
     "persons active in violent offending per inhabitant at the start", judgement},
    {P::at_risk_share, 2, "at_risk_share", "r0", U::one, country, assumption, share(0.2, 0.5, 0.02, 0.8),
     "share of persons aged 15-29 who are at risk of violent offending", judgement},
    {P::violent_prisoner_share, 3, "violent_prisoner_share", "pv", U::one, country, assumption,
     share(0.35, 0.5, 0.02, 0.95),
     "share of all prisoners held for violent offending; prison data include pre-trial and non-violent prisoners",
     judgement},
    {P::prison_stay, 4, "prison_stay", "L", U::month, country, assumption, lognormal(36.0, 0.4, 6.0, 180.0),
     "mean stay in prison for violent offending", judgement},
    {P::return_share, 5, "return_share", "rho", U::one, pooled, data, share(0.365, 0.3, 0.1, 0.7),
     "share of released prisoners who return to violent offending",
     "Yukhnenko, Farouki, Fazel, 33 countries, reconvicted within 2 years 18-55 % (midpoint; fact S44)"},
    {P::career_length, 6, "career_length", "1/delta", U::month, pooled, assumption, lognormal(72.0, 0.4, 18.0, 240.0),
     "mean length of an active spell", judgement},
    {P::relapse_rate, 7, "relapse_rate", "r", U::per_year, pooled, assumption, lognormal(0.03, 0.5, 0.002, 0.3),
     "rate at which desisted persons become active again", judgement},
    {P::desisted_memory, 8, "desisted_memory", "tauD", U::month, pooled, assumption, lognormal(120.0, 0.3, 36.0, 360.0),
     "time after which a desisted person counts as not at risk", judgement},
    // Loop violence -> exposure -> initiation.
    {P::exposure_on_initiation, 9, "exposure_on_initiation", "gX", U::one, pooled, assumption,
     share(0.2, 0.6, 0.0, 0.9), "elasticity of initiation to exposure at the start; never more than 1 / (1 - gX) times",
     confounded},
    {P::exposure_on_entry, 10, "exposure_on_entry", "gE", U::one, pooled, assumption, share(0.1, 0.6, 0.0, 0.9),
     "elasticity of the odds of entering risk to exposure at the start", confounded},
    {P::exposure_memory, 11, "exposure_memory", "tauX", U::month, pooled, assumption, lognormal(60.0, 0.4, 12.0, 240.0),
     "memory of past violence", confounded},
    // Loop violence -> trust -> guardianship.
    {P::trust_level, 12, "trust_level", "T0", U::one, country, assumption, share(0.4, 0.3, 0.05, 0.95),
     "trust and collective efficacy at the start", confounded},
    {P::violence_on_trust, 13, "violence_on_trust", "gT", U::one, pooled, assumption, share(0.3, 0.6, 0.0, 0.95),
     "weight of violence in the odds of distrust", confounded},
    {P::trust_memory, 14, "trust_memory", "tauT", U::month, pooled, assumption, lognormal(48.0, 0.4, 12.0, 240.0),
     "time constant of trust", confounded},
    {P::guardianship, 15, "guardianship", "gG", U::one, pooled, assumption, share(0.3, 0.6, 0.0, 0.95),
     "relative fall of street violence and initiation when trust goes from 0 to 1", confounded},
    // Loop capacity -> certainty of sanction.
    {P::capacity_level, 16, "capacity_level", "G0", U::one, country, assumption, share(0.4, 0.4, 0.05, 0.95),
     "municipal safety capacity at the start", confounded},
    {P::strain_on_capacity, 17, "strain_on_capacity", "gS", U::one, pooled, assumption, share(0.2, 0.6, 0.0, 0.95),
     "weight of remembered violence in the odds of being without capacity", confounded},
    {P::capacity_memory, 18, "capacity_memory", "tauG", U::month, pooled, assumption, lognormal(48.0, 0.4, 12.0, 240.0),
     "time constant of capacity", confounded},
    // Loadings of crime types. Partner violence and child maltreatment do not load on the active stock; street
    // violence does not load on exposure but through entry and initiation (a direct loading would let a run of bad
    // noise feed itself). Numbers 24 and 25 are retired.
    {P::active_loading_homicide, 19, "active_loading_homicide", "wA_homicide", U::one, pooled, data,
     share(0.5, 0.4, 0.0, 0.8), "share of homicide that moves with the active stock",
     "gang shares of homicide 0.6-0.66 in two cities (facts S34, S35), 0.19 organised crime world-wide (S79): wide "
     "between"},
    {P::active_loading_assault, 20, "active_loading_assault", "wA_assault", U::one, pooled, assumption,
     share(0.4, 0.4, 0.0, 0.8), "share of serious assault that moves with the active stock", judgement},
    {P::active_loading_robbery, 21, "active_loading_robbery", "wA_robbery", U::one, pooled, assumption,
     share(0.6, 0.4, 0.0, 0.9), "share of robbery that moves with the active stock", judgement},
    {P::active_loading_sexual, 22, "active_loading_sexual", "wA_sexual", U::one, pooled, assumption,
     share(0.1, 0.5, 0.0, 0.6), "share of non-partner sexual violence that moves with the active stock", judgement},
    {P::active_loading_property, 23, "active_loading_property", "wA_property", U::one, pooled, assumption,
     share(0.5, 0.4, 0.0, 0.9), "share of property crime that moves with the active stock", judgement},
    {P::exposure_loading_partner, 26, "exposure_loading_partner", "wX_partner", U::one, pooled, assumption,
     share(0.2, 0.5, 0.0, 0.8), "share of partner violence that moves with exposure", confounded},
    {P::exposure_loading_sexual, 27, "exposure_loading_sexual", "wX_sexual", U::one, pooled, assumption,
     share(0.1, 0.5, 0.0, 0.4), "share of non-partner sexual violence that moves with exposure", confounded},
    {P::exposure_loading_child, 28, "exposure_loading_child", "wX_child", U::one, pooled, assumption,
     share(0.2, 0.5, 0.0, 0.8), "share of child maltreatment that moves with exposure", confounded},
    // Unmodelled intensity.
    {P::volatility_scale, 29, "volatility_scale", "kappa", U::one, pooled, data, lognormal(1.0, 0.15, 0.5, 2.0),
     "factor on every country's yearly volatility of homicide",
     "first estimate; uncertainty of a pooled standard deviation", Part::noise},
    {P::country_persistence, 30, "country_persistence", "phi", U::per_year, pooled, data, share(0.95, 0.5, 0.7, 0.995),
     "share of a deviation that is left after a year",
     "0.96 a year implied by Fajnzylber, Lederman, Loayza 2002 (fact S52, derived)", Part::noise},
    {P::factor_persistence, 31, "factor_persistence", "phiF", U::per_year, pooled, assumption,
     share(0.95, 0.5, 0.7, 0.995), "the same for the global and regional factors", judgement, Part::noise},
    {P::global_variance_share, 32, "global_variance_share", "vG", U::one, pooled, assumption,
     share(0.05, 0.6, 0.0, 0.4), "share of a country's yearly variance that all countries have in common", judgement,
     Part::noise},
    {P::regional_variance_share, 33, "regional_variance_share", "vR", U::one, pooled, assumption,
     share(0.1, 0.6, 0.0, 0.4), "share that the countries of a region have in common", judgement, Part::noise},
    {P::lethality_variance_share, 34, "lethality_variance_share", "vL", U::one, pooled, assumption,
     share(0.15, 0.6, 0.0, 0.5), "share that is lethality (weapons, alcohol, care) and not violence", judgement,
     Part::noise},
    {P::jump_rate, 35, "jump_rate", "pJ", U::per_year, pooled, assumption, lognormal(0.04, 0.6, 0.002, 0.3),
     "rate of rare jumps of a country's level", judgement, Part::noise},
    {P::jump_size, 36, "jump_size", "sJ", U::one, pooled, assumption, lognormal(0.35, 0.5, 0.05, 2.0),
     "standard deviation of a rare jump of the log rate, and of a figure that stands apart in one year",
     "judgement: a jump changes a country's rate by a third either way; the fit moves it", Part::noise},
    {P::household_volatility, 37, "household_volatility", "sH", U::per_year, pooled, assumption,
     lognormal(0.04, 0.5, 0.005, 0.3), "yearly standard deviation of log partner violence and child maltreatment",
     judgement, Part::noise},
    {P::property_volatility, 38, "property_volatility", "sP", U::per_year, pooled, assumption,
     lognormal(0.08, 0.5, 0.01, 0.4), "yearly standard deviation of log property crime beyond its share of violence",
     judgement, Part::noise},
    {P::forced_year, 39, "forced_year", "s2020", U::one, pooled, assumption, normal(0.0, 0.09, -0.5, 0.5),
     "common shock of 2020 in the log rate, gone by the end of 2021", "judgement: either sign", Part::noise},
    // Drivers: change of the log rate per pooled standard deviation of the driver. The literature conflicts, so the
    // priors are wide.
    {P::driver_youth_share, 40, "driver_youth_share", "b_youth", U::one, pooled, data, normal(0.10, 0.15, -0.6, 0.8),
     "log street violence per sd of the share of men aged 15-29",
     "none in 126 countries (fact S59), large in Sao Paulo (S60, unverified): carried into the width", Part::noise},
    {P::driver_inequality, 41, "driver_inequality", "b_gini", U::one, pooled, data, normal(0.20, 0.12, -0.5, 0.9),
     "log street violence per sd of the Gini index",
     "Lancet Reg Health Am 2023, RR 1.28 (1.10-1.48) per sd in cities (S53); Fajnzylber et al. 2002 (S50, S51)",
     Part::noise},
    {P::driver_unemployment, 42, "driver_unemployment", "b_unemployment", U::one, pooled, assumption,
     normal(0.03, 0.06, -0.4, 0.5), "log street violence per sd of unemployment", judgement, Part::noise},
    {P::driver_slum_share, 43, "driver_slum_share", "b_slum", U::one, pooled, assumption, normal(0.05, 0.08, -0.5, 0.6),
     "log street violence per sd of the slum share", judgement, Part::noise},
    {P::driver_rule_of_law, 44, "driver_rule_of_law", "b_law", U::one, pooled, assumption,
     normal(-0.10, 0.10, -0.8, 0.5), "log street violence per sd of the rule of law", judgement, Part::noise},
    {P::driver_alcohol, 45, "driver_alcohol", "b_alcohol", U::one, pooled, assumption, normal(0.06, 0.06, -0.4, 0.5),
     "log violence, partner violence included, per sd of alcohol per head", judgement, Part::noise},
    {P::secular_trend, 54, "secular_trend", "mu", U::per_year, pooled, data, normal(-0.010, 0.006, -0.05, 0.03),
     "drift of the log rate of street violence a year that no driver here explains",
     "mean yearly log change of homicide: -0.010 (error 0.006) over 42 countries to 2019, -0.011 (0.013) over 217 "
     "city and state series (calibration/city_variance.hpp)",
     Part::noise},
    {P::trend_volatility, 102, "trend_volatility", "s_mu", U::per_year_to_three_halves, pooled, assumption,
     lognormal(0.005, 0.7, 1e-4, 0.05), "standard deviation of the yearly change of that drift",
     "judgement: a drift that can turn within a decade", Part::noise},
    // City panel.
    {P::city_effect_sd, 55, "city_effect_sd", "sE", U::one, pooled, data, lognormal(0.30, 0.5, 0.02, 1.2),
     "standard deviation of the lasting part of a city's log rate of street violence against its country",
     "0.06-0.52 over four countries; only the whole spread of 0.67 (0.07) is known well "
     "(calibration/city_variance.hpp)",
     Part::noise},
    {P::city_persistence, 56, "city_persistence", "phiU", U::per_year, pooled, data, share(0.94, 0.45, 0.75, 0.985),
     "share of a city's passing deviation that is left after a year",
     "0.926 (0.056) to 2019, 0.948 (0.031) over all years of 217 city and state series "
     "(calibration/city_variance.hpp)",
     Part::noise},
    {P::city_volatility, 57, "city_volatility", "sU", U::one, pooled, data, lognormal(0.20, 0.2, 0.05, 0.5),
     "standard deviation of the yearly innovations of a city's log rate",
     "0.215 (0.029) to 2019; 0.13-0.27 over four countries (calibration/city_variance.hpp)", Part::noise},
    {P::city_loading_half, 58, "city_loading_half", "hU", U::one, pooled, assumption, share(0.5, 0.4, 0.05, 0.95),
     "part of a city's log deviation of street violence that sexual violence and property crime share", judgement,
     Part::noise},
    {P::city_loading_household, 59, "city_loading_household", "dU", U::one, pooled, assumption,
     share(0.15, 0.6, 0.0, 0.8), "part that partner violence and child maltreatment share", judgement, Part::noise},
    // Programme: money.
    {P::funding_share, 60, "funding_share", "f", U::one, pooled, assumption, share(0.7, 0.8, 0.05, 1.0),
     "part of the budget that donors give: the programme is voluntary and extra-budgetary",
     "concept note, paras 9-10; commitments are often not realised (G11); no pair of planned and received money of "
     "UN-Habitat was found; of UN country frameworks 35 and 46 % stood ready at signature, 80 % came in a year, over "
     "70 % "
     "were used by September of one (calibration/data/README.md): wide prior"},
    {P::funding_volatility, 61, "funding_volatility", "sF", U::one, pooled, assumption, lognormal(0.25, 0.4, 0.0, 1.0),
     "standard deviation of a year's log odds of a pledged dollar arriving", judgement},
    {P::phasing_tilt, 63, "phasing_tilt", "tD", U::per_year, pooled, assumption, normal(0.0, 0.08, -0.3, 0.3),
     "log growth a year of a half's drawn phasing", judgement},
    {P::city_fixed_cost, 64, "city_fixed_cost", "F0", U::usd_per_year, pooled, assumption,
     lognormal(2000.0, 0.8, 0.0, 20000.0),
     "cost of taking part for a city a year before anything is delivered: coordination, reporting", judgement},
    {P::absorption_limit, 65, "absorption_limit", "A", U::usd_per_year, pooled, assumption,
     lognormal(1.0, 0.7, 0.02, 50.0),
     "money an inhabitant and year that a city with full municipal capacity can use well; in proportion to capacity",
     judgement},
    {P::post_cost, 66, "post_cost", "cP", U::usd_per_year, pooled, assumption,
     lognormal(140000.0, 0.25, 50000.0, 300000.0), "cost of a post a year, all grades", judgement},
    {P::staff_share, 67, "staff_share", "pS", U::one, pooled, assumption, share(0.5, 0.5, 0.1, 0.9),
     "part of global money, and of support cost, that is staff", judgement},
    // Programme: who takes part.
    {P::first_review_countries, 68, "first_review_countries", "n1", U::one, pooled, assumption, uniform_on(10.0, 15.0),
     "countries in the first review", "concept note, para 11: at least 10-15"},
    {P::adoption_hazard, 69, "adoption_hazard", "hA", U::per_year, pooled, data, lognormal(0.03, 0.6, 0.002, 0.5),
     "hazard with which another country joins after the first review, without any global function",
     "the Safer Cities Programme's record, 24 countries in 25 years (concept note, para 4): 0.028 (0.020-0.039) a "
     "country "
     "and year, were all 24 among the 48; wider, for more money and another offer"},
    {P::political_change, 70, "political_change", "hP", U::per_year, pooled, assumption,
     lognormal(0.22, 0.3, 0.05, 0.6), "hazard of a change of government", "terms of four to five years; judgement"},
    {P::exit_at_change, 71, "exit_at_change", "xP", U::one, pooled, assumption, share(0.3, 0.6, 0.02, 0.9),
     "probability that a change of government ends taking part",
     "participatory city policies and city safety programmes ended with the party or mayor (G12, I23.5, I25.3): no "
     "rate was read; wide prior"},
    {P::act_on_review, 72, "act_on_review", "aR", U::one, pooled, analogy, share(0.48, 0.5, 0.1, 0.9),
     "probability that a reviewed country acts on a recommendation before the next review",
     "UPR Info 2014: 48 % of recommendations within 2.5 years (G07), descriptive"},
    {P::reached_cities, 73, "reached_cities", "nU", U::one, pooled, assumption, lognormal(73.0, 0.35, 20.0, 250.0),
     "cities that the programme takes on when 25 of 48 countries take part",
     "between the record, 77 cities of 24 countries in 25 years (para 4): 3.2 a country, 53 for the 16.7 recipients "
     "among "
     "25; and the goal of para 18 g, 100; funding per city follows"},
    {P::peak_selection, 74, "peak_selection", "bS", U::one, pooled, assumption, lognormal(1.0, 0.6, 0.0, 5.0),
     "pull of a city's passing deviation on its being chosen: cities join when violence is high, and then fall by "
     "themselves",
     judgement},
    {P::need_selection, 75, "need_selection", "bN", U::one, pooled, assumption, lognormal(0.5, 0.6, 0.0, 3.0),
     "pull of a city's lasting level on its being chosen, and of a country's on its joining", judgement},
    {P::means_selection, 99, "means_selection", "bO", U::one, pooled, assumption, normal(0.1, 0.3, -1.0, 1.0),
     "pull of a country's log product per head on its joining: who can bring own resources joins more readily, who "
     "needs aid has more to gain",
     "concept note, paras 20-22: selection with own resources; of either sign, judgement"},
    {P::analysis_priority, 100, "analysis_priority", "pC", U::one, pooled, data, share(0.35, 0.6, 0.02, 0.95),
     "probability that safety is a priority in a country's UN common country analysis; countries of high income have "
     "none",
     "latest UN frameworks of 28 countries: safety in a title or outcome of 4, in part (peace, cohesion, rule of law) "
     "of 12, "
     "of 12 not: 14 to 57 %, with half of the parts 36 % (calibration/data/README.md); concept note, paras 11, 20"},
    {P::analysis_selection, 101, "analysis_selection", "bC", U::one, pooled, assumption, lognormal(0.7, 0.6, 0.0, 4.0),
     "pull of such a priority on a country's joining", "concept note, paras 20-21; judgement"},
    // Programme: delivery.
    {P::scale_up, 46, "scale_up", "q", U::one, pooled, analogy, share(0.71, 1.25, 0.02, 1.0),
     "what delivery in routine keeps of an effect at full delivery: fidelity alone; selection among studies is in the "
     "effects, travel in their spread between places",
     "median of the synthesis, whose coefficient of routine delivery has selection taken out "
     "(scenarios/evidence/effects_from.csv); wider than there, since without that 58 evaluations of therapy for "
     "offenders keep 0.48 of the log effect of demonstrations and 0.38 of research trials, and government scale keeps "
     "0.24 of what was published (DellaVigna, Linos 2022, G03): the 90 % interval holds all three"},
    {P::between_countries, 130, "between_countries", "fB", U::one, pooled, analogy, share(0.5, 1.14, 0.0, 1.0),
     "share of an effect's variance between places that lies between countries; the rest lies between cities of one",
     "judgement: Beta(2, 2), as the logit-normal of its spread: no measure was tried in several cities of several "
     "countries",
     Part::noise},
    {P::take_up_ceiling, 50, "take_up_ceiling", "c_max", U::one, pooled, assumption, share(0.6, 0.4, 0.1, 0.95),
     "highest coverage of the eligible that money can reach", judgement},
    {P::overlap, 76, "overlap", "w", U::one, pooled, assumption, uniform_on(0.0, 1.0),
     "overlap of interventions with one mechanism: 0 they add as independent ones do, 1 only the strongest counts",
     judgement},
    // Global functions: each effect by analogy, zero in half of the draws in which any is not, none at all in half
    // of the draws.
    {P::joint_effect, 77, "joint_effect", "J", U::one, pooled, analogy, spike_or_lognormal(0.5, 1.0, 0.3, 0.0, 3.0),
     "common factor on every effect of a global function; 0 with probability one half: then global money changes "
     "nothing but process",
     "by analogy only (G01-G12): no safety network of cities was ever measured"},
    {P::joint_cap, 78, "joint_cap", "M", U::one, pooled, analogy, lognormal(1.6, 0.3, 1.0, 4.0),
     "cap on scale-up, unit cost and own money (against all that the programme pays) together",
     "a product of hopeful factors is right-skewed and would favour the global half by construction"},
    {P::global_half_stock, 48, "global_half_stock", "K50", U::usd, pooled, assumption,
     lognormal(1.0e7, 0.6, 1.0e6, 1.0e8),
     "stock of global spending, all six functions, at which half of the effect is reached", judgement},
    {P::knowledge_on_adoption, 79, "knowledge_on_adoption", "bKA", U::one, pooled, analogy,
     spike_or_lognormal(0.5, 0.3, 0.7, 0.0, 2.0), "relative rise of the adoption hazard with a complete knowledge base",
     "G01: 10 points more adoption of a simple policy by mayors shown research: an upper bound"},
    {P::network_on_adoption, 80, "network_on_adoption", "bNA", U::one, pooled, analogy,
     spike_or_lognormal(0.5, 0.5, 0.7, 0.0, 3.0),
     "imitation: relative rise of the adoption hazard when all countries of the region take part and the network is "
     "complete",
     "G09, G12: direction only"},
    {P::review_on_exit, 81, "review_on_exit", "bRX", U::one, pooled, analogy,
     spike_or_lognormal(0.5, 0.2, 0.7, 0.0, 0.9),
     "relative fall of the exits at political change with complete peer review",
     "G07: accepted recommendations are acted on; descriptive"},
    {P::tools_on_scale_up, 82, "tools_on_scale_up", "bTQ", U::one, pooled, analogy,
     spike_or_lognormal(0.5, 0.2, 0.7, 0.0, 1.5),
     "relative rise of the scale-up factor with complete tools and training, a year later",
     "G05: fidelity gains in the second year only; G04 unverified"},
    {P::knowledge_on_cost, 83, "knowledge_on_cost", "bKC", U::one, pooled, analogy,
     spike_or_lognormal(0.5, 0.1, 0.7, 0.0, 1.0),
     "relative fall of unit costs with a complete knowledge base: cost / (1 + b)",
     "G14: unit costs fall at national scale; size not measured"},
    {P::advocacy_on_leverage, 84, "advocacy_on_leverage", "bAL", U::one, pooled, analogy,
     spike_or_lognormal(0.5, 0.5, 0.7, 0.0, 1.0), "part of the leverage that complete advocacy brings forth",
     "G10, G11: from crowd-out to nearly one to one"},
    {P::monitoring_on_power, 85, "monitoring_on_power", "bMP", U::one, pooled, analogy,
     spike_or_lognormal(0.5, 0.3, 0.7, 0.0, 3.0),
     "relative fall of the drift and extra noise of records with complete monitoring", "I25, G02: direction only"},
    {P::leverage, 49, "leverage", "l", U::one, pooled, analogy, uniform_on(0.0, 1.0),
     "additional domestic money per dollar of global spending with complete advocacy; outside the programme's budget",
     "flypaper estimates from crowd-out to 0.82 (G10); the committed 5.75 of G11 is not additional"},
    {P::tool_cost, 86, "tool_cost", "cT", U::usd, pooled, assumption, lognormal(150000.0, 0.8, 5000.0, 5.0e6),
     "cost of a joint tool", judgement},
    {P::tool_adoption, 87, "tool_adoption", "aT", U::one, pooled, analogy, share(0.27, 0.5, 0.05, 0.8),
     "share of joint tools that are piloted",
     "DellaVigna, Kim, Linos 2024: 27 % of a city's own tested innovations were adopted (G02)"},
    {P::partner_cost, 88, "partner_cost", "cN", U::usd, pooled, assumption, lognormal(80000.0, 0.8, 2000.0, 2.0e6),
     "network spending per substantive partner", judgement},
    // Observation.
    {P::recorded_homicide, 89, "recorded_homicide", "rH", U::one, country, assumption, share(0.9, 0.6, 0.3, 1.0),
     "share of homicides that police record",
     "police series against health statistics differ by a tenth to a fifth where both are good (data, independent "
     "sources)"},
    {P::reported_assault, 90, "reported_assault", "rA", U::one, country, data, share(0.35, 0.5, 0.05, 0.9),
     "share of serious assaults reported",
     "victim surveys: 20-55 % in 14 of the 48 countries, median 37 (SDG 16.3.1, UNSD 2020); 65 % not in records in "
     "Latin "
     "America (S72)"},
    {P::reported_robbery, 91, "reported_robbery", "rR", U::one, country, data, share(0.45, 0.5, 0.05, 0.95),
     "share of robberies reported",
     "victim surveys: 12-77 % in 17 of the 48 countries, median 44 (SDG 16.3.1, UNSD 2020); 52 % of vehicle robberies "
     "not "
     "in records in Latin America (S73)"},
    {P::reported_household, 92, "reported_household", "rP", U::one, country, data, share(0.12, 0.6, 0.01, 0.6),
     "share of partner and sexual violence reported",
     "victim surveys, sexual assault: 3-63 % in 11 of the 48 countries, median 12.5 (SDG 16.3.1, UNSD 2020); 93.5 % "
     "not in "
     "records in Latin America, 71.5 % in developed countries (S70, S71)"},
    {P::kept_assault, 120, "kept_assault", "kA", U::one, country, analogy, share(0.67, 0.6, 0.1, 0.98),
     "share of reported serious assaults that police keep on record",
     "England and Wales 2012-13: 67 % of reported violence recorded (HMIC 2014); Mexico: an investigation opened for "
     "63-69 "
     "% of reported crimes of all kinds (ENVIPE 2013, 2014, 2020; with the unreported S74); nowhere else measured: "
     "wide"},
    {P::kept_robbery, 121, "kept_robbery", "kR", U::one, country, analogy, share(0.75, 0.6, 0.1, 0.98),
     "share of reported robberies that police keep on record",
     "no figure for robbery was read: between all crimes of England and Wales, 81 % (HMIC 2014), and of Mexico, 63-69 "
     "% "
     "(ENVIPE); wide"},
    {P::kept_household, 122, "kept_household", "kP", U::one, country, analogy, share(0.70, 0.7, 0.1, 0.98),
     "share of reported partner and sexual violence that police keep on record",
     "England and Wales 2012-13: 74 % of reported sexual offences, 67 % of violence (HMIC 2014); nowhere else "
     "measured: "
     "wide"},
    {P::reporting_on_trust, 93, "reporting_on_trust", "eT", U::one, pooled, assumption, lognormal(1.0, 0.6, 0.0, 5.0),
     "change of the log odds of reporting when trust goes from 0 to 1", judgement},
    {P::recording_on_capacity, 94, "recording_on_capacity", "eG", U::one, pooled, assumption,
     lognormal(0.5, 0.6, 0.0, 4.0), "change of the log odds of recording when municipal capacity goes from 0 to 1",
     judgement},
    {P::record_drift, 95, "record_drift", "sD", U::one, pooled, assumption, lognormal(0.08, 0.5, 0.0, 0.5),
     "standard deviation of the log change of a city's recording of homicide between base and end", judgement},
    {P::record_noise, 96, "record_noise", "sO", U::one, pooled, data, lognormal(0.05, 0.6, 0.0, 0.5),
     "standard deviation of a three-year count beyond Poisson, log scale",
     "yearly counts of 217 series vary as Poisson, 1.06 (0.13); what lasts a year is in the volatility "
     "(calibration/city_variance.hpp)"},
    {P::survey_design_effect, 97, "survey_design_effect", "deff", U::one, pooled, assumption,
     lognormal(1.5, 0.2, 1.0, 4.0), "variance of a survey against a simple random sample",
     "usual range of clustered household surveys"},
    // Values.
    {P::value_elasticity, 98, "value_elasticity", "eV", U::one, pooled, assumption, uniform_on(1.0, 1.4),
     "elasticity to market income per head of the value of a harm averted",
     "1 (Masterman, Viscusi 2018: 0.94-1.05) to 1.5 in purchasing power (Robinson, Hammitt, O'Keeffe 2019), which is "
     "1.37 in market income: price levels rise with income, by 0.36 among the 48 countries in 2019"},
    {P::inflation, 104, "inflation", "dP", U::per_year, pooled, data, normal(0.02, 0.006, -0.01, 0.06),
     "growth of US prices a year from the last year that is known: what the dollars of a pledge lose",
     "US deflator of gross domestic product: means over ten years 1.5-2.6 % within 1990-2024 (calibration/data)"},
    {P::cost_of_funds, 105, "cost_of_funds", "mF", U::one, pooled, analogy, lognormal(1.2, 0.12, 1.0, 2.0),
     "what a dollar of public money costs those who are taxed for it; a sensitivity only",
     "Auriol, Warlters 2006: 1.17 in the mean of 38 African countries; more where taxes are distorting"},
    {P::cash_share, 106, "cash_share", "sC", U::one, pooled, analogy, share(0.87, 0.3, 0.5, 0.98),
     "part of a dollar that reaches people where it is given away as cash; a sensitivity only",
     "GiveWell 2014 on GiveDirectly: 87 % of all expenses"},
    {P::health_price, 107, "health_price", "cH", U::one, pooled, analogy, lognormal(0.5, 0.5, 0.05, 2.0),
     "dollars for which health care averts a DALY, over market income per head; a sensitivity only",
     "Daroudi et al. 2021: 0.34 in countries of low and 0.67 of medium development; Ochalek, Lomas, Claxton 2018: "
     "below 1"},
    // Perceived safety. Numbers 47 and 51 are retired.
    {P::perceived_safety_level, 52, "perceived_safety_level", "S0", U::one, country, data, share(0.63, 0.6, 0.05, 0.97),
     "share who feel safe walking alone at the start",
     "SDG 16.1.4: 29 values in 15 countries, latest 0.35-0.94, median 0.63 (UNSD 2020); no panel; wide prior"},
    {P::fear_of_violence, 53, "fear_of_violence", "gF", U::one, pooled, assumption, share(0.3, 0.6, 0.0, 0.95),
     "weight of remembered violence in the odds of feeling unsafe", judgement},
}});

/// A driver's parameter bears its name.
constexpr bool drivers_are_named() {
  for (const auto d : every<Driver>)
    if (!records[driver_parameters[d]].name.ends_with(driver_names[d])) return false;
  return true;
}
static_assert(drivers_are_named());

}  // namespace

const Registry<Parameter>& registry() { return records; }

}  // namespace salus::model
