#include "bench/coverage/panel_formula.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "calibration/inference/stream.hpp"
#include "model/core/elementary.hpp"
#include "model/parameters/draw_prior.hpp"
#include "model/programme/delivery.hpp"

namespace salus::bench {
namespace {

using model::CrimeType;
using model::every;
using model::MeasureTarget;

/// The curve of a row: of its targets, or of any cells where its effects are of areas.
std::optional<model::CurvePrior> curve_of(const model::Intervention& row, CrimeType k,
                                          const model::ResponseSurface& surface) {
  model::Intervention at = row;
  if (row.effect[k].of_area) {
    at.city_target = MeasureTarget::all_cells;
    at.city_targeting = model::Targeting::random;
  }
  for (const auto& one : surface.curves)
    if (one.target == at.city_target && one.type == k) return model::curve_for(at, one);
  return std::nullopt;
}

/// Part of those treated once who are still in the careers they were named for, mean over the years.
double still_there(const model::Intervention& row, const model::CurvePrior& curve) {
  if (!row.one_off || curve.kept_months <= 0.0) return 1.0;
  double sum = 0.0;
  for (const auto y : every<model::YearIndex>) sum += std::exp(-12.0 * static_cast<double>(y) / curve.kept_months);
  return sum / model::horizon_years;
}

/// Normal quantiles at the middles of equal parts, in a random order.
std::vector<double> shuffled_quantiles(calibration::Stream& stream) {
  constexpr std::size_t number = 511;
  std::vector<std::pair<double, double>> all;
  for (std::size_t i = 0; i < number; ++i)
    all.emplace_back(stream.uniform(), model::normal_quantile((static_cast<double>(i) + 0.5) / number));
  std::sort(all.begin(), all.end());
  std::vector<double> quantiles;
  for (const auto& [place, quantile] : all) quantiles.push_back(quantile);
  return quantiles;
}

}  // namespace

std::vector<DrawnCurves> stratified_draws(Drawing drawing) {
  calibration::Stream stream(model::random_key(1, 0, 0), 0, 0);
  std::vector<DrawnCurves> draws;
  const auto spread = [&](auto&& number_of) {
    const auto quantiles = shuffled_quantiles(stream);
    draws.resize(quantiles.size());
    for (std::size_t i = 0; i < draws.size(); ++i) number_of(draws[i]) = quantiles[i];
  };
  spread([](DrawnCurves& d) -> double& { return d.chance; });
  for (const auto t : every<MeasureTarget>) {
    spread([&](DrawnCurves& d) -> double& { return d.of_city[t].concentration; });
    spread([&](DrawnCurves& d) -> double& { return d.of_city[t].full; });
    if (drawing != Drawing::luck) spread([&](DrawnCurves& d) -> double& { return d.echo[t]; });
    if (drawing != Drawing::all) continue;
    spread([&](DrawnCurves& d) -> double& { return d.of_laws[t].concentration; });
    spread([&](DrawnCurves& d) -> double& { return d.of_laws[t].full; });
  }
  return draws;
}

double panel_share(const CoveredRows& programme, const PanelCity& city, CrimeType k,
                   const model::ResponseSurface* echoes, const DrawnCurves& drawn) {
  model::EnumArray<std::vector<double>, model::Mechanism> alone;
  const double overlap = model::central_parameters()[model::Parameter::overlap];
  for (const auto* row : programme.rows) {
    const auto& cell = row->effect[k];
    if (cell.share <= 0.0) continue;
    const double gone = 1.0 - std::exp(cell.log_rr);
    const auto curve = curve_of(*row, k, city.surface);
    if (!curve) continue;
    const auto target = row->city_target;
    const auto of_echo = echoes != nullptr ? curve_of(*row, k, *echoes) : std::nullopt;
    const double passed_on =
        of_echo ? of_echo->echo * std::exp(of_echo->echo_log_sd * drawn.echo[target]) : 1.0 - row->displacement;
    if (cell.of_area) {
      alone[row->mechanism].push_back(programme.covered * passed_on * gone);
      continue;
    }
    const double least = 1.0 / (curve->targets_per_person * city.persons);
    const double reach = model::reach_of(*row, *curve, model::central_value(row->eligible_per_person));
    const auto of_laws = model::moved(curve->median, *curve, &model::CurveSpread::common, drawn.of_laws[target]);
    const auto here = model::curve_here({target, k, *curve}, of_laws, city.levels, drawn.of_city[target]);
    alone[row->mechanism].push_back(here.at(programme.covered * reach, least) *
                                    still_there(*row, of_echo ? *of_echo : *curve) * gone * passed_on);
  }
  double factor = 1.0;
  for (const auto& of_one : alone) factor *= 1.0 - model::combined(of_one, overlap);
  return 1.0 - factor;
}

}  // namespace salus::bench
