#include "model/core/statistics.hpp"

#include <algorithm>
#include <cmath>

namespace salus::model {

double quantile(const std::vector<double>& sorted, double level) {
  const double at = level * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(at);
  const double low = sorted[below];
  const double high = sorted[std::min(below + 1, sorted.size() - 1)];
  const double part = at - std::floor(at);
  if (part == 0.0 || low == high || std::isinf(low)) return low;
  return std::isinf(high) ? high : low + part * (high - low);
}

double mean(const std::vector<double>& values) {
  double sum = 0.0;
  for (const double v : values) sum += v;
  return sum / static_cast<double>(values.size());
}

}  // namespace salus::model
