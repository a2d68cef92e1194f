#include "model/city/of_country.hpp"

#include <algorithm>
#include <stdexcept>

#include "model/core/elementary.hpp"

namespace salus::model {
namespace {

/// Persons at the start of a month since January of the start year (negative: before) from mid-year figures, log-linear
/// between them.
double persons_at(const City& city, double month) {
  constexpr double past_years = panel_past_years;
  const double at = past_years + (month - 6.0) / 12.0;
  const auto year = std::min(static_cast<std::uint32_t>(at), panel_years - 2);
  const double part = at - year;
  return exponential(logarithm(city.population[year]) * (1.0 - part) + logarithm(city.population[year + 1]) * part);
}

/// Growth of the city over the run, a month.
double growth(const CityInput& in) { return logarithm(in.population.back() / in.population.front()) / in.months(); }

/// The country's stocks as shares, and the flows at which these stay as they are in a city that grows at `g` a month.
/// In the country deaths and migration take from each stock alike; here they come at their ages, hardly ever to the
/// young, so that only growth has to be made up for.
LifeCourse life_course(const Start& start, double g) {
  LifeCourse l;
  l.at_risk = start.at_risk / start.people;
  l.active = start.active / start.people;
  l.imprisoned = start.imprisoned / start.people;
  l.leaving = leaving_risk_age;
  l.desistance = start.desistance;
  l.release = start.release;
  l.return_share = start.return_share;
  l.relapse = start.relapse;
  l.forgetting = start.forgetting;
  l.sanction = l.imprisoned * (l.release + g) / l.active;
  l.desisted =
      (l.desistance * l.active + (1.0 - l.return_share) * l.release * l.imprisoned) / (l.relapse + l.forgetting + g);
  const double initiated =
      l.active * (l.desistance + l.sanction + g) - l.return_share * l.release * l.imprisoned - l.relapse * l.desisted;
  l.initiation = initiated / l.at_risk;
  l.entry = (l.at_risk * (l.leaving + g) + initiated) / (1.0 - l.at_risk - l.active - l.imprisoned - l.desisted);
  if (!(l.initiation > 0.0 && l.entry > 0.0))
    throw std::invalid_argument("the parameters contradict the city's growth");
  return l;
}

CityFeedback feedback_of(const ParameterDraw& p, const EnumArray<bool, Loop>& without) {
  using Q = Parameter;
  CityFeedback f;
  const auto on = [&](Loop loop, double value) { return without[loop] ? 0.0 : value; };
  f.exposure_on_initiation = on(Loop::exposure, p[Q::exposure_on_initiation]);
  f.exposure_on_entry = on(Loop::exposure, p[Q::exposure_on_entry]);
  f.exposure_rate = 1.0 / p[Q::exposure_memory];
  f.trust_level = p[Q::trust_level];
  f.violence_on_trust = on(Loop::trust, p[Q::violence_on_trust]);
  f.trust_rate = 1.0 / p[Q::trust_memory];
  f.guardianship = p[Q::guardianship];
  f.capacity_level = p[Q::capacity_level];
  f.strain_on_capacity = on(Loop::sanction, p[Q::strain_on_capacity]);
  f.capacity_rate = 1.0 / p[Q::capacity_memory];
  return f;
}

/// Shares told to the police times those that these keep. Of property crime nothing is known: as of robbery.
CityRecords records_of(const ParameterDraw& p) {
  CityRecords records;
  for (const CrimeType type : every<CrimeType>) {
    const auto& row = row_of(type == CrimeType::property ? CrimeType::robbery : type);
    records.share[type] = share_of(row.reported, p) * share_of(row.kept, p);
  }
  return records;
}

}  // namespace

CityInput city_of_country(const CountryInput& country, std::size_t position, const ParameterDraw& p,
                          const EnumArray<double, CrimeType>& log_rate, const EnumArray<double, CrimeType>& relative,
                          int start_year, std::uint32_t warm_up, std::size_t months,
                          const EnumArray<bool, Loop>& without) {
  const City& city = country.cities.at(position);
  if (warm_up % months_per_year != 0 || warm_up > 2 * months_per_year || months > horizon_months)
    throw std::invalid_argument("a city is run for at most two whole years before the start and the horizon after it");
  const auto start = balanced_start(p, country, without);
  if (!start) throw std::invalid_argument(country.name + ": the parameters contradict the country's figures");
  const double people = country.population.front();
  CityInput in;
  in.code = city.code;
  in.name = city.name;
  in.country = std::string(country.code.name());
  in.latitude = city.latitude;
  in.longitude = city.longitude;
  in.start_year = start_year - static_cast<int>(warm_up / months_per_year);
  double month = 0.0;
  month -= warm_up;
  for (std::size_t m = 0; m <= warm_up + months; ++m) {
    in.population.push_back(persons_at(city, month));
    month += 1.0;
  }
  std::copy(country.age_share.begin(), country.age_share.end(), in.age_share.begin());
  in.births = country.births.front() / people;
  in.deaths = country.deaths.front() / people;
  in.life = life_course(*start, growth(in));
  in.feedback = feedback_of(p, without);
  in.records = records_of(p);
  for (const CrimeType type : every<CrimeType>) {
    in.active_loading[type] = share_of(row_of(type).active, p);
    in.exposure_loading[type] = share_of(row_of(type).exposure, p);
    in.rate[type] = exponential(log_rate[type]) * relative[type] / 12.0;
  }
  return in;
}

}  // namespace salus::model
