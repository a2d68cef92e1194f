#pragma once
/// What a person of the city layer may start: six processes from which the crime types come. Homicide has no process of
/// its own; it is what a violent encounter ends in.
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "model/core/ids.hpp"

namespace salus::model {

enum class Process : std::uint8_t { assault, robbery, partner, sexual, property, child };
inline constexpr std::size_t process_count = 6;
inline constexpr std::array<std::string_view, process_count> process_names{"assault", "robbery",  "partner",
                                                                           "sexual",  "property", "child"};

/// The crime type of an event that nobody dies of.
inline constexpr std::array<CrimeType, process_count> type_of_process{
    CrimeType::serious_assault, CrimeType::robbery,  CrimeType::partner_violence,
    CrimeType::sexual_violence, CrimeType::property, CrimeType::child_maltreatment};
inline constexpr std::array<bool, process_count> in_public{true, true, false, true, true, false};

/// Attractions of a cell; a process follows one of them, those at home none.
enum class Attraction : std::uint8_t { street, robbery, property };
inline constexpr std::size_t attraction_count = 3;
inline constexpr std::array<Attraction, process_count> attraction_of_process{Attraction::street,   Attraction::robbery,
                                                                             Attraction::street,   Attraction::street,
                                                                             Attraction::property, Attraction::street};

/// Where a person stands in the life course of violent offending: the stocks of the country layer.
enum class Career : std::uint8_t { not_at_risk, at_risk, active, imprisoned, desisted };
inline constexpr std::size_t career_count = 5;
inline constexpr std::array<std::string_view, career_count> career_names{"not_at_risk", "at_risk", "active",
                                                                         "imprisoned", "desisted"};

/// How an event came about. Only a `spontaneous` one comes from a person's own rate; the others follow another event.
enum class Cause : std::uint8_t { spontaneous, near_repeat, repeat, retaliation, follow_up };
inline constexpr std::size_t cause_count = 5;
inline constexpr std::array<std::string_view, cause_count> cause_names{"spontaneous", "near_repeat", "repeat",
                                                                       "retaliation", "follow_up"};

inline constexpr std::size_t age_bands = 17;  ///< five years each from 0, the last 80 and over
inline constexpr std::size_t sexes = 2;       ///< 0 men, 1 women

}  // namespace salus::model
