#include "model/programme/response_surface.hpp"

#include <algorithm>

namespace salus::model {

ResponseSurface prior_surface(const Evidence& evidence) {
  ResponseSurface surface;
  for (const auto& row : evidence.interventions)
    for (const auto k : every<CrimeType>)
      if (row.effect[k].share > 0.0)
        surface.points.push_back({row.id, k, row.city_targeting == Targeting::best, 1.0, 0.0, row.effect[k].share,
                                  row.effect[k].share_logit_sd});
  return surface;
}

void apply(const ResponseSurface& surface, Evidence& evidence) {
  constexpr double least = 1e-4;  // a share of none or all has no logit
  for (const auto& point : surface.points) {
    if (point.coverage != 1.0) continue;
    for (auto& row : evidence.interventions) {
      if (row.id != point.intervention || point.best != (row.city_targeting == Targeting::best)) continue;
      auto& cell = row.effect[point.type];
      if (cell.share <= 0.0) continue;
      cell.share = std::clamp(point.share, least, 1.0 - least);
      cell.share_logit_sd = point.logit_sd;
      cell.surface = surface.label;
    }
  }
}

}  // namespace salus::model
