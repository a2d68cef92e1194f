#pragma once
/// What part of a crime type the targets reached account for, as a curve through what part of all targets is reached.
#include <array>
#include <cstddef>
#include <span>

namespace salus::model {

/// share(p) = full u (1 + bend (1 - u)), u = p ^ tip: (0, 0), (1, full), monotone and concave for tip in (0, 1] and
/// bend in [0, 1], since both steps are. With tip 1 and bend 0, as of targets that are any of their kind, it is the
/// straight line full p, bit for bit.
struct CoverageCurve {
  double full = 0.0;  ///< share where all are reached, 0..1
  double tip = 1.0;   ///< how far the first targets are ahead: 1 not at all
  double bend = 0.0;

  /// @param part of all targets, 0..1. @param least part that one target is: what is less reaches one target in part,
  /// so is in proportion to it; 0 where targets have no least size.
  double at(double part, double least = 0.0) const;
};

/// One share that was found.
struct SharePoint {
  double part = 0.0;    ///< of all targets, (0, 1]
  double share = 0.0;   ///< 0..1
  double weight = 1.0;  ///< of its squared distance
};

/// The curve of a given share at full reach that is nearest to the points, by weighted least squares of shares: by
/// golden section over `tip`, `bend` in closed form for each. Least `tip` 0.02. Without a weight, the straight line.
CoverageCurve nearest_curve(double full, std::span<const SharePoint> points);

}  // namespace salus::model
