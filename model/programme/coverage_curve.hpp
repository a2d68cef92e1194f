#pragma once
/// What part of a crime type the targets reached account for, as a curve through what part of all targets is reached.
#include <cstdint>
#include <optional>
#include <span>

namespace salus::model {

/// How what is concentrated runs out. Fading: every further target has a little less, as of places. Exhausted: few
/// have nearly all of it, as of persons with a record.
enum class FirstTargets : std::uint8_t { fading, exhausted };

/// share(p) = full ((1 - ahead) p + ahead H(p)), with H(p) = log(1 + p / scale) / log(1 + 1 / scale) of fading first
/// targets and p (1 + scale) / (p + scale) of exhausted ones: (0, 0), (1, full), monotone and concave whatever the
/// numbers. With `ahead` 0, as of targets that are any of their kind, it is the straight line full p, bit for bit.
struct CoverageCurve {
  double full = 0.0;   ///< share where all are reached, 0..1
  double ahead = 0.0;  ///< part of it that is concentrated, 0..1
  double scale = 1.0;  ///< part of all targets at which it begins to run out
  FirstTargets first = FirstTargets::fading;

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

/// What is given of a curve that is looked for.
struct GivenCurve {
  double full = 0.0;
  FirstTargets first = FirstTargets::fading;
  std::optional<double> ahead{};
  std::optional<double> scale{};
};

/// The curve that is nearest to the points, by weighted least squares of shares: by golden section over the log of
/// `scale`, 1e-5 to 2, `ahead` in closed form for each.
CoverageCurve nearest_curve(const GivenCurve& given, std::span<const SharePoint> points);

/// Standard deviations: of what all cities of a draw share, and of each city.
struct CurveSpread {
  double common = 0.0;
  double city = 0.0;
};

/// How what is concentrated differs between cities by the level of what their targets are named by: where there is more
/// of it, records tell better who or where comes next.
struct ByLevel {
  double level = 1.0;  ///< incidents a person-year in the city in the middle
  double sd = 0.0;     ///< of its log between the cities it was found in; who is further is taken there
  double slope = 0.0;  ///< of what a spread moves, a unit of the log; above 0: more concentrated where there is more
  /// @param log_level of a city
  double more(double log_level) const;
};

/// What is known of the curve of one kind of target and one crime type, the best targets first.
struct CurvePrior {
  CoverageCurve median;
  double targets_per_person = 0.0;  ///< all there are of the kind in a city
  CurveSpread full;                 ///< of its logit
  CurveSpread ahead;                ///< of its logit
  CurveSpread scale;                ///< of its log
  ByLevel by_level{};  ///< of the number that differs: `scale` of fading targets, `ahead` of exhausted ones
  /// What agents avert over share x (1 - RR): what would have followed is averted too, some is moved elsewhere.
  double echo = 1.0;
  double echo_log_sd = 0.0;
  /// Time constant, months, with which those treated once cease to account for what those named anew do: their careers
  /// end, and the first of a register are no longer its first. 0: not known.
  double kept_months = 0.0;
};

/// What is one place's own of a kind of target: standard normal draws, and by how much more than the median crime is
/// concentrated at its level (`ByLevel::more`).
struct CurveLuck {
  double concentration = 0.0;
  double full = 0.0;
  double more = 0.0;
};

/// A curve with its draws; numbers whose spread is 0 stay as they are.
CoverageCurve moved(const CoverageCurve& curve, const CurvePrior& prior, double CurveSpread::*whose,
                    const CurveLuck& luck);

}  // namespace salus::model
