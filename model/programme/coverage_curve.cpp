#include "model/programme/coverage_curve.hpp"

#include <algorithm>

#include "model/core/elementary.hpp"

namespace salus::model {
namespace {

/// Part of what is concentrated that the first targets have.
double concentrated(double part, double scale, FirstTargets first) {
  if (first == FirstTargets::exhausted) return part * (1.0 + scale) / (part + scale);
  return logarithm(1.0 + part / scale) / logarithm(1.0 + 1.0 / scale);
}

struct Nearest {
  double ahead = 0.0;
  double distance = 0.0;
};

/// The best `ahead` for a scale: the share is linear in it.
Nearest with_scale(const GivenCurve& given, double scale, std::span<const SharePoint> points) {
  double along = 0.0;
  double across = 0.0;
  for (const auto& p : points) {
    const double more = given.full * (concentrated(p.part, scale, given.first) - p.part);
    along += p.weight * more * more;
    across += p.weight * more * (p.share - given.full * p.part);
  }
  Nearest n;
  n.ahead = given.ahead.value_or(along > 0.0 ? std::clamp(across / along, 0.0, 1.0) : 0.0);
  const CoverageCurve curve{given.full, n.ahead, scale, given.first};
  for (const auto& p : points) {
    const double off = p.share - curve.at(p.part);
    n.distance += p.weight * off * off;
  }
  return n;
}

/// A share moved on its logit; none and all have no logit.
double moved_share(double share, double by) {
  if (by == 0.0 || share <= 0.0 || share >= 1.0) return share;
  return logistic(logit(share) + by);
}

}  // namespace

double CoverageCurve::at(double part, double least) const {
  if (part <= 0.0) return 0.0;
  if (part < least) return at(least) * (part / least);
  const double reached = std::min(part, 1.0);
  if (ahead == 0.0) return full * reached;
  return full * ((1.0 - ahead) * reached + ahead * concentrated(reached, scale, first));
}

double ByLevel::more(double log_level) const {
  if (slope == 0.0) return 0.0;
  return slope * std::clamp(log_level - logarithm(level), -sd, sd);
}

CoverageCurve nearest_curve(const GivenCurve& given, std::span<const SharePoint> points) {
  constexpr double golden = 0.6180339887498949;
  constexpr int steps = 60;
  double scale = 0.0;
  if (given.scale) scale = *given.scale;
  else {
    double low = logarithm(1e-5);
    double high = logarithm(2.0);
    for (int i = 0; i < steps; ++i) {
      const double left = high - golden * (high - low);
      const double right = low + golden * (high - low);
      if (with_scale(given, exponential(left), points).distance <
          with_scale(given, exponential(right), points).distance)
        high = right;
      else low = left;
    }
    scale = exponential(0.5 * (low + high));
  }
  return {given.full, with_scale(given, scale, points).ahead, scale, given.first};
}

CoverageCurve moved(const CoverageCurve& curve, const CurvePrior& prior, double CurveSpread::*whose,
                    const CurveLuck& luck) {
  CoverageCurve c = curve;
  c.full = moved_share(c.full, prior.full.*whose * luck.full);
  if (c.ahead == 0.0) return c;  // straight
  const bool exhausted = c.first == FirstTargets::exhausted;
  c.ahead = moved_share(c.ahead, prior.ahead.*whose * luck.concentration + (exhausted ? luck.more : 0.0));
  const double by = prior.scale.*whose * luck.concentration + (exhausted ? 0.0 : luck.more);
  if (by != 0.0) c.scale *= exponential(-by);
  return c;
}

}  // namespace salus::model
