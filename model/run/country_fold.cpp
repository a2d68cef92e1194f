#include "model/run/country_fold.hpp"

namespace salus::model {

CountryFold::CountryFold(const RunPlan& plan)
    : plan_(plan),
      headlines_(every<Headline>, plan.every_scenario(), every<YearIndex>, plan.every_draw()),
      own_(every<OwnSeries>, plan.every_scenario(), every<YearIndex>, plan.every_draw()) {
  bases_.incidents = {every<HalvingBase>, plan.every_draw()};
}

void CountryFold::begin(CountryIndex at) {
  const CountryInput& country = plan_.countries[at];
  bases_.people = country.base_population;
  bases_.adults = adult_share(country) * country.base_population;
  city_rates_ = {positions_in<CityIndex>(country.cities), every<CityWindow>, plan_.every_draw()};
  people_ = {};
  people_.add(country);
}

void CountryFold::add(const CountryPart& part) {
  put_in(headlines_, part.headlines);
  put_in(own_, part.own);
  put_in(bases_.incidents, part.halving_base);
  put_in(city_rates_, part.city_rates);
}

LocationSeries CountryFold::series() const {
  return LocationSeries(
      {.first = [this](Headline h, YearIndex y) { return headlines_.row(h, ScenarioIndex(0u), y); },
       .averted = [this](Headline h, ScenarioIndex s, YearIndex y) { return headlines_.row(h, s, y); },
       .own = [this](OwnSeries o, ScenarioIndex s, YearIndex y) { return own_.row(o, s, y); }},
      people_);
}

}  // namespace salus::model
