#include "calibration/synthesis/normal.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace salus::calibration::synthesis {
namespace {

constexpr double root_two_pi = 2.506628274631000502;

/// P(Z < -x) for x >= 0.
double upper_tail(double x) {
  if (x > 37.0) return 0.0;
  const double decline = model::exponential(-0.5 * x * x);
  if (x < 7.07106781186547) {
    double above = 3.52624965998911e-02 * x + 0.700383064443688;
    for (const double c : {6.37396220353165, 33.912866078383, 112.079291497871, 221.213596169931, 220.206867912376})
      above = above * x + c;
    double below = 8.83883476483184e-02 * x + 1.75566716318264;
    for (const double c :
         {16.064177579207, 86.7807322029461, 296.564248779674, 637.333633378831, 793.826512519948, 440.413735824752})
      below = below * x + c;
    return decline * above / below;
  }
  const double fraction = x + 1.0 / (x + 2.0 / (x + 3.0 / (x + 4.0 / (x + 0.65))));
  return decline / fraction / root_two_pi;
}

/// Probability and density at equal steps, between which a cubic with these slopes is read.
class Table {
 public:
  Table() {
    for (std::size_t i = 0; i < points.size(); ++i) {
      const double x = static_cast<double>(i) / steps_of_one - end;
      points[i] = {normal_probability(x), normal_density(x) / steps_of_one};
    }
  }
  double at(double x) const {
    const double along = (x + end) * steps_of_one;
    if (!(along > 0.0)) return 0.0;
    if (along >= 2.0 * end * steps_of_one) return 1.0;
    const auto i = static_cast<std::size_t>(along);
    const double t = along - static_cast<double>(i);
    const auto& [from, slope] = points[i];
    const auto& [to, slope_there] = points[i + 1];
    const double rise = to - from;
    return from + t * (slope + t * (3.0 * rise - 2.0 * slope - slope_there + t * (slope + slope_there - 2.0 * rise)));
  }

 private:
  static constexpr double end = 9.0;
  static constexpr double steps_of_one = 64.0;
  std::array<std::array<double, 2>, 1154> points;
};

}  // namespace

double table_probability(double x) {
  static const Table table;
  return table.at(x);
}

double normal_probability(double x) { return x > 0.0 ? 1.0 - upper_tail(x) : upper_tail(-x); }

double normal_density(double x) { return model::exponential(-0.5 * x * x) / root_two_pi; }

double truncated_normal(double low, double high, Stream& random) {
  // In the lower half, where probabilities keep their digits.
  if (low > 0.0) return -truncated_normal(-high, -low, random);
  const double below = normal_probability(low);
  const double share = normal_probability(high) - below;
  const double at = below + random.uniform() * share;
  if (at <= 0.0 || at >= 1.0) return std::isfinite(high) ? high : low;
  return std::clamp(model::normal_quantile(at), low, high);
}

}  // namespace salus::calibration::synthesis
