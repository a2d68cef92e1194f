#include "calibration/patterns/point_pattern.hpp"

#include <cmath>

namespace salus::calibration {
namespace {

ConcentrationBeside beside_chance(const std::vector<std::uint32_t>& counts, const StudyArea& area, std::uint32_t crimes,
                                  const PatternPlan& plan, std::uint64_t seed, const model::Executor& executor) {
  return {
      concentration(counts),
      null_concentration({.cells = area.cells(), .crimes = crimes, .draws = plan.null_draws, .seed = seed}, executor)};
}

/// Mean over the years, observed and under the null hypothesis. The draws of different years are independent, so the
/// interval of the mean is narrower by the square root of their number.
ConcentrationBeside mean_of(const std::vector<ConcentrationBeside>& years) {
  ConcentrationBeside result;
  const auto n = static_cast<double>(years.size());
  for (const auto& figure : concentration_figures) {
    double error2 = 0.0;
    double below2 = 0.0;
    double above2 = 0.0;
    for (const auto& year : years) {
      const double mean = year.null.mean.*figure.value;
      result.observed.*figure.value += year.observed.*figure.value / n;
      result.null.mean.*figure.value += mean / n;
      error2 += std::pow(year.null.error.*figure.value, 2);
      below2 += std::pow(mean - year.null.low.*figure.value, 2);
      above2 += std::pow(year.null.high.*figure.value - mean, 2);
    }
    result.null.error.*figure.value = std::sqrt(error2) / n;
    result.null.low.*figure.value = result.null.mean.*figure.value - std::sqrt(below2) / n;
    result.null.high.*figure.value = result.null.mean.*figure.value + std::sqrt(above2) / n;
  }
  return result;
}

void add_concentration(PointPattern& pattern, const PointEvents& own, const StudyArea& area, const PatternPlan& plan,
                       const model::Executor& executor) {
  const auto counts = area.counts(own);
  pattern.concentration = beside_chance(counts, area, pattern.events, plan, plan.seed, executor);
  pattern.curve = lorenz_curve(counts);
  std::vector<ConcentrationBeside> years;
  std::vector<std::vector<std::uint32_t>> by_year;
  for (const auto& year : covered_years(own)) {
    pattern.years.push_back(year.year);
    by_year.push_back(area.counts(own, year.events));
    if (year.events.size() > 0)
      years.push_back(beside_chance(by_year.back(), area, year.events.size(), plan,
                                    plan.seed + static_cast<std::uint64_t>(year.year), executor));
  }
  if (by_year.size() < 2 || years.size() < by_year.size()) return;
  pattern.in_a_year = mean_of(years);
  pattern.hot_spots = hot_spots_kept(by_year);
}

void add_near_repeats(PointPattern& pattern, const PointEvents& own, const PatternPlan& plan,
                      const model::Executor& executor) {
  KnoxPlan knox;
  knox.permutations = plan.permutations;
  knox.seed = plan.seed;
  pattern.knox = near_repeat(own, knox, executor);
  const PointEvents once = incidents(own);
  pattern.knox_incidents = once.size() < own.size() ? near_repeat(once, knox, executor) : pattern.knox;
  constexpr int year_days = 365;
  knox.period_days = year_days;
  if (whole_day(own.day.back()) - whole_day(own.day.front()) >= year_days)
    pattern.knox_by_year = near_repeat(once, knox, executor);
  pattern.repeats = same_place_repeats(once);
}

}  // namespace

PointPattern point_pattern(const PointEvents& city, std::size_t type, const StudyArea& area, const PatternPlan& plan,
                           const model::Executor& executor) {
  const PointEvents own = of_type(city, type);
  PointPattern pattern;
  pattern.city = city.city;
  pattern.type = city.types[type];
  pattern.events = static_cast<std::uint32_t>(own.size());
  pattern.repeated = repeated_rows(own);
  pattern.first_day = own.day.front();
  pattern.last_day = own.day.back();
  pattern.resolution = own.resolutions.front();
  pattern.at_midnight = share_at_midnight(own);
  pattern.cells = area.cells();
  pattern.cell_m = area.pitch_m();
  pattern.km2 = area.km2();
  if (own.size() < least_events) return pattern;
  add_concentration(pattern, own, area, plan, executor);
  if (pattern.resolution != TimeResolution::month) add_near_repeats(pattern, own, plan, executor);
  pattern.rhythm = rhythm(own);
  const auto months = months_with_crime(own);
  if (months.front().size() >= least_months)
    pattern.recurrence = recurrence(months, plan.permutations, plan.seed, executor);
  return pattern;
}

}  // namespace salus::calibration
