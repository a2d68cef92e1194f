#include "calibration/patterns/near_repeat.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <unordered_map>

#include "calibration/inference/domains.hpp"
#include "calibration/patterns/squares.hpp"
#include "calibration/statistics.hpp"
#include "model/core/grid.hpp"
#include "model/random/purposes.hpp"
#include "model/random/sampler.hpp"

namespace salus::calibration {
namespace {

using DistanceBand = model::Position<struct DistanceAxis>;
using TimeBand = model::Position<struct TimeAxis>;
using Counts = model::Grid<std::uint32_t, DistanceBand, TimeBand>;
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
  std::unordered_map<Square, std::vector<std::uint32_t>, SquareHash> squares;
  for (std::uint32_t i = 0; i < n; ++i) {
    const Square own = square_at(events.x_m[i], events.y_m[i], reach);
    for (int up = -1; up <= 1; ++up)
      for (int right = -1; right <= 1; ++right) {
        const auto square = squares.find({own.row + up, own.column + right});
        if (square == squares.end()) continue;
        for (const auto j : square->second) {
          const double dx = events.x_m[i] - events.x_m[j];
          const double dy = events.y_m[i] - events.y_m[j];
          if (const double d2 = dx * dx + dy * dy; d2 <= reach * reach) f(j, i, d2);
        }
      }
    squares[own].push_back(i);
  }
}

/// Number of events to be used, from the first on, within the limits of the plan.
std::uint32_t usable(const PointEvents& events, const KnoxPlan& plan) {
  auto n = static_cast<std::uint32_t>(events.size());
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

/// Number of pairs in each band of distance and time. @param band_of band of time by days apart; the last value stands
/// for all longer times
Counts count(const std::vector<std::vector<Pair>>& pairs, const std::vector<std::uint32_t>& dates,
             const std::vector<std::uint32_t>& band_of, model::Positions<TimeBand> times) {
  Counts counts(model::positions_in<DistanceBand>(pairs), times);
  const std::size_t beyond = band_of.size() - 1;
  std::vector<std::uint32_t> here(times.size() + 1);
  for (const auto s : counts.along<DistanceBand>()) {
    std::fill(here.begin(), here.end(), 0);
    for (const Pair& pair : pairs[s]) {
      const std::uint32_t a = dates[pair.a];
      const std::uint32_t b = dates[pair.b];
      ++here[band_of[std::min<std::size_t>(beyond, a > b ? a - b : b - a)]];
    }
    std::copy(here.begin(), here.end() - 1, counts.row(s).begin());
  }
  return counts;
}

/// First event of each period within which dates are permuted, and the number of events.
std::vector<std::uint32_t> periods(const std::vector<std::uint32_t>& dates, std::uint32_t days) {
  std::vector<std::uint32_t> starts{0};
  std::uint32_t i = 1;
  for (; i < dates.size(); ++i)
    if (days > 0 && dates[i] / days != dates[i - 1] / days) starts.push_back(i);
  starts.push_back(i);
  return starts;
}

/// Permutes the dates at random within each period. Source: Durstenfeld 1964, doi:10.1145/364520.364540.
void permute(std::vector<std::uint32_t>& dates, const std::vector<std::uint32_t>& starts, model::RandomKey key) {
  for (std::size_t s = 0; s + 1 < starts.size(); ++s)
    for (std::uint32_t i = starts[s + 1]; i-- > starts[s] + 1;) {
      const auto j =
          starts[s] + model::uniform_below(key, {0, 0, model::purpose::near_repeat_order, i}, i - starts[s] + 1);
      std::swap(dates[i], dates[j]);
    }
}

/// Cumulative sums over the bands of distance and of time.
Counts cumulated(Counts counts) {
  for (const auto s : counts.along<DistanceBand>())
    for (const auto t : counts.along<TimeBand>())
      if (t > 0) counts(s, t) += counts(s, t - 1u);
  for (const auto s : counts.along<DistanceBand>())
    for (const auto t : counts.along<TimeBand>())
      if (s > 0) counts(s, t) += counts(s - 1u, t);
  return counts;
}

KnoxCell cell_of(const Counts& observed, const std::vector<Counts>& permuted, DistanceBand s, TimeBand t) {
  KnoxCell cell;
  cell.observed = observed(s, t);
  std::vector<double> values;
  double n = 0.0;
  double as_many = 0.0;
  for (const auto& one : permuted) {
    values.push_back(one(s, t));
    ++n;
    as_many += one(s, t) >= observed(s, t);
  }
  if (values.empty()) return cell;
  std::sort(values.begin(), values.end());
  cell.mean = model::mean(values);
  cell.low = quantile(values, 0.025);
  cell.high = quantile(values, 0.975);
  cell.p = (1.0 + as_many) / (1.0 + n);
  return cell;
}

std::vector<std::vector<KnoxCell>> cells_of(const Counts& observed, const std::vector<Counts>& permuted) {
  std::vector<std::vector<KnoxCell>> cells;
  for (const auto s : observed.along<DistanceBand>()) {
    auto& row = cells.emplace_back();
    for (const auto t : observed.along<TimeBand>()) row.push_back(cell_of(observed, permuted, s, t));
  }
  return cells;
}

/// Place of each event: a number, the same for events within 1 m of each other, directly or through others.
std::vector<std::uint32_t> places_of(const PointEvents& events) {
  std::map<std::pair<double, double>, std::uint32_t> distinct;
  PointEvents spots;  // each place of the file once, however many events it has
  std::vector<std::uint32_t> spot_of;
  std::uint32_t next = 0;
  for (std::size_t i = 0; i < events.size(); ++i) {
    const auto [spot, added] = distinct.emplace(std::pair(events.x_m[i], events.y_m[i]), next);
    if (added) {
      ++next;
      spots.x_m.push_back(events.x_m[i]);
      spots.y_m.push_back(events.y_m[i]);
    }
    spot_of.push_back(spot->second);
  }
  std::vector<std::uint32_t> joined(spots.x_m.size());  // of each spot an earlier one at the same place, or itself
  std::iota(joined.begin(), joined.end(), 0u);
  const auto first_of = [&](std::uint32_t spot) {
    while (joined[spot] != spot) {
      joined[spot] = joined[joined[spot]];  // halves the way there for whoever asks next
      spot = joined[spot];
    }
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

double KnoxCell::ratio() const { return mean > 0.0 ? observed / mean : std::numeric_limits<double>::quiet_NaN(); }

Knox near_repeat(const PointEvents& events, const KnoxPlan& plan, const model::Executor& executor) {
  Knox result;
  result.events = usable(events, plan);
  const auto pairs = pairs_by_band(events, result.events, plan.space_m);
  for (const auto& band : pairs) result.pairs += band.size();
  std::vector<std::uint32_t> dates;  // since the first
  for (std::size_t i = 0; i < result.events; ++i)
    dates.push_back(static_cast<std::uint32_t>(whole_day(events.day[i]) - whole_day(events.day[0])));
  const auto times = model::positions_in<TimeBand>(plan.days);
  std::vector<std::uint32_t> band_of;
  for (const auto t : times) band_of.resize(plan.days[t] + 1, t);
  band_of.push_back(times.count());
  const auto starts = periods(dates, plan.period_days);
  std::vector<Counts> permuted(plan.permutations);
  executor.for_blocks(plan.permutations, 8, [&](std::size_t begin, std::size_t end) {
    for (std::size_t r = begin; r < end; ++r) {
      auto order = dates;
      permute(order, starts, model::random_key(plan.seed, r, domain::patterns));
      permuted[r] = count(pairs, order, band_of, times);
    }
  });
  const Counts observed = count(pairs, dates, band_of, times);
  result.bands = cells_of(observed, permuted);
  for (auto& one : permuted) one = cumulated(std::move(one));
  result.within = cells_of(cumulated(observed), permuted);
  return result;
}

double same_place_repeats(const PointEvents& events) {
  constexpr auto never = std::numeric_limits<std::int32_t>::min();
  const auto place = places_of(events);
  std::vector<std::int32_t> opened(events.size(), never);  // by place: the date that opened the window
  double repeats = 0.0;
  for (std::size_t i = 0; i < events.size(); ++i) {
    auto& window = opened[place[i]];
    const auto date = whole_day(events.day[i]);
    if (window != never && date - window <= repeat_days) ++repeats;
    else window = date;
  }
  return repeats / static_cast<double>(events.size());
}

}  // namespace salus::calibration
