#include "model/core/city_names.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "model/core/ascii.hpp"
#include "model/core/diagnostic.hpp"

namespace salus::model {
namespace {

/// Country (or nothing) and plain name of what somebody wrote.
std::pair<std::string, std::string> parts_of(std::string_view wanted) {
  const auto colon = wanted.find(':');
  if (colon == std::string_view::npos) return {"", plain_name(wanted)};
  std::string iso3(wanted.substr(0, colon));
  for (char& c : iso3) c = in_capital(c);
  return {iso3, plain_name(wanted.substr(colon + 1))};
}

}  // namespace

std::string plain_name(std::string_view name) {
  constexpr auto accents = std::to_array<std::pair<std::string_view, char>>(
      {{"á", 'a'}, {"à", 'a'}, {"â", 'a'}, {"ã", 'a'}, {"ä", 'a'}, {"å", 'a'}, {"Á", 'a'}, {"Â", 'a'}, {"Å", 'a'},
       {"é", 'e'}, {"è", 'e'}, {"ê", 'e'}, {"ë", 'e'}, {"É", 'e'}, {"í", 'i'}, {"ì", 'i'}, {"î", 'i'}, {"ï", 'i'},
       {"Í", 'i'}, {"ó", 'o'}, {"ò", 'o'}, {"ô", 'o'}, {"õ", 'o'}, {"ö", 'o'}, {"ø", 'o'}, {"Ó", 'o'}, {"Ö", 'o'},
       {"ú", 'u'}, {"ù", 'u'}, {"û", 'u'}, {"ü", 'u'}, {"Ú", 'u'}, {"Ü", 'u'}, {"ñ", 'n'}, {"Ñ", 'n'}, {"ç", 'c'},
       {"Ç", 'c'}, {"ş", 's'}, {"ğ", 'g'}, {"ı", 'i'}, {"İ", 'i'}});
  std::string out;
  for (std::size_t i = 0; i < name.size();) {
    const auto found = std::find_if(accents.begin(), accents.end(),
                                    [&](const auto& a) { return name.substr(i, a.first.size()) == a.first; });
    if (found != accents.end()) {
      out += found->second;
      i += found->first.size();
    } else {
      out += in_small(name[i]);
      ++i;
    }
  }
  return out;
}

std::string full_name(const CityName& city) { return city.iso3 + ":" + city.name; }

std::vector<std::size_t> cities_called(const std::vector<CityName>& cities, std::string_view wanted) {
  const auto [iso3, name] = parts_of(wanted);
  std::vector<std::size_t> exact;
  std::vector<std::size_t> beginning;
  for (std::size_t i = 0; i < cities.size(); ++i) {
    if (!iso3.empty() && cities[i].iso3 != iso3) continue;
    const std::string own = plain_name(cities[i].name);
    if (own == name || std::to_string(cities[i].code) == name) exact.push_back(i);
    else if (own.starts_with(name + " ") || own.starts_with(name + "-")) beginning.push_back(i);
  }
  return exact.empty() ? beginning : exact;
}

std::string nearest_city(const std::vector<CityName>& cities, std::string_view wanted) {
  const auto parts = parts_of(wanted);
  const std::string& iso3 = parts.first;
  const std::string& name = parts.second;
  // names as they are compared, and as they are written
  std::vector<std::string> known;
  std::vector<std::string> shown;
  const auto in = [&](const std::string& country) {
    for (const auto& city : cities)
      if (country.empty() || city.iso3 == country) {
        known.push_back(plain_name(city.name));
        shown.push_back(iso3.empty() ? city.name : full_name(city));
      }
  };
  in(iso3);
  if (nearest_name(name, known).empty()) in("");  // the country may be what is wrong
  const std::string near = nearest_name(name, known);
  for (std::size_t i = 0; i < known.size(); ++i)
    if (known[i] == near) return shown[i];
  return "";
}

}  // namespace salus::model
