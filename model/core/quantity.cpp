#include "model/core/quantity.hpp"

#include "model/core/elementary.hpp"

namespace salus::model {

double units::chance_of_any(double expected) { return 1.0 - exponential(-expected); }

Probability chance_in_a_year(RatePerPerson rate) { return Probability(units::chance_of_any(rate.value())); }

}  // namespace salus::model
