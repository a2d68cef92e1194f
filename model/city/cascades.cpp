#include "model/city/cascades.hpp"

#include "model/city/process_traits.hpp"
#include "model/core/elementary.hpp"

namespace salus::model {

Cascades::Step::Step(double of) : mean(of), none(exponential(-of)) {}

Cascades::Cascades(const CityParameters& p)
    : retaliation(p[CityParameter::retaliation]),
      follow_up(p[CityParameter::follow_up]),
      retaliation_person(p[CityParameter::retaliation_person]) {
  for (const Process process : every<Process>) {
    const ProcessTraits& traits = traits_of(process);
    if (traits.near) near[process] = Step(p[*traits.near]);
    if (traits.repeat) repeat[process] = Step(p[*traits.repeat]);
  }
}

}  // namespace salus::model
