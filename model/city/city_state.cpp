#include "model/city/city_state.hpp"

#include <string>

namespace salus::model {

void CityMonth::add(const CityMonth& counts) {
  for (const CrimeType type : every<CrimeType>) incidents[type] += counts.incidents[type];
  for (const Cause cause : every<Cause>) causes[cause] += counts.causes[cause];
  born += counts.born;
  died += counts.died;
  came += counts.came;
  left += counts.left;
  killed += counts.killed;
  by_active += counts.by_active;
  armed += counts.armed;
  recorded += counts.recorded;
  imprisoned += counts.imprisoned;
  assaults += counts.assaults;
  armed_assaults += counts.armed_assaults;
  stopped += counts.stopped;
  candidates += counts.candidates;
}

void check_conservation(const CityMonth& month, std::uint32_t before) {
  // Signed, since a leak may have either sign.
  std::int64_t expected = before;
  expected += month.born + month.came;
  expected -= month.died + month.left + month.killed;
  if (expected != month.persons)
    throw CityLeak("month " + std::to_string(month.month) + ": " + std::to_string(month.persons) +
                   " persons where births, deaths and moves leave " + std::to_string(expected));
}

}  // namespace salus::model
