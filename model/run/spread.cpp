#include "model/run/spread.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "model/run/plan.hpp"

namespace salus::model {
namespace {

/// Ranks with ties shared.
std::vector<double> ranks(const std::vector<double>& values) {
  const std::uint32_t n = positions_in<DrawIndex>(values).count();
  std::vector<std::uint32_t> order(n);
  std::iota(order.begin(), order.end(), 0u);
  std::sort(order.begin(), order.end(),
            [&](std::uint32_t a, std::uint32_t b) { return values[a] != values[b] ? values[a] < values[b] : a < b; });
  std::vector<double> rank(values.size());
  for (std::uint32_t i = 0; i < n;) {
    std::uint32_t j = i;
    while (j < n && values[order[j]] == values[order[i]]) ++j;
    for (std::uint32_t k = i; k < j; ++k) rank[order[k]] = 0.5 * (i + j - 1);
    i = j;
  }
  return rank;
}

}  // namespace

double first_order_index(std::span<const double> y, std::span<const double> partner) {
  std::vector<double> a;
  std::vector<double> b;
  for (std::size_t i = 0; i < y.size(); ++i)
    if (!std::isnan(y[i]) && !std::isnan(partner[i])) {
      a.push_back(y[i]);
      b.push_back(partner[i]);
    }
  if (a.size() < 3) return not_a_number;
  const auto ra = ranks(a);
  const auto rb = ranks(b);
  const double n = positions_in<DrawIndex>(ra).count();
  double ma = 0;
  double mb = 0;
  double va = 0;
  double vb = 0;
  double covariance = 0;
  for (std::size_t i = 0; i < ra.size(); ++i) {
    ma += ra[i] / n;
    mb += rb[i] / n;
  }
  for (std::size_t i = 0; i < ra.size(); ++i) {
    va += (ra[i] - ma) * (ra[i] - ma);
    vb += (rb[i] - mb) * (rb[i] - mb);
    covariance += (ra[i] - ma) * (rb[i] - mb);
  }
  if (va <= 0.0 || vb <= 0.0) return not_a_number;
  return covariance / std::sqrt(va * vb);
}

SpreadShares spread_of(const Grid<double, ScenarioIndex, Variant, DrawIndex>& probes, ScenarioIndex s) {
  const auto whole = probes.row(s, Variant::as_it_is);
  if (std::all_of(whole.begin(), whole.end(), [](double v) { return v == 0.0; }))
    return {not_a_number, not_a_number, not_a_number, not_a_number};
  EnumArray<double, Knowledge> part{};
  double sum = 0.0;
  for (const auto kept : every<Knowledge>) {
    part[kept] = std::max(0.0, first_order_index(whole, probes.row(s, keeping(kept))));
    sum += part[kept];
  }
  // Estimates of parts may add to a little more than the whole: then they are scaled to it.
  const double scale = sum > 1.0 ? 1.0 / sum : 1.0;
  return {part[Knowledge::data] * scale, part[Knowledge::analogy] * scale, part[Knowledge::assumption] * scale,
          std::max(0.0, 1.0 - sum * scale)};
}

}  // namespace salus::model
