#include "model/city/people.hpp"

namespace salus::model {

std::vector<double> persons_by_neighbourhood(const People& people) {
  std::vector<double> persons(people.size() / slots_per_neighbourhood);
  for (std::uint32_t slot = 0; slot < people.size(); ++slot) persons[neighbourhood_of_slot(slot)] += people.here(slot);
  return persons;
}

}  // namespace salus::model
