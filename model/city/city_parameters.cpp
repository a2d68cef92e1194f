#include "model/city/city_parameters.hpp"

#include <stdexcept>

#include "model/city/process_traits.hpp"
#include "model/parameters/draw_prior.hpp"
#include "model/random/purposes.hpp"

namespace salus::model {

CityParameters central_city_parameters() {
  CityParameters p;
  for (const auto& r : city_registry()) p[r.id] = central_value(r.prior);
  return p;
}

double branching_ratio(const CityParameters& p, Process process) {
  const ProcessTraits& traits = traits_of(process);
  double others = 0.0;
  if (traits.near) others += p[*traits.near];
  if (traits.repeat) others += p[*traits.repeat];
  if (traits.feud) {
    others += p[CityParameter::retaliation];
    others += p[CityParameter::follow_up];
  }
  return others;
}

CityParameters draw_city_parameters(RandomKey key) {
  for (std::uint32_t attempt = 0; attempt < 64; ++attempt) {
    CityParameters p;
    for (const auto& r : city_registry())
      p[r.id] = draw(r.prior, key, {attempt, 0, purpose::parameter_base + r.number, 0});
    bool ends = true;
    for (const Process process : every<Process>) ends = ends && branching_ratio(p, process) < branching_limit;
    if (ends) return p;
  }
  throw std::runtime_error("64 draws of the city's parameters in a row were refused");
}

CityParameters uniform_city_parameters() {
  using P = CityParameter;
  CityParameters p = central_city_parameters();
  p.all_alike = true;
  for (const P zero : {P::never_share,
                       P::propensity_sd,
                       P::vulnerability_sd,
                       P::moving,
                       P::gang_share,
                       P::carrier_active,
                       P::carrier_other,
                       P::co_offending,
                       P::disadvantage_on_entry,
                       P::disadvantage_on_household,
                       P::disadvantage_on_guard,
                       P::street_spread,
                       P::robbery_spread,
                       P::property_spread,
                       P::centre_pull,
                       P::dark_share,
                       P::search_persistence,
                       P::acquaintance_assault,
                       P::acquaintance_sexual,
                       P::rivals,
                       P::near_assault,
                       P::near_robbery,
                       P::near_property,
                       P::repeat_assault,
                       P::repeat_robbery,
                       P::repeat_sexual,
                       P::repeat_property,
                       P::retaliation,
                       P::follow_up,
                       P::retaliation_person,
                       P::season,
                       P::partner_homicides,
                       P::robbery_homicides})
    p[zero] = 0.0;
  for (const P one :
       {P::women_offending, P::situational_peak, P::carrier_lethality, P::lit_effect, P::other_sex, P::career_exposure,
        P::women_sexual, P::child_exposure, P::older_exposure, P::weekend_violence, P::night_violence})
    p[one] = 1.0;
  p[P::peer_years] = 1e9;
  p[P::resident_victims] = 1.0;
  return p;
}

}  // namespace salus::model
