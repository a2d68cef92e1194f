#pragma once
/// What an event of each process is like, one row a process: whatever tells processes apart reads this table. The slow
/// reference (reference/city_reference.cpp) tells them apart by itself, on purpose.
#include <optional>

#include "model/city/city_parameter_ids.hpp"
#include "model/city/processes.hpp"

namespace salus::model {

/// How the victim is chosen: among people met at the place of the event or on a trip from nearby; a random adult
/// resident of the place; within the household the offender's partner, or a child.
enum class Victim : std::uint8_t { met, resident, partner, child };

struct ProcessTraits {
  Stated<Process> process;
  Stated<std::optional<Attraction>> attraction;  ///< what draws offenders to a place in public; none: it is at home
  Stated<bool> violent;                          ///< more of it at night and at weekends
  Stated<Victim> victim;
  Stated<double> women;  ///< women's situational rate over men's; in public on top of `women_offending`
  Stated<bool> armed;    ///< weapons are carried into it
  Stated<bool> deadly;
  Stated<bool> peers;  ///< offender and victim tend to be of the same age
  Stated<bool> feud;   ///< groups attack rivals with it, and retaliate with it

  /// Parameters, where the process has such a thing.
  std::optional<CityParameter> homicides{};        ///< share of all homicides; the deadly process without one: the rest
  std::optional<CityParameter> armed_lethality{};  ///< factor on death by a weapon
  std::optional<CityParameter> acquaintance{};     ///< share of spontaneous events against an acquaintance
  std::optional<CityParameter> women_victims{};    ///< factor on women's risk
  std::optional<CityParameter> near{};             ///< mean number of near repeats that an event triggers
  std::optional<CityParameter> repeat{};           ///< mean number of repeats against the same victim
};

inline constexpr EnumArray<ProcessTraits, Process> process_traits{{{.process = Process::assault,
                                                                    .attraction = Attraction::street,
                                                                    .violent = true,
                                                                    .victim = Victim::met,
                                                                    .women = 1.0,
                                                                    .armed = true,
                                                                    .deadly = true,
                                                                    .peers = true,
                                                                    .feud = true,
                                                                    .armed_lethality = CityParameter::carrier_lethality,
                                                                    .acquaintance = CityParameter::acquaintance_assault,
                                                                    .near = CityParameter::near_assault,
                                                                    .repeat = CityParameter::repeat_assault},
                                                                   {.process = Process::robbery,
                                                                    .attraction = Attraction::robbery,
                                                                    .violent = true,
                                                                    .victim = Victim::met,
                                                                    .women = 1.0,
                                                                    .armed = true,
                                                                    .deadly = true,
                                                                    .peers = false,
                                                                    .feud = false,
                                                                    .homicides = CityParameter::robbery_homicides,
                                                                    .near = CityParameter::near_robbery,
                                                                    .repeat = CityParameter::repeat_robbery},
                                                                   {.process = Process::partner,
                                                                    .attraction = std::nullopt,
                                                                    .violent = true,
                                                                    .victim = Victim::partner,
                                                                    .women = 0.15,
                                                                    .armed = false,
                                                                    .deadly = true,
                                                                    .peers = false,
                                                                    .feud = false,
                                                                    .homicides = CityParameter::partner_homicides},
                                                                   {.process = Process::sexual,
                                                                    .attraction = Attraction::street,
                                                                    .violent = true,
                                                                    .victim = Victim::met,
                                                                    .women = 0.5,
                                                                    .armed = false,
                                                                    .deadly = false,
                                                                    .peers = false,
                                                                    .feud = false,
                                                                    .acquaintance = CityParameter::acquaintance_sexual,
                                                                    .women_victims = CityParameter::women_sexual,
                                                                    .repeat = CityParameter::repeat_sexual},
                                                                   {.process = Process::property,
                                                                    .attraction = Attraction::property,
                                                                    .violent = false,
                                                                    .victim = Victim::resident,
                                                                    .women = 1.0,
                                                                    .armed = false,
                                                                    .deadly = false,
                                                                    .peers = false,
                                                                    .feud = false,
                                                                    .near = CityParameter::near_property,
                                                                    .repeat = CityParameter::repeat_property},
                                                                   {.process = Process::child,
                                                                    .attraction = std::nullopt,
                                                                    .violent = true,
                                                                    .victim = Victim::child,
                                                                    .women = 1.0,
                                                                    .armed = false,
                                                                    .deadly = false,
                                                                    .peers = false,
                                                                    .feud = false}}};

static_assert(
    [] {
      std::size_t row = 0;
      for (const auto& traits : process_traits)
        if (index<Process>(traits.process) != row++) return false;
      return true;
    }(),
    "the rows stand in the order of Process");

constexpr const ProcessTraits& traits_of(Process process) { return process_traits[process]; }

constexpr Attraction attraction_of(Process process) {
  const std::optional<Attraction>& attraction = traits_of(process).attraction;
  return *attraction;
}

constexpr bool in_public(Process process) {
  const std::optional<Attraction>& attraction = traits_of(process).attraction;
  return attraction.has_value();
}

static_assert(
    [] {
      int rest = 0;
      for (const auto& traits : process_traits) rest += traits.deadly && !traits.homicides;
      return rest == 1;
    }(),
    "one deadly process has the homicides of which no share is known");

/// Street violence: what exposure, trust and capacity follow, and what groups strike back with.
inline constexpr Process street_violence = Process::assault;

}  // namespace salus::model
