#include "calibration/patterns/recurrence.hpp"

#include <cmath>
#include <limits>
#include <map>
#include <utility>

#include "calibration/inference/domains.hpp"
#include "calibration/patterns/squares.hpp"
#include "model/random/purposes.hpp"
#include "model/random/sampler.hpp"

namespace salus::calibration {
namespace {

/// Sums of the Mantel-Haenszel estimator, and of the variance of its logarithm.
struct Sums {
  double with = 0.0;
  double without = 0.0;
  double variance = 0.0;
};

/// Adds a neighbourhood, which is a stratum. Symbols as in the header.
void add(Sums& sums, const std::vector<std::uint8_t>& months) {
  double a = 0.0;
  double c = 0.0;
  double n = 0.0;
  double n1 = 0.0;
  for (std::size_t t = 1; t < months.size(); ++t) {
    ++n;
    n1 += months[t - 1];
    (months[t - 1] ? a : c) += months[t];
  }
  const double n0 = n - n1;
  sums.with += a * n0 / n;
  sums.without += c * n1 / n;
  sums.variance += ((a + c) * n1 * n0 - a * c * n) / (n * n);
}

double ratio(const Sums& sums) {
  return sums.without > 0.0 ? sums.with / sums.without : std::numeric_limits<double>::quiet_NaN();
}

/// The months of a neighbourhood in random order.
std::vector<std::uint8_t> permuted(std::vector<std::uint8_t> months, std::uint32_t neighbourhood,
                                   model::RandomKey key) {
  for (auto t = static_cast<std::uint32_t>(months.size()); t-- > 1;)
    std::swap(months[t],
              months[model::uniform_below(key, {neighbourhood, 0, model::purpose::recurrence_order, t}, t + 1)]);
  return months;
}

}  // namespace

std::vector<std::vector<std::uint8_t>> months_with_crime(const PointEvents& events, double square_m) {
  const auto first = month_of(events.day.front());
  const auto at = [first](double day) { return static_cast<std::uint32_t>(month_of(day) - first); };
  std::map<Square, std::vector<std::uint8_t>> squares;
  for (std::size_t i = 0; i < events.size(); ++i) {
    auto& months = squares[square_at(events.x_m[i], events.y_m[i], square_m)];
    months.resize(at(events.day.back()) + 1, 0);
    months[at(events.day[i])] = 1;
  }
  std::vector<std::vector<std::uint8_t>> result;
  for (auto& [place, months] : squares) result.push_back(std::move(months));
  return result;
}

Recurrence recurrence(const std::vector<std::vector<std::uint8_t>>& months, std::uint32_t permutations,
                      std::uint64_t seed, const model::Executor& executor) {
  Recurrence result;
  result.neighbourhoods = months.size();
  result.months = months.empty() ? 0 : months.front().size();
  Sums observed;
  for (const auto& own : months) add(observed, own);
  result.relative_risk = ratio(observed);
  const double half = 1.959963984540054 * std::sqrt(observed.variance / (observed.with * observed.without));
  result.low = result.relative_risk * std::exp(-half);
  result.high = result.relative_risk * std::exp(half);
  double sum = 0.0;
  double as_high = 0.0;
  double used = 0.0;
  std::vector<double> risks(permutations);
  executor.for_blocks(permutations, 8, [&](std::size_t begin, std::size_t end) {
    for (std::size_t r = begin; r < end; ++r) {
      Sums sums;
      const auto key = model::random_key(seed, r, domain::patterns);
      for (std::uint32_t i = 0; i < months.size(); ++i) add(sums, permuted(months[i], i, key));
      risks[r] = ratio(sums);
    }
  });
  for (const double own : risks) {
    if (!std::isfinite(own)) continue;
    sum += own;
    used += 1.0;
    as_high += own >= result.relative_risk ? 1.0 : 0.0;
  }
  result.null = used > 0.0 ? sum / used : std::numeric_limits<double>::quiet_NaN();
  result.p = (1.0 + as_high) / (1.0 + used);
  return result;
}

}  // namespace salus::calibration
