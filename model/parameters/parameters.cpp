#include "model/parameters/parameters.hpp"

#include "model/parameters/draw_prior.hpp"
#include "model/random/purposes.hpp"
#include "model/random/sampler.hpp"

namespace salus::model {

ParameterDraw draw_parameters(RandomKey key, CountryCode country, Attempt attempt) {
  ParameterDraw values;
  for (const auto& record : registry()) {
    const std::uint32_t of = purpose::parameter_base + record.number;
    if (record.scope == Scope::pooled) {
      values[record.id] = draw(record.prior, key, {purpose::the_world, 0, of, attempt.pooled});
      continue;
    }
    const double common =
        standard_normal(key, {purpose::the_world, 0, purpose::common_parameter_base + record.number, 0});
    values[record.id] =
        draw_around(record.prior, common, common_variance_share, key, {country.m49, 0, of, attempt.country});
  }
  return values;
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
