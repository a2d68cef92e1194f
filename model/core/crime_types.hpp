#pragma once
/// Crime types, one row each: whatever lists them reads this table, or is a list that does not compile before it has a
/// value for each. The title stands in the catalogue of sentences (output/words/names), since languages differ in it.
/// To add one see tests/structure/recipes/README.md.
#include <array>
#include <cstdint>
#include <iterator>
#include <optional>
#include <span>
#include <string_view>

#include "model/core/enumeration.hpp"
#include "model/core/parameter_ids.hpp"

namespace salus::model {

/// The types that code speaks of by name, in the order of the table. Each row is a type; one at the end that no code
/// names needs no enumerator.
enum class CrimeType : std::uint8_t {
  homicide,
  serious_assault,
  robbery,
  partner_violence,
  sexual_violence,
  property,
  child_maltreatment
};

/// What a person of the city layer may start: the processes from which its crime types come.
enum class Process : std::uint8_t { assault, robbery, partner, sexual, property, child };
inline constexpr std::size_t process_count = count_of<Process>;

/// How much of a city's deviation of street violence a crime type shares.
enum class CrimeClass : std::uint8_t { street, half, household };
inline constexpr std::size_t crime_class_count = count_of<CrimeClass>;

/// A share of a crime type: a parameter of the registry, or fixed.
struct TypeShare {
  constexpr TypeShare(Parameter id) : parameter(id) {}
  explicit constexpr TypeShare(double value) : fixed(value) {}
  std::optional<Parameter> parameter;
  double fixed = 0.0;
};
inline constexpr TypeShare nothing{0.0};
inline constexpr TypeShare everything{1.0};

/// How much of each deviation of the country's logs moves a type's rate. Street violence is what feeds back.
struct NoiseShares {
  double street = 0.0;
  double household = 0.0;
  double property = 0.0;
  double lethality = 0.0;
};

struct CrimeTypeRow {
  Stated<std::string_view> name;  ///< in files; for readers in the catalogue of sentences (output/words/names.cpp)
  Stated<bool> violent;           ///< summed as "violent incidents"; child maltreatment runs alongside
  Stated<bool> at_home;           ///< guardianship of the street does not act on it
  Stated<CrimeClass> places;
  Stated<std::optional<Process>> process;  ///< of the city layer, where nobody dies. None: the city has no such events;
                                           ///< homicide is what those of other processes end in
  TypeShare active;                        ///< share that moves with the active stock
  TypeShare exposure;                      ///< share that moves with exposure; the rest of 1 is constant
  Stated<NoiseShares> noise;
  TypeShare reported;      ///< share told to the police at the start
  TypeShare kept;          ///< share of that which the police keep on record at the start
  Stated<double> ceiling;  ///< incidents a person and year that no country's rate reaches (model/country/README.md)
};

inline constexpr CrimeTypeRow crime_types[] = {
    {.name = "homicide",
     .violent = true,
     .at_home = false,
     .places = CrimeClass::street,
     .process = std::nullopt,
     .active = Parameter::active_loading_homicide,
     .exposure = nothing,
     .noise = NoiseShares{.street = 1.0, .lethality = 1.0},
     .reported = everything,
     .kept = Parameter::recorded_homicide,
     .ceiling = 138.4e-5},
    {.name = "serious_assault",
     .violent = true,
     .at_home = false,
     .places = CrimeClass::street,
     .process = Process::assault,
     .active = Parameter::active_loading_assault,
     .exposure = nothing,
     .noise = NoiseShares{.street = 1.0},
     .reported = Parameter::reported_assault,
     .kept = Parameter::kept_assault,
     .ceiling = 0.125},
    {.name = "robbery",
     .violent = true,
     .at_home = false,
     .places = CrimeClass::street,
     .process = Process::robbery,
     .active = Parameter::active_loading_robbery,
     .exposure = nothing,
     .noise = NoiseShares{.street = 1.0},
     .reported = Parameter::reported_robbery,
     .kept = Parameter::kept_robbery,
     .ceiling = 0.29},
    {.name = "partner_violence",
     .violent = true,
     .at_home = true,
     .places = CrimeClass::household,
     .process = Process::partner,
     .active = nothing,
     .exposure = Parameter::exposure_loading_partner,
     .noise = NoiseShares{.household = 1.0},
     .reported = Parameter::reported_household,
     .kept = Parameter::kept_household,
     .ceiling = 0.25},
    {.name = "sexual_violence",
     .violent = true,
     .at_home = false,
     .places = CrimeClass::half,
     .process = Process::sexual,
     .active = Parameter::active_loading_sexual,
     .exposure = Parameter::exposure_loading_sexual,
     .noise = NoiseShares{.street = 0.5, .household = 0.5},
     .reported = Parameter::reported_household,
     .kept = Parameter::kept_household,
     .ceiling = 0.17},
    {.name = "property",
     .violent = false,
     .at_home = false,
     .places = CrimeClass::half,
     .process = Process::property,
     .active = Parameter::active_loading_property,
     .exposure = nothing,
     .noise = NoiseShares{.street = 0.5, .property = 1.0},
     .reported = nothing,
     .kept = nothing,
     .ceiling = 0.41},
    {.name = "child_maltreatment",
     .violent = false,
     .at_home = true,
     .places = CrimeClass::household,
     .process = Process::child,
     .active = nothing,
     .exposure = Parameter::exposure_loading_child,
     .noise = NoiseShares{.household = 1.0},
     .reported = nothing,
     .kept = nothing,
     .ceiling = 0.26},
};

template <>
inline constexpr std::size_t count_of<CrimeType> = std::size(crime_types);
inline constexpr std::size_t crime_type_count = count_of<CrimeType>;

constexpr const CrimeTypeRow& row_of(CrimeType type) { return crime_types[index(type)]; }

namespace detail {

/// One column of the table.
template <class T>
consteval EnumArray<T, CrimeType> column(Stated<T> CrimeTypeRow::*field) {
  EnumArray<T, CrimeType> values{};
  for (std::size_t k = 0; k < std::size(crime_types); ++k) values.data()[k] = crime_types[k].*field;
  return values;
}

/// The types of the processes. A process without a type of its own, or with two, stops the compiler here.
consteval EnumArray<CrimeType, Process> types_of_processes() {
  EnumArray<CrimeType, Process> types{};
  EnumArray<int, Process> found{};
  for (std::size_t k = 0; k < std::size(crime_types); ++k)
    if (const std::optional<Process> process = crime_types[k].process) {
      types[*process] = static_cast<CrimeType>(k);
      ++found[*process];
    }
  for (const int n : found)
    if (n != 1) throw "each process belongs to one crime type";
  return types;
}

/// Each type has a name of its own.
consteval bool names_differ(std::span<const CrimeTypeRow> rows) {
  for (std::size_t k = 0; k < rows.size(); ++k) {
    const std::string_view name = rows[k].name;
    if (name.empty()) return false;
    for (const CrimeTypeRow& before : rows.first(k))
      if (name == before.name) return false;
  }
  return true;
}

constexpr bool is_share(double value) { return value >= 0.0 && value <= 1.0; }

/// What is fixed of the shares lies between none and all, and of a type's parts no more than all moves.
consteval bool shares_fit(std::span<const CrimeTypeRow> rows) {
  for (const CrimeTypeRow& row : rows)
    if (!is_share(row.active.fixed) || !is_share(row.exposure.fixed) || !is_share(row.reported.fixed) ||
        !is_share(row.kept.fixed) || row.active.fixed + row.exposure.fixed > 1.0)
      return false;
  return true;
}

template <std::size_t... Row>
consteval bool enumerators_are_rows(std::index_sequence<Row...>) {
  return ((crime_types[Row].name == enumerator_name<static_cast<CrimeType>(Row)>()) && ...);
}

}  // namespace detail

static_assert(detail::enumerators_are_rows(std::make_index_sequence<detail::enumerators<CrimeType>()>()),
              "the rows are to begin with the enumerators of CrimeType, in their order");
static_assert(detail::names_differ(crime_types), "each crime type is to have a name of its own");
static_assert(detail::shares_fit(crime_types),
              "the shares of a crime type are to be between 0 and 1, its parts together too");

inline constexpr Names<CrimeType> crime_type_names = detail::column(&CrimeTypeRow::name);
inline constexpr auto is_violent = detail::column(&CrimeTypeRow::violent);
inline constexpr auto class_of_type = detail::column(&CrimeTypeRow::places);

/// The crime type of an event that nobody dies of.
inline constexpr auto type_of_process = detail::types_of_processes();

/// The type of a row by its name, for lists that speak of one without an enumerator. Of another name it does not
/// compile.
consteval CrimeType type_named(std::string_view name) { return find(crime_type_names, name).value(); }

/// Violent, and somebody is left whom a survey can ask about it.
constexpr bool can_be_asked_about(CrimeType type) { return is_violent[type] && type != CrimeType::homicide; }

}  // namespace salus::model
