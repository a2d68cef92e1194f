#pragma once
/// All countries by their ISO 3166-1 codes, and what else people call them, so that a name or an old code is answered
/// with the country that is meant and never with another one that is spelt alike.
/// Source: ISO 3166-1 and its withdrawn codes (ISO 3166-3); codes of the Olympic committee and of the World Bank.
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace salus::model {

struct WorldCountry {
  std::string_view iso3;
  std::string_view iso2;
  std::string_view name;
  std::string_view also;  ///< other codes and names, `;` between them
};

/// By code, Kosovo (XKX) last.
std::span<const WorldCountry> countries_of_the_world();

/// Whether it is an alpha-3 code of today, in capitals.
bool is_country_code(std::string_view text);
/// Whether it is a code of the World Bank for a group of countries: WLD, SSF.
bool is_group_code(std::string_view text);

/// The countries that a code or a name stands for, whatever its case, accents and marks: one, several where it has been
/// of several, or none. Nothing is guessed.
std::vector<const WorldCountry*> countries_called(std::string_view text);

/// What is wrong with a country as written, and what to do.
struct CountryRemedy {
  std::string what;
  std::string fix;
};

/// For what is no code of these countries. A name that is nearly that of a country gets that country as a question.
/// @param ours alpha-3 codes that may be written
CountryRemedy remedy_for_country(std::string_view text, const std::vector<std::string>& ours);

}  // namespace salus::model
