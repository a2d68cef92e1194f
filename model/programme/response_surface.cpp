#include "model/programme/response_surface.hpp"

#include <algorithm>
#include <cmath>

#include "model/core/elementary.hpp"
#include "model/parameters/draw_prior.hpp"

namespace salus::model {
namespace {

/// Logit of the share at full coverage, a standard deviation of everything above its middle, over the middle.
double spread_of_share(const CurvePrior& prior, double part) {
  const auto up = [](const CurveSpread& s) { return std::sqrt(s.common * s.common + s.city * s.city); };
  const CurvePrior all{.median = prior.median,
                       .full = {.common = up(prior.full)},
                       .ahead = {.common = up(prior.ahead)},
                       .scale = {.common = up(prior.scale)}};
  const auto logit_of = [&](const CurveLuck& luck) {
    return logit(std::clamp(moved(prior.median, all, &CurveSpread::common, luck).at(part), 1e-9, 1.0 - 1e-9));
  };
  const double concentration = logit_of({.concentration = 1.0}) - logit_of({});
  const double full = logit_of({.full = 1.0}) - logit_of({});
  return std::sqrt(concentration * concentration + full * full);
}

}  // namespace

double NamingLevels::at(MeasureTarget target, CrimeType type) const {
  if (target == MeasureTarget::couples || target == MeasureTarget::households) return at_home;
  if (target == MeasureTarget::risky_persons || target == MeasureTarget::carriers) return in_public;
  return of_type[type == CrimeType::homicide ? CrimeType::serious_assault : type];
}

NamingLevels naming_levels(const EnumArray<double, CrimeType>& rate) {
  NamingLevels levels;
  for (const auto k : every<CrimeType>) levels.of_type[k] = logarithm(rate[k]);
  levels.in_public = logarithm(rate[CrimeType::homicide] + rate[CrimeType::serious_assault] + rate[CrimeType::robbery]);
  levels.at_home = logarithm(rate[CrimeType::partner_violence] + rate[CrimeType::child_maltreatment]);
  return levels;
}

CoverageCurve curve_here(const SurfaceCurve& prior, const CoverageCurve& of_draw,
                         const std::optional<NamingLevels>& levels, CurveLuck luck) {
  if (levels) luck.more = prior.curve.by_level.more(levels->at(prior.target, prior.type));
  return moved(of_draw, prior.curve, &CurveSpread::city, luck);
}

double reach_of(const Intervention& row, const CurvePrior& curve, double eligible_per_person) {
  const bool whoever = row.city_target == MeasureTarget::couples && row.city_targeting == Targeting::random;
  const double in_couples = whoever ? std::min(1.0, 2.0 * curve.targets_per_person / grown_per_person) : 1.0;
  return std::min(1.0, eligible_per_person * row.city_targets_a_unit * in_couples / curve.targets_per_person);
}

CurvePrior curve_for(const Intervention& row, const SurfaceCurve& surface) {
  CurvePrior prior = surface.curve;
  if (row.city_targeting != Targeting::random) return prior;
  prior.median.ahead = 0.0;
  if (surface.echo_any > 0.0) prior.echo = surface.echo_any;
  return prior;
}

void apply(const ResponseSurface& surface, Evidence& evidence) {
  for (const auto& one : surface.curves)
    for (auto& row : evidence.interventions) {
      auto& cell = row.effect[one.type];
      if (row.city_target != one.target || cell.share <= 0.0 || cell.of_area) continue;
      const CurvePrior prior = curve_for(row, one);
      const double reach = reach_of(row, prior, central_value(row.eligible_per_person));
      constexpr double least = 1e-4;  // a share of none or all has no logit
      cell.share = std::clamp(prior.median.at(reach), least, 1.0 - least);
      cell.share_logit_sd = spread_of_share(prior, reach);
      cell.surface = surface.label;
      cell.curve = prior;
    }
}

}  // namespace salus::model
