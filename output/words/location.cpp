#include "output/words/location.hpp"

#include "output/words/sentences/location.hpp"

namespace salus::output::words {

Text location_title(const model::Results& r, const model::Location& place) {
  using Of = model::Region;
  constexpr auto titles = model::for_each_of<Of, const Plain*>({
      {Of::asia_oceania, &location::asia_oceania},
      {Of::europe_north_america, &location::europe_north_america},
      {Of::latin_america_caribbean, &location::latin_america_caribbean},
      {Of::north_africa_west_asia, &location::north_africa_west_asia},
      {Of::sub_saharan_africa, &location::sub_saharan_africa},
  });
  if (place.kind == model::Location::Kind::country) return Verbatim(place.name);
  if (place.kind == model::Location::Kind::total) return location::AllCountries{.countries = r.countries.size()};
  const auto region = model::find(model::region_names, place.id);
  return region ? Text(*titles[*region]) : Text(Verbatim(place.id));
}

}  // namespace salus::output::words
