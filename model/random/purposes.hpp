#pragma once
/// Purposes of random draws: the third word of every counter. Each number is used in one place only and never used
/// again for something else; part of the result version. Parameters draw with `parameter_base + their own number`.
#include <cstdint>

namespace salus::model::purpose {

/// The entity of what is drawn once for all countries.
inline constexpr std::uint32_t the_world = 0;

inline constexpr std::uint32_t country_noise =
    1;  ///< step = month; n = 0: violence, lethality; 1: household, property; 2: jump
inline constexpr std::uint32_t global_factor = 2;    ///< entity = 0; step = month; forced year: n = 1
inline constexpr std::uint32_t regional_factor = 3;  ///< entity = region; step = month
inline constexpr std::uint32_t initial_noise = 4;    ///< stationary start of the noise processes
inline constexpr std::uint32_t level = 5;            ///< entity = country; n = crime type
inline constexpr std::uint32_t victim_share = 6;     ///< entity = country; n = group * 16 + crime type
inline constexpr std::uint32_t unit_cost = 7;        ///< entity = intervention
inline constexpr std::uint32_t least_size = 46;      ///< entity = intervention
/// entity = country; step = city of those that it brings; n = budget item, 0: order of countries, 1: own money
inline constexpr std::uint32_t line_choice = 47;
inline constexpr std::uint32_t eligible_units = 8;   ///< entity = intervention
inline constexpr std::uint32_t effect = 9;           ///< entity = intervention; n = crime type
inline constexpr std::uint32_t targeted_share = 10;  ///< entity = intervention; n = crime type
inline constexpr std::uint32_t city_effect = 11;     ///< entity = city code
inline constexpr std::uint32_t city_noise = 12;      ///< entity = city code; step = panel year
inline constexpr std::uint32_t city_choice = 13;     ///< entity = city code
inline constexpr std::uint32_t displacement = 14;    ///< entity = intervention
inline constexpr std::uint32_t funding = 15;         ///< step = budget year
inline constexpr std::uint32_t drawn_split = 16;     ///< entity = half and item; n = 0, or places
// 17 is retired.
inline constexpr std::uint32_t willingness = 18;       ///< entity = country
inline constexpr std::uint32_t joining = 19;           ///< entity = country; step = year
inline constexpr std::uint32_t government = 20;        ///< entity = country; step = year; n = 0: change, 1: exit
inline constexpr std::uint32_t acting_on_review = 21;  ///< entity = country; step = review
inline constexpr std::uint32_t recording = 22;   ///< entity = city code; n = 0: drift, 1: base, 2: end; 3, 4: counts
inline constexpr std::uint32_t survey = 23;      ///< entity = city code; n = 0: first wave, 1: last
inline constexpr std::uint32_t harm_value = 24;  ///< entity = crime type; n = 0: DALYs, 1: cost
inline constexpr std::uint32_t country_analysis = 25;   ///< entity = country
inline constexpr std::uint32_t common_effect = 44;      ///< entity = the world: of all interventions
inline constexpr std::uint32_t row_effect = 45;         ///< entity = intervention: of all its crime types
inline constexpr std::uint32_t effect_in_country = 48;  ///< entity = country; step = intervention
inline constexpr std::uint32_t effect_in_city = 49;     ///< entity = city code; step = intervention
inline constexpr std::uint32_t scrambling = 38;  ///< entity = dimension; step = how many digits before; n = these
inline constexpr std::uint32_t coverage_curve =
    50;  ///< entity = kind of target, or city code with n = 2 + kind, 32 + kind
inline constexpr std::uint32_t echo =
    51;  ///< entity = the world: whether; kind of target: how strong, n = 1 + crime type
// The city layer: key of domain = city code; entity = slot, neighbourhood, cell or, with step, the 64-bit number of an
// event.
inline constexpr std::uint32_t city_place = 26;     ///< entity = neighbourhood or cell; step = what is drawn
inline constexpr std::uint32_t city_occupant = 27;  ///< entity = slot; step = month the person comes; n = what is drawn
inline constexpr std::uint32_t city_sweep = 28;     ///< entity = slot / 4; step = month (model/city/sweep.inc)
inline constexpr std::uint32_t city_person =
    29;  ///< entity = slot; step = month; n = 0: their number, 1 + candidate point, 64: change of life
inline constexpr std::uint32_t city_event = 30;  ///< entity, step = number of the event; n = what is drawn
inline constexpr std::uint32_t city_offspring =
    31;  ///< entity, step = number of the event that leads on; n = 16 cause + which
inline constexpr std::uint32_t city_member = 32;  ///< entity, step = number of the event; n = slot: who of a group acts
inline constexpr std::uint32_t city_life = 33;    ///< entity = slot; step = month; n = what is drawn
inline constexpr std::uint32_t city_measure = 34;  ///< entity = cell or slot; step = measure: random targets
inline constexpr std::uint32_t city_agents =
    35;  ///< entity = city code: which reached cities run as agents, of those that may
// What all countries share of what each draws for itself.
inline constexpr std::uint32_t common_level = 36;  ///< entity = the world; n = crime type * level_unknowns + unknown
inline constexpr std::uint32_t common_victim_share = 37;  ///< entity = the world; n = group * 16 + crime type
// Statistics on point events (calibration/patterns); run = permutation or draw of the null.
inline constexpr std::uint32_t concentration_null = 40;  ///< n = pair of crimes
inline constexpr std::uint32_t near_repeat_order = 41;   ///< n = event
inline constexpr std::uint32_t recurrence_order = 42;    ///< entity = neighbourhood; n = month
inline constexpr std::uint32_t survey_of_city = 43;      ///< entity = survey; step = person asked
inline constexpr std::uint32_t parameter_base = 1000;    ///< + number of the parameter (model/parameters)
/// The same, of the part that all countries share.
inline constexpr std::uint32_t common_parameter_base = 2000;

}  // namespace salus::model::purpose
