#pragma once
/// The bundled country tables as values: what calibration/data/ holds.
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/core/enumeration.hpp"
#include "model/core/ids.hpp"
#include "model/core/prices.hpp"

namespace salus::calibration {

/// Rates at or below this are left out: a logarithm of next to nothing says more of counting than of violence. Per
/// 100,000.
inline constexpr double least_rate = 0.05;

/// One row of countries.csv.
struct CountryName {
  std::string iso3;
  std::uint16_t m49 = 0;
  std::string name;
  model::Region region{};
  model::Income income{};
};

/// Whose estimates of homicide homicide_modelled.csv has. No table has a column for it: ids of sources begin with their
/// publisher's name (`who_ghe2019_homicidenum`), and the only list of sources, datapackage.json, has that in prose and
/// is not read by the program. `read_tables` refuses a row of another publisher.
enum class Publisher : std::uint8_t { who, ihme };
inline constexpr auto publisher_names = model::enumerator_names<Publisher>;
/// Nothing where the id is of another publisher.
std::optional<Publisher> publisher_of(std::string_view source_id);

/// Editions of a table that has figures for two views.
enum class Vintage : std::uint8_t { as_of_note, now };
inline constexpr auto vintage_names = model::enumerator_names<Vintage>;

/// What a recorded homicide series is of.
enum class AreaType : std::uint8_t {
  city,
  city_province,
  municipality,
  municipality_state_capital,
  province,
  state,
  state_city
};
inline constexpr auto area_type_names = model::enumerator_names<AreaType>;
/// Whether more than one city lies in it.
constexpr bool holds_cities(AreaType type) { return type == AreaType::province || type == AreaType::state; }

/// A published figure of one year, in the unit of its table.
struct YearValue {
  int year = 0;
  double value = 0.0;
  std::string source_id;
};

/// The row of a year; the first or last where the year is before or after all. @pre rows by year, without gaps, not
/// empty.
template <class Row>
const Row& in_year(const std::vector<Row>& rows, int year) {
  const std::ptrdiff_t last = rows.end() - rows.begin() - 1;
  return rows.begin()[std::clamp<std::ptrdiff_t>(year - rows.front().year, 0, last)];
}

/// Homicide of one year: victims per 100,000 person-years, and victims where a count is published.
struct HomicideYear {
  int year = 0;
  double rate = 0.0;
  std::optional<double> count;
  std::string source_id;
};

/// A model's estimate of the homicide rate per 100,000 person-years.
struct ModelledHomicide {
  int year = 0;
  double rate = 0.0;
  std::string source_id;
};

inline constexpr std::size_t age_band_count = 17;  ///< five-year bands 0-4 ... 75-79, and 80 and over
inline constexpr std::size_t last_age_band = age_band_count - 1;

/// Persons by age at mid-year.
struct AgeYear {
  int year = 0;
  std::array<double, age_band_count> band{};
  double women_15_49 = 0.0;
  std::string source_id;
};

/// recorded_rate: police figure per 100,000; survey_prevalence: percent who were victims in the last 12 months;
/// reporting_share: percent of victims who told the police.
enum class Measure : std::uint8_t { recorded_rate, survey_prevalence, reporting_share };
inline constexpr auto measure_names = model::enumerator_names<Measure>;

/// Kinds of questionnaire that a figure of crime comes of; figures of two families do not compare.
/// crime_survey: national surveys of crime, questions as in the International Crime Victims Survey; street_survey:
/// surveys as Mexico's ENVIPE, robbery as street theft; ncvs: the National Crime Victimization Survey of the United
/// States, with bounded interviews; broad_survey: sexual offences with harassment or unwanted touching; women_module:
/// acts asked of women one by one, as in Demographic and Health Surveys and the WHO study; eu_women_survey: the survey
/// of the EU Agency for Fundamental Rights of 2012; modelled_estimate: estimates of WHO that smooth such surveys;
/// other_survey: none of these; police figures by income of the country.
enum class QuestionnaireFamily : std::uint8_t {
  crime_survey,
  street_survey,
  ncvs,
  broad_survey,
  women_module,
  eu_women_survey,
  modelled_estimate,
  other_survey,
  police_high_income,
  police_elsewhere
};
inline constexpr auto family_names = model::enumerator_names<QuestionnaireFamily>;
constexpr bool of_police(QuestionnaireFamily family) {
  return family == QuestionnaireFamily::police_high_income || family == QuestionnaireFamily::police_elsewhere;
}

struct CrimeLevel {
  int year = 0;
  model::CrimeType type{};
  Measure measure{};
  QuestionnaireFamily family{};
  double value = 0.0;
  std::string source_id;
};

/// deflator: US prices of gross domestic product, any base; per_usd: units of the currency for a US dollar.
enum class PriceMeasure : std::uint8_t { deflator, per_usd };
inline constexpr auto price_measure_names = model::enumerator_names<PriceMeasure>;

enum class VictimMeasure : std::uint8_t { women, under_30, aged_60_plus };
inline constexpr auto victim_measure_names = model::enumerator_names<VictimMeasure>;

/// Share of the victims of homicide, and how many victims it rests on.
struct HomicideVictims {
  int year = 0;
  VictimMeasure measure{};
  double share = 0.0;
  double victims = 0.0;
  std::string source_id;
};

/// completeness: percent of the expected deaths that are registered; at_least_75_percent: 1 or 0.
enum class RegisterMeasure : std::uint8_t { completeness, at_least_75_percent };
inline constexpr auto register_measure_names = model::enumerator_names<RegisterMeasure>;

/// A city of the UN table; persons of the urban agglomeration by year.
struct City {
  std::string iso3;
  std::uint32_t un_city_code = 0;
  std::string name;
  double latitude = 0.0;   ///< degrees north
  double longitude = 0.0;  ///< degrees east
  std::vector<YearValue> persons;
};

/// A part of a city that has a table of its own.
struct District {
  std::string iso3;
  std::uint32_t un_city_code = 0;
  std::string name;
  double persons = 0.0;
  double violence = 0.0;  ///< recorded violence with injury and robbery, per 100,000 person-years
};

/// One year of a recorded homicide series.
struct CityYear {
  int year = 0;
  double rate = 0.0;              ///< per 100,000 person-years
  std::optional<double> persons;  ///< empty where no source has them
};

/// Recorded homicide of a city, province or state; a place that two sources report is two series.
struct CitySeries {
  std::string iso3;
  std::string name;  ///< name, code and source of the area
  AreaType area_type{};
  std::string source_id;
  std::vector<CityYear> years;
};

/// Every series of one country, each by year.
struct CountryTables {
  CountryName name;
  std::vector<HomicideYear> homicide;

  /// empty where the file was removed
  std::vector<ModelledHomicide> who;
  std::vector<ModelledHomicide> ihme;

  std::vector<YearValue> population_note;  ///< persons at mid-year, UN projection of 2019, without gaps
  std::vector<YearValue> population_now;   ///< persons at mid-year, to the last published year, without gaps
  std::vector<AgeYear> ages;               ///< without gaps
  std::vector<YearValue> urban_share;      ///< 0..1
  model::EnumArray<std::vector<YearValue>, model::Driver> drivers;  ///< in the unit of drivers.csv
  std::vector<YearValue> prisoners;                                 ///< per 100,000 persons
  std::vector<CrimeLevel> levels;
  std::vector<HomicideVictims> victims;
  model::EnumArray<std::vector<YearValue>, RegisterMeasure> death_register;
  std::vector<YearValue> gdp_per_head;  ///< international dollars of 2021
  std::vector<YearValue> gdp_market;    ///< US dollars of `model::price_year`, at the market exchange rate of the year
};

struct Tables {
  model::Prices prices;
  std::vector<CountryName> countries;     ///< alphabetical by name
  std::vector<CountryTables> by_country;  ///< in the order of `countries`
  std::vector<City> cities;               ///< by country (alphabetical) and code
  std::vector<District> districts;        ///< by city and name
  std::vector<CitySeries> city_series;    ///< by code of the country and name
};

}  // namespace salus::calibration
