#include "calibration/fit/common.hpp"

#include <cmath>

namespace salus::calibration {
namespace {

/// Log-likelihood of one year's changes, a quadratic form in (drift, world, regions). The precision matrix is an
/// arrowhead (regions are independent given the rest), so it is solved by elimination.
struct YearForm {
  double drift_drift = 0.0;
  double drift_world = 0.0;
  double world_world = 0.0;
  double drift_side = 0.0;
  double world_side = 0.0;

  /// [regions]
  std::vector<double> own;
  std::vector<double> drift_own;
  std::vector<double> world_own;
  std::vector<double> side;

  double log_scale = 0.0;  ///< all that does not depend on drift
};

YearForm form_of(const CommonLaw& law, const std::vector<CommonReading>& readings, std::uint32_t regions) {
  YearForm f;
  f.own.assign(regions, 1.0 / law.region);
  f.drift_own.assign(regions, 0.0);
  f.world_own.assign(regions, 0.0);
  f.side.assign(regions, 0.0);
  f.world_world = 1.0 / law.world;
  for (const auto& r : readings) {
    const double w = 1.0 / r.variance;
    const double sw = r.sd * w;
    const double ssw = r.sd * sw;
    f.drift_drift += w;
    f.drift_world += sw;
    f.world_world += ssw;
    f.drift_side += w * r.change;
    f.world_side += sw * r.change;
    f.own[r.region] += ssw;
    f.drift_own[r.region] += sw;
    f.world_own[r.region] += ssw;
    f.side[r.region] += sw * r.change;
    f.log_scale -= 0.5 * (model::logarithm(r.variance) + r.change * r.change * w);
  }
  return f;
}

/// Regions, then the world, eliminated: what is left is a reading of the drift with precision `drift_drift` and
/// `drift_side`.
void eliminate(const CommonLaw& law, std::uint32_t regions, YearForm& f) {
  f.log_scale -= 0.5 * (model::logarithm(law.world) + regions * model::logarithm(law.region));
  for (std::uint32_t r = 0; r < regions; ++r) {
    const double inverse = 1.0 / f.own[r];
    const double d = f.drift_own[r];
    const double w = f.world_own[r];
    const double s = f.side[r];
    f.drift_drift -= d * d * inverse;
    f.drift_world -= d * w * inverse;
    f.world_world -= w * w * inverse;
    f.drift_side -= d * s * inverse;
    f.world_side -= w * s * inverse;
    f.log_scale += 0.5 * (s * s * inverse - model::logarithm(f.own[r]));
  }
  const double inverse = 1.0 / f.world_world;
  f.log_scale += 0.5 * (f.world_side * f.world_side * inverse - model::logarithm(f.world_world));
  f.drift_drift -= f.drift_world * f.drift_world * inverse;
  f.drift_side -= f.drift_world * f.world_side * inverse;
}

struct Drift {
  double mean;
  double variance;
};

/// Takes a year's form in; returns its log-likelihood.
double take_in(Drift& d, const YearForm& f) {
  const double precision = 1.0 / d.variance + f.drift_drift;
  const double side = d.mean / d.variance + f.drift_side;
  const double sum = f.log_scale + 0.5 * (side * side / precision - d.mean * d.mean / d.variance -
                                          model::logarithm(precision * d.variance));
  d = {side / precision, 1.0 / precision};
  return sum;
}

}  // namespace

double log_likelihood(const CommonLaw& law, const std::vector<std::vector<CommonReading>>& years,
                      std::uint32_t regions) {
  Drift d{law.drift_mean, law.drift_variance};
  double sum = 0.0;
  for (const auto& readings : years) {
    d.variance += law.drift_step;
    if (readings.empty()) continue;
    YearForm f = form_of(law, readings, regions);
    eliminate(law, regions, f);
    sum += take_in(d, f);
  }
  return sum;
}

CommonPath draw_common(const CommonLaw& law, const std::vector<std::vector<CommonReading>>& years,
                       std::uint32_t regions, Stream& random) {
  const std::size_t n = years.size();
  std::vector<YearForm> forms;
  std::vector<Drift> filtered;
  Drift d{law.drift_mean, law.drift_variance};
  for (const auto& readings : years) {
    d.variance += law.drift_step;
    forms.push_back(form_of(law, readings, regions));
    eliminate(law, regions, forms.back());
    take_in(d, forms.back());
    filtered.push_back(d);
  }
  CommonPath path;
  path.drift.resize(n);
  path.world.resize(n);
  path.region.assign(n, std::vector<double>(regions));
  for (std::size_t t = n; t-- > 0;) {
    Drift now = filtered[t];
    if (t + 1 < n) {
      const double gain = now.variance / (now.variance + law.drift_step);
      now.mean += gain * (path.drift[t + 1] - now.mean);
      now.variance *= 1.0 - gain;
    }
    const double g = now.mean + std::sqrt(now.variance) * random.normal();
    const YearForm& f = forms[t];  // after elimination its world row is that of (drift, world)
    const double w = (f.world_side - f.drift_world * g) / f.world_world + random.normal() / std::sqrt(f.world_world);
    path.drift[t] = g;
    path.world[t] = w;
    for (std::uint32_t r = 0; r < regions; ++r)
      path.region[t][r] =
          (f.side[r] - f.drift_own[r] * g - f.world_own[r] * w) / f.own[r] + random.normal() / std::sqrt(f.own[r]);
  }
  return path;
}

}  // namespace salus::calibration
