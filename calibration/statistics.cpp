#include "calibration/statistics.hpp"

#include <algorithm>
#include <cmath>

namespace salus::calibration {

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

double standard_deviation(const std::vector<double>& values) {
  if (values.size() < 2) return 0.0;
  const auto n = static_cast<double>(values.size());
  double mean = 0.0;
  double squares = 0.0;
  for (const double v : values) mean += v / n;
  for (const double v : values) squares += (v - mean) * (v - mean);
  return std::sqrt(squares / (n - 1.0));
}

double slope(const std::vector<double>& x, const std::vector<double>& y) {
  const auto n = static_cast<double>(x.size());
  double mean_x = 0.0;
  double mean_y = 0.0;
  double xx = 0.0;
  double xy = 0.0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    mean_x += x[i] / n;
    mean_y += y[i] / n;
  }
  for (std::size_t i = 0; i < x.size(); ++i) {
    xx += (x[i] - mean_x) * (x[i] - mean_x);
    xy += (x[i] - mean_x) * (y[i] - mean_y);
  }
  return xx > 0.0 ? xy / xx : 0.0;
}

LocalLevel local_level(const std::vector<NoisyValue>& values, double walk_variance) {
  LocalLevel now{values.front().value, values.front().variance};
  for (std::size_t i = 1; i < values.size(); ++i) {
    const double before = now.variance + walk_variance * (values[i].time - values[i - 1].time);
    const double gain = before + values[i].variance > 0.0 ? before / (before + values[i].variance) : 1.0;
    now.level += gain * (values[i].value - now.level);
    now.variance = (1.0 - gain) * before;
  }
  return now;
}

}  // namespace salus::calibration
