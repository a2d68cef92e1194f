#include "calibration/patterns/pattern_rows.hpp"

#include <cmath>
#include <limits>

#include "model/core/number.hpp"

namespace salus::calibration {
namespace {

using Statistic = PatternStatistic;

constexpr double none = std::numeric_limits<double>::quiet_NaN();

enum class Weekday : std::uint8_t { monday, tuesday, wednesday, thursday, friday, saturday, sunday };
static_assert(model::count_of<Weekday> == std::tuple_size_v<decltype(EventRhythm::by_weekday)>);

constexpr Statistic after(Statistic first, ConcentrationStatistic steps) {
  return model::enumerator_after(first, steps);
}
static_assert(after(Statistic::half_of_crime_cells, ConcentrationStatistic::adjusted_gini) == Statistic::adjusted_gini);
static_assert(after(Statistic::half_of_crime_cells_in_a_year, ConcentrationStatistic::adjusted_gini) ==
              Statistic::adjusted_gini_in_a_year);

PatternRow counted(Statistic statistic, double value, std::uint32_t part = 0) {
  return {statistic, part, value, none, none, none, none};
}

PatternRow missing(Statistic statistic, WhyMissing why) { return {statistic, 0, none, none, none, none, none, why}; }

template <class ToStatistic>
void add_concentration(std::vector<PatternRow>& rows, const ConcentrationBeside& beside, ToStatistic to_statistic) {
  for (const auto& figure : concentration_figures) {
    const double unit = figure.percent ? 100.0 : 1.0;
    rows.push_back({to_statistic(figure.statistic), 0, unit * beside.observed.*figure.value, none, none,
                    unit * beside.null.mean.*figure.value, none});
  }
}

PatternRow knox_row(Statistic statistic, const KnoxCell& cell, std::uint32_t part = 0) {
  if (!std::isfinite(cell.ratio())) return {statistic, part, none, none, none, none, none, WhyMissing::no_chance_pair};
  return {statistic, part, cell.ratio(), none, none, 1.0, cell.p};
}

void add_near_repeats(std::vector<PatternRow>& rows, const PointPattern& p) {
  const auto within = [&](Statistic statistic, const Knox& knox) {
    rows.push_back(knox_row(statistic, knox.nearest()));
  };
  within(Statistic::near_repeat, *p.knox);
  within(Statistic::near_repeat_incidents, *p.knox_incidents);
  if (p.knox_by_year) within(Statistic::near_repeat_by_year, *p.knox_by_year);
  std::uint32_t part = 0;
  for (const auto& times : p.strictest_knox().bands)
    for (const auto& cell : times) rows.push_back(knox_row(Statistic::knox, cell, part++));
  rows.push_back(counted(Statistic::same_place_repeats, *p.repeats));
}

template <class Counts>
void add_counts(std::vector<PatternRow>& rows, Statistic statistic, const Counts& counts) {
  std::uint32_t part = 0;
  for (const auto count : counts) rows.push_back(counted(statistic, count, part++));
}

WhyMissing why_no_night(const PointPattern& p) {
  if (p.resolution != TimeResolution::day) return WhyMissing::months_only;
  return p.at_midnight >= filled_in ? WhyMissing::days_filled : WhyMissing::days_only;
}

void add_rhythm(std::vector<PatternRow>& rows, const PointPattern& p) {
  const EventRhythm& r = *p.rhythm;
  if (r.weekend) {
    rows.push_back(
        {Statistic::weekend_share, 0, r.weekend->value, r.weekend->low, r.weekend->high, weekend_time, none});
    rows.push_back({Statistic::weekend_factor, 0, r.weekend_factor(), r.weekend->low / weekend_time,
                    r.weekend->high / weekend_time, 1.0, none});
    add_counts(rows, Statistic::weekday, r.by_weekday);
  } else {
    rows.push_back(missing(Statistic::weekend_share, WhyMissing::months_only));
  }
  if (r.night) {
    rows.push_back({Statistic::night_share, 0, r.night->value, r.night->low, r.night->high, night_time, none});
    add_counts(rows, Statistic::hour, r.by_hour);
  } else {
    rows.push_back(missing(Statistic::night_share, why_no_night(p)));
  }
  add_counts(rows, Statistic::month, r.by_month);
}

void add_recurrence(std::vector<PatternRow>& rows, const Recurrence& r) {
  if (!std::isfinite(r.relative_risk)) {
    rows.push_back(missing(Statistic::area_recurrence, WhyMissing::no_contrast));
    return;
  }
  rows.push_back({Statistic::area_recurrence, 0, r.relative_risk, r.low, r.high, r.null, r.p});
  rows.push_back({Statistic::area_recurrence_adjusted, 0, r.adjusted(), r.low / r.null, r.high / r.null, 1.0, r.p});
}

}  // namespace

Statistic whole_period(ConcentrationStatistic statistic) { return after(Statistic::half_of_crime_cells, statistic); }
Statistic in_a_year(ConcentrationStatistic statistic) {
  return after(Statistic::half_of_crime_cells_in_a_year, statistic);
}

std::vector<PatternRow> pattern_rows(const PointPattern& p) {
  std::vector<PatternRow> rows;
  rows.push_back(counted(Statistic::events, p.events));
  rows.push_back(counted(Statistic::repeated_rows, p.repeated));
  rows.push_back(counted(Statistic::cells, p.cells));
  if (p.events < least_events) {
    for (const auto statistic : {Statistic::half_of_crime_cells, Statistic::near_repeat, Statistic::same_place_repeats,
                                 Statistic::weekend_share, Statistic::night_share, Statistic::area_recurrence})
      rows.push_back(missing(statistic, WhyMissing::few_events));
    return rows;
  }
  add_concentration(rows, *p.concentration, whole_period);
  if (p.in_a_year) add_concentration(rows, *p.in_a_year, in_a_year);
  if (p.hot_spots) {
    const double hot = p.hot_spots->cells;
    rows.push_back({Statistic::hot_spots_kept, 0, p.hot_spots->kept, none, none, hot / p.cells, none});
  } else rows.push_back(missing(Statistic::hot_spots_kept, WhyMissing::one_year));
  if (p.knox) {
    add_near_repeats(rows, p);
  } else {
    for (const auto statistic : {Statistic::near_repeat, Statistic::same_place_repeats})
      rows.push_back(missing(statistic, WhyMissing::months_only));
  }
  add_rhythm(rows, p);
  if (p.recurrence) add_recurrence(rows, *p.recurrence);
  else rows.push_back(missing(Statistic::area_recurrence, WhyMissing::few_months));
  return rows;
}

KnoxBand knox_band(std::uint32_t part) {
  const std::size_t times = KnoxPlan().days.size();
  return {part / times, part % times};
}

std::string name_of(const PatternRow& row) {
  const std::string name(model::enumerator_names<Statistic>[row.statistic]);
  const auto two = [](std::uint32_t value) { return (value < 10 ? "_0" : "_") + std::to_string(value); };
  switch (row.statistic) {
    case Statistic::weekday:
      return name + "_" +
             std::string(model::enumerator_names<Weekday>[model::enumerator_after(Weekday::monday, row.part)]);
    case Statistic::hour:
      return name + two(row.part);
    case Statistic::month:
      return name + two(row.part + 1);
    case Statistic::knox: {
      const KnoxPlan plan;
      const auto [s, t] = knox_band(row.part);
      const auto metres = [](double value) { return model::format_fixed(value, 0); };
      return name + "_" + (s == 0 ? "0" : metres(plan.space_m[s - 1])) + "_" + metres(plan.space_m[s]) + "_m_" +
             std::to_string(t == 0 ? 0 : plan.days[t - 1] + 1) + "_" + std::to_string(plan.days[t]) + "_days";
    }
    default:
      return name;
  }
}

}  // namespace salus::calibration
