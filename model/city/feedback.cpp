#include "model/city/feedback.hpp"

#include <algorithm>

#include "model/city/process_traits.hpp"

namespace salus::model {
namespace {
#define SALUS_LANES 1
// First: the other is written in its types.
#include "model/core/lanes.inc"

#include "model/country/loops.inc"
#undef SALUS_LANES

double settled(double level, double slope, double load) {
  return settled(level, 1.0 - level, 1.0 - slope, slope, load);
}

/// Assaults of a month against what the city's own rate, to which its scale was set, would have.
double relative_violence(const CitySetting& setting, const CityMonth& month, std::uint32_t month_of_year) {
  const double usual = setting.plan.input.rate[type_of_process[street_violence]];
  if (usual <= 0.0) return 1.0;
  const double persons = std::max(1u, month.persons);
  return month.assaults / persons / (usual * setting.rhythm.season(street_violence, month_of_year));
}

}  // namespace

double pull_of_exposure(const ExposureEffect& effect) {
  return effect.slope > 0.0 ? pulled(effect.exposure, 1.0 - effect.slope, effect.slope) : 1.0;
}

void feed_back(const CitySetting& setting, const CityMonth& month, CityState& state) {
  const CityFeedback& f = setting.plan.input.feedback;
  const double violence = relative_violence(setting, month, state.month % 12);
  if (f.exposure_rate > 0.0) state.exposure += (violence - state.exposure) * f.exposure_rate;
  if (f.trust_rate > 0.0)
    state.trust += (settled(f.trust_level, f.violence_on_trust, violence) - state.trust) * f.trust_rate;
  if (f.capacity_rate > 0.0)
    state.capacity +=
        (settled(f.capacity_level, f.strain_on_capacity, state.exposure) - state.capacity) * f.capacity_rate;
}

}  // namespace salus::model
