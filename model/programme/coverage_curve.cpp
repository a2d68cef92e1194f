#include "model/programme/coverage_curve.hpp"

#include <algorithm>
#include <cmath>

#include "model/core/elementary.hpp"

namespace salus::model {
namespace {

double power(double part, double tip) { return tip == 1.0 ? part : exponential(tip * logarithm(part)); }

struct Fitted {
  double bend = 0.0;
  double distance = 0.0;
};

/// The best bend for a tip: the share is linear in it.
Fitted with_tip(double full, double tip, std::span<const SharePoint> points) {
  double along = 0.0;
  double across = 0.0;
  for (const auto& p : points) {
    const double u = power(p.part, tip);
    const double more = full * u * (1.0 - u);
    along += p.weight * more * more;
    across += p.weight * more * (p.share - full * u);
  }
  Fitted f;
  f.bend = along > 0.0 ? std::clamp(across / along, 0.0, 1.0) : 0.0;
  const CoverageCurve curve{full, tip, f.bend};
  for (const auto& p : points) {
    const double off = p.share - curve.at(p.part);
    f.distance += p.weight * off * off;
  }
  return f;
}

}  // namespace

double CoverageCurve::at(double part, double least) const {
  if (part <= 0.0) return 0.0;
  if (part < least) return at(least) * (part / least);
  const double u = power(std::min(part, 1.0), tip);
  return full * u * (1.0 + bend * (1.0 - u));
}

CoverageCurve nearest_curve(double full, std::span<const SharePoint> points) {
  constexpr double golden = 0.6180339887498949;
  constexpr int steps = 60;
  double low = 0.02;
  double high = 1.0;
  for (int i = 0; i < steps; ++i) {
    const double left = high - golden * (high - low);
    const double right = low + golden * (high - low);
    if (with_tip(full, left, points).distance < with_tip(full, right, points).distance) high = right;
    else low = left;
  }
  const double inside = 0.5 * (low + high);
  // The straight line is at the end of the range.
  const double tip = with_tip(full, 1.0, points).distance <= with_tip(full, inside, points).distance ? 1.0 : inside;
  return {full, tip, with_tip(full, tip, points).bend};
}

}  // namespace salus::model
