#include "calibration/patterns/near_repeat.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <unordered_map>

#include "calibration/inference/domains.hpp"
#include "calibration/statistics.hpp"
#include "model/random/purposes.hpp"
#include "model/random/sampler.hpp"

namespace salus::calibration {
namespace {

using Counts = std::vector<std::uint64_t>;  // [distance][time], flat
constexpr std::int32_t two_years = 731;
constexpr double same_place_m = 1.0;

struct Pair {
  std::uint32_t a = 0;
  std::uint32_t b = 0;
};

/// Calls f(i, j, distance^2) once for each pair of the first n events no farther apart than `reach`, i < j.
/// Squares of that side: partners stand in the same or one of the eight around it.
template <class F>
void for_near_pairs(const PointEvents& events, std::size_t n, double reach, F f) {
  const auto key = [&](double x, double y, int right, int up) {
    const auto step = [&](double v, int add) {
      return static_cast<std::uint64_t>(static_cast<std::int64_t>(std::floor(v / reach)) + add +
                                        (std::int64_t{1} << 31));
    };
    return step(y, up) << 32 | step(x, right);
  };
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> squares;
  for (std::size_t i = 0; i < n; ++i) {
    for (int up = -1; up <= 1; ++up)
      for (int right = -1; right <= 1; ++right) {
        const auto square = squares.find(key(events.x_m[i], events.y_m[i], right, up));
        if (square == squares.end()) continue;
        for (const auto j : square->second) {
          const double dx = events.x_m[i] - events.x_m[j];
          const double dy = events.y_m[i] - events.y_m[j];
          if (const double d2 = dx * dx + dy * dy; d2 <= reach * reach) f(j, static_cast<std::uint32_t>(i), d2);
        }
      }
    squares[key(events.x_m[i], events.y_m[i], 0, 0)].push_back(static_cast<std::uint32_t>(i));
  }
}

/// How many of the first events the limits of the plan allow.
std::size_t usable(const PointEvents& events, const KnoxPlan& plan) {
  std::size_t n = events.size();
  if (n > plan.most_events) {
    const auto first = whole_day(events.day.front());
    n = 0;
    while (n < plan.most_events && whole_day(events.day[n]) - first < two_years) ++n;
  }
  for (; n > 2; n /= 2) {
    std::size_t pairs = 0;
    for_near_pairs(events, n, plan.space_m.back(), [&](std::uint32_t, std::uint32_t, double) { ++pairs; });
    if (pairs <= plan.most_pairs) break;
  }
  return n;
}

/// Pairs by band of distance.
std::vector<std::vector<Pair>> pairs_by_band(const PointEvents& events, std::size_t n,
                                             const std::vector<double>& space_m) {
  std::vector<std::vector<Pair>> bands(space_m.size());
  for_near_pairs(events, n, space_m.back(), [&](std::uint32_t a, std::uint32_t b, double d2) {
    std::size_t band = 0;
    while (d2 > space_m[band] * space_m[band]) ++band;
    bands[band].push_back({a, b});
  });
  return bands;
}

/// Pairs of each band of distance by band of time. @param band_of by days apart, up to the longest; the last is beyond
/// every band
Counts count(const std::vector<std::vector<Pair>>& pairs, const std::vector<std::int32_t>& dates,
             const std::vector<std::uint8_t>& band_of, std::size_t times) {
  Counts counts(pairs.size() * times, 0);
  const auto beyond = static_cast<std::int32_t>(band_of.size()) - 1;
  std::vector<std::uint64_t> here(times + 1);
  for (std::size_t s = 0; s < pairs.size(); ++s) {
    std::fill(here.begin(), here.end(), 0);
    for (const Pair& pair : pairs[s])
      ++here[band_of[static_cast<std::size_t>(std::min(beyond, std::abs(dates[pair.a] - dates[pair.b])))]];
    std::copy(here.begin(), here.end() - 1, counts.begin() + static_cast<std::ptrdiff_t>(s * times));
  }
  return counts;
}

/// Where each stretch of events begins, and the end.
std::vector<std::size_t> stretches(const std::vector<std::int32_t>& dates, std::int32_t days) {
  std::vector<std::size_t> starts{0};
  if (days > 0)
    for (std::size_t i = 1; i < dates.size(); ++i)
      if ((dates[i] - dates[0]) / days != (dates[i - 1] - dates[0]) / days) starts.push_back(i);
  starts.push_back(dates.size());
  return starts;
}

/// Dates dealt anew within each stretch. Source: Durstenfeld 1964, doi:10.1145/364520.364540.
void deal(std::vector<std::int32_t>& dates, const std::vector<std::size_t>& starts, model::RandomKey key) {
  for (std::size_t s = 0; s + 1 < starts.size(); ++s)
    for (std::size_t i = starts[s + 1]; i-- > starts[s] + 1;) {
      const auto j = starts[s] +
                     model::uniform_below(key, {0, 0, model::purpose::near_repeat_order, static_cast<std::uint32_t>(i)},
                                          i - starts[s] + 1);
      std::swap(dates[i], dates[j]);
    }
}

/// Sums up to each band of distance and time.
Counts cumulated(Counts counts, std::size_t times) {
  for (std::size_t i = 0; i < counts.size(); ++i)
    if (i % times > 0) counts[i] += counts[i - 1];
  for (std::size_t i = times; i < counts.size(); ++i) counts[i] += counts[i - times];
  return counts;
}

std::vector<std::vector<KnoxCell>> cells_of(const Counts& observed, const std::vector<Counts>& permuted,
                                            std::size_t times) {
  std::vector<std::vector<KnoxCell>> cells(observed.size() / times, std::vector<KnoxCell>(times));
  for (std::size_t i = 0; i < observed.size(); ++i) {
    KnoxCell& cell = cells[i / times][i % times];
    cell.observed = observed[i];
    std::vector<double> values;
    std::uint64_t sum = 0;
    std::uint64_t as_many = 0;
    for (const auto& one : permuted) {
      values.push_back(static_cast<double>(one[i]));
      sum += one[i];
      as_many += one[i] >= observed[i] ? 1u : 0u;
    }
    if (values.empty()) continue;
    std::sort(values.begin(), values.end());
    const auto n = static_cast<double>(permuted.size());
    cell.mean = static_cast<double>(sum) / n;
    cell.low = quantile(values, 0.025);
    cell.high = quantile(values, 0.975);
    cell.p = (1.0 + static_cast<double>(as_many)) / (1.0 + n);
  }
  return cells;
}

/// Place of each event: a number, the same for events within 1 m of each other, directly or through others.
std::vector<std::uint32_t> places_of(const PointEvents& events) {
  std::map<std::pair<double, double>, std::uint32_t> distinct;
  PointEvents spots;  // each place of the file once, however many events it has
  std::vector<std::uint32_t> spot_of;
  for (std::size_t i = 0; i < events.size(); ++i) {
    const auto [spot, added] =
        distinct.emplace(std::pair(events.x_m[i], events.y_m[i]), static_cast<std::uint32_t>(spots.x_m.size()));
    if (added) {
      spots.x_m.push_back(events.x_m[i]);
      spots.y_m.push_back(events.y_m[i]);
    }
    spot_of.push_back(spot->second);
  }
  std::vector<std::uint32_t> joined(spots.x_m.size());  // of each spot an earlier one at the same place, or itself
  std::iota(joined.begin(), joined.end(), 0u);
  const auto first_of = [&](std::uint32_t spot) {
    while (joined[spot] != spot) spot = joined[spot] = joined[joined[spot]];
    return spot;
  };
  for_near_pairs(spots, spots.x_m.size(), same_place_m, [&](std::uint32_t a, std::uint32_t b, double) {
    const auto one = first_of(a);
    const auto other = first_of(b);
    joined[std::max(one, other)] = std::min(one, other);
  });
  for (auto& spot : spot_of) spot = first_of(spot);
  return spot_of;
}

}  // namespace

double KnoxCell::ratio() const {
  return mean > 0.0 ? static_cast<double>(observed) / mean : std::numeric_limits<double>::quiet_NaN();
}

Knox near_repeat(const PointEvents& events, const KnoxPlan& plan, const model::Executor& executor) {
  Knox result;
  result.events = usable(events, plan);
  const auto pairs = pairs_by_band(events, result.events, plan.space_m);
  for (const auto& band : pairs) result.pairs += band.size();
  std::vector<std::int32_t> dates;
  for (std::size_t i = 0; i < result.events; ++i) dates.push_back(whole_day(events.day[i]));
  std::vector<std::uint8_t> band_of;
  for (std::size_t t = 0; t < plan.days.size(); ++t)
    band_of.resize(static_cast<std::size_t>(plan.days[t]) + 1, static_cast<std::uint8_t>(t));
  band_of.push_back(static_cast<std::uint8_t>(plan.days.size()));
  const std::size_t times = plan.days.size();
  const auto starts = stretches(dates, plan.stretch_days);
  std::vector<Counts> permuted(plan.permutations);
  executor.for_blocks(plan.permutations, 8, [&](std::size_t begin, std::size_t end) {
    for (std::size_t r = begin; r < end; ++r) {
      auto dealt = dates;
      deal(dealt, starts, model::random_key(plan.seed, r, domain::patterns));
      permuted[r] = count(pairs, dealt, band_of, times);
    }
  });
  const Counts observed = count(pairs, dates, band_of, times);
  result.bands = cells_of(observed, permuted, times);
  for (auto& one : permuted) one = cumulated(std::move(one), times);
  result.within = cells_of(cumulated(observed, times), permuted, times);
  return result;
}

double same_place_repeats(const PointEvents& events) {
  constexpr auto never = std::numeric_limits<std::int32_t>::min();
  const auto place = places_of(events);
  std::vector<std::int32_t> opened(events.size(), never);  // by place: the date that opened the window
  std::size_t repeats = 0;
  for (std::size_t i = 0; i < events.size(); ++i) {
    auto& window = opened[place[i]];
    const auto date = whole_day(events.day[i]);
    if (window != never && date - window <= repeat_days) ++repeats;
    else window = date;
  }
  return static_cast<double>(repeats) / static_cast<double>(events.size());
}

}  // namespace salus::calibration
