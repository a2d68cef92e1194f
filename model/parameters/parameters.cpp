#include "model/parameters/parameters.hpp"

#include "model/parameters/draw_prior.hpp"
#include "model/random/purposes.hpp"

namespace salus::model {

ParameterDraw draw_pooled(const PooledNumbers& numbers, std::uint32_t attempt) {
  ParameterDraw values{};
  for (const auto& r : registry())
    if (r.scope == Scope::pooled)
      values[r.id] = draw(r.prior, numbers, {purpose::the_world, 0, purpose::parameter_base + r.number, attempt});
  return values;
}

void draw_own(ParameterDraw& values, const PooledNumbers& numbers, CountryCode country, std::uint32_t attempt) {
  for (const auto& r : registry()) {
    if (r.scope == Scope::pooled) continue;
    const double common =
        numbers.standard_normal({purpose::the_world, 0, purpose::common_parameter_base + r.number, 0});
    values[r.id] = draw_around(r.prior, common, common_variance_share, numbers.key(),
                               {country.m49, 0, purpose::parameter_base + r.number, attempt});
  }
}

void apply_overrides(ParameterDraw& values, const std::vector<Override>& overrides) {
  for (const auto& setting : overrides) values[setting.parameter] = setting.value;
}

void put_in(ParameterDraw& values, const PosteriorDraws& posterior, std::size_t draw) {
  for (const auto& [parameter, draws] : posterior.series)
    values[parameter] = static_cast<double>(draws[draw % draws.size()]);
}

ParameterDraw mixed(const ParameterDraw& one, const ParameterDraw& other, Knowledge kept) {
  ParameterDraw values;
  for (const auto& record : registry())
    values[record.id] = record.knowledge == kept ? one[record.id] : other[record.id];
  return values;
}

ParameterDraw central_parameters() {
  ParameterDraw values;
  for (const auto& record : registry()) values[record.id] = central_value(record.prior);
  return values;
}

}  // namespace salus::model
